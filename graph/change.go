package graph

import (
	"cmp"
	"slices"
)

// A Change is one state followed by another that excludes it. It contradicts nothing.
type Change struct {
	Before, After Phase
	// Told is set where one claim tells of both: that something began, or that it ended.
	Told bool
}

// A Phase is one side of a change.
type Phase struct {
	Spell
	Sign Sign // of a change of sign: the one that it changed from, or to; else NoSign
}

// ChangesOf returns the changes of one relationship, ordered by the time after the change: those that a claim tells of itself, and
// those between spells of which one says that it was so and the other that it was not, if they are certainly apart and no third
// lies between them.
func ChangesOf(positions []Position) []Change {
	changes := toldChanges(positions)
	var phases []Phase
	for _, s := range SpellsOf(positions) {
		phases = append(phases, Phase{Spell: s})
	}
	for _, c := range successions(phases, func(p, q *Phase) bool { return p.Holds != q.Holds }) {
		if !slices.ContainsFunc(c.Before.Claims, func(id ClaimID) bool { return slices.Contains(c.After.Claims, id) }) {
			changes = append(changes, c) // else it is told already
		}
	}
	return inTime(changes)
}

// SignChangesOf returns the changes of sign between two actors, ordered by the time after the change: spells of cooperation that
// are followed by hostility, or the other way round, certainly apart and with no third between them. The positions are those on
// all relationships of the pair, whichever way they lead. Relations of sign 0 say nothing of this.
func SignChangesOf(positions []Position) []Change {
	var phases []Phase
	for _, sign := range []Sign{Positive, Negative} {
		signed := slices.DeleteFunc(slices.Clone(positions), func(p Position) bool { return p.Sign != sign })
		for _, s := range spellsOf(signed, true) {
			phases = append(phases, Phase{Spell: s, Sign: sign})
		}
	}
	slices.SortStableFunc(phases, func(a, b Phase) int { return a.span.Compare(b.span) })
	return inTime(successions(phases, func(p, q *Phase) bool { return p.Sign != q.Sign }))
}

// toldChanges returns the beginnings and ends that claims tell of, one for all claims that put it at one time. What may, shall, should or
// would begin or end has two sides as well, and is no change.
func toldChanges(positions []Position) []Change {
	var changes []Change
	for i := range positions {
		p := &positions[i]
		if len(p.Pieces) != 2 || !p.Has(Affirms) {
			continue
		}
		c := Change{Before: p.phase(p.Pieces[0]), After: p.phase(p.Pieces[1]), Told: true}
		at := slices.IndexFunc(changes, c.sameTime)
		if at < 0 {
			changes = append(changes, c)
			continue
		}
		for _, phase := range []*Phase{&changes[at].Before, &changes[at].After} {
			if id := p.Claim.ID; !slices.Contains(phase.Claims, id) {
				phase.Claims = append(phase.Claims, id)
			}
		}
	}
	return changes
}

// phase is one side of a change that the position tells of.
func (p *Position) phase(piece Piece) Phase {
	return Phase{Spell: spellOf(piece, p, piece.Value == Affirms)}
}

func (c Change) sameTime(d Change) bool {
	return c.Before.Holds == d.Before.Holds && c.Before.span == d.Before.span && c.After.span == d.After.span
}

// successions pairs each phase with the nearest one before it that it differs from. Phases come ordered by their first day.
func successions(phases []Phase, differ func(p, q *Phase) bool) []Change {
	var changes []Change
	for i := range phases {
		after := &phases[i]
		for j := range phases[:i] {
			before := &phases[j]
			apart := before.span.To < after.span.From
			if apart && differ(before, after) && !slices.ContainsFunc(phases, func(p Phase) bool {
				return before.span.To < p.span.From && p.span.To < after.span.From
			}) {
				changes = append(changes, Change{Before: *before, After: *after})
			}
		}
	}
	return changes
}

// inTime orders changes by the time after them, then by the time before.
func inTime(changes []Change) []Change {
	slices.SortStableFunc(changes, func(a, b Change) int {
		return cmp.Or(a.After.span.Compare(b.After.span), a.Before.span.Compare(b.Before.span), a.After.Claims[0].Compare(b.After.Claims[0]))
	})
	return changes
}
