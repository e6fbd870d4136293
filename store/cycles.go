package store

import (
	"context"
	"slices"

	"dyad/graph"
)

// checkContent finds claims that, by what their roles hold, come to hold themselves. The id of a claim that was never corrected
// depends on the ids in its roles, so every such circle passes through one that was.
func (p *plan) checkContent(ctx context.Context) error {
	for _, f := range p.fates {
		c, ok := f.after.(claim)
		if !ok || len(f.arrivals) == 0 || !c.pinned() {
			continue
		}
		circular, err := returns(c.ref(), func(r ref) ([]ref, error) { return p.contents(ctx, r) })
		if err != nil {
			return err
		}
		if circular {
			p.problem(f.arrivals[0].intake, c, "by its roles it holds itself")
		}
	}
	return nil
}

// returns reports whether following next from start leads back to it.
func returns(start ref, next func(ref) ([]ref, error)) (bool, error) {
	seen, todo := map[ref]bool{}, []ref{start}
	for len(todo) > 0 {
		r := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		steps, err := next(r)
		if err != nil {
			return false, err
		}
		for _, s := range steps {
			if s == start {
				return true, nil
			}
			if !seen[s] {
				seen[s] = true
				todo = append(todo, s)
			}
		}
	}
	return false, nil
}

// contents returns the claims in the roles of a claim, as it will be.
func (p *plan) contents(ctx context.Context, r ref) ([]ref, error) {
	after, err := p.after(ctx, r)
	if err != nil || after == nil {
		return nil, err
	}
	var held []ref
	for _, role := range after.(claim).Roles {
		for _, id := range role.Claims {
			held = append(held, ref{claimTag, uid(id)})
		}
	}
	return held, nil
}

// after returns a record as it will count after the load, nil if it will not.
func (p *plan) after(ctx context.Context, r ref) (record, error) {
	if f := p.byRef[r]; f != nil {
		return f.after, nil
	}
	s, err := p.before.one(ctx, r)
	if err != nil || !s.open() {
		return nil, err
	}
	return s.record()
}

// checkMerges finds entities that, by merges and judgements, come to be redirected to themselves.
func (p *plan) checkMerges(ctx context.Context) error {
	for _, f := range p.fates {
		if len(f.arrivals) == 0 {
			continue
		}
		from := redirected(f.after)
		if from == "" {
			continue
		}
		circular, err := returns(ref{entityTag, uid(from.ID())}, func(r ref) ([]ref, error) { return p.redirects(ctx, r) })
		if err != nil {
			return err
		}
		if circular {
			p.problem(f.arrivals[0].intake, f.after, "it leads %q back to itself", from)
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
	judgements, err := p.judgements(ctx, r.id)
	for _, j := range judgements {
		if j.Same && uid(j.From.ID()) == r.id {
			add(j.Into)
		}
	}
	return into, err
}

// judgements returns the judgements about an entity, as they will be.
func (p *plan) judgements(ctx context.Context, about uid) ([]sameAs, error) {
	refs, err := p.before.linkedRefs(ctx, anchorPrefix(referentTag, about, sameAsTag))
	if err != nil {
		return nil, err
	}
	for _, f := range p.fates {
		if f.tag == sameAsTag && f.after != nil && slices.Contains(f.after.abouts(), about) {
			refs = append(refs, f.ref)
		}
	}
	var out []sameAs
	for _, r := range refs {
		after, err := p.after(ctx, r)
		if err != nil {
			return nil, err
		}
		if j, ok := after.(sameAs); ok {
			out = append(out, j)
		}
	}
	return out, nil
}
