package graph

import (
	"math"
	"strconv"
	"strings"
)

// A measure is what numbers must share to be compared: the relationship and the unit, in which case counts for nothing.
type measure struct {
	direction
	unit string
}

// checkNumbers finds, for each relationship and unit, affirmed numbers whose ranges don't meet, at one time and on one occasion.
// A bound that is not given is no bound.
func (f *finder) checkNumbers(about []statement) {
	readings := map[measure][]reading[bounded[float64]]{}
	for _, s := range about {
		n := s.Claim.Number
		if n == nil {
			continue
		}
		m := measure{s.direction(), strings.ToLower(strings.TrimSpace(n.Unit))}
		for _, piece := range s.Pieces {
			if piece.Value == Affirms {
				readings[m] = append(readings[m], reading[bounded[float64]]{s.Claim, rangeOf(n), piece})
			}
		}
	}
	for m, said := range readings {
		for _, c := range clashes(f, said, apart, UnknownOverlap) {
			f.reportNumbers(m.unit, c)
		}
	}
}

// rangeOf returns the values that a number allows.
func rangeOf(n *Number) bounded[float64] {
	r := bounded[float64]{math.Inf(-1), math.Inf(1)}
	low, high, hasLow, hasHigh := n.Bounds()
	if hasLow {
		r.low = low
	}
	if hasHigh {
		r.high = high
	}
	return r
}

func apart(a, b bounded[float64]) bool { return !a.meets(b) }

// reportNumbers writes up a clash with a side for each range that its numbers have in common.
func (f *finder) reportNumbers(unit string, c clash[bounded[float64]]) {
	var sides []side
	for _, s := range sharing(c.said) {
		sides = append(sides, side{strings.TrimSpace(rangeWords(s.bounded) + " " + unit), s.claims})
	}
	f.report(NumberRule, c.overlap, c.inferred, sides...)
}

// rangeWords writes a range: "24", "24 to 30", "at least 24", "at most 30".
func rangeWords(r bounded[float64]) string {
	low, high := strconv.FormatFloat(r.low, 'f', -1, 64), strconv.FormatFloat(r.high, 'f', -1, 64)
	switch {
	case r.low == r.high:
		return low
	case math.IsInf(r.high, 1):
		return "at least " + low
	case math.IsInf(r.low, -1):
		return "at most " + high
	}
	return low + " to " + high
}
