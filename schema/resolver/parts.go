package resolver

import (
	"context"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/measure"
	"dyad/schema/exec"
)

// A partsFound is a partition that has been worked out.
type partsFound struct {
	netted
	*measure.Partition
	communities *measure.Communities // nil for components
}

// A partFound is one part of it.
type partFound struct {
	of   *partsFound
	part int
}

// Communities finds communities.
func (r queryResolver) Communities(ctx context.Context, seed *int, resolution *float64, parallel *exec.Parallel, classes []graph.Class,
	filter *exec.RelationshipFilter, view *exec.View, first *int, after *string, last *int, before *string,
) (*exec.CommunityConnection, error) {
	s, err := deskOf(ctx).survey(ctx, []any{"communities", seed, resolution, parallel}, classes, filter, view)
	if err != nil {
		return nil, err
	}
	found, err := keep(ctx, &r.results, s.d.x, s.key, func() (*partsFound, int, error) {
		return s.communities(ctx, or(seed, measure.DefaultSeed), or(resolution, measure.DefaultResolution), or(parallel, exec.ParallelMerged))
	})
	if err != nil {
		return nil, err
	}
	p, nodes, err := shownPage(ctx, s.list("communities", found), first, after, last, before, func(part int) (*exec.Community, error) {
		return &exec.Community{
			Size: len(found.Members(part)), InnerRelationships: found.Inner(part), OuterRelationships: found.Outer(part),
			Central: s.d.presentEntity(s.g.Entity(found.node(found.communities.Central(part))), s.view),
			Found:   partFound{found, part}, View: s.view,
		}, nil
	})
	if err != nil {
		return nil, err
	}
	c := p.communities(nodes)
	c.Net, c.Modularity = found.present(), found.communities.Modularity
	return c, nil
}

// or returns what was given, or else the default.
func or[T any](given *T, otherwise T) T {
	if given == nil {
		return otherwise
	}
	return *given
}

func (s *survey) communities(ctx context.Context, seed int, resolution float64, parallel exec.Parallel) (*partsFound, int, error) {
	n, err := measure.NewNet(ctx, s.selection)
	if err != nil {
		return nil, 0, err
	}
	c, err := measure.FindCommunities(ctx, n, measure.Parallel(parallel), seed, resolution)
	if err != nil {
		return nil, 0, err
	}
	return &partsFound{newNetted(n), c.Partition, c}, n.Len(), nil
}

// Components finds components.
func (r queryResolver) Components(ctx context.Context, kind *exec.ComponentKind, classes []graph.Class,
	filter *exec.RelationshipFilter, view *exec.View, first *int, after *string, last *int, before *string,
) (*exec.ComponentConnection, error) {
	s, err := deskOf(ctx).survey(ctx, []any{"components", kind}, classes, filter, view)
	if err != nil {
		return nil, err
	}
	found, err := keep(ctx, &r.results, s.d.x, s.key, func() (*partsFound, int, error) {
		return s.components(ctx, or(kind, exec.ComponentKindWeak))
	})
	if err != nil {
		return nil, err
	}
	p, nodes, err := shownPage(ctx, s.list("components", found), first, after, last, before, func(part int) (*exec.Component, error) {
		return &exec.Component{
			Size: len(found.Members(part)), InnerRelationships: found.Inner(part), OuterRelationships: found.Outer(part),
			Found: partFound{found, part}, View: s.view,
		}, nil
	})
	if err != nil {
		return nil, err
	}
	c := p.components(nodes)
	c.Net = found.present()
	return c, nil
}

func (s *survey) components(ctx context.Context, kind exec.ComponentKind) (*partsFound, int, error) {
	n, err := measure.NewNet(ctx, s.selection)
	if err != nil {
		return nil, 0, err
	}
	found := &partsFound{netted: newNetted(n)}
	if kind == exec.ComponentKindStrong {
		found.Partition, err = measure.StrongComponents(ctx, n)
	} else {
		found.Partition = measure.WeakComponents(n)
	}
	return found, n.Len(), err
}

// list is the parts in their order: the largest first, then by the first key in them.
func (s *survey) list(name string, found *partsFound) list[int, place] {
	at := func(part int) place {
		members := found.Members(part)
		return place{rank: []int{-len(members)}, text: []string{string(s.g.Key(found.node(members[0])))}}
	}
	return inOrder(byPlace(name, 1, 1), places(found.Len()), at, place.compare)
}

// Members lists who is in a community.
func (r communityResolver) Members(ctx context.Context, c *exec.Community,
	first *int, after *string, last *int, before *string,
) (*exec.EntityConnection, error) {
	return deskOf(ctx).memberPage(ctx, c.Found.(partFound), c.View, first, after, last, before)
}

// Members lists who is in a component.
func (r componentResolver) Members(ctx context.Context, c *exec.Component,
	first *int, after *string, last *int, before *string,
) (*exec.EntityConnection, error) {
	return deskOf(ctx).memberPage(ctx, c.Found.(partFound), c.View, first, after, last, before)
}

// memberPage is a page of the members of a part, which are in the order of their keys.
func (d *desk) memberPage(ctx context.Context, f partFound, v *graph.View,
	first *int, after *string, last *int, before *string,
) (*exec.EntityConnection, error) {
	g, err := d.graph(v)
	if err != nil {
		return nil, err
	}
	members := f.of.Members(f.part)
	nodes := make([]index.Node, len(members))
	for i, vertex := range members {
		nodes[i] = f.of.node(vertex)
	}
	l := inOrder(byText[graph.EntityKey]("entities"), nodes, nodeKey(g), compareText)
	return entityPage(ctx, g, v, l, first, after, last, before)
}
