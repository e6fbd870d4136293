package export

import (
	"cmp"
	"maps"
	"slices"

	"dyad/graph"
)

// An rdfUse is a term of the vocabulary that something names.
type rdfUse struct {
	kind graph.TermKind
	key  graph.TermKey
}

// rdfSpaceOf returns the namespace of a kind of terms.
func rdfSpaceOf(kind graph.TermKind) *rdfSpace {
	switch kind {
	case graph.EntityTypeTerm:
		return rdfType
	case graph.RoleTerm:
		return rdfRole
	case graph.OfficeTerm:
		return rdfOffice
	}
	return rdfRelation
}

// termName is the IRI of a term, which will be described.
func (q *rdfStream) termName(kind graph.TermKind, key graph.TermKey) rdfName {
	q.terms[rdfUse{kind, key}] = true
	return rdfSpaceOf(kind).word(string(key))
}

// vocabulary describes the terms that were used, and what they are narrower than.
func (q *rdfStream) vocabulary() {
	for _, use := range slices.Collect(maps.Keys(q.terms)) {
		if use.kind == graph.RelationTerm {
			for wider := range q.Graph.Vocabulary().Broader(use.key) {
				q.terms[rdfUse{graph.RelationTerm, wider}] = true
			}
		}
	}
	byKind := func(a, b rdfUse) int { return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.key, b.key)) }
	for _, use := range slices.SortedFunc(maps.Keys(q.terms), byKind) {
		q.termOf(use)
	}
}

func (q *rdfStream) termOf(use rdfUse) {
	q.about(rdfSpaceOf(use.kind).word(string(use.key)))
	t := q.Graph.Vocabulary().Term(use.kind, use.key)
	if t == nil {
		t = &graph.Term{Kind: use.kind, Key: use.key, Label: string(use.key)}
	}
	q.is(rdfTermClasses(t)...)
	q.text(rdfSchema.of("label"), t.Label)
	q.text(rdfSKOS.of("definition"), t.Definition)
	q.text(rdfDyad.of("inverseLabel"), t.Inverse)
	if t.Broader != "" {
		q.link(rdfSchema.of("subPropertyOf"), rdfRelation.word(string(t.Broader)))
	}
	q.text(rdfDyad.of("sign"), string(t.SignOf()))
	q.amount(rdfDyad.of("weight"), t.Weight)
}

// rdfTermClasses is what a term is in RDF: properties of claims or between entities, classes, or offices.
func rdfTermClasses(t *graph.Term) []rdfName {
	switch {
	case t.Kind == graph.EntityTypeTerm:
		return []rdfName{rdfSchema.of("Class"), rdfDyad.of("EntityType")}
	case t.Kind == graph.OfficeTerm:
		return []rdfName{rdfDyad.of("Office")}
	case t.Kind == graph.RoleTerm:
		return []rdfName{rdfSyntax.of("Property"), rdfDyad.of("Role")}
	case t.Symmetric:
		return []rdfName{rdfSyntax.of("Property"), rdfDyad.of("Relation"), rdfOWL.of("SymmetricProperty")}
	}
	return []rdfName{rdfSyntax.of("Property"), rdfDyad.of("Relation")}
}
