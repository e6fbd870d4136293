package graph

import (
	"cmp"
	"iter"
	"slices"
	"strings"
)

// A reading is one claim as a rule looks at it: what it says, in the terms of the rule, and when.
type reading[S comparable] struct {
	claim *Claim
	says  S
	piece Piece
}

// A camp is readings that a rule can't tell apart: they say the same of the same time and occasion.
type camp[S comparable] struct {
	says   S
	piece  Piece
	events []EntityKey
	claims []*Claim // alike in the roles that tell occasions apart
	place  int      // among all camps
}

// clashes returns what of the readings hangs together by opposing each other, on one occasion and at one time. opposed tells
// whether two things can't both be said; it is symmetric. Overlaps weaker than least count as none.
//
// Camps are met in the order of their first possible day, and only with those whose last one has not passed.
func clashes[S comparable](readings []reading[S], opposed func(a, b S) bool, least Overlap) []clash[S] {
	camps := campsOf(readings)
	if len(camps) < 2 {
		return nil
	}
	k := newKnots(len(camps))
	present := newAttendance[S]()
	for _, c := range camps {
		for other := range present.opposing(c, opposed) {
			o := c.piece.Overlaps(other.piece)
			if o != NoOverlap && o.stronger(least) == o && sameOccasion(c.claims[0], other.claims[0]) {
				k.join(c.place, other.place, o)
			}
		}
		present.add(c)
	}
	return tied(k, camps)
}

// campsOf puts readings into camps, ordered by first possible day.
func campsOf[S comparable](readings []reading[S]) []*camp[S] {
	type alike struct {
		says  S
		piece Piece
		roles string
	}
	known := map[alike]*camp[S]{}
	var camps []*camp[S]
	for _, r := range readings {
		key := alike{r.says, r.piece, joined(r.claim.Roles)}
		c := known[key]
		if c == nil {
			c = &camp[S]{says: r.says, piece: r.piece, events: r.claim.Roles.Entities(RoleEvent)}
			known[key], camps = c, append(camps, c)
		}
		c.claims = append(c.claims, r.claim)
	}
	slices.SortFunc(camps, func(a, b *camp[S]) int { return cmp.Compare(a.piece.Outer.From, b.piece.Outer.From) })
	for i, c := range camps {
		c.place = i
	}
	return camps
}

// joined writes the roles that tell occasions apart as one text, different ones differently. No key holds a space.
func joined(roles Roles) string {
	var parts []string
	for i := range roles {
		if roles[i].identifies() {
			parts = append(parts, roles[i].fingerprint()...)
		}
	}
	return strings.Join(parts, " ")
}

// An attendance is the camps met so far, by occasion, then by what they say.
type attendance[S comparable] struct {
	all    bench[S]
	plain  bench[S] // those that name no event
	events map[EntityKey]bench[S]
}

type bench[S comparable] map[S][]*camp[S]

func newAttendance[S comparable]() *attendance[S] {
	return &attendance[S]{all: bench[S]{}, plain: bench[S]{}, events: map[EntityKey]bench[S]{}}
}

func (a *attendance[S]) add(c *camp[S]) {
	a.all.add(c)
	if len(c.events) == 0 {
		a.plain.add(c)
	}
	for _, e := range c.events {
		if a.events[e] == nil {
			a.events[e] = bench[S]{}
		}
		a.events[e].add(c)
	}
}

func (b bench[S]) add(c *camp[S]) { b[c.says] = append(b[c.says], c) }

// opposing yields the camps that may be about an event of c (see sameOccasion), say what opposes it, and are not over
// before c begins; since camps come in the order of their beginning, these are over for all that follow too, and leave.
func (a *attendance[S]) opposing(c *camp[S], opposed func(a, b S) bool) iter.Seq[*camp[S]] {
	benches := []bench[S]{a.all}
	if len(c.events) > 0 {
		benches = []bench[S]{a.plain}
		for _, e := range c.events {
			benches = append(benches, a.events[e])
		}
	}
	return func(yield func(*camp[S]) bool) {
		for _, b := range benches {
			for says := range b {
				if opposed(c.says, says) && !b.attending(says, c.piece.Outer.From, yield) {
					return
				}
			}
		}
	}
}

// attending yields the camps of a bench that say so and are not over before a day, and forgets the others.
func (b bench[S]) attending(says S, day Day, yield func(*camp[S]) bool) bool {
	b[says] = slices.DeleteFunc(b[says], func(c *camp[S]) bool { return c.piece.Outer.To < day })
	for _, c := range b[says] {
		if !yield(c) {
			return false
		}
	}
	if len(b[says]) == 0 {
		delete(b, says)
	}
	return true
}
