package resolver

import (
	"context"
	"iter"
	"strconv"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/walk"
	"dyad/schema/exec"
)

// byInstant sorts statements in the order of time. Of what has no date, which is another list, the days are those of all time.
func byInstant(undated bool) sorting[index.Instant] {
	name := "time"
	if undated {
		name = "undated"
	}
	return sorting[index.Instant]{
		name: name,
		parts: func(i index.Instant) []string {
			return []string{strconv.Itoa(int(i.Days.From)), strconv.Itoa(int(i.Days.To)), i.Claim.String(), strconv.Itoa(i.Place)}
		},
		key: func(parts []string) (i index.Instant, err error) {
			if len(parts) != 4 {
				return i, errForeign
			}
			var n [3]int
			for at, text := range []string{parts[0], parts[1], parts[3]} {
				if n[at], err = strconv.Atoi(text); err != nil {
					return i, err
				}
			}
			i.Days, i.Place = graph.Span{From: graph.Day(n[0]), To: graph.Day(n[1])}, n[2]
			i.Claim, err = graph.ParseID[graph.Claim](parts[2])
			return i, err
		},
	}
}

// A timeline is what is listed in the order of time.
type timeline struct {
	g       *index.Graph
	undated bool // what has no date, in place of what has one
	view    *graph.View
	edges   *index.Matcher          // nil: about any relationship
	claim   func(*graph.Claim) bool // nil: by any claim
	about   index.Node              // only about relationships of this entity; Nobody: of all
}

// Timeline lists who says what of which time.
func (r queryResolver) Timeline(ctx context.Context, filter *exec.RelationshipFilter, claimFilter *exec.ClaimFilter, undated *bool,
	view *exec.View, first *int, after *string, last *int, before *string,
) (*exec.TimelineConnection, error) {
	d := deskOf(ctx)
	v, g, err := d.under(ctx, view, nil)
	if err != nil {
		return nil, err
	}
	t := timeline{g: g, undated: or(undated, false), view: v, about: index.Nobody}
	if t.edges, err = matcher(g, filter); err != nil {
		return nil, err
	}
	if t.claim, err = d.claimMatch(g, claimFilter); err != nil {
		return nil, err
	}
	run := g.Timeline
	if t.undated {
		run = g.Undated
	}
	return d.timelinePage(ctx, &t, run, first, after, last, before)
}

// Timeline lists who says what of which time about the entity's relationships.
func (r entityResolver) Timeline(ctx context.Context, e *exec.Entity, undated *bool, first *int, after *string, last *int, before *string,
) (*exec.TimelineConnection, error) {
	d := deskOf(ctx)
	g, err := d.graph(e.View)
	if err != nil {
		return nil, err
	}
	n, err := g.Locate(e.Key)
	if err != nil {
		return nil, err
	}
	n = g.Whole(n)
	t := timeline{g: g, undated: or(undated, false), view: e.View, about: n}
	return d.timelinePage(ctx, &t, g.TimelineOf(n, !t.undated), first, after, last, before)
}

func (d *desk) timelinePage(ctx context.Context, t *timeline, run func(index.Window[index.Instant]) iter.Seq[*index.Held],
	first *int, after *string, last *int, before *string,
) (*exec.TimelineConnection, error) {
	l := list[*index.Held, index.Instant]{
		by: byInstant(t.undated), key: (*index.Held).Instant, run: run,
		match: func(h *index.Held) bool { _, ok := t.edge(h); return ok && (t.claim == nil || t.claim(h.Claim)) },
	}
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(h *index.Held) (*exec.Statement, error) {
		e, _ := t.edge(h)
		return d.presentStatement(&walk.Statement{Position: h.Position, Edge: e, Place: h.Place}, t.view)
	})
	if err != nil {
		return nil, err
	}
	for _, item := range p.items {
		d.want(t.view, item.Claim.ID) // all in one call
	}
	return p.timeline(nodes), nil
}

// edge returns the first relationship asked for that a claim is behind.
func (t *timeline) edge(h *index.Held) (index.Edge, bool) {
	for e := range t.g.Behind(h) {
		if !t.g.Shows(e) || t.edges != nil && !t.edges.Match(e) {
			continue
		}
		if from, to := t.g.Ends(e); t.about == index.Nobody || from == t.about || to == t.about {
			return e, true
		}
	}
	return 0, false
}
