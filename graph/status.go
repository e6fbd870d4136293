package graph

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
		affirmed = affirmed || p.has(Affirms)
		negated = negated || p.has(Negates)
		if p.has(Affirms) && p.Modality == Asserted {
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

// has reports whether some piece of p is of that value.
func (p *Position) has(v Value) bool {
	for _, piece := range p.Pieces {
		if piece.Value == v {
			return true
		}
	}
	return false
}

// contested reports whether some two of the positions oppose each other.
func contested(positions []Position) bool {
	for i := range positions {
		for j := range i {
			if positions[i].Opposes(&positions[j]) != NoOverlap {
				return true
			}
		}
	}
	return false
}

// Opposes returns how surely p and q disagree: one affirms what the other negates, of one event or one state. NoOverlap means
// that they don't disagree, or at times that are certainly apart. The two pieces of one position never oppose each other.
func (p *Position) Opposes(q *Position) Overlap {
	if !sameOccasion(p.Claim, q.Claim) {
		return NoOverlap
	}
	best := NoOverlap
	for _, a := range p.Pieces {
		for _, b := range q.Pieces {
			if a.Value == Neither || b.Value != a.Value.opposite() {
				continue
			}
			best = best.stronger(a.Overlaps(b))
		}
	}
	return best
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

// sameOccasion reports whether two claims may be about one event or one state: not if each names events and they share none.
func sameOccasion(a, b *Claim) bool {
	mine, theirs := a.Roles.Entities(RoleEvent), b.Roles.Entities(RoleEvent)
	if len(mine) == 0 || len(theirs) == 0 {
		return true
	}
	for _, e := range mine {
		for _, f := range theirs {
			if e == f {
				return true
			}
		}
	}
	return false
}
