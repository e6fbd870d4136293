package export

import (
	"context"
	"io"
)

var turtleFormat = Format{
	Name: "turtle", Extension: "ttl", MediaType: "text/turtle; charset=utf-8", Write: Turtle, Words: true,
	About: "RDF without named graphs: every claim as a statement, nothing asserted",
	Lacks: rdfLacks, Notes: append([]string{"Turtle has no named graphs: claims are statements in one graph with everything else, and none is asserted"}, rdfNotes...),
}

// Turtle writes the quads of [TriG] into one graph, without the triples that claims assert: they would be true here for whoever loads the
// file. The statements say the same.
func Turtle(ctx context.Context, w io.Writer, s *Selection) error {
	return s.rdf(ctx, oneGraph{newTurtleWriter(w)})
}

// A oneGraph forgets graphs, and leaves out what is asserted in them: that of which the claim is not the subject.
type oneGraph struct{ rdfWriter }

func (o oneGraph) quad(graph, subject, predicate rdfName, object rdfObject) {
	if graph == (rdfName{}) || graph == subject {
		o.rdfWriter.quad(rdfName{}, subject, predicate, object)
	}
}
