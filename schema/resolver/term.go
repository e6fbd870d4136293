package resolver

import (
	"context"
	"slices"
	"strings"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// presentTerm shows a term. A type that nobody defined is shown by its key alone.
func presentTerm(t *graph.Term) *exec.TermEntry {
	e := &exec.TermEntry{
		ID: t.DerivedID().String(), Kind: t.Kind, Term: t.Key, Label: t.Label,
		Definition: optional(t.Definition), Not: optional(t.Not), Example: optional(t.Example),
		ConfusedWith: listed(t.ConfusedWith), Class: optional(t.Class),
		InverseLabel: optional(t.Inverse), Symmetric: t.Symmetric, Unary: t.Unary, Aspect: optional(t.Aspect),
		Broader: optional(t.Broader), From: listed(t.From), To: listed(t.To),
		Sign: t.SignOf(), Weight: t.Weight, WeightSource: optional(t.WeightSource),
		Achievement: t.Achievement, Commits: t.Commits, Breaches: t.Breaches, Projects: listed(t.Projects),
		Holds: optional(t.Holds), Allowed: listed(t.Allowed), Exclusive: t.Exclusive, Cues: []string{},
	}
	for _, c := range t.Cues {
		e.Cues = append(e.Cues, string(c))
	}
	for _, m := range t.Mappings {
		e.Mappings = append(e.Mappings, &exec.Mapping{
			Scheme: m.Scheme, Value: m.Value, Verified: m.Verified, Note: optional(m.Note),
		})
	}
	for i := range t.Incompatible {
		e.Incompatible = append(e.Incompatible, &t.Incompatible[i])
	}
	if t.Kind == graph.EntityTypeTerm && t.Class == "" { // nobody defined it: see graph.Vocabulary.ClassOf
		e.Class = optional(graph.Actor)
	}
	return e
}

// termOf returns the term of a key as it is shown in the words of the time of v, whether or not they define it.
func (d *desk) termOf(v *graph.View, kind graph.TermKind, key graph.TermKey) *exec.TermEntry {
	u := used{d.words(v), kind, key}
	d.shown.mu.Lock()
	defer d.shown.mu.Unlock()
	return d.shown.term(u)
}

// words returns the vocabulary of the time of v.
func (d *desk) words(v *graph.View) *graph.Vocabulary {
	if v.AsOf == 0 {
		return d.x.Vocabulary()
	}
	g, err := d.graph(v)
	if err != nil {
		return d.x.Vocabulary() // cannot happen: nothing is shown under a view without a graph
	}
	return g.Vocabulary()
}

func writeTerm(vocabulary *graph.Vocabulary, kind graph.TermKind, key graph.TermKey) *exec.TermEntry {
	if kind == graph.RelationTerm {
		return presentTerm(vocabulary.Relation(key))
	}
	if t := vocabulary.Term(kind, key); t != nil {
		return presentTerm(t)
	}
	return presentTerm(&graph.Term{Kind: kind, Key: key, Label: string(key)})
}

// optional is nil for what is not given.
func optional[T ~string](s T) *T {
	if s == "" {
		return nil
	}
	given := s // s itself would be put on the heap even where it is empty
	return &given
}

// listed is the list, and never null.
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// terms returns every term: those that the vocabulary defines, and those that data uses all the same.
func terms(g *index.Graph) []*graph.Term {
	return slices.AppendSeq(slices.Clone(g.Unlisted()), g.Vocabulary().All())
}

// Vocabulary lists terms.
func (r queryResolver) Vocabulary(ctx context.Context, kind *graph.TermKind, search *string, view *exec.View,
	first *int, after *string, last *int, before *string,
) (*exec.TermConnection, error) {
	asked, err := ask(first, after, last, before)
	if err != nil {
		return nil, err
	}
	d := deskOf(ctx)
	v, err := d.view(ctx, view)
	if err != nil {
		return nil, err
	}
	g, err := d.x.Under(graph.View{AsOf: v.AsOf}) // nothing else chooses among words
	if err != nil {
		return nil, err
	}
	l := sorted(byPlace("vocabulary", 1, 1), terms(g), termPlace, place.compare)
	if kind != nil || search != nil {
		wanted := wordsOf(search)
		l.match = func(t *graph.Term) bool {
			return (kind == nil || t.Kind == *kind) && wanted.in(string(t.Key), t.Label, t.Definition)
		}
	}
	p, err := l.page(ctx, asked)
	if err != nil {
		return nil, err
	}
	nodes := make([]*exec.TermEntry, len(p.items))
	for i, t := range p.items {
		nodes[i] = presentTerm(t)
	}
	return p.terms(nodes), nil
}

// termPlace orders terms by kind, then key.
func termPlace(t *graph.Term) place {
	return place{rank: []int{slices.Index(graph.TermKinds(), t.Kind)}, text: []string{string(t.Key)}}
}

// A wordSearch is the words that a search asks for.
type wordSearch []wantedWord

// A wantedWord is found in a text up to case, diacritics and the like. One with a colon is part of a key such as x:something, and
// taken as it is.
type wantedWord struct {
	part  string
	exact bool
}

// wordsOf reads a search; none asks for no word.
func wordsOf(search *string) wordSearch {
	if search == nil {
		return nil
	}
	var words wordSearch
	for word := range strings.FieldsSeq(*search) {
		if strings.Contains(word, ":") {
			words = append(words, wantedWord{word, true})
		} else {
			words = append(words, wantedWord{graph.Fold(word), false})
		}
	}
	return words
}

// in reports whether every word occurs in one of the texts.
func (s wordSearch) in(texts ...string) bool {
	if len(s) == 0 {
		return true
	}
	folded := make([]string, len(texts))
	for i, t := range texts {
		folded[i] = graph.Fold(t)
	}
	for _, word := range s {
		among := folded
		if word.exact {
			among = texts
		}
		if !slices.ContainsFunc(among, func(t string) bool { return strings.Contains(t, word.part) }) {
			return false
		}
	}
	return true
}
