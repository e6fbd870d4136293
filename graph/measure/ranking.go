package measure

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// A Ranking is a measure of every vertex of a net.
type Ranking struct {
	Values []float64 // by vertex, to nine significant digits
	Order  []int32   // the vertices, the greatest value first, then by key
	Ranks  []int     // of Order: 1 is the first, and equal values have one rank, that of the first of them

	Pivots     int     // Betweenness, Harmonic: from how many vertices paths were followed; all of them: the values are exact
	Iterations int     // PageRank
	Change     float64 // PageRank: how much of the whole the last iteration moved
	Converged  bool    // PageRank: it came to rest within the iterations allowed
}

// Exact reports whether the values are what the definition says, up to the accuracy of numbers: neither sampled nor stopped short.
func (r *Ranking) Exact(m Measure) bool {
	switch m {
	case PageRank:
		return r.Converged
	case Betweenness, Harmonic:
		return r.Pivots == len(r.Values)
	}
	return true
}

// Rank measures every vertex of a net. Arguments that are out of bounds, or that the measure has no use for, are BadInput; samples
// that go beyond the budget are a CostLimit.
func Rank(ctx context.Context, n *Net, q Question) (*Ranking, error) {
	s, err := q.settle()
	if err != nil {
		return nil, err
	}
	r := &Ranking{}
	switch q.Measure {
	case Degree:
		r.Values = degrees(n, &s)
	case PageRank:
		err = r.pageRank(ctx, n, &s)
	case Betweenness:
		err = r.betweenness(ctx, n, &s)
	case Harmonic:
		err = r.harmonic(ctx, n, &s)
	}
	if err != nil {
		return nil, err
	}
	r.order()
	return r, nil
}

// degrees counts the ties of each vertex: others that it is tied to, or the relationships that tie it to them.
func degrees(n *Net, s *settings) []float64 {
	t := n.ties(s.way, s.parallel)
	values := make([]float64, n.Len())
	for v := range values {
		values[v] = t.strength(int32(v))
	}
	return values
}

// sameness is how far apart, as a share of the greater, two values may be and still be one: sums of the same numbers in another
// order differ in their last digits.
const sameness = 1e-9

// order ranks the vertices, and makes values one that are.
func (r *Ranking) order() {
	r.Order = numbered(len(r.Values))
	slices.SortFunc(r.Order, func(a, b int32) int { return cmp.Or(cmp.Compare(r.Values[b], r.Values[a]), cmp.Compare(a, b)) })
	r.Ranks = make([]int, len(r.Order))
	for first := 0; first < len(r.Order); {
		greatest := r.Values[r.Order[first]]
		shown := rounded(greatest)
		same := func(value float64) bool { return greatest-value <= sameness*greatest || rounded(value) == shown }
		end := first + 1
		for end < len(r.Order) && same(r.Values[r.Order[end]]) {
			end++
		}
		equal := r.Order[first:end]
		slices.Sort(equal)
		for i, v := range equal {
			r.Values[v], r.Ranks[first+i] = shown, first+1
		}
		first = end
	}
}

// rounded cuts off the digits that depend on the order in which sums are taken.
func rounded(value float64) float64 {
	const digits = 9
	if value <= 0 {
		return 0 // and never -0
	}
	scale := math.Pow(10, digits-1-math.Floor(math.Log10(value)))
	if math.IsInf(scale, 0) {
		return value
	}
	return math.Round(value*scale) / scale
}
