package export

import (
	"slices"

	"dyad/graph"
)

// claim describes a claim: in the default graph where it comes from, in the graph that it names what it says.
func (q *rdfStream) claim(full *graph.Claim) {
	c := q.resolved(full)
	id := rdfID(c.ID)
	q.about(id)
	q.is(rdfDyad.of("Claim"))
	q.count(rdfDyad.of("revision"), c.Revision)
	for _, b := range q.Graph.Edges(c.ID) {
		if q.holds(b.Edge) {
			q.link(rdfDyad.of("backs"), rdfID(q.Graph.ID(b.Edge)))
		}
	}
	q.text(rdfDyad.of("gist"), c.Gist)
	if c.Credibility != 0 {
		q.count(rdfDyad.of("credibility"), c.Credibility)
	}
	q.provenance(id, c)
	for _, p := range rdfPlaces(c) {
		q.link(rdfDyad.of("evidence"), p.name(id))
	}
	q.statement(id, c)
	if rdfAsserted(c, q.term(c.Type)) {
		q.assert(id, c)
	}
	q.voices(id, c)
	q.coded(id, c)
	q.evidence(id, c)
}

// statement puts into the graph of a claim what it says, as an rdf:Statement, which is silent on whether that is so.
func (q *rdfStream) statement(id rdfName, c *graph.Claim) {
	r := q.Selection.relationship(c)
	q.graph = id
	q.is(rdfSyntax.of("Statement"))
	q.link(rdfSyntax.of("subject"), q.actor(r.From))
	q.link(rdfSyntax.of("predicate"), q.termName(graph.RelationTerm, r.Type))
	q.put(rdfSyntax.of("object"), q.objectOf(r.To))
	q.text(rdfDyad.of("polarity"), string(c.Polarity))
	q.text(rdfDyad.of("modality"), string(c.Modality))
	q.text(rdfDyad.of("outcome"), string(c.Outcome))
	q.circumstances(c)
}

// objectOf is what is said of From: the other end or, in a relation of one end, that it is so.
func (q *rdfStream) objectOf(to graph.EntityKey) rdfObject {
	if to == "" {
		return rdfObject{text: rdfTruth(true), datatype: rdfBoolean}
	}
	return rdfObject{name: q.actor(to)}
}

// rdfAsserted reports whether a claim puts forward as a fact that its relation holds, and nobody it passed through doubts or rejects it.
// Only then is there a triple. It says less than the claim, namely that it was so at some time, on some occasion; the negation of such a
// triple would say more than the claim that denies it, so that a denial makes none.
func rdfAsserted(c *graph.Claim, t *graph.Term) bool {
	switch {
	case c.Polarity != graph.Affirmed, c.Modality != graph.Asserted, c.Outcome == graph.Refused, c.Outcome == graph.Failed && t.Achievement:
		return false
	}
	return !slices.ContainsFunc(c.Voices, func(v graph.Voice) bool { return v.Stance == graph.Doubts || v.Stance == graph.Rejects })
}

// assert puts into the graph of a claim the triples that it asserts: one, or one for each side of a mediation.
func (q *rdfStream) assert(id rdfName, c *graph.Claim) {
	q.graph = id
	for _, b := range q.Graph.Edges(c.ID) {
		if t := q.Graph.Triple(b.Edge); q.holds(b.Edge) {
			q.subject = q.actor(t.From)
			q.put(q.termName(graph.RelationTerm, t.Type), q.objectOf(t.To))
		}
	}
}

// circumstances states what else a claim says.
func (q *rdfStream) circumstances(c *graph.Claim) {
	for _, role := range c.Roles {
		q.role(role)
	}
	q.time(rdfDyad.of("when"), c.When.EDTF.String())
	q.text(rdfDyad.of("basis"), string(c.When.Basis))
	q.text(rdfDyad.of("bound"), string(c.When.Bound))
	q.text(rdfDyad.of("extent"), string(c.When.Extent))
	if n := c.Number; n != nil {
		q.amount(rdfDyad.of("low"), n.Low)
		q.amount(rdfDyad.of("best"), n.Best)
		q.amount(rdfDyad.of("high"), n.High)
		q.text(rdfDyad.of("unit"), n.Unit)
		q.text(rdfDyad.of("worded"), n.Worded)
	}
	for _, other := range c.Disputes {
		q.link(rdfDyad.of("disputes"), rdfID(other))
	}
	for _, other := range c.Reconciles {
		q.link(rdfDyad.of("reconciles"), rdfID(other))
	}
}

// role states who or what fills a role.
func (q *rdfStream) role(r graph.Role) {
	name := q.termName(graph.RoleTerm, r.Name)
	for _, key := range r.Entities {
		q.link(name, q.actor(key))
	}
	for _, id := range r.Claims {
		q.link(name, rdfID(id))
	}
	for _, key := range r.Terms {
		q.link(name, q.termName(graph.OfficeTerm, key))
	}
}
