package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"dyad/graph"
	"dyad/graph/index"
)

// view reads the flags as a view of the index, for commands that don't go through the API.
func (v *viewFlags) view(ctx context.Context, w *workspace, x *index.Index) (graph.View, error) {
	g := x.Present()
	r := viewReader{graph: g}
	view := graph.View{
		Sources:         r.sources(v.sources),
		WithoutSources:  r.sources(v.withoutSources),
		Voices:          r.voices(v.voices),
		WithoutVoices:   r.voices(v.withoutVoices),
		Modality:        closedSet(&r, "--modality", v.modality, graph.Modalities()),
		WithoutModality: closedSet(&r, "--without-modality", v.withoutModality, graph.Modalities()),
		Polarity:        closedSet(&r, "--polarity", v.polarity, graph.Polarities()),
		Undated:         v.undated,
	}
	if v.anyVoice {
		view.Scope = graph.AnyVoice
	}
	if v.validAt != "" {
		date, err := graph.ParseEDTF(v.validAt)
		r.note(err)
		view.ValidAt = date
	}
	for _, r := range closedSet(&r, "--rollup", given(v.rollup), graph.Rollups()) {
		view.Rollup = r
	}
	if v.asOf != "" {
		tx, err := w.asOf(ctx, v.asOf)
		r.note(err)
		view.AsOf = tx
	}
	return view, r.err
}

// asOf reads a transaction number, a day or a moment as the transaction it means.
func (w *workspace) asOf(ctx context.Context, text string) (graph.Tx, error) {
	in, err := asOfInput(text)
	if err != nil {
		return 0, err
	}
	tx, isNumber := in["transaction"].(uint64)
	if isNumber {
		if graph.Tx(tx) > w.store.Last() {
			return 0, usageError{fmt.Errorf("--as-of %s: the last transaction is %d", text, w.store.Last())}
		}
		return graph.Tx(tx), nil
	}
	moment, err := time.Parse(time.RFC3339, in["time"].(string))
	if err != nil {
		return 0, usageError{err}
	}
	found, err := w.store.AsOf(ctx, moment)
	if err == nil && found == 0 {
		err = &graph.Error{On: "--as-of " + text, Fault: graph.NotFound, Err: fmt.Errorf("nothing was recorded by then")}
	}
	return found, err
}

// A viewReader turns what flags say into what a graph knows, and remembers the first thing that it does not.
type viewReader struct {
	graph *index.Graph
	err   error
}

func (r *viewReader) note(err error) {
	if r.err == nil {
		r.err = err
	}
}

// sources finds sources by key or id.
func (r *viewReader) sources(refs []string) []graph.SourceKey {
	var keys []graph.SourceKey
	for _, ref := range refs {
		src, ok := r.graph.Source(graph.SourceKey(ref))
		if id, err := graph.ParseID[graph.Source](ref); !ok && err == nil {
			src, ok = r.graph.SourceOf(id)
		}
		if !ok {
			r.note(&graph.Error{On: ref, Fault: graph.NotFound, Err: fmt.Errorf("no such source"), Candidates: r.nearSources(ref)})
			continue
		}
		keys = append(keys, src.Key)
	}
	return keys
}

// nearSources offers the keys of sources that are like ref.
func (r *viewReader) nearSources(ref string) []string {
	return graph.Nearest(ref, func(yield func(string) bool) {
		for s := range r.graph.Sources(index.Window[graph.SourceKey]{}) {
			if !yield(string(s.Key)) {
				return
			}
		}
	}, 3)
}

// voices finds entities by key or id; SELF and label:TEXT stand for themselves.
func (r *viewReader) voices(names []string) []graph.VoiceMatch {
	var matches []graph.VoiceMatch
	for _, name := range names {
		switch label, isLabel := strings.CutPrefix(name, "label:"); {
		case isLabel:
			matches = append(matches, graph.VoiceMatch{Label: label})
		case name == "SELF":
			matches = append(matches, graph.VoiceMatch{Self: true})
		default:
			n, err := r.graph.Locate(name)
			r.note(err)
			if err == nil {
				matches = append(matches, graph.VoiceMatch{Entity: r.graph.Entity(n).Key})
			}
		}
	}
	return matches
}

// closedSet reads members of a closed set, in any case.
func closedSet[T ~string](r *viewReader, flag string, texts []string, all []T) []T {
	var values []T
	for _, text := range texts {
		value := T(strings.ToLower(text))
		if !slices.Contains(all, value) {
			r.note(usageError{fmt.Errorf("%s takes %s, not %q", flag, list(all), text)})
		}
		values = append(values, value)
	}
	return values
}

// matcher reads the flags as a filter; nil if none was given.
func (f *filterFlags) matcher(g *index.Graph) (*index.Matcher, error) {
	if in, err := f.input(); in == nil {
		return nil, err
	}
	r := viewReader{graph: g}
	filter := index.Filter{
		Status: closedSet(&r, "--status", f.status, graph.Statuses()),
		Sign:   f.signs(&r), MinOrigins: f.minOrigins,
	}
	for _, t := range f.types {
		filter.Types = append(filter.Types, graph.TermKey(t))
	}
	if f.contradicted {
		filter.Contradicted = &f.contradicted
	}
	if r.err != nil {
		return nil, r.err
	}
	return g.Matcher(filter)
}

// signs reads the words that the API uses for signs.
func (f *filterFlags) signs(r *viewReader) []graph.Sign {
	words := map[string]graph.Sign{"positive": graph.Positive, "negative": graph.Negative, "zero": graph.Zero, "none": graph.NoSign}
	var signs []graph.Sign
	for _, text := range f.sign {
		sign, ok := words[strings.ToLower(text)]
		if !ok {
			r.note(usageError{fmt.Errorf("--sign takes positive, negative, zero or none, not %s", strconv.Quote(text))})
		}
		signs = append(signs, sign)
	}
	return signs
}
