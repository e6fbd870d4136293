package extract

import (
	"slices"

	"dyad/graph"
)

// orphans are recorded digests whose spans no claim or mention has, by length: where they begin, in order. One of them close
// to a span without a digest betrays offsets that a hand has changed, and no longer the words that were annotated.
type orphans map[int][]int

// orphansOf returns the recorded spans that are not used.
func orphansOf(recorded map[graph.Part]string, used map[graph.Part]bool) orphans {
	o := orphans{}
	for p := range recorded {
		if !used[p] {
			o[p.End-p.Start] = append(o[p.End-p.Start], p.Start)
		}
	}
	for _, starts := range o {
		slices.Sort(starts)
	}
	return o
}

// like returns the nearest orphan that has the length of a span and overlaps it; of two equally near ones, the first.
func (o orphans) like(p graph.Part) (graph.Part, bool) {
	length := p.End - p.Start
	starts := o[length]
	i, _ := slices.BinarySearch(starts, p.Start)
	nearest, found := 0, false
	for _, start := range starts[max(i-1, 0):min(i+1, len(starts))] {
		distance := max(start-p.Start, p.Start-start)
		if distance < length && (!found || distance < max(nearest-p.Start, p.Start-nearest)) {
			nearest, found = start, true
		}
	}
	return graph.Part{Start: nearest, End: nearest + length}, found
}
