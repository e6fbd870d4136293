package export

import (
	"strings"

	"dyad/graph"
	"dyad/graph/index"
)

// relationship describes what the claims about two entities add up to. It is a resource and no triple between its ends: dyad counts
// who says what, and leaves what is so to the reader.
func (q *rdfStream) relationship(e index.Edge) {
	r := q.Graph.Relationship(e)
	id := rdfID(r.ID)
	q.about(id)
	q.is(rdfDyad.of("Relationship"))
	q.link(rdfDyad.of("from"), rdfID(r.From.ID()))
	q.link(rdfDyad.of("relation"), q.termName(graph.RelationTerm, r.Type))
	if r.To != "" {
		q.link(rdfDyad.of("to"), rdfID(r.To.ID()))
	}
	q.text(rdfDyad.of("status"), string(r.Status))
	q.text(rdfDyad.of("sign"), string(r.Sign))
	q.amount(rdfDyad.of("weight"), r.Weight)
	q.support(&r.Support)
	for i := range r.Support.DeniedBy {
		q.link(rdfDyad.of("denial"), id.part("denial", i+1))
	}
	for i := range r.Spells {
		q.link(rdfDyad.of("spell"), id.part("spell", i+1))
	}
	for i, d := range r.Support.DeniedBy {
		q.about(id.part("denial", i+1))
		q.denial(d)
	}
	for i, sp := range r.Spells {
		q.about(id.part("spell", i+1))
		q.spell(sp)
	}
}

// support states what a relationship rests on, in numbers.
func (q *rdfStream) support(s *graph.Support) {
	q.count(rdfDyad.of("claims"), s.Claims)
	q.count(rdfDyad.of("sources"), s.Sources)
	q.count(rdfDyad.of("origins"), s.Origins)
	q.count(rdfDyad.of("asserting"), s.Asserting)
	q.count(rdfDyad.of("reporting"), s.Reporting)
	q.count(rdfDyad.of("opinion"), s.Opinion)
	q.count(rdfDyad.of("data"), s.Data)
	q.truth(rdfDyad.of("independenceUnknown"), s.IndependenceUnknown)
	for _, cell := range s.Matrix {
		m := string(cell.Modality)
		q.count(rdfDyad.of(string(cell.Polarity)+strings.ToUpper(m[:1])+m[1:]), cell.Count)
	}
}

// denial says who negates a relationship: an entity, somebody under a label, or the source itself.
func (q *rdfStream) denial(d graph.Denial) {
	q.is(rdfDyad.of("Denial"))
	src := q.document(d.Source)
	switch {
	case d.Entity != "":
		q.link(rdfDyad.of("denier"), q.actor(d.Entity))
	case d.Label == "":
		q.link(rdfDyad.of("denier"), src.the("voice"))
	}
	q.text(rdfSchema.of("label"), d.Label)
	q.text(rdfDyad.of("denierRole"), string(d.Role))
	q.link(rdfPROV.of("wasDerivedFrom"), src)
}

// spell says when a relationship held, or did not.
func (q *rdfStream) spell(sp graph.Spell) {
	q.is(rdfDyad.of("Spell"))
	q.time(rdfDyad.of("when"), sp.When)
	q.text(rdfDyad.of("extent"), string(sp.Extent))
	q.truth(rdfDyad.of("holds"), sp.Holds)
	for _, c := range sp.Claims {
		q.link(rdfDyad.of("claim"), rdfID(c))
	}
}
