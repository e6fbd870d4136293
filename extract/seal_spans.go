package extract

import (
	"strings"

	"go.yaml.in/yaml/v4"

	"dyad/graph"
)

// readDigests reads what is recorded. What can't be read is left to Read to report, and written anew.
func (s *sealing) readDigests() {
	n := s.doc.top.values["digests"]
	if n == nil || n.Kind != yaml.MappingNode {
		return
	}
	for key, value := range pairs(n) {
		if part, wrong := readPart(key.Value); wrong == "" && value.Kind == yaml.ScalarNode && isDigest(value.Value) {
			s.recorded[part] = value.Value
		}
	}
}

// spans returns the scalars of the file that hold spans.
func (s *sealing) spans() []*yaml.Node {
	var nodes []*yaml.Node
	for _, n := range s.spanNodes() {
		if n.Kind != yaml.ScalarNode {
			continue
		}
		if _, wrong := readParts(strings.TrimSpace(n.Value)); wrong == nil {
			nodes = append(nodes, n)
		}
	}
	return nodes
}

// spanNodes collects the nodes where spans belong.
func (s *sealing) spanNodes() []*yaml.Node {
	var nodes []*yaml.Node
	for _, forms := range s.forms() {
		for _, n := range listed(forms.spans) {
			s.names[n] = true
			nodes = append(nodes, n)
		}
	}
	for _, m := range s.doc.quietItems(s.doc.top, "claims") {
		nodes = append(nodes, listed(m.values["at"])...)
	}
	return nodes
}

// listed returns the items of a list, or what stands in its place.
func listed(n *yaml.Node) []*yaml.Node {
	switch {
	case n == nil:
		return nil
	case n.Kind == yaml.SequenceNode:
		return n.Content
	}
	return []*yaml.Node{n}
}

// A nameForm is a form of a name and its spans in the mentions of an entity.
type nameForm struct {
	form  *yaml.Node
	spans *yaml.Node
}

// forms returns the forms of names in the mentions.
func (s *sealing) forms() []nameForm {
	n := s.doc.top.values["mentions"]
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	var all []nameForm
	for _, forms := range pairs(n) {
		if forms.Kind != yaml.MappingNode {
			continue
		}
		for form, spans := range pairs(forms) {
			all = append(all, nameForm{form, spans})
		}
	}
	return all
}

// locate looks for the words of spans that are not where they were, and for digests that were left behind.
func (s *sealing) locate(spans []*yaml.Node) {
	lost, used := map[graph.Part]bool{}, map[graph.Part]bool{}
	for _, n := range spans {
		parts, _ := readParts(strings.TrimSpace(n.Value))
		for _, p := range parts {
			used[p] = true
			p.SHA256 = s.recorded[p]
			if p.SHA256 == "" {
				continue
			}
			words, ok := s.text.covered(p)
			if !s.doc.pay(s.text, len(words)+hashEffort) {
				return
			}
			if !ok || digestOf(words) != p.SHA256 {
				lost[p] = true
			}
		}
	}
	s.orphans = orphansOf(s.recorded, used)
	s.moved = s.text.whereabouts(lost)
	for p := range lost {
		if _, found := s.moved[p]; !found {
			s.moved[p] = whereabouts{}
		}
	}
}

// sealSpan moves the parts of a span whose words are elsewhere, and records the digests of all.
func (s *sealing) sealSpan(n *yaml.Node) {
	parts, _ := readParts(strings.TrimSpace(n.Value))
	var texts []string
	changed := false
	for _, p := range parts {
		now := s.settle(n, p)
		changed = changed || now.Start != p.Start
		texts = append(texts, spanText(now))
	}
	if changed {
		s.replace(n, strings.Join(texts, "+"))
	}
}

// settle returns where a part of a span is now, and records its digest.
func (s *sealing) settle(n *yaml.Node, p graph.Part) graph.Part {
	was := p
	was.SHA256 = s.recorded[p]
	if now, lost := s.moved[was]; lost {
		return s.resettle(n, was, now)
	}
	words, ok := s.text.covered(p)
	if !ok {
		s.doc.report(where(n), "%s lies outside the text, which has %d characters", spanText(p), s.text.length)
		return p
	}
	if !s.doc.pay(s.text, len(words)+hashEffort) {
		return p
	}
	digest := digestOf(words)
	if meant, found := s.orphans.like(p); found && was.SHA256 == "" && s.recorded[meant] != digest {
		s.doc.report(where(n), "%s has no digest, %s has one of other words and nothing uses it: write %s, or remove that digest",
			spanText(p), spanText(meant), spanText(meant))
		s.sealed[meant] = s.recorded[meant] // so that it is told again until somebody decides
		return p
	}
	s.sealed[p] = digest
	return p
}

// resettle moves a part to where its words are now. If that can't be told, it stays with its old digest, so that Read goes on
// reporting it.
func (s *sealing) resettle(n *yaml.Node, was graph.Part, now whereabouts) graph.Part {
	digest := was.SHA256
	there, ok := now.moved(was)
	was.SHA256, there.SHA256 = "", ""
	if !ok {
		s.doc.report(where(n), "%s", now.lost(was, s.names[n]))
		s.sealed[was] = digest
		return was
	}
	s.doc.warn(where(n), "moved %s to %s, where its words are now", spanText(was), spanText(there))
	s.sealed[there] = digest
	return there
}
