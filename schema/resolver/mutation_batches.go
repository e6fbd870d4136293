package resolver

import (
	"context"
	"fmt"
	"slices"

	"dyad/graph"
	"dyad/schema/exec"
)

// ReviewContradiction records a verdict.
func (r mutationResolver) ReviewContradiction(ctx context.Context, input exec.VerdictInput, reason string, dry bool) (*exec.VerdictPayload, error) {
	a, err := r.attempt(ctx, reason, dry)
	if err != nil {
		return nil, err
	}
	id, found := a.contradiction(input.Contradiction, "input", "contradiction")
	verdict := graph.Verdict{Contradiction: id, Finding: input.Finding, Reason: a.by.Reason, Annotator: a.by.Author}
	if found != nil {
		verdict.Prefers = a.sideOf(found, input.Prefers, "input", "prefers")
	}
	if input.Finding == graph.Decided && len(input.Prefers) == 0 {
		a.wrong(graph.BadInput, "which claims are right? DECIDED prefers some", "input", "prefers")
	}
	a.edit.Put.Verdicts = []graph.Verdict{verdict}
	changed, err := a.commit("input")
	payload := &exec.VerdictPayload{Transaction: a.transaction(), Batch: a.batch(), UserErrors: a.errors, Done: a.change()}
	if err != nil || !changed {
		return payload, err
	}
	v, g, err := a.d.under(ctx, nil, nil)
	if err != nil {
		return nil, err
	}
	if c, ok := g.Contradiction(id); ok {
		payload.Contradiction = presentContradiction(c, v)
	}
	return payload, nil
}

// contradiction finds one among all that is recorded now.
func (a *attempt) contradiction(ref string, field ...string) (graph.ContradictionID, *graph.Contradiction) {
	id, err := graph.ParseID[graph.Contradiction](ref)
	if err != nil {
		a.refuse(err, field...)
		return id, nil
	}
	c, ok := a.g.Contradiction(id)
	if !ok {
		a.wrong(graph.NotFound, fmt.Sprintf("no contradiction %s is found among what is recorded now", ref), field...)
		return id, nil
	}
	return id, c
}

// sideOf reads the claims that a verdict prefers, which are of the contradiction.
func (a *attempt) sideOf(c *graph.Contradiction, refs []string, field ...string) []graph.ClaimID {
	ids := a.claims(refs, field...)
	for _, id := range ids {
		if !slices.ContainsFunc(c.Sides, func(s graph.Side) bool { return slices.Contains(s.Claims, id) }) {
			a.wrong(graph.BadInput, fmt.Sprintf("claim %s is not part of the contradiction", id), field...)
		}
	}
	return ids
}

// LoadSource loads a file.
func (r mutationResolver) LoadSource(ctx context.Context, input exec.SourceInput, reason string, dry bool) (*exec.LoadPayload, error) {
	a, err := r.attempt(ctx, reason, dry)
	if err != nil {
		return nil, err
	}
	file := graph.Upload{Name: input.Name, Content: []byte(input.Content)}
	_, err = a.make(func(c Changes) (graph.Done, error) { return c.Load(ctx, file, a.by) }, "input", "content")
	payload := &exec.LoadPayload{
		Counts: []*exec.LoadCount{}, Kept: listed(a.done.Kept), Transaction: a.transaction(), Batch: a.batch(), UserErrors: a.errors, Done: a.change(),
	}
	if err != nil {
		return payload, err
	}
	for _, c := range a.done.Counts {
		payload.Counts = append(payload.Counts, &exec.LoadCount{
			Kind: string(c.Kind), Read: c.Read, New: c.New, Unchanged: c.Unchanged, Changed: c.Changed, Retracted: c.Retracted, Kept: c.Kept,
		})
	}
	v, g, err := a.d.under(ctx, nil, nil)
	if err != nil {
		return nil, err
	}
	if s, ok := g.Source(graph.SourceKey(a.done.Batch)); ok {
		payload.Source = a.d.presentSource(s, v)
	}
	return payload, nil
}

// UndoBatch takes a transaction back.
func (r mutationResolver) UndoBatch(ctx context.Context, input exec.UndoInput, reason string, dry bool) (*exec.UndoPayload, error) {
	a, err := r.attempt(ctx, reason, dry)
	if err != nil {
		return nil, err
	}
	field, undoing := "batch", graph.Undoing{Batch: graph.BatchKey(given(input.Batch))}
	if input.Transaction != nil {
		field, undoing = "transaction", graph.Undoing{Tx: graph.Tx(max(*input.Transaction, 0))}
		if *input.Transaction < 1 {
			a.wrong(graph.BadInput, "transactions count from 1", "input", "transaction")
		}
	}
	changed, err := a.make(func(c Changes) (graph.Done, error) { return c.Undo(ctx, undoing, a.by) }, "input", field)
	payload := &exec.UndoPayload{Transaction: a.transaction(), Batch: input.Batch, UserErrors: a.errors, Done: a.change()}
	if dry {
		payload.Batch = nil
	}
	if err == nil && changed {
		undone := int(a.done.Undone)
		payload.Undone = &undone
	}
	return payload, err
}
