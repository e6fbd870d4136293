package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"dyad/graph"
)

// namedBy tells which records may name one of a tag. Nothing changes it.
var namedBy = map[tag][]tag{
	termTag:   {entityTag, claimTag}, // other terms are the vocabulary's to judge
	entityTag: {entityTag, claimTag, mentionTag, sameAsTag},
	sourceTag: {claimTag, mentionTag},
	claimTag:  {claimTag, verdictTag},
}

// A loss is a record that the load closes, and who outside the load still names it.
type loss struct {
	record record
	user   stored // the first
	title  string // of user
	users  int
}

// checkDropped finds records that the load closes and that others, which it does not touch, still name.
func (p *plan) checkDropped(ctx context.Context) error {
	losses, users := p.losses()
	for _, t := range slices.Sorted(slices.Values(users)) {
		err := p.before.eachOpen(ctx, t, func(s stored, r record) {
			if f := p.byRef[s.ref]; f == nil || f.after != nil && len(f.arrivals) == 0 {
				note(losses, s, r)
			}
		})
		if err != nil {
			return err
		}
	}
	return p.reportLosses(ctx, losses)
}

// losses returns the records that are closed for good, and the tags of those that may name them.
func (p *plan) losses() (map[ref]*loss, []tag) {
	losses := map[ref]*loss{}
	var users []tag
	for _, c := range p.changes {
		by := namedBy[c.closes.tag]
		if c.opens.n > 0 || by == nil {
			continue
		}
		losses[c.closes.ref] = &loss{record: c.record}
		for _, t := range by {
			if !slices.Contains(users, t) {
				users = append(users, t)
			}
		}
	}
	return losses, users
}

// note counts r as a user of each loss that it names.
func note(losses map[ref]*loss, s stored, r record) {
	for _, n := range r.needs() {
		l := losses[n.ref]
		if l == nil {
			continue
		}
		if l.users == 0 {
			l.user, l.title = stored{version: s.version}, r.title()
		}
		l.users++
	}
}

// reportLosses turns the losses that matter into problems, in the order of the records.
func (p *plan) reportLosses(ctx context.Context, losses map[ref]*loss) error {
	var felt []*loss
	for _, l := range losses {
		if l.users > 0 {
			felt = append(felt, l)
		}
	}
	slices.SortFunc(felt, func(a, b *loss) int { return cmp.Compare(a.record.title(), b.record.title()) })
	for _, l := range felt {
		user, err := p.before.one(ctx, l.user.ref)
		if err != nil {
			return err
		}
		r, err := user.record()
		if err != nil {
			return err
		}
		p.problem(p.intakes[l.record.owner()], l.record, "it can't go: %s of batch %q names it%s",
			l.title, r.owner(), others(l.users-1))
	}
	return nil
}

func others(n int) string {
	if n == 0 {
		return ""
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
