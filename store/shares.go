package store

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"slices"

	"dyad/graph"
)

// share makes the batch of a one that shares what is owned by another, or refuses it.
func (p *plan) share(f *fate, a arrival, owned record) {
	switch {
	case f.tag == claimTag && a.yields:
		f.count(a.report, Counts{Unchanged: 1})
		a.report.Yielded++
		a.report.YieldedTo = a.record.title() + " of " + string(owned.owner())
	case f.tag == asideTag:
		p.outlived(a, owned.owner())
	case f.tag == claimTag:
		p.problem(a.intake, a.record, "it belongs to batch %q", owned.owner())
	case !a.describes() && !alike(a.record, owned):
		f.count(a.report, Counts{Unchanged: 1}) // it says nothing against what is said of the entity
	case !alike(a.record, owned):
		p.problem(a.intake, a.record, "batch %q defines it otherwise: say it as that does, or %s", owned.owner(), oneByOne)
	default:
		s := shareOf(a.batch.Key, f.ref)
		p.sharing[s.ref()] = s
		f.count(a.report, Counts{Unchanged: 1})
	}
}

// oneByOne is how two batches come to say something else of what both define where they are loaded one after the other, as data sets by mappings are.
const oneByOne = "load that one without it first, and again after this in the same words; if it stays there, undo first what names it"

// alike reports whether two records say the same, whatever their batches.
func alike(a, b record) bool {
	x, errX := encoded(a.inBatch(""))
	y, errY := encoded(b.inBatch(""))
	return errX == nil && errY == nil && bytes.Equal(x, y)
}

// placeholder reports whether a record is an entity of which a file says no more than its id and name.
func placeholder(r record) bool {
	e, ok := r.(entity)
	return ok && e.Placeholder() && !e.Batch.Curated()
}

// describes reports whether a record is more than a placeholder. What curators bring is.
func (a arrival) describes() bool { return a.batch.Key.Curated() || !placeholder(a.record) }

// describes reports whether the load says who an entity is that is only a placeholder so far, whosever it is.
func (f *fate) describes(old record) bool {
	return placeholder(old) && slices.ContainsFunc(f.arrivals, arrival.describes)
}

// agreed refuses a new content if batches outside the load define the record with the old one. Those that only have a placeholder say nothing
// else of it, and share it no more.
func (p *plan) agreed(ctx context.Context, f *fate, owner arrival, old record) error {
	if f.tag == claimTag || alike(old, f.after) {
		return nil
	}
	heirs, err := p.heirs(ctx, f.ref)
	for _, s := range heirs {
		if f.describes(old) {
			if err := p.closeShare(ctx, s, string(owner.batch.Key)+" says who it is"); err != nil {
				return err
			}
			continue
		}
		p.problem(owner.intake, f.after, "batch %q defines it as it was: load the two together, or %s", s.Batch, oneByOne)
	}
	return err
}

// handOn makes a batch that shares a record its owner.
func (p *plan) handOn(ctx context.Context, f *fate, old record, heir share) error {
	f.after = old.inBatch(heir.Batch)
	data, err := encoded(f.after)
	if err != nil {
		return err
	}
	p.open(f, data, p.reason("handed on to "+string(heir.Batch)))
	return p.closeShare(ctx, heir, "it owns the record now")
}

// closeShare ends a share of a batch outside the load.
func (p *plan) closeShare(ctx context.Context, s share, reason string) error {
	f := p.fate(s.ref())
	var err error
	if f.before, err = p.before.one(ctx, f.ref); err != nil {
		return err
	}
	p.close(f, s, reason)
	return nil
}

// heirs returns the batches outside the load that share a record, by their keys.
func (p *plan) heirs(ctx context.Context, r ref) ([]share, error) {
	if r.tag == claimTag { // none is shared
		return nil, nil
	}
	var heirs []share
	err := p.before.eachLinked(ctx, r.id, shareTag, func(_ stored, r record) {
		if p.intakes[r.owner()] == nil {
			heirs = append(heirs, r.(share))
		}
	})
	slices.SortFunc(heirs, func(a, b share) int { return cmp.Compare(a.Batch, b.Batch) })
	return heirs, err
}

// settleShares opens and closes shares, so that the batches of the load have those that were decided.
func (p *plan) settleShares(ctx context.Context) error {
	for _, f := range p.fates {
		if f.tag != shareTag {
			continue
		}
		old, err := f.before.standing()
		if err != nil {
			return err
		}
		if _, wanted := p.sharing[f.ref]; !wanted && old != nil && p.intakes[old.owner()] != nil {
			p.close(f, old, p.reason("no longer in "+string(old.owner())))
		}
	}
	for _, r := range slices.SortedFunc(maps.Keys(p.sharing), ref.compare) {
		if err := p.openShare(ctx, p.sharing[r]); err != nil {
			return err
		}
	}
	return nil
}

// openShare records a share unless it is there.
func (p *plan) openShare(ctx context.Context, s share) error {
	f := p.fate(s.ref())
	f.after = s
	var err error
	if f.before, err = p.before.one(ctx, f.ref); err != nil || f.before.open() {
		return err
	}
	data, err := graph.EncodeRecord(s)
	if err != nil {
		return err
	}
	p.open(f, data, "")
	return nil
}
