package export

import (
	"context"
	"io"

	"dyad/graph"
)

var nodeLinkFormat = Format{
	Name: "node-link", Extension: "json", MediaType: "application/json", Write: NodeLink, Words: true,
	About: "nodes, links and, with the graph, whole claims and sources, for networkx and D3",
	Lacks: lacks(Parents),
	Notes: networkJSONNotes("edges are written twice, as links and as edges: networkx up to 3.5 and D3 read the first, networkx since 3.6 the second"),
}

// networkJSONNotes are what node-link and Cytoscape JSON write otherwise, with what only one of them does.
func networkJSONNotes(own ...string) []string {
	return append([]string{
		"the ends of claims are those that were annotated; those of edges, what identity and the view make of them",
		"of external ids, not whether somebody compared the entries; of names, not whether others bear them on purpose",
		"of spells, not which claims they rest on",
		"of contradictions, those that a selected relationship is a part of",
		"a symmetric relationship is a directed edge, marked: its ends are in the order of keys",
	}, own...)
}

// A nodeLinkNode is a node, whose id is its key.
type nodeLinkNode struct {
	ID graph.EntityKey `json:"id"`
	*networkNode
}

// A nodeLinkEdge is an edge; its key tells parallel ones apart in a MultiDiGraph.
type nodeLinkEdge struct {
	Source graph.EntityKey `json:"source"`
	Target graph.EntityKey `json:"target"`
	Key    string          `json:"key"`
	*networkEdge
}

// NodeLink writes the JSON of networkx's node_link_graph, which D3 reads too: a directed graph with parallel edges, one per relationship.
// Claims, sources and contradictions are attributes of the graph. Relationships are worked out twice, and none is kept.
func NodeLink(ctx context.Context, w io.Writer, s *Selection) error {
	out := newJSON(w)
	out.raw(`{"directed":true,"multigraph":true,"graph":`)
	if err := s.networkData(ctx, out); err != nil {
		return err
	}
	out.raw(`,"nodes":[`)
	s.networkNodes(out, func(n *networkNode) any { return nodeLinkNode{ID: n.key, networkNode: n} })
	for _, name := range []string{"links", "edges"} {
		out.raw(`],"` + name + `":[`)
		err := s.networkEdges(ctx, out, func(e *networkEdge) any {
			return nodeLinkEdge{Source: e.from, Target: e.to, Key: e.ID, networkEdge: e}
		})
		if err != nil {
			return err
		}
	}
	out.raw("]}\n")
	return out.close()
}
