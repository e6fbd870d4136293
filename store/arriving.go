package store

import (
	"context"
	"slices"

	"dyad/graph"
)

// checkAsides refuses asides of a decision that is not there, or no more: lines of an older export may bring one of a record on which somebody
// has decided since, and whose file dropped it, so that no aside stands. Of a load in parts each is judged with the record that it is of.
func (p *plan) checkAsides(ctx context.Context) error {
	all := p.arriving
	if p.earlier != nil {
		all = p.earlier.head.arriving
	}
	var alone []*fate
	var targets []ref
	for _, f := range all {
		a := f.arrivals[0]
		if a.refused[f.ref] {
			continue
		}
		target := a.record.(aside).target()
		if g := p.byRef[target]; g == nil {
			if p.earlier == nil || p.last && !p.earlier.brought(target) {
				alone, targets = append(alone, f), append(targets, target)
			}
		} else if by := g.outlives(a); by != "" {
			p.outlived(a, by)
		}
	}
	found, err := p.before.latest(ctx, targets)
	if err != nil {
		return err
	}
	for i := range found { // no batch of the load has anything to do with them: as they are they stay
		old, err := found[i].standing()
		if err != nil {
			return err
		}
		if old != nil {
			p.outlived(alone[i].arrivals[0], old.owner())
		}
	}
	return nil
}

// outlives returns the batch for which an aside is not to be: the one that decided on the record, or that has it without the batch of the
// aside having anything of it.
func (f *fate) outlives(a arrival) graph.BatchKey {
	switch {
	case f.below != nil:
		return f.below.by
	case f.after == nil, slices.ContainsFunc(f.arrivals, func(b arrival) bool { return b.intake == a.intake }):
		return ""
	}
	if by := f.after.owner(); by != a.batch.Key {
		return by
	}
	return ""
}

// outlived refuses an aside of a record that is another batch's.
func (p *plan) outlived(a arrival, by graph.BatchKey) {
	p.problem(a.intake, a.record, "it belongs to batch %q by now: undo what that did, or leave this line out", by)
}
