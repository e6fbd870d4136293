package export

import (
	"context"
	"maps"
	"slices"

	"dyad/graph"
	"dyad/graph/index"
)

// An rdfWriter writes quads as one of the RDF formats. It keeps the first error for close, which ends the file.
type rdfWriter interface {
	quad(graph, subject, predicate rdfName, object rdfObject)
	close() error
}

// An rdfStream makes one sequence of quads of a selection; each RDF format is a way to write it down. docs/formats-rdf.md has the terms.
//
// A claim names a graph, which holds what it says: always an rdf:Statement, and the triple itself only where [rdfAsserted]. The default
// graph holds who says so and everything else; in it no relation is ever a predicate, since dyad asserts none.
//
// Everything has an IRI of its own, no node is blank: two exports of one graph can be compared line by line.
type rdfStream struct {
	*Selection
	out            rdfWriter
	graph, subject rdfName

	// What has been named on the way and is described at the end: by node, source, term, or coder, never by claim or relationship.
	shown     map[index.Node]bool // described already
	named     map[index.Node]bool
	sources   map[graph.SourceKey]bool
	terms     map[rdfUse]bool
	coders    map[string]bool
	codebooks map[string]bool
}

// rdf writes a selection: entities, relationships, claims, and then what those name.
func (s *Selection) rdf(ctx context.Context, out rdfWriter) error {
	q := &rdfStream{
		Selection: s, out: out,
		shown: map[index.Node]bool{}, named: map[index.Node]bool{}, sources: map[graph.SourceKey]bool{},
		terms: map[rdfUse]bool{}, coders: map[string]bool{}, codebooks: map[string]bool{},
	}
	for n := range s.Nodes() {
		q.shown[n] = true
		q.entity(n)
	}
	for e := range s.Edges() {
		if err := ctx.Err(); err != nil {
			return err
		}
		q.relationship(e)
	}
	for c, err := range s.FullClaims(ctx) {
		if err != nil {
			return err
		}
		q.claim(c)
	}
	for k := range q.concerning() {
		q.contradiction(k)
	}
	for _, n := range slices.Sorted(maps.Keys(q.named)) {
		q.entity(n)
	}
	for _, key := range slices.Sorted(maps.Keys(q.sources)) {
		q.source(key)
	}
	q.coding()
	q.vocabulary()
	return out.close()
}

// about turns to a subject, in the default graph.
func (q *rdfStream) about(subject rdfName) { q.graph, q.subject = rdfName{}, subject }

func (q *rdfStream) put(predicate rdfName, object rdfObject) {
	q.out.quad(q.graph, q.subject, predicate, object)
}

// is states a class of the subject.
func (q *rdfStream) is(classes ...rdfName) {
	for _, c := range classes {
		q.link(rdfSyntax.of("type"), c)
	}
}

func (q *rdfStream) link(predicate, object rdfName) { q.put(predicate, rdfObject{name: object}) }

// text states a text, unless it is empty.
func (q *rdfStream) text(predicate rdfName, text string) { q.typed(predicate, text, rdfName{}) }

// typed states a literal of a datatype, unless it is empty.
func (q *rdfStream) typed(predicate rdfName, text string, datatype rdfName) {
	if text != "" {
		q.put(predicate, rdfObject{text: text, datatype: datatype})
	}
}

func (q *rdfStream) count(predicate rdfName, n int) { q.put(predicate, rdfInteger(n)) }

func (q *rdfStream) truth(predicate rdfName, b bool) {
	q.put(predicate, rdfObject{text: rdfTruth(b), datatype: rdfBoolean})
}

// time states an EDTF date, unless there is none.
func (q *rdfStream) time(predicate rdfName, date string) { q.typed(predicate, date, rdfEDTF) }

// amount states a number, unless there is none.
func (q *rdfStream) amount(predicate rdfName, v *float64) {
	q.typed(predicate, number(v), rdfDecimal)
}

// actor is the IRI of an entity, as identity resolves it; the entity will be described.
func (q *rdfStream) actor(key graph.EntityKey) rdfName {
	n, known := q.Graph.Node(key)
	if !known {
		return rdfID(key.ID())
	}
	if !q.shown[n] {
		q.named[n] = true
	}
	return rdfID(q.Graph.Key(n).ID())
}

// document is the IRI of a source, which will be described.
func (q *rdfStream) document(key graph.SourceKey) rdfName {
	q.sources[key] = true
	return rdfID(key.ID())
}
