package extract

import (
	"iter"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"dyad/graph"
)

// A mapping is a YAML mapping whose keys are words that the format knows. The zero mapping has no keys.
type mapping struct {
	doc    *document
	node   *yaml.Node
	keys   map[string]*yaml.Node
	values map[string]*yaml.Node // without those that are left empty
}

// mapping reads a node as a mapping with some of the allowed keys. what names it in messages: "a claim".
func (d *document) mapping(n *yaml.Node, what string, allowed ...string) (mapping, bool) {
	if n.Kind != yaml.MappingNode {
		d.report(where(n), "%s is a mapping of keys to values, and this is a %s", what, kindOf(n))
		return mapping{doc: d, node: n}, false
	}
	m := d.fieldsOf(n)
	for key := range pairs(n) {
		if !slices.Contains(allowed, key.Value) {
			d.report(where(key), "%s", d.unknownKey(key.Value, what, allowed))
		}
	}
	return m, true
}

// unknownKey says that a key is unknown, and which one was meant.
func (d *document) unknownKey(key, what string, allowed []string) string {
	if hint := misplaced(key, what); hint != "" {
		return hint
	}
	message := `unknown key "` + key + `"`
	if near := d.nearest(key, allowed); len(near) > 0 {
		return message + "; did you mean " + graph.OneOf(near) + "?"
	}
	return message + "; " + what + " has " + strings.Join(slices.Sorted(slices.Values(allowed)), ", ")
}

// misplaced tells where a key belongs that is known and stands in the wrong mapping.
func misplaced(key, what string) string {
	if what != aClaim {
		return ""
	}
	switch key {
	case "stance", "mode":
		return key + " belongs to a voice: where a view is rejected and the text names nobody who holds it, write " +
			rejectedByNobody
	case "bound", "extent", "basis":
		return key + " belongs to the time: write when: {edtf: …, " + key + ": …}"
	}
	return ""
}

// rejectedByNobody is how a view is written that a source rejects without saying whose it is.
const rejectedByNobody = "voices: [{label: " + graph.Unattributed + ", mode: believes, stance: rejects}]"

// fieldsOf reads the keys of a mapping without judging them.
func (d *document) fieldsOf(n *yaml.Node) mapping {
	m := mapping{doc: d, node: n, keys: map[string]*yaml.Node{}, values: map[string]*yaml.Node{}}
	for key, value := range pairs(n) {
		m.keys[key.Value] = key
		if !empty(value) {
			m.values[key.Value] = value
		}
	}
	return m
}

// at returns the place of the value of a key, of the key if the value is left empty, or else of the mapping.
func (m mapping) at(key string) place {
	switch {
	case m.values[key] != nil:
		return where(m.values[key])
	case m.keys[key] != nil:
		return where(m.keys[key])
	}
	return where(m.node)
}

// text returns the text under a key, without white space around it; "" if there is none.
func (m mapping) text(key string) string {
	n := m.values[key]
	if n == nil {
		return ""
	}
	return m.doc.text(n, key)
}

// required is text, and reports its absence.
func (m mapping) required(key string) string {
	if m.values[key] == nil {
		m.doc.report(m.at(key), "%s is missing", key)
		return ""
	}
	return m.text(key)
}

// list returns what stands in the list under a key.
func (m mapping) list(key string) []*yaml.Node {
	n := m.values[key]
	if n == nil {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		m.doc.report(where(n), "%s is a list, and this is a %s: write it as [a, b]", key, kindOf(n))
		return nil
	}
	return m.doc.full(n.Content)
}

// items is list, and lets a single thing stand for a list of one.
func (m mapping) items(key string) []*yaml.Node {
	n := m.values[key]
	if n == nil || n.Kind == yaml.SequenceNode {
		return m.list(key)
	}
	return []*yaml.Node{n}
}

// full reports items of a list that are left empty, and returns the others.
func (d *document) full(items []*yaml.Node) []*yaml.Node {
	var kept []*yaml.Node
	for _, n := range items {
		if empty(n) {
			d.report(where(n), "an empty item: fill it in or remove it")
			continue
		}
		kept = append(kept, n)
	}
	return kept
}

// pairs yields the keys of a mapping with their values, in the order of the file.
func pairs(n *yaml.Node) iter.Seq2[*yaml.Node, *yaml.Node] {
	return func(yield func(key, value *yaml.Node) bool) {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if !yield(n.Content[i], n.Content[i+1]) {
				return
			}
		}
	}
}
