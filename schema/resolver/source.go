package resolver

import (
	"context"
	"slices"
	"strings"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// presentSource shows a source as v has it.
func (d *desk) presentSource(s *graph.Source, v *graph.View) *exec.Source {
	return once(&d.shown, d.shown.sources, seen[graph.Source]{s, v}, func() *exec.Source { return writeSource(s, v) })
}

func writeSource(s *graph.Source, v *graph.View) *exec.Source {
	shown := &exec.Source{
		ID: s.ID.String(), Key: string(s.Key), Kind: s.Kind, Genre: s.Genre, Title: optional(s.Title),
		Publisher: optional(s.Publisher), Author: optional(s.Author), Language: optional(s.Language), URL: optional(s.URL),
		Reliability: optional(s.Reliability), Note: optional(s.Note), Record: s, View: v,
	}
	if !s.Published.EDTF.IsZero() {
		shown.Published = &exec.Published{Edtf: s.Published.EDTF.String(), Basis: s.Published.Basis}
	}
	return shown
}

// sourceRecord returns the source of a key that a record names.
func (d *desk) sourceRecord(key graph.SourceKey, v *graph.View) (*graph.Source, error) {
	g, err := d.graph(v)
	if err != nil {
		return nil, err
	}
	s, ok := g.Source(key)
	if !ok {
		return nil, &graph.Error{On: "source " + string(key), Fault: graph.Corrupt, Err: errNamedOnly}
	}
	return s, nil
}

// source is sourceRecord, shown.
func (d *desk) source(key graph.SourceKey, v *graph.View) (*exec.Source, error) {
	s, err := d.sourceRecord(key, v)
	if err != nil {
		return nil, err
	}
	return d.presentSource(s, v), nil
}

// Source finds one source.
func (r queryResolver) Source(ctx context.Context, by exec.SourceBy, view *exec.View) (*exec.Source, error) {
	v, g, err := deskOf(ctx).under(ctx, view, nil)
	if err != nil {
		return nil, err
	}
	var s *graph.Source
	var ok bool
	switch {
	case by.ID != nil:
		id, err := graph.ParseID[graph.Source](*by.ID)
		if err != nil {
			return nil, notKey(g, *by.ID, err)
		}
		s, ok = g.SourceOf(id)
	case by.Key != nil:
		s, ok = g.Source(graph.SourceKey(*by.Key))
	default:
		return nil, refused("by", "needs an id or a key")
	}
	if !ok {
		return nil, nil
	}
	return deskOf(ctx).presentSource(s, v), nil
}

// Sources lists sources.
func (r queryResolver) Sources(ctx context.Context, search *string, filter *exec.SourceFilter, view *exec.View,
	first *int, after *string, last *int, before *string,
) (*exec.SourceConnection, error) {
	v, g, err := deskOf(ctx).under(ctx, view, nil)
	if err != nil {
		return nil, err
	}
	l := list[*graph.Source, graph.SourceKey]{
		by: byText[graph.SourceKey]("sources"), key: func(s *graph.Source) graph.SourceKey { return s.Key },
		run: g.Sources, total: g.CountSources,
	}
	if search != nil || filter != nil {
		wanted := wordsOf(search)
		l.match = func(s *graph.Source) bool { return r.fits(s, wanted, filter) }
	}
	p, nodes, err := shownPage(ctx, l, first, after, last, before, func(s *graph.Source) (*exec.Source, error) {
		return deskOf(ctx).presentSource(s, v), nil
	})
	if err != nil {
		return nil, err
	}
	return p.sources(nodes), nil
}

// fits reports whether a source is one of those asked for.
func (r queryResolver) fits(s *graph.Source, wanted wordSearch, w *exec.SourceFilter) bool {
	if !wanted.in(string(s.Key), s.Title, s.Publisher, s.Author) {
		return false
	}
	if w == nil {
		return true
	}
	return (w.Kinds == nil || slices.Contains(w.Kinds, s.Kind)) &&
		(w.Genres == nil || slices.Contains(w.Genres, s.Genre)) &&
		(w.Languages == nil || slices.ContainsFunc(w.Languages, func(tag string) bool { return strings.EqualFold(tag, s.Language) })) &&
		(w.TextLoaded == nil || *w.TextLoaded == r.loaded(s))
}

// Text is what the source was annotated from.
func (r sourceResolver) Text(_ context.Context, s *exec.Source) (*exec.SourceText, error) {
	text := s.Record.Text
	if text.SHA256 == "" {
		return nil, nil
	}
	return &exec.SourceText{
		File: optional(text.File), Sha256: text.SHA256, Codepoints: text.Codepoints, Loaded: r.loaded(s.Record), Record: s.Record,
	}, nil
}

// Claims lists the claims that the source makes.
func (r sourceResolver) Claims(ctx context.Context, s *exec.Source, filter *exec.ClaimFilter, view *exec.View,
	first *int, after *string, last *int, before *string,
) (*exec.ClaimConnection, error) {
	d := deskOf(ctx)
	v, g, err := d.under(ctx, view, s.View)
	if err != nil {
		return nil, err
	}
	l, err := d.claimList(g, filter, func(w claimWindow) claimSeq { return g.ClaimsFrom(s.Record.Key, w) })
	if err != nil {
		return nil, err
	}
	return d.claimPage(ctx, v, l, first, after, last, before)
}

// Mentions lists where the source names entities.
func (r sourceResolver) Mentions(ctx context.Context, s *exec.Source, entities []string,
	first *int, after *string, last *int, before *string,
) (*exec.MentionConnection, error) {
	d := deskOf(ctx)
	g, err := d.graph(s.View)
	if err != nil {
		return nil, err
	}
	wanted, err := mentioned(g, entities)
	if err != nil {
		return nil, err
	}
	all, err := d.c.Mentions.MentionsIn(ctx, s.Record.Key, d.tx(s.View))
	if err != nil {
		return nil, err
	}
	return d.mentionPage(ctx, all, s.View, wanted, first, after, last, before)
}

// mentioned is a test of mentions of the entities, under any of their keys.
func mentioned(g *index.Graph, refs []string) (func(*graph.Mention) bool, error) {
	if refs == nil {
		return func(*graph.Mention) bool { return true }, nil
	}
	keys, err := entityKeys(g, refs)
	return func(m *graph.Mention) bool {
		n, ok := g.Node(m.Entity)
		return ok && slices.Contains(keys, g.Entity(n).Key)
	}, err
}
