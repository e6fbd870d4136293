package extract

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"dyad/graph"
)

// spanText writes a span as files do.
func spanText(p graph.Part) string { return fmt.Sprintf("%d-%d", p.Start, p.End) }

// readParts reads spans as files write them: START-END, or several joined by "+", in the order of the text. Offsets are code
// points from 0, the end is exclusive. The misread counts code points into s.
func readParts(s string) ([]graph.Part, *misread) {
	var parts []graph.Part
	at := 0
	for text := range strings.SplitSeq(s, "+") {
		part, wrong := readPart(text)
		if wrong == "" && len(parts) > 0 && part.Start < parts[len(parts)-1].End {
			wrong = fmt.Sprintf("%s begins before %s ends: write the parts in the order of the text, apart from each other",
				text, spanText(parts[len(parts)-1]))
		}
		if wrong != "" {
			return nil, &misread{at, wrong}
		}
		parts = append(parts, part)
		at += utf8.RuneCountInString(text) + len("+")
	}
	return parts, nil
}

// readPart reads one span, and says what is wrong with it.
func readPart(s string) (graph.Part, string) {
	first, last, cut := strings.Cut(s, "-")
	start, ok := digits(first)
	end, ok2 := digits(last)
	switch {
	case !cut || !ok || !ok2:
		return graph.Part{}, fmt.Sprintf("%q is no span: write START-END, such as 57-180", s)
	case start == end:
		return graph.Part{}, fmt.Sprintf("%s covers nothing: the end is the offset behind the last character", s)
	case start > end:
		return graph.Part{}, fmt.Sprintf("%s ends before it begins: write %d-%d", s, end, start)
	}
	return graph.Part{Start: start, End: end}, ""
}

// parts reads the spans in a scalar, with the digests that are recorded for them, and notes where they stand.
func (a *annotated) parts(n *yaml.Node) ([]graph.Part, bool) {
	text := a.doc.text(n, "a span")
	if text == "" {
		return nil, false
	}
	parts, wrong := readParts(text)
	if wrong != nil {
		a.doc.report(a.doc.within(n, wrong.at), "%s", wrong.message)
		return nil, false
	}
	ok, at := true, 0
	for i, p := range parts {
		here := a.doc.within(n, at)
		at += len(spanText(p)) + len("+")
		if length := a.source.Text.Codepoints; length > 0 && p.End > length {
			a.doc.report(here, "%s lies outside the text, which has %d characters", spanText(p), length)
			ok = false
			continue
		}
		parts[i].SHA256 = a.digests[p]
		a.spans = append(a.spans, placedSpan{parts[i], here})
	}
	return parts, ok
}

// readDigests reads what SHA-256 the words under the spans have.
func (a *annotated) readDigests() {
	a.digests = map[graph.Part]string{}
	n := a.doc.top.values["digests"]
	if n == nil {
		return
	}
	if n.Kind != yaml.MappingNode {
		a.doc.report(where(n), "digests is a mapping of spans to their SHA-256, and this is a %s", kindOf(n))
		return
	}
	m := a.doc.fieldsOf(n)
	for key := range pairs(n) {
		part, wrong := readPart(key.Value)
		if wrong != "" {
			a.doc.report(where(key), "%s", wrong)
			continue
		}
		if digest := m.digest(key.Value); digest != "" {
			a.digests[part] = digest
		}
	}
}

// checkDigests warns of digests of spans that the file no longer has, and of spans that may have been those.
func (a *annotated) checkDigests() {
	used := map[graph.Part]bool{}
	for _, s := range a.spans {
		used[graph.Part{Start: s.part.Start, End: s.part.End}] = true
	}
	a.checkOrphans(orphansOf(a.digests, used))
	n := a.doc.top.values["digests"]
	if n == nil || n.Kind != yaml.MappingNode {
		return
	}
	for key := range pairs(n) {
		if part, wrong := readPart(key.Value); wrong == "" && !used[part] {
			a.doc.warn(where(key), "no claim or mention has the span %s: %s removes the digest", key.Value, sealCommand)
		}
	}
}

// checkOrphans warns of spans without a digest that may have been others, unless the text tells that they are right now.
func (a *annotated) checkOrphans(left orphans) {
	for _, s := range a.spans {
		meant, found := left.like(s.part)
		if !found || s.part.SHA256 != "" {
			continue
		}
		if words, ok := a.covered(s.part); ok && digestOf(words) == a.digests[meant] {
			continue
		}
		a.doc.warn(s.at, "%s has no digest, %s has one and nothing uses it: did you mean that?", spanText(s.part), spanText(meant))
	}
}

// covered returns the words under a span, where the text is at hand.
func (a *annotated) covered(p graph.Part) (words string, ok bool) {
	if a.words == nil {
		return "", false
	}
	return a.words.covered(p)
}
