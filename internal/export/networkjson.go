package export

import (
	"bufio"
	"context"
	"io"

	"dyad/graph"
	"dyad/graph/index"
)

// What follows is common to node-link and Cytoscape JSON: attributes are members of an object, and the graph itself has some too, in
// which everything stands that is neither a node nor an edge.

// A jsonStream writes JSON with a member or an element on a line of its own, and remembers the first error.
type jsonStream struct {
	w   *bufio.Writer
	err error
}

func newJSON(w io.Writer) *jsonStream { return &jsonStream{w: bufio.NewWriterSize(w, 64<<10)} }

func (j *jsonStream) raw(s string) {
	if j.err == nil {
		_, j.err = j.w.WriteString(s)
	}
}

// value writes a value.
func (j *jsonStream) value(v any) {
	if j.err != nil {
		return
	}
	data, err := graph.EncodeRecord(v)
	if j.err = err; err == nil {
		_, j.err = j.w.Write(data)
	}
}

// A jsonList writes what is between the brackets of an array or an object.
type jsonList struct {
	*jsonStream
	begun bool
}

// next begins an element, or a member if it has a name.
func (l *jsonList) next(name string) {
	if l.begun {
		l.raw(",")
	}
	l.begun = true
	l.raw("\n")
	if name != "" {
		l.value(name)
		l.raw(":")
	}
}

func (j *jsonStream) close() error {
	if j.err != nil {
		return j.err
	}
	return j.w.Flush()
}

// A networkClaim is a claim as JSON Lines have it, and its words where they are known.
type networkClaim struct {
	*graph.Claim
	Quote string `json:"quote,omitempty"`
}

// A networkEvent is a relationship that is said of one event alone.
type networkEvent struct {
	Node graph.EntityKey `json:"node"`
	networkEdge
}

// networkData writes the attributes of the graph: its claims and sources by id and key, contradictions, and what is said of events.
// It keeps the keys of sources.
func (s *Selection) networkData(ctx context.Context, out *jsonStream) error {
	out.raw(`{"name":"dyad","claims":{`)
	sources, err := s.networkClaims(ctx, out)
	if err != nil {
		return err
	}
	out.raw(`},"sources":{`)
	list := jsonList{jsonStream: out}
	for src := range s.Graph.Sources(index.Window[graph.SourceKey]{}) {
		if sources[src.Key] {
			list.next(string(src.Key))
			out.value(src)
		}
	}
	out.raw(`},"contradictions":[`)
	list = jsonList{jsonStream: out}
	for c := range s.concerning() {
		list.next("")
		out.value(c)
	}
	out.raw(`],"events":[`)
	list = jsonList{jsonStream: out}
	for e := range s.Edges() {
		if from, to := s.Graph.Ends(e); to == index.Nobody {
			list.next("")
			out.value(networkEvent{Node: s.Graph.Key(from), networkEdge: s.networkEdge(e)})
		}
	}
	out.raw("]}")
	return out.err
}

// networkClaims writes the claims, and returns which sources they are from.
func (s *Selection) networkClaims(ctx context.Context, out *jsonStream) (map[graph.SourceKey]bool, error) {
	list := jsonList{jsonStream: out}
	sources := map[graph.SourceKey]bool{}
	for c, err := range s.FullClaims(ctx) {
		if err != nil {
			return nil, err
		}
		sources[c.Source] = true
		list.next(c.ID.String())
		out.value(networkClaim{Claim: c, Quote: s.quote(s.source(c.Source), c.Evidence)})
	}
	return sources, out.err
}

// networkNodes writes the elements of an array of nodes; element makes one.
func (s *Selection) networkNodes(out *jsonStream, element func(*networkNode) any) {
	list := jsonList{jsonStream: out}
	for n := range s.Nodes() {
		node := s.networkNode(n)
		list.next("")
		out.value(element(&node))
	}
}

// networkEdges writes the elements of an array of edges; element makes one.
func (s *Selection) networkEdges(ctx context.Context, out *jsonStream, element func(*networkEdge) any) error {
	list := jsonList{jsonStream: out}
	for e := range s.Edges() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, to := s.Graph.Ends(e); to == index.Nobody {
			continue
		}
		edge := s.networkEdge(e)
		list.next("")
		out.value(element(&edge))
	}
	return out.err
}
