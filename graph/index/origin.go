package index

import "dyad/graph"

// originsOf numbers who stands behind each source in the time of tx, equal origins alike, from first on.
func originsOf(ss *sources, tx graph.Tx, first int) []int32 {
	var known pool[graph.Origin, graph.Origin]
	numbers := make([]int32, len(ss.records))
	for i := range numbers {
		s := ss.at(int32(i), tx)
		if s == nil {
			s = &ss.records[i].Value
		}
		origin := s.Origin()
		numbers[i] = int32(first) + known.place(origin, func() graph.Origin { return origin })
	}
	return numbers
}

// origin returns a number for whose word a plain claim of the source is: equal for equal origins.
func (g *Graph) origin(a *attitude, source int32) int32 {
	switch {
	case a.speaker != Nobody:
		return int32(a.speaker)
	case g.origins != nil:
		return g.origins[source]
	}
	return g.x.origins[source]
}
