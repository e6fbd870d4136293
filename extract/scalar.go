package extract

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"dyad/graph"
)

// text returns a scalar as text, without white space around it, whatever YAML takes it for: a title may well be 1984.
func (d *document) text(n *yaml.Node, what string) string {
	if n.Kind != yaml.ScalarNode {
		d.report(where(n), "%s is a text, and this is a %s", what, kindOf(n))
		return ""
	}
	return strings.TrimSpace(n.Value)
}

// empty reports whether a value is left out: nothing at all, ~, null, or a text without anything in it.
func empty(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && (n.Tag == "!!null" || strings.TrimSpace(n.Value) == "")
}

// kindOf names what a node is.
func kindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.SequenceNode:
		return "list"
	case yaml.MappingNode:
		return "mapping"
	}
	return "text"
}

// choice returns the value under a key, which is one of a closed set; "" if there is none.
func choice[T ~string](m mapping, key string, allowed []T) T {
	text := T(m.text(key))
	if text == "" || slices.Contains(allowed, text) {
		return text
	}
	words := make([]string, 0, len(allowed))
	for _, w := range allowed {
		words = append(words, string(w))
	}
	m.doc.report(m.at(key), "%s", m.doc.notOneOf(key, string(text), words))
	return ""
}

// notOneOf says that a value is not in a closed set, and what is.
func (d *document) notOneOf(key, text string, allowed []string) string {
	message := `no ` + key + ` "` + text + `"`
	if near := d.nearest(text, allowed); len(near) > 0 && len(text) > 2 {
		return message + "; did you mean " + graph.OneOf(near[:1]) + "?"
	}
	return message + "; it is " + graph.OneOf(allowed)
}

// flag returns the value under a key that is true or false.
func (m mapping) flag(key string) bool {
	switch text := m.text(key); text {
	case "", "false":
		return false
	case "true":
		return true
	default:
		m.doc.report(m.at(key), "%s is true or false, not %q", key, text)
		return false
	}
}

// decimal returns the number under a key; nil if there is none.
func (m mapping) decimal(key string) *float64 {
	text := m.text(key)
	if text == "" {
		return nil
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(value, 0) || strings.Trim(text, "+-.0123456789") != "" {
		m.doc.report(m.at(key), "%s is a number in digits, not %q", key, text)
		return nil
	}
	return &value
}

// count returns the number of things under a key, which has at most nine digits; 0 if there is none.
func (m mapping) count(key string) int {
	text := m.text(key)
	if text == "" {
		return 0
	}
	value, ok := digits(text)
	if !ok || value == 0 {
		m.doc.report(m.at(key), "%s is a whole number above 0, of at most nine digits, not %q", key, text)
	}
	return value
}

// digits reads a whole number of at most nine digits, without sign or leading zeros: one number has one text.
func digits(s string) (int, bool) {
	if s == "" || len(s) > 9 || strings.Trim(s, "0123456789") != "" || len(s) > 1 && s[0] == '0' {
		return 0, false
	}
	value, err := strconv.Atoi(s)
	return value, err == nil
}

// slug returns the key of a thing, and reports it if it is none.
func (m mapping) slug(key string) string {
	text := m.required(key)
	if text == "" || graph.ValidKey(text) {
		return text
	}
	m.doc.report(m.at(key), "%q is no key: a key is lower-case letters, digits and single hyphens, at most 100", text)
	return ""
}

// date returns the EDTF date in a scalar.
func (d *document) date(n *yaml.Node) graph.EDTF {
	text := d.text(n, "a date")
	if text == "" {
		return graph.EDTF{}
	}
	date, err := graph.ParseEDTF(text)
	if err != nil {
		d.report(where(n), "%v", err)
	}
	return date
}
