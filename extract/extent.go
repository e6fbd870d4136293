package extract

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// extent returns the bytes from the first to behind the last of a node, as the file writes it, without comments around it.
// YAML tells only where a node begins. It is not ok for what is written in a way that this does not follow.
func (d *document) extent(n *yaml.Node) (start, end int, ok bool) {
	switch {
	case n.Kind == yaml.ScalarNode:
		start = d.offset(where(n))
		end, ok = d.scalarEnd(n, start)
		return start, end, ok
	case n.Style&yaml.FlowStyle != 0:
		start = d.offset(where(n))
		end, ok = d.flowEnd(n, start)
		return start, end, ok
	case len(n.Content) == 0:
		return 0, 0, false
	}
	start = d.offset(where(n.Content[0]))
	_, end, ok = d.extent(n.Content[len(n.Content)-1])
	return start, end, ok
}

// flowEnd returns where a list or mapping in brackets ends.
func (d *document) flowEnd(n *yaml.Node, start int) (int, bool) {
	end := start + 1
	if len(n.Content) > 0 {
		var ok bool
		if _, end, ok = d.extent(n.Content[len(n.Content)-1]); !ok {
			return 0, false
		}
	}
	for end < len(d.data) {
		switch c := d.data[end]; c {
		case ']', '}':
			return end + 1, true
		case ' ', '\t', '\r', '\n', ',', ':':
			end++
		case '#':
			end += lineEnd(d.data[end:])
		default:
			return 0, false
		}
	}
	return 0, false
}

// scalarEnd returns where a text ends that begins at a byte.
func (d *document) scalarEnd(n *yaml.Node, start int) (int, bool) {
	switch {
	case n.Style&yaml.SingleQuotedStyle != 0:
		return d.quotedEnd(start, false)
	case n.Style&yaml.DoubleQuotedStyle != 0:
		return d.quotedEnd(start, true)
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		start += lineEnd(d.data[start:])
	}
	return d.plainEnd(n.Value, start)
}

// quotedEnd returns where a text in quotes ends.
func (d *document) quotedEnd(start int, double bool) (int, bool) {
	quote := d.data[start]
	for i := start + 1; i < len(d.data); i++ {
		switch {
		case double && d.data[i] == '\\':
			i++
		case d.data[i] != quote:
		case !double && bytes.HasPrefix(d.data[i:], []byte("''")):
			i++
		default:
			return i + 1, true
		}
	}
	return 0, false
}

// plainEnd returns where a text ends that is written as it is, but for where its lines are broken.
func (d *document) plainEnd(value string, start int) (int, bool) {
	end := start
	for _, r := range strings.TrimSpace(value) {
		if unicode.IsSpace(r) {
			continue
		}
		for i := end; ; {
			c, size := utf8.DecodeRune(d.data[i:])
			if c == r && size > 0 {
				end = i + size
				break
			}
			if size == 0 || !unicode.IsSpace(c) {
				return 0, false
			}
			i += size
		}
	}
	return end, true
}

// lineEnd returns how many bytes there are up to and with the end of the first line.
func lineEnd(data []byte) int {
	if i := bytes.IndexByte(data, '\n'); i >= 0 {
		return i + 1
	}
	return len(data)
}
