package resolver

import (
	"context"
	"encoding/json"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/measure"
	"dyad/schema/exec"
)

// A survey is a question about a whole graph: what is asked, of which relationships, under which view.
type survey struct {
	d         *desk
	view      *graph.View
	g         *index.Graph
	selection *measure.Selection
	key       string // the same for the same question
}

// survey reads what a question counts. Which statuses count is for a filter that names some; without, they are the usual ones. asked is what else the answer depends on.
func (d *desk) survey(ctx context.Context, asked any, classes []graph.Class, filter *exec.RelationshipFilter, view *exec.View) (*survey, error) {
	v, g, err := d.under(ctx, view, nil)
	if err != nil {
		return nil, err
	}
	o := measure.Options{Classes: classes}
	if o.Match, err = matcher(g, filter); err != nil {
		return nil, err
	}
	key, err := json.Marshal([]any{asked, classes, filter, view})
	if err != nil {
		return nil, err
	}
	return &survey{d, v, g, measure.Select(g, o), string(key)}, nil
}

// A netted answer says what net it is of.
type netted struct {
	nodes         []index.Node // by vertex
	relationships int
	leftOut       int
}

func newNetted(n *measure.Net) netted {
	of := netted{nodes: make([]index.Node, n.Len()), relationships: n.Relationships(), leftOut: n.LeftOut()}
	for v := range of.nodes {
		of.nodes[v] = n.Node(int32(v))
	}
	return of
}

func (n *netted) present() *exec.Net {
	return &exec.Net{Entities: len(n.nodes), Relationships: n.relationships, LeftOut: n.leftOut}
}

// node returns an entity of the net.
func (n *netted) node(vertex int32) index.Node { return n.nodes[vertex] }
