package index

import (
	"cmp"
	"slices"
)

// Steps are the relationships of each entity as bare arrays, for walks: all that are recorded now, unary types included, whatever the view
// shows of them. A far end is written as a negative number where the usual walk of the present doesn't pass, since the relationship is
// denied, only hypothetical, or of a unary type: see [Plain]. Everything is shared: do not change it.
type Steps struct{ es *edges }

// Steps returns the bare arrays, and whether g is the graph of the present without conditions, which shows all that is in them. A view of
// an earlier time may show more: see [Graph.Closed].
func (g *Graph) Steps() (Steps, bool) { return Steps{&g.x.edges}, g.usual() }

// Plain returns a far end, however it is written: [Nobody] for a unary type.
func Plain(far Node) Node { return plain(far) }

// A Run is relationships of one entity that lead one way, in the order of their triples.
type Run struct {
	Far   []Node // their far ends, as [Steps] writes them
	first Edge
	list  []Edge // their numbers; nil: from first on
}

// Edge returns the i-th.
func (r *Run) Edge(i int) Edge {
	if r.list == nil {
		return r.first + Edge(i)
	}
	return r.list[i]
}

// Out returns the relationships that begin with n.
func (s Steps) Out(n Node) Run {
	first := s.es.out[n]
	return Run{Far: s.es.to[first:s.es.out[n+1]], first: first}
}

// In returns the relationships that end with n.
func (s Steps) In(n Node) Run {
	low, high := s.es.in[n], s.es.in[n+1]
	return Run{Far: s.es.inFrom[low:high], list: s.es.inEdge[low:high]}
}

// Degree returns how many relationships there are in a direction; in direction [Any], one with itself counts twice.
func (s Steps) Degree(n Node, d Direction) int {
	degree := 0
	if d != In {
		degree += int(s.es.out[n+1] - s.es.out[n])
	}
	if d != Out {
		degree += int(s.es.in[n+1] - s.es.in[n])
	}
	return degree
}

// Closed returns the relationships of n that only closed claims back, as views of an earlier time may show them; d is [Out] or [In].
func (g *Graph) Closed(n Node, d Direction) Run {
	es := &g.x.edges
	if d == Out {
		l := es.begunPast(n)
		return Run{Far: es.to[l.first:l.end], first: l.first}
	}
	r := Run{list: es.endedPast(n).listed}
	for _, e := range r.list {
		r.Far = append(r.Far, es.from[e])
	}
	return r
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
