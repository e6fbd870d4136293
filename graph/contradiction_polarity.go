package graph

// A tenet is what a position holds of a relationship: that it is so, or is not, and of which change it tells in saying so.
type tenet struct {
	value    Value
	change   Bound // StartBound or EndBound where it tells of one
	boundary Span
}

// hearPolarity finds, for each relationship between two ends that something negates, what affirms it at the same time and on
// the same occasion. It is affirmed by F of its own type and of narrower ones: who denies that Red Harbour opposes Blue Valley
// also denies that it fights it, while who denies the fight may still grant the opposition. A narrower claim counts from
// either end if a type on the way to the broader one is symmetric.
func (h *hearing) hearPolarity(about []statement) {
	for _, denied := range negated(about) {
		var readings []reading[tenet]
		for _, s := range about {
			var value Value
			switch {
			case s.direction() == denied:
				// Both values of the relationship itself.
			case h.covers(s.direction(), denied):
				value = Affirms
			default:
				continue
			}
			readings = append(readings, tenets(s, value)...)
		}
		for _, c := range clashes(readings, tenet.opposes, UnknownOverlap) {
			h.findOpposed(c)
		}
	}
}

// negated lists the relationships that some statement negates, each once.
func negated(about []statement) []direction {
	var list []direction
	seen := map[direction]bool{}
	for _, s := range about {
		if s.has(Negates) && !seen[s.direction()] {
			seen[s.direction()] = true
			list = append(list, s.direction())
		}
	}
	return list
}

// covers reports whether to affirm narrow is to affirm wide, of the same two ends.
func (h *hearing) covers(narrow, wide direction) bool {
	return h.entails(narrow.Type, wide.Type) && (narrow.from == wide.from || h.turns(narrow.Type, wide.Type))
}

// tenets lists what a statement holds, of the one value only, or, given Neither, of both.
func tenets(s statement, only Value) []reading[tenet] {
	var list []reading[tenet]
	for _, piece := range s.Pieces {
		if piece.Value == Neither || only != Neither && piece.Value != only {
			continue
		}
		says := tenet{value: piece.Value}
		if !s.Boundary.Empty() {
			says.change, says.boundary = s.Claim.When.Bound, s.Boundary
		}
		list = append(list, reading[tenet]{s.Claim, says, piece})
	}
	return list
}

// opposes reports whether one holds to be so what the other holds not to be so. Two who may tell of one story agree (see
// [Position.Opposes]).
func (t tenet) opposes(other tenet) bool {
	if t.value != other.value.opposite() {
		return false
	}
	return t.change == "" || other.change == "" || !fitTogether(t.change, t.boundary, other.change, other.boundary)
}

// findOpposed writes up a clash with one side that affirms and one that negates.
func (h *hearing) findOpposed(c clash[tenet]) {
	byValue := map[Value][]*Claim{}
	for says, claims := range c.said {
		byValue[says.value] = append(byValue[says.value], claims...)
	}
	h.find(PolarityRule, c.overlap,
		party{"affirmed: " + h.labels(byValue[Affirms]), byValue[Affirms]},
		party{"negated: " + h.labels(byValue[Negates]), byValue[Negates]},
	)
}
