package index

import (
	"errors"
	"iter"
	"slices"

	"dyad/graph"
)

// Node returns the entity of that key, if the view's time knows it. The keys of before a merge lead to the entity that they
// were merged into.
func (g *Graph) Node(key graph.EntityKey) (Node, bool) { return g.here(g.x.nodes.known(key)) }

// NodeOf is [Graph.Node] by id.
func (g *Graph) NodeOf(id graph.EntityID) (Node, bool) { return g.here(g.x.nodes.identified(id)) }

// here passes on a node that the view's time knows.
func (g *Graph) here(n Node, known bool) (Node, bool) {
	if !known || g.x.nodes.at(n, g.view.AsOf) == nil {
		return Nobody, false
	}
	return n, true
}

// Key returns the key of the entity, "" for [Nobody].
func (g *Graph) Key(n Node) graph.EntityKey { return g.x.nodes.key(n) }

// Entity returns the entity as the view's time knows it, or as it was last known where that time knows a claim about it but
// not the entity itself. The value is shared: do not change it.
func (g *Graph) Entity(n Node) *graph.Entity {
	if e := g.x.nodes.at(n, g.view.AsOf); e != nil {
		return e
	}
	return &g.x.nodes.records[n].Value
}

// ClassOf returns whether the entity is an actor, a place or an event.
func (g *Graph) ClassOf(n Node) graph.Class { return graph.Classes()[g.Place(n)] }

// Place returns the place of the entity's class in [graph.Classes]: what [Graph.ClassOf] returns, for walks.
func (g *Graph) Place(n Node) uint8 {
	if g.view.AsOf == 0 {
		return g.x.classes[n]
	}
	return g.placeThen(n)
}

// placeThen is Place of an earlier time, apart so that the compiler puts Place into the loops of walks.
func (g *Graph) placeThen(n Node) uint8 { return g.x.place(g.Entity(n)) }

func (x *Index) place(e *graph.Entity) uint8 {
	return uint8(max(0, slices.Index(graph.Classes(), x.vocabulary.ClassOf(e.Type))))
}

// classify notes the class of each entity of the present.
func (x *Index) classify() {
	x.classes = make([]uint8, len(x.nodes.records))
	for i := range x.classes {
		x.classes[i] = x.place(&x.nodes.records[i].Value)
	}
}

// MergedKeys yields the keys that lead to the entity because they were merged into it, in their order.
func (g *Graph) MergedKeys(n Node) iter.Seq[graph.EntityKey] {
	return func(yield func(graph.EntityKey) bool) {
		var last graph.EntityKey
		for i := range g.x.nodes.merged {
			m := &g.x.nodes.merged[i]
			if m.into != n || m.Value.Key == last {
				continue
			}
			if last = m.Value.Key; !yield(last) {
				return
			}
		}
	}
}

// Locate returns the entity of an id or a key. NotFound comes with the nearest keys.
func (g *Graph) Locate(ref string) (Node, error) {
	if id, err := graph.ParseID[graph.Entity](ref); err == nil {
		if n, found := g.NodeOf(id); found {
			return n, nil
		}
		return Nobody, &graph.Error{On: ref, Fault: graph.NotFound, Err: errors.New("no entity has this id")}
	}
	if n, found := g.Node(graph.EntityKey(ref)); found {
		return n, nil
	}
	return Nobody, g.unknown(ref, "no entity has this key")
}

// Find returns the entity of an id, a key or a name, in this order. It fails like [Graph.Locate], for what is an id and nobody's name, and
// [Graph.Resolve].
func (g *Graph) Find(ref string) (Node, error) {
	n, err := g.Locate(ref)
	if err == nil {
		return n, nil
	}
	n, wrong := g.resolve(ref, "no entity has this key or bears this name")
	if _, noID := graph.ParseID[graph.Entity](ref); noID == nil && graph.FaultOf(wrong) == graph.NotFound {
		return Nobody, err
	}
	return n, wrong
}
