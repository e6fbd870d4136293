package measure

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"dyad/graph"
)

// MaxSteps is how many ties a measure of shortest paths looks at, about, before it draws a sample. A few seconds of work.
const MaxSteps = 100_000_000

// pivots returns the vertices from which paths are followed: all of them where that is within the budget and no number was given;
// else as many as were asked for, or as many as are within it, drawn at random without drawing one twice.
func (n *Net) pivots(s *settings, t *ties) ([]int32, error) {
	all := numbered(n.Len())
	count, affordable := s.samples, len(all)
	if work := n.work(t); work > s.budget {
		affordable = max(1, int(s.budget/(work/float64(len(all)))))
	}
	switch {
	case count == 0:
		count = affordable
	case min(count, len(all)) > affordable:
		return nil, &graph.Error{On: "samples", Fault: graph.CostLimit, Err: fmt.Errorf(
			"%d would look at more than %.0f ties: ask for %d at most, or leave it to dyad how many, or add a filter", s.samples, s.budget, affordable)}
	}
	if count >= len(all) {
		return all, nil
	}
	random := rand.New(rand.NewPCG(uint64(s.seed), 0))
	for i := range count { // the first steps of Fisher and Yates
		j := i + random.IntN(len(all)-i)
		all[i], all[j] = all[j], all[i]
	}
	drawn := all[:count]
	slices.Sort(drawn)
	return drawn, nil
}

// work is how many ties searches from all vertices look at, at most: each stays within what hangs together.
func (n *Net) work(t *ties) float64 {
	part := WeakComponents(n)
	ends := make([]float64, part.Len())
	for v, c := range part.of {
		ends[c] += float64(len(t.row(int32(v))) + 1)
	}
	sum := 0.0
	for c := range part.Len() {
		sum += ends[c] * float64(len(part.Members(c)))
	}
	return sum
}

// scale is what sums over a sample are multiplied by, so that they estimate those over all.
func scale(all, sample int) float64 { return float64(all) / float64(sample) }
