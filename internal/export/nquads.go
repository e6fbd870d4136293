package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// rdfLacks is what none of the RDF formats carries. Of the vocabulary they have the terms in use.
var rdfLacks = []Feature{Mentions, Vocabulary, Identities, Batches, History}

// rdfNotes is what all of them write otherwise.
var rdfNotes = []string{
	"relationships are resources, and no triples between entities",
	"of the vocabulary the terms in use, each with its label, definition, reading backwards, sign, weight, and what it is narrower than",
	"a relation of one end has true as its object",
}

// rdfGraphNote says what the formats with named graphs add.
const rdfGraphNote = "each claim names a graph with what it says: a statement and, where it asserts something undoubted, the triple"

var nQuadsFormat = Format{
	Name: "nquads", Extension: "nq", MediaType: "application/n-quads", Write: NQuads, Words: true,
	About: "RDF, a quad a line: entities, relationships, and per claim a statement and a named graph; PROV-O, Web Annotation",
	Lacks: rdfLacks, Notes: append([]string{rdfGraphNote}, rdfNotes...),
}

// NQuads writes a selection as RDF 1.1 N-Quads, a quad a line, in the order of the stream. There are no blank nodes, and no two lines are
// the same: sorted, the lines are in canonical form.
func NQuads(ctx context.Context, w io.Writer, s *Selection) error {
	return s.rdf(ctx, &nquadsWriter{bufio.NewWriter(w)})
}

type nquadsWriter struct{ w *bufio.Writer }

func (n *nquadsWriter) quad(graph, subject, predicate rdfName, object rdfObject) {
	n.name(subject)
	n.name(predicate)
	if object.name != (rdfName{}) {
		n.name(object.name)
	} else {
		n.literal(object)
	}
	if graph != (rdfName{}) {
		n.name(graph)
	}
	n.w.WriteString(".\n")
}

func (n *nquadsWriter) name(name rdfName) {
	n.w.WriteByte('<')
	n.w.WriteString(name.iri())
	n.w.WriteString("> ")
}

func (n *nquadsWriter) literal(o rdfObject) {
	rdfQuote(n.w, o.text)
	switch {
	case o.language != "":
		n.w.WriteString("@" + o.language)
	case o.datatype != (rdfName{}):
		n.w.WriteString("^^<" + o.datatype.iri() + ">")
	}
	n.w.WriteByte(' ')
}

func (n *nquadsWriter) close() error { return n.w.Flush() }

// rdfQuote writes a text between double quotes, with the escapes of canonical N-Quads, which Turtle and JSON know too. A byte that is no
// UTF-8 becomes U+FFFD.
func rdfQuote(w *bufio.Writer, text string) {
	if !utf8.ValidString(text) {
		text = string([]rune(text))
	}
	w.WriteByte('"')
	plain := 0 // where what is yet to be written begins
	for i := range len(text) {
		c := text[i]
		if c >= ' ' && c != '"' && c != '\\' && c != 0x7f {
			continue
		}
		w.WriteString(text[plain:i])
		rdfEscaped(w, c)
		plain = i + 1
	}
	w.WriteString(text[plain:])
	w.WriteByte('"')
}

// rdfEscaped writes a character that can't stand for itself between quotes.
func rdfEscaped(w *bufio.Writer, c byte) {
	if i := strings.IndexByte("\"\\\b\t\n\f\r", c); i >= 0 {
		w.WriteByte('\\')
		w.WriteByte(`"\btnfr`[i])
		return
	}
	fmt.Fprintf(w, `\u%04X`, c)
}
