package resolver

import (
	"context"
	"iter"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// presentRelationship shows a relationship as v has it.
func (d *desk) presentRelationship(g *index.Graph, e index.Edge, v *graph.View) *exec.Relationship {
	return d.shown.relationship(summed{g, e, v}, func() *exec.Relationship { return d.writeRelationship(g, e, v) })
}

func (d *desk) writeRelationship(g *index.Graph, e index.Edge, v *graph.View) *exec.Relationship {
	positions, undated := g.Positions(e)
	t := g.Triple(e)
	r := graph.RelationshipOf(t.From, g.Term(e), t.To, positions)
	from, to := g.Ends(e)
	shown := &exec.Relationship{
		ID: r.ID.String(), Status: r.Status, Sign: r.Sign, Weight: r.Weight, UndatedLeftOut: undated,
		From: d.presentEntity(g.Entity(from), v), Type: d.termOf(v, graph.RelationTerm, r.Type),
		Support: presentSupport(&r.Support, v), Record: &r, View: v,
	}
	if to != index.Nobody {
		shown.To = d.presentEntity(g.Entity(to), v)
	}
	for i := range r.Spells {
		s := &r.Spells[i]
		shown.Spells = append(shown.Spells, &exec.Spell{
			When: s.When, Extent: s.Extent, Holds: s.Holds, ClaimIDs: s.Claims, View: v,
		})
	}
	return shown
}

func presentSupport(s *graph.Support, v *graph.View) *exec.Support {
	shown := &exec.Support{
		Claims: s.Claims, Sources: s.Sources, Origins: s.Origins, Asserting: s.Asserting,
		Reporting: s.Reporting, Opinion: s.Opinion, Data: s.Data, IndependenceUnknown: s.IndependenceUnknown,
	}
	for i := range s.Matrix {
		shown.Matrix = append(shown.Matrix, &s.Matrix[i])
	}
	for i := range s.DeniedBy {
		d := &s.DeniedBy[i]
		shown.DeniedBy = append(shown.DeniedBy, &exec.Denial{Label: optional(d.Label), Role: d.Role, Record: d, View: v})
	}
	return shown
}

// An edgeList is a list of relationships.
type edgeList = list[index.Edge, index.Triple]

// edgesOf is the list of an entity's relationships.
func edgesOf(g *index.Graph, n index.Node, direction *exec.Direction, filter *exec.RelationshipFilter) (edgeList, error) {
	l, err := edges(g, filter, func(w index.Window[index.Triple]) iter.Seq[index.Edge] {
		return g.RelationshipsOf(n, index.Any, w, nil)
	})
	if err != nil || direction == nil || *direction == exec.DirectionAny {
		return l, err
	}
	match := l.match
	l.match = func(e index.Edge) bool { return leads(g, e, n, *direction) && (match == nil || match(e)) }
	return l, nil
}

// leads reports whether a relationship of n leads away from it or towards it, as asked. A symmetric one does both.
func leads(g *index.Graph, e index.Edge, n index.Node, direction exec.Direction) bool {
	from, to := g.Ends(e)
	return g.Term(e).Symmetric || direction == exec.DirectionOut && from == n || direction == exec.DirectionIn && to == n
}

// edges is the list of those relationships that run yields and the filter lets through. The filter is applied here, so that a
// long look for the few that fit it heeds the request's time.
func edges(g *index.Graph, filter *exec.RelationshipFilter,
	run func(index.Window[index.Triple]) iter.Seq[index.Edge],
) (edgeList, error) {
	l := edgeList{by: byEnds(), key: g.Triple, run: run}
	m, err := matcher(g, filter)
	if m != nil {
		l.match = m.Match
	}
	return l, err
}

// everyEdge reads all relationships.
func everyEdge(g *index.Graph) func(index.Window[index.Triple]) iter.Seq[index.Edge] {
	return func(w index.Window[index.Triple]) iter.Seq[index.Edge] { return g.Relationships(w, nil) }
}

// Relationship finds one relationship.
func (r queryResolver) Relationship(ctx context.Context, id string, view *exec.View) (*exec.Relationship, error) {
	v, g, err := deskOf(ctx).under(ctx, view, nil)
	if err != nil {
		return nil, err
	}
	parsed, err := graph.ParseID[graph.Relationship](id)
	if err != nil {
		return nil, err
	}
	e, ok := g.Edge(parsed)
	if !ok {
		return nil, nil
	}
	return deskOf(ctx).presentRelationship(g, e, v), nil
}

// Relationships lists relationships.
func (r queryResolver) Relationships(ctx context.Context, filter *exec.RelationshipFilter, view *exec.View,
	orderBy *exec.RelationshipOrder, first *int, after *string, last *int, before *string,
) (*exec.RelationshipConnection, error) {
	v, g, err := deskOf(ctx).under(ctx, view, nil)
	if err != nil {
		return nil, err
	}
	l, err := edges(g, filter, everyEdge(g))
	if err != nil {
		return nil, err
	}
	if v.IsDefault() {
		l.total = func() int { shown, _ := g.CountRelationships(nil); return shown }
	}
	l = l.turned(orderBy != nil && orderBy.Direction == exec.OrderDirectionDesc)
	return relationshipPage(ctx, g, v, l, first, after, last, before)
}

// relationshipPage is a page of relationships.
func relationshipPage(ctx context.Context, g *index.Graph, v *graph.View, l edgeList,
	first *int, after *string, last *int, before *string,
) (*exec.RelationshipConnection, error) {
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(e index.Edge) (*exec.Relationship, error) {
		return deskOf(ctx).presentRelationship(g, e, v), nil
	})
	if err != nil {
		return nil, err
	}
	return p.relationships(nodes), nil
}

// edge returns the graph that a relationship is shown in, and its edge.
func (d *desk) edge(rel *exec.Relationship) (*index.Graph, index.Edge, error) {
	g, err := d.graph(rel.View)
	if err != nil {
		return nil, 0, err
	}
	e, ok := g.Edge(rel.Record.ID)
	if !ok {
		return nil, 0, &graph.Error{On: "relationship " + rel.ID, Fault: graph.Internal, Err: errNotYet}
	}
	return g, e, nil
}

// Claims lists the claims behind the relationship.
func (r relationshipResolver) Claims(ctx context.Context, rel *exec.Relationship, filter *exec.ClaimFilter,
	first *int, after *string, last *int, before *string,
) (*exec.ClaimConnection, error) {
	d := deskOf(ctx)
	g, e, err := d.edge(rel)
	if err != nil {
		return nil, err
	}
	var claims []*graph.Claim
	for _, b := range g.Backing(e) {
		claims = append(claims, b.Claim)
	}
	behind := sorted(byID[graph.Claim]("claims"), claims, claimKey, graph.ClaimID.Compare)
	l, err := d.claimList(g, filter, behind.run)
	if err != nil {
		return nil, err
	}
	return d.claimPage(ctx, rel.View, l, first, after, last, before)
}

// Contradictions lists the contradictions that the relationship's claims take part in.
func (r relationshipResolver) Contradictions(ctx context.Context, rel *exec.Relationship, filter *exec.ContradictionFilter,
	first *int, after *string, last *int, before *string,
) (*exec.ContradictionConnection, error) {
	d := deskOf(ctx)
	g, e, err := d.edge(rel)
	if err != nil {
		return nil, err
	}
	var found []*graph.Contradiction
	for _, id := range g.ContradictionsOf(e) {
		if c, ok := g.Contradiction(id); ok {
			found = append(found, c)
		}
	}
	return d.contradictionPage(ctx, g, rel.View, found, filter, first, after, last, before)
}

// Claims are those that a spell is made of.
func (r spellResolver) Claims(ctx context.Context, s *exec.Spell) ([]*exec.Claim, error) {
	return deskOf(ctx).claimsOf(ctx, s.View, s.ClaimIDs)
}

// Entity is who denies.
func (r denialResolver) Entity(ctx context.Context, d *exec.Denial) (*exec.Entity, error) {
	return deskOf(ctx).entityIfAny(d.Record.Entity, d.View)
}

// Source is where it is denied.
func (r denialResolver) Source(ctx context.Context, d *exec.Denial) (*exec.Source, error) {
	return deskOf(ctx).source(d.Record.Source, d.View)
}
