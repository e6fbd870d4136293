package graph

import (
	"cmp"
	"slices"
)

// A bar is a pair of stands that the vocabulary declares incompatible. Both of its terms declare it; it is kept once.
type bar [2]stand

// A stand is a value of a relation type.
type stand struct {
	typ   TermKey
	value Value
}

// barsOf lists what the vocabulary bars, in the order of its terms.
func barsOf(v *Vocabulary) []bar {
	var bars []bar
	for t := range v.All() {
		for _, in := range t.Incompatible {
			b := bar{{t.Key, valueOf(in.Polarity)}, {in.With, valueOf(in.Other)}}
			if b[1].compare(b[0]) < 0 {
				b[0], b[1] = b[1], b[0]
			}
			if b[0] != b[1] && !slices.Contains(bars, b) {
				bars = append(bars, b)
			}
		}
	}
	return bars
}

// valueOf returns how a factual claim of that polarity counts.
func valueOf(p Polarity) Value {
	if p == Negated {
		return Negates
	}
	return Affirms
}

func (s stand) compare(other stand) int {
	return cmp.Or(cmp.Compare(s.typ, other.typ), cmp.Compare(s.value, other.value))
}

// A seat is a side of a bar on which claims of some type and value are.
type seat struct {
	bar   int // in the order of barsOf
	side  int // 0 or 1
	turns bool
}

// seatsOf returns where claims of a type stand. To affirm a type is to affirm the broader ones; to negate it is to negate the
// narrower ones. A claim stands there from either end if a type on the way is symmetric.
func (h *hearing) seatsOf(key TermKey) map[Value][]seat {
	seats := map[Value][]seat{}
	for i, b := range h.declared {
		for side, s := range b {
			narrow, wide := key, s.typ
			if s.value == Negates {
				narrow, wide = s.typ, key
			}
			if h.entails(narrow, wide) {
				seats[s.value] = append(seats[s.value], seat{i, side, h.turns(narrow, wide)})
			}
		}
	}
	return seats
}

// A plea is what a position says on one side of a bar.
type plea struct {
	direction
	value Value
	seat  seat
}

// hearIncompatible finds, between two ends, what the vocabulary declares to be incompatible, in the polarities that it declares,
// at one time and on one occasion. A pair that already opposes each other as polarity has it is left to that rule.
func (h *hearing) hearIncompatible(about []statement) {
	pleas := make(map[int][]reading[plea])
	for _, s := range about {
		for _, piece := range s.Pieces {
			for _, seat := range h.kind(s.Claim.Type).seats[piece.Value] {
				says := plea{s.direction(), piece.Value, seat}
				pleas[seat.bar] = append(pleas[seat.bar], reading[plea]{s.Claim, says, piece})
			}
		}
	}
	for _, readings := range pleas {
		for _, c := range clashes(readings, h.incompatible, UnknownOverlap) {
			h.findIncompatible(c)
		}
	}
}

// incompatible reports whether two pleas on one bar oppose each other.
func (h *hearing) incompatible(a, b plea) bool {
	switch {
	case a.seat.side == b.seat.side,
		a.Type == b.Type && a.value == b.value,
		a.from != b.from && !a.seat.turns && !b.seat.turns:
		return false
	case a.value == b.value:
		return true
	case a.value == Negates:
		a, b = b, a
	}
	return !h.covers(a.direction, b.direction)
}

// findIncompatible writes up a clash with a side for each side of the bar.
func (h *hearing) findIncompatible(c clash[plea]) {
	var parties [2]party
	for says, claims := range c.said {
		p := &parties[says.seat.side]
		p.claims = append(p.claims, claims...)
		p.says = "affirmed: "
		if says.value == Negates {
			p.says = "negated: "
		}
	}
	for i := range parties {
		parties[i].says += h.labels(parties[i].claims)
	}
	h.find(IncompatibleRule, c.overlap, parties[:]...)
}
