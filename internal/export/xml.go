package export

import (
	"bufio"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// A column is an attribute of nodes or edges in a format that declares attributes, each once. Truths are strings: some readers take an
// absent boolean for false.
type column[T any] struct {
	name, kind string
	of         func(*T) string // "": it is absent
}

const listed = "; " // between the members of a list in one attribute

// nodeColumns are the attributes of nodes in GraphML and GEXF.
var nodeColumns = []column[networkNode]{
	{"key", "string", func(n *networkNode) string { return string(n.key) }},
	{"type", "string", func(n *networkNode) string { return string(n.Type) }},
	{"class", "string", func(n *networkNode) string { return string(n.Class) }},
	{"names", "string", func(n *networkNode) string { return strings.Join(n.Names, listed) }},
	{"description", "string", func(n *networkNode) string { return n.Description }},
	{"external", "string", func(n *networkNode) string { return strings.Join(n.External, listed) }},
	{"uuid", "string", func(n *networkNode) string { return n.UUID }},
	{"events", "string", func(n *networkNode) string { return strings.Join(n.Events, listed) }},
}

// edgeColumns are the attributes of edges in GraphML and GEXF, in the order of [networkEdge].
var edgeColumns = []column[networkEdge]{
	{"type", "string", func(e *networkEdge) string { return string(e.Type) }},
	{"status", "string", func(e *networkEdge) string { return string(e.Status) }},
	{"sign", "string", func(e *networkEdge) string { return string(e.Sign) }},
	{"type_weight", "double", func(e *networkEdge) string { return number(e.Weight) }},
	{"symmetric", "string", func(e *networkEdge) string { return yesNo(e.Symmetric) }},
	{"claims", "int", func(e *networkEdge) string { return strconv.Itoa(e.Claims) }},
	{"sources", "int", func(e *networkEdge) string { return strconv.Itoa(e.Sources) }},
	{"origins", "int", func(e *networkEdge) string { return strconv.Itoa(e.Origins) }},
	{"asserting", "int", func(e *networkEdge) string { return strconv.Itoa(e.Asserting) }},
	{"origins_reporting", "int", func(e *networkEdge) string { return strconv.Itoa(e.Reporting) }},
	{"origins_opinion", "int", func(e *networkEdge) string { return strconv.Itoa(e.Opinion) }},
	{"origins_data", "int", func(e *networkEdge) string { return strconv.Itoa(e.Data) }},
	{"independence_unknown", "string", func(e *networkEdge) string { return yesNo(e.Independence) }},
	{"positions", "string", func(e *networkEdge) string { return strings.Join(e.Positions, listed) }},
	{"affirmed_by", "string", func(e *networkEdge) string { return strings.Join(e.AffirmedBy, listed) }},
	{"denied_by", "string", func(e *networkEdge) string { return strings.Join(e.DeniedBy, listed) }},
	{"held", "string", func(e *networkEdge) string { return strings.Join(e.Held, listed) }},
	{"held_throughout", "string", func(e *networkEdge) string { return strings.Join(e.HeldThroughout, listed) }},
	{"not_held", "string", func(e *networkEdge) string { return strings.Join(e.NotHeld, listed) }},
	{"not_held_throughout", "string", func(e *networkEdge) string { return strings.Join(e.NotHeldThroughout, listed) }},
	{"contradicted", "string", func(e *networkEdge) string { return yesNo(e.Contradicted) }},
	{"claim_ids", "string", func(e *networkEdge) string { return strings.Join(e.ClaimIDs, listed) }},
}

// An xmlWriter writes elements, each on a line of its own, and remembers the first error. Characters that XML forbids become U+FFFD.
type xmlWriter struct {
	w     *bufio.Writer
	depth int
	err   error
}

func newXML(w io.Writer) *xmlWriter {
	x := &xmlWriter{w: bufio.NewWriterSize(w, 64<<10)}
	x.raw(xml.Header)
	return x
}

func (x *xmlWriter) raw(s string) {
	if x.err == nil {
		_, x.err = x.w.WriteString(s)
	}
}

// text writes s as the content of an element or an attribute.
func (x *xmlWriter) text(s string) {
	switch {
	case x.err != nil:
	case plain(s):
		x.raw(s)
	default:
		x.err = xml.EscapeText(x.w, []byte(s))
	}
}

// plain reports whether XML takes s as it is. Most of what is written are keys and ids.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= 0x7f || strings.IndexByte(`<>&"'`, c) >= 0 {
			return false
		}
	}
	return true
}

// tag writes what stands between < and >: a name, and attributes, name and value in turn.
func (x *xmlWriter) tag(name string, attributes []string) {
	for range x.depth {
		x.raw("  ")
	}
	x.raw("<")
	x.raw(name)
	for i := 0; i+1 < len(attributes); i += 2 {
		x.raw(" ")
		x.raw(attributes[i])
		x.raw(`="`)
		x.text(attributes[i+1])
		x.raw(`"`)
	}
}

// open begins an element.
func (x *xmlWriter) open(name string, attributes ...string) {
	x.tag(name, attributes)
	x.raw(">\n")
	x.depth++
}

// shut ends the element that was begun last.
func (x *xmlWriter) shut(name string) {
	x.depth--
	x.tag("/"+name, nil)
	x.raw(">\n")
}

// empty writes an element without content.
func (x *xmlWriter) empty(name string, attributes ...string) {
	x.tag(name, attributes)
	x.raw("/>\n")
}

// leaf writes an element that holds a text.
func (x *xmlWriter) leaf(name, text string, attributes ...string) {
	x.tag(name, attributes)
	x.raw(">")
	x.text(text)
	x.raw("</" + name + ">\n")
}

func (x *xmlWriter) close() error {
	if x.err != nil {
		return x.err
	}
	return x.w.Flush()
}
