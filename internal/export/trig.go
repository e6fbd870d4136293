package export

import (
	"bufio"
	"context"
	"io"
)

var trigFormat = Format{
	Name: "trig", Extension: "trig", MediaType: "application/trig", Write: TriG, Words: true,
	About: "the same RDF as nquads, to read: TriG",
	Lacks: rdfLacks, Notes: append([]string{rdfGraphNote}, rdfNotes...),
}

// TriG writes the quads of [NQuads] under prefixes, grouped by subject. A named graph stands behind the claim that it belongs to.
func TriG(ctx context.Context, w io.Writer, s *Selection) error {
	return s.rdf(ctx, newTurtleWriter(w))
}

// A turtleWriter groups quads that follow each other: by graph, subject and predicate.
type turtleWriter struct {
	w                         *bufio.Writer
	graph, subject, predicate rdfName // of the quad before; no subject: there is none yet
}

// newTurtleWriter begins a file with its prefixes.
func newTurtleWriter(w io.Writer) *turtleWriter {
	t := &turtleWriter{w: bufio.NewWriter(w)}
	for _, space := range rdfSpaces() {
		t.w.WriteString("@prefix " + space.prefix + ": <" + space.iri + "> .\n")
	}
	return t
}

func (t *turtleWriter) quad(graph, subject, predicate rdfName, object rdfObject) {
	switch {
	case graph != t.graph || subject != t.subject:
		t.end(graph)
		t.begin(graph)
		t.name(subject)
		t.w.WriteByte(' ')
		t.verb(predicate)
	case predicate != t.predicate:
		t.w.WriteString(" ;\n  " + t.indent(graph))
		t.verb(predicate)
	default:
		t.w.WriteString(" ,")
	}
	t.graph, t.subject, t.predicate = graph, subject, predicate
	t.w.WriteByte(' ')
	t.object(object)
}

// end closes what the quad before was in, if the next one belongs to another graph also its graph.
func (t *turtleWriter) end(next rdfName) {
	if t.subject == (rdfName{}) {
		return
	}
	t.w.WriteString(" .\n")
	if t.graph != (rdfName{}) && t.graph != next {
		t.w.WriteString("}\n")
	}
}

// begin opens what the next quad is in.
func (t *turtleWriter) begin(next rdfName) {
	if next == (rdfName{}) {
		t.w.WriteByte('\n')
		return
	}
	if next != t.graph {
		t.w.WriteByte('\n')
		t.name(next)
		t.w.WriteString(" {\n")
	}
	t.w.WriteString(t.indent(next))
}

// indent is how far subjects stand in: those of a named graph by two.
func (t *turtleWriter) indent(graph rdfName) string {
	if graph == (rdfName{}) {
		return ""
	}
	return "  "
}

func (t *turtleWriter) verb(name rdfName) {
	if name == rdfSyntax.of("type") {
		t.w.WriteByte('a')
		return
	}
	t.name(name)
}

func (t *turtleWriter) name(name rdfName) {
	if short, ok := name.short(); ok {
		t.w.WriteString(short)
		return
	}
	t.w.WriteString("<" + name.iri() + ">")
}

// object writes integers and truths bare, other literals between quotes.
func (t *turtleWriter) object(o rdfObject) {
	switch {
	case o.name != (rdfName{}):
		t.name(o.name)
	case o.datatype == rdfWhole || o.datatype == rdfBoolean:
		t.w.WriteString(o.text)
	default:
		rdfQuote(t.w, o.text)
		if o.language != "" {
			t.w.WriteString("@" + o.language)
		}
		if o.datatype != (rdfName{}) {
			t.w.WriteString("^^")
			t.name(o.datatype)
		}
	}
}

func (t *turtleWriter) close() error {
	t.end(rdfName{})
	return t.w.Flush()
}
