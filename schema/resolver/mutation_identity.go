package resolver

import (
	"context"
	"fmt"

	"dyad/graph"
	"dyad/schema/exec"
)

// MergeEntities says that two entities are one.
func (r mutationResolver) MergeEntities(ctx context.Context, from, into, reason string, dry bool) (*exec.EntityPayload, error) {
	a, err := r.attempt(ctx, reason, dry)
	if err != nil {
		return nil, err
	}
	gives, remains := a.present(from, "from"), a.present(into, "into")
	if len(a.errors) == 0 {
		a.merge(gives, remains, "into")
	}
	changed, err := a.commit()
	if err != nil || !changed {
		return a.entityPayload(nil), err
	}
	return a.showEntity(remains)
}

// merge judges two entities the same, and takes back the judgement that they are not.
func (a *attempt) merge(from, into graph.EntityKey, field ...string) {
	if from == into {
		a.wrong(graph.BadInput, fmt.Sprintf("they are one already: %q", into), field...)
		return
	}
	a.judge(from, into, true)
	if j, ok := a.d.x.Judged(into, from); ok {
		a.edit.Retract = append(a.edit.Retract, graph.RecordID{Kind: graph.SameAsRecord, ID: j.DerivedID().String()})
	}
}

func (a *attempt) judge(from, into graph.EntityKey, same bool) {
	a.edit.Put.SameAs = append(a.edit.Put.SameAs, graph.SameAs{From: from, Into: into, Same: same, Reason: a.by.Reason, Annotator: a.by.Author})
}

// JudgeIdentity records whether two entities are the same.
func (r mutationResolver) JudgeIdentity(ctx context.Context, input exec.IdentityInput, reason string, dry bool) (*exec.IdentityPayload, error) {
	a, err := r.attempt(ctx, reason, dry)
	if err != nil {
		return nil, err
	}
	if input.Judgement == exec.IdentityJudgementSame {
		if x, y := a.present(input.A, "input", "a"), a.present(input.B, "input", "b"); len(a.errors) == 0 {
			a.merge(x, y, "input", "b")
		}
	} else if x, y := a.entity(input.A, "input", "a"), a.entity(input.B, "input", "b"); len(a.errors) == 0 {
		a.part(a.own(input.A, x), a.own(input.B, y))
	}
	changed, err := a.commit("input")
	if err != nil || !changed {
		return a.identityPayload(nil), err
	}
	return a.showJudged(input)
}

// own returns the key of the very entity that an id or key is of, whatever it was merged into.
func (a *attempt) own(ref string, key graph.EntityKey) graph.EntityKey {
	id, err := graph.ParseID[graph.Entity](ref)
	if err != nil {
		return key
	}
	n, ok := a.g.Node(key)
	if !ok {
		return key
	}
	for k := range a.g.MergedKeys(n) {
		if k.ID() == id {
			return k
		}
	}
	return key
}

// part judges two entities different. Where one was judged to be the other, it is that judgement which changes; where a registry says
// so, its entity.
func (a *attempt) part(x, y graph.EntityKey) {
	if x == y {
		a.wrong(graph.BadInput, fmt.Sprintf("both are %q", x), "input", "b")
		return
	}
	if j, ok := a.d.x.Judged(y, x); ok && j.Same {
		x, y = y, x
	}
	a.judge(x, y, false)
	for _, pair := range [][2]graph.EntityKey{{x, y}, {y, x}} {
		if e, ok := a.d.x.Merged(pair[0]); ok && e.MergedInto == pair[1] {
			e.MergedInto, e.Batch = "", ""
			a.edit.Put.Entities = append(a.edit.Put.Entities, e)
		}
	}
}

// showJudged is the payload with the entities as they are now.
func (a *attempt) showJudged(input exec.IdentityInput) (*exec.IdentityPayload, error) {
	v, _, err := a.d.under(a.ctx, nil, nil)
	if err != nil {
		return nil, err
	}
	shown := []*exec.Entity{}
	for _, ref := range []string{input.A, input.B} {
		e, err := a.d.entity(a.present(ref), v)
		if err != nil {
			return nil, err
		}
		if len(shown) == 0 || shown[0].Key != e.Key {
			shown = append(shown, e)
		}
	}
	return a.identityPayload(shown), nil
}

func (a *attempt) identityPayload(shown []*exec.Entity) *exec.IdentityPayload {
	return &exec.IdentityPayload{Entities: listed(shown), Transaction: a.transaction(), Batch: a.batch(), UserErrors: a.errors, Done: a.change()}
}
