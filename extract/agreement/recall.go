package agreement

import (
	"dyad/extract"
	"dyad/graph"
)

// A Recall is how much of what two readers both list a third coding has. It counts facts: source, ends, type and polarity, each
// once, the ends of a symmetric type in either order. When, who says so and how surely makes no other fact.
type Recall struct {
	A    int `json:"a"` // facts of the sources that both have
	B    int `json:"b"`
	Both int `json:"both"`
	// Exact are those of both that the third coding has as they are; Near those and the ones that it has with a type that is
	// broader or narrower by the vocabulary, be it by several steps.
	Exact   int       `json:"exact"`
	Near    int       `json:"near"`
	Missing []Missing `json:"missing,omitempty"` // those of both that are not exact, by source and place in A
}

// A Missing is a fact that both readers list and the third coding does not.
type Missing struct {
	Source graph.SourceKey `json:"source"`
	A      Written         `json:"a"` // the first claim of A that states it
	// Has is the broader or narrower type that the third coding has instead; "" for nothing near.
	Has graph.TermKey `json:"has,omitempty"`
	// NoSource tells that the third coding lacks the source.
	NoSource bool `json:"noSource,omitempty"`
}

// A fact is what a claim says at its core.
type fact struct {
	from, to graph.EntityKey
	typ      graph.TermKey
	polarity graph.Polarity
}

// factOf returns the fact of a claim in shared names.
func factOf(c *graph.Claim, n names, v *graph.Vocabulary) fact {
	t := translate(c, n, v.Relation(c.Type))
	return fact{t.From, t.To, t.Type, t.Polarity}
}

// factsOf returns the facts of a document, each with the first claim that states it, in their order.
func factsOf(d *document, n names, v *graph.Vocabulary) (order []fact, stated map[fact]*graph.Claim) {
	stated = map[fact]*graph.Claim{}
	for _, u := range units(d.claims, n, v) {
		f := fact{u.claim.From, u.claim.To, u.claim.Type, u.claim.Polarity}
		if stated[f] == nil {
			stated[f] = u.wrote
			order = append(order, f)
		}
	}
	return order, stated
}

// Recalled counts how many of the facts that A and B both list stand in c. ab aligns the keys of A and B, ac those of A and c.
func Recalled(a, b, c *Coding, ab, ac []extract.Same, v *graph.Vocabulary) *Recall {
	r := &Recall{}
	third := map[graph.SourceKey]pairing{}
	inC, _, _ := pair(a, c)
	for _, p := range inC {
		third[p.a.source.Key] = p
	}
	both, _, _ := pair(a, b)
	for _, p := range both {
		left, right := shared(ab, p)
		order, stated := factsOf(p.a, left, v)
		_, other := factsOf(p.b, right, v)
		r.A, r.B = r.A+len(stated), r.B+len(other)
		look := newLookup(third[p.a.source.Key], ac, v)
		for _, f := range order {
			if other[f] != nil {
				r.find(look, a, stated[f])
			}
		}
	}
	return r
}

// find looks for the fact of a claim of A.
func (r *Recall) find(look *lookup, a *Coding, claim *graph.Claim) {
	r.Both++
	has, exact := look.find(claim)
	if exact {
		r.Exact++
		r.Near++
		return
	}
	r.Near += count(has != "")
	r.Missing = append(r.Missing, Missing{Source: claim.Source, A: a.written(claim), Has: has, NoSource: look == nil})
}

// A lookup finds facts of A in one source of the third coding. A nil lookup finds none.
type lookup struct {
	left       names
	facts      []fact
	known      map[fact]*graph.Claim
	vocabulary *graph.Vocabulary
}

// newLookup returns the lookup of a source; nil if the third coding lacks it.
func newLookup(p pairing, align []extract.Same, v *graph.Vocabulary) *lookup {
	if p.b == nil {
		return nil
	}
	left, right := shared(align, p)
	l := &lookup{left: left, vocabulary: v}
	l.facts, l.known = factsOf(p.b, right, v)
	return l
}

// find returns the type under which the fact of a claim stands there, and whether it is the claim's own.
func (l *lookup) find(claim *graph.Claim) (has graph.TermKey, exact bool) {
	if l == nil {
		return "", false
	}
	f := factOf(claim, l.left, l.vocabulary)
	if l.known[f] != nil {
		return f.typ, true
	}
	for _, other := range l.facts {
		if l.near(f, other) {
			return other.typ, false
		}
	}
	return "", false
}

// near reports whether the types of two facts are broader and narrower, and all else is the same.
func (l *lookup) near(f, other fact) bool {
	v := l.vocabulary
	if f.polarity != other.polarity || !v.Entails(f.typ, other.typ) && !v.Entails(other.typ, f.typ) {
		return false
	}
	if f.from == other.from && f.to == other.to {
		return true
	}
	either := v.Relation(f.typ).Symmetric || v.Relation(other.typ).Symmetric
	return either && f.from == other.to && f.to == other.from
}
