package extract

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"dyad/graph"
)

// sealWords puts spans in the place of words: at: {words: "…"}, or a list of words that stand apart from each other.
func (s *sealing) sealWords() {
	for _, m := range s.doc.quietItems(s.doc.top, "claims") {
		for _, n := range listed(m.values["at"]) {
			if n.Kind != yaml.MappingNode {
				continue
			}
			before := len(s.doc.problems)
			if parts := s.partsOf(s.doc.fieldsOf(n)); parts != nil {
				s.replace(n, s.record(parts))
			}
			s.stuck[n] = len(s.doc.problems) > before
		}
	}
}

// record notes the digests of parts, and writes them as one occurrence.
func (s *sealing) record(parts []graph.Part) string {
	var texts []string
	for _, p := range parts {
		words, _ := s.text.covered(p)
		s.sealed[p] = digestOf(words)
		texts = append(texts, spanText(p))
	}
	return strings.Join(texts, "+")
}

// partsOf finds the words of a mapping in the text; nil if they can't be told apart, or are not there.
func (s *sealing) partsOf(m mapping) []graph.Part {
	var parts []graph.Part
	for _, n := range listed(m.values["words"]) {
		part, wrong := s.findWords(n)
		if wrong == "" && len(parts) > 0 && part.Start < parts[len(parts)-1].End {
			wrong = fmt.Sprintf("these words are at %s, before the end of those above: write them in the order of the text", spanText(part))
		}
		if wrong != "" {
			s.doc.report(where(n), "%s", wrong)
			return nil
		}
		parts = append(parts, part)
	}
	return parts
}

// findWords finds the one place of some words, and says why there is not one.
func (s *sealing) findWords(n *yaml.Node) (graph.Part, string) {
	if n.Kind != yaml.ScalarNode {
		return graph.Part{}, fmt.Sprintf("words are a text, and this is a %s", kindOf(n))
	}
	found := s.text.quoted(n.Value, func(effort int) bool { return s.doc.pay(s.text, effort) })
	if s.doc.spent(s.text) {
		return graph.Part{}, tooMuch
	}
	switch len(found) {
	case 0:
		return graph.Part{}, "these words are nowhere in the text: copy them as they stand there"
	case 1:
		return found[0], ""
	}
	var spans []string
	for _, p := range found[:min(len(found), maxListed)] {
		spans = append(spans, spanText(p))
	}
	if more := len(found) - maxListed; more > 0 {
		spans = append(spans, fmt.Sprintf("%d more", more))
	}
	return graph.Part{}, fmt.Sprintf("these words are in the text %d times, at %s: write the right span, or more of the words, or each span if it is printed again",
		len(found), strings.Join(spans, ", "))
}

// sealNames puts the spans of names in the place of the word find. The longest name has the first choice, and nothing inside
// a span that is given is found again.
func (s *sealing) sealNames() {
	wanted := s.namesToFind()
	taken := s.given()
	var forms []string
	for _, f := range wanted {
		forms = append(forms, f.form.Value)
	}
	slices.Sort(forms)
	starts, ok := s.doc.findAll(s.text, forms)
	if !ok {
		return
	}
	for _, f := range wanted {
		var spans []string
		length := utf8.RuneCountInString(f.form.Value)
		for _, start := range starts[f.form.Value] {
			p := graph.Part{Start: start, End: start + length}
			if taken.take(p) {
				spans = append(spans, s.record([]graph.Part{p}))
			}
		}
		if len(spans) == 0 {
			s.doc.report(where(f.spans), "%q is nowhere in the text outside longer names: write it as it stands there, or remove it",
				f.form.Value)
			s.stuck[f.spans] = true
			continue
		}
		s.replace(f.spans, "["+strings.Join(spans, ", ")+"]")
	}
}

// namesToFind returns the forms of names whose spans are to be found, the longest first. One form can't be told to be the
// name of several entities.
func (s *sealing) namesToFind() []nameForm {
	var wanted []nameForm
	first := map[string]*yaml.Node{}
	for _, f := range s.forms() {
		if f.spans.Kind != yaml.ScalarNode || f.spans.Value != findWord {
			continue
		}
		if other := first[f.form.Value]; other != nil {
			s.doc.report(where(f.spans), "%q is to be found for the entity in line %d too: write the spans of each", f.form.Value, other.Line)
			s.stuck[f.spans] = true
			continue
		}
		first[f.form.Value] = f.form
		wanted = append(wanted, f)
	}
	slices.SortStableFunc(wanted, func(a, b nameForm) int { return cmp.Compare(len(b.form.Value), len(a.form.Value)) })
	return wanted
}

// given returns the spans of mentions that the file gives, where they are now.
func (s *sealing) given() *cover {
	c := newCover(s.text)
	for _, f := range s.forms() {
		for _, n := range listed(f.spans) {
			parts, wrong := readParts(strings.TrimSpace(n.Value))
			if n.Kind != yaml.ScalarNode || wrong != nil {
				continue
			}
			for _, p := range parts {
				p.SHA256 = s.recorded[p]
				now, _ := s.moved[p].moved(p)
				c.take(now)
			}
		}
	}
	return c
}
