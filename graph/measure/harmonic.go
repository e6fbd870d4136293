package measure

import "context"

// harmonic adds up 1/distance from each vertex to all others; those that it does not come to add nothing. Paths are followed
// backwards from each vertex, so that a sample of them tells something of every vertex.
func (r *Ranking) harmonic(ctx context.Context, n *Net, s *settings) error {
	r.Values = make([]float64, n.Len())
	if n.Len() == 0 {
		return nil
	}
	t := n.ties(s.way.Opposite(), Merged)
	to, err := n.pivots(s, &t)
	if err != nil {
		return err
	}
	r.Pivots = len(to)
	search := newSearch(t, &pulse{ctx: ctx})
	for _, v := range to {
		if err := search.from(v); err != nil {
			return err
		}
		for _, far := range search.order[1:] {
			r.Values[far] += 1 / float64(search.distance[far])
		}
	}
	factor := scale(n.Len(), len(to))
	if !s.raw {
		factor /= float64(n.Len() - 1) // a net has two vertices or none
	}
	for v := range r.Values {
		r.Values[v] *= factor
	}
	return nil
}
