package export

import (
	"bufio"
	"context"
	"io"
)

var jsonLDFormat = Format{
	Name: "jsonld", Extension: "jsonld", MediaType: "application/ld+json", Write: JSONLD, Words: true,
	About: "the same RDF as nquads, as JSON: JSON-LD 1.1 with its context inside",
	Lacks: rdfLacks, Notes: append([]string{rdfGraphNote}, rdfNotes...),
}

// JSONLD writes the quads of [NQuads] as one JSON-LD 1.1 document: a list of nodes, one a line. The context is in the document and holds
// prefixes only, so that names are written as in [TriG]. A property of one value has it bare, of several as a list.
func JSONLD(ctx context.Context, w io.Writer, s *Selection) error {
	return s.rdf(ctx, newJSONLDWriter(w))
}

// A jsonldWriter groups quads that follow each other. The last value of a property waits until it is known whether it is the only one.
type jsonldWriter struct {
	w                         *bufio.Writer
	graph, subject, predicate rdfName // of the value that waits; no subject: there is none yet
	waiting                   rdfObject
	several                   bool // the property has a value before the one that waits
}

func newJSONLDWriter(w io.Writer) *jsonldWriter {
	j := &jsonldWriter{w: bufio.NewWriter(w)}
	j.w.WriteString(`{"@context":{"@version":1.1`)
	for _, space := range rdfSpaces() {
		j.w.WriteString(`,"` + space.prefix + `":"` + space.iri + `"`)
	}
	j.w.WriteString("},\n" + `"@graph":[`)
	return j
}

func (j *jsonldWriter) quad(graph, subject, predicate rdfName, object rdfObject) {
	node := graph != j.graph || subject != j.subject
	same := !node && predicate == j.predicate
	j.release(same)
	if node {
		j.turn(graph, subject)
	}
	if !same {
		j.w.WriteByte(',')
		j.key(predicate)
	}
	j.graph, j.subject, j.predicate, j.waiting, j.several = graph, subject, predicate, object, same
}

// release writes the value that waits; more tells whether another of its property follows.
func (j *jsonldWriter) release(more bool) {
	if j.subject == (rdfName{}) {
		return
	}
	switch {
	case j.several:
		j.w.WriteByte(',')
	case more:
		j.w.WriteByte('[')
	}
	j.value(j.waiting)
	if j.several && !more {
		j.w.WriteByte(']')
	}
}

// turn ends the node before, and begins another. A named graph is a list of nodes within the node whose name it bears.
func (j *jsonldWriter) turn(graph, subject rdfName) {
	inside := graph != (rdfName{})
	switch {
	case j.subject == (rdfName{}):
		j.w.WriteByte('\n')
		j.enter(graph)
	case inside && graph == j.graph:
		j.w.WriteString("},")
	case inside && j.graph == (rdfName{}) && graph == j.subject:
		j.w.WriteString(`,"@graph":[`)
	default:
		j.leave()
		j.w.WriteString(",\n")
		j.enter(graph)
	}
	j.w.WriteString(`{"@id":`)
	j.id(subject)
}

// leave ends the node of the value that was released, and the named graph that it may be in.
func (j *jsonldWriter) leave() {
	j.w.WriteByte('}')
	if j.graph != (rdfName{}) {
		j.w.WriteString("]}")
	}
}

// enter begins a node for the named graph, if there is one.
func (j *jsonldWriter) enter(graph rdfName) {
	if graph != (rdfName{}) {
		j.w.WriteString(`{"@id":`)
		j.id(graph)
		j.w.WriteString(`,"@graph":[`)
	}
}

func (j *jsonldWriter) key(predicate rdfName) {
	if predicate == rdfSyntax.of("type") {
		j.w.WriteString(`"@type":`)
		return
	}
	j.id(predicate)
	j.w.WriteByte(':')
}

// id writes a name, short where it can be; there is nothing in one to be escaped.
func (j *jsonldWriter) id(name rdfName) {
	text, ok := name.short()
	if !ok {
		text = name.iri()
	}
	j.w.WriteByte('"')
	j.w.WriteString(text)
	j.w.WriteByte('"')
}

// value writes integers, truths and plain texts as they are in JSON, and anything else as an object.
func (j *jsonldWriter) value(o rdfObject) {
	switch {
	case o.name != (rdfName{}) && j.predicate == rdfSyntax.of("type"):
		j.id(o.name)
	case o.name != (rdfName{}):
		j.w.WriteString(`{"@id":`)
		j.id(o.name)
		j.w.WriteByte('}')
	case o.datatype == rdfWhole || o.datatype == rdfBoolean:
		j.w.WriteString(o.text)
	case o.language != "":
		j.qualified(o.text, "@language", o.language)
	case o.datatype != (rdfName{}):
		text, _ := o.datatype.short()
		j.qualified(o.text, "@type", text)
	default:
		rdfQuote(j.w, o.text)
	}
}

func (j *jsonldWriter) qualified(text, by, what string) {
	j.w.WriteString(`{"@value":`)
	rdfQuote(j.w, text)
	j.w.WriteString(`,"` + by + `":"` + what + `"}`)
}

func (j *jsonldWriter) close() error {
	j.release(false)
	if j.subject != (rdfName{}) {
		j.leave()
	}
	j.w.WriteString("\n]}\n")
	return j.w.Flush()
}
