package measure

// A refiner splits communities into pieces, from single vertices up.
type refiner struct {
	*leiden
	label  []int32   // by vertex: its community
	whole  []float64 // by community: strength
	piece  []int32   // by vertex: its piece
	sums   []float64 // by piece: strength
	cut    []float64 // by piece: weight of ties to the rest of its community
	single []bool    // by piece: it is one vertex
	around *gatherer
}

// refine returns the piece of each vertex. Pieces lie within communities and hang together.
func (l *leiden) refine(label []int32) ([]int32, error) {
	n := l.crowd.len()
	r := &refiner{
		leiden: l, label: label, whole: l.sums(label), piece: numbered(n), sums: append([]float64(nil), l.crowd.strength...),
		cut: make([]float64, n), single: make([]bool, n), around: newGatherer(n),
	}
	for v := range int32(n) {
		r.single[v] = true
		for i := l.crowd.starts[v]; i < l.crowd.starts[v+1]; i++ {
			if label[l.crowd.ends[i]] == label[v] {
				r.cut[v] += l.crowd.weight(i)
			}
		}
	}
	for _, v := range l.shuffled() {
		if r.single[r.piece[v]] && r.wellConnected(v, label[v]) {
			r.join(v)
		}
		if err := l.p.beat(len(l.crowd.row(v)) + 1); err != nil {
			return nil, err
		}
	}
	return r.piece, nil
}

// wellConnected reports whether a piece has as many ties to the rest of its community as chance would give it.
func (r *refiner) wellConnected(piece, community int32) bool {
	return r.gain(r.cut[piece], r.sums[piece], r.whole[community]-r.sums[piece]) >= 0
}

// join puts a vertex that is a piece by itself into the piece where it gains most, if it gains anything. A piece keeps the number of
// the vertex that it began with; that of v is v.
func (r *refiner) join(v int32) {
	community := r.label[v]
	r.around.gather(r.crowd, v, r.piece, func(far int32) bool { return r.label[far] != community })
	best, most := v, 0.0
	for _, p := range r.around.met {
		if !r.wellConnected(p, community) {
			continue
		}
		if g := r.gain(r.around.weight[p], r.crowd.strength[v], r.sums[p]); g > most+enough {
			best, most = p, g
		}
	}
	if best == v {
		return
	}
	r.piece[v] = best
	r.sums[best] += r.sums[v]
	r.cut[best] += r.cut[v] - 2*r.around.weight[best]
	r.sums[v], r.cut[v] = 0, 0
	r.single[best] = false
}
