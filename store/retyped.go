package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"dyad/graph"
)

// A retyping is an entity whose type the load changes, and who outside the load says of it what the vocabulary does not allow of the new one.
type retyping struct {
	entity
	was     graph.TermKey
	intake  *intake
	claim   ref // the first
	title   string
	fault   error
	misfits int
}

// checkRetyped finds claims that the load does not touch and that would not fit any more, since it changes the type of somebody whom they name. Of
// a load in parts it looks for them at the end. All claims are gone through, which only happens where a type changes.
func (p *plan) checkRetyped(ctx context.Context) error {
	if err := p.learnRetyped(); err != nil {
		return err
	}
	if len(p.retyped) == 0 || p.earlier != nil && !p.last {
		return nil
	}
	err := p.before.eachOpen(ctx, claimTag, func(s stored, r record) {
		if !p.met(s.ref) {
			p.refit(s, r.(claim))
		}
	})
	if err != nil {
		return err
	}
	for _, k := range slices.Sorted(maps.Keys(p.retyped)) {
		if err := p.reportRetyped(ctx, p.retyped[k]); err != nil {
			return err
		}
	}
	return nil
}

// learnRetyped notes the entities whose types change.
func (p *plan) learnRetyped() error {
	for _, c := range p.changes {
		if c.opens.tag != entityTag || c.closes.n == 0 {
			continue
		}
		f := p.byRef[c.opens.ref]
		old, err := f.before.record()
		if err != nil {
			return err
		}
		was, now := old.(entity), c.record.(entity)
		if was.Type != now.Type {
			p.retyped[now.Key] = &retyping{entity: now, was: was.Type, intake: cmp.Or(p.own, p.intakes[now.owner()], p.intakeOf(f))}
		}
	}
	return nil
}

// refit notes a claim that does not fit the new type of somebody whom it names.
func (p *plan) refit(s stored, c claim) {
	keys := slices.DeleteFunc(c.Entities(), func(k graph.EntityKey) bool { return p.retyped[k] == nil })
	slices.Sort(keys)
	for _, k := range slices.Compact(keys) {
		t := p.retyped[k]
		fault := p.misfit(c, k, t.Type)
		if fault == nil || p.misfit(c, k, t.was) != nil {
			continue
		}
		if t.misfits == 0 {
			t.claim, t.title, t.fault = s.ref, c.title(), fault
		}
		t.misfits++
	}
}

// misfit is what keeps a claim from naming an entity of a type, nil if nothing does.
func (p *plan) misfit(c claim, k graph.EntityKey, of graph.TermKey) error {
	anyhow := p.vocabulary.Fit(c.Claim, func(graph.EntityKey) graph.TermKey { return "" })
	for _, fault := range p.vocabulary.Fit(c.Claim, func(named graph.EntityKey) graph.TermKey {
		if named == k {
			return of
		}
		return ""
	}) {
		if !slices.ContainsFunc(anyhow, func(err error) bool { return err.Error() == fault.Error() }) {
			return fault
		}
	}
	return nil
}

// reportRetyped turns claims that would not fit into a problem of the entity.
func (p *plan) reportRetyped(ctx context.Context, t *retyping) error {
	if t.misfits == 0 {
		return nil
	}
	found, err := p.before.one(ctx, t.claim)
	if err != nil {
		return err
	}
	r, err := found.record()
	if err != nil {
		return err
	}
	way := fmt.Sprintf("load batch %q without it first, and again after this; if it stays there, undo first what names it", r.owner())
	switch {
	case p.own != nil || r.owner().Curated():
		way = "retract it first"
	case p.intakes[r.owner()] != nil: // it stays because somebody names it
		way = "undo first what names it"
	}
	p.problem(t.intake, t.entity, "it can't become %q, and was %q: %s of batch %q would not fit: %s%s: leave the type as it was, or %s",
		t.Type, t.was, t.title, r.owner(), t.fault, others(t.misfits-1), way)
	return nil
}
