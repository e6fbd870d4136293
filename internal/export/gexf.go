package export

import (
	"context"
	"io"

	"dyad/graph"
	"dyad/graph/index"
)

var gexfFormat = Format{
	Name: "gexf", Extension: "gexf", MediaType: "application/gexf+xml", Write: GEXF,
	About: "entities and relationships with the times they held, for Gephi's timeline",
	Lacks: lacks(NameKinds, Parents, EachClaim, Sources, Contradicted),
	Notes: networkNotes(
		"a relationship without a dated claim that it held is there at all times, a denied one too: filter by status",
		"days before the year 1 or after 9999 are no bound of a spell; held and not_held have them as they are",
	),
}

// GEXF writes a dynamic graph of GEXF 1.3, an edge per relationship: directed, or undirected where the type is symmetric. Its kind is the
// type, by which Gephi keeps parallel edges apart. Spells are the days on which it may have held; both ends belong to them, and an
// end that is absent is open. No edge has a weight: that of the type may be negative or 0, and Gephi drops edges of weight 0.
func GEXF(ctx context.Context, w io.Writer, s *Selection) error {
	out := newXML(w)
	out.open("gexf", "xmlns", "http://gexf.net/1.3", "version", "1.3")
	out.open("meta")
	out.leaf("creator", "dyad")
	out.shut("meta")
	out.open("graph", "mode", "dynamic", "timeformat", "date", "timerepresentation", "interval",
		"defaultedgetype", "directed", "idtype", "string")
	gexfAttributes(out, "node", nodeColumns)
	gexfAttributes(out, "edge", edgeColumns)
	s.gexfNodes(out)
	if err := s.gexfEdges(ctx, out); err != nil {
		return err
	}
	out.shut("graph")
	out.shut("gexf")
	return out.close()
}

func (s *Selection) gexfNodes(out *xmlWriter) {
	out.open("nodes")
	for n := range s.Nodes() {
		node := s.networkNode(n)
		out.open("node", "id", string(node.key), "label", node.Label)
		gexfValues(out, nodeColumns, &node)
		out.shut("node")
	}
	out.shut("nodes")
}

func (s *Selection) gexfEdges(ctx context.Context, out *xmlWriter) error {
	out.open("edges")
	for e := range s.Edges() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, to := s.Graph.Ends(e); to == index.Nobody {
			continue
		}
		edge := s.networkEdge(e)
		direction := "directed"
		if edge.Symmetric {
			direction = "undirected"
		}
		out.open("edge", "id", edge.ID, "source", string(edge.from), "target", string(edge.to),
			"type", direction, "kind", string(edge.Type), "label", edge.Label)
		gexfValues(out, edgeColumns, &edge)
		gexfSpells(out, edge.spells)
		out.shut("edge")
	}
	out.shut("edges")
	return nil
}

// gexfAttributes declares attributes. Their ids are their names, which graphology takes for titles.
func gexfAttributes[T any](out *xmlWriter, class string, columns []column[T]) {
	out.open("attributes", "class", class, "mode", "static")
	for _, c := range columns {
		kind := c.kind
		if kind == "int" {
			kind = "integer"
		}
		out.empty("attribute", "id", c.name, "title", c.name, "type", kind)
	}
	out.shut("attributes")
}

func gexfValues[T any](out *xmlWriter, columns []column[T], of *T) {
	out.open("attvalues")
	for _, c := range columns {
		if value := c.of(of); value != "" {
			out.empty("attvalue", "for", c.name, "value", value)
		}
	}
	out.shut("attvalues")
}

// gexfSpells writes the stretches for which it held. One without any bound is all of time, like no spell.
func gexfSpells(out *xmlWriter, spells []graph.Spell) {
	var bounds [][]string
	for _, sp := range spells {
		if b := gexfBounds(sp.Span()); sp.Holds && len(b) > 0 {
			bounds = append(bounds, b)
		}
	}
	if len(bounds) == 0 {
		return
	}
	out.open("spells")
	for _, b := range bounds {
		out.empty("spell", b...)
	}
	out.shut("spells")
}

// gexfBounds are the attributes of a spell.
func gexfBounds(span graph.Span) (bounds []string) {
	if from, ok := gexfDay(span.From); ok {
		bounds = append(bounds, "start", from)
	}
	if to, ok := gexfDay(span.To); ok {
		bounds = append(bounds, "end", to)
	}
	return bounds
}

// gexfDay writes a day as an XML Schema date, which has no year 0 and which Gephi reads in four digits.
func gexfDay(d graph.Day) (string, bool) {
	year, _, _ := d.Civil()
	return d.String(), year >= 1 && year <= 9999
}
