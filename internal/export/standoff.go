package export

import (
	"context"
	"io"

	"dyad/graph"
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

// resolved is a claim under the keys that the view has for whom it names.
func (s *Selection) resolved(full *graph.Claim) *graph.Claim {
	c := *full
	c.Batch = ""
	if p, known := s.Graph.Claim(c.ID); known {
		c.From, c.Type, c.To, c.Roles, c.Voices = p.From, p.Type, p.To, p.Roles, p.Voices
	}
	return &c
}
