package graph

import (
	"cmp"
	"slices"
)

// A bounded thing lies between two ends, both included.
type bounded[N cmp.Ordered] struct{ low, high N }

// meets reports whether two share a value.
func (b bounded[N]) meets(other bounded[N]) bool { return b.low <= other.high && other.low <= b.high }

// shared are claims whose bounds have a value in common.
type shared[N cmp.Ordered] struct {
	bounded[N] // what all of them allow
	claims     []*Claim
}

// sharing divides claims by their bounds into as few groups as have a value in common, from the lowest up.
func sharing[N cmp.Ordered](claims map[bounded[N]][]*Claim) []shared[N] {
	var order []bounded[N]
	for b := range claims {
		order = append(order, b)
	}
	slices.SortFunc(order, func(a, b bounded[N]) int {
		return cmp.Or(cmp.Compare(a.high, b.high), cmp.Compare(a.low, b.low))
	})
	var groups []shared[N]
	for _, b := range order {
		last := len(groups) - 1
		if last < 0 || b.low > groups[last].high {
			groups = append(groups, shared[N]{bounded: b, claims: slices.Clone(claims[b])})
			continue
		}
		g := &groups[last]
		g.low, g.claims = max(g.low, b.low), append(g.claims, claims[b]...)
	}
	return groups
}
