package export

import (
	"context"
	"errors"
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
}

// errOneOf refuses a request that is several.
var errOneOf = errors.New("a selection is around entities, between two or of a pair: only one of them")

// Select returns the part of g that is wanted: without any condition all of it, with Match alone the relationships that it admits and
// their ends. Walks are the usual ones: see [walk.Options]. They have no limit but the graph's size.
func Select(ctx context.Context, g *index.Graph, r Request) (*Selection, error) {
	wanted := 0
	for _, list := range [][]index.Node{r.Around, r.Between, r.Pair} {
		if len(list) > 0 {
			wanted++
		}
	}
	switch {
	case wanted > 1:
		return nil, &graph.Error{Op: "export.Select", Fault: graph.BadInput, Err: errOneOf}
	case len(r.Around) > 0:
		return around(ctx, g, r)
	case len(r.Between) > 0:
		return between(ctx, g, r)
	case len(r.Pair) > 0:
		return pair(g, r)
	case r.Match != nil:
		return selected(g, nil, slices.Collect(g.Relationships(index.Window[index.Triple]{}, r.Match))), nil
	}
	return &Selection{Graph: g}, nil
}

func around(ctx context.Context, g *index.Graph, r Request) (*Selection, error) {
	found, err := walk.Around(ctx, g, r.Around, r.Depth, max(g.CountEntities(), len(r.Around)), r.options())
	if err != nil {
		return nil, err
	}
	var nodes []index.Node
	for _, n := range found.Entities {
		nodes = append(nodes, n.Node)
	}
	return selected(g, nodes, found.Relationships), nil
}

func between(ctx context.Context, g *index.Graph, r Request) (*Selection, error) {
	if len(r.Between) != 2 {
		return nil, two("between")
	}
	paths, err := walk.Paths(ctx, g, r.Between[0], r.Between[1], r.Length, math.MaxInt, r.options())
	if err != nil {
		return nil, err
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
	if len(r.Pair) != 2 {
		return nil, two("dyad")
	}
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
