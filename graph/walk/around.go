package walk

import (
	"context"
	"fmt"

	"dyad/graph/index"
)

// A Subgraph is who stands around some entities.
type Subgraph struct {
	Entities  []Reached // the nearest first, then by key
	Truncated bool      // the limit left out entities that the walk came to
}

// A Fringe is an entity at the edge of a subgraph.
type Fringe struct {
	Node   index.Node
	Hidden int // its relationships that the view and the filter show and that lead out of the subgraph, walked or not
}

// Around returns the entities that the walk comes to from the start in at most depth relationships, but no more than limit. Of the entities at one
// distance those are left out that come last by key; the start counts. [Among] has what joins them, and [Frontier] what leads on.
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
	reached, err := f.reached(f.spread(depth, limit))
	if err != nil {
		return nil, err
	}
	if len(reached) > limit {
		return &Subgraph{Entities: reached[:limit], Truncated: true}, nil
	}
	return &Subgraph{Entities: reached}, nil
}

// Among returns the relationships between entities that both are among these, in the order of keys: all that the view and the filter show, whatever
// their status. Those without a second end are among whom they are about.
func Among(ctx context.Context, g *index.Graph, entities []Reached, o Options) ([]index.Edge, error) {
	var among []index.Edge
	err := each(ctx, g, entities, o, func(_ index.Node, e index.Edge, inside bool) {
		if inside {
			among = append(among, e)
		}
	}, index.Out)
	return among, err
}

// Frontier returns those of the entities that have relationships with others than these, whatever their status and whichever way they lead, in the order
// in which they are given.
func Frontier(ctx context.Context, g *index.Graph, entities []Reached, o Options) ([]Fringe, error) {
	hidden := map[index.Node]int{}
	err := each(ctx, g, entities, o, func(n index.Node, _ index.Edge, inside bool) {
		if !inside {
			hidden[n]++
		}
	}, index.Out, index.In) // one after the other: both at once would be put in order, edge by edge
	var frontier []Fringe
	for _, r := range entities {
		if n := hidden[r.Node]; n > 0 {
			frontier = append(frontier, Fringe{r.Node, n})
		}
	}
	return frontier, err
}

// each calls do with the relationships of each entity, first those that lead one way, and whether both ends are among the entities. Entities
// are in the order of keys, and so are the relationships of one that lead one way.
func each(
	ctx context.Context, g *index.Graph, entities []Reached, o Options, do func(n index.Node, e index.Edge, inside bool), ways ...index.Direction,
) error {
	w, err := newWalker(ctx, g, o)
	if err != nil {
		return err
	}
	var room [mostRuns]index.Run
	among := newSet(g.CountNodes())
	for _, r := range entities {
		among.add(r.Node)
	}
	for n := range among.all() {
		for _, way := range ways {
			if _, err := w.from(n, way, room[:0]); err != nil { // for what it costs: a filter looks at all of these
				return err
			}
			for e := range g.RelationshipsOf(n, way, index.Window[index.Triple]{}, w.all) {
				from, to := g.Ends(e)
				do(n, e, among.has(from) && (to == index.Nobody || among.has(to)))
			}
		}
	}
	return nil
}
