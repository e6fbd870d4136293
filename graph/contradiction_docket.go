package graph

import (
	"cmp"
	"slices"
)

// The relation types that the model itself gives meaning to. The vocabulary describes them like any other, and may define
// narrower ones, which then count as these do.
const (
	TypeBegan    TermKey = "began"    // unary, of an event: its first day
	TypeHappened TermKey = "happened" // unary, of an event: a day of it
	TypeEnded    TermKey = "ended"    // unary, of an event: its last day

	TypeCarriedOut           TermKey = "carried_out" // who did it, to the event
	TypeClaimsResponsibility TermKey = "claims_responsibility_for"
	TypeBlamedFor            TermKey = "blamed_for"

	TypePartOf   TermKey = "part_of"
	TypeActsFor  TermKey = "acts_for"
	TypeMemberOf TermKey = "member_of"
	TypeLeads    TermKey = "leads"
)

// A Docket is what [Contradictions] goes through: who holds what, and what it takes to compare and to word it.
type Docket struct {
	Vocabulary *Vocabulary // nil knows no term

	// Positions are those that a view admits, in any order. Their claims are normalized, and every entity in them is the one
	// that identity leads to, while ids stay those of the claims as annotated. They are neither kept nor changed.
	Positions []Position

	// Source returns the source of that key, or nil. Only its date of publication is read. A nil Source knows none.
	Source func(SourceKey) *Source
	// Name returns what to call an entity. A nil Name, or an empty answer, leaves the key.
	Name func(EntityKey) string
}

// Contradictions returns every contradiction among the positions, in the order of [Rules], then of ids. It depends on what the
// positions say and not on their order.
//
// A contradiction is what hangs together about one subject: any two of its claims are linked by claims that oppose each
// other, and no claim is in it that opposes none. F affirms, N negates (see [Value]), asserted or alleged; other modalities
// count only as promises. "At one time" means that the times are not certainly apart; "on one occasion", that the claims
// don't both fill a role that tells occasions apart (event, counterparty, office, object, content), with nothing in common;
// other roles, such as with whom, where or by what means, only describe an occasion, and shield no claim from its denial. Ends
// are compared after projection: a mediation between two is between the mediator and each. A type that entails another by
// way of broader ones also makes its claim.
//
//	rule          subject                   sides
//	polarity      a relationship            N; F of it or of a narrower type, on one occasion and at one time
//	incompatible  two actors, two types     F or N of each, as declared, on one occasion and at one time
//	commitment    a relationship            N, and it or a narrower one promised; promised not to be, and F of it or of a
//	                                        narrower one; on one occasion and at one time
//	date          an event                  dates of its beginning; of its end; of what happened in it
//	attribution   an event                  F that it was done by, claimed by or blamed on one actor; the same of others
//	number        a relationship, a unit    F with ranges that meet; on one occasion and at one time, ranges apart
//	role          an exclusive office       F that it is held by one; by others, at times that certainly overlap
//	dispute       a claim                   the claim; those that dispute it
//
// An actor that is hostile and cooperative towards another, and a state that changes over time, contradict nothing.
//
// The work grows as n log n in positions. Only what is said of one subject on one occasion at one time is compared, and what
// is said alike counts as one: the work is quadratic in the different things said there.
func Contradictions(d Docket) []Contradiction {
	f := newFinder(d)
	for about := range f.pairs() {
		f.checkPolarity(about)
		f.checkIncompatible(about)
		f.checkCommitments(about)
		f.checkBreaches(about)
		f.checkNumbers(about)
	}
	f.checkDates()
	f.checkAttributions()
	f.checkOffices()
	f.checkDisputes()
	return consolidated(f.found)
}

// consolidated orders what was found. Two subjects that lead to the same claims by the same rule, such as the two halves of one
// mediation, are one contradiction, as sure as the surer of them.
func consolidated(found []Contradiction) []Contradiction {
	slices.SortFunc(found, func(a, b Contradiction) int {
		return cmp.Or(
			cmp.Compare(slices.Index(Rules(), a.Rule), slices.Index(Rules(), b.Rule)),
			a.ID.Compare(b.ID),
			slices.CompareFunc(a.Sides, b.Sides, Side.compare),
		)
	})
	var out []Contradiction
	for _, c := range found {
		last := len(out) - 1
		if last < 0 || out[last].ID != c.ID {
			out = append(out, c)
			continue
		}
		switch surest := out[last].Overlap.stronger(c.Overlap); {
		case c.Overlap == out[last].Overlap: // one of the two without inference is enough
			out[last].BasedOnInference = out[last].BasedOnInference && c.BasedOnInference
		case c.Overlap == surest:
			out[last].Overlap, out[last].BasedOnInference = surest, c.BasedOnInference
		}
	}
	return out
}

// compare orders sides by what they say, then by their claims.
func (s Side) compare(other Side) int {
	return cmp.Or(cmp.Compare(s.Says, other.Says), slices.CompareFunc(s.Claims, other.Claims, ClaimID.Compare))
}
