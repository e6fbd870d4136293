package resolver

import (
	"cmp"
	"context"
	"slices"

	"dyad/extract"
	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// A surveying is who surveys texts by what an index holds. It is kept, since it takes longer to make than most texts to survey.
type surveying struct {
	x *index.Index
	*extract.Surveyor
}

// A surveyed is a text on its way into an answer.
type surveyed struct {
	*extract.Survey
	by    extract.Coder
	taken func(graph.EntityKey) bool
}

// surveyor returns who surveys texts by what is recorded as the desk has it.
func (r *Root) surveyor(x *index.Index) *extract.Surveyor {
	if known := r.known.Load(); known != nil && known.x == x {
		return known.Surveyor
	}
	s := &surveying{x, extract.NewSurveyor(baseOf(x))}
	r.known.Store(s)
	return s.Surveyor
}

// baseOf returns the terms and entities of an index, with whom those that were merged became.
func baseOf(x *index.Index) extract.Base {
	var base extract.Base
	for t := range x.Vocabulary().All() {
		base.Terms = append(base.Terms, *t)
	}
	g := x.Present()
	for n := range g.Entities(index.Window[graph.EntityKey]{}) {
		base.Entities = append(base.Entities, *g.Entity(n))
	}
	for e, into := range x.MergedEntities() {
		e.MergedInto = into
		base.Entities = append(base.Entities, e)
	}
	return base
}

// Survey surveys a text.
func (r queryResolver) Survey(ctx context.Context, text, name string, language, annotator, codebook *string) (*exec.Survey, error) {
	surveyor := r.surveyor(deskOf(ctx).x)
	found, err := surveyor.Survey(name, []byte(text))
	if err != nil {
		return nil, err
	}
	by := extract.Coder{Annotator: given(annotator), Codebook: given(codebook), Language: given(language)}
	return &exec.Survey{
		Sha256: found.SHA256, Codepoints: found.Codepoints, SourceKey: optional(found.Key),
		Found: &surveyed{found, by, surveyor.Knows},
	}, nil
}

func foundIn(s *exec.Survey) *surveyed { return s.Found.(*surveyed) }

// Mentions are the places of names that mean one entity.
func (r surveyResolver) Mentions(ctx context.Context, s *exec.Survey) ([]*exec.FoundMention, error) {
	all := []*exec.FoundMention{}
	for _, n := range foundIn(s).Known {
		if len(n.Entities) > 1 {
			continue
		}
		e, err := r.bearers(ctx, n.Entities)
		if err != nil {
			return nil, err
		}
		for _, p := range n.Spans {
			all = append(all, &exec.FoundMention{Entity: e[0], Form: n.Form, Part: presentPart(p)})
		}
	}
	slices.SortFunc(all, func(a, b *exec.FoundMention) int { return cmp.Compare(a.Part.Start, b.Part.Start) })
	return all, nil
}

// bearers are entities as they are recorded now.
func (r surveyResolver) bearers(ctx context.Context, keys []graph.EntityKey) ([]*exec.Entity, error) {
	d := deskOf(ctx)
	v, _, err := d.under(ctx, nil, nil)
	if err != nil {
		return nil, err
	}
	return d.entities(keys, v)
}

// Ambiguous are the names that several bear.
func (r surveyResolver) Ambiguous(ctx context.Context, s *exec.Survey) ([]*exec.AmbiguousName, error) {
	all := []*exec.AmbiguousName{}
	for _, n := range foundIn(s).Known {
		if len(n.Entities) < 2 {
			continue
		}
		candidates, err := r.bearers(ctx, n.Entities)
		if err != nil {
			return nil, err
		}
		all = append(all, &exec.AmbiguousName{Form: n.Form, Candidates: candidates, Parts: presentParts(n.Spans)})
	}
	return all, nil
}

// Unknown are the words that may be names.
func (r surveyResolver) Unknown(_ context.Context, s *exec.Survey) ([]*exec.UnknownName, error) {
	all := []*exec.UnknownName{}
	for _, p := range foundIn(s).Unknown {
		all = append(all, &exec.UnknownName{Form: optional(p.Form), Words: p.Words, Parts: presentParts(p.Spans)})
	}
	return all, nil
}

// Sentences are those with words that may carry a relation.
func (r surveyResolver) Sentences(ctx context.Context, s *exec.Survey) ([]*exec.CuedSentence, error) {
	d := deskOf(ctx)
	v, _, err := d.under(ctx, nil, nil)
	if err != nil {
		return nil, err
	}
	all := []*exec.CuedSentence{}
	for _, sentence := range foundIn(s).Sentences {
		shown := &exec.CuedSentence{Number: sentence.Number, Part: presentPart(sentence.Span)}
		for _, c := range sentence.Cues {
			cue := &exec.CueWord{Word: c.Word, Part: presentPart(c.Span)}
			for _, key := range c.Relations {
				cue.Relations = append(cue.Relations, d.termOf(v, graph.RelationTerm, key))
			}
			shown.Cues = append(shown.Cues, cue)
		}
		all = append(all, shown)
	}
	return all, nil
}

// Skeleton is an annotation begun.
func (r surveyResolver) Skeleton(_ context.Context, s *exec.Survey) (string, error) {
	found := foundIn(s)
	return string(found.Survey.Skeleton(found.by, found.taken)), nil
}

func presentParts(spans []graph.Part) []*exec.Part {
	parts := make([]*exec.Part, len(spans))
	for i, p := range spans {
		parts[i] = presentPart(p)
	}
	return parts
}
