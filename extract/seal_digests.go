package extract

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"dyad/graph"
)

// sealDigests writes the digests of all spans, in the order of the text, where the file has them, or else at its end.
func (s *sealing) sealDigests() {
	parts := slices.SortedFunc(maps.Keys(s.sealed), func(a, b graph.Part) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	key, value := s.doc.top.keys["digests"], s.doc.top.values["digests"]
	switch {
	case s.upToDate(value, parts):
	case key == nil:
		s.appendDigests(parts)
	case value == nil:
		if _, end, ok := s.doc.extent(key); ok {
			s.edits = append(s.edits, s.lineAfter(end, 0, s.entries(parts, 2)...))
		}
	case value.Kind == yaml.MappingNode && value.Style&yaml.FlowStyle == 0:
		s.rewriteDigests(value, parts)
	default:
		s.replace(value, s.newline()+strings.Join(s.entries(parts, 2), s.newline()))
	}
}

// upToDate reports whether the digests of the file are those, in that order.
func (s *sealing) upToDate(n *yaml.Node, parts []graph.Part) bool {
	if n == nil || n.Kind != yaml.MappingNode {
		return len(parts) == 0
	}
	if len(n.Content) != 2*len(parts) {
		return false
	}
	for i, p := range parts {
		if n.Content[2*i].Value != spanText(p) || n.Content[2*i+1].Value != s.sealed[p] {
			return false
		}
	}
	return true
}

// rewriteDigests replaces the lines from the first digest to the last. Comments between them go to their front.
func (s *sealing) rewriteDigests(n *yaml.Node, parts []graph.Part) {
	start := s.doc.lines[n.Content[0].Line-1]
	_, end, ok := s.doc.extent(n)
	if !ok {
		s.doc.report(where(n), "the digests are written in a way that can't be edited: remove them")
		return
	}
	var lines []string
	for line := range strings.Lines(string(s.doc.data[start:end])) {
		if strings.HasPrefix(strings.TrimSpace(line), "#") {
			lines = append(lines, strings.TrimRight(line, "\r\n"))
		}
	}
	lines = append(lines, s.entries(parts, n.Content[0].Column-1)...)
	s.edits = append(s.edits, edit{start, end, strings.Join(lines, s.newline())})
}

// appendDigests writes the digests behind everything else.
func (s *sealing) appendDigests(parts []graph.Part) {
	lines := append([]string{"", "digests:"}, s.entries(parts, 2)...)
	s.edits = append(s.edits, s.lineAfter(len(s.doc.data), 0, lines...))
}

// entries writes one line for every digest.
func (s *sealing) entries(parts []graph.Part, indent int) []string {
	lines := make([]string, 0, len(parts))
	for _, p := range parts {
		lines = append(lines, strings.Repeat(" ", indent)+spanText(p)+": "+s.sealed[p])
	}
	return lines
}

// lineAfter returns the edit that adds lines behind the line in which a byte lies.
func (s *sealing) lineAfter(i, indent int, lines ...string) edit {
	at := i + lineEnd(s.doc.data[i:])
	if i > 0 && i == len(s.doc.data) {
		at = i
	}
	var b strings.Builder
	if at > 0 && s.doc.data[at-1] != '\n' {
		b.WriteString(s.newline())
	}
	for _, line := range lines {
		b.WriteString(strings.Repeat(" ", indent) + line + s.newline())
	}
	return edit{at, at, b.String()}
}

// newline returns the line end that the file uses.
func (s *sealing) newline() string {
	if i := bytes.IndexByte(s.doc.data, '\n'); i > 0 && s.doc.data[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}
