package measure

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"dyad/graph"
	"dyad/graph/index"
)

// MaxRelationships is how many relationships a net can have.
const MaxRelationships = 5_000_000

// Options say which relationships of a graph count. The zero value counts what the usual walk passes through.
type Options struct {
	Classes []graph.Class  // of both ends; nil: actors
	Match   *index.Matcher // nil: any relationship. Of statuses, if it names none: those that somebody affirms
	Limit   int            // how many may count before a net of them is a CostLimit; 0: [MaxRelationships]
}

// A Selection decides which relationships of a graph count: those between two different entities of the classes wanted, of a
// status wanted, that the filter matches. It never changes.
type Selection struct {
	g       *index.Graph
	match   *index.Matcher // what is counted
	all     *index.Matcher // likewise, of any status unless the filter names some
	classes [256]bool      // by place of a class
	limit   int
}

// Select makes options ready for a graph.
func Select(g *index.Graph, o Options) *Selection {
	s := &Selection{g: g, match: g.Passing(o.Match), all: o.Match, limit: cmp.Or(o.Limit, MaxRelationships)}
	wanted := o.Classes
	if wanted == nil {
		wanted = []graph.Class{graph.Actor}
	}
	for i, c := range graph.Classes() {
		s.classes[i] = slices.Contains(wanted, c)
	}
	return s
}

// Counts reports whether a relationship that the view shows counts.
func (s *Selection) Counts(e index.Edge) bool { return s.joins(e) && s.match.Match(e) }

// joins reports whether e connects two entities that can be in the net.
func (s *Selection) joins(e index.Edge) bool {
	from, to := s.g.Ends(e)
	return to != index.Nobody && from != to && s.classes[s.g.Place(from)] && s.classes[s.g.Place(to)]
}

// A Net is the relationships that a selection counts, and the entities at their ends. It never changes.
type Net struct {
	nodes   []index.Node // by vertex, in the order of keys
	links   []link       // in the order of their triples
	leftOut int
}

// A link is one relationship between vertices.
type link struct {
	from, to  int32
	symmetric bool
}

// NewNet reads the whole graph. It is a CostLimit if more relationships count than may.
func NewNet(ctx context.Context, s *Selection) (*Net, error) {
	n, p := &Net{}, pulse{ctx: ctx}
	for e := range s.g.Relationships(index.Window[index.Triple]{}, nil) {
		if err := p.beat(1); err != nil {
			return nil, err
		}
		switch {
		case s.Counts(e):
			from, to := s.g.Ends(e)
			n.links = append(n.links, link{int32(from), int32(to), s.g.Term(e).Symmetric})
		case s.all.Match(e):
			n.leftOut++
		}
		if len(n.links) > s.limit {
			return nil, &graph.Error{Fault: graph.CostLimit, Err: fmt.Errorf(
				"more than %d relationships count here: add a filter, such as of types, status or minOrigins", s.limit)}
		}
	}
	n.number(s.g.CountNodes())
	return n, nil
}

// number makes vertices of the nodes at the ends of links.
func (n *Net) number(nodes int) {
	vertices := make([]int32, nodes)
	for _, l := range n.links {
		vertices[l.from], vertices[l.to] = 1, 1
	}
	for node, used := range vertices {
		if used != 0 {
			vertices[node] = int32(len(n.nodes))
			n.nodes = append(n.nodes, index.Node(node))
		}
	}
	for i := range n.links {
		l := &n.links[i]
		l.from, l.to = vertices[l.from], vertices[l.to]
	}
}

// Len returns the number of vertices: entities that a counted relationship touches. They are numbered from 0, in the order of keys.
func (n *Net) Len() int { return len(n.nodes) }

// Node returns the entity of a vertex.
func (n *Net) Node(v int32) index.Node { return n.nodes[v] }

// Relationships returns how many relationships the net counts.
func (n *Net) Relationships() int { return len(n.links) }

// LeftOut returns how many relationships the view shows and the filter matches, and the net does not count: for their status, or
// because they don't connect two different entities of the classes.
func (n *Net) LeftOut() int { return n.leftOut }

// numbered returns the numbers from 0.
func numbered(n int) []int32 {
	list := make([]int32, n)
	for i := range list {
		list[i] = int32(i)
	}
	return list
}

// badInput refuses an argument, by the name that users know it under.
func badInput(argument, why string) error {
	return &graph.Error{On: argument, Fault: graph.BadInput, Err: errors.New(why)}
}
