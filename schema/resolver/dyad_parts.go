package resolver

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/walk"
	"dyad/schema/exec"
)

// Voices lists who says something of the two.
func (r dyadResolver) Voices(ctx context.Context, shown *exec.Dyad,
	first *int, after *string, last *int, before *string,
) (*exec.DyadVoiceConnection, error) {
	d, v := deskOf(ctx), shown.View
	speakers := all(shown.Found.(*walk.Pair).Speakers())
	l := sorted(byPlace("voices", 1, 4), speakers, speakerPlace, place.compare)
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(s *walk.Speaker) (*exec.DyadVoice, error) { return d.presentSpeaker(s, v) })
	if err != nil {
		return nil, err
	}
	return p.voices(nodes), nil
}

// speakerPlace orders speakers as [walk.Pair.Speakers] does.
func speakerPlace(s *walk.Speaker) place {
	return place{rank: []int{s.Kind()}, text: []string{string(s.Entity), s.Label, string(s.Affiliation), string(s.Source)}}
}

func (d *desk) presentSpeaker(s *walk.Speaker, v *graph.View) (*exec.DyadVoice, error) {
	shown := &exec.DyadVoice{Label: optional(s.Label), Found: s, View: v}
	var err error
	if shown.Entity, err = d.entityIfAny(s.Entity, v); err != nil {
		return nil, err
	}
	if shown.Affiliation, err = d.entityIfAny(s.Affiliation, v); err != nil {
		return nil, err
	}
	if s.Source != "" {
		if shown.Source, err = d.source(s.Source, v); err != nil {
			return nil, err
		}
	}
	for i := range s.Statements {
		switch {
		case s.Statements[i].Has(graph.Affirms):
			shown.Affirming++
		case s.Statements[i].Has(graph.Negates):
			shown.Negating++
		}
	}
	return shown, nil
}

// Statements lists what a voice says.
func (r dyadVoiceResolver) Statements(ctx context.Context, voice *exec.DyadVoice,
	first *int, after *string, last *int, before *string,
) (*exec.StatementConnection, error) {
	d := deskOf(ctx)
	g, err := d.graph(voice.View)
	if err != nil {
		return nil, err
	}
	at := func(s *walk.Statement) place {
		t := g.Triple(s.Edge)
		return place{text: []string{string(t.From), string(t.Type), string(t.To), s.Claim.ID.String(), strconv.Itoa(s.Place)}}
	}
	l := sorted(byPlace("said", 0, 5), all(voice.Found.(*walk.Speaker).Statements), at, place.compare)
	return d.statementPage(ctx, voice.View, l, first, after, last, before)
}

// Changes lists changes of sign and of relationships.
func (r dyadResolver) Changes(ctx context.Context, shown *exec.Dyad,
	first *int, after *string, last *int, before *string,
) (*exec.DyadChangeConnection, error) {
	d, v := deskOf(ctx), shown.View
	g, pair, err := d.pairOf(shown)
	if err != nil {
		return nil, err
	}
	at := func(t *walk.Turn) place { return turnPlace(g, t) }
	l := sorted(byPlace("changes", 5, 4), all(pair.Changes()), at, place.compare)
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(t *walk.Turn) (*exec.DyadChange, error) {
		return presentTurn(t, v), nil
	})
	if err != nil {
		return nil, err
	}
	return p.changes(nodes), nil
}

// turnPlace orders changes: those of sign first, then by the days after and before, then by relationship and claim.
func turnPlace(g *index.Graph, t *walk.Turn) place {
	after, before := t.After.Span(), t.Before.Span()
	p := place{
		rank: []int{0, int(after.From), int(after.To), int(before.From), int(before.To)},
		text: []string{"", "", "", t.After.Claims[0].String()},
	}
	if !t.Sign {
		ends := g.Triple(t.Edge)
		p.rank[0], p.text[0], p.text[1], p.text[2] = 1, string(ends.From), string(ends.Type), string(ends.To)
	}
	return p
}

func presentTurn(t *walk.Turn, v *graph.View) *exec.DyadChange {
	kind := exec.ChangeKindRelationship
	if t.Sign {
		kind = exec.ChangeKindSign
	}
	return &exec.DyadChange{
		Kind: kind, Told: t.Told, Before: presentPhase(&t.Before, v), After: presentPhase(&t.After, v), Found: t, View: v,
	}
}

func presentPhase(p *graph.Phase, v *graph.View) *exec.Phase {
	return &exec.Phase{
		Sign: p.Sign, Holds: p.Holds, When: p.When, Extent: p.Extent, ClaimCount: len(p.Claims), ClaimIDs: p.Claims, View: v,
	}
}

// Relationship is what changed.
func (r dyadChangeResolver) Relationship(ctx context.Context, c *exec.DyadChange) (*exec.Relationship, error) {
	t := c.Found.(*walk.Turn)
	if t.Sign {
		return nil, nil
	}
	d := deskOf(ctx)
	g, err := d.graph(c.View)
	if err != nil {
		return nil, err
	}
	return d.presentRelationship(g, t.Edge, c.View), nil
}

// Claims are those that one side of a change is made of.
func (r phaseResolver) Claims(ctx context.Context, p *exec.Phase) ([]*exec.Claim, error) {
	return deskOf(ctx).claimsOf(ctx, p.View, atMost(p.ClaimIDs))
}

// atMost is as much of a list without pages as is shown.
func atMost[T any](list []T) []T { return list[:min(len(list), defaultPage)] }

// Mediators lists who goes between the two.
func (r dyadResolver) Mediators(ctx context.Context, shown *exec.Dyad,
	first *int, after *string, last *int, before *string,
) (*exec.MediatorConnection, error) {
	d, v := deskOf(ctx), shown.View
	g, pair, err := d.pairOf(shown)
	if err != nil {
		return nil, err
	}
	found, err := pair.Mediators(ctx)
	if err != nil {
		return nil, err
	}
	key := func(m *walk.Mediator) graph.EntityKey { return g.Key(m.Node) }
	l := sorted(byText[graph.EntityKey]("mediators"), all(found), key, cmp.Compare[graph.EntityKey])
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(m *walk.Mediator) (*exec.Mediator, error) {
		return &exec.Mediator{Entity: d.presentEntity(g.Entity(m.Node), v), Status: m.Status, Found: m, View: v}, nil
	})
	if err != nil {
		return nil, err
	}
	return p.mediators(nodes), nil
}

// Relationships lists those that a mediation is behind.
func (r mediatorResolver) Relationships(ctx context.Context, m *exec.Mediator,
	first *int, after *string, last *int, before *string,
) (*exec.RelationshipConnection, error) {
	return deskOf(ctx).edgePage(ctx, m.View, m.Found.(*walk.Mediator).Edges, first, after, last, before)
}

// Claims lists the mediations.
func (r mediatorResolver) Claims(ctx context.Context, m *exec.Mediator,
	first *int, after *string, last *int, before *string,
) (*exec.ClaimConnection, error) {
	claims := slices.Clone(m.Found.(*walk.Mediator).Claims)
	return deskOf(ctx).claimPage(ctx, m.View, claimsAt(claims), first, after, last, before)
}

// SharedAllies lists third actors on good terms with both.
func (r dyadResolver) SharedAllies(ctx context.Context, shown *exec.Dyad,
	first *int, after *string, last *int, before *string,
) (*exec.SharedActorConnection, error) {
	return deskOf(ctx).sharedPage(ctx, shown, graph.Positive, first, after, last, before)
}

// SharedEnemies lists third actors on bad terms with both.
func (r dyadResolver) SharedEnemies(ctx context.Context, shown *exec.Dyad,
	first *int, after *string, last *int, before *string,
) (*exec.SharedActorConnection, error) {
	return deskOf(ctx).sharedPage(ctx, shown, graph.Negative, first, after, last, before)
}

// sharedPage is a page of third actors with whom both have relationships of a sign.
func (d *desk) sharedPage(ctx context.Context, shown *exec.Dyad, sign graph.Sign,
	first *int, after *string, last *int, before *string,
) (*exec.SharedActorConnection, error) {
	g, pair, err := d.pairOf(shown)
	if err != nil {
		return nil, err
	}
	found, err := pair.Shared(ctx, sign)
	if err != nil {
		return nil, err
	}
	key := func(s *walk.Shared) graph.EntityKey { return g.Key(s.Node) }
	l := sorted(byText[graph.EntityKey]("shared"), all(found), key, cmp.Compare[graph.EntityKey])
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(s *walk.Shared) (*exec.SharedActor, error) {
		return &exec.SharedActor{Entity: d.presentEntity(g.Entity(s.Node), shown.View), Found: s, View: shown.View}, nil
	})
	if err != nil {
		return nil, err
	}
	return p.sharedActors(nodes), nil
}

// WithA lists the relationships with the first of the two.
func (r sharedActorResolver) WithA(ctx context.Context, s *exec.SharedActor,
	first *int, after *string, last *int, before *string,
) (*exec.RelationshipConnection, error) {
	return deskOf(ctx).edgePage(ctx, s.View, s.Found.(*walk.Shared).WithA, first, after, last, before)
}

// WithB lists the relationships with the second.
func (r sharedActorResolver) WithB(ctx context.Context, s *exec.SharedActor,
	first *int, after *string, last *int, before *string,
) (*exec.RelationshipConnection, error) {
	return deskOf(ctx).edgePage(ctx, s.View, s.Found.(*walk.Shared).WithB, first, after, last, before)
}

// edgePage is a page of relationships that are at hand.
func (d *desk) edgePage(ctx context.Context, v *graph.View, edges []index.Edge,
	first *int, after *string, last *int, before *string,
) (*exec.RelationshipConnection, error) {
	g, err := d.graph(v)
	if err != nil {
		return nil, err
	}
	return relationshipPage(ctx, g, v, edgesAt(g, edges), first, after, last, before)
}
