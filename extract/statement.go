package extract

import (
	"strings"

	"dyad/graph"
)

// readStatement reads who does what to whom.
func (a *annotated) readStatement(d *draft, g grammar) {
	text := d.fields.required("claim")
	if text == "" {
		return
	}
	n := d.fields.values["claim"]
	t, wrong := g.read(text)
	if wrong != nil {
		a.doc.report(a.doc.within(n, wrong.at), "%s", wrong.message)
		return
	}
	term := g.relation(t.typ)
	if term.Key.Unknown() {
		a.doc.warn(a.doc.within(n, t.typeAt), "%s is in no vocabulary: the claim is kept and counted, without sign, weight and broader type, "+
			"and with any ends", t.typ)
	}
	d.claim.Type = term.Key
	verb := "starts from"
	if term.Unary {
		verb = "is said of"
	}
	from := a.end(a.doc.within(n, t.fromAt), t.from, term, verb, term.From)
	if from == nil {
		return
	}
	d.claim.From = from.Key
	if term.Unary {
		d.term = term
		return
	}
	at := a.doc.within(n, t.toAt)
	to := a.end(at, t.to, term, "leads to", term.To)
	if to == nil {
		return
	}
	if d.claim.To = to.Key; to == from {
		a.doc.report(at, "both ends are %q: a claim is about two", to.Key)
	}
	d.term = term
}

// end returns the entity at one end of a claim, and reports one that may not stand there. The verb says which end it is:
// "starts from".
func (a *annotated) end(at place, name string, term *graph.Term, verb string, allowed []graph.TermKey) *graph.Entity {
	e := a.entity(a.doc, at, name)
	if e == nil {
		return nil
	}
	a.use(e.Key)
	if !a.vocabulary.Admits(allowed, e.Type) {
		a.doc.report(at, "%q %s %s; %q is %s", term.Key, verb, listOf(allowed), e.Key, oneOf(e.Type))
	}
	return e
}

// listOf words types and classes of which any will do: "an actor", "a State or a Person".
func listOf(keys []graph.TermKey) string {
	var words []string
	for _, key := range keys {
		words = append(words, oneOf(key))
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// oneOf words a type or class with its article: "a Person", "an actor".
func oneOf(key graph.TermKey) string {
	if key != "" && strings.ContainsRune("AEIOUaeiou", rune(key[0])) {
		return "an " + string(key)
	}
	return "a " + string(key)
}
