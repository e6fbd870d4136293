package resolver

import (
	"cmp"
	"context"
	"slices"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// RolledUp tells what a view's rollup merged.
func (r queryResolver) RolledUp(ctx context.Context, view exec.View) (*exec.RolledUp, error) {
	v, _, err := deskOf(ctx).under(ctx, &view, nil)
	if err != nil {
		return nil, err
	}
	return &exec.RolledUp{Found: []index.Node(nil), View: v}, nil
}

// rolledUp returns what was rolled up, as far as it concerns those about whom it was asked; all of it if that was nobody.
func (d *desk) rolledUp(shown *exec.RolledUp) (*index.Graph, index.RolledUp, error) {
	g, err := d.graph(shown.View)
	if err != nil {
		return nil, index.RolledUp{}, err
	}
	up := g.RolledUp()
	if about := shown.Found.([]index.Node); about != nil {
		up = up.About(g, about...)
	}
	return g, up, nil
}

// linkEnds are what merges are sorted by.
type linkEnds struct{ part, whole graph.EntityKey }

func (e linkEnds) compare(f linkEnds) int {
	return cmp.Or(cmp.Compare(e.part, f.part), cmp.Compare(e.whole, f.whole))
}

// byLink sorts merges.
func byLink() sorting[linkEnds] {
	return sorting[linkEnds]{
		name:  "merges",
		parts: func(e linkEnds) []string { return []string{string(e.part), string(e.whole)} },
		key: func(p []string) (linkEnds, error) {
			if len(p) != 2 {
				return linkEnds{}, errForeign
			}
			return linkEnds{graph.EntityKey(p[0]), graph.EntityKey(p[1])}, nil
		},
	}
}

// Merged lists parts that are counted as wholes.
func (r rolledUpResolver) Merged(ctx context.Context, shown *exec.RolledUp,
	first *int, after *string, last *int, before *string,
) (*exec.MergeConnection, error) {
	d := deskOf(ctx)
	_, up, err := d.rolledUp(shown)
	if err != nil {
		return nil, err
	}
	ends := func(l *index.Link) linkEnds { return linkEnds{l.Part, l.Whole} }
	l := sorted(byLink(), all(up.Merged), ends, linkEnds.compare)
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(l *index.Link) (*exec.Merge, error) {
		return d.presentMerge(l, shown.View)
	})
	if err != nil {
		return nil, err
	}
	return p.merges(nodes), nil
}

func (d *desk) presentMerge(l *index.Link, v *graph.View) (*exec.Merge, error) {
	part, err := d.entity(l.Part, v)
	if err != nil {
		return nil, err
	}
	whole, err := d.entity(l.Whole, v)
	if err != nil {
		return nil, err
	}
	shown := &exec.Merge{Part: part, Whole: whole, ClaimCount: len(l.Claims), ClaimIDs: l.Claims, View: v}
	if !l.Lasting() {
		for _, t := range l.Times {
			shown.When = append(shown.When, t.EDTF())
		}
	}
	return shown, nil
}

// Refused lists parts that are left.
func (r rolledUpResolver) Refused(ctx context.Context, shown *exec.RolledUp,
	first *int, after *string, last *int, before *string,
) (*exec.RefusalConnection, error) {
	d := deskOf(ctx)
	_, up, err := d.rolledUp(shown)
	if err != nil {
		return nil, err
	}
	at := func(r *index.Refusal) place {
		return place{rank: []int{slices.Index(graph.RollupDoubts(), r.Doubt)}, text: []string{string(r.Part)}}
	}
	l := sorted(byPlace("refusals", 1, 1), all(up.Refused), at, place.compare)
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(no *index.Refusal) (*exec.Refusal, error) {
		return d.presentRefusal(no, shown.View)
	})
	if err != nil {
		return nil, err
	}
	return p.refusals(nodes), nil
}

func (d *desk) presentRefusal(no *index.Refusal, v *graph.View) (*exec.Refusal, error) {
	part, err := d.entity(no.Part, v)
	if err != nil {
		return nil, err
	}
	wholes, err := d.entities(atMost(no.Wholes), v)
	if err != nil {
		return nil, err
	}
	return &exec.Refusal{Part: part, Wholes: wholes, Doubt: no.Doubt, ClaimCount: len(no.Claims), ClaimIDs: no.Claims, View: v}, nil
}

// ClaimsWithin counts claims whose ends are one.
func (r rolledUpResolver) ClaimsWithin(ctx context.Context, shown *exec.RolledUp) (int, error) {
	g, err := deskOf(ctx).graph(shown.View)
	if err != nil {
		return 0, err
	}
	return len(g.Inner(shown.Found.([]index.Node))), nil
}

// Claims are those that say that the part belongs to the whole.
func (r mergeResolver) Claims(ctx context.Context, m *exec.Merge) ([]*exec.Claim, error) {
	return deskOf(ctx).claimsOf(ctx, m.View, atMost(m.ClaimIDs))
}

// Claims are those that say that the part belongs to others.
func (r refusalResolver) Claims(ctx context.Context, no *exec.Refusal) ([]*exec.Claim, error) {
	return deskOf(ctx).claimsOf(ctx, no.View, atMost(no.ClaimIDs))
}
