package index

import (
	"iter"

	"dyad/graph"
)

// Revision returns which form of its record the entity has as of the view's time: 1 for the first, one more for every change since.
func (g *Graph) Revision(n Node) int {
	count := 0
	opened := func(v *graph.Version[graph.Entity]) {
		if g.view.AsOf == 0 || v.Opened <= g.view.AsOf {
			count++
		}
	}
	opened(&g.x.nodes.records[n])
	for i := range g.x.nodes.past[n] {
		opened(&g.x.nodes.past[n][i])
	}
	return count
}

// Judged returns the judgement of identity that stands on the two entities in that order, by their own keys.
func (x *Index) Judged(from, into graph.EntityKey) (graph.SameAs, bool) {
	for i := range x.sameAs {
		if v := &x.sameAs[i]; v.Closed == 0 && v.Value.From == from && v.Value.Into == into {
			return v.Value, true
		}
	}
	return graph.SameAs{}, false
}

// MergedEntities yields the records of the entities that are known under another key now, by their own keys, with that other key.
func (x *Index) MergedEntities() iter.Seq2[graph.Entity, graph.EntityKey] {
	return func(yield func(graph.Entity, graph.EntityKey) bool) {
		for i := range x.nodes.merged {
			if m := &x.nodes.merged[i]; m.Closed == 0 && !yield(m.Value, x.nodes.key(m.into)) {
				return
			}
		}
	}
}

// Merged returns the record of an entity that is known under another key now, by its own.
func (x *Index) Merged(key graph.EntityKey) (graph.Entity, bool) {
	for i := range x.nodes.merged {
		if m := &x.nodes.merged[i]; m.Value.Key == key && m.Closed == 0 {
			return m.Value, true
		}
	}
	return graph.Entity{}, false
}
