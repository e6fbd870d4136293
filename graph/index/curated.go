package index

import (
	"iter"

	"dyad/graph"
)

// Revision returns which form the record of an entity has as of the view's time, by the entity's own key: 1 for the first, one more for
// every change since; 0 for none.
func (g *Graph) Revision(key graph.EntityKey) int {
	count := 0
	opened := func(v *graph.Version[graph.Entity]) {
		if g.view.AsOf == 0 || v.Opened <= g.view.AsOf {
			count++
		}
	}
	if n, own := g.x.nodes.find(key); own {
		opened(&g.x.nodes.records[n])
		for i := range g.x.nodes.past[n] {
			opened(&g.x.nodes.past[n][i])
		}
		return count
	}
	for i := range g.x.nodes.merged {
		if m := &g.x.nodes.merged[i]; m.Value.Key == key {
			opened(&m.Version)
		}
	}
	return count
}

// Itself returns the entity of that very id as the view's time has it on record, though it be merged into another. The value is
// shared: do not change it.
func (g *Graph) Itself(id graph.EntityID) (*graph.Entity, bool) {
	if n, found := g.NodeOf(id); found && g.Entity(n).ID == id {
		return g.Entity(n), true
	}
	for i := range g.x.nodes.merged {
		if m := &g.x.nodes.merged[i]; m.Value.ID == id && m.At(g.view.AsOf) {
			return &m.Value, true
		}
	}
	return nil, false
}

// Ever returns the key that an entity goes by now, or went by last if it is gone, from its id or any key that it ever had. It fails like
// [Graph.Locate] for one that was never recorded.
func (x *Index) Ever(ref string) (graph.EntityKey, error) {
	n, found := x.nodes.known(graph.EntityKey(ref))
	if id, err := graph.ParseID[graph.Entity](ref); err == nil {
		n, found = x.nodes.identified(id)
	}
	if found {
		return x.nodes.key(n), nil
	}
	_, err := x.Present().Locate(ref)
	return "", err
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
