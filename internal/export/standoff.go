package export

import (
	"cmp"
	"context"
	"io"
	"maps"
	"slices"

	"dyad/graph"
	"dyad/graph/index"
)

// A Mentioning hands out the mentions of a source, as of a transaction (0: now).
type Mentioning interface {
	MentionsIn(ctx context.Context, source graph.SourceKey, asOf graph.Tx) ([]*graph.Mention, error)
}

// A Document is a file of a format that has some for each source. Its name is whole.
type Document struct {
	Name  string
	Write func(w io.Writer) error
}

// LeftOut is a source that a format of documents has no place for, and why.
type LeftOut struct {
	Source graph.SourceKey
	Why    string
}

// A Documents yields the files of sources, in the order of their keys. Whoever stops early is done; an error is what yield returned, or
// that of a store. The sources left out are those that were passed.
type Documents func(ctx context.Context, s *Selection, yield func(Document) error) ([]LeftOut, error)

// Standoff returns the formats that stand beside the texts: some files for each source. They need [Selection.Texts] and
// [Selection.Mentions], and no server sends them.
func Standoff() []Format { return []Format{bratFormat, w3cFormat} }

// An annotated is a source whose very text is at hand, and what is selected of it.
type annotated struct {
	src      *graph.Source
	text     string
	mentions []graph.Mention // in the order of the text, under the keys that identity resolves to
	claims   []*graph.Claim
}

// nowhere is why a source is left out that has nothing to annotate.
const nowhere = "nothing selected has a place in it"

// eachSource calls write for each source that has selected claims or, if everything is selected, for every source, in the order of their keys. Those
// that write gives a reason for, or whose text is not at hand, are left out.
func (s *Selection) eachSource(ctx context.Context, write func(*annotated, func(Document) error) (why string, err error), yield func(Document) error) ([]LeftOut, error) {
	claims, keys, err := s.bySource(ctx)
	if err != nil {
		return nil, err
	}
	for key := range claims {
		keys[key] = true
	}
	if s.part == nil {
		for src := range s.Graph.Sources(index.Window[graph.SourceKey]{}) {
			keys[src.Key] = true
		}
	}
	var left []LeftOut
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		in, why, err := s.annotated(ctx, key, claims[key])
		if err == nil && why == "" {
			why, err = write(in, yield)
		}
		if err != nil {
			return nil, err
		}
		if why != "" {
			left = append(left, LeftOut{key, why})
		}
	}
	return left, nil
}

// annotated gathers what is selected of a source, or says why it is left out.
func (s *Selection) annotated(ctx context.Context, key graph.SourceKey, claims []*graph.Claim) (in *annotated, why string, err error) {
	src, known := s.Graph.Source(key)
	if !known {
		return nil, "it is not there at the time of the view", nil
	}
	text, ok := s.whole(src)
	if !ok {
		return nil, "its text is not at hand: --texts names the folder of the texts", nil
	}
	all, err := s.Mentions.MentionsIn(ctx, key, s.Transaction())
	if err != nil {
		return nil, "", err
	}
	return &annotated{src, text, s.selectedMentions(all, claims), claims}, "", nil
}

// whole returns the words of a source, all of them, if the very text that it was annotated from is at hand.
func (s *Selection) whole(src *graph.Source) (string, bool) {
	if s.Texts == nil || src.Text.SHA256 == "" {
		return "", false
	}
	words, verified, ok := s.Texts.Words(src, graph.Part{End: src.Text.Codepoints, SHA256: src.Text.SHA256})
	return words, ok && verified
}

// bySource returns the selected claims of sources whose texts are at hand, whole and under the keys that the view has for their ends, and
// the other sources that claims are of.
func (s *Selection) bySource(ctx context.Context) (claims map[graph.SourceKey][]*graph.Claim, others map[graph.SourceKey]bool, err error) {
	claims, others = map[graph.SourceKey][]*graph.Claim{}, map[graph.SourceKey]bool{}
	at := map[graph.SourceKey]bool{}
	for full, err := range s.FullClaims(ctx) {
		if err != nil {
			return nil, nil, err
		}
		there, asked := at[full.Source]
		if !asked {
			src, known := s.Graph.Source(full.Source)
			if known {
				_, there = s.whole(src)
			}
			at[full.Source] = there
		}
		if !there {
			others[full.Source] = true
			continue
		}
		claims[full.Source] = append(claims[full.Source], s.resolved(full))
	}
	return claims, others, nil
}

// selectedMentions are those of entities that are selected or that the claims name, under the keys that identity resolves to, in the
// order of the text.
func (s *Selection) selectedMentions(all []*graph.Mention, claims []*graph.Claim) []graph.Mention {
	named := map[graph.EntityKey]bool{}
	for _, c := range claims {
		for _, key := range c.Entities() {
			named[key] = true
		}
	}
	if s.part != nil {
		for _, n := range s.part.nodes {
			named[s.Graph.Key(n)] = true
		}
	}
	var selected []graph.Mention
	for _, m := range all {
		resolved := *m
		if n, known := s.Graph.Node(m.Entity); known {
			resolved.Entity = s.Graph.Key(n)
		}
		if s.part == nil || named[resolved.Entity] {
			selected = append(selected, resolved)
		}
	}
	slices.SortFunc(selected, func(a, b graph.Mention) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	return selected
}
