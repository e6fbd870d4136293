package resolver

import (
	"context"
	"slices"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// presentContradiction shows a contradiction as v has it.
func presentContradiction(c *graph.Contradiction, v *graph.View) *exec.Contradiction {
	shown := &exec.Contradiction{
		ID: c.ID.String(), Rule: c.Rule, Overlap: c.Overlap, Between: c.Between, BasedOnInference: c.BasedOnInference,
		Record: c, View: v,
	}
	for _, s := range c.Sides {
		shown.Sides = append(shown.Sides, &exec.Side{Says: s.Says, ClaimIDs: s.Claims, View: v})
	}
	return shown
}

// Contradictions lists contradictions.
func (r queryResolver) Contradictions(ctx context.Context, filter *exec.ContradictionFilter, view *exec.View,
	first *int, after *string, last *int, before *string,
) (*exec.ContradictionConnection, error) {
	d := deskOf(ctx)
	v, g, err := d.under(ctx, view, nil)
	if err != nil {
		return nil, err
	}
	return d.contradictionPage(ctx, g, v, all(g.Contradictions()), filter, first, after, last, before)
}

// all returns pointers to the elements of a list that nobody changes.
func all[T any](list []T) []*T {
	pointers := make([]*T, len(list))
	for i := range list {
		pointers[i] = &list[i]
	}
	return pointers
}

// contradictionPage is a page of those contradictions that the filter lets through, by rule, then id.
func (d *desk) contradictionPage(ctx context.Context, g *index.Graph, v *graph.View, found []*graph.Contradiction,
	filter *exec.ContradictionFilter, first *int, after *string, last *int, before *string,
) (*exec.ContradictionConnection, error) {
	asked, err := ask(first, after, last, before)
	if err != nil {
		return nil, err
	}
	l := sorted(byPlace("contradictions", 1, 1), found, contradictionPlace, place.compare)
	if l.match, err = contradictionMatch(g, filter); err != nil {
		return nil, err
	}
	p, err := l.page(ctx, asked)
	if err != nil {
		return nil, err
	}
	nodes := make([]*exec.Contradiction, len(p.items))
	for i, c := range p.items {
		nodes[i] = presentContradiction(c, v)
		for _, side := range c.Sides {
			d.want(v, side.Claims...)
		}
		d.want(v, c.ReconciledBy...)
	}
	return p.contradictions(nodes), nil
}

// contradictionPlace orders contradictions by rule, then id.
func contradictionPlace(c *graph.Contradiction) place {
	return place{rank: []int{slices.Index(graph.Rules(), c.Rule)}, text: []string{c.ID.String()}}
}

// contradictionMatch compiles a filter; nil for none.
func contradictionMatch(g *index.Graph, w *exec.ContradictionFilter) (func(*graph.Contradiction) bool, error) {
	if w == nil {
		return nil, nil
	}
	wanted, err := wantsType(g, w.Types)
	if err != nil {
		return nil, err
	}
	keys, err := entityKeys(g, w.Involving)
	if err != nil {
		return nil, err
	}
	return func(c *graph.Contradiction) bool {
		return plainContradiction(g, w, c) &&
			(w.Types == nil || someClaim(g, c, func(k *graph.Claim) bool { return wanted(k.Type) })) &&
			(w.Involving == nil || someClaim(g, c, func(k *graph.Claim) bool { return involves(k, keys) }))
	}, nil
}

// plainContradiction looks at what the contradiction itself says.
func plainContradiction(g *index.Graph, w *exec.ContradictionFilter, c *graph.Contradiction) bool {
	return (w.Rules == nil || slices.Contains(w.Rules, c.Rule)) &&
		(w.Overlap == nil || slices.Contains(w.Overlap, c.Overlap)) &&
		(w.Between == nil || slices.Contains(w.Between, c.Between)) &&
		(w.BasedOnInference == nil || *w.BasedOnInference == c.BasedOnInference) &&
		(w.Reconciled == nil || *w.Reconciled == (len(c.ReconciledBy) > 0)) &&
		(w.Judged == nil || *w.Judged == (len(g.Verdicts(c.ID)) > 0))
}

// someClaim reports whether a claim on some side is one of those asked for.
func someClaim(g *index.Graph, c *graph.Contradiction, test claimTest) bool {
	return slices.ContainsFunc(c.Sides, func(s graph.Side) bool {
		return slices.ContainsFunc(s.Claims, func(id graph.ClaimID) bool {
			claim, ok := g.Claim(id)
			return ok && test(claim)
		})
	})
}

// Claims are those that agree.
func (r sideResolver) Claims(ctx context.Context, s *exec.Side) ([]*exec.Claim, error) {
	return deskOf(ctx).claimsOf(ctx, s.View, s.ClaimIDs)
}

// ReconciledBy are the claims that explain it away.
func (r contradictionResolver) ReconciledBy(ctx context.Context, c *exec.Contradiction) ([]*exec.Claim, error) {
	return deskOf(ctx).claimsOf(ctx, c.View, c.Record.ReconciledBy)
}

// Verdict is what an analyst found last.
func (r contradictionResolver) Verdict(ctx context.Context, c *exec.Contradiction) (*exec.Verdict, error) {
	g, err := deskOf(ctx).graph(c.View)
	if err != nil {
		return nil, err
	}
	verdicts := g.Verdicts(c.Record.ID)
	if len(verdicts) == 0 {
		return nil, nil
	}
	return presentVerdict(&verdicts[len(verdicts)-1], c.View), nil
}

func presentVerdict(v *graph.Verdict, view *graph.View) *exec.Verdict {
	return &exec.Verdict{
		ID: v.ID.String(), Finding: v.Finding, Reason: v.Reason, Annotator: optional(v.Annotator),
		ClaimIDs: v.Prefers, View: view,
	}
}

// Prefers are the claims that the analyst follows.
func (r verdictResolver) Prefers(ctx context.Context, v *exec.Verdict) ([]*exec.Claim, error) {
	return deskOf(ctx).claimsOf(ctx, v.View, v.ClaimIDs)
}
