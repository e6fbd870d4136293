package resolver

import (
	"context"
	"slices"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/walk"
	"dyad/schema/exec"
)

// Dyad shows the history of two entities.
func (r queryResolver) Dyad(ctx context.Context, a, b string, filter *exec.RelationshipFilter, view *exec.View) (*exec.Dyad, error) {
	d := deskOf(ctx)
	v, g, err := d.under(ctx, view, nil)
	if err != nil {
		return nil, err
	}
	ends, err := locate(g, a, b)
	if err != nil {
		return nil, err
	}
	m, err := matcher(g, filter)
	if err != nil {
		return nil, err
	}
	p, err := walk.Between(g, ends[0], ends[1], m)
	if err != nil {
		return nil, err
	}
	for i := range p.Statements {
		d.want(v, p.Statements[i].Claim.ID)
	}
	return &exec.Dyad{
		A: d.presentEntity(g.Entity(p.A), v), B: d.presentEntity(g.Entity(p.B), v), UndatedLeftOut: p.Undated,
		Mixed: len(p.Signed(graph.Positive)) > 0 && len(p.Signed(graph.Negative)) > 0, Found: p, View: v,
	}, nil
}

// pairOf returns what a dyad shows, and in which graph.
func (d *desk) pairOf(shown *exec.Dyad) (*index.Graph, *walk.Pair, error) {
	g, err := d.graph(shown.View)
	return g, shown.Found.(*walk.Pair), err
}

// RolledUp is what the rollup made of the two.
func (r dyadResolver) RolledUp(_ context.Context, shown *exec.Dyad) (*exec.RolledUp, error) {
	pair := shown.Found.(*walk.Pair)
	return &exec.RolledUp{Found: []index.Node{pair.A, pair.B}, View: shown.View}, nil
}

// edgesAt is a list of relationships that are at hand. Fields of an answer are resolved at the same time and share what they are made
// from, so edges stays as it is.
func edgesAt(g *index.Graph, edges []index.Edge) edgeList {
	return sorted(byEnds(), slices.Clone(edges), g.Triple, index.Triple.Compare)
}

// Forward lists relationships from a to b.
func (r dyadResolver) Forward(ctx context.Context, shown *exec.Dyad,
	first *int, after *string, last *int, before *string,
) (*exec.RelationshipConnection, error) {
	g, p, err := deskOf(ctx).pairOf(shown)
	if err != nil {
		return nil, err
	}
	return relationshipPage(ctx, g, shown.View, edgesAt(g, p.Forward), first, after, last, before)
}

// Backward lists relationships from b to a.
func (r dyadResolver) Backward(ctx context.Context, shown *exec.Dyad,
	first *int, after *string, last *int, before *string,
) (*exec.RelationshipConnection, error) {
	g, p, err := deskOf(ctx).pairOf(shown)
	if err != nil {
		return nil, err
	}
	return relationshipPage(ctx, g, shown.View, edgesAt(g, p.Backward), first, after, last, before)
}

// Mutual lists relationships that lead both ways.
func (r dyadResolver) Mutual(ctx context.Context, shown *exec.Dyad,
	first *int, after *string, last *int, before *string,
) (*exec.RelationshipConnection, error) {
	g, p, err := deskOf(ctx).pairOf(shown)
	if err != nil {
		return nil, err
	}
	return relationshipPage(ctx, g, shown.View, edgesAt(g, p.Mutual), first, after, last, before)
}

// Cooperative lists claims of positive sign.
func (r dyadResolver) Cooperative(ctx context.Context, shown *exec.Dyad,
	first *int, after *string, last *int, before *string,
) (*exec.ClaimConnection, error) {
	claims := shown.Found.(*walk.Pair).Signed(graph.Positive)
	return deskOf(ctx).claimPage(ctx, shown.View, claimsAt(claims), first, after, last, before)
}

// Hostile lists claims of negative sign.
func (r dyadResolver) Hostile(ctx context.Context, shown *exec.Dyad,
	first *int, after *string, last *int, before *string,
) (*exec.ClaimConnection, error) {
	claims := shown.Found.(*walk.Pair).Signed(graph.Negative)
	return deskOf(ctx).claimPage(ctx, shown.View, claimsAt(claims), first, after, last, before)
}

// claimsAt is a list of claims that are at hand.
func claimsAt(claims []*graph.Claim) claimList {
	return sorted(byID[graph.Claim]("claims"), claims, claimKey, graph.ClaimID.Compare)
}

// Contradictions lists those about the two.
func (r dyadResolver) Contradictions(ctx context.Context, shown *exec.Dyad, filter *exec.ContradictionFilter,
	first *int, after *string, last *int, before *string,
) (*exec.ContradictionConnection, error) {
	d := deskOf(ctx)
	g, p, err := d.pairOf(shown)
	if err != nil {
		return nil, err
	}
	found, err := p.Contradictions(ctx)
	if err != nil {
		return nil, err
	}
	return d.contradictionPage(ctx, g, shown.View, found, filter, first, after, last, before)
}
