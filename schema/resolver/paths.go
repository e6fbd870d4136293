package resolver

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/walk"
	"dyad/schema/exec"
)

// Paths finds the shortest paths between two entities.
func (r queryResolver) Paths(ctx context.Context, from, to string, maxLength *int, direction *exec.Direction,
	filter *exec.RelationshipFilter, view *exec.View, through []graph.Class, first *int, after *string,
) (*exec.PathConnection, error) {
	d := deskOf(ctx)
	v, g, err := d.under(ctx, view, nil)
	if err != nil {
		return nil, err
	}
	length, err := bounded("maxLength", maxLength, usualLength, 1, walk.MaxLength)
	if err != nil {
		return nil, err
	}
	k, err := bounded("first", first, usualPaths, 0, maxPaths)
	if err != nil {
		return nil, err
	}
	o, err := walking(g, direction, filter, through)
	if err != nil {
		return nil, err
	}
	ends, err := locate(g, from, to)
	if err != nil {
		return nil, err
	}
	place, err := placeAfter(g, after)
	if err != nil {
		return nil, err
	}
	most := k
	if graphql.FieldRequested(ctx, "pageInfo.hasNextPage") {
		most++ // to know whether there are more: the next may be longer, and take as long to find as all of these
	}
	paths, err := walk.PathsAfter(ctx, g, ends[0], ends[1], length, most, place, o)
	if err != nil {
		return nil, err
	}
	c := d.pathConnection(ctx, g, v, paths[:min(k, len(paths))])
	c.PageInfo.HasNextPage = len(paths) > k
	if place != nil && graphql.FieldRequested(ctx, "pageInfo.hasPreviousPage") {
		best, err := walk.Paths(ctx, g, ends[0], ends[1], length, 1, o)
		if err != nil {
			return nil, err
		}
		c.PageInfo.HasPreviousPage = len(best) > 0 && walk.PlaceOf(g, best[0]).Compare(*place) <= 0
	}
	return c, nil
}

// pathConnection shows paths, with their hops, entities and cursors as far as the request that ctx is resolving asks for them.
func (d *desk) pathConnection(ctx context.Context, g *index.Graph, v *graph.View, paths []walk.Path) *exec.PathConnection {
	hops := graphql.AnyFieldRequested(ctx, "nodes.hops", "nodes.weakestHop", "edges.node.hops", "edges.node.weakestHop")
	entities := graphql.AnyFieldRequested(ctx, "nodes.entities", "edges.node.entities")
	cursors := graphql.AnyFieldRequested(ctx, "edges", "pageInfo")
	c := &exec.PathConnection{Nodes: []*exec.Path{}, Edges: []*exec.PathEdge{}, PageInfo: &exec.PageInfo{}}
	by := byPlace("paths", 2, 1)
	for _, p := range paths {
		shown := &exec.Path{Length: len(p.Hops)}
		if entities {
			for _, n := range p.Nodes {
				shown.Entities = append(shown.Entities, d.presentEntity(g.Entity(n), v))
			}
		}
		if hops {
			shown.Hops = d.presentHops(g, v, p)
			shown.WeakestHop = shown.Hops[p.Weakest]
		}
		c.Nodes = append(c.Nodes, shown)
		edge := &exec.PathEdge{Node: shown}
		if cursors {
			edge.Cursor = by.cursor(pathPlace(g, p))
		}
		c.Edges = append(c.Edges, edge)
	}
	if n := len(c.Edges); n > 0 {
		c.PageInfo.StartCursor, c.PageInfo.EndCursor = &c.Edges[0].Cursor, &c.Edges[n-1].Cursor
	}
	return c
}

// pathPlace is where a path stands: by the rank and the origins of its weakest hop, and the entities on it.
func pathPlace(g *index.Graph, p walk.Path) place {
	at := walk.PlaceOf(g, p)
	keys := make([]string, len(at.Nodes))
	for i, n := range at.Nodes {
		keys[i] = string(g.Key(n))
	}
	return place{rank: []int{at.Rank, at.Origins}, text: []string{strings.Join(keys, " ")}}
}

// placeAfter reads the cursor of a path; nil for none.
func placeAfter(g *index.Graph, cursor *string) (*walk.Place, error) {
	at, err := byPlace("paths", 2, 1).read("after", cursor)
	if err != nil || at == nil {
		return nil, err
	}
	p := &walk.Place{Rank: at.rank[0], Origins: at.rank[1]}
	for key := range strings.FieldsSeq(at.text[0]) {
		n, known := g.Node(graph.EntityKey(key))
		if !known {
			return nil, &graph.Error{On: "after", Fault: graph.CursorInvalid, Err: errForeign}
		}
		p.Nodes = append(p.Nodes, n)
	}
	if len(p.Nodes) < 2 || len(p.Nodes) > walk.MaxLength+1 {
		return nil, &graph.Error{On: "after", Fault: graph.CursorInvalid, Err: errForeign}
	}
	return p, nil
}

// presentHops shows the hops of a path, and notes the claims that stand for them.
func (d *desk) presentHops(g *index.Graph, v *graph.View, p walk.Path) []*exec.Hop {
	shown := make([]*exec.Hop, len(p.Hops))
	for i, h := range p.Hops {
		hop := &exec.Hop{
			Relationship: d.presentRelationship(g, h.Edge, v), Forward: !h.Reverse, Weakest: i == p.Weakest, View: v,
		}
		positions, _ := g.Positions(h.Edge)
		if id, ok := representative(positions); ok {
			hop.ClaimID = &id
			d.want(v, id)
		}
		shown[i] = hop
	}
	return shown
}

// representative returns the claim that stands for a relationship: one by which somebody affirms it, asserted rather than
// alleged, rather than any other; then the one with the least id.
func representative(positions []graph.Position) (graph.ClaimID, bool) {
	var best *graph.Position
	for i := range positions {
		p := &positions[i]
		if best == nil || cmp.Or(commitment(p)-commitment(best), p.Claim.ID.Compare(best.Claim.ID)) < 0 {
			best = p
		}
	}
	if best == nil {
		return graph.ClaimID{}, false
	}
	return best.Claim.ID, true
}

// commitment ranks a position by how well it stands for a relationship; 0 is best.
func commitment(p *graph.Position) int {
	affirms := slices.ContainsFunc(p.Pieces, func(piece graph.Piece) bool { return piece.Value == graph.Affirms })
	switch {
	case affirms && p.Modality == graph.Asserted:
		return 0
	case affirms:
		return 1
	}
	return 2
}

// Claim is the claim that stands for a hop.
func (r hopResolver) Claim(ctx context.Context, h *exec.Hop) (*exec.Claim, error) {
	if h.ClaimID == nil {
		return nil, nil
	}
	claims, err := deskOf(ctx).claimsOf(ctx, h.View, []graph.ClaimID{*h.ClaimID})
	if err != nil {
		return nil, err
	}
	return claims[0], nil
}
