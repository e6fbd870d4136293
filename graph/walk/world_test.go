package walk_test

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/walk"
)

// link is a relationship that a claim makes.
type link struct{ from, to int }

func entityKey(i int) graph.EntityKey { return graph.EntityKey(fmt.Sprintf("e%02d", i)) }

// claims makes claims of links; how turns the i-th into what it shall be.
func claims(links []link, how func(i int, c *graph.Claim) graph.Tx) func(func(graph.Version[graph.Claim], error) bool) {
	return func(yield func(graph.Version[graph.Claim], error) bool) {
		for i, l := range links {
			c := graph.Claim{Source: "s0", From: entityKey(l.from), Type: "supports", To: entityKey(l.to)}
			binary.BigEndian.PutUint64(c.ID[:], uint64(i+1)*0x9e3779b97f4a7c15)
			closed := how(i, &c)
			c.Normalize(&graph.Term{Symmetric: c.Type == "meets"})
			if !yield(graph.Version[graph.Claim]{Value: c, Opened: 1, Closed: closed}, nil) {
				return
			}
		}
	}
}

// input returns n entities, every place-th of which is a place and all others groups, and three sources.
func input(n, place int) index.Input {
	in := index.Input{Last: 2, Vocabulary: graph.NewVocabulary([]graph.Term{
		{Kind: graph.RelationTerm, Key: "supports", Label: "supports", Sign: graph.Positive},
		{Kind: graph.RelationTerm, Key: "meets", Label: "meets", Inverse: "meets", Symmetric: true, Sign: graph.Positive},
		{Kind: graph.EntityTypeTerm, Key: "Group", Class: graph.Actor},
		{Kind: graph.EntityTypeTerm, Key: "Town", Class: graph.Place},
	})}
	for i := range n {
		e := graph.Entity{Key: entityKey(i), Type: "Group", Name: fmt.Sprint("Name ", i)}
		if place > 0 && i%place == 0 {
			e.Type = "Town"
		}
		in.Entities = append(in.Entities, graph.Version[graph.Entity]{Value: e, Opened: 1})
	}
	for _, s := range []graph.Source{
		{Key: "s0", Publisher: "Harbour Herald"}, {Key: "s1", Publisher: "Valley Voice"}, {Key: "s2", Author: "Hill"},
	} {
		in.Sources = append(in.Sources, graph.Version[graph.Source]{Value: s, Opened: 1})
	}
	return in
}

// randomGraph invents relationships of every status between ten entities, some of them closed.
func randomGraph(t *testing.T, r *rand.Rand) *index.Index {
	t.Helper()
	var links []link
	for range 6 + r.IntN(20) {
		l := link{r.IntN(10), r.IntN(10)}
		for range 1 + r.IntN(3) { // several claims, so that strengths differ
			links = append(links, l)
		}
	}
	types := []graph.TermKey{"supports", "supports", "x:pays"}
	if r.IntN(2) == 0 {
		types = append(types, "meets") // without one, a walk with a direction takes another way
	}
	in := input(10, 3)
	in.Claims = claims(links, func(_ int, c *graph.Claim) graph.Tx {
		c.Type = pick[graph.TermKey](r, types...)
		c.Source = pick[graph.SourceKey](r, "s0", "s1", "s2")
		c.Modality = pick(r, graph.Asserted, graph.Asserted, graph.Asserted, graph.Alleged, graph.Planned)
		c.Polarity = pick(r, graph.Affirmed, graph.Affirmed, graph.Affirmed, graph.Negated)
		return pick[graph.Tx](r, 0, 0, 0, 2)
	})
	return build(t, in)
}

func pick[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

func build(t testing.TB, in index.Input) *index.Index {
	t.Helper()
	x, err := index.Build(in)
	if err != nil {
		t.Fatalf("Build: %v", err)
	}
	return x
}

// A naive walks by looking at every relationship at every step.
type naive struct {
	g     *index.Graph
	o     walk.Options
	edges []index.Edge
}

func newNaive(g *index.Graph, o walk.Options) naive {
	return naive{g, o, slices.Collect(g.Relationships(index.Window[index.Triple]{}, o.Match))}
}

// takes reports whether e leads from one entity to the other in the walk's direction, and whether against its own.
func (m *naive) takes(e index.Edge, from, to index.Node) (takes, reverse bool) {
	var allowed []graph.Status
	if m.o.Match.NamesStatuses() {
		allowed = graph.Statuses()
	}
	if allowed == nil {
		allowed = []graph.Status{graph.Corroborated, graph.Stated, graph.Contested, graph.AllegedOnly}
	}
	if !slices.Contains(allowed, m.g.Status(e)) {
		return false, false
	}
	a, b := m.g.Ends(e)
	both := m.g.Term(e).Symmetric // symmetric ones have no direction
	switch {
	case a == from && b == to && (both || m.o.Direction != index.In):
		return true, false
	case b == from && a == to && (both || m.o.Direction != index.Out):
		return true, true
	}
	return false, false
}

// between returns what leads from one entity to another, the strongest first.
func (m *naive) between(from, to index.Node) []index.Edge {
	var out []index.Edge
	for _, e := range m.edges {
		if takes, _ := m.takes(e, from, to); takes {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, m.compareStrength)
	return out
}

func (m *naive) compareStrength(a, b index.Edge) int {
	r, s := m.g.Relationship(a), m.g.Relationship(b)
	return cmp.Or(cmp.Compare(r.Status.Rank(), s.Status.Rank()), cmp.Compare(s.Support.Origins, r.Support.Origins))
}

func (m *naive) passes(n index.Node) bool {
	through := m.o.Through
	if through == nil {
		through = []graph.Class{graph.Actor}
	}
	return slices.Contains(through, m.g.ClassOf(n))
}

// near returns the entities within depth of the start.
func (m *naive) near(start []index.Node, depth int) []walk.Reached {
	var out []walk.Reached
	seen := map[index.Node]bool{}
	for _, n := range start {
		seen[n] = true
		out = append(out, walk.Reached{Node: n})
	}
	for d := int32(1); d <= int32(depth); d++ {
		for _, r := range slices.Clone(out) {
			if r.Distance != d-1 || d > 1 && !m.passes(r.Node) {
				continue
			}
			for n := range index.Node(m.g.CountNodes()) {
				if !seen[n] && len(m.between(r.Node, n)) > 0 {
					seen[n] = true
					out = append(out, walk.Reached{Node: n, Distance: d})
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b walk.Reached) int {
		return cmp.Or(cmp.Compare(a.Distance, b.Distance), cmp.Compare(a.Node, b.Node))
	})
	return out
}

// paths returns every simple path of at most so many relationships, the best first.
func (m *naive) paths(from, to index.Node, maxLength int) []walk.Path {
	var out []walk.Path
	var extend func(nodes []index.Node)
	extend = func(nodes []index.Node) {
		here := nodes[len(nodes)-1]
		if here == to {
			out = append(out, m.path(nodes))
			return
		}
		if len(nodes) > maxLength || len(nodes) > 1 && !m.passes(here) {
			return
		}
		for n := range index.Node(m.g.CountNodes()) {
			if !slices.Contains(nodes, n) && len(m.between(here, n)) > 0 {
				extend(append(slices.Clone(nodes), n))
			}
		}
	}
	extend([]index.Node{from})
	slices.SortFunc(out, func(a, b walk.Path) int {
		return cmp.Or(
			cmp.Compare(len(a.Hops), len(b.Hops)),
			m.compareStrength(a.Hops[a.Weakest].Edge, b.Hops[b.Weakest].Edge),
			slices.Compare(a.Nodes, b.Nodes),
		)
	})
	return out
}

// path describes the path along the nodes.
func (m *naive) path(nodes []index.Node) walk.Path {
	p := walk.Path{Nodes: nodes}
	for i := range len(nodes) - 1 {
		edges := m.between(nodes[i], nodes[i+1])
		_, reverse := m.takes(edges[0], nodes[i], nodes[i+1])
		p.Hops = append(p.Hops, walk.Hop{Edge: edges[0], Parallel: edges[1:], Reverse: reverse})
	}
	weakness := func(h walk.Hop) string { return m.g.ID(h.Edge).String() }
	for i, h := range p.Hops {
		w := p.Hops[p.Weakest]
		if order := m.compareStrength(h.Edge, w.Edge); order > 0 || order == 0 && weakness(h) < weakness(w) {
			p.Weakest = i
		}
	}
	return p
}
