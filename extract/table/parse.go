package table

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"

	"dyad/extract"
	"dyad/graph"
)

// maxPrefix leaves room in a key for what the prefix stands before.
const maxPrefix = 40

// Parse reads a mapping, and reports everything that is wrong with it. The mapping can be used only if [extract.Usable] says so. Types of entities and relations
// that the mapping names are looked for in the vocabulary, unless that is nil.
func Parse(f extract.File, v *graph.Vocabulary) (*Mapping, []extract.Problem) {
	tree, problems := extract.OpenTree(f, "mapping")
	if tree == nil {
		return nil, problems
	}
	sum := sha256.Sum256(f.Data)
	p := &parser{m: &Mapping{Name: f.Name, Digest: hex.EncodeToString(sum[:])}, vocabulary: v, tables: map[string]*Table{}, used: map[string]bool{}}
	p.parse(tree.Root())
	return p.m, tree.Problems()
}

// A parser reads one mapping.
type parser struct {
	m          *Mapping
	vocabulary *graph.Vocabulary
	missing    []string
	tables     map[string]*Table
	articles   map[string]*sourceRule
	used       map[string]bool // names of rules
	dangling   string
}

// The words for what becomes of what can't be taken.
const (
	refuseIt    = "refuse"
	skipIt      = "skip"
	placeholder = "placeholder"
)

func (p *parser) parse(root extract.Node) {
	top := root.Fields("a mapping of tables", "dyad", "kind", "dataset", "missing", "refused", "dangling", "tables", "entities", "sources", "claims")
	p.missing = texts(top, "missing")
	p.m.SkipRefused = top.Choice("refused", []string{refuseIt, skipIt}) == skipIt
	p.dangling = cmp.Or(top.Choice("dangling", []string{refuseIt, placeholder}), refuseIt)
	if n, ok := needed(top, "dataset"); ok {
		p.dataset(n)
	}
	if n, ok := needed(top, "tables"); ok {
		for key, value := range n.Pairs("tables") {
			p.table(key, value)
		}
	}
	p.articles = map[string]*sourceRule{}
	for _, n := range list(top, "entities") {
		p.entity(n)
	}
	for _, n := range list(top, "sources") {
		p.source(n)
	}
	for _, n := range list(top, "claims") {
		p.claim(n)
	}
	for _, t := range p.m.Tables {
		p.finish(t, root)
	}
}

// needed returns the value under a key, and reports its absence.
func needed(f extract.Fields, key string) (extract.Node, bool) {
	n, there := f.Has(key)
	if !there && f.Sound() {
		f.Report("%s is missing", key)
	}
	return n, there
}

// list returns what stands in the list under a key.
func list(f extract.Fields, key string) []extract.Node {
	n, there := f.Has(key)
	if !there {
		return nil
	}
	return n.Items()
}

// texts returns the texts in the list under a key, or the one text there, as they are written.
func texts(f extract.Fields, key string) []string {
	var out []string
	for _, n := range list(f, key) {
		out = append(out, n.Text(key))
	}
	return out
}

// dataset reads what the files are together.
func (p *parser) dataset(n extract.Node) {
	f := n.Fields("a data set", "name", "prefix", "version", "title", "publisher", "author", "licence", "citation", "url", "published", "language", "reliability", "note",
		"annotator", "codebook")
	d := &p.m.Dataset
	d.Name = p.key(f, "name", f.Required("name"))
	if at, there := f.Has("name"); there {
		d.named = placeOf(at)
	}
	d.Prefix = cmp.Or(p.key(f, "prefix", f.Text("prefix")), d.Name)
	if len(d.Prefix) > maxPrefix {
		f.Report("the prefix %q is longer than %d characters: give a shorter one", d.Prefix, maxPrefix)
	}
	d.Version, d.Annotator, d.Codebook = f.Text("version"), f.Text("annotator"), f.Text("codebook")
	d.Source = graph.Source{
		ID: graph.SourceKey(d.Name).ID(), Key: graph.SourceKey(d.Name), Kind: graph.Dataset, Genre: graph.Data,
		Title: f.Required("title"), Publisher: f.Text("publisher"), Author: f.Text("author"), Language: f.Text("language"), URL: f.Text("url"),
		Reliability: f.Choice("reliability", strings.Split("ABCDEF", "")), Note: note(f),
	}
	if text := f.Text("published"); text != "" {
		date, err := graph.ParseEDTF(text)
		if err != nil {
			at, _ := f.Has("published")
			at.Report("%v", err)
		}
		d.Source.Published = graph.Published{EDTF: date, Basis: graph.StatedBasis}
	}
}

// note gathers what a source has no field for.
func note(f extract.Fields) string {
	var parts []string
	for _, p := range []struct{ label, key string }{{"Version: ", "version"}, {"Licence: ", "licence"}, {"Cite: ", "citation"}, {"", "note"}} {
		if text := f.Text(p.key); text != "" {
			parts = append(parts, p.label+strings.Join(strings.Fields(text), " "))
		}
	}
	return strings.Join(parts, "\n")
}

// key returns a text that is a key, and reports it if it is none.
func (p *parser) key(f extract.Fields, name, text string) string {
	if text != "" && !graph.ValidKey(text) {
		at, _ := f.Has(name)
		at.Report("%q is no key: a key is lower-case letters, digits and single hyphens, at most 100", text)
		return ""
	}
	return text
}

// finish judges a table once all rules are read.
func (p *parser) finish(t *Table, root extract.Node) {
	p.circles(t, root)
	if len(t.entities)+len(t.sources)+len(t.claims) == 0 {
		root.ReportAt(t.at.line, t.at.column, "no rule reads table %q: name it in one, or remove it", t.Name)
	}
	for _, c := range t.columns {
		if c.of == nil && c.name != fileColumn && t.names != nil && !slices.Contains(t.names, c.name) {
			root.ReportAt(c.at.line, c.at.column, "table %q has no column %q among its names%s", t.Name, c.name, offer(root, c.name, t.names))
		}
	}
}

// circles reports columns that are worked out from each other.
func (p *parser) circles(t *Table, root extract.Node) {
	const visiting, visited = 1, 2
	state := make([]int, len(t.columns))
	var visit func(slot int)
	visit = func(slot int) {
		if state[slot] == visiting {
			c := t.columns[slot]
			root.ReportAt(c.at.line, c.at.column, "column %q of table %q is worked out from itself", c.name, t.Name)
		}
		if state[slot] != 0 {
			return
		}
		state[slot] = visiting
		for _, s := range t.columns[slot].rests() {
			visit(s)
		}
		state[slot] = visited
	}
	for slot := range t.columns {
		visit(slot)
	}
}

// offer is the end of a message about a word that is not known.
func offer(n extract.Node, want string, have []string) string {
	if near := n.Nearest(want, have); near != "" {
		return "; did you mean " + near + "?"
	}
	return ""
}

// tableNames lists the tables that the mapping has.
func (p *parser) tableNames() []string { return slices.Sorted(maps.Keys(p.tables)) }
