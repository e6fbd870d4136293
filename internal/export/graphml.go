package export

import (
	"context"
	"io"
	"strconv"

	"dyad/graph/index"
)

var graphMLFormat = Format{
	Name: "graphml", Extension: "graphml", MediaType: "application/graphml+xml", Write: GraphML,
	About: "entities and relationships, for networkx, igraph, Cytoscape",
	Lacks: lacks(NameKinds, Parents, EachClaim, Sources, Contradicted),
	Notes: networkNotes("a symmetric relationship is a directed edge, marked: its ends are in the order of keys"),
}

// networkNotes are what GraphML and GEXF write otherwise, with what only one of them does.
func networkNotes(own ...string) []string {
	return append([]string{
		"of claims, the ids, and who holds that it is so and who denies it; of spells, not which claims they rest on",
		"of external ids, not whether somebody compared the entries",
		"of relationships of one event alone, the status and when: an attribute of the event",
		"lists in one attribute are joined by \"; \", names that hold a semicolon too",
		"characters that XML forbids become U+FFFD",
	}, own...)
}

// GraphML writes a directed graph with parallel edges, one per relationship: its id is the relationship's, and symmetric ones are
// marked. A missing value is an absent element. The format is that of http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd, of
// which it uses the core.
func GraphML(ctx context.Context, w io.Writer, s *Selection) error {
	out := newXML(w)
	out.open("graphml", "xmlns", "http://graphml.graphdrawing.org/xmlns")
	graphmlKeys(out, "node", graphmlNodes)
	graphmlKeys(out, "edge", graphmlEdges)
	out.open("graph", "id", "dyad", "edgedefault", "directed")
	for n := range s.Nodes() {
		node := s.networkNode(n)
		out.open("node", "id", string(node.key))
		graphmlData(out, "n", graphmlNodes, &node)
		out.shut("node")
	}
	for e := range s.Edges() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, to := s.Graph.Ends(e); to == index.Nobody {
			continue
		}
		edge := s.networkEdge(e)
		out.open("edge", "id", edge.ID, "source", string(edge.from), "target", string(edge.to))
		graphmlData(out, "e", graphmlEdges, &edge)
		out.shut("edge")
	}
	out.shut("graph")
	out.shut("graphml")
	return out.close()
}

// GraphML has no place of its own for a label.
var (
	graphmlNodes = append([]column[networkNode]{{"label", "string", func(n *networkNode) string { return n.Label }}}, nodeColumns...)
	graphmlEdges = append([]column[networkEdge]{{"label", "string", func(e *networkEdge) string { return e.Label }}}, edgeColumns...)
)

// graphmlKeys declares attributes, which are n0, n1 … of nodes and e0, e1 … of edges.
func graphmlKeys[T any](out *xmlWriter, of string, columns []column[T]) {
	for i, c := range columns {
		out.empty("key", "id", of[:1]+strconv.Itoa(i), "for", of, "attr.name", c.name, "attr.type", c.kind)
	}
}

func graphmlData[T any](out *xmlWriter, prefix string, columns []column[T], of *T) {
	for i, c := range columns {
		if value := c.of(of); value != "" {
			out.leaf("data", value, "key", prefix+strconv.Itoa(i))
		}
	}
}
