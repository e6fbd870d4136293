package resolver

import (
	"context"

	"dyad/graph"
	"dyad/graph/index"
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
	return deskOf(ctx).presentSubgraph(g, v, part), nil
}

func (d *desk) presentSubgraph(g *index.Graph, v *graph.View, part *walk.Subgraph) *exec.Subgraph {
	shown := &exec.Subgraph{
		Truncated: part.Truncated, Entities: []*exec.Entity{}, Relationships: []*exec.Relationship{}, Frontier: []*exec.Frontier{},
	}
	for _, e := range part.Entities {
		shown.Entities = append(shown.Entities, d.presentEntity(g.Entity(e.Node), v))
	}
	for _, e := range part.Relationships {
		shown.Relationships = append(shown.Relationships, d.presentRelationship(g, e, v))
	}
	for _, f := range part.Frontier {
		shown.Frontier = append(shown.Frontier, &exec.Frontier{Entity: d.presentEntity(g.Entity(f.Node), v), Hidden: f.Hidden})
	}
	return shown
}
