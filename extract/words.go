package extract

import (
	"unicode/utf16"

	"dyad/graph"
)

// Words are the text that annotations in a format of others are of. The text itself goes nowhere: what is kept of it are offsets, digests and names.
// Offsets are Unicode code points, as everywhere in dyad.
type Words struct{ text *text }

// NewWords takes the bytes of a file as a text, as they are; name is the file's. Bytes that are not UTF-8 are refused as BadInput, with their line.
func NewWords(name string, data []byte) (*Words, error) {
	t, err := newText(name, data)
	if err != nil {
		return nil, err
	}
	return &Words{t}, nil
}

// Text identifies the words without holding them.
func (w *Words) Text() graph.Text {
	return graph.Text{File: w.text.name, SHA256: w.text.digest, Codepoints: w.text.length}
}

// Len is how many code points there are.
func (w *Words) Len() int { return w.text.length }

// Covered returns the words of a span, end exclusive. It is not ok if the span is none of the text, or covers nothing.
func (w *Words) Covered(start, end int) (words string, ok bool) {
	return w.text.covered(graph.Part{Start: start, End: end})
}

// Part returns a span with the digest of what it covers; it has to be one of the text.
func (w *Words) Part(start, end int) graph.Part {
	covered, _ := w.Covered(start, end)
	return graph.Part{Start: start, End: end, SHA256: digestOf(covered)}
}

// FromUTF16 returns the code points that lie before so many UTF-16 code units. It is not ok if there are fewer units, or the offset lies within a pair
// of surrogates.
func (w *Words) FromUTF16(units int) (codepoints int, ok bool) {
	for _, r := range w.text.words {
		if units <= 0 {
			break
		}
		units -= utf16.RuneLen(r)
		codepoints++
	}
	return codepoints, units == 0
}
