package resolver

import (
	"context"

	"dyad/graph"
	"dyad/schema/exec"
)

// MaxContent is how many code points of a text are shown at a time.
const MaxContent = 100_000

// Content is the words of a stretch of the text, where it is at hand.
func (r sourceTextResolver) Content(_ context.Context, t *exec.SourceText, start int, end *int) (*string, error) {
	switch {
	case start < 0:
		return nil, refused("start", "%d is before the text: it begins at 0", start)
	case end != nil && *end < start:
		return nil, refused("end", "%d is before start, which is %d", *end, start)
	}
	length, ok := r.c.Texts.Length(t.Record)
	if !ok {
		return nil, nil
	}
	to := length
	if end != nil {
		to = min(*end, length)
	}
	if to-start > MaxContent {
		return nil, refused("end", "%d code points are more than are shown at a time: ask for %d to %d, then on from there, up to %d",
			to-start, start, start+MaxContent, length)
	}
	if to <= start {
		return new(string), nil
	}
	words, _, ok := r.c.Texts.Words(t.Record, graph.Part{Start: start, End: to})
	if !ok {
		return nil, nil
	}
	return &words, nil
}
