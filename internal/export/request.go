package export

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/walk"
)

// A Request says which part of a graph is wanted: at most one of Around, Between and Pair, and of that what Match admits.
type Request struct {
	Around []index.Node // these, what lies at most Depth relationships away, and the relationships among all of them
	Depth  int

	Between []index.Node // two: what is on a path of at most Length relationships from one to the other
	Length  int

	Pair []index.Node // two, and the relationships that join them

	Match *index.Matcher // nil admits everything

	MostPaths int // beyond so many paths it is a CostLimit; 0: however many there are
}

// errOneOf refuses a request that is several.
var errOneOf = errors.New("a selection is around entities, between two or of a pair: only one of them")

// Select returns the part of g that is wanted: without any condition all of it, with Match alone the relationships that it admits and
// their ends. Walks are the usual ones: see [walk.Options]. They have no limit but the graph's size, and that on paths.
func Select(ctx context.Context, g *index.Graph, r Request) (*Selection, error) {
	if err := check(len(r.Around), len(r.Between), len(r.Pair)); err != nil {
		return nil, err
	}
	switch {
	case len(r.Around) > 0:
		return around(ctx, g, r)
	case len(r.Between) > 0:
		return between(ctx, g, r)
	case len(r.Pair) > 0:
		return pair(g, r)
	case r.Match != nil:
		return matching(ctx, g, r.Match)
	}
	return &Selection{Graph: g}, nil
}

// check refuses what is no part, or several, by how many entities are named for each.
func check(around, between, pair int) error {
	wanted := 0
	for _, n := range []int{around, between, pair} {
		if n > 0 {
			wanted++
		}
	}
	switch {
	case wanted > 1:
		return &graph.Error{Fault: graph.BadInput, Err: errOneOf}
	case between > 0 && between != 2:
		return two("between")
	case pair > 0 && pair != 2:
		return two("dyad")
	}
	return nil
}

func matching(ctx context.Context, g *index.Graph, m *index.Matcher) (*Selection, error) {
	var edges []index.Edge
	for e := range g.Relationships(index.Window[index.Triple]{}, m) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		edges = append(edges, e)
	}
	return selected(g, nil, edges), nil
}

func around(ctx context.Context, g *index.Graph, r Request) (*Selection, error) {
	found, err := walk.Around(ctx, g, r.Around, r.Depth, max(g.CountEntities(), len(r.Around)), r.options())
	if err != nil {
		return nil, err
	}
	among, err := walk.Among(ctx, g, found.Entities, r.options())
	if err != nil {
		return nil, err
	}
	var nodes []index.Node
	for _, n := range found.Entities {
		nodes = append(nodes, n.Node)
	}
	return selected(g, nodes, among), nil
}

func between(ctx context.Context, g *index.Graph, r Request) (*Selection, error) {
	most, options := math.MaxInt, r.options()
	if r.MostPaths > 0 {
		most, options.Budget = r.MostPaths+1, 0
	}
	paths, err := walk.Paths(ctx, g, r.Between[0], r.Between[1], r.Length, most, options)
	if err != nil {
		return nil, err
	}
	if r.MostPaths > 0 && len(paths) > r.MostPaths {
		return nil, &graph.Error{On: "between", Fault: graph.CostLimit, Err: fmt.Errorf("there are more than %d paths: ask for shorter ones, or with a filter", r.MostPaths)}
	}
	var edges []index.Edge
	for _, p := range paths {
		for _, h := range p.Hops {
			edges = append(append(edges, h.Edge), h.Parallel...)
		}
	}
	return selected(g, r.Between, edges), nil
}

func pair(g *index.Graph, r Request) (*Selection, error) {
	p, err := walk.Between(g, r.Pair[0], r.Pair[1], r.Match)
	if err != nil {
		return nil, err
	}
	return selected(g, r.Pair, p.Edges()), nil
}

func two(what string) error {
	return &graph.Error{On: what, Fault: graph.BadInput, Err: errors.New("name two entities")}
}

func (r *Request) options() walk.Options { return walk.Options{Match: r.Match, Budget: math.MaxInt} }

// selected is the part of g with these edges, their ends, and besides them nodes.
func selected(g *index.Graph, nodes []index.Node, edges []index.Edge) *Selection {
	p := &part{}
	shown := map[index.Node]bool{}
	for _, n := range nodes {
		shown[n] = true
	}
	for _, e := range edges {
		if p.kept.has(e) {
			continue
		}
		p.kept.add(e)
		p.edges = append(p.edges, e)
		from, to := g.Ends(e)
		shown[from] = true
		if to != index.Nobody {
			shown[to] = true
		}
	}
	slices.SortFunc(p.edges, g.Compare)
	p.nodes = slices.Sorted(maps.Keys(shown))
	return &Selection{Graph: g, part: p}
}
