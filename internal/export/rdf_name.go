package export

import (
	"fmt"
	"strconv"
	"strings"
)

// An rdfSpace is a namespace with its usual prefix.
type rdfSpace struct{ prefix, iri string }

// rdfOwn is the namespace of dyad's terms: the UUID from which every id is derived, so that nobody else can have it, and no host has
// to be kept for it. It never changes.
const rdfOwn = "urn:uuid:7d1c9a52-60f3-5b0e-9a6e-2f4f64796164#"

// The namespaces.
var (
	rdfDyad     = &rdfSpace{"dyad", rdfOwn}
	rdfRelation = &rdfSpace{"rel", rdfOwn + "relation/"}
	rdfType     = &rdfSpace{"type", rdfOwn + "type/"}
	rdfRole     = &rdfSpace{"role", rdfOwn + "role/"}
	rdfOffice   = &rdfSpace{"office", rdfOwn + "office/"}
	rdfSyntax   = &rdfSpace{"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"}
	rdfSchema   = &rdfSpace{"rdfs", "http://www.w3.org/2000/01/rdf-schema#"}
	rdfXSD      = &rdfSpace{"xsd", "http://www.w3.org/2001/XMLSchema#"}
	rdfOWL      = &rdfSpace{"owl", "http://www.w3.org/2002/07/owl#"}
	rdfSKOS     = &rdfSpace{"skos", "http://www.w3.org/2004/02/skos/core#"}
	rdfSKOSXL   = &rdfSpace{"skosxl", "http://www.w3.org/2008/05/skos-xl#"}
	rdfPROV     = &rdfSpace{"prov", "http://www.w3.org/ns/prov#"}
	rdfOA       = &rdfSpace{"oa", "http://www.w3.org/ns/oa#"}
	rdfDC       = &rdfSpace{"dc", "http://purl.org/dc/elements/1.1/"}
	rdfTime     = &rdfSpace{"edtf", "http://id.loc.gov/datatypes/edtf/"}
	rdfWikidata = &rdfSpace{"wd", "http://www.wikidata.org/entity/"}
)

// rdfSpaces lists every namespace, as the heads of files declare them.
func rdfSpaces() []*rdfSpace {
	return []*rdfSpace{
		rdfDyad, rdfRelation, rdfType, rdfRole, rdfOffice, rdfSyntax, rdfSchema, rdfXSD, rdfOWL, rdfSKOS, rdfSKOSXL,
		rdfPROV, rdfOA, rdfDC, rdfTime, rdfWikidata,
	}
}

// The datatypes of literals; the zero name is a plain text.
var (
	rdfBoolean = rdfXSD.of("boolean")
	rdfWhole   = rdfXSD.of("integer")
	rdfDecimal = rdfXSD.of("decimal")
	rdfEDTF    = rdfTime.of("EDTF")
)

// An rdfName is an IRI: a local part in a namespace, or whole where there is none. The zero name is none.
type rdfName struct {
	space *rdfSpace
	local string
}

// of returns a name in the namespace; local must be fit for an IRI.
func (s *rdfSpace) of(local string) rdfName { return rdfName{s, local} }

// word returns the name in the namespace that stands for a word of data.
func (s *rdfSpace) word(text string) rdfName { return rdfName{s, rdfEscape(text)} }

// iri returns the whole of it.
func (n rdfName) iri() string {
	if n.space == nil {
		return n.local
	}
	return n.space.iri + n.local
}

// short returns the name behind its prefix, and whether every format can read it so: letters, digits, "_" and "-" after a letter.
func (n rdfName) short() (string, bool) {
	if n.space == nil {
		return "", false
	}
	for i := range len(n.local) {
		c := n.local[i]
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if !letter && (i == 0 || c != '_' && c != '-' && (c < '0' || c > '9')) {
			return "", false
		}
	}
	return n.space.prefix + ":" + n.local, n.local != ""
}

// rdfID is the IRI of a thing with an id.
func rdfID(id fmt.Stringer) rdfName { return rdfName{local: "urn:uuid:" + id.String()} }

// part is the IRI of a part of a thing: "voice", 1 → IRI#voice-1.
func (n rdfName) part(what string, i int) rdfName {
	return rdfName{local: n.local + "#" + what + "-" + strconv.Itoa(i)}
}

// the is the IRI of the only part of its sort.
func (n rdfName) the(what string) rdfName { return rdfName{local: n.local + "#" + what} }

// An rdfObject is what a quad says: a name or, where that is the zero name, a literal. Language tags are in lower case.
type rdfObject struct {
	name           rdfName
	text, language string
	datatype       rdfName
}

func rdfInteger(n int) rdfObject { return rdfObject{text: strconv.Itoa(n), datatype: rdfWhole} }

func rdfTruth(b bool) string { return strconv.FormatBool(b) }

// rdfWorded is a text in a language. A tag that is none by its shape is left out.
func rdfWorded(text, language string) rdfObject {
	tag := strings.ToLower(language)
	for i, sub := range strings.Split(tag, "-") {
		if sub == "" || len(sub) > 8 || strings.ContainsFunc(sub, func(r rune) bool {
			return (r < 'a' || r > 'z') && (i == 0 || r < '0' || r > '9')
		}) {
			return rdfObject{text: text}
		}
	}
	return rdfObject{text: text, language: tag}
}

// rdfEscape writes what is not unreserved in an IRI, or a colon, as bytes in hexadecimal: "x:is kin of" → "x:is%20kin%20of".
func rdfEscape(text string) string {
	var b strings.Builder
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte("-._~:", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
