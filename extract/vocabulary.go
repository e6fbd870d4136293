package extract

import (
	"bytes"
	"slices"

	"go.yaml.in/yaml/v4"

	"dyad/graph"
)

// weightScheme is the source, among those that a vocabulary lists, that its weights are from.
const weightScheme = "plover"

// A section is a list of terms of one kind in a vocabulary.
type section struct {
	name string // the key of the list
	kind graph.TermKind
	what string   // names a term of it in messages
	own  []string // keys that only terms of this kind have
}

// sections lists the sections of a vocabulary.
func sections() []section {
	return []section{
		{"entity_types", graph.EntityTypeTerm, "an entity type", []string{"class"}},
		{"relations", graph.RelationTerm, "a relation", []string{
			"inverse", "symmetric", "unary", "aspect", "broader", "from", "to", "sign", "weight", "achievement", "commits",
			"breaches", "projects", "incompatible", "cues",
		}},
		{"roles", graph.RoleTerm, "a role", []string{"holds", "allowed"}},
		{"offices", graph.OfficeTerm, "an office", []string{"exclusive"}},
	}
}

// termKeys are the keys that terms of every kind have.
func termKeys() []string {
	return []string{"term", "label", "definition", "not", "confused_with", "example", "mappings"}
}

// A lexicon reads the terms of one file. Those of all files are collected before any is read, since terms name each other.
type lexicon struct {
	doc     *document
	names   *termNames // all that are known, of whatever file
	base    *graph.Vocabulary
	weights string // where the weights are from
	places  map[termName]place
}

// readVocabularies reads the terms of every vocabulary, and builds the vocabulary that all other files are judged by.
func (r *reading) readVocabularies(bundles []graph.Bundle) {
	r.terms = r.termNames()
	places := map[termName]located{}
	terms := slices.Clone(r.base.Terms)
	base := graph.NewVocabulary(terms)
	for i, d := range r.docs {
		if d.kind != vocabularyFile {
			continue
		}
		l := &lexicon{doc: d, names: r.terms, base: base, places: map[termName]place{}}
		bundles[i].Terms = l.terms()
		terms = append(terms, bundles[i].Terms...)
		d.placeTerms(places, l.places)
	}
	r.vocabulary = graph.NewVocabulary(terms)
	r.checkVocabulary(places)
}

// located is a place in some file.
type located struct {
	doc *document
	at  place
}

// placeTerms adds the places of the terms of one file to those of the others.
func (d *document) placeTerms(all map[termName]located, own map[termName]place) {
	for name, at := range own {
		if other, found := all[name]; found {
			d.report(at, "%s %q is defined in %s too, line %d: keep one", wordsOf(name.kind), name.key, other.doc.name, other.at.line)
			continue
		}
		all[name] = located{d, at}
	}
}

// checkVocabulary reports what the terms of the files bring into contradiction. What is wrong with the base alone is none of
// their doing.
func (r *reading) checkVocabulary(places map[termName]located) {
	if len(places) == 0 {
		return
	}
	before := map[string]bool{}
	for _, err := range graph.NewVocabulary(r.known).Check() {
		before[err.Error()] = true
	}
	at := map[string]located{}
	for name, l := range places {
		at[string(name.kind)+" "+string(name.key)] = l
	}
	for _, err := range r.vocabulary.Check() {
		on := err.(*graph.Error) //nolint:errorlint // Check says that it returns these
		switch l, found := at[on.On]; {
		case before[err.Error()]:
		case found:
			l.doc.report(l.at, "%v", on.Err)
		default:
			r.docs[0].report(where(r.docs[0].root), "%v", err)
		}
	}
}

// terms reads the terms of the file.
func (l *lexicon) terms() []graph.Term {
	l.readSources()
	var terms []graph.Term
	for _, s := range sections() {
		for _, n := range l.doc.top.list(s.name) {
			m, ok := l.doc.mapping(n, s.what, append(termKeys(), s.own...)...)
			if !ok {
				continue
			}
			if t := l.term(m, s.kind); t.Key != "" {
				l.place(m, t)
				terms = append(terms, t)
			}
		}
	}
	return terms
}

// readSources reads where weights and mappings are from.
func (l *lexicon) readSources() {
	n := l.doc.top.values["sources"]
	if n == nil {
		return
	}
	if n.Kind != yaml.MappingNode {
		l.doc.report(where(n), "sources is a mapping of schemes to titles, and this is a %s", kindOf(n))
		return
	}
	m := l.doc.fieldsOf(n)
	for scheme := range m.values {
		m.text(scheme)
	}
	l.weights = m.plain(weightScheme)
}

// place notes where a term stands, and reports one that stands there twice, or that somebody else defines otherwise: a word
// means the same in every source.
func (l *lexicon) place(m mapping, t graph.Term) {
	name := termName{t.Kind, t.Key}
	if first, found := l.places[name]; found {
		l.doc.report(m.at("term"), "%s %q is defined already, in line %d: keep one", wordsOf(t.Kind), t.Key, first.line)
		return
	}
	l.places[name] = m.at("term")
	if known := l.base.Term(t.Kind, t.Key); known != nil && !alike(*known, t) {
		l.doc.report(m.at("term"), "%s %q is known already, and is something else, from batch %q: choose another word, or change it there",
			wordsOf(t.Kind), t.Key, known.Batch)
	}
}

// alike reports whether two terms say the same, whatever batch they are of.
func alike(a, b graph.Term) bool {
	a.Batch, b.Batch = "", ""
	x, errX := graph.EncodeRecord(&a)
	y, errY := graph.EncodeRecord(&b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}
