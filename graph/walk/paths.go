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
// The search spreads from both ends, one step at a time and by turns, until the two meet. Paths of that length are then listed
// from the beginning, in the order of keys, guided by how near the end is known to be; then those one longer, and so on until k are
// found. Of a length, all that may be better than the k best so far are followed to their ends: on a graph of hubs that may exceed the
// budget, which is a CostLimit.
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

func (p Place) trail() *trail { return &trail{p.Nodes, strength{p.Rank, p.Origins}} }

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
	f := &finder{w: w, least: MaxLength + 1}
	f.sides = [2]*side{w.newSide(from, w.way), w.newSide(to, w.way.Opposite())}
	defer f.sides[0].clean()
	defer f.sides[1].clean()
	least := 1
	if after != nil {
		f.after, least = after.trail(), len(after.Nodes)-1
	}
	var found []trail
	for length := least; length <= maxLength && len(found) < k; length++ {
		trails, err := f.ofLength(length, k-len(found))
		if err != nil {
			return nil, err
		}
		found = append(found, trails...)
	}
	paths := make([]Path, len(found))
	for i := range found {
		paths[i] = f.path(&found[i])
	}
	return paths, nil
}

// A finder looks for the paths between two entities.
type finder struct {
	w     *walker
	sides [2]*side // from the beginning, and back from the end
	least int      // length of the shortest way that they know by now
	after *trail   // only those of its length that come after it, and longer ones; nil: all
}

// A side is how far a search has spread from one end.
type side struct {
	*front
	origin index.Node
}

func (w *walker) newSide(origin index.Node, way index.Direction) *side {
	s := &side{w.newFront([]index.Node{origin}, way), origin}
	s.paths, s.near[origin] = true, 1
	return s
}

// within reports whether a node is known to be at most so many steps away.
func (s *side) within(n index.Node, steps int) bool {
	return s.near[n] != 0 && int(s.near[n]) <= steps+1
}

// reach spreads a side to so many steps, and notes where it meets the other.
func (f *finder) reach(s, other *side, steps int) error {
	for s.steps < steps {
		if err := s.step(); err != nil {
			return err
		}
		for _, n := range s.level {
			s.near[n] = uint8(s.steps + 1)
			if other.near[n] != 0 {
				f.least = min(f.least, s.steps+int(other.near[n])-1)
			}
		}
	}
	return nil
}

// ofLength returns the k best trails of a length.
func (f *finder) ofLength(length, k int) ([]trail, error) {
	ahead, back := f.sides[0], f.sides[1]
	if err := f.reach(ahead, back, (length+1)/2); err != nil {
		return nil, err
	}
	if err := f.reach(back, ahead, length/2); err != nil {
		return nil, err
	}
	if f.least > length {
		return nil, nil
	}
	t := &tracer{finder: f, length: length, best: best{k: k}, known: map[choice][]way{}}
	t.trace = append(t.trace, ahead.origin)
	if err := t.goOn(strength{}); err != nil {
		return nil, err
	}
	return t.best.trails, nil
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
	if order := a.compare(b.strength); order != 0 {
		return order > 0
	}
	return f.w.g.ID(a.edges[0]).Compare(f.w.g.ID(b.edges[0])) < 0
}
