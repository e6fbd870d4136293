package extract

import "dyad/graph"

// A cover tells which code points of a text are taken: a bit for each, so that taking many spans takes time for their length alone,
// in whatever order they come.
type cover struct {
	length int
	taken  []uint64
}

func newCover(t *text) *cover { return &cover{t.length, make([]uint64, t.length/64+1)} }

// take takes a span, unless some of it is taken already.
func (c *cover) take(p graph.Part) bool {
	if c.overlaps(p) {
		return false
	}
	c.each(p, func(word *uint64, mask uint64) bool {
		*word |= mask
		return true
	})
	return true
}

// overlaps reports whether some of a span is taken. What of it lies outside the text never is.
func (c *cover) overlaps(p graph.Part) bool {
	found := false
	c.each(p, func(word *uint64, mask uint64) bool {
		found = *word&mask != 0
		return !found
	})
	return found
}

// each calls f with the words that hold the bits of a span, and which bits of them these are, until f returns false.
func (c *cover) each(p graph.Part, f func(word *uint64, mask uint64) bool) {
	from, to := max(p.Start, 0), min(p.End, c.length)
	for from < to {
		n := min(to-from, 64-from%64)
		mask := ^uint64(0) >> (64 - n) << (from % 64)
		if !f(&c.taken[from/64], mask) {
			return
		}
		from += n
	}
}
