package measure

import (
	"context"

	"dyad/graph/index"
)

// betweenness adds up, over all pairs of other vertices, the share of the shortest paths between them that leads over each vertex. A
// pair counts once where ties lead both ways, and each way for itself where they have a direction.
func (r *Ranking) betweenness(ctx context.Context, n *Net, s *settings) error {
	r.Values = make([]float64, n.Len())
	if n.Len() == 0 {
		return nil
	}
	t := n.ties(s.way, Merged)
	from, err := n.pivots(s, &t)
	if err != nil {
		return err
	}
	r.Pivots = len(from)
	search, owed := newSearch(t, &pulse{ctx: ctx}), make([]float64, n.Len())
	for _, v := range from {
		if err := search.from(v); err != nil {
			return err
		}
		if err := search.collect(owed, r.Values); err != nil {
			return err
		}
	}
	factor := scale(n.Len(), len(from))
	if s.way == index.Any {
		factor /= 2
	}
	if !s.raw {
		factor *= betweenShare(n.Len(), s.way)
	}
	for v := range r.Values {
		r.Values[v] *= factor
	}
	return nil
}

// collect adds to each vertex what the search's paths owe it, from the farthest vertex back to the start. owed is used and left
// as it is.
func (s *search) collect(owed, values []float64) error {
	for i := len(s.order) - 1; i >= 0; i-- {
		v, sum, row := s.order[i], 0.0, s.t.row(s.order[i])
		for _, far := range row {
			if s.distance[far] == s.distance[v]+1 {
				sum += (1 + owed[far]) / s.paths[far]
			}
		}
		if owed[v] = sum * s.paths[v]; i > 0 {
			values[v] += owed[v]
		}
		if err := s.p.beat(len(row) + 1); err != nil {
			return err
		}
	}
	for _, v := range s.order {
		owed[v] = 0
	}
	return nil
}

// betweenShare turns a sum over pairs into a share of the pairs that there are without the vertex itself.
func betweenShare(n int, way index.Direction) float64 {
	pairs := float64(n-1) * float64(n-2)
	if way == index.Any {
		pairs /= 2
	}
	if pairs <= 0 {
		return 0 // nobody can be between two others
	}
	return 1 / pairs
}
