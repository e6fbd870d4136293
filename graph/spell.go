package graph

import (
	"cmp"
	"slices"
)

// A Spell is a stretch of time for which claims of one value run on without a gap.
type Spell struct {
	When   string    `json:"when"` // EDTF: from the first day that any of its claims allows to the last
	Extent Extent    `json:"extent"`
	Holds  bool      `json:"holds"` // it was so; false: it was not so
	Claims []ClaimID `json:"claims"`

	span Span
}

// Span returns the days that the spell may cover.
func (s *Spell) Span() Span { return s.span }

// SpellsOf groups the dated pieces of the positions into spells, ordered by time, then holding ones first.
//
// Two pieces of the same value belong to one spell if the spans that each may cover share a day or are adjacent days. Apart by
// a day or more, they are two spells: dyad does not fill gaps. A spell is throughout if each of its pieces is known to hold on
// every day that it may cover; else it held sometime. Undated pieces and pieces that count neither way are in no spell.
func SpellsOf(positions []Position) []Spell {
	var spells []Spell
	for _, holds := range []bool{true, false} {
		spells = append(spells, spellsOf(positions, holds)...)
	}
	slices.SortStableFunc(spells, func(a, b Spell) int { return a.span.Compare(b.span) })
	return spells
}

// spellsOf returns the spells of one value, ordered by time.
func spellsOf(positions []Position, holds bool) []Spell {
	value := Negates
	if holds {
		value = Affirms
	}
	var dated []Spell
	for i := range positions {
		for _, piece := range positions[i].Pieces {
			if piece.Value == value && !piece.Undated {
				dated = append(dated, spellOf(piece, &positions[i], holds))
			}
		}
	}
	slices.SortFunc(dated, func(a, b Spell) int {
		return cmp.Or(a.span.Compare(b.span), a.Claims[0].Compare(b.Claims[0]))
	})
	return join(dated)
}

// spellOf is the spell of a single piece of a position.
func spellOf(p Piece, of *Position, holds bool) Spell {
	s := Spell{Extent: Sometime, Holds: holds, Claims: []ClaimID{of.Claim.ID}, span: of.blurred(p.Outer)}
	if p.Sure == p.Outer {
		s.Extent = Throughout
	}
	s.When = s.span.EDTF()
	return s
}

// join runs together the spells that touch; they come ordered by their first day.
func join(spells []Spell) []Spell {
	var out []Spell
	for _, s := range spells {
		if len(out) == 0 || !out[len(out)-1].span.Adjacent(s.span, 0) {
			out = append(out, s)
			continue
		}
		last := &out[len(out)-1]
		last.span = last.span.Hull(s.span)
		last.When = last.span.EDTF()
		if s.Extent == Sometime {
			last.Extent = Sometime
		}
		if !slices.Contains(last.Claims, s.Claims[0]) {
			last.Claims = append(last.Claims, s.Claims[0])
		}
	}
	return out
}

// blurred widens the span of a piece before or after a change to the whole of the date that the change has, or, where it has none,
// that its report has. "Ended in 2014" is not so from some day of 2014 on; that the second of January is the first such day
// possible is no date that anybody gave. Beside a date that is a day, the day before or after it is as exact as the date.
func (p *Position) blurred(s Span) Span {
	w := p.Claim.When
	if w.Bound == Whole || p.Exact {
		return s
	}
	if w.Bound == EndBound && s.From > DistantPast { // the state after the end begins with the day after its first day possible
		s.From--
	}
	if (w.Bound == StartBound || w.EDTF.IsZero()) && s.To < DistantFuture { // that before a beginning, or before any change by then
		s.To++
	}
	return s
}
