package webanno

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"dyad/extract"
	"dyad/graph"
)

// Read reads a file, as [extract.ForeignReader] has it. The batch, and the source that the document is, are named after the file.
//
// A span of a layer that is not one of grammar names an entity: of the type that its first feature with a value has (but for its identifier), else of the layer, with "x:" in front. The same
// words of the same type are one entity of the file, a span that covers nothing is one by itself, and all links of a chain are one. A relation between such spans is a claim from the one that it stands at the line of as
// governor to the one at whose line it stands; so is each filler of a slot, from the span that has the slot. Features beside the first, those of links, and all of grammar, are counted.
func Read(name string, r io.Reader) (*extract.Foreign, []extract.Problem) {
	data, err := io.ReadAll(io.LimitReader(r, extract.MaxText+1))
	switch {
	case err == nil && len(data) > extract.MaxText:
		err = fmt.Errorf("more than %d MB", extract.MaxText>>20)
	case err == nil && !utf8.Valid(data):
		err = fmt.Errorf("not valid UTF-8")
	}
	if err != nil {
		return nil, []extract.Problem{{File: name, Message: "the file can't be read: " + err.Error()}}
	}
	f := &tsv{name: name}
	f.read(string(data))
	m := &maker{tsv: f, out: extract.NewForeign(), about: extract.FileSlug(name), known: map[graph.EntityKey]bool{}, taken: map[[2]int]bool{}, said: map[graph.ClaimID]int{}}
	if len(f.problems) == 0 {
		m.make()
	}
	if len(f.problems) > 0 {
		return nil, f.problems
	}
	sum := sha256.Sum256(data)
	m.bundle.Batch = extract.NewBatch("webanno", m.about, sum[:])
	m.out.Bundles = []graph.Bundle{m.bundle}
	m.out.SortNotes()
	return m.out, nil
}

// A maker makes a bundle of what a file has.
type maker struct {
	*tsv
	about  string
	source graph.SourceKey
	out    *extract.Foreign
	bundle graph.Bundle
	known  map[graph.EntityKey]bool
	taken  map[[2]int]bool       // spans of mentions
	said   map[graph.ClaimID]int // claims, by what they say
}

func (m *maker) make() {
	m.source = graph.SourceKey("webanno-" + m.about)
	m.bundle.Sources = []graph.Source{{ID: m.source.ID(), Key: m.source, Kind: graph.Dataset, Genre: graph.Data, Title: m.about}}
	all, by := m.annotations()
	for _, a := range all {
		switch {
		case a.layer.grammatical():
			m.out.Note("annotations of layer "+a.layer.short()+", which is one of grammar: left out", a.lines[0].unit)
		case a.layer.kind == chains:
			m.link(a)
		default:
			m.span(a)
		}
	}
	for _, a := range all {
		if a.owner != "" && a.layer.kind == spans {
			m.slots(a, by)
		}
	}
	for _, l := range m.layers {
		if l.kind == relations {
			m.relations(l, by)
		}
	}
}

// span takes a span that names somebody.
func (m *maker) span(a *annotation) {
	label, labelled := a.layer.short(), false
	for i, c := range a.layer.columns {
		text := featureText(a.features[i])
		if text == "" || strings.HasPrefix(c, "ROLE_") || a.layer.fillers(i) {
			continue
		}
		if !labelled && c != "identifier" {
			label, labelled = text, true
			continue
		}
		m.beside(a.layer, c+": "+text)
	}
	words, _ := a.words(m.tsv)
	identity := label + " " + words
	if a.zero() { // there are no words by which it and another one would be the same, not even where both stand at one place
		for n := 1; n == 1 || m.known[m.key(identity)]; n++ {
			identity = fmt.Sprintf("%s %s %d", label, a.lines[0].unit, n)
		}
	}
	m.name(a, label, cmp.Or(strings.Join(strings.Fields(words), " "), a.lines[0].unit), identity)
}

// key is that of an entity of the file.
func (m *maker) key(identity string) graph.EntityKey {
	return graph.EntityKey("webanno-" + m.about + "-" + extract.Slug(identity, 50))
}

// beside counts a feature of an annotation beside the one that says what it is.
func (m *maker) beside(l *layer, feature string) {
	m.out.Note("features beside the first of layer "+l.short()+": left out", feature)
}

// link takes a link of a chain: the chain is who is meant, and what is said of a link is counted.
func (m *maker) link(a *annotation) {
	for i, c := range a.layer.columns {
		if text := featureText(beforeLink(a.features[i])); text != "" {
			m.out.Note("features of links of layer "+a.layer.short()+": left out", c+": "+text)
		}
	}
	chain, _, _ := strings.Cut(linkOf(a.features), "-")
	if chain == "" {
		m.blame(a.lines[0].number, 1, "layer %s: the link of a chain has no ->CHAIN-LINK", a.layer.short())
		return
	}
	words, _ := a.words(m.tsv)
	m.name(a, a.layer.short(), cmp.Or(strings.Join(strings.Fields(words), " "), a.lines[0].unit), a.layer.name+" chain "+chain)
}

// name makes sure that there is an entity, and records that the span names it.
func (m *maker) name(a *annotation, label, name, identity string) {
	key := m.key(identity)
	a.owner = string(key)
	if !m.known[key] {
		m.known[key] = true
		m.bundle.Entities = append(m.bundle.Entities, graph.Entity{ID: key.ID(), Key: key, Type: termKey(label), Name: name})
	}
	start, end := a.extent()
	switch {
	case a.zero():
		m.out.Note("spans that cover nothing: who is named stays, and where is left out", a.lines[0].unit)
		return
	case m.taken[[2]int{start, end}]:
		m.out.Note("spans that several annotations have: they name the first", a.lines[0].unit)
		return
	}
	m.taken[[2]int{start, end}] = true
	form, _ := a.words(m.tsv)
	mention := graph.Mention{Source: m.source, Entity: key, Form: form, Part: m.part(a)}
	mention.ID = mention.DerivedID()
	m.bundle.Mentions = append(m.bundle.Mentions, mention)
}

// termKey is a label as a type that no vocabulary knows.
func termKey(label string) graph.TermKey {
	return graph.UnknownPrefix + graph.TermKey(strings.Join(strings.Fields(label), "_"))
}

// part is a span, with the digest of its words where they are of one sentence.
func (m *maker) part(a *annotation) graph.Part {
	start, end := a.extent()
	p := graph.Part{Start: start, End: end}
	if words, whole := a.words(m.tsv); whole {
		sum := sha256.Sum256([]byte(words))
		p.SHA256 = hex.EncodeToString(sum[:])
	}
	return p
}

// slots makes a claim of each filler of the slots of a span.
func (m *maker) slots(a *annotation, by map[handle]*annotation) {
	for i, c := range a.layer.columns {
		if !strings.HasPrefix(c, "ROLE_") || i+1 == len(a.layer.columns) {
			continue
		}
		of := &layer{name: a.layer.columns[i+1]}
		roles, targets := cut(a.features[i], ';'), cut(a.features[i+1], ';')
		for j, target := range targets {
			switch {
			case target == "" || target == "_" || target == "*":
				continue
			case of.grammatical(): // tokens and sentences have no columns to look it up in
				m.toGrammar(a)
				continue
			}
			role := ""
			if j < len(roles) {
				role = featureText(roles[j])
			}
			m.claim(a, m.find(a.lines[0].number, of.name, target, by), cmp.Or(role, slotOf(c)))
		}
	}
}

// slotOf is the slot in the name of a column, ROLE_LAYER:SLOT_TYPE. A slot may have "_" in it, and the type has dots behind its first part.
func slotOf(column string) string {
	slot := column[strings.LastIndexByte(column, ':')+1:]
	first, _, _ := strings.Cut(slot, ".")
	if at := strings.LastIndexByte(first, '_'); at >= 0 {
		return slot[:at]
	}
	return slot
}

// anyLayer is what slots have as their type that any span may fill.
const anyLayer = "uima.tcas.Annotation"

// find returns what a reference leads to, UNIT or UNIT[n]; nil if nothing, which is told.
func (m *maker) find(number int, of, reference string, by map[handle]*annotation) *annotation {
	unit, id := reference, ""
	if open := strings.IndexByte(reference, '['); open >= 0 {
		unit, id = reference[:open], strings.TrimSuffix(reference[open+1:], "]")
	}
	if id == "0" {
		id = ""
	}
	a := by[handle{of, unit, id}]
	if a == nil && of == anyLayer {
		a = m.anywhere(unit, id, by)
	}
	if a == nil {
		m.blame(number, 1, "%s leads to no annotation of layer %s", reference, of)
	}
	return a
}

// anywhere is the span of whatever layer that a reference leads to: one of grammar only where no other is.
func (m *maker) anywhere(unit, id string, by map[handle]*annotation) *annotation {
	var word *annotation
	for _, l := range m.layers {
		a := by[handle{l.name, unit, id}]
		switch {
		case a == nil || l.kind != spans:
		case !l.grammatical():
			return a
		case word == nil:
			word = a
		}
	}
	return word
}

// toGrammar counts what leads to a span that names nobody.
func (m *maker) toGrammar(from *annotation) {
	m.out.Note("slots and relations that lead to annotations of grammar: left out", from.lines[0].unit)
}

// relations makes a claim of each relation of a layer whose ends name somebody.
func (m *maker) relations(l *layer, by map[handle]*annotation) {
	base := &layer{name: l.base()}
	for i := range m.lines {
		at := &m.lines[i]
		for _, e := range m.relationsAt(at, l) {
			switch {
			case l.grammatical() || base.name == "" || base.grammatical():
				m.out.Note("relations of layer "+l.short()+", between words: left out", at.unit)
				continue
			case e.governor == "":
				m.out.Note("relations of layer "+l.short()+" without a governor: left out", at.unit)
				continue
			}
			for _, feature := range e.beside {
				m.beside(l, feature)
			}
			from := m.find(at.number, base.name, e.governor, by)
			to := m.find(at.number, base.name, at.unit+e.own, by)
			m.claim(from, to, cmp.Or(e.label, l.short()))
		}
	}
}

// A relation is one as it stands: its label, the reference to its governor, the number of the annotation at its own line, and its other features.
type relation struct {
	label, governor, own string
	beside               []string
}

func (m *maker) relationsAt(at *line, l *layer) []relation {
	var all []relation
	for c, name := range l.columns {
		for i, v := range values(at.cells[l.first+c]) {
			if i == len(all) {
				all = append(all, relation{})
			}
			text := featureText(v.text)
			switch {
			case strings.HasPrefix(name, "BT_"):
				all[i].governor = v.text
				if governor, own, both := strings.Cut(v.id, "_"); both {
					all[i].governor += "[" + governor + "]"
					all[i].own = "[" + own + "]"
				}
			case c == 0: // another feature doesn't say what it is, even where this one says nothing
				all[i].label = text
			case text != "":
				all[i].beside = append(all[i].beside, name+": "+text)
			}
		}
	}
	return all
}

// claim says that a span has to do with another.
func (m *maker) claim(from, to *annotation, label string) {
	switch {
	case from == nil || to == nil:
		return // it was told why
	case from.layer.grammatical() || to.layer.grammatical():
		m.toGrammar(from)
		return
	case from.owner == "" || to.owner == "":
		return // it was told why
	case from.zero() || to.zero():
		m.out.Note("relations of spans that cover nothing: left out", from.lines[0].unit)
		return
	case from.owner == to.owner: // that they are one is only taken from the words
		m.out.Note("relations of spans that name the same entity: kept", from.lines[0].unit)
	}
	c := graph.Claim{
		Source: m.source, From: graph.EntityKey(from.owner), Type: termKey(label), To: graph.EntityKey(to.owner),
		Gist: fmt.Sprintf("%s: %s, %s", from.lines[0].unit, label, to.lines[0].unit),
	}
	one, other := m.part(from), m.part(to)
	if other.Start < one.Start {
		one, other = other, one
	}
	parts := []graph.Part{one}
	if other.Start >= one.End {
		parts = append(parts, other)
	} else if other.End > one.End {
		parts[0] = graph.Part{Start: one.Start, End: other.End}
	}
	place := graph.Occurrence{Parts: parts}
	c.Normalize(&graph.Term{})
	said := c.DerivedID() // of what it says, wherever
	i, again := m.said[said]
	if !again {
		m.said[said] = len(m.bundle.Claims)
		c.Evidence = []graph.Occurrence{place}
		m.bundle.Claims = append(m.bundle.Claims, c)
		return
	}
	m.out.Note("relations that say what another of the document says: a further place of it", from.lines[0].unit)
	extract.AddPlace(&m.bundle.Claims[i], place)
}
