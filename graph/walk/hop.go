package walk

import (
	"cmp"
	"math"
	"slices"

	"dyad/graph/index"
)

// A strength is how well a relationship is supported: the less, the stronger. The rank of its status counts before the independent origins
// that affirm it.
type strength uint32

const (
	originBits  = 29
	mostOrigins = 1<<originBits - 1 // that are told apart

	weakest strength = math.MaxUint32
)

func strengthOf(rank, origins int) strength {
	const mostRanks = 1<<(32-originBits) - 1 // a cursor may hold any number
	return strength(min(max(rank, 0), mostRanks)<<originBits | mostOrigins - min(max(origins, 0), mostOrigins))
}

// A hop is what the walk can take from one entity to another.
type hop struct {
	strength strength     // of the strongest
	edges    []index.Edge // the strongest first
	reverse  bool         // the strongest leads back
}

// strength returns how well a relationship is supported.
func (f *finder) strength(e index.Edge) strength { return strengthOf(f.supports.Of(e)) }

// hop returns what leads from one entity to another in the walk's direction.
func (f *finder) hop(from, to index.Node) hop {
	rungs := f.rungs(nil, from, to, from, false)
	rungs = f.rungs(rungs, to, from, from, true)
	slices.SortFunc(rungs, func(a, b rung) int {
		return cmp.Or(cmp.Compare(a.strength, b.strength), f.w.g.Compare(a.edge, b.edge))
	})
	h := hop{strength: rungs[0].strength, reverse: rungs[0].reverse}
	for _, r := range rungs {
		h.edges = append(h.edges, r.edge)
	}
	return h
}

// A rung is one relationship between two entities that the walk can take.
type rung struct {
	strength strength
	edge     index.Edge
	reverse  bool
}

// rungs appends the relationships that begin with one entity and end with the other, as far as they can be walked from start.
func (f *finder) rungs(rungs []rung, from, to, start index.Node, reverse bool) []rung {
	for e := range f.w.g.Joining(from, to, f.match) {
		if f.w.leads(e, start, f.w.way) {
			rungs = append(rungs, rung{f.strength(e), e, reverse})
		}
	}
	return rungs
}
