package walk

import (
	"cmp"
	"context"
	"fmt"
	"slices"

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
// from the end that has seen fewer relationships, guided by how near the other end is known to be; then those one longer, and so
// on until k are found. A length is always listed to its end, since its last path may be its best: on a graph of hubs that may
// exceed the budget, which is a CostLimit.
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
	f := &finder{w: w, hops: map[[2]index.Node]hop{}}
	f.sides = [2]*side{w.newSide(from, w.way), w.newSide(to, w.way.Opposite())}
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
	after *trail   // only those of its length that come after it, and longer ones; nil: all
	hops  map[[2]index.Node]hop
}

// A side is how far a search has spread from one end.
type side struct {
	*front
	origin index.Node
	within []set // what is at most so many steps away
	costs  []int // relationships that each step looked at
}

func (w *walker) newSide(origin index.Node, way index.Direction) *side {
	s := &side{front: w.newFront([]index.Node{origin}, way), origin: origin}
	s.within = []set{slices.Clone(s.seen)}
	return s
}

// reach spreads the side to so many steps.
func (s *side) reach(steps int) error {
	for s.steps < steps {
		before := s.w.budget
		if err := s.step(); err != nil {
			return err
		}
		s.within, s.costs = append(s.within, slices.Clone(s.seen)), append(s.costs, before-s.w.budget)
	}
	return nil
}

// ofLength returns the k best trails of a length.
func (f *finder) ofLength(length, k int) ([]trail, error) {
	ahead, back := f.sides[0], f.sides[1]
	steps := [2]int{(length + 1) / 2, length / 2}
	for i, s := range f.sides {
		if err := s.reach(steps[i]); err != nil {
			return nil, err
		}
	}
	if !ahead.within[steps[0]].meets(back.within[steps[1]]) {
		return nil, nil
	}
	t := &tracer{finder: f, length: length, best: best{k: k}, known: map[choice][]index.Node{}}
	t.root, t.guide, t.guided = ahead, back, steps[1]
	if steps[1] == 0 || back.costs[steps[1]-1] < ahead.costs[steps[0]-1] {
		t.root, t.guide, t.guided = back, ahead, steps[0]
	}
	t.trace = append(t.trace, t.root.origin)
	if err := t.goOn(); err != nil {
		return nil, err
	}
	return t.best.trails, nil
}

// path writes a trail out.
func (f *finder) path(t *trail) Path {
	p := Path{Nodes: t.nodes}
	for i := range len(t.nodes) - 1 {
		h := f.hop(t.nodes[i], t.nodes[i+1])
		p.Hops = append(p.Hops, Hop{Edge: h.edges[0], Parallel: h.edges[1:], Reverse: h.reverse})
		if i > 0 && f.weaker(h, f.hop(t.nodes[p.Weakest], t.nodes[p.Weakest+1])) {
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
