package resolver

import (
	"context"
	"slices"

	"dyad/graph"
	"dyad/graph/balance"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// A pairFound is a pair of a net.
type pairFound struct {
	of   *balanceFound
	pair *balance.Pair
}

// pairSigns are the signs of pairs, in the order of [balance.Sign].
func pairSigns() []exec.PairSign {
	return []exec.PairSign{exec.PairSignPositive, exec.PairSignNegative, exec.PairSignAmbivalent}
}

// Pairs lists the pairs of a net.
func (r balanceResolver) Pairs(ctx context.Context, b *exec.Balance, signs []exec.PairSign,
	first *int, after *string, last *int, before *string,
) (*exec.SignedPairConnection, error) {
	found := b.Found.(*balanceFound)
	match := func(p *balance.Pair) bool { return slices.Contains(signs, pairSigns()[p.Sign]) }
	if signs == nil {
		match = nil
	}
	return deskOf(ctx).pairPage(ctx, found, all(found.net.Pairs), match, b.View, first, after, last, before)
}

// Pairs lists those that speak against the camps.
func (r frustrationResolver) Pairs(ctx context.Context, f *exec.Frustration,
	first *int, after *string, last *int, before *string,
) (*exec.SignedPairConnection, error) {
	found := f.Found.(*balanceFound)
	return deskOf(ctx).pairPage(ctx, found, found.frustration.Pairs, nil, f.View, first, after, last, before)
}

// pairPage is a page of pairs, which are in the order of the keys of their actors.
func (d *desk) pairPage(ctx context.Context, found *balanceFound, pairs []*balance.Pair, match func(*balance.Pair) bool, v *graph.View,
	first *int, after *string, last *int, before *string,
) (*exec.SignedPairConnection, error) {
	g, err := d.graph(v)
	if err != nil {
		return nil, err
	}
	at := func(p *balance.Pair) place { return place{text: []string{string(g.Key(p.A)), string(g.Key(p.B))}} }
	l := inOrder(byPlace("pairs", 0, 2), pairs, at, place.compare)
	l.match = match
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(p *balance.Pair) (*exec.SignedPair, error) {
		return d.presentPair(g, found, p, v), nil
	})
	if err != nil {
		return nil, err
	}
	return p.signedPairs(nodes), nil
}

func (d *desk) presentPair(g *index.Graph, found *balanceFound, p *balance.Pair, v *graph.View) *exec.SignedPair {
	return &exec.SignedPair{
		A: d.presentEntity(g.Entity(p.A), v), B: d.presentEntity(g.Entity(p.B), v), Sign: pairSigns()[p.Sign],
		Mixed: p.Mixed, Contested: p.Contested, Found: pairFound{found, p}, View: v,
	}
}

// Relationships lists those of a pair that count.
func (r signedPairResolver) Relationships(ctx context.Context, p *exec.SignedPair,
	first *int, after *string, last *int, before *string,
) (*exec.RelationshipConnection, error) {
	return deskOf(ctx).edgePage(ctx, p.View, p.Found.(pairFound).pair.Edges, first, after, last, before)
}

// Claims lists those that the sign of a pair rests on.
func (r signedPairResolver) Claims(ctx context.Context, p *exec.SignedPair,
	first *int, after *string, last *int, before *string,
) (*exec.ClaimConnection, error) {
	d, found := deskOf(ctx), p.Found.(pairFound)
	g, err := d.graph(p.View)
	if err != nil {
		return nil, err
	}
	claims := found.of.net.On(g).Claims(found.pair, graph.Positive, graph.Negative)
	return d.claimPage(ctx, p.View, claimsAt(claims), first, after, last, before)
}
