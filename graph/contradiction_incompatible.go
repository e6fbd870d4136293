package graph

import (
	"cmp"
	"slices"
)

// An exclusion is a pair of stands that the vocabulary declares incompatible. Both of its terms declare it; it is kept once.
type exclusion [2]stand

// A stand is a value of a relation type.
type stand struct {
	typ   TermKey
	value Value
}

// exclusionsOf lists what the vocabulary declares incompatible, in the order of its terms.
func exclusionsOf(v *Vocabulary) []exclusion {
	var exclusions []exclusion
	for t := range v.All() {
		for _, in := range t.Incompatible {
			e := exclusion{{t.Key, valueOf(in.Polarity)}, {in.With, valueOf(in.Other)}}
			if e[1].compare(e[0]) < 0 {
				e[0], e[1] = e[1], e[0]
			}
			if e[0] != e[1] && !slices.Contains(exclusions, e) {
				exclusions = append(exclusions, e)
			}
		}
	}
	return exclusions
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

// A placing is a side of an exclusion that claims of some type and value are on.
type placing struct {
	exclusion int  // in the order of exclusionsOf
	side      int  // 0 or 1
	turns     bool // they are on it from either end
}

// placingsOf returns where claims of a type are, by value. To affirm a type is to affirm the broader ones; to negate it is to
// negate the narrower ones. A claim counts from either end if a type on the way is symmetric.
func (f *finder) placingsOf(key TermKey) map[Value][]placing {
	placings := map[Value][]placing{}
	for i, e := range f.exclusions {
		for side, s := range e {
			narrow, wide := key, s.typ
			if s.value == Negates {
				narrow, wide = s.typ, key
			}
			if f.entails(narrow, wide) {
				placings[s.value] = append(placings[s.value], placing{i, side, f.turns(narrow, wide)})
			}
		}
	}
	return placings
}

// A choice is what a position says on one side of an exclusion.
type choice struct {
	direction
	value Value
	at    placing
}

// checkIncompatible finds, between two ends, what the vocabulary declares to be incompatible, in the polarities that it declares,
// at one time and on one occasion. A pair that already opposes each other as polarity has it is left to that rule.
func (f *finder) checkIncompatible(about []statement) {
	choices := map[int][]reading[choice]{} // by exclusion
	for _, s := range about {
		for _, piece := range s.Pieces {
			for _, at := range f.kind(s.Claim.Type).placings[piece.Value] {
				says := choice{s.direction(), piece.Value, at}
				choices[at.exclusion] = append(choices[at.exclusion], reading[choice]{s.Claim, says, piece})
			}
		}
	}
	for _, readings := range choices {
		for _, c := range clashes(f, readings, f.incompatible, UnknownOverlap) {
			f.reportIncompatible(c)
		}
	}
}

// incompatible reports whether two choices in one exclusion oppose each other.
func (f *finder) incompatible(a, b choice) bool {
	switch {
	case a.at.side == b.at.side,
		a.Type == b.Type && a.value == b.value,
		a.from != b.from && !a.at.turns && !b.at.turns:
		return false
	case a.value == b.value:
		return true
	case a.value == Negates:
		a, b = b, a
	}
	return !f.covers(a.direction, b.direction)
}

// reportIncompatible writes up a clash with a side for each side of the exclusion.
func (f *finder) reportIncompatible(c clash[choice]) {
	var sides [2]side
	for says, claims := range c.said {
		s := &sides[says.at.side]
		s.claims = append(s.claims, claims...)
		s.says = "affirmed: "
		if says.value == Negates {
			s.says = "negated: "
		}
	}
	for i := range sides {
		sides[i].says += f.labels(sides[i].claims)
	}
	f.report(IncompatibleRule, c.overlap, c.inferred, sides[:]...)
}
