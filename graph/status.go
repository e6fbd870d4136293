package graph

import "slices"

// A Status is what the claims about one relationship add up to. It judges nobody: it counts who affirms and who negates.
type Status string

// The statuses, in the order in which a walk prefers them. The first that fits is taken, in the order given at [StatusOf].
const (
	Corroborated     Status = "corroborated" // asserted by at least two independent origins
	Stated           Status = "stated"       // asserted by one
	Contested        Status = "contested"    // affirmed, and negated of the same event or state at what may be the same time
	AllegedOnly      Status = "alleged"      // affirmed, but only as suspected or reported
	HypotheticalOnly Status = "hypothetical" // only feared, planned, demanded or imagined
	Denied           Status = "denied"       // only negated
)

// Statuses lists every status, the one that a walk prefers first.
func Statuses() []Status {
	return []Status{Corroborated, Stated, Contested, AllegedOnly, HypotheticalOnly, Denied}
}

// Rank returns the place of s in [Statuses]: 0 is the strongest. A text that is no status ranks behind all.
func (s Status) Rank() int {
	for i, t := range Statuses() {
		if s == t {
			return i
		}
	}
	return len(Statuses())
}

// StatusOf returns the status of the relationship that the positions are about. It is total; the first rule that fits is
// taken:
//
//	contested     one affirms and one negates, of one event or one state, at times that are not certainly apart
//	denied        some negate, none affirms
//	corroborated  asserted affirmations of at least two origins
//	stated        asserted affirmations of one origin
//	alleged       affirmations, none of them asserted
//	hypothetical  anything else, which includes no position at all
//
// Affirmations and negations that are certainly apart in time are a change, not a disagreement: they get the status of the
// affirmations, and [SpellsOf] shows the change.
func StatusOf(positions []Position) Status {
	var affirmed, negated bool
	origins := map[Origin]bool{}
	for i := range positions {
		p := &positions[i]
		affirmed = affirmed || p.Has(Affirms)
		negated = negated || p.Has(Negates)
		if p.Has(Affirms) && p.Modality == Asserted {
			origins[p.Origin] = true
		}
	}
	switch {
	case affirmed && negated && contested(positions):
		return Contested
	case negated && !affirmed:
		return Denied
	case len(origins) >= 2:
		return Corroborated
	case len(origins) == 1:
		return Stated
	case affirmed:
		return AllegedOnly
	}
	return HypotheticalOnly
}

// contested reports whether some two of the positions oppose each other.
func contested(positions []Position) bool {
	affirming, negating := having(positions, Affirms), having(positions, Negates)
	for _, p := range affirming {
		for _, q := range negating {
			if p != q && p.Opposes(q) != NoOverlap {
				return true
			}
		}
	}
	return false
}

// having returns the positions with a piece of that value.
func having(positions []Position, v Value) []*Position {
	var some []*Position
	for i := range positions {
		if positions[i].Has(v) {
			some = append(some, &positions[i])
		}
	}
	return some
}

// Opposes returns how surely p and q disagree: one affirms what the other negates, of one event or one state. NoOverlap means
// that they don't disagree, or at times that are certainly apart. The two pieces of one position never oppose each other, nor
// do two positions that may tell of one state's beginning, of its end, or of both.
func (p *Position) Opposes(q *Position) Overlap {
	best := NoOverlap
	if !sameOccasion(p.Claim, q.Claim) || p.sameStory(q) {
		return best
	}
	for _, a := range p.Pieces {
		for _, b := range q.Pieces {
			if a.Value != Neither && b.Value == a.Value.opposite() {
				best = best.stronger(a.Overlaps(b))
			}
		}
	}
	return best
}

// sameStory reports whether p and q may tell of one change, or of the beginning and the end of one state: "it ended in 2021",
// said twice, is no disagreement about the days of 2021, and "it began in 2020" none with "it ended in 2021".
func (p *Position) sameStory(q *Position) bool {
	if p.Boundary.Empty() || q.Boundary.Empty() {
		return false
	}
	return fitTogether(p.Claim.When.Bound, p.Boundary, q.Claim.When.Bound, q.Boundary)
}

// fitTogether reports whether two changes, each with the days that can be the first after it, may belong to one state: they are the
// same change, or a beginning that can have come before the end.
func fitTogether(a Bound, when Span, b Bound, then Span) bool {
	switch {
	case a == b:
		return when.Meets(then)
	case a == StartBound:
		return when.From <= then.To
	}
	return then.From <= when.To
}

// stronger returns the surer of two overlaps: certain, possible, unknown, none.
func (o Overlap) stronger(other Overlap) Overlap {
	for _, x := range []Overlap{CertainOverlap, PossibleOverlap, UnknownOverlap} {
		if o == x || other == x {
			return x
		}
	}
	return NoOverlap
}

// sameOccasion reports whether two claims may be about one event or one state: not if both fill a role that tells occasions
// apart, and with nothing in common. Attacks in different events, talks with different third parties, promises of different
// things and the leadership of different offices are different occasions; a claim that leaves the role open may be about
// any. Other roles describe an occasion, so that sources may disagree on them: with whom, by what means, where.
func sameOccasion(a, b *Claim) bool {
	for i := range a.Roles {
		mine := &a.Roles[i]
		if !mine.identifies() {
			continue
		}
		if theirs := b.Roles.named(mine.Name); theirs != nil && !mine.meets(theirs) {
			return false
		}
	}
	return true
}

// identifies reports whether the role tells occasions apart.
func (r *Role) identifies() bool {
	switch r.Name {
	case RoleEvent, RoleCounterparty, RoleOffice, RoleObject, RoleContent:
		return true
	}
	return false
}

// meets reports whether two fillings of one role have anything in common.
func (r *Role) meets(other *Role) bool {
	return slices.ContainsFunc(r.fillers(), func(f string) bool { return slices.Contains(other.fillers(), f) })
}
