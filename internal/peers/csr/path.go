package csr

// Distance returns how many edges lead from one vertex to another at least, and -1 if none do. It searches from both ends, a step
// at a time, always on the side with fewer vertices to go on from.
func (g *Graph) Distance(from, to int32) int {
	if from == to {
		return 0
	}
	ahead, back := g.newSide(&g.out, from), g.newSide(&g.in, to)
	for steps := 1; len(ahead.level) > 0 && len(back.level) > 0; steps++ {
		near, far := ahead, back
		if len(back.level) < len(ahead.level) {
			near, far = back, ahead
		}
		if near.step(far.seen) {
			return steps
		}
	}
	return -1
}

// A side is how far a search has spread from one end.
type side struct {
	rows        *rows
	seen        set
	level, next []int32
}

func (g *Graph) newSide(r *rows, start int32) *side {
	s := &side{rows: r, seen: newSet(g.Len()), level: []int32{start}}
	s.seen.add(start)
	return s
}

// step goes one edge further, and reports whether it met what the other side has seen.
func (s *side) step(other set) bool {
	s.next = s.next[:0]
	for _, v := range s.level {
		for _, w := range s.rows.of(v) {
			if other.has(w) {
				return true
			}
			if s.seen.add(w) {
				s.next = append(s.next, w)
			}
		}
	}
	s.level, s.next = s.next, s.level
	return false
}
