package resolver

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// What can be wrong with an entity that is named rather than asked for.
var (
	errNamedOnly = errors.New("it is named by a record and was never recorded itself")
	errNotYet    = errors.New("it was not recorded at the moment that the view shows")
)

// Entity finds one entity.
func (r queryResolver) Entity(ctx context.Context, by exec.EntityBy, view *exec.View) (*exec.Entity, error) {
	v, g, err := deskOf(ctx).under(ctx, view, nil)
	if err != nil {
		return nil, err
	}
	switch {
	case by.ID != nil:
		id, err := graph.ParseID[graph.Entity](*by.ID)
		if err != nil {
			return nil, notKey(g, *by.ID, err)
		}
		return shownWhole(deskOf(ctx), g, v)(g.NodeOf(id))
	case by.Key != nil:
		return shownWhole(deskOf(ctx), g, v)(g.Node(graph.EntityKey(*by.Key)))
	case by.Name != nil:
		n, err := g.Resolve(*by.Name)
		if err != nil {
			return nil, notName(g, *by.Name, err)
		}
		return deskOf(ctx).presentEntity(g.Entity(g.Whole(n)), v), nil
	}
	return nil, refused("by", "needs an id, a key or a name")
}

// notName says of a name that nobody bears that it is a key, where it is one.
func notName(g *index.Graph, text string, err error) error {
	if _, known := g.Node(graph.EntityKey(text)); known && graph.FaultOf(err) == graph.NotFound {
		why := fmt.Errorf("no entity bears this name; it is the key of one: ask entity(by: {key: %q})", text)
		return &graph.Error{On: text, Fault: graph.NotFound, Err: why}
	}
	return err
}

// shownIf shows a node that was found, and nothing for one that was not.
func shownIf(d *desk, g *index.Graph, v *graph.View) func(index.Node, bool) (*exec.Entity, error) {
	return func(n index.Node, ok bool) (*exec.Entity, error) {
		if !ok {
			return nil, nil
		}
		return d.presentEntity(g.Entity(n), v), nil
	}
}

// shownWhole is shownIf of the whole that a node is counted as.
func shownWhole(d *desk, g *index.Graph, v *graph.View) func(index.Node, bool) (*exec.Entity, error) {
	return func(n index.Node, ok bool) (*exec.Entity, error) { return shownIf(d, g, v)(g.Whole(n), ok) }
}

// Entities lists entities, or what a search finds.
func (r queryResolver) Entities(ctx context.Context, search *string, filter *exec.EntityFilter, view *exec.View,
	orderBy *exec.EntityOrder, first *int, after *string, last *int, before *string,
) (*exec.EntityConnection, error) {
	v, g, err := deskOf(ctx).under(ctx, view, nil)
	if err != nil {
		return nil, err
	}
	match, err := nodeMatch(g, filter)
	if err != nil {
		return nil, err
	}
	if search != nil && strings.TrimSpace(*search) != "" {
		if orderBy != nil {
			return nil, refused("orderBy", "not together with search, which puts the best match first")
		}
		return found(ctx, g, v, *search, match, first, after, last, before)
	}
	backward := orderBy != nil && orderBy.Direction == exec.OrderDirectionDesc
	if orderBy != nil && orderBy.By != exec.EntityOrderFieldKey {
		return entityPage(ctx, g, v, ranked(g, orderBy.By, match).turned(backward), first, after, last, before)
	}
	l := list[index.Node, graph.EntityKey]{
		by: byText[graph.EntityKey]("entities"), key: nodeKey(g), run: g.Entities, match: match, total: g.CountEntities,
	}
	return entityPage(ctx, g, v, l.turned(backward), first, after, last, before)
}

// ranked is the list of entities in an order other than that of keys.
func ranked(g *index.Graph, by exec.EntityOrderField, match func(index.Node) bool) list[index.Node, index.Rank] {
	l := list[index.Node, index.Rank]{
		by: byRank("entities by degree"), key: g.DegreeRank, run: g.EntitiesByDegree, match: match, total: g.CountEntities,
	}
	if by == exec.EntityOrderFieldName {
		l.by, l.key, l.run = byRank("entities by name"), g.NameRank, g.EntitiesByName
	}
	return l
}

// nodeMatch compiles a filter of entities; nil for none.
func nodeMatch(g *index.Graph, w *exec.EntityFilter) (func(index.Node) bool, error) {
	if w == nil {
		return nil, nil
	}
	f, err := entityFilter(lookup{g}, w)
	if err != nil {
		return nil, err
	}
	return g.EntityMatcher(f)
}

// nodeKey returns how nodes are sorted.
func nodeKey(g *index.Graph) func(index.Node) graph.EntityKey {
	return func(n index.Node) graph.EntityKey { return g.Key(n) }
}

// nodeList is a set of nodes as a list.
func nodeList(g *index.Graph, set map[index.Node]bool) list[index.Node, graph.EntityKey] {
	nodes := make([]index.Node, 0, len(set))
	for n := range set {
		nodes = append(nodes, n)
	}
	return sorted(byText[graph.EntityKey]("entities"), nodes, nodeKey(g), compareText)
}

// entityPage is a page of entities.
func entityPage[K any](ctx context.Context, g *index.Graph, v *graph.View, l list[index.Node, K],
	first *int, after *string, last *int, before *string,
) (*exec.EntityConnection, error) {
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(n index.Node) (*exec.Entity, error) {
		return deskOf(ctx).presentEntity(g.Entity(n), v), nil
	})
	if err != nil {
		return nil, err
	}
	return p.entities(nodes), nil
}

// found is a page of what a search finds, the best first.
func found(ctx context.Context, g *index.Graph, v *graph.View, search string, match func(index.Node) bool,
	first *int, after *string, last *int, before *string,
) (*exec.EntityConnection, error) {
	rank := func(h index.Hit) place { return hitPlace(g, h) }
	l := sorted(byPlace("search", 3, 1), g.Search(search), rank, place.compare)
	if match != nil {
		l.match = func(h index.Hit) bool { return match(h.Node) }
	}
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(h index.Hit) (*exec.Entity, error) {
		return deskOf(ctx).presentEntity(g.Entity(h.Node), v), nil
	})
	if err != nil {
		return nil, err
	}
	return p.entities(nodes), nil
}

// hitPlace orders hits as the search does: by the sort of match, then by score, then by number of relationships, then by key.
// The bits of numbers that are not negative are in the order of the numbers.
func hitPlace(g *index.Graph, h index.Hit) place {
	return place{
		rank: []int{slices.Index(index.Matches(), h.Match), -int(math.Float64bits(h.Score)), -g.Recorded(h.Node)},
		text: []string{string(g.Key(h.Node))},
	}
}

// compareText orders texts by code point.
func compareText[T ~string](a, b T) int { return cmp.Compare(a, b) }
