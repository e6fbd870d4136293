package store

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"dyad/graph"
)

func (c claim) ref() ref              { return ref{claimTag, uid(c.ID)} }
func (c claim) owner() graph.BatchKey { return c.Batch }
func (c claim) title() string {
	says := strings.TrimSpace(fmt.Sprintf("%s %s %s", c.From, c.Type, c.To))
	if c.ID.IsZero() { // until it is normalized
		return fmt.Sprintf("claim (%s)", says)
	}
	return fmt.Sprintf("claim %s (%s)", c.ID, says)
}

// abouts are the claims that c refers to, so that one that is retracted finds it. Its actors are the index's to know.
func (c claim) abouts() []uid { return distinct(c.References()) }

func (c claim) inBatch(b graph.BatchKey) record {
	if c.Batch == b { // as most are from the start: see normalized
		return c
	}
	d := *c.Claim
	d.Batch = b
	return claim{&d}
}

// needs are the source, the type, every entity, role and office, and the claims that c refers to.
func (c claim) needs(list []need) []need {
	list = those(list, needSource(c.Source), needTerm(graph.RelationTerm, c.Type), needEntity(c.From), needEntity(c.To))
	for _, r := range c.Roles {
		for _, k := range r.Entities {
			list = those(list, needEntity(k))
		}
	}
	for _, v := range c.Voices {
		list = those(list, needEntity(v.Entity), needEntity(v.Affiliation))
	}
	for _, r := range c.Roles {
		list = those(list, needTerm(graph.RoleTerm, r.Name))
		for _, t := range r.Terms {
			list = those(list, needTerm(graph.OfficeTerm, t))
		}
	}
	for _, id := range c.References() {
		list = append(list, needClaim(id))
	}
	return list
}

// distinct returns the ids, each once.
func distinct(claims []graph.ClaimID) []uid {
	var ids []uid
	for _, c := range claims {
		if id := uid(c); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// normalized returns c in canonical form by its type, in memory of its own, with the id that this form gives unless it has
// one, and of the batch that brings it unless it says another; derived tells that the id is the one that this form gives.
func (c claim) normalized(t *graph.Term, b graph.BatchKey) (n claim, derived bool) {
	d := *c.Claim
	d.Batch = cmp.Or(d.Batch, b)
	d.Disputes, d.Reconciles = slices.Clone(d.Disputes), slices.Clone(d.Reconciles)
	d.Voices, d.Roles = slices.Clone(d.Voices), slices.Clone(d.Roles)
	for i := range d.Roles {
		r := &d.Roles[i]
		r.Entities, r.Claims, r.Terms = slices.Clone(r.Entities), slices.Clone(r.Claims), slices.Clone(r.Terms)
	}
	d.Normalize(t)
	id := d.DerivedID()
	if d.ID.IsZero() {
		d.ID = id
	}
	if derived = d.ID == id; derived {
		d.Revision = max(d.Revision, 1) // the least that it may be, as revised has it
	}
	return claim{&d}, derived
}

// pinned reports whether the id is that of an earlier form.
func (c claim) pinned() bool { return c.ID != c.DerivedID() }

func needEntity(k graph.EntityKey) need {
	if k == "" {
		return need{}
	}
	return need{ref{entityTag, uid(k.ID())}, "entity", string(k)}
}

func needSource(k graph.SourceKey) need {
	return need{ref{sourceTag, uid(k.ID())}, "source", string(k)}
}

func needClaim(id graph.ClaimID) need { return need{ref{claimTag, uid(id)}, "claim", id.String()} }

// needTerm is nothing for a type that no vocabulary need know.
func needTerm(kind graph.TermKind, k graph.TermKey) need {
	if k.Unknown() {
		return need{}
	}
	t := graph.Term{Kind: kind, Key: k}
	return need{ref{termTag, uid(t.DerivedID())}, string(kind), string(k)}
}

// those appends needs to a list, but for those of nothing.
func those(list []need, needs ...need) []need {
	for _, n := range needs {
		if n.tag != 0 {
			list = append(list, n)
		}
	}
	return list
}

// revised returns the record with the revision that the store has come to, if it is a claim: one more than any that it ever had if anything
// about it changed under an id that stayed, the batch that brings it apart. A claim whose id is that of an earlier form is at least the
// second. A revision that the claim itself tells, as lines of an export do, is not lowered, unless it stands for another form. derived tells
// that the id is known not to be that of an earlier form.
func (p *plan) revised(ctx context.Context, f *fate, r record, derived bool) (record, error) {
	next, ok := r.(claim)
	if !ok {
		return r, nil
	}
	revision, err := p.revision(ctx, f, next)
	if err != nil {
		return nil, err
	}
	if !derived && next.pinned() {
		revision = max(revision, 2)
	}
	if next.Revision == revision {
		return next, nil
	}
	d := *next.Claim
	d.Revision = revision
	return claim{&d}, nil
}

// revision is what stands for a form of a claim: the revision of the last form if that says the same, else one that no form had. No revision
// stands for two forms, whether they count, were undone, or lay below what a curator decided. The earlier ones are only looked at if they matter.
func (p *plan) revision(ctx context.Context, f *fate, next claim) (int, error) {
	told, own := max(next.Revision, 1), 0
	var forms []claim
	if f.before.found() {
		r, err := f.before.record()
		if err != nil {
			return 0, err
		}
		last := r.(claim)
		same, err := last.saysTheSame(next)
		if err != nil || same && told <= last.Revision {
			return last.Revision, err
		}
		if forms = append(forms, last); same {
			own = last.Revision
		}
	}
	earlier, err := p.earlierForms(ctx, f)
	if err != nil {
		return 0, err
	}
	most, taken := 0, false
	for _, form := range append(forms, earlier...) {
		most = max(most, form.Revision)
		if f.before.found() && form.Revision != told {
			continue
		}
		same, err := form.saysTheSame(next)
		switch {
		case err != nil:
			return 0, err
		case same && !f.before.found(): // files say again what they said
			own = max(own, form.Revision)
		case !same && form.Revision == told:
			taken = true
		}
	}
	switch {
	case own == 0:
		return max(told, most+1), nil
	case taken:
		return own, nil
	}
	return max(told, own), nil
}

// earlierForms returns the forms that a claim had before the last one, and all that files had of it below what a curator decided.
func (p *plan) earlierForms(ctx context.Context, f *fate) ([]claim, error) {
	until := f.before.n
	if f.below != nil {
		until = f.below.versions + 1
	}
	var earlier []version
	for n := uint32(1); n < until; n++ {
		earlier = append(earlier, version{f.ref, n})
	}
	for n := uint32(1); n <= p.asideForms[f.id]; n++ {
		earlier = append(earlier, version{ref{asideTag, f.id}, n})
	}
	if len(earlier) == 0 {
		return nil, nil
	}
	found, err := p.before.exactly(ctx, earlier)
	if err != nil {
		return nil, err
	}
	var forms []claim
	for i := range found {
		r, err := found[i].record()
		if err != nil {
			return nil, err
		}
		if a, ok := r.(aside); ok {
			if r, err = a.said(); err != nil {
				return nil, corrupt(found[i].String(), err)
			}
		}
		if c, ok := r.(claim); ok {
			forms = append(forms, c)
		}
	}
	return forms, nil
}

// saysTheSame reports whether two forms of a claim differ in nothing but their revision and the batch that brings them.
func (c claim) saysTheSame(other claim) (bool, error) {
	mine, err := c.plain()
	if err != nil {
		return false, err
	}
	theirs, err := other.plain()
	return bytes.Equal(mine, theirs), err
}

// plain is the claim as a record, without revision and batch.
func (c claim) plain() ([]byte, error) {
	d := *c.Claim
	d.Revision, d.Batch = 0, ""
	return graph.EncodeRecord(&d)
}
