package store

import (
	"context"

	"dyad/graph"
)

// checkFit finds claims of the load that the vocabulary does not allow: see [graph.Vocabulary.Fit]. Whoever reads annotations has
// checked as much with line and column; lines of an export come as they are.
func (p *plan) checkFit(ctx context.Context) error {
	types, err := p.entityTypes(ctx)
	if err != nil {
		return err
	}
	for _, f := range p.fates {
		c, ok := f.after.(claim)
		if !ok || !f.examined() {
			continue
		}
		for _, err := range p.vocabulary.Fit(c.Claim, func(k graph.EntityKey) graph.TermKey { return types[k] }) {
			p.problem(p.intakeOf(f), f.after, "%s", err)
		}
	}
	return nil
}

// entityTypes returns the types, as they will be, of the entities that claims of the load name.
func (p *plan) entityTypes(ctx context.Context) (map[graph.EntityKey]graph.TermKey, error) {
	types := map[graph.EntityKey]graph.TermKey{}
	var stored []ref
	for _, f := range p.fates {
		if e, ok := f.after.(entity); ok {
			types[e.Key] = e.Type
		}
	}
	for _, f := range p.fates {
		c, ok := f.after.(claim)
		if !ok || !f.examined() {
			continue
		}
		for _, k := range c.Entities() {
			if _, met := types[k]; !met {
				types[k] = ""
				stored = append(stored, ref{entityTag, uid(k.ID())})
			}
		}
	}
	found, err := p.before.latest(ctx, stored)
	for i := range found {
		if !found[i].open() {
			continue
		}
		r, err := found[i].record()
		if err != nil {
			return nil, err
		}
		e := r.(entity)
		types[e.Key] = e.Type
	}
	return types, err
}
