package resolver

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"dyad/graph"
	"dyad/graph/walk"
	"dyad/schema/exec"
)

// Subgraph finds what lies around some entities.
func (r queryResolver) Subgraph(ctx context.Context, around []string, depth *int, direction *exec.Direction,
	filter *exec.RelationshipFilter, view *exec.View, through []graph.Class, maxEntities *int,
) (*exec.Subgraph, error) {
	v, g, err := deskOf(ctx).under(ctx, view, nil)
	if err != nil {
		return nil, err
	}
	if err := checkSize("around", len(around), maxStarts); err != nil {
		return nil, err
	}
	far, err := bounded("depth", depth, 1, 0, walk.MaxDepth)
	if err != nil {
		return nil, err
	}
	limit, err := bounded("maxEntities", maxEntities, maxPage, 1, maxPage)
	if err != nil {
		return nil, err
	}
	o, err := walking(g, direction, filter, through)
	if err != nil {
		return nil, err
	}
	start, err := locate(g, around...)
	if err != nil {
		return nil, err
	}
	part, err := walk.Around(ctx, g, start, far, limit, o)
	if err != nil {
		return nil, err
	}
	d := deskOf(ctx)
	shown := &exec.Subgraph{
		Truncated: part.Truncated, Entities: []*exec.Entity{}, Relationships: []*exec.Relationship{}, Frontier: []*exec.Frontier{},
	}
	for _, e := range part.Entities {
		shown.Entities = append(shown.Entities, d.presentEntity(g.Entity(e.Node), v))
	}
	// Around hubs most of the graph has to be looked at for these two: not unless they are asked for.
	if graphql.FieldRequested(ctx, "relationships") {
		among, err := walk.Among(ctx, g, part.Entities, o)
		if err != nil {
			return nil, err
		}
		for _, e := range among {
			shown.Relationships = append(shown.Relationships, d.presentRelationship(g, e, v))
		}
	}
	if graphql.FieldRequested(ctx, "frontier") {
		frontier, err := walk.Frontier(ctx, g, part.Entities, o)
		if err != nil {
			return nil, err
		}
		for _, f := range frontier {
			shown.Frontier = append(shown.Frontier, &exec.Frontier{Entity: d.presentEntity(g.Entity(f.Node), v), Hidden: f.Hidden})
		}
	}
	return shown, nil
}
