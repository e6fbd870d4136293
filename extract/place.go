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

// offset returns the byte at which a place lies. It finds places in a long line as fast as in a short one.
func (d *document) offset(at place) int {
	steps, known := d.columns[at.line]
	if !known {
		steps = d.stepsOf(at.line)
		d.columns[at.line] = steps
	}
	n := min((at.column-1)/stride, len(steps)-1)
	i := steps[n]
	for range at.column - 1 - n*stride {
		_, size := utf8.DecodeRune(d.data[i:])
		i += size
	}
	return i
}

// stepsOf returns the byte at which every stride-th column of a line begins. A byte order mark is before the first.
func (d *document) stepsOf(line int) []int {
	from, to := d.lines[line-1], len(d.data)
	if line < len(d.lines) {
		to = d.lines[line]
	}
	if line == 1 && bytes.HasPrefix(d.data, []byte(string(byteOrderMark))) {
		from += utf8.RuneLen(byteOrderMark)
	}
	steps := []int{from}
	for i, column := from, 0; i < to; column++ {
		if column > 0 && column%stride == 0 {
			steps = append(steps, i)
		}
		_, size := utf8.DecodeRune(d.data[i:])
		i += size
	}
	return steps
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
