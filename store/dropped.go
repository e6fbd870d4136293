package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"dyad/graph"
)

// A naming tells which records may name one of a tag: those that must be gone through, and those that links lead to.
type naming struct {
	scanned, linked []tag
}

// namings are by the tag of what is named. Nothing changes them.
var namings = map[tag]naming{
	termTag:   {scanned: []tag{entityTag, claimTag}}, // other terms are the vocabulary's to judge
	entityTag: {scanned: []tag{entityTag, claimTag}, linked: []tag{mentionTag, sameAsTag}},
	sourceTag: {scanned: []tag{claimTag}, linked: []tag{mentionTag}},
	claimTag:  {linked: []tag{claimTag, verdictTag}},
}

// A loss is a record that the load closes, or no longer has below what a curator decided, and who outside the load still names it.
type loss struct {
	ref    ref
	record record
	below  bool   // a curator decided on it, and has it still
	user   ref    // the first
	title  string // of user
	users  int
}

// findDropped finds records that the load closes and that others, which it does not touch, still name. Where their batches have such stay, they do.
func (p *plan) findDropped(ctx context.Context) error {
	if p.apart {
		return nil
	}
	losses, scanned := p.losses()
	for _, t := range scanned {
		err := p.before.eachOpen(ctx, t, func(s stored, r record) {
			for _, l := range named(r, losses) {
				p.note(l, s, r)
			}
		})
		if err != nil {
			return err
		}
	}
	for lost, l := range losses {
		for _, t := range namings[lost.tag].linked {
			err := p.before.eachLinked(ctx, lost.id, t, func(s stored, r record) {
				if slices.Contains(named(r, losses), l) {
					p.note(l, s, r)
				}
			})
			if err != nil {
				return err
			}
		}
	}
	p.lost = losses
	p.haveStay()
	return nil
}

// checkDropped refuses to close what others name.
func (p *plan) checkDropped(ctx context.Context) error { return p.reportLosses(ctx, p.lost) }

// named returns the losses that a record names, each once.
func named(r record, losses map[ref]*loss) []*loss {
	var found []*loss
	for _, n := range r.needs(nil) {
		if l := losses[n.ref]; l != nil && !slices.Contains(found, l) {
			found = append(found, l)
		}
	}
	return found
}

// note counts r as a user of a loss, unless the load brings or closes it.
func (p *plan) note(l *loss, s stored, r record) {
	if p.met(s.ref) {
		return
	}
	if l.users == 0 {
		l.user, l.title = s.ref, r.title()
	}
	l.users++
}

// met reports whether the load brings or closes a record, which is judged for itself then.
func (p *plan) met(r ref) bool {
	if f := p.byRef[r]; f != nil && (f.after == nil || f.examined()) {
		return true
	}
	how := p.earlier.how(r)
	return how == stays || how == away
}

// losses returns the records that are closed for good and those that files no longer have below what a curator has and that might stay there, and the
// tags that must be gone through for who names them.
func (p *plan) losses() (map[ref]*loss, []tag) {
	losses := map[ref]*loss{}
	scanned := map[tag]bool{}
	lose := func(r ref, l loss) {
		l.ref = r
		losses[r] = &l
		for _, t := range namings[r.tag].scanned {
			scanned[t] = true
		}
	}
	for _, c := range p.changes {
		if c.opens.n == 0 {
			lose(c.closes.ref, loss{record: c.record})
		}
	}
	for _, f := range p.fates {
		if f.below != nil && f.below.dropped != nil && p.staying(f.below.dropped) {
			lose(f.ref, loss{record: f.below.dropped, below: true})
		}
	}
	return losses, slices.Sorted(maps.Keys(scanned))
}

// reportLosses turns the losses that matter into problems, in the order of the records.
func (p *plan) reportLosses(ctx context.Context, losses map[ref]*loss) error {
	var felt []*loss
	for _, l := range losses {
		if l.users > 0 && !l.below {
			felt = append(felt, l)
		}
	}
	slices.SortFunc(felt, func(a, b *loss) int { return cmp.Compare(a.record.title(), b.record.title()) })
	for _, l := range felt {
		user, err := p.before.one(ctx, l.user)
		if err != nil {
			return err
		}
		r, err := user.record()
		if err != nil {
			return err
		}
		by, err := p.keeper(ctx, l.user, r)
		if err != nil {
			return err
		}
		p.problem(cmp.Or(p.own, p.intakes[l.record.owner()]), l.record, "it can't go: %s of batch %q names it%s", l.title, by, others(l.users-1))
	}
	return nil
}

// keeper is the batch for which a record that names a loss stays: its own, or, where the load brings that one without it, the one that it is handed on to.
func (p *plan) keeper(ctx context.Context, user ref, r record) (graph.BatchKey, error) {
	if p.intakes[r.owner()] == nil {
		return r.owner(), nil
	}
	heirs, err := p.heirs(ctx, user)
	if err != nil || len(heirs) == 0 {
		return r.owner(), err
	}
	return heirs[0].Batch, nil
}

func others(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return ", and so does 1 more"
	}
	return fmt.Sprintf(", and so do %d more", n)
}

// eachOpen calls do with every record of a tag that counts at the moment. Claims are read from their projections, which are
// smaller.
func (m moment) eachOpen(ctx context.Context, t tag, do func(stored, record)) error {
	rows, projections := t, newProjectionReader()
	if t == claimTag {
		rows = projectionTag
	}
	for s, err := range m.versions(ctx, rows, t) {
		if err != nil {
			return err
		}
		if !s.open() {
			continue
		}
		r, err := s.readAs(rows, projections)
		if err != nil {
			return err
		}
		do(s, r)
	}
	return nil
}

// eachLinked calls do with every record of a tag that counts at the moment and is linked to an id.
func (m moment) eachLinked(ctx context.Context, anchor uid, t tag, do func(stored, record)) error {
	found, err := m.linked(ctx, anchor, t)
	if err != nil {
		return err
	}
	for _, s := range found {
		r, err := s.record()
		if err != nil {
			return err
		}
		do(s, r)
	}
	return nil
}

// readAs decodes a record, or the projection of a claim.
func (s *stored) readAs(rows tag, projections *projectionReader) (record, error) {
	if rows != projectionTag {
		return s.record()
	}
	c, err := projections.decode(graph.ClaimID(s.id), s.json)
	if err != nil {
		return nil, corrupt("projection of "+s.version.String(), err)
	}
	return claim{&c}, nil
}
