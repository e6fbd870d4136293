package resolver

import (
	"context"
	"encoding/json"
	"slices"

	"dyad/graph"
	"dyad/graph/balance"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// triadKinds are the kinds of triads, in the order of [balance.Kinds].
func triadKinds() []exec.TriadKind {
	return []exec.TriadKind{exec.TriadKindAllPositive, exec.TriadKindOneNegative, exec.TriadKindTwoNegative, exec.TriadKindAllNegative}
}

// Triads lists triads.
func (r balanceResolver) Triads(ctx context.Context, b *exec.Balance, filter *exec.TriadFilter,
	first *int, after *string, last *int, before *string,
) (*exec.TriadConnection, error) {
	d, found := deskOf(ctx), b.Found.(*balanceFound)
	g, err := d.graph(b.View)
	if err != nil {
		return nil, err
	}
	fits, err := triadMatch(g, filter)
	if err != nil {
		return nil, err
	}
	key, err := json.Marshal([]any{"triads", found.key, filter})
	if err != nil {
		return nil, err
	}
	triads, err := keep(ctx, &r.results, d.x, string(key), func() ([]balance.Triad, int, error) {
		list, err := found.net.Triads(ctx, fits)
		return list, 2 * len(list), err
	})
	if err != nil {
		return nil, err
	}
	l := inOrder(byPlace("triads", 1, 3), all(triads), func(t *balance.Triad) place { return triadPlace(g, t) }, place.compare)
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(t *balance.Triad) (*exec.Triad, error) {
		shown := &exec.Triad{Kind: triadKinds()[t.Kind], Balanced: t.Kind.Balanced()}
		for i := range t.Actors {
			shown.Actors = append(shown.Actors, d.presentEntity(g.Entity(t.Actors[i]), b.View))
			shown.Pairs = append(shown.Pairs, d.presentPair(g, found, t.Pairs[i], b.View))
		}
		return shown, nil
	})
	if err != nil {
		return nil, err
	}
	return p.triads(nodes), nil
}

func triadPlace(g *index.Graph, t *balance.Triad) place {
	p := place{rank: []int{int(t.Kind)}}
	for _, actor := range t.Actors {
		p.text = append(p.text, string(g.Key(actor)))
	}
	return p
}

// triadMatch returns which triads a filter lets through; nil for all.
func triadMatch(g *index.Graph, w *exec.TriadFilter) (func(*balance.Triad) bool, error) {
	if w == nil {
		return nil, nil
	}
	involving, err := locate(g, w.Involving...)
	if err != nil {
		return nil, err
	}
	return func(t *balance.Triad) bool {
		absent := func(actor index.Node) bool { return !slices.Contains(t.Actors[:], actor) }
		return (w.Balanced == nil || t.Kind.Balanced() == *w.Balanced) &&
			(w.Kinds == nil || slices.Contains(w.Kinds, triadKinds()[t.Kind])) && !slices.ContainsFunc(involving, absent)
	}, nil
}

// Camps lists components in two camps.
func (r balanceResolver) Camps(ctx context.Context, b *exec.Balance,
	first *int, after *string, last *int, before *string,
) (*exec.CampsConnection, error) {
	g, err := deskOf(ctx).graph(b.View)
	if err != nil {
		return nil, err
	}
	at := func(c *balance.Component) place {
		return place{rank: []int{-c.Pairs, -c.Actors()}, text: []string{string(g.Key(c.First()))}}
	}
	l := inOrder(byPlace("camps", 2, 1), all(b.Found.(*balanceFound).frustration.Components), at, place.compare)
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(c *balance.Component) (*exec.Camps, error) {
		shown := &exec.Camps{Pairs: c.Pairs, AtLeast: c.AtLeast, AtMost: c.AtMost, Exact: c.Exact(), Found: c, View: b.View}
		if c.Partitions > 0 {
			shown.Partitions = &c.Partitions
		}
		return shown, nil
	})
	if err != nil {
		return nil, err
	}
	return p.camps(nodes), nil
}

// First lists who is in the camp of the first actor.
func (r campsResolver) First(ctx context.Context, c *exec.Camps,
	first *int, after *string, last *int, before *string,
) (*exec.EntityConnection, error) {
	return campPage(ctx, c, 0, first, after, last, before)
}

// Second lists who is in the other.
func (r campsResolver) Second(ctx context.Context, c *exec.Camps,
	first *int, after *string, last *int, before *string,
) (*exec.EntityConnection, error) {
	return campPage(ctx, c, 1, first, after, last, before)
}

// campPage is a page of the actors of a camp, which are in the order of their keys.
func campPage(ctx context.Context, c *exec.Camps, camp int,
	first *int, after *string, last *int, before *string,
) (*exec.EntityConnection, error) {
	g, err := deskOf(ctx).graph(c.View)
	if err != nil {
		return nil, err
	}
	l := inOrder(byText[graph.EntityKey]("entities"), c.Found.(*balance.Component).Camps[camp], nodeKey(g), compareText)
	return entityPage(ctx, g, c.View, l, first, after, last, before)
}

// Tensions lists actors at whom contradictions meet.
func (r balanceResolver) Tensions(ctx context.Context, b *exec.Balance,
	first *int, after *string, last *int, before *string,
) (*exec.TensionConnection, error) {
	d := deskOf(ctx)
	g, err := d.graph(b.View)
	if err != nil {
		return nil, err
	}
	at := func(t *balance.Tension) place {
		return place{rank: []int{-t.Unbalanced, t.Triads, -t.Frustrated}, text: []string{string(g.Key(t.Actor))}}
	}
	l := inOrder(byPlace("tensions", 3, 1), all(b.Found.(*balanceFound).tensions), at, place.compare)
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(t *balance.Tension) (*exec.Tension, error) {
		return &exec.Tension{
			Actor: d.presentEntity(g.Entity(t.Actor), b.View), Triads: t.Triads, Unbalanced: t.Unbalanced, Frustrated: t.Frustrated,
		}, nil
	})
	if err != nil {
		return nil, err
	}
	return p.tensions(nodes), nil
}
