package extract

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// A place is a position in a file: line and column from 1, columns in code points.
type place struct{ line, column int }

// where returns the place of a node.
func where(n *yaml.Node) place { return place{n.Line, n.Column} }

// A misread is what is wrong with a text, and how many code points into it.
type misread struct {
	at      int
	message string
}

// A mark is a place and the byte at which it lies.
type mark struct {
	place
	offset int
}

// lineStarts returns the offset of each line.
func lineStarts(data []byte) []int {
	starts := []int{0}
	for i, c := range data {
		if c == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// offset returns the byte at which a place lies. Places further on in one line are found from the last one, so that a long
// line that is read in order is walked once.
func (d *document) offset(at place) int {
	m := d.reached
	if at.line != m.line || at.column < m.column {
		m = mark{place{at.line, 1}, d.lines[at.line-1]}
		if at.line == 1 && bytes.HasPrefix(d.data, []byte(string(byteOrderMark))) {
			m.offset += utf8.RuneLen(byteOrderMark)
		}
	}
	for m.column < at.column {
		_, size := utf8.DecodeRune(d.data[m.offset:])
		m.offset += size
		m.column++
	}
	d.reached = m
	return m.offset
}

// within returns the place of what stands some code points into the text of a scalar, white space around it not counted.
// Where the file writes the text in another way, with escapes or over several lines, it is the place of the scalar.
func (d *document) within(n *yaml.Node, codepoints int) place {
	at := where(n)
	text := strings.TrimLeftFunc(n.Value, unicode.IsSpace)
	codepoints += utf8.RuneCountInString(n.Value) - utf8.RuneCountInString(text)
	if codepoints == 0 {
		return at
	}
	i := d.offset(at)
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0 {
		i, at.column = i+1, at.column+1
	}
	if !bytes.HasPrefix(d.data[min(i, len(d.data)):], []byte(n.Value)) {
		return where(n)
	}
	at.column += codepoints
	return at
}
