package extract

import (
	"iter"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"dyad/graph"
)

// A Tree is a YAML file of a kind that a package beside this one reads: with the same checks, and the same words for what is wrong,
// as files of this package's own kinds.
type Tree struct{ doc *document }

// OpenTree parses a file that begins with dyad: 1 and the given kind. The tree is nil if nothing more can be made of it; the problems then say
// why.
func OpenTree(f File, kind string) (*Tree, []Problem) {
	d, problems := openTree(f)
	if d == nil {
		return nil, problems
	}
	if d.root.Kind != yaml.MappingNode {
		d.report(where(d.root), "a file is a mapping that begins with dyad: %s, and this is a %s", formatVersion, kindOf(d.root))
		return nil, d.problems
	}
	head := d.fieldsOf(d.root)
	if head.plain("dyad") != formatVersion {
		d.report(head.at("dyad"), "begin the file with dyad: %s, the one format that this program reads", formatVersion)
	}
	if found := head.plain("kind"); found != kind {
		d.report(head.at("kind"), "kind is %q, and it should be %s", found, kind)
	}
	if len(d.problems) > 0 {
		return nil, d.problems
	}
	return &Tree{d}, nil
}

// Root returns the whole file.
func (t *Tree) Root() Node { return Node{t.doc, t.doc.root} }

// Problems returns what was found to be wrong so far, in the order of the file.
func (t *Tree) Problems() []Problem { return sorted(t.doc.problems) }

// A Node is a value in a [Tree].
type Node struct {
	doc  *document
	node *yaml.Node
}

// Place returns the line and the column of the node, from 1; columns are in code points.
func (n Node) Place() (line, column int) { return n.node.Line, n.node.Column }

// Report notes a problem of the node.
func (n Node) Report(format string, args ...any) { n.doc.report(where(n.node), format, args...) }

// ReportAt notes a problem of another place in the file.
func (n Node) ReportAt(line, column int, format string, args ...any) {
	n.doc.report(place{line, column}, format, args...)
}

// Text returns a scalar as it is written, white space included. Of anything else it reports that it is no text.
func (n Node) Text(what string) string {
	if n.node.Kind != yaml.ScalarNode {
		n.doc.text(n.node, what) // reports it
		return ""
	}
	if n.node.Tag == "!!null" {
		return ""
	}
	return n.node.Value
}

// Choice returns a text that is one of a closed set, and "" for any other, which it reports with the nearest that is.
func (n Node) Choice(what string, allowed []string) string {
	text := strings.TrimSpace(n.Text(what))
	if text != "" && !slices.Contains(allowed, text) {
		n.Report("%s", n.doc.notOneOf(what, text, allowed))
		return ""
	}
	return text
}

// IsList reports whether the node is a list.
func (n Node) IsList() bool { return n.node.Kind == yaml.SequenceNode }

// IsMap reports whether the node is a mapping.
func (n Node) IsMap() bool { return n.node.Kind == yaml.MappingNode }

// Items returns what stands in a list; a single thing stands for a list of one.
func (n Node) Items() []Node {
	if !n.IsList() {
		return []Node{n}
	}
	var items []Node
	for _, item := range n.node.Content {
		items = append(items, Node{n.doc, item})
	}
	return items
}

// Pairs yields the keys of a mapping with their values, in the order of the file. Anything else has none, and is reported.
func (n Node) Pairs(what string) iter.Seq2[Node, Node] {
	return func(yield func(Node, Node) bool) {
		if !n.IsMap() {
			n.Report("%s is a mapping of keys to values, and this is a %s", what, kindOf(n.node))
			return
		}
		for key, value := range pairs(n.node) {
			if !yield(Node{n.doc, key}, Node{n.doc, value}) {
				return
			}
		}
	}
}

// Fields reads a mapping with some of the allowed keys, and reports every other.
func (n Node) Fields(what string, allowed ...string) Fields {
	m, ok := n.doc.mapping(n.node, what, allowed...)
	return Fields{Node: n, m: m, sound: ok}
}

// Nearest returns up to three of the texts that may have been meant by one that is none of them, as words: "a" or "b"; "" if none is near.
func (n Node) Nearest(want string, have []string) string {
	near := n.doc.nearest(want, have)
	if len(near) == 0 {
		return ""
	}
	return graph.OneOf(near)
}

// Fields are the keys of a mapping that are words of the format.
type Fields struct {
	Node
	m     mapping
	sound bool
}

// Sound reports whether the node was a mapping at all.
func (f Fields) Sound() bool { return f.sound }

// Has returns the value under a key, and whether the key is there at all.
func (f Fields) Has(key string) (Node, bool) {
	if f.m.keys[key] == nil {
		return Node{}, false
	}
	for k, value := range pairs(f.node) {
		if k.Value == key {
			return Node{f.doc, value}, true
		}
	}
	return Node{}, false
}

// Text returns the text under a key, without white space around it; "" if there is none.
func (f Fields) Text(key string) string { return f.m.text(key) }

// Required is Text, and reports its absence.
func (f Fields) Required(key string) string {
	if !f.sound {
		return ""
	}
	return f.m.required(key)
}

// Choice returns the text under a key that is one of a closed set; "" if there is none, or another, which is reported.
func (f Fields) Choice(key string, allowed []string) string {
	if n, there := f.Has(key); there {
		return n.Choice(key, allowed)
	}
	return ""
}

// Flag returns what is true or false under a key; false if nothing is there.
func (f Fields) Flag(key string) bool { return f.m.flag(key) }
