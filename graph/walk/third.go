package walk

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"dyad/graph"
	"dyad/graph/index"
)

// A Mediator is somebody who is said to go between the two of a pair.
type Mediator struct {
	Node   index.Node
	Edges  []index.Edge // to A and to B, in their order
	Claims []*graph.Claim
	Status graph.Status // of what these claims say, other mediations of theirs aside
}

// Mediators returns who is said to go between the two, by key: the claims of types that project a role whose ends are both, denied
// ones and mere plans included, which Status tells.
func (p *Pair) Mediators(ctx context.Context) ([]Mediator, error) {
	found := map[index.Node]*Mediator{}
	positions := map[index.Node][]graph.Position{}
	err := p.each(ctx, p.A, index.In, func(e index.Edge) {
		m, _ := p.g.Ends(e)
		if len(p.g.Term(e).Projects) == 0 || m == p.A || m == p.B {
			return
		}
		all, _ := p.g.Positions(e)
		for i := range all {
			if p.sides(all[i].Claim, p.g.Term(e)) {
				positions[m] = append(positions[m], all[i])
				found[m] = p.mediator(found[m], m, e, all[i].Claim)
			}
		}
	})
	var mediators []Mediator
	for _, n := range slices.Sorted(maps.Keys(found)) {
		m := found[n]
		m.Status = graph.StatusOf(positions[n])
		slices.SortFunc(m.Edges, p.g.Compare)
		slices.SortFunc(m.Claims, func(c, d *graph.Claim) int { return c.ID.Compare(d.ID) })
		mediators = append(mediators, *m)
	}
	return mediators, err
}

// sides reports whether the far ends of a claim hold both of the pair.
func (p *Pair) sides(c *graph.Claim, t *graph.Term) bool {
	far := []graph.EntityKey{c.To}
	for _, role := range t.Projects {
		far = append(far, c.Roles.Entities(role)...)
	}
	return slices.Contains(far, p.g.Key(p.A)) && slices.Contains(far, p.g.Key(p.B))
}

// mediator adds a claim, and the relationships that it is behind, to what is known of one.
func (p *Pair) mediator(m *Mediator, n index.Node, toA index.Edge, c *graph.Claim) *Mediator {
	if m == nil {
		m = &Mediator{Node: n}
	}
	edges := []index.Edge{toA}
	if toB, ok := p.g.EdgeOf(index.Triple{From: c.From, Type: c.Type, To: p.g.Key(p.B)}); ok {
		edges = append(edges, toB)
	}
	for _, e := range edges {
		if !slices.Contains(m.Edges, e) {
			m.Edges = append(m.Edges, e)
		}
	}
	if !slices.ContainsFunc(m.Claims, func(d *graph.Claim) bool { return d.ID == c.ID }) {
		m.Claims = append(m.Claims, c)
	}
	return m
}

// A Shared is a third actor to whom both of a pair stand in relationships of one sign, whichever way these lead.
type Shared struct {
	Node  index.Node
	WithA []index.Edge // in their order
	WithB []index.Edge
}

// Shared returns the third actors with whom both have a relationship of the sign, by key: allies for Positive, enemies for Negative.
func (p *Pair) Shared(ctx context.Context, sign graph.Sign) ([]Shared, error) {
	ofA, err := p.others(ctx, p.A, sign)
	if err != nil {
		return nil, err
	}
	ofB, err := p.others(ctx, p.B, sign)
	var shared []Shared
	for _, n := range slices.Sorted(maps.Keys(ofA)) {
		if with := ofB[n]; with != nil {
			shared = append(shared, Shared{Node: n, WithA: ofA[n], WithB: with})
		}
	}
	return shared, err
}

// others returns the actors outside the pair with whom n has relationships of the sign.
func (p *Pair) others(ctx context.Context, n index.Node, sign graph.Sign) (map[index.Node][]index.Edge, error) {
	others := map[index.Node][]index.Edge{}
	err := p.each(ctx, n, index.Any, func(e index.Edge) {
		from, to := p.g.Ends(e)
		other := from
		if from == n {
			other = to
		}
		if other == index.Nobody || other == p.A || other == p.B || p.g.ClassOf(other) != graph.Actor || p.g.Sign(e) != sign {
			return
		}
		others[other] = append(others[other], e)
	})
	return others, err
}

// each calls do with the relationships of an entity, and heeds the request's time.
func (p *Pair) each(ctx context.Context, n index.Node, d index.Direction, do func(index.Edge)) error {
	looked := 0
	for e := range p.g.RelationshipsOf(n, d, index.Window[index.Triple]{}, nil) {
		if looked++; looked%patience == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		do(e)
	}
	return nil
}

// patience is how many relationships are looked at between two glances at the clock.
const patience = 256

// compare orders statements by claim, then by their place in it.
func (s Statement) compare(t Statement) int {
	return cmp.Or(s.Claim.ID.Compare(t.Claim.ID), cmp.Compare(s.Place, t.Place))
}

// compare orders speakers: entities, then labels, then sources.
func (s Speaker) compare(t Speaker) int {
	return cmp.Or(
		cmp.Compare(s.Kind(), t.Kind()), cmp.Compare(s.Entity, t.Entity), cmp.Compare(s.Label, t.Label),
		cmp.Compare(s.Affiliation, t.Affiliation), cmp.Compare(s.Source, t.Source),
	)
}

// Kind is 0 for an entity, 1 for a label, 2 for a source.
func (s Speaker) Kind() int {
	switch {
	case s.Entity != "":
		return 0
	case s.Self():
		return 2
	}
	return 1
}
