package extract

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"dyad/graph"
)

// maxStatement is how long the line of a claim may be, in bytes: it holds two names and a word.
const maxStatement = 1000

// maxPivots is how many words of a line are tried as the relation in it. No names hold more.
const maxPivots = 8

// A triple is the line of a claim: FROM TYPE TO, or FROM TYPE for a unary type. The offsets count code points.
type triple struct {
	from, typ, to        string // to is "" for a unary type
	fromAt, typeAt, toAt int
}

// A grammar tells the words of a triple apart.
type grammar struct {
	relation func(string) *graph.Term                 // nil if it is none
	bears    func(name string) bool                   // whether a name is anybody's
	unknown  func(string) (message string, near bool) // says that a word is no relation, and which one was meant; and whether one was near
}

// A word is a part of a line without spaces.
type word struct {
	text string
	at   int
}

// read reads a triple. Names may have several words, and the one relation among them is the pivot. If a name contains one too,
// the pivot is the one with a name on both sides; if that does not tell, keys have to be written.
func (g grammar) read(s string) (triple, *misread) {
	if len(s) > maxStatement {
		return triple{}, &misread{0, fmt.Sprintf("%d bytes are too many for FROM TYPE TO", len(s))}
	}
	words := splitWords(s)
	var pivots []int
	for i, w := range words {
		if g.relation(w.text) != nil {
			pivots = append(pivots, i)
		}
	}
	if len(pivots) > 1 && len(pivots) <= maxPivots {
		pivots = g.fitting(words, pivots)
	}
	switch len(pivots) {
	case 0:
		return triple{}, g.noPivot(words)
	case 1:
		return g.cut(words, pivots[0])
	}
	return triple{}, &misread{words[pivots[1]].at, fmt.Sprintf(
		"%q and %q are both relations, so who does what to whom can't be told: write keys for names",
		words[pivots[0]].text, words[pivots[1]].text)}
}

// fitting returns the pivots that have a known name on each side, all of them if none has.
func (g grammar) fitting(words []word, pivots []int) []int {
	var fit []int
	for _, i := range pivots {
		from, to := join(words[:i]), join(words[i+1:])
		if g.bears(from) && (g.bears(to) || to == "" && g.relation(words[i].text).Unary) {
			fit = append(fit, i)
		}
	}
	if len(fit) == 0 {
		return pivots
	}
	return fit
}

// cut makes the triple of the words around the pivot.
func (g grammar) cut(words []word, pivot int) (triple, *misread) {
	t := triple{typ: words[pivot].text, typeAt: words[pivot].at, from: join(words[:pivot]), to: join(words[pivot+1:])}
	if pivot+1 < len(words) {
		t.toAt = words[pivot+1].at
	}
	unary := g.relation(t.typ).Unary
	switch {
	case t.from == "" && unary:
		return triple{}, &misread{t.typeAt, fmt.Sprintf("what %s? write FROM %s", t.typ, t.typ)}
	case t.from == "":
		return triple{}, &misread{t.typeAt, fmt.Sprintf("who %s? write FROM %s TO", t.typ, t.typ)}
	case unary && t.to != "":
		return triple{}, &misread{t.toAt, fmt.Sprintf("%s is said of one thing and has no second end: remove %q, or make it a role", t.typ, t.to)}
	case !unary && t.to == "":
		return triple{}, &misread{t.typeAt, fmt.Sprintf("%s whom or what? write FROM %s TO", t.typ, t.typ)}
	}
	t.fromAt = words[0].at
	return t, nil
}

// noPivot tells which word was meant to be the relation: one that is nearly one, or else the one between two known names, or
// else the second.
func (g grammar) noPivot(words []word) *misread {
	if len(words) < 2 {
		return &misread{0, "a claim is FROM TYPE TO, such as red-harbour attacks blue-valley"}
	}
	for _, w := range words[1:] {
		if message, near := g.unknown(w.text); near {
			return &misread{w.at, message}
		}
	}
	pivot := 1
	for i := 1; i < min(len(words)-1, maxPivots); i++ {
		if g.bears(join(words[:i])) && g.bears(join(words[i+1:])) {
			pivot = i
		}
	}
	message, _ := g.unknown(words[pivot].text)
	return &misread{words[pivot].at, message}
}

// splitWords cuts a line at white space.
func splitWords(s string) []word {
	var words []word
	at := 0
	for s != "" {
		end := strings.IndexFunc(s, unicode.IsSpace)
		switch {
		case end == 0:
			_, size := utf8.DecodeRuneInString(s)
			s, at = s[size:], at+1
			continue
		case end < 0:
			end = len(s)
		}
		words = append(words, word{s[:end], at})
		at += utf8.RuneCountInString(s[:end])
		s = s[end:]
	}
	return words
}

// join puts words together again, with one space between them.
func join(words []word) string {
	texts := make([]string, 0, len(words))
	for _, w := range words {
		texts = append(texts, w.text)
	}
	return strings.Join(texts, " ")
}

// grammar returns what tells the words of a triple apart by the vocabulary and the registry.
func (r *reading) grammar(d *document) grammar {
	relations := r.terms.byKind[graph.RelationTerm]
	return grammar{
		relation: func(w string) *graph.Term {
			if key := graph.TermKey(w); key.Unknown() && len(w) > len(graph.UnknownPrefix) {
				return r.vocabulary.Relation(key)
			}
			return r.vocabulary.Term(graph.RelationTerm, graph.TermKey(w))
		},
		bears: r.bears,
		unknown: func(w string) (string, bool) {
			near := d.nearest(w, relations)
			return unknownRelation(w, near), len(near) > 0
		},
	}
}

// unknownRelation says that no vocabulary knows a relation, which one was meant, and what to do if it was meant as it stands.
func unknownRelation(w string, near []string) string {
	if len(near) > 0 {
		return fmt.Sprintf("no relation %q; did you mean %s? A new one goes into a vocabulary of your own", w, graph.OneOf(near))
	}
	return fmt.Sprintf("no relation %q: add it to a vocabulary of your own, or write %s%s to keep the claim as it is",
		w, graph.UnknownPrefix, w)
}
