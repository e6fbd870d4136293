package resolver

import (
	"context"
	"fmt"

	"dyad/graph"
	"dyad/schema/exec"
)

// AddClaim records a claim.
func (r mutationResolver) AddClaim(ctx context.Context, input exec.ClaimInput, reason string, dry bool) (*exec.ClaimPayload, error) {
	a, err := r.attempt(ctx, reason, dry)
	if err != nil {
		return nil, err
	}
	a.edit.Put.Claims = []graph.Claim{a.newClaim(&input, "input")}
	changed, err := a.commit("input")
	if err != nil || !changed {
		return a.claimPayload(nil), err
	}
	return a.showClaim(a.done.Claims[0])
}

// RetractClaim takes a claim back.
func (r mutationResolver) RetractClaim(ctx context.Context, id, reason string, expected *int, dry bool) (*exec.ClaimPayload, error) {
	a, err := r.attempt(ctx, reason, dry)
	if err != nil {
		return nil, err
	}
	a.stated = expected != nil
	parsed, ok := a.claim(id, "id")
	a.edit.Retract = []graph.RecordID{{Kind: graph.ClaimRecord, ID: parsed.String()}}
	if ok && expected != nil {
		a.expect(graph.ClaimRecord, parsed.String(), *expected)
	}
	changed, err := a.commit("id")
	if err != nil || !changed {
		return a.claimPayload(nil), err
	}
	return a.showClaim(parsed)
}

// CorrectClaim changes what a claim says.
func (r mutationResolver) CorrectClaim(ctx context.Context, id string, input exec.ClaimCorrection, reason string, expected *int, dry bool,
) (*exec.ClaimPayload, error) {
	return insist(ctx, r.Root, reason, dry, func(a *attempt) (*exec.ClaimPayload, error) { return a.correctClaim(id, &input, expected) })
}

func (a *attempt) correctClaim(id string, input *exec.ClaimCorrection, expected *int) (*exec.ClaimPayload, error) {
	a.stated = expected != nil
	parsed, ok := a.claim(id, "id")
	if !ok {
		return a.claimPayload(nil), nil
	}
	record, err := a.record(parsed)
	if err != nil {
		return nil, err
	}
	a.expect(graph.ClaimRecord, id, record.Revision) // whoever was faster is not overwritten unread
	if expected != nil && *expected != record.Revision {
		a.stale(record.Revision, *expected)
	}
	a.edit.Put.Claims = []graph.Claim{a.corrected(*record, input, "input")}
	changed, err := a.commit("input")
	if err != nil || !changed {
		return a.claimPayload(nil), err
	}
	return a.showClaim(parsed)
}

// record returns the full record of a claim that is recorded now.
func (a *attempt) record(id graph.ClaimID) (*graph.Claim, error) {
	records, err := a.d.records.claims(a.ctx, a.root.c.Records, []graph.ClaimID{id}, a.d.x.Last())
	if err == nil && records[0] == nil {
		err = &graph.Error{On: "claim " + id.String(), Fault: graph.Corrupt, Err: errUnrecorded}
	}
	if err != nil {
		return nil, err
	}
	return records[0], nil
}

// expect says which revision a record is believed to have.
func (a *attempt) expect(kind graph.RecordKind, id string, revision int) {
	if revision < 1 {
		a.wrong(graph.BadInput, "revisions count from 1", "expectedRevision")
		return
	}
	a.edit.Expect = append(a.edit.Expect, graph.Expectation{RecordID: graph.RecordID{Kind: kind, ID: id}, Revision: revision})
}

// stale notes that a record has another revision than is believed.
func (a *attempt) stale(has, expected int) {
	a.wrong(graph.Conflict, fmt.Sprintf("it has revision %d by now, and %d was expected: look at what has changed", has, expected), "expectedRevision")
	a.errors[len(a.errors)-1].Revision = &has
}

// showClaim is the payload with a claim as it is now.
func (a *attempt) showClaim(id graph.ClaimID) (*exec.ClaimPayload, error) {
	v, _, err := a.d.under(a.ctx, nil, nil)
	if err != nil {
		return nil, err
	}
	shown, err := a.d.claim(a.ctx, v, id)
	return a.claimPayload(shown), err
}

func (a *attempt) claimPayload(shown *exec.Claim) *exec.ClaimPayload {
	return &exec.ClaimPayload{Claim: shown, Transaction: a.transaction(), Batch: a.batch(), UserErrors: a.errors, Done: a.change()}
}
