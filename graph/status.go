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
// do two positions that may tell of one state's beginning, of its end, or of both, nor an undated change and what is told of
// days on which the change may still have been to come, or have come before.
func (p *Position) Opposes(q *Position) Overlap {
	best := NoOverlap
	if !sameOccasion(p.Claim, q.Claim) || p.change().fits(q.change()) {
		return best
	}
	oneTeller := p.teller() != (teller{}) && p.teller() == q.teller()
	for _, a := range p.Pieces {
		for _, b := range q.Pieces {
			if a.Value != Neither && b.Value == a.Value.opposite() && !p.change().admits(b, oneTeller) && !q.change().admits(a, oneTeller) {
				best = best.stronger(a.Overlaps(b))
			}
		}
	}
	return best
}

// A change is what a position tells of a beginning or an end. The zero change is none.
type change struct {
	bound Bound
	days  Span // that can be the first after it
}

// change returns the change that p tells of.
func (p *Position) change() change {
	if p.Boundary.Empty() {
		return change{}
	}
	return change{p.Claim.When.Bound, p.Boundary}
}

// admits reports whether another piece may tell of one side of the change c, so that it doesn't oppose what c says of the other.
//
// On the side after the change: what has no date ("it is so", and "it has been so since 2021"), or was over before the last day
// without it ("it was so in 1998"), or, where the change has no date, was at any time. On the side before: what lies before the
// report of an undated change ("no longer", in 2022, takes nothing from "it was so in 2020"), and what one teller says of no
// day beside the change itself ("they were friends" and "they are no longer"). That it was not so, of a day before a dated end,
// is no earlier end: "until 2021" says that it went on.
func (c change) admits(other Piece, oneTeller bool) bool {
	switch after := c.after(); {
	case c.bound == "":
		return false
	case other.Value == after && (other.Undated || c.undated()):
		return true
	case other.Value == after:
		return c.bound == StartBound && other.Outer.To < c.days.From-1
	case other.Undated:
		return oneTeller
	}
	return c.undated() && other.Outer.To < c.days.To
}

// after is how the state after the change counts.
func (c change) after() Value {
	if c.bound == EndBound {
		return Negates
	}
	return Affirms
}

// A teller is who holds a position, where it is told. It is zero for somebody unnamed: two of one label may be two.
type teller struct {
	source SourceKey
	holder Holder
}

// teller returns who tells p.
func (p *Position) teller() teller {
	if p.Holder.Label != "" {
		return teller{}
	}
	return teller{p.Claim.Source, p.Holder}
}

// undated reports whether all that is known of when is that it had come when it was reported.
func (c change) undated() bool { return c.bound != "" && c.days.From == DistantPast }

// fits reports whether two changes may belong to one state: they are the same change, or a beginning that can have come before
// the end. "It ended in 2021", said twice, is no disagreement about the days of 2021, and "it began in 2020" none with it.
func (c change) fits(other change) bool {
	switch {
	case c.bound == "" || other.bound == "":
		return false
	case c.bound == other.bound:
		return c.days.Meets(other.days)
	case c.bound == StartBound:
		return c.days.From <= other.days.To
	}
	return other.days.From <= c.days.To
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
