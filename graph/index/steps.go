package index

import (
	"cmp"
	"slices"
)

// Steps are the relationships of each entity as bare arrays, for walks: the present without conditions, unary types included.
// A far end is written as a negative number where the usual walk doesn't pass, since the relationship is denied, only
// hypothetical, or of a unary type: see [Far]. Everything is shared: do not change it.
type Steps struct{ es *edges }

// Steps returns the bare arrays, if g is the graph of the present without conditions: any other is asked by
// [Graph.RelationshipsOf].
func (g *Graph) Steps() (Steps, bool) { return Steps{&g.x.edges}, g.usual() }

// Out returns the relationships that begin with n, which are numbered from first on, and who ends them.
func (s Steps) Out(n Node) (first Edge, to []Node) {
	first = s.es.out[n]
	return first, s.es.to[first:s.es.out[n+1]]
}

// In returns the relationships that end with n, and who begins them.
func (s Steps) In(n Node) (list []Edge, from []Node) {
	low, high := s.es.in[n], s.es.in[n+1]
	return s.es.inEdge[low:high], s.es.inFrom[low:high]
}

// CountNodes returns the number of nodes, shown or not: they are numbered from 0.
func (g *Graph) CountNodes() int { return len(g.x.nodes.records) }

// connect makes the adjacency of n nodes in both directions.
func (es *edges) connect(n int) {
	es.out, es.in = make([]Edge, n+1), make([]int32, n+1)
	for e := range es.present {
		es.out[es.from[e]+1]++
		if to := es.to[e]; to != Nobody {
			es.in[to+1]++
		}
	}
	for i := range n {
		es.out[i+1] += es.out[i]
		es.in[i+1] += es.in[i]
	}
	next := slices.Clone(es.in)
	es.inEdge, es.inFrom = make([]Edge, es.in[n]), make([]Node, es.in[n])
	for e := range es.present {
		if to := es.to[e]; to != Nobody {
			es.inEdge[next[to]], es.inFrom[next[to]] = Edge(e), es.from[e]
			next[to]++
		}
	}
	for e := es.present; e < len(es.from); e++ {
		es.pastIn = append(es.pastIn, Edge(e))
	}
	slices.SortStableFunc(es.pastIn, func(a, b Edge) int { return cmp.Compare(es.to[a], es.to[b]) })
}
