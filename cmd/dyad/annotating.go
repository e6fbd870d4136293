package main

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"dyad/extract"
	"dyad/extract/agreement"
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

// mostSteps is how long two codings may take to compare: about a second. Some 1,200 claims of one source on each side need as many.
const mostSteps = 2_000_000_000

// Compare reads two codings on top of what is recorded, and compares them.
func (a *annotating) Compare(ctx context.Context, c resolver.Coders) (resolver.Compared, error) {
	var found resolver.Compared
	base, _, err := a.workspace.base(ctx)
	if err != nil {
		return found, err
	}
	base.Compared = new(int) // of all files: any number of them may be sent
	if len(c.With) > 0 {
		var with []graph.Bundle
		if with, found.OfBoth = agreement.ReadBasis(c.With, base); extract.Usable(found.OfBoth) {
			compared := base.Compared
			if base, _, err = a.workspace.baseWith(ctx, with); err != nil {
				return found, err
			}
			base.Compared = compared
		}
	}
	left, ofA := agreement.Read(c.A, base)
	right, ofB := agreement.Read(c.B, base)
	found.OfA, found.OfB = ofA, ofB
	var same []extract.Same
	if c.Align != nil {
		same, found.OfAlign = agreement.ReadAlignment(*c.Align, "a", "b", left, right)
	}
	if !extract.Usable(slices.Concat(found.OfBoth, found.OfA, found.OfB, found.OfAlign)) {
		return found, nil
	}
	if steps := agreement.Steps(left, right); steps > mostSteps {
		return found, &graph.Error{Fault: graph.CostLimit, Err: fmt.Errorf("these codings have too many claims of one source to be matched here (%d steps, at most %d): dyad agreement compares them", steps, mostSteps)}
	}
	found.Report = agreement.Compare(left, right, same, graph.NewVocabulary(base.Terms))
	return found, nil
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

// base is what [workspace.baseWith] returns for nothing but what is recorded. It is worked out once for each state of the store: anybody may
// have a file checked, as often as they like.
func (w *workspace) base(ctx context.Context) (extract.Base, []graph.Bundle, error) {
	w.basis.Lock()
	defer w.basis.Unlock()
	if at := w.store.Last(); !w.basis.known || w.basis.at != at {
		base, bundles, err := w.baseWith(ctx, nil)
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
