package walk

import (
	"context"
	"fmt"

	"dyad/graph/index"
)

// A Subgraph is what lies around some entities.
type Subgraph struct {
	Entities      []Reached    // the nearest first, then by key
	Relationships []index.Edge // among these entities, in the order of keys: all that the view and the filter show, whatever their status
	Truncated     bool         // the limit left out entities that the walk came to
	Frontier      []Fringe     // entities with more relationships than are shown, in the order of Entities
}

// A Fringe is an entity at the edge of a subgraph.
type Fringe struct {
	Node   index.Node
	Hidden int // its relationships that the view and the filter show and that lead out of the subgraph
}

// Around returns the entities that the walk comes to from the start in at most depth relationships, but no more than limit, and
// the relationships among them. Of the entities at one distance those are left out that come last by key; the start counts.
func Around(ctx context.Context, g *index.Graph, start []index.Node, depth, limit int, o Options) (*Subgraph, error) {
	w, err := newWalker(ctx, g, o)
	if err != nil {
		return nil, err
	}
	if err := checkDepth(depth); err != nil {
		return nil, err
	}
	if limit < len(start) {
		return nil, badInput("maxEntities", fmt.Sprintf("%d has no room for a start of %d entities", limit, len(start)))
	}
	f := w.newFront(start, w.way)
	s := &Subgraph{Entities: f.appendLevel(nil)}
	for len(f.level) > 0 && f.steps < depth && len(s.Entities) <= limit {
		if err := f.step(); err != nil {
			return nil, err
		}
		s.Entities = f.appendLevel(s.Entities)
	}
	if len(s.Entities) > limit {
		s.Entities, s.Truncated = s.Entities[:limit], true
	}
	return s, w.connect(s)
}

// connect adds the relationships among the entities, and counts those that lead elsewhere.
func (w *walker) connect(s *Subgraph) error {
	inside, hidden := newSet(w.g.CountNodes()), map[index.Node]int{}
	for _, r := range s.Entities {
		inside.add(r.Node)
	}
	for n := range inside.all() {
		looked := 0
		for e := range w.g.RelationshipsOf(n, index.Any, index.Window[index.Triple]{}, w.all) {
			looked++
			from, to := w.g.Ends(e)
			switch {
			case to != index.Nobody && !inside.has(to), !inside.has(from):
				hidden[n]++
			case from == n:
				s.Relationships = append(s.Relationships, e)
			}
		}
		if err := w.look(looked); err != nil {
			return err
		}
	}
	for _, r := range s.Entities {
		if hidden[r.Node] > 0 {
			s.Frontier = append(s.Frontier, Fringe{r.Node, hidden[r.Node]})
		}
	}
	return nil
}
