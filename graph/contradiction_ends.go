package graph

import (
	"cmp"
	"iter"
	"slices"
)

// A statement is a position as it bears on one relationship. A claim of a type that projects makes one for each further end.
type statement struct {
	*Position
	pair uint64 // the two ends, in whatever order
	from uint32 // which of them is From; of a symmetric type the same for all
}

// A direction tells the relationships between two ends apart.
type direction struct {
	Type TermKey
	from uint32
}

func (s statement) direction() direction { return direction{s.Claim.Type, s.from} }

// pairs yields, for each two ends that at least two statements are about, all of these.
func (f *finder) pairs() iter.Seq[[]statement] {
	all := f.statements()
	slices.SortFunc(all, func(a, b statement) int { return cmp.Compare(a.pair, b.pair) })
	return func(yield func([]statement) bool) {
		for about := range runs(all, func(a, b statement) bool { return a.pair == b.pair }) {
			if len(about) > 1 && !yield(about) {
				return
			}
		}
	}
}

// statements lists what every position says of which ends. Entities are numbered on the way: numbers sort faster than keys.
func (f *finder) statements() []statement {
	all := make([]statement, 0, len(f.Positions))
	numbers := map[EntityKey]uint32{}
	number := func(key EntityKey) uint32 {
		n, ok := numbers[key]
		if !ok {
			n = uint32(len(numbers))
			numbers[key] = n
		}
		return n
	}
	for i := range f.Positions {
		p := &f.Positions[i]
		t := f.kind(p.Claim.Type).term
		from := number(p.Claim.From)
		for to := range projected(p.Claim, t) {
			all = append(all, stated(p, t, from, number(to)))
		}
	}
	return all
}

// stated files a position under its ends.
func stated(p *Position, t *Term, from, to uint32) statement {
	low, high := min(from, to), max(from, to)
	if t.Symmetric {
		from = low
	}
	return statement{Position: p, pair: uint64(low)<<32 | uint64(high), from: from}
}

// projected yields the far ends of a claim, each once: To, and what fills the roles that its type projects.
func projected(c *Claim, t *Term) iter.Seq[EntityKey] {
	return func(yield func(EntityKey) bool) {
		if !yield(c.To) {
			return
		}
		seen := []EntityKey{c.To}
		for _, role := range t.Projects {
			for _, key := range c.Roles.Entities(role) {
				if slices.Contains(seen, key) {
					continue
				}
				if seen = append(seen, key); !yield(key) {
					return
				}
			}
		}
	}
}
