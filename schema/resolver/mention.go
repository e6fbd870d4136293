package resolver

import (
	"cmp"
	"context"
	"slices"

	"dyad/graph"
	"dyad/schema/exec"
)

// mentionPage is a page of those mentions that wanted lets through, by source, then place in the text.
func (d *desk) mentionPage(ctx context.Context, all []*graph.Mention, v *graph.View, wanted func(*graph.Mention) bool,
	first *int, after *string, last *int, before *string,
) (*exec.MentionConnection, error) {
	l := sorted(byPlace("mentions", 2, 1), slices.Clone(all), mentionPlace, comparePlaces)
	l.match = wanted
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(m *graph.Mention) (*exec.Mention, error) {
		return &exec.Mention{Form: m.Form, Part: presentPart(m.Part), Record: m, View: v}, nil
	})
	if err != nil {
		return nil, err
	}
	return p.mentions(nodes), nil
}

// mentionPlace is where a mention stands. No two mentions share a span of one source.
func mentionPlace(m *graph.Mention) place {
	return place{rank: []int{m.Start, m.End}, text: []string{string(m.Source)}}
}

// comparePlaces orders mentions by source first.
func comparePlaces(a, b place) int {
	return cmp.Or(slices.Compare(a.text, b.text), slices.Compare(a.rank, b.rank))
}

// Source is where the mention stands.
func (r mentionResolver) Source(ctx context.Context, m *exec.Mention) (*exec.Source, error) {
	return deskOf(ctx).source(m.Record.Source, m.View)
}

// Entity is whom it names.
func (r mentionResolver) Entity(ctx context.Context, m *exec.Mention) (*exec.Entity, error) {
	return deskOf(ctx).entity(m.Record.Entity, m.View)
}
