package store

import (
	"context"

	"dyad/graph"
)

// checkMerges finds entities that, by merges and judgements, come to be redirected to themselves.
func (p *plan) checkMerges(ctx context.Context) error {
	for _, f := range p.fates {
		if j, ok := f.after.(sameAs); ok {
			from := uid(j.From.ID())
			p.judged[from] = append(p.judged[from], f.ref)
		}
	}
	for _, f := range p.fates {
		if !f.examined() {
			continue
		}
		from := redirected(f.after)
		if from == "" {
			continue
		}
		if err := p.checkForked(ctx, f, from); err != nil {
			return err
		}
		circular, err := returns(ref{entityTag, uid(from.ID())}, func(r ref) ([]ref, error) { return p.redirects(ctx, r) })
		if err != nil {
			return err
		}
		if circular {
			p.problem(p.intakeOf(f), f.after, "it leads %q back to itself", from)
		}
	}
	return nil
}

// checkForked finds an entity that is redirected to two others: nobody could tell which of them answers for it.
func (p *plan) checkForked(ctx context.Context, f *fate, from graph.EntityKey) error {
	into, err := p.redirects(ctx, ref{entityTag, uid(from.ID())})
	if err != nil {
		return err
	}
	for _, r := range into[min(1, len(into)):] {
		if r != into[0] {
			p.problem(p.intakeOf(f), f.after, "%q would be merged into two others: say of the two that they are the same first, and merge it into one",
				from)
			return nil
		}
	}
	return nil
}

// redirected returns the entity that a record redirects, "" if it redirects none.
func redirected(r record) graph.EntityKey {
	switch v := r.(type) {
	case entity:
		if v.MergedInto != "" {
			return v.Key
		}
	case sameAs:
		if v.Same {
			return v.From
		}
	}
	return ""
}

// redirects returns where an entity leads, as things will be.
func (p *plan) redirects(ctx context.Context, r ref) ([]ref, error) {
	var into []ref
	add := func(k graph.EntityKey) { into = append(into, ref{entityTag, uid(k.ID())}) }
	after, err := p.after(ctx, r)
	if err != nil {
		return nil, err
	}
	if e, ok := after.(entity); ok && e.MergedInto != "" {
		add(e.MergedInto)
	}
	refs, err := p.before.linkedRefs(ctx, anchorPrefix(r.id, sameAsTag))
	if err != nil {
		return nil, err
	}
	for _, j := range append(refs, p.judged[r.id]...) {
		after, err := p.after(ctx, j)
		if err != nil {
			return nil, err
		}
		if j, ok := after.(sameAs); ok && j.Same && uid(j.From.ID()) == r.id {
			add(j.Into)
		}
	}
	return into, nil
}
