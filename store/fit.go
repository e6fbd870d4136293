package store

import (
	"context"

	"dyad/graph"
)

// checkFit finds claims of the load that the vocabulary does not allow: see [graph.Vocabulary.Fit]. Whoever reads annotations has
// checked as much with line and column; lines of an export come as they are.
func (p *plan) checkFit(ctx context.Context) error {
	if err := p.learnTypes(ctx); err != nil {
		return err
	}
	typeOf := func(k graph.EntityKey) graph.TermKey { return p.types[k] }
	for _, f := range p.fates {
		c, ok := f.after.(claim)
		if !ok || !f.examined() {
			continue
		}
		for _, err := range p.vocabulary.Fit(c.Claim, typeOf) {
			p.problem(p.intakeOf(f), f.after, "%s", err)
		}
	}
	return nil
}

// learnTypes finds the types, as they will be, of the entities that claims of the load name.
func (p *plan) learnTypes(ctx context.Context) error {
	var stored []ref
	for _, f := range p.fates {
		if e, ok := f.after.(entity); ok {
			p.types[e.Key] = e.Type
		}
	}
	for _, f := range p.fates {
		c, ok := f.after.(claim)
		if !ok || !f.examined() {
			continue
		}
		for _, k := range c.Entities() {
			if _, met := p.types[k]; !met {
				p.types[k] = ""
				stored = append(stored, ref{entityTag, uid(k.ID())})
			}
		}
	}
	found, err := p.latest(ctx, stored)
	for i := range found {
		if !found[i].open() {
			continue
		}
		r, err := found[i].record()
		if err != nil {
			return err
		}
		e := r.(entity)
		p.types[e.Key] = e.Type
	}
	return err
}
