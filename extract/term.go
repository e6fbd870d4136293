package extract

import (
	"strings"

	"dyad/graph"
)

// term reads one entry. References to terms that nobody defines are reported and left out, so that what the vocabulary says
// of itself afterwards is about other things.
func (l *lexicon) term(m mapping, kind graph.TermKind) graph.Term {
	t := graph.Term{
		Kind:       kind,
		Key:        l.key(m),
		Label:      m.text("label"),
		Definition: m.text("definition"),
		Not:        m.text("not"),
		Example:    m.text("example"),
		Mappings:   l.mappings(m),
		Batch:      l.doc.batch.Key,
	}
	t.ConfusedWith = l.known(m, "confused_with", kind)
	switch kind {
	case graph.EntityTypeTerm:
		m.required("class")
		t.Class = choice(m, "class", graph.Classes())
	case graph.RelationTerm:
		l.relation(m, &t)
	case graph.RoleTerm:
		m.required("holds")
		t.Holds = choice(m, "holds", []graph.Filling{graph.HoldsEntity, graph.HoldsClaim, graph.HoldsTerm})
		t.Allowed = l.ends(m, "allowed")
	case graph.OfficeTerm:
		t.Exclusive = m.flag("exclusive")
	}
	t.ID = t.DerivedID()
	return t
}

// key reads the word that data uses for the term. It is a single one, so that a claim can be written FROM TYPE TO.
func (l *lexicon) key(m mapping) graph.TermKey {
	key := m.required("term")
	if strings.ContainsFunc(key, func(r rune) bool { return !isTermLetter(r) }) {
		l.doc.report(m.at("term"), "%q is no term: a term is one word of letters, digits, _ and -", key)
		return ""
	}
	return graph.TermKey(key)
}

func isTermLetter(r rune) bool {
	return r == '_' || r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
}

// relation reads what only relations have.
func (l *lexicon) relation(m mapping, t *graph.Term) {
	m.required("aspect")
	t.Aspect = choice(m, "aspect", []graph.Aspect{graph.EventAspect, graph.StateAspect})
	t.Inverse = m.text("inverse")
	t.Symmetric, t.Unary = m.flag("symmetric"), m.flag("unary")
	t.Achievement, t.Commits, t.Breaches = m.flag("achievement"), m.flag("commits"), m.flag("breaches")
	t.From, t.To = l.ends(m, "from"), l.ends(m, "to")
	t.Sign = choice(m, "sign", []graph.Sign{graph.Positive, graph.Negative, graph.Zero})
	if t.Weight = m.decimal("weight"); t.Weight != nil {
		t.WeightSource = l.weights
		if l.weights == "" {
			l.doc.report(m.at("weight"), "a weight needs a source: add sources: {%s: …} to the file", weightScheme)
		}
	}
	if broader := m.text("broader"); broader != "" && l.isKnown(m.at("broader"), broader, graph.RelationTerm) {
		t.Broader = graph.TermKey(broader)
	}
	t.Projects = l.known(m, "projects", graph.RoleTerm)
	t.Incompatible = l.incompatible(m)
	t.Cues = l.cues(m)
}

// cues reads the words of texts that often carry the relation.
func (l *lexicon) cues(m mapping) []graph.Cue {
	var all []graph.Cue
	for _, n := range m.list("cues") {
		cue := graph.Cue(l.doc.text(n, "a cue"))
		if cue == "" {
			continue
		}
		if err := cue.Check(); err != nil {
			l.doc.report(where(n), "%v", err)
			continue
		}
		all = append(all, cue)
	}
	return all
}

// known reads a list of terms of one kind.
func (l *lexicon) known(m mapping, key string, kind graph.TermKind) []graph.TermKey {
	var keys []graph.TermKey
	for _, n := range m.list(key) {
		text := l.doc.text(n, key)
		if text != "" && l.isKnown(where(n), text, kind) {
			keys = append(keys, graph.TermKey(text))
		}
	}
	return keys
}

// isKnown reports whether somebody defines the term, and a problem if nobody does.
func (l *lexicon) isKnown(at place, text string, kind graph.TermKind) bool {
	if l.names.known[termName{kind, graph.TermKey(text)}] {
		return true
	}
	l.doc.report(at, "%s", l.doc.unknownTerm(kind, text, l.names.byKind[kind]))
	return false
}

// ends reads which entity types or classes may stand somewhere.
func (l *lexicon) ends(m mapping, key string) []graph.TermKey {
	var keys []graph.TermKey
	for _, n := range m.list(key) {
		switch text := l.doc.text(n, key); {
		case text == "":
		case !l.names.mayEnd(text):
			l.doc.report(where(n), "%s", l.doc.unknownTerm(graph.EntityTypeTerm, text, l.names.ends))
		default:
			keys = append(keys, graph.TermKey(text))
		}
	}
	return keys
}

// incompatible reads what can't hold together with the term.
func (l *lexicon) incompatible(m mapping) []graph.Incompatible {
	var all []graph.Incompatible
	for _, n := range m.list("incompatible") {
		in, ok := l.doc.mapping(n, "an incompatibility", "with", "polarity", "other")
		if !ok {
			continue
		}
		with := in.required("with")
		polarity, other := choice(in, "polarity", graph.Polarities()), choice(in, "other", graph.Polarities())
		if with == "" || !l.isKnown(in.at("with"), with, graph.RelationTerm) {
			continue
		}
		all = append(all, graph.Incompatible{
			With: graph.TermKey(with), Polarity: affirmedUnless(polarity), Other: affirmedUnless(other),
		})
	}
	return all
}

func affirmedUnless(p graph.Polarity) graph.Polarity {
	if p == "" {
		return graph.Affirmed
	}
	return p
}

// mappings reads what other schemes call the term.
func (l *lexicon) mappings(m mapping) []graph.Mapping {
	var all []graph.Mapping
	for _, n := range m.list("mappings") {
		entry, ok := l.doc.mapping(n, "a mapping to another scheme", "scheme", "value", "verified", "note")
		if !ok {
			continue
		}
		all = append(all, graph.Mapping{
			Scheme: entry.required("scheme"), Value: entry.required("value"),
			Verified: entry.flag("verified"), Note: entry.text("note"),
		})
	}
	return all
}

// wordsOf words a kind of term: "entity type".
func wordsOf(kind graph.TermKind) string { return strings.ReplaceAll(string(kind), "_", " ") }

// unknownTerm says that nobody defines a term, and which one was meant.
func (d *document) unknownTerm(kind graph.TermKind, text string, known []string) string {
	message := "no " + wordsOf(kind) + ` "` + text + `"`
	if near := d.nearest(text, known); len(near) > 0 {
		return message + "; did you mean " + graph.OneOf(near) + "?"
	}
	return message + " in the vocabulary"
}
