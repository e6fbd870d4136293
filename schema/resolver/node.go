package resolver

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// Node finds whatever an id stands for.
func (r queryResolver) Node(ctx context.Context, id string, view *exec.View) (exec.Node, error) {
	d := deskOf(ctx)
	v, g, err := d.under(ctx, view, nil)
	if err != nil {
		return nil, err
	}
	return d.anything(ctx, g, v, id)
}

// Nodes finds what ids stand for, each by itself: one that can't be read does not spoil the others.
func (r queryResolver) Nodes(ctx context.Context, ids []string, view *exec.View) ([]exec.Node, error) {
	if err := checkSize("ids", len(ids), maxPage); err != nil {
		return nil, err
	}
	d := deskOf(ctx)
	v, g, err := d.under(ctx, view, nil)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if claim, err := graph.ParseID[graph.Claim](id); err == nil {
			if _, ok := g.Claim(claim); ok {
				d.want(v, claim)
			}
		}
	}
	nodes := make([]exec.Node, len(ids))
	for i, id := range ids {
		if nodes[i], err = d.anything(ctx, g, v, id); err != nil {
			graphql.AddError(graphql.WithPathContext(ctx, graphql.NewPathWithIndex(i)), err)
		}
	}
	return nodes, nil
}

// notKey says of what is no id that it is a key, where it is one, and who takes that.
func notKey(g *index.Graph, ref string, err error) error {
	if _, known := g.Node(graph.EntityKey(ref)); known {
		return refused(ref, "an id has 36 characters; this is the key of an entity: ask entity(by: {key: %q})", ref)
	}
	if _, known := g.Source(graph.SourceKey(ref)); known {
		return refused(ref, "an id has 36 characters; this is the key of a source: ask source(by: {key: %q})", ref)
	}
	return err
}

// anything shows what an id stands for; nil for nothing. The kinds are tried from the cheapest on.
func (d *desk) anything(ctx context.Context, g *index.Graph, v *graph.View, id string) (exec.Node, error) {
	parsed, err := graph.ParseID[any](id)
	if err != nil {
		return nil, notKey(g, id, err)
	}
	if n, ok := g.NodeOf(graph.EntityID(parsed)); ok {
		return d.presentEntity(g.Entity(g.Whole(n)), v), nil
	}
	if e, ok := g.Edge(graph.RelationshipID(parsed)); ok {
		return d.presentRelationship(g, e, v), nil
	}
	if s, ok := g.SourceOf(graph.SourceID(parsed)); ok {
		return d.presentSource(s, v), nil
	}
	for _, t := range terms(g) {
		if t.DerivedID() == graph.TermID(parsed) {
			return presentTerm(t), nil
		}
	}
	if verdict, ok := g.Verdict(graph.VerdictID(parsed)); ok {
		return presentVerdict(&verdict, v), nil
	}
	claim, err := d.claim(ctx, v, graph.ClaimID(parsed))
	if err != nil {
		return nil, err
	}
	if claim != nil {
		return claim, nil
	}
	if c, ok := g.Contradiction(graph.ContradictionID(parsed)); ok { // last: it may have to work them out
		return presentContradiction(c, v), nil
	}
	return nil, nil
}
