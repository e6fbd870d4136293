package index

import (
	"cmp"
	"iter"
	"slices"
	"sync"

	"dyad/graph"
)

// A Rank is the sort key of an entity in an order other than that of keys. Equal ones follow their keys.
type Rank struct {
	Degree int    // in [Graph.EntitiesByDegree], else 0
	Name   string // in [Graph.EntitiesByName], else ""
	Key    graph.EntityKey
}

// Compare orders ranks of one order.
func (r Rank) Compare(s Rank) int {
	return cmp.Or(cmp.Compare(r.Degree, s.Degree), cmp.Compare(r.Name, s.Name), cmp.Compare(r.Key, s.Key))
}

// EntitiesByDegree yields the entities that the view's time knows in the order of how many relationships of them the view
// shows, one with itself counted once; the least connected first. A graph sorts them when first asked.
func (g *Graph) EntitiesByDegree(w Window[Rank]) iter.Seq[Node] {
	g.countDegrees()
	return g.byDegree.list(g, w, g.DegreeRank)
}

// DegreeRank returns the rank of an entity in [Graph.EntitiesByDegree].
func (g *Graph) DegreeRank(n Node) Rank {
	g.countDegrees()
	return Rank{Degree: int(g.degrees[n]), Key: g.Key(n)}
}

// countDegrees looks at every relationship, the first time.
func (g *Graph) countDegrees() {
	g.counting.Do(func() {
		g.degrees = make([]int32, g.CountNodes())
		for e := range g.Relationships(Window[Triple]{}, nil) {
			from, to := g.Ends(e)
			g.degrees[from]++
			if to != Nobody && to != from {
				g.degrees[to]++
			}
		}
	})
}

// EntitiesByName yields the entities that the view's time knows in the order of their names, folded: see [graph.Fold]. A graph
// sorts them when first asked.
func (g *Graph) EntitiesByName(w Window[Rank]) iter.Seq[Node] {
	g.foldNames()
	return g.byName.list(g, w, g.NameRank)
}

// NameRank returns the rank of an entity in [Graph.EntitiesByName].
func (g *Graph) NameRank(n Node) Rank {
	g.foldNames()
	return Rank{Name: g.folded[n], Key: g.Key(n)}
}

// foldNames folds the name of every entity, the first time.
func (g *Graph) foldNames() {
	g.folding.Do(func() {
		g.folded = make([]string, g.CountNodes())
		for n := range g.Entities(Window[graph.EntityKey]{}) {
			g.folded[n] = graph.Fold(g.Entity(n).Name)
		}
	})
}

// rankings are orders of the entities of a graph, and what they are sorted by, made when first asked for.
type rankings struct {
	counting, folding sync.Once
	degrees           []int32  // by node
	folded            []string // by node
	byDegree, byName  ranking
}

// A ranking is the nodes in one order.
type ranking struct {
	once  sync.Once
	nodes []Node
}

// list yields the nodes of a window; rank tells where each of them stands.
func (r *ranking) list(g *Graph, w Window[Rank], rank func(Node) Rank) iter.Seq[Node] {
	r.once.Do(func() {
		r.nodes = slices.SortedFunc(g.Entities(Window[graph.EntityKey]{}), func(a, b Node) int { return rank(a).Compare(rank(b)) })
	})
	low, high := w.bounds(len(r.nodes), func(k Rank) (int, bool) {
		return slices.BinarySearchFunc(r.nodes, k, func(n Node, k Rank) int { return rank(n).Compare(k) })
	})
	return func(yield func(Node) bool) {
		for i := range w.walk(low, high) {
			if !yield(r.nodes[i]) {
				return
			}
		}
	}
}
