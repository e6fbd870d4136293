package resolver

import (
	"context"
	"strings"
	"unicode"

	"dyad/graph"
	"dyad/schema/exec"
)

// presentEvidence shows where the source says so.
func presentEvidence(c *graph.Claim, v *graph.View) []*exec.Evidence {
	shown := make([]*exec.Evidence, len(c.Evidence))
	for i := range c.Evidence {
		o := &c.Evidence[i]
		shown[i] = &exec.Evidence{SourceKey: c.Source, Record: o, View: v}
		for _, p := range o.Parts {
			shown[i].Parts = append(shown[i].Parts, presentPart(p))
		}
	}
	return shown
}

func presentPart(p graph.Part) *exec.Part {
	return &exec.Part{Start: p.Start, End: p.End, Sha256: optional(p.SHA256)}
}

// gap stands between the parts of a quote.
const gap = " … "

// Quote is the covered words, where the text is at hand.
func (r evidenceResolver) Quote(ctx context.Context, e *exec.Evidence) (*string, error) {
	src, err := deskOf(ctx).textOf(e)
	if err != nil {
		return nil, err
	}
	var quoted []string
	for _, p := range e.Record.Parts {
		words, _, ok := r.c.Texts.Words(src, p)
		if !ok {
			return nil, nil
		}
		quoted = append(quoted, words)
	}
	quote := strings.Join(quoted, gap)
	return &quote, nil
}

// Verified tells whether all the words are those that were annotated; nil where that can't be known.
func (r evidenceResolver) Verified(ctx context.Context, e *exec.Evidence) (*bool, error) {
	src, err := deskOf(ctx).textOf(e)
	if err != nil {
		return nil, err
	}
	all := true
	for _, p := range e.Record.Parts {
		_, verified, ok := r.c.Texts.Words(src, p)
		if !ok || p.SHA256 == "" {
			return nil, nil
		}
		all = all && verified
	}
	return &all, nil
}

// The words around a quote.
const (
	usualContext = 120 // code points on either side
	maxContext   = 1000
)

// Context is the quote with the words around it, where the text is at hand. It is cut at words, not within them.
func (r evidenceResolver) Context(ctx context.Context, e *exec.Evidence, around *int) (*string, error) {
	n := usualContext
	if around != nil {
		n = *around
	}
	if err := checkSize("around", n, maxContext); err != nil {
		return nil, err
	}
	src, err := deskOf(ctx).textOf(e)
	if err != nil || len(e.Record.Parts) == 0 {
		return nil, err
	}
	whole := graph.Part{Start: e.Record.Parts[0].Start, End: e.Record.Parts[len(e.Record.Parts)-1].End}
	if len(e.Record.Parts) == 1 {
		whole = e.Record.Parts[0]
	}
	before, after, ok := r.c.Texts.Context(src, whole, n)
	covered, _, here := r.c.Texts.Words(src, whole)
	if !ok || !here {
		return nil, nil
	}
	if whole.Start > n {
		before = fromWord(before)
	}
	if whole.End+n < src.Text.Codepoints {
		after = toWord(after)
	}
	text := before + covered + after
	return &text, nil
}

// fromWord drops what may be the end of a word at the start of s.
func fromWord(s string) string {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return strings.TrimLeftFunc(s[i:], unicode.IsSpace)
	}
	return ""
}

// toWord drops what may be the beginning of a word at the end of s.
func toWord(s string) string {
	if i := strings.LastIndexFunc(s, unicode.IsSpace); i >= 0 {
		return strings.TrimRightFunc(s[:i], unicode.IsSpace)
	}
	return ""
}

// textOf returns the source that a piece of evidence stands in.
func (d *desk) textOf(e *exec.Evidence) (*graph.Source, error) {
	return d.sourceRecord(e.SourceKey, e.View)
}
