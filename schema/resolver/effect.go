package resolver

import (
	"context"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// effect puts the graph before a change beside the one after it, both of the history that the request sits at by now: of what is recorded, or of
// what would be. What others changed meanwhile is in neither.
func (r *Root) effect(ctx context.Context, done *graph.Done, filter *exec.RelationshipFilter, view *exec.View) (*exec.GraphDiff, error) {
	if done == nil {
		return nil, nil
	}
	if view != nil && view.AsOf != nil {
		return nil, refused("view.asOf", "the change says of when")
	}
	d := deskOf(ctx)
	switch after := upTo(view, done.Tx, d.x.Last()); done.Tx {
	case 0: // it is so already
		return d.compare(ctx, after, after, filter)
	case 1:
		return d.compareWithNothing(ctx, after, filter)
	default:
		return d.compare(ctx, upTo(view, done.Tx-1, d.x.Last()), after, filter)
	}
}

// upTo is a view as of a transaction. The present needs no telling, and is at hand.
func upTo(view *exec.View, tx, last graph.Tx) *exec.View {
	if tx == 0 || tx == last {
		return view
	}
	v := exec.View{}
	if view != nil {
		v = *view
	}
	n := int(tx)
	v.AsOf = &exec.AsOf{Transaction: &n}
	return &v
}

// compareWithNothing puts the graph of a view beside the one from before anything was recorded.
func (d *desk) compareWithNothing(ctx context.Context, view *exec.View, filter *exec.RelationshipFilter) (*exec.GraphDiff, error) {
	empty, err := index.Build(index.Input{})
	if err != nil {
		return nil, err
	}
	v, g, err := d.under(ctx, view, nil)
	if err != nil {
		return nil, err
	}
	found := &diff{Comparison: &index.Comparison{Before: empty.Present(), After: g}, before: v, after: v}
	if err := found.match(filter); err != nil {
		return nil, err
	}
	return &exec.GraphDiff{Found: found}, nil
}

// The resolvers of the payloads, which have nothing else to look up.
type (
	claimPayloadResolver    struct{ *Root }
	entityPayloadResolver   struct{ *Root }
	identityPayloadResolver struct{ *Root }
	verdictPayloadResolver  struct{ *Root }
	termPayloadResolver     struct{ *Root }
	loadPayloadResolver     struct{ *Root }
	undoPayloadResolver     struct{ *Root }
)

// ClaimPayload resolves fields of ClaimPayload.
func (r *Root) ClaimPayload() exec.ClaimPayloadResolver { return claimPayloadResolver{r} }

// Effect is what the change did, or would do.
func (r claimPayloadResolver) Effect(ctx context.Context, p *exec.ClaimPayload, filter *exec.RelationshipFilter, view *exec.View) (*exec.GraphDiff, error) {
	return r.effect(ctx, p.Done, filter, view)
}

// EntityPayload resolves fields of EntityPayload.
func (r *Root) EntityPayload() exec.EntityPayloadResolver { return entityPayloadResolver{r} }

// Effect is what the change did, or would do.
func (r entityPayloadResolver) Effect(ctx context.Context, p *exec.EntityPayload, filter *exec.RelationshipFilter, view *exec.View) (*exec.GraphDiff, error) {
	return r.effect(ctx, p.Done, filter, view)
}

// IdentityPayload resolves fields of IdentityPayload.
func (r *Root) IdentityPayload() exec.IdentityPayloadResolver { return identityPayloadResolver{r} }

// Effect is what the change did, or would do.
func (r identityPayloadResolver) Effect(ctx context.Context, p *exec.IdentityPayload, filter *exec.RelationshipFilter, view *exec.View) (*exec.GraphDiff, error) {
	return r.effect(ctx, p.Done, filter, view)
}

// VerdictPayload resolves fields of VerdictPayload.
func (r *Root) VerdictPayload() exec.VerdictPayloadResolver { return verdictPayloadResolver{r} }

// Effect is what the change did, or would do.
func (r verdictPayloadResolver) Effect(ctx context.Context, p *exec.VerdictPayload, filter *exec.RelationshipFilter, view *exec.View) (*exec.GraphDiff, error) {
	return r.effect(ctx, p.Done, filter, view)
}

// TermPayload resolves fields of TermPayload.
func (r *Root) TermPayload() exec.TermPayloadResolver { return termPayloadResolver{r} }

// Effect is what the change did, or would do.
func (r termPayloadResolver) Effect(ctx context.Context, p *exec.TermPayload, filter *exec.RelationshipFilter, view *exec.View) (*exec.GraphDiff, error) {
	return r.effect(ctx, p.Done, filter, view)
}

// LoadPayload resolves fields of LoadPayload.
func (r *Root) LoadPayload() exec.LoadPayloadResolver { return loadPayloadResolver{r} }

// Effect is what the change did, or would do.
func (r loadPayloadResolver) Effect(ctx context.Context, p *exec.LoadPayload, filter *exec.RelationshipFilter, view *exec.View) (*exec.GraphDiff, error) {
	return r.effect(ctx, p.Done, filter, view)
}

// UndoPayload resolves fields of UndoPayload.
func (r *Root) UndoPayload() exec.UndoPayloadResolver { return undoPayloadResolver{r} }

// Effect is what the change did, or would do.
func (r undoPayloadResolver) Effect(ctx context.Context, p *exec.UndoPayload, filter *exec.RelationshipFilter, view *exec.View) (*exec.GraphDiff, error) {
	return r.effect(ctx, p.Done, filter, view)
}
