package export

import (
	"context"
	"iter"
	"slices"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/walk"
)

// A Claims hands out full records of claims: those of ids, in their order, as of a transaction (0: now), nil where there is none.
type Claims interface {
	Claims(ctx context.Context, ids []graph.ClaimID, asOf graph.Tx) ([]*graph.Claim, error)
}

// A Texts knows the words of sources. Words returns what a span covers, whether its digest fits, and whether the text is there.
type Texts interface {
	Words(src *graph.Source, p graph.Part) (words string, verified, ok bool)
}

// A Selection is what an export writes of a graph.
type Selection struct {
	Graph  *index.Graph
	Claims Claims // needed by formats that write claims
	Texts  Texts  // nil: no words are written

	edges []index.Edge // nil: all
	nodes []index.Node // nil: all
	kept  map[index.Edge]bool
}

// Everything selects the whole graph.
func Everything(g *index.Graph) *Selection { return &Selection{Graph: g} }

// Matching selects the relationships that m admits, and the entities at their ends.
func Matching(g *index.Graph, m *index.Matcher) *Selection {
	s := &Selection{Graph: g, edges: []index.Edge{}, nodes: []index.Node{}}
	seen := map[index.Node]bool{}
	for e := range g.Relationships(index.Window[index.Triple]{}, m) {
		s.edges = append(s.edges, e)
		from, to := g.Ends(e)
		seen[from] = true
		if to != index.Nobody {
			seen[to] = true
		}
	}
	for n := range g.Entities(index.Window[graph.EntityKey]{}) {
		if seen[n] {
			s.nodes = append(s.nodes, n)
		}
	}
	return s.indexed()
}

// Walked selects what a walk found.
func Walked(g *index.Graph, found *walk.Subgraph) *Selection {
	s := &Selection{Graph: g, edges: found.Relationships, nodes: []index.Node{}}
	for _, r := range found.Entities {
		s.nodes = append(s.nodes, r.Node)
	}
	slices.Sort(s.nodes)
	return s.indexed()
}

// indexed makes the edges of a part findable.
func (s *Selection) indexed() *Selection {
	s.kept = make(map[index.Edge]bool, len(s.edges))
	for _, e := range s.edges {
		s.kept[e] = true
	}
	return s
}

// Nodes yields the entities selected.
func (s *Selection) Nodes() iter.Seq[index.Node] {
	if s.nodes == nil {
		return s.Graph.Entities(index.Window[graph.EntityKey]{})
	}
	return slices.Values(s.nodes)
}

// Edges yields the relationships selected.
func (s *Selection) Edges() iter.Seq[index.Edge] {
	if s.edges == nil {
		return s.Graph.Relationships(index.Window[index.Triple]{}, nil)
	}
	return slices.Values(s.edges)
}

// holds reports whether the selection contains the relationship.
func (s *Selection) holds(e index.Edge) bool { return s.edges == nil || s.kept[e] }

// claimBatch is how many full claims are fetched at a time.
const claimBatch = 500

// FullClaims yields the claims that back a selected relationship, whole, each once, in the order of ids. An error is yielded
// last, with a nil claim.
func (s *Selection) FullClaims(ctx context.Context) iter.Seq2[*graph.Claim, error] {
	return func(yield func(*graph.Claim, error) bool) {
		var ids []graph.ClaimID
		flush := func() bool {
			claims, err := s.Claims.Claims(ctx, ids, s.Graph.View().AsOf)
			if err != nil {
				yield(nil, err)
				return false
			}
			ids = ids[:0]
			for _, c := range claims {
				if c != nil && !yield(c, nil) {
					return false
				}
			}
			return true
		}
		for c := range s.Graph.Claims(index.Window[graph.ClaimID]{}) {
			if s.backs(c.ID) {
				ids = append(ids, c.ID)
			}
			if len(ids) == claimBatch && !flush() {
				return
			}
		}
		if len(ids) > 0 {
			flush()
		}
	}
}

// backs reports whether a claim backs a selected relationship.
func (s *Selection) backs(id graph.ClaimID) bool {
	for _, b := range s.Graph.Edges(id) {
		if s.holds(b.Edge) {
			return true
		}
	}
	return false
}
