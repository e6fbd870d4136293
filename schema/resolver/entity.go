package resolver

import (
	"context"
	"slices"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// presentEntity shows an entity as v has it.
func (d *desk) presentEntity(e *graph.Entity, v *graph.View) *exec.Entity {
	words := d.words(v)
	return once(&d.shown, d.shown.entities, seen[graph.Entity]{e, v}, func() *exec.Entity {
		return writeEntity(e, v, d.shown.term(used{words, graph.EntityTypeTerm, e.Type}))
	})
}

func writeEntity(e *graph.Entity, v *graph.View, entityType *exec.TermEntry) *exec.Entity {
	// Most entities have one name. With it they are one piece of memory, which hundreds of them in an answer show.
	all := &struct {
		exec.Entity
		name  exec.Name
		names [1]*exec.Name
	}{Entity: exec.Entity{
		ID: e.ID.String(), Key: string(e.Key), Name: e.Name, Type: entityType, Description: optional(e.Description),
		External: make([]*graph.ExternalID, len(e.External)), Record: e, View: v,
	}}
	for i := range e.External {
		all.External[i] = &e.External[i]
	}
	if len(e.Names) > 0 {
		all.Names = presentNames(e.AllNames())
		return &all.Entity
	}
	all.name = exec.Name{Text: e.Name, Kind: graph.Preferred}
	all.names[0] = &all.name
	all.Names = all.names[:]
	return &all.Entity
}

func presentNames(names []graph.Name) []*exec.Name {
	written, shown := make([]exec.Name, len(names)), make([]*exec.Name, len(names))
	for i := range names {
		n := &names[i]
		written[i] = exec.Name{Text: n.Text, Kind: n.Kind, Language: optional(n.Language), Ambiguous: n.Ambiguous}
		shown[i] = &written[i]
	}
	return shown
}

// entity shows the entity that a key names under v. A key that names none is an error of ours: who calls has it from a record.
func (d *desk) entity(key graph.EntityKey, v *graph.View) (*exec.Entity, error) {
	g, err := d.graph(v)
	if err != nil {
		return nil, err
	}
	n, ok := g.Node(key)
	if !ok {
		return nil, &graph.Error{On: "entity " + string(key), Fault: graph.Corrupt, Err: errNamedOnly}
	}
	return d.presentEntity(g.Entity(n), v), nil
}

// entities is entity of a list.
func (d *desk) entities(keys []graph.EntityKey, v *graph.View) ([]*exec.Entity, error) {
	shown := make([]*exec.Entity, len(keys))
	for i, key := range keys {
		e, err := d.entity(key, v)
		if err != nil {
			return nil, err
		}
		shown[i] = e
	}
	return shown, nil
}

// node returns the graph that an entity is shown in, and its node: that of the whole that it is counted as there.
func (d *desk) node(ctx context.Context, e *exec.Entity, written *exec.View) (*graph.View, *index.Graph, index.Node, error) {
	v, g, err := d.under(ctx, written, e.View)
	if err != nil {
		return nil, nil, 0, err
	}
	n, ok := g.Node(e.Record.Key)
	if !ok {
		return nil, nil, 0, &graph.Error{On: "entity " + e.Key, Fault: graph.NotFound, Err: errNotYet}
	}
	return v, g, g.Whole(n), nil
}

// Parent is where a list would file the entity; nil too where the moment that the view shows does not know it yet.
func (r entityResolver) Parent(ctx context.Context, e *exec.Entity) (*exec.Entity, error) {
	_, g, _, err := deskOf(ctx).node(ctx, e, nil)
	if err != nil {
		return nil, err
	}
	return shownIf(deskOf(ctx), g, e.View)(g.Node(e.Record.Parent))
}

// MergedFrom lists the other keys that the entity answers to.
func (r entityResolver) MergedFrom(ctx context.Context, e *exec.Entity) ([]string, error) {
	_, g, n, err := deskOf(ctx).node(ctx, e, nil)
	if err != nil {
		return nil, err
	}
	keys := []string{}
	if into, ok := g.Node(e.Record.Key); ok && g.Key(into) != e.Record.Key {
		return keys, nil // in the log an entity is shown by itself: this one answers to another key, and others not to its own
	}
	for k := range g.MergedKeys(n) {
		keys = append(keys, string(k))
	}
	return keys, nil
}

// Degree counts relationships.
func (r entityResolver) Degree(ctx context.Context, e *exec.Entity, direction *exec.Direction,
	filter *exec.RelationshipFilter, view *exec.View,
) (int, error) {
	_, g, n, err := deskOf(ctx).node(ctx, e, view)
	if err != nil {
		return 0, err
	}
	l, err := edgesOf(g, n, direction, filter)
	if err != nil {
		return 0, err
	}
	return l.count(ctx)
}

// Relationships lists the entity's relationships.
func (r entityResolver) Relationships(ctx context.Context, e *exec.Entity, direction *exec.Direction,
	filter *exec.RelationshipFilter, view *exec.View, first *int, after *string, last *int, before *string,
) (*exec.RelationshipConnection, error) {
	v, g, n, err := deskOf(ctx).node(ctx, e, view)
	if err != nil {
		return nil, err
	}
	l, err := edgesOf(g, n, direction, filter)
	if err != nil {
		return nil, err
	}
	return relationshipPage(ctx, g, v, l, first, after, last, before)
}

// Neighbors lists the entities at the other ends.
func (r entityResolver) Neighbors(ctx context.Context, e *exec.Entity, direction *exec.Direction,
	filter *exec.RelationshipFilter, view *exec.View, first *int, after *string, last *int, before *string,
) (*exec.EntityConnection, error) {
	v, g, n, err := deskOf(ctx).node(ctx, e, view)
	if err != nil {
		return nil, err
	}
	edges, err := edgesOf(g, n, direction, filter)
	if err != nil {
		return nil, err
	}
	others := map[index.Node]bool{}
	err = edges.each(ctx, index.Window[index.Triple]{}, func(edge index.Edge) bool {
		if other, ok := otherEnd(g, edge, n); ok {
			others[other] = true
		}
		return true
	})
	if err != nil {
		return nil, err
	}
	return entityPage(ctx, g, v, nodeList(g, others), first, after, last, before)
}

// otherEnd returns the end of a relationship of n that is not n. A unary one has none; one of n with itself has n.
func otherEnd(g *index.Graph, e index.Edge, n index.Node) (index.Node, bool) {
	from, to := g.Ends(e)
	if from == n {
		return to, to != index.Nobody
	}
	return from, true
}

// Claims lists the claims behind the entity's relationships.
func (r entityResolver) Claims(ctx context.Context, e *exec.Entity, filter *exec.ClaimFilter, view *exec.View,
	first *int, after *string, last *int, before *string,
) (*exec.ClaimConnection, error) {
	d := deskOf(ctx)
	v, g, n, err := d.node(ctx, e, view)
	if err != nil {
		return nil, err
	}
	l, err := d.claimList(g, filter, func(w claimWindow) claimSeq { return g.ClaimsAbout(n, w) })
	if err != nil {
		return nil, err
	}
	return d.claimPage(ctx, v, l, first, after, last, before)
}

// Mentions lists where the entity is named, under any of its keys.
func (r entityResolver) Mentions(ctx context.Context, e *exec.Entity, sources []string,
	first *int, after *string, last *int, before *string,
) (*exec.MentionConnection, error) {
	d := deskOf(ctx)
	_, g, n, err := d.node(ctx, e, nil)
	if err != nil {
		return nil, err
	}
	keys, err := sourceKeys(g, sources)
	if err != nil {
		return nil, err
	}
	all, err := d.c.Mentions.MentionsOf(ctx, e.Record.Key, d.tx(e.View))
	if err != nil {
		return nil, err
	}
	for key := range g.MergedKeys(n) {
		more, err := d.c.Mentions.MentionsOf(ctx, key, d.tx(e.View))
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	return d.mentionPage(ctx, all, e.View, func(m *graph.Mention) bool {
		return keys == nil || slices.Contains(keys, m.Source)
	}, first, after, last, before)
}
