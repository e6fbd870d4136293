package store

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
)

// decide works out what becomes of a record: which batch will own it, and what it will say.
func (p *plan) decide(ctx context.Context, f *fate) error {
	if len(f.arrivals) == 1 && p.asides[f.ref].Aside == nil && p.unchanged(f) {
		return nil
	}
	beside, err := p.beside(ctx, f)
	if err != nil {
		return err
	}
	l, err := layersOf(f.before, beside)
	if err != nil {
		return err
	}
	if p.keeps(&l) {
		return p.decideBelow(ctx, f, beside, l)
	}
	old, err := f.before.standing()
	if err != nil {
		return err
	}
	return p.decideOn(ctx, f, old)
}

// beside returns the last aside of a record, which needs to be looked up only where a curator may have decided on it.
func (p *plan) beside(ctx context.Context, f *fate) (stored, error) {
	if !setsAside(f.tag) {
		return stored{}, nil
	}
	if p.asides[f.ref].Aside == nil {
		old, err := f.before.standing()
		if err != nil || old == nil || !old.owner().Curated() {
			return stored{}, err
		}
	}
	return p.before.one(ctx, ref{asideTag, f.id})
}

// decideOn is decide for a record of which old counts by now, nil if none does.
func (p *plan) decideOn(ctx context.Context, f *fate, old record) error {
	switch {
	case old != nil && p.intakes[old.owner()] == nil && !f.describes(old): // of a batch that is not loaded
		f.after = old
		for _, a := range f.arrivals {
			p.share(f, a, old)
		}
		return nil
	case len(f.arrivals) > 0:
		return p.settle(ctx, f, old)
	case old != nil:
		return p.drop(ctx, f, old)
	}
	return nil // closed long ago
}

// unchanged recognizes the common case without reading what is stored: the same bytes.
func (p *plan) unchanged(f *fate) bool {
	if !f.before.open() {
		return false
	}
	a := f.arrivals[0]
	next := a.inBatch(a.batch.Key)
	data, err := encoded(next)
	if err != nil || !bytes.Equal(data, f.before.json) {
		return false
	}
	f.after = next
	f.count(a.report, Counts{Unchanged: 1})
	return true
}

// standing returns the record if it counts, else nil.
func (s *stored) standing() (record, error) {
	if !s.open() {
		return nil, nil
	}
	return s.record()
}

// settle decides about a record that no batch outside the load owns.
func (p *plan) settle(ctx context.Context, f *fate, old record) error {
	owner := f.owner(old)
	next, err := p.revised(ctx, f, owner.inBatch(owner.batch.Key), owner.derived)
	if err != nil {
		return err
	}
	f.after = next
	for _, a := range f.arrivals {
		if a.intake != owner.intake {
			p.share(f, a, next)
		}
	}
	data, err := encode(next)
	if err != nil {
		p.problem(owner.intake, next, "%s", err)
		return nil
	}
	switch {
	case old == nil:
		f.count(owner.report, Counts{New: 1})
		p.open(f, data, "")
	case bytes.Equal(data, f.before.json):
		f.count(owner.report, Counts{Unchanged: 1})
	default:
		f.count(owner.report, Counts{Changed: 1})
		p.open(f, data, p.reason("replaced by a later load of "+string(owner.batch.Key)))
		return p.agreed(ctx, f, owner, old)
	}
	return nil
}

// encode writes a record as its row holds it, unless no row can.
func encode(r record) ([]byte, error) {
	data, err := encoded(r)
	if most := MaxValueBytes - stampSize; err == nil && len(data) > most {
		err = fmt.Errorf("it takes %d bytes, and a record may take %d", len(data), most)
	}
	return data, err
}

// owner returns the arrival whose batch will own the record: the one that does, else the first that does not itself say that
// another batch owns it, else the first. Those that describe an entity come before those that only hold a place for it.
func (f *fate) owner(old record) arrival {
	arrivals := f.arrivals
	if slices.ContainsFunc(arrivals, arrival.describes) {
		arrivals = slices.DeleteFunc(slices.Clone(arrivals), func(a arrival) bool { return !a.describes() })
	}
	for _, a := range arrivals {
		if old != nil && old.owner() == a.batch.Key {
			return a
		}
	}
	for _, a := range arrivals {
		if b := a.record.owner(); b == "" || b == a.batch.Key {
			return a
		}
	}
	return arrivals[0]
}

// drop closes a record that its batch brings no more, or hands it on to a batch outside the load that shares it.
func (p *plan) drop(ctx context.Context, f *fate, old record) error {
	report := p.intakes[old.owner()].report
	heirs, err := p.heirs(ctx, f.ref)
	if err != nil {
		return err
	}
	if len(heirs) == 0 {
		f.count(report, Counts{Retracted: 1})
		p.close(f, old, p.reason("no longer in "+string(old.owner())))
		return nil
	}
	f.count(report, Counts{Changed: 1})
	return p.handOn(ctx, f, old, heirs[0])
}

// open plans a version of what the record will be. The one that counts now is closed for the given reason.
func (p *plan) open(f *fate, data []byte, reason string) {
	if f.below != nil {
		f.below.files = data
		return
	}
	c := change{opens: version{f.ref, f.before.n + 1}, record: f.after, json: data}
	if f.before.open() {
		c.closes, c.reason = f.before.version, reason
	}
	p.changes = append(p.changes, c)
}

// close plans the end of a record, which is old.
func (p *plan) close(f *fate, old record, reason string) {
	if f.below != nil {
		f.below.files = nil
		return
	}
	p.changes = append(p.changes, change{closes: f.before.version, reason: reason, record: old})
}

// reason is the reason of the commit, or the given one if it has none.
func (p *plan) reason(otherwise string) string { return cmp.Or(p.commit.Reason, otherwise) }
