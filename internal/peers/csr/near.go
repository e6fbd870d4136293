package csr

// A set is some of the vertices, a bit for each.
type set []uint64

func newSet(vertices int) set { return make(set, (vertices+63)/64) }

// add adds v and reports whether it was not there.
func (s set) add(v int32) bool {
	word, bit := &s[uint32(v)/64], uint64(1)<<(uint32(v)%64)
	if *word&bit != 0 {
		return false
	}
	*word |= bit
	return true
}

func (s set) has(v int32) bool { return s[uint32(v)/64]&(1<<(uint32(v)%64)) != 0 }

// Near returns the vertices that at most depth edges lead to, the start first.
func (g *Graph) Near(start int32, depth int) []int32 {
	seen := newSet(g.Len())
	seen.add(start)
	reached, from := []int32{start}, 0
	for range depth {
		end := len(reached)
		for _, v := range reached[from:end] {
			for _, w := range g.out.of(v) {
				if seen.add(w) {
					reached = append(reached, w)
				}
			}
		}
		from = end
	}
	return reached
}

// NearBy is Near along edges that at least so many origins say.
func (g *Graph) NearBy(start int32, depth int, origins uint8) []int32 {
	seen := newSet(g.Len())
	seen.add(start)
	reached, from := []int32{start}, 0
	for range depth {
		end := len(reached)
		for _, v := range reached[from:end] {
			first := g.out.starts[v]
			for i, w := range g.out.of(v) {
				if g.out.origins[int(first)+i] >= origins && seen.add(w) {
					reached = append(reached, w)
				}
			}
		}
		from = end
	}
	return reached
}
