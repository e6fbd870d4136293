package store

import (
	"context"
)

// checkContent finds claims that, by what their roles hold, come to hold themselves. The id of a claim that was never
// corrected depends on the ids in its roles, so every such circle passes through one that was.
func (p *plan) checkContent(ctx context.Context) error {
	for _, f := range p.fates {
		c, ok := f.after.(claim)
		if !ok || !f.examined() || len(c.held()) == 0 || !c.pinned() {
			continue
		}
		circular, err := returns(c.ref(), func(r ref) ([]ref, error) { return p.contents(ctx, r) })
		if err != nil {
			return err
		}
		if circular {
			p.problem(p.intakeOf(f), c, "by its roles it holds itself")
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
	return after.(claim).held(), nil
}

// held are the claims in its roles.
func (c claim) held() []ref {
	var held []ref
	for _, role := range c.Roles {
		for _, id := range role.Claims {
			held = append(held, ref{claimTag, uid(id)})
		}
	}
	return held
}

// after returns a record as it will count after the load, nil if it will not. Of those that earlier parts brought it knows what may
// lead to what comes later.
func (p *plan) after(ctx context.Context, r ref) (record, error) {
	if f := p.byRef[r]; f != nil {
		return f.after, nil
	}
	if p.earlier.brought(r) {
		return p.earlier.leading[r], nil
	}
	s, err := p.before.one(ctx, r)
	if err != nil {
		return nil, err
	}
	if counts, err := p.remains(ctx, s); err != nil || !counts {
		return nil, err
	}
	return s.record()
}
