package table

import (
	"cmp"
	"slices"
	"strings"

	"dyad/extract"
	"dyad/graph"
)

// ruleKeys are the keys that every rule has.
var ruleKeys = []string{"rule", "table", "each", "if", "unless"}

// rule reads what all rules have. It reports false if the rule belongs to no table, so that nothing of it can be read.
func (p *parser) rule(n extract.Node, what string, keys ...string) (extract.Fields, rule, bool) {
	f := n.Fields(what, slices.Concat(ruleKeys, keys)...)
	if !f.Sound() {
		return f, rule{}, false
	}
	u := rule{name: f.Required("rule")}
	if p.used[u.name] && u.name != "" {
		f.Report("another rule is called %q: give each its own name", u.name)
	}
	p.used[u.name] = true
	name := f.Text("table")
	if name == "" && len(p.m.Tables) == 1 {
		name = p.m.Tables[0].Name
	}
	if u.table = p.tables[name]; u.table == nil {
		f.Report("no table %q%s", name, cmp.Or(offer(n, name, p.tableNames()), ": name one of those under tables"))
		return f, u, false
	}
	for _, n := range list(f, "each") {
		u.each = append(u.each, u.table.slot(n, n.Text("each")))
	}
	for _, key := range []string{"if", "unless"} {
		if n, there := f.Has(key); there {
			u.when = append(u.when, u.table.conditions(n, key)...)
		}
	}
	return f, u, true
}

// conditions reads columns with the values that are asked for.
func (t *Table) conditions(n extract.Node, key string) []condition {
	var out []condition
	for name, wanted := range n.Pairs(key) {
		c := condition{slot: t.slot(name, strings.TrimSpace(name.Text("a column"))), values: map[string]bool{}, not: key == "unless"}
		for _, w := range wanted.Items() {
			c.values[strings.TrimSpace(w.Text("a value"))] = true
		}
		out = append(out, c)
	}
	return out
}

// under reads the template under a key; nil if there is none.
func (u *rule) under(f extract.Fields, key string) *template {
	if n, there := f.Has(key); there {
		return u.table.template(n, key)
	}
	return nil
}

// must is under, and reports the absence.
func (u *rule) must(f extract.Fields, key string) *template {
	m := u.under(f, key)
	if m == nil && f.Sound() {
		f.Report("%s is missing", key)
	}
	return m
}

// among reads a template whose values are of a closed set. Those that can be told without a row are judged at once.
func among[T ~string](u *rule, f extract.Fields, key string, allowed []T) *template {
	m := u.under(f, key)
	words := make([]string, 0, len(allowed))
	for _, w := range allowed {
		words = append(words, string(w))
	}
	for _, text := range u.table.outcomes(m) {
		if n, _ := f.Has(key); text != "" && !slices.Contains(words, text) {
			n.Report("no %s %q%s", key, text, cmp.Or(offer(n, text, words), "; it is "+graph.OneOf(words)))
		}
	}
	return m
}

// outcomes returns what a template can come to, where that is told by the mapping alone: a constant, or the words for the values of a column.
func (t *Table) outcomes(m *template) []string {
	if text, constant := m.constant(); constant {
		return []string{text}
	}
	if m == nil || len(m.parts) != 1 {
		return nil
	}
	c := t.columns[m.slots[0]]
	var out []string
	for _, word := range c.values {
		out = append(out, word)
	}
	if c.other != nil {
		out = append(out, *c.other)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// term reads a template whose values are terms of the vocabulary, or unknown ones on purpose.
func (p *parser) term(u *rule, f extract.Fields, key string, kind graph.TermKind) *template {
	m := u.must(f, key)
	if p.vocabulary == nil {
		return m
	}
	for _, text := range u.table.outcomes(m) {
		word := graph.TermKey(text)
		if text == "" || word.Unknown() || p.vocabulary.Term(kind, word) != nil {
			continue
		}
		n, _ := f.Has(key)
		hint := cmp.Or(offer(n, text, p.termsOf(kind)), ".")
		n.Report("no %s %q in the vocabulary%s Write %s%s to keep a type of your own", strings.ReplaceAll(string(kind), "_", " "), text, hint, graph.UnknownPrefix, text)
	}
	return m
}

// termsOf lists the terms of a kind.
func (p *parser) termsOf(kind graph.TermKind) []string {
	return words(p.vocabulary.Keys(kind))
}

func (p *parser) entity(n extract.Node) {
	f, u, ok := p.rule(n, "a rule for entities", "key", "type", "name", "names", "description", "external", "partial", "again")
	if !ok {
		return
	}
	e := &entityRule{rule: u}
	e.key, e.called, e.description = e.must(f, "key"), e.must(f, "name"), e.under(f, "description")
	e.kind = p.term(&e.rule, f, "type", graph.EntityTypeTerm)
	e.partial = f.Flag("partial")
	e.first = f.Choice("again", []string{"first", refuseIt}) == "first"
	for _, n := range list(f, "names") {
		e.names = append(e.names, e.nameRule(n))
	}
	for _, n := range list(f, "external") {
		body := n.Fields("an id of another catalogue", "scheme", "value")
		e.external = append(e.external, externalRule{body.Required("scheme"), e.must(body, "value")})
	}
	u.table.entities = append(u.table.entities, e)
}

// nameRule reads a further name: a template alone is an alias.
func (e *entityRule) nameRule(n extract.Node) nameRule {
	if !n.IsMap() {
		return nameRule{text: e.table.template(n, "a name"), kind: graph.Alias}
	}
	body := n.Fields("a name", "text", "kind", "language")
	var kinds []string
	for _, k := range graph.NameKinds() {
		kinds = append(kinds, string(k))
	}
	return nameRule{e.must(body, "text"), graph.NameKind(cmp.Or(body.Choice("kind", kinds), string(graph.Alias))), body.Text("language")}
}

func (p *parser) source(n extract.Node) {
	f, u, ok := p.rule(n, "a rule for sources", "key", "kind", "genre", "title", "publisher", "author", "published", "url", "language", "reliability", "note")
	if !ok {
		return
	}
	s := &sourceRule{rule: u, kind: graph.Article}
	s.key, s.title, s.publisher, s.author = s.must(f, "key"), s.under(f, "title"), s.under(f, "publisher"), s.under(f, "author")
	s.url, s.language, s.note = s.under(f, "url"), s.under(f, "language"), s.under(f, "note")
	s.admiralty = among(&s.rule, f, "reliability", strings.Split("ABCDEF", ""))
	s.kind = graph.SourceKind(cmp.Or(f.Choice("kind", words(graph.SourceKinds())), string(graph.Article)))
	s.genre = graph.Genre(f.Choice("genre", words(graph.Genres())))
	if n, there := f.Has("published"); there {
		s.published = s.whenRule(n)
	}
	if len(u.each) > 0 {
		f.Report("a row has one source: each is for entities and claims")
	}
	if p.articles[u.name] == nil {
		p.articles[u.name] = s
	}
	u.table.sources = append(u.table.sources, s)
}

func words[T ~string](set []T) []string {
	out := make([]string, 0, len(set))
	for _, w := range set {
		out = append(out, string(w))
	}
	return out
}
