package export

import (
	"bufio"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"dyad/graph"
	"dyad/graph/index"
)

// graphmlKeys are the attributes that every file declares, each once. Truths that may be unknown are strings: some readers
// take an absent boolean for false. A missing value is an absent element.
var graphmlKeys = [...]struct{ id, of, name, kind string }{
	{"n0", "node", "key", "string"},
	{"n1", "node", "label", "string"},
	{"n2", "node", "type", "string"},
	{"n3", "node", "class", "string"},
	{"n4", "node", "names", "string"},
	{"n5", "node", "description", "string"},
	{"n6", "node", "id", "string"},
	{"n7", "node", "events", "string"},
	{"e0", "edge", "type", "string"},
	{"e1", "edge", "label", "string"},
	{"e2", "edge", "status", "string"},
	{"e3", "edge", "sign", "string"},
	{"e4", "edge", "weight", "double"},
	{"e5", "edge", "symmetric", "string"},
	{"e6", "edge", "claims", "int"},
	{"e7", "edge", "sources", "int"},
	{"e8", "edge", "origins", "int"},
	{"e9", "edge", "asserting", "int"},
	{"e10", "edge", "independence_unknown", "string"},
	{"e11", "edge", "denied_by", "string"},
	{"e12", "edge", "held", "string"},
	{"e13", "edge", "not_held", "string"},
	{"e14", "edge", "contradicted", "string"},
	{"e15", "edge", "claim_ids", "string"},
}

var graphMLFormat = Format{
	Name: "graphml", Extension: "graphml", MediaType: "application/graphml+xml", Write: GraphML,
	About: "entities and relationships, for networkx, igraph, Gephi, Cytoscape",
	Lacks: lacks(NameKinds, ExternalIDs, Genres, EachClaim, Sources, Contradicted),
	Notes: []string{
		"of claims, the ids; of relationships of one event alone, an attribute of the event",
		"characters that XML forbids become U+FFFD",
	},
}

// GraphML writes a directed graph with parallel edges, one per relationship: its id is the relationship's, and symmetric ones are
// marked. Lists in an attribute are joined by "; ". The node attribute "events" holds what is said of an event alone: "happened
// stated 2021-08". Characters that XML forbids are replaced by U+FFFD.
//
// The format is that of http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd, of which it uses the core.
func GraphML(ctx context.Context, w io.Writer, s *Selection) error {
	out := &xmlWriter{w: bufio.NewWriter(w)}
	out.raw(xml.Header)
	out.raw(`<graphml xmlns="http://graphml.graphdrawing.org/xmlns">` + "\n")
	for _, k := range graphmlKeys {
		out.raw(fmt.Sprintf("  <key id=%q for=%q attr.name=%q attr.type=%q/>\n", k.id, k.of, k.name, k.kind))
	}
	out.raw(`  <graph id="dyad" edgedefault="directed">` + "\n")
	unary := s.unary()
	for n := range s.Nodes() {
		s.graphmlNode(out, n, unary[n])
	}
	for e := range s.Edges() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, to := s.Graph.Ends(e); to != index.Nobody {
			s.graphmlEdge(out, e)
		}
	}
	out.raw("  </graph>\n</graphml>\n")
	return out.close()
}

func (s *Selection) graphmlNode(out *xmlWriter, n index.Node, events []graph.Relationship) {
	e := s.Graph.Entity(n)
	var names, said []string
	for _, name := range e.AllNames() {
		names = append(names, name.Text)
	}
	for _, r := range events {
		said = append(said, string(r.Type)+" "+string(r.Status)+spellText(r.Spells))
	}
	out.open("node", "id", string(e.Key))
	out.data("n0", string(e.Key))
	out.data("n1", e.Name)
	out.data("n2", string(e.Type))
	out.data("n3", string(s.Graph.ClassOf(n)))
	out.data("n4", strings.Join(names, "; "))
	out.data("n5", e.Description)
	out.data("n6", e.ID.String())
	out.data("n7", strings.Join(said, "; "))
	out.shut("node")
}

func (s *Selection) graphmlEdge(out *xmlWriter, e index.Edge) {
	r, term := s.Graph.Relationship(e), s.Graph.Term(e)
	out.open("edge", "id", r.ID.String(), "source", string(r.From), "target", string(r.To))
	out.data("e0", string(r.Type))
	out.data("e1", term.Label)
	out.data("e2", string(r.Status))
	out.data("e3", string(r.Sign))
	if r.Weight != nil {
		out.data("e4", number(r.Weight))
	}
	out.data("e5", yesNo(term.Symmetric))
	out.data("e6", strconv.Itoa(r.Support.Claims))
	out.data("e7", strconv.Itoa(r.Support.Sources))
	out.data("e8", strconv.Itoa(r.Support.Origins))
	out.data("e9", strconv.Itoa(r.Support.Asserting))
	out.data("e10", yesNo(r.Support.IndependenceUnknown))
	out.data("e11", s.deniers(r.Support.DeniedBy))
	out.data("e12", spellsWhere(r.Spells, true))
	out.data("e13", spellsWhere(r.Spells, false))
	out.data("e14", yesNo(len(s.Graph.ContradictionsOf(e)) > 0))
	out.data("e15", s.backing(e))
	out.shut("edge")
}

// deniers words who denies a relationship.
func (s *Selection) deniers(denials []graph.Denial) string {
	var all []string
	for _, d := range denials {
		switch {
		case d.Entity != "":
			all = append(all, s.name(d.Entity)+" ("+string(d.Role)+")")
		case d.Label != "":
			all = append(all, d.Label+" ("+string(d.Role)+")")
		default:
			all = append(all, string(d.Source)+" ("+string(d.Role)+")")
		}
	}
	return strings.Join(slices.Compact(all), "; ")
}

// spellsWhere lists the times of the spells for which the relationship held, or did not.
func spellsWhere(spells []graph.Spell, holds bool) string {
	var all []string
	for _, sp := range spells {
		if sp.Holds == holds {
			all = append(all, sp.When)
		}
	}
	return strings.Join(all, "; ")
}

// backing lists the ids of the claims behind a relationship.
func (s *Selection) backing(e index.Edge) string {
	var ids []graph.ClaimID
	for _, b := range s.Graph.Backing(e) {
		ids = append(ids, b.Claim.ID)
	}
	return claimIDs(ids)
}

// An xmlWriter writes elements and remembers the first error.
type xmlWriter struct {
	w   *bufio.Writer
	err error
}

func (x *xmlWriter) raw(s string) {
	if x.err == nil {
		_, x.err = x.w.WriteString(s)
	}
}

func (x *xmlWriter) text(s string) {
	if x.err == nil {
		x.err = xml.EscapeText(x.w, []byte(s))
	}
}

// open begins an element with the given attributes, name and value in turn.
func (x *xmlWriter) open(name string, attributes ...string) {
	x.raw("    <" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		x.raw(" " + attributes[i] + `="`)
		x.text(attributes[i+1])
		x.raw(`"`)
	}
	x.raw(">\n")
}

func (x *xmlWriter) shut(name string) { x.raw("    </" + name + ">\n") }

// data writes an attribute of a node or edge; an empty one is left out.
func (x *xmlWriter) data(key, value string) {
	if value == "" {
		return
	}
	x.raw(`      <data key="` + key + `">`)
	x.text(value)
	x.raw("</data>\n")
}

func (x *xmlWriter) close() error {
	if x.err != nil {
		return x.err
	}
	return x.w.Flush()
}
