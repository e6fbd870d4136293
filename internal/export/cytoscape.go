package export

import (
	"context"
	"io"

	"dyad/graph"
)

var cytoscapeFormat = Format{
	Name: "cytoscape", Extension: "cyjs", MediaType: "application/json", Write: Cytoscape, Words: true,
	About: "elements and, with the graph, whole claims and sources, for Cytoscape.js and Cytoscape",
	Lacks: lacks(Parents),
	Notes: networkJSONNotes("the desktop program has no column for objects: it leaves out the claims, sources, contradictions and events of the graph"),
}

// A cytoscapeElement is a node or an edge.
type cytoscapeElement struct {
	Data any `json:"data"`
}

// A cytoscapeNode is a node. Networkx takes its value for the node, the desktop program shows its name.
type cytoscapeNode struct {
	ID    graph.EntityKey `json:"id"`
	Value graph.EntityKey `json:"value"`
	Name  string          `json:"name"`
	*networkNode
}

// A cytoscapeEdge is an edge. Its key is for networkx, its interaction what the desktop program calls the type.
type cytoscapeEdge struct {
	Source      graph.EntityKey `json:"source"`
	Target      graph.EntityKey `json:"target"`
	Key         string          `json:"key"`
	Interaction graph.TermKey   `json:"interaction"`
	Name        string          `json:"name"` // as the desktop program makes them: "orchard-brigade (attacks) blue-valley"
	*networkEdge
}

// Cytoscape writes elements as Cytoscape.js and the desktop program read them, an edge per relationship. Ids of nodes are keys, and those
// of edges ids, which never look alike: both are in one space there. What stands in the data of elements is flat, since the desktop
// program makes columns of it; claims, sources and contradictions are data of the graph. Nothing has a position.
func Cytoscape(ctx context.Context, w io.Writer, s *Selection) error {
	out := newJSON(w)
	out.raw(`{"format_version":"1.0","generated_by":"dyad","target_cytoscapejs_version":"~3.0","directed":true,"multigraph":true,"data":`)
	if err := s.networkData(ctx, out); err != nil {
		return err
	}
	out.raw(`,"elements":{"nodes":[`)
	s.networkNodes(out, func(n *networkNode) any {
		return cytoscapeElement{cytoscapeNode{ID: n.key, Value: n.key, Name: n.Label, networkNode: n}}
	})
	out.raw(`],"edges":[`)
	err := s.networkEdges(ctx, out, func(e *networkEdge) any {
		name := string(e.from) + " (" + string(e.Type) + ") " + string(e.to)
		return cytoscapeElement{cytoscapeEdge{Source: e.from, Target: e.to, Key: e.ID, Interaction: e.Type, Name: name, networkEdge: e}}
	})
	if err != nil {
		return err
	}
	out.raw("]}}\n")
	return out.close()
}
