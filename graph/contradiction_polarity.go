package graph

import "slices"

// An account is what a position holds of a relationship: that it is so, or is not, and of which change it tells in saying so.
// Where some position about the relationship tells of a change, the piece and the teller belong to it, since they decide
// whether the change admits it; elsewhere they are zero, and what many say of many times is one account.
type account struct {
	value  Value
	change change
	piece  Piece
	teller teller
}

// checkPolarity finds, for each relationship between two ends that something negates, what affirms it at the same time and on
// the same occasion. It is affirmed by F of its own type and of narrower ones: who denies that Red Harbour opposes Blue Valley
// also denies that it fights it, while who denies the fight may still grant the opposition. A narrower claim counts from
// either end if a type on the way to the broader one is symmetric.
func (f *finder) checkPolarity(about []statement) {
	changes := slices.ContainsFunc(about, func(s statement) bool { return s.change() != change{} })
	for _, denied := range negated(about) {
		var readings []reading[account]
		for _, s := range about {
			var value Value
			switch {
			case s.direction() == denied:
				// Both values of the relationship itself.
			case f.covers(s.direction(), denied):
				value = Affirms
			default:
				continue
			}
			readings = append(readings, accounts(s, value, changes)...)
		}
		for _, c := range clashes(f, readings, account.opposes, UnknownOverlap) {
			f.reportOpposed(c)
		}
	}
}

// negated lists the relationships that some statement negates, each once.
func negated(about []statement) []direction {
	var list []direction
	seen := map[direction]bool{}
	for _, s := range about {
		if s.Has(Negates) && !seen[s.direction()] {
			seen[s.direction()] = true
			list = append(list, s.direction())
		}
	}
	return list
}

// covers reports whether to affirm narrow is to affirm wide, of the same two ends.
func (f *finder) covers(narrow, wide direction) bool {
	return f.entails(narrow.Type, wide.Type) && (narrow.from == wide.from || f.turns(narrow.Type, wide.Type))
}

// accounts lists what a statement holds, of the one value only, or, given Neither, of both; with piece and teller, if asked.
func accounts(s statement, only Value, told bool) []reading[account] {
	var list []reading[account]
	for _, piece := range s.Pieces {
		if piece.Value == Neither || only != Neither && piece.Value != only {
			continue
		}
		says := account{value: piece.Value, change: s.change()}
		if told {
			says.piece, says.teller = piece, s.teller()
		}
		list = append(list, reading[account]{s.Claim, says, piece})
	}
	return list
}

// opposes reports whether one holds to be so what the other holds not to be so. Two who may tell of one story agree (see
// [Position.Opposes]).
func (a account) opposes(other account) bool {
	oneTeller := a.teller != (teller{}) && a.teller == other.teller
	return a.value == other.value.opposite() && !a.change.fits(other.change) &&
		!a.change.admits(other.piece, oneTeller) && !other.change.admits(a.piece, oneTeller)
}

// reportOpposed writes up a clash with one side that affirms and one that negates.
func (f *finder) reportOpposed(c clash[account]) {
	byValue := map[Value][]*Claim{}
	for says, claims := range c.said {
		byValue[says.value] = append(byValue[says.value], claims...)
	}
	f.report(PolarityRule, c.overlap, c.inferred,
		side{"affirmed: " + f.labels(byValue[Affirms]), byValue[Affirms]},
		side{"negated: " + f.labels(byValue[Negates]), byValue[Negates]},
	)
}
