package walk

import (
	"cmp"
	"slices"

	"dyad/graph/index"
)

// A strength is how well a relationship is supported.
type strength struct {
	rank    int // of its status; 0 is the strongest
	origins int // independent ones that affirm it
}

// compare orders strengths: the stronger first.
func (s strength) compare(t strength) int {
	if s.rank != t.rank {
		return cmp.Compare(s.rank, t.rank)
	}
	return cmp.Compare(t.origins, s.origins)
}

// A hop is what the walk can take from one entity to another.
type hop struct {
	strength              // of the strongest
	edges    []index.Edge // the strongest first
	reverse  bool         // the strongest leads back
}

// strength returns how well a relationship is supported.
func (w *walker) strength(e index.Edge) strength {
	return strength{w.g.Status(e).Rank(), w.g.Origins(e)}
}

// hop returns what leads from one entity to another in the walk's direction.
func (f *finder) hop(from, to index.Node) hop {
	rungs := f.w.rungs(nil, from, to, from, false)
	rungs = f.w.rungs(rungs, to, from, from, true)
	slices.SortFunc(rungs, func(a, b rung) int {
		return cmp.Or(a.compare(b.strength), f.w.g.Compare(a.edge, b.edge))
	})
	h := hop{strength: rungs[0].strength, reverse: rungs[0].reverse}
	for _, r := range rungs {
		h.edges = append(h.edges, r.edge)
	}
	return h
}

// A rung is one relationship between two entities that the walk can take.
type rung struct {
	strength
	edge    index.Edge
	reverse bool
}

// rungs appends the relationships that begin with one entity and end with the other, as far as they can be walked from start.
func (w *walker) rungs(rungs []rung, from, to, start index.Node, reverse bool) []rung {
	for e := range w.g.Joining(from, to, w.match) {
		if w.leads(e, start, w.way) {
			rungs = append(rungs, rung{w.strength(e), e, reverse})
		}
	}
	return rungs
}
