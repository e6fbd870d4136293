package walk

import (
	"cmp"
	"context"
	"fmt"

	"dyad/graph/index"
)

// MaxLength is the greatest length of a path.
const MaxLength = 8

// A Path leads from one entity to another and comes to none twice.
type Path struct {
	Nodes   []index.Node // the first is where it begins
	Hops    []Hop        // one fewer than nodes
	Weakest int          // which of the hops is the weakest
}

// A Hop is one step of a path.
type Hop struct {
	Edge     index.Edge   // the strongest relationship between the two
	Parallel []index.Edge // the others that the walk could take, the strongest first
	Reverse  bool         // Edge leads back, from its To to its From
}

// Paths returns the k best paths from one entity to another of at most maxLength relationships: the shortest first; of one
// length those whose weakest hop is strongest; then by their keys. One relationship is stronger than another by the rank of its
// status, then by how many independent origins affirm it; where all that is equal, the one with the lesser id counts as weaker
// in [Path.Weakest], and the one that comes first in the order of keys is taken as the hop.
//
// The search spreads from both ends, always from the one that has fewer relationships to look at, until the two meet. Only what lies on ways
// of that length is then compared by its support, and of these ways only those are followed that are among the best; then those one longer,
// and so on until k are found. What a search may look at is bounded by the budget, which else is a CostLimit.
func Paths(ctx context.Context, g *index.Graph, from, to index.Node, maxLength, k int, o Options) ([]Path, error) {
	return PathsAfter(ctx, g, from, to, maxLength, k, nil, o)
}

// A Place says where a path stands among others: by its length, then by how strong its weakest hop is, then by its entities.
type Place struct {
	Nodes   []index.Node // at least two
	Rank    int          // of the weakest hop's status
	Origins int          // of the weakest hop
}

// PlaceOf returns the place of a path that was found in g.
func PlaceOf(g *index.Graph, p Path) Place {
	weakest := p.Hops[p.Weakest].Edge
	return Place{p.Nodes, g.Status(weakest).Rank(), g.Origins(weakest)}
}

// Compare orders places as [Paths] orders paths.
func (p Place) Compare(q Place) int {
	return cmp.Or(cmp.Compare(len(p.Nodes), len(q.Nodes)), p.trail().compare(q.trail()))
}

func (p Place) trail() *trail { return &trail{p.Nodes, strengthOf(p.Rank, p.Origins)} }

// PathsAfter is [Paths] of those that come after a place; nil is before them all. No path need stand there.
func PathsAfter(ctx context.Context, g *index.Graph, from, to index.Node, maxLength, k int, after *Place, o Options) ([]Path, error) {
	w, err := newWalker(ctx, g, o)
	switch {
	case err != nil:
		return nil, err
	case maxLength < 1 || maxLength > MaxLength:
		return nil, badInput("maxLength", fmt.Sprintf("%d is out of bounds; it is 1 to %d", maxLength, MaxLength))
	case from == to:
		return nil, badInput("to", "a path needs two entities, and from and to are one")
	}
	f := &finder{w: w, match: w.find}
	if w.usual {
		f.match = g.Passing(o.Match)
	}
	f.sides = [2]*front{w.newFront([]index.Node{from}, w.way), w.newFront([]index.Node{to}, w.way.Opposite())}
	least := 1
	if after != nil {
		f.after, least = after.trail(), len(after.Nodes)-1
	}
	paths, err := f.paths(least, maxLength, k)
	f.sides[0].clean()
	f.sides[1].clean()
	return paths, err
}

// A finder looks for the paths between two entities.
type finder struct {
	w        *walker
	match    *index.Matcher // what a hop may be
	supports index.Supports // known once the two ends have met
	sides    [2]*front      // from the beginning, and back from the end
	shortest int            // length of the shortest path
	after    *trail         // only those of its length that come after it, and longer ones; nil: all
}

// paths returns the k best of at least and at most such a length.
func (f *finder) paths(least, most, k int) ([]Path, error) {
	if k < 1 || least > most {
		return nil, nil
	}
	if met, err := f.meet(most); !met {
		return nil, err
	}
	f.supports = f.w.g.Supports()
	var paths []Path
	for length := max(least, f.shortest); length <= most && len(paths) < k; length++ {
		layers, err := f.lattice(length)
		if err != nil {
			return nil, err
		}
		t := &tracer{finder: f, layers: layers, best: best{k: k - len(paths)}}
		trails, err := t.all()
		if err != nil {
			return nil, err
		}
		for i := range trails {
			paths = append(paths, f.path(&trails[i]))
		}
	}
	return paths, nil
}

// path writes a trail out.
func (f *finder) path(t *trail) Path {
	p := Path{Nodes: t.nodes}
	hops := make([]hop, len(t.nodes)-1)
	for i := range hops {
		hops[i] = f.hop(t.nodes[i], t.nodes[i+1])
		p.Hops = append(p.Hops, Hop{Edge: hops[i].edges[0], Parallel: hops[i].edges[1:], Reverse: hops[i].reverse})
		if f.weaker(hops[i], hops[p.Weakest]) {
			p.Weakest = i
		}
	}
	return p
}

// weaker reports whether a is the weaker hop; of equals the one with the lesser id is.
func (f *finder) weaker(a, b hop) bool {
	if a.strength != b.strength {
		return a.strength > b.strength
	}
	return f.w.g.ID(a.edges[0]).Compare(f.w.g.ID(b.edges[0])) < 0
}
