package main

import "dyad/graph/rmat"

// rmatOf draws an R-MAT graph with the parameters of Graph500, none of whose edges comes twice. Vertices that none touches are left out,
// and the others numbered as the edges name them.
func rmatOf(name string, scale, count int) *drawn {
	g := &drawn{name: name, types: []string{"links"}, edges: make([]edge, 0, count)}
	w := newWitnesses(count)
	numbers := make([]int32, 1<<scale) // one more than the number; 0: none yet
	number := func(v int) int32 {
		if numbers[v] == 0 {
			g.vertices++
			numbers[v] = int32(g.vertices)
		}
		return numbers[v] - 1
	}
	for from, to := range rmat.Links(scale, count) {
		e := edge{from: number(from), to: number(to)}
		w.give(&e)
		g.edges = append(g.edges, e)
	}
	g.sources, g.actors = w.names, g.vertices
	return g
}
