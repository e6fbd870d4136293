package index

import "dyad/graph"

// Stats counts what a view shows. Mentions and batches are for the store to count.
type Stats struct {
	Entities       map[graph.TermKey]int // by type
	Sources        int
	Claims         int
	Undated        int // positions left out only for being undated, where the view names a time
	Relationships  map[graph.Status]int
	Contradictions map[graph.Rule]int
}

// Stats counts everything that the view shows. It looks at all of it.
func (g *Graph) Stats() Stats {
	s := Stats{
		Entities: map[graph.TermKey]int{}, Relationships: map[graph.Status]int{}, Contradictions: map[graph.Rule]int{},
		Sources: g.CountSources(),
	}
	s.Claims, s.Undated = g.census()
	for n := range g.Entities(Window[graph.EntityKey]{}) {
		s.Entities[g.Entity(n).Type]++
	}
	for e := range g.Relationships(Window[Triple]{}, nil) {
		s.Relationships[g.Status(e)]++
	}
	for _, c := range g.Contradictions() {
		s.Contradictions[c.Rule]++
	}
	return s
}
