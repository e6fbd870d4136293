package main

import (
	"bytes"
	"context"
	"path"
	"slices"
	"strings"
	"sync"

	"dyad/extract"
	"dyad/extract/jsonl"
	"dyad/graph"
	"dyad/internal/curation"
	"dyad/schema/resolver"
)

// An annotating judges the files that anybody sends, and loads none.
type annotating struct {
	workspace *workspace
	texts     *extract.Texts // those at hand
}

// Check reads a file as [curating.Load] does, and finds what would stand in the way of loading it.
func (a *annotating) Check(ctx context.Context, file graph.Upload, texts *extract.Texts) (resolver.Checked, error) {
	if texts == nil {
		texts = a.texts
	}
	sent, err := a.workspace.readSent(ctx, file, texts)
	if err != nil {
		return resolver.Checked{}, err
	}
	c := resolver.Checked{Bundles: sent.bundles, Places: sent.places, Problems: sent.problems}
	for _, b := range sent.bundles {
		for i := range b.Sources {
			if texts.Has(&b.Sources[i]) {
				c.Verified++
			}
		}
	}
	if !extract.Usable(c.Problems) {
		return c, nil
	}
	obstacles, err := curation.Try(ctx, a.workspace.store, sent.whole())
	for _, o := range obstacles {
		c.Problems = append(c.Problems, extract.Problem{Message: o.String()})
	}
	return c, err
}

// A sent is what a file that somebody sends was read as.
type sent struct {
	needed   []graph.Bundle // of the built-in corpus, where nothing is recorded yet
	bundles  []graph.Bundle
	places   map[graph.ClaimID]extract.ClaimPlace // of the claims of annotations
	problems []extract.Problem
}

// whole is all that has to be loaded.
func (s *sent) whole() []graph.Bundle { return slices.Concat(s.needed, s.bundles) }

// readSent reads a file on top of what is recorded: annotations, or lines of an export by the end of its name.
func (w *workspace) readSent(ctx context.Context, file graph.Upload, texts *extract.Texts) (*sent, error) {
	s := &sent{}
	switch strings.ToLower(path.Ext(file.Name)) {
	case ".jsonl", ".ndjson":
		s.bundles, s.problems = jsonl.Read(file.Name, bytes.NewReader(file.Content))
		s.problems = append(s.problems, curatorsLines(file.Name, s.bundles)...)
		return s, nil
	case ".yaml", ".yml":
	default:
		s.problems = []extract.Problem{{File: file.Name, Message: "a file is called by what it holds: .yaml or .jsonl"}}
		return s, nil
	}
	base, basis, err := w.base(ctx)
	if err != nil {
		return nil, err
	}
	s.bundles, s.places, s.problems = extract.ReadPlaced([]extract.File{{Name: file.Name, Data: file.Content}}, base, texts)
	s.needed = needed(basis, s.bundles)
	return s, nil
}

// A basis is what files build on that are sent while the store stands at a transaction.
type basis struct {
	sync.Mutex
	known   bool
	at      graph.Tx
	base    extract.Base
	bundles []graph.Bundle
}

// base is what [loader.base] returns for nothing but what is recorded. It is worked out once for each state of the store: anybody may
// have a file checked, as often as they like.
func (w *workspace) base(ctx context.Context) (extract.Base, []graph.Bundle, error) {
	w.basis.Lock()
	defer w.basis.Unlock()
	if at := w.store.Last(); !w.basis.known || w.basis.at != at {
		l := loader{ctx: ctx, workspace: w}
		base, bundles, err := l.base(nil)
		if err != nil {
			return extract.Base{}, nil, err
		}
		w.basis.known, w.basis.at, w.basis.base, w.basis.bundles = true, at, base, bundles
	}
	base := w.basis.base
	base.HasClaim = func(id graph.ClaimID) bool { return w.had(ctx, id) }
	return base, w.basis.bundles, nil
}

// had reports whether there ever was a claim: one that was retracted may come back corrected, and whether a reference finds it now, the
// store judges.
func (w *workspace) had(ctx context.Context, id graph.ClaimID) bool {
	versions, err := w.store.History(ctx, id)
	return err == nil && len(versions) > 0
}
