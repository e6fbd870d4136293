package index

import (
	"sync"

	"dyad/graph"
)

// A backdrop is everything that is recorded at a view's time, whatever else the view asks for. It is made when first asked for.
type backdrop struct {
	once  sync.Once
	graph *Graph
}

// recorded returns everything that is recorded at the view's time.
func (g *Graph) recorded() *Graph {
	if g.view.AsOf == 0 {
		return g.x.present
	}
	g.backdrop.once.Do(func() { g.backdrop.graph = g.x.evaluate(graph.View{AsOf: g.view.AsOf}) })
	return g.backdrop.graph
}

// Recorded returns how many relationships of an entity are recorded at the view's time, whatever else the view asks for. One
// with itself counts twice.
func (g *Graph) Recorded(n Node) int {
	d := g.recorded().Degree(n)
	return d.Out + d.In
}
