package resolver

import (
	"context"
	"iter"
	"slices"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// A diff is two graphs that are shown side by side, with the views that they are shown under.
type diff struct {
	*index.Comparison
	before, after *graph.View
}

// Diff compares two moments of the data.
func (r queryResolver) Diff(ctx context.Context, from, to string, filter *exec.RelationshipFilter, view *exec.View) (*exec.GraphDiff, error) {
	if view != nil && view.AsOf != nil {
		return nil, refused("view.asOf", "`from` and `to` say of when")
	}
	at := func(name, moment string) (*exec.View, graph.Tx, error) {
		v := exec.View{}
		if view != nil {
			v = *view
		}
		v.AsOf = &exec.AsOf{Time: &moment}
		tx, err := deskOf(ctx).asOf(ctx, v.AsOf)
		return &v, tx, err
	}
	before, was, err := at("from", from)
	if err != nil {
		return nil, err
	}
	after, is, err := at("to", to)
	if err != nil {
		return nil, err
	}
	if was > is {
		return nil, refused("from", "%s is after %s: the earlier moment comes first", from, to)
	}
	return deskOf(ctx).compare(ctx, before, after, filter)
}

// Sensitivity compares a graph with what it would be without something.
func (r queryResolver) Sensitivity(ctx context.Context, without exec.Without, filter *exec.RelationshipFilter, view *exec.View,
) (*exec.GraphDiff, error) {
	if len(without.Sources) == 0 && len(without.Voices) == 0 && len(without.Modality) == 0 {
		return nil, refused("without", "it names nothing that would be left out")
	}
	after := exec.View{}
	if view != nil {
		after = *view
	}
	if already := after.Without; already != nil {
		without = exec.Without{
			Sources:  slices.Concat(without.Sources, already.Sources),
			Voices:   slices.Concat(without.Voices, already.Voices),
			Modality: slices.Concat(without.Modality, already.Modality),
		}
	}
	after.Without = &without
	return deskOf(ctx).compare(ctx, view, &after, filter)
}

// Contradictions are those of only one of the graphs.
func (r graphDiffResolver) Contradictions(_ context.Context, g *exec.GraphDiff) (*exec.ContradictionDiff, error) {
	return &exec.ContradictionDiff{Found: g.Found}, nil
}

// Appeared are the contradictions that only the graph after shows.
func (r contradictionDiffResolver) Appeared(ctx context.Context, c *exec.ContradictionDiff, first *int, after *string, last *int, before *string,
) (*exec.ContradictionConnection, error) {
	found := c.Found.(*diff)
	return deskOf(ctx).contradictionPage(ctx, found.After, found.after, onlyIn(found.After, found.Before), nil, first, after, last, before)
}

// Vanished are the contradictions that only the graph before shows.
func (r contradictionDiffResolver) Vanished(ctx context.Context, c *exec.ContradictionDiff, first *int, after *string, last *int, before *string,
) (*exec.ContradictionConnection, error) {
	found := c.Found.(*diff)
	return deskOf(ctx).contradictionPage(ctx, found.Before, found.before, onlyIn(found.Before, found.After), nil, first, after, last, before)
}

// onlyIn returns the contradictions of a graph that another one has not.
func onlyIn(g, other *index.Graph) []*graph.Contradiction {
	return slices.DeleteFunc(all(g.Contradictions()), func(c *graph.Contradiction) bool {
		_, both := other.Contradiction(c.ID)
		return both
	})
}

// compare puts the graphs of two views side by side.
func (d *desk) compare(ctx context.Context, before, after *exec.View, filter *exec.RelationshipFilter) (*exec.GraphDiff, error) {
	c := &index.Comparison{}
	found := &diff{Comparison: c}
	var err error
	if found.before, c.Before, err = d.under(ctx, before, nil); err != nil {
		return nil, err
	}
	if found.after, c.After, err = d.under(ctx, after, nil); err != nil {
		return nil, err
	}
	if err = found.match(filter); err != nil {
		return nil, err
	}
	return &exec.GraphDiff{Found: found}, nil
}

// match chooses what is looked at. An entity or a term need be known in one graph only.
func (c *diff) match(w *exec.RelationshipFilter) error {
	if w == nil {
		return nil
	}
	after, err := relationshipFilter(lookup{c.After, c.Before}, w)
	if err != nil {
		return err
	}
	before, err := relationshipFilter(lookup{c.Before, c.After}, w)
	if err != nil {
		return err
	}
	return c.Match(before, after)
}

// shiftsOf is the list of those relationships of which something became.
func shiftsOf(g *exec.GraphDiff, which func(*index.Shift) bool) (*diff, list[index.Shift, index.Triple]) {
	found := g.Found.(*diff)
	return found, list[index.Shift, index.Triple]{
		by: byEnds(), key: func(s index.Shift) index.Triple { return s.Triple },
		run:   func(w index.Window[index.Triple]) iter.Seq[index.Shift] { return found.Shifts(w) },
		match: func(s index.Shift) bool { return s.Matched() && which(&s) },
	}
}

// Gained are the relationships that only the graph after shows.
func (r graphDiffResolver) Gained(ctx context.Context, g *exec.GraphDiff, first *int, after *string, last *int, before *string,
) (*exec.RelationshipConnection, error) {
	found, l := shiftsOf(g, (*index.Shift).Gained)
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(s index.Shift) (*exec.Relationship, error) {
		return deskOf(ctx).presentRelationship(found.After, s.After.Edge, found.after), nil
	})
	if err != nil {
		return nil, err
	}
	return p.relationships(nodes), nil
}

// Lost are the relationships that only the graph before shows.
func (r graphDiffResolver) Lost(ctx context.Context, g *exec.GraphDiff, first *int, after *string, last *int, before *string,
) (*exec.RelationshipConnection, error) {
	found, l := shiftsOf(g, (*index.Shift).Lost)
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(s index.Shift) (*exec.Relationship, error) {
		return deskOf(ctx).presentRelationship(found.Before, s.Before.Edge, found.before), nil
	})
	if err != nil {
		return nil, err
	}
	return p.relationships(nodes), nil
}

// Changed are the relationships of another status or sign.
func (r graphDiffResolver) Changed(ctx context.Context, g *exec.GraphDiff, first *int, after *string, last *int, before *string,
) (*exec.RelationshipShiftConnection, error) {
	found, l := shiftsOf(g, changed)
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(s index.Shift) (*exec.RelationshipShift, error) {
		d := deskOf(ctx)
		return &exec.RelationshipShift{
			Before:        d.presentRelationship(found.Before, s.Before.Edge, found.before),
			After:         d.presentRelationship(found.After, s.After.Edge, found.after),
			StatusChanged: s.StatusChanged(), SignChanged: s.SignChanged(),
		}, nil
	})
	if err != nil {
		return nil, err
	}
	return p.shifts(nodes), nil
}

func changed(s *index.Shift) bool { return s.StatusChanged() || s.SignChanged() }

// Unchanged is how many relationships are the same in both.
func (r graphDiffResolver) Unchanged(ctx context.Context, g *exec.GraphDiff) (int, error) {
	_, l := shiftsOf(g, func(s *index.Shift) bool { return s.Before.Shown && s.After.Shown && !changed(s) })
	return l.count(ctx)
}
