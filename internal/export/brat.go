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

var bratFormat = Format{
	Name: "brat", Extension: "ann", MediaType: "text/plain; charset=utf-8", Words: true, Documents: Brat,
	About: "brat standoff: SOURCE.ann and SOURCE.txt for each source whose text is at hand; load --as brat reads it",
	Lacks: []Feature{
		Weights, Supports, Genres, Deniers, Spells, Contradicted, Contradicting, Vocabulary, Identities, Verdicts, Batches, History,
	},
	Notes: []string{
		"sources whose texts are not at hand, or that nothing selected has a place in, are left out, with their claims",
		"entities that no written source mentions or speaks of are left out",
		"voices, times, roles, numbers, outcomes, gists, ids and whole records stand in notes that begin with dyad",
		"a claim stands under the ends that identity resolves to, or into which the view rolls it up",
		"line ends in covered words are spaces; labels have _ for other characters than letters, digits, _ and -",
	},
}

// Brat writes SOURCE.ann and SOURCE.txt for each source that has selected claims or, if everything is selected, mentions. docs/formats-annotations.md
// has the form line by line. It keeps the claims of sources whose texts are at hand.
func Brat(ctx context.Context, s *Selection, yield func(Document) error) ([]LeftOut, error) {
	claims, others, err := s.bySource(ctx)
	if err != nil {
		return nil, err
	}
	keys := others
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
		why, err := s.brat(ctx, key, claims[key], yield)
		if err != nil {
			return nil, err
		}
		if why != "" {
			left = append(left, LeftOut{key, why})
		}
	}
	return left, nil
}

// brat writes the files of a source, or says why not.
func (s *Selection) brat(ctx context.Context, key graph.SourceKey, claims []*graph.Claim, yield func(Document) error) (why string, err error) {
	src, known := s.Graph.Source(key)
	if !known {
		return "it is not there at the time of the view", nil
	}
	text, ok := s.whole(src)
	if !ok {
		return "its text is not at hand: --texts names the folder of the texts", nil
	}
	mentions, err := s.Mentions.MentionsIn(ctx, key, s.Transaction())
	if err != nil {
		return "", err
	}
	b := s.newBratFile(src, claims)
	b.write(s.selectedMentions(mentions, claims))
	if b.err != nil {
		return "", b.err
	}
	if b.spans == 0 {
		return "nothing selected has a place in it", nil
	}
	err = yield(Document{string(key) + ".ann", func(w io.Writer) error {
		_, err := w.Write(b.out.Bytes())
		return err
	}})
	if err != nil {
		return "", err
	}
	return "", yield(Document{string(key) + ".txt", func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}})
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
