package graph

import (
	"cmp"
	"slices"
	"strings"
)

// A reading is one claim as a rule looks at it: what it says, in the terms of the rule, and when.
type reading[S comparable] struct {
	claim *Claim
	says  S
	piece Piece
}

// A group is readings that a rule can't tell apart: they say the same of the same time and occasion.
type group[S comparable] struct {
	says   S
	piece  Piece
	events []EntityKey
	claims []*Claim // alike in the roles that tell occasions apart
	told   bool     // the date of one of its claims was not inferred
	place  int      // among all groups
}

// clashes returns what of the readings hangs together by opposing each other, on one occasion and at one time. opposed tells
// whether two things can't both be said; it is symmetric. Overlaps weaker than least count as none.
//
// A group meets those that begin no later than it and are not over before it begins (see sweep).
func clashes[S comparable](f *finder, readings []reading[S], opposed func(a, b S) bool, least Overlap) []clash[S] {
	groups := groupsOf(f, readings)
	if len(groups) < 2 {
		return nil
	}
	sets := newDisjointSets(len(groups))
	met := newSweep[S]()
	for _, g := range groups {
		for other := range met.opposing(g, opposed) {
			o := g.piece.Overlaps(other.piece)
			if o != NoOverlap && o.stronger(least) == o && sameOccasion(g.claims[0], other.claims[0]) {
				sets.join(g.place, other.place, o, g.told && other.told)
			}
		}
		met.add(g)
	}
	return clashesOf(sets, groups)
}

// groupsOf puts readings into groups, ordered by first possible day.
func groupsOf[S comparable](f *finder, readings []reading[S]) []*group[S] {
	type alike struct {
		says  S
		piece Piece
		roles string
	}
	known := map[alike]*group[S]{}
	var groups []*group[S]
	for _, r := range readings {
		key := alike{r.says, r.piece, occasion(r.claim.Roles)}
		g := known[key]
		if g == nil {
			g = &group[S]{says: r.says, piece: r.piece, events: r.claim.Roles.Entities(RoleEvent)}
			known[key], groups = g, append(groups, g)
		}
		g.claims, g.told = append(g.claims, r.claim), g.told || !f.inferred(r.claim)
	}
	slices.SortFunc(groups, func(a, b *group[S]) int { return cmp.Compare(a.piece.Outer.From, b.piece.Outer.From) })
	for i, g := range groups {
		g.place = i
	}
	return groups
}

// occasion writes the roles that tell occasions apart as one text, different ones differently. No key holds a space.
func occasion(roles Roles) string {
	var parts []string
	for i := range roles {
		if roles[i].identifies() {
			parts = append(parts, roles[i].fingerprint()...)
		}
	}
	return strings.Join(parts, " ")
}
