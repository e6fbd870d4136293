package measure_test

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"testing"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/measure"
)

// link is a claim that one entity supports another. Numbers are those of keys.
type link struct{ from, to int }

func entityKey(i int) graph.EntityKey { return graph.EntityKey(fmt.Sprintf("e%06d", i)) }

// input returns n groups, which links make claims about; how turns the i-th claim into what it shall be, and may be nil.
func input(n int, links []link, how func(i int, c *graph.Claim)) index.Input {
	in := index.Input{Last: 1, Vocabulary: graph.NewVocabulary([]graph.Term{
		{Kind: graph.RelationTerm, Key: "supports", Label: "supports", Sign: graph.Positive},
		{Kind: graph.RelationTerm, Key: "arms", Label: "arms", Sign: graph.Positive},
		{Kind: graph.RelationTerm, Key: "meets", Label: "meets", Inverse: "meets", Symmetric: true, Sign: graph.Positive},
		{Kind: graph.RelationTerm, Key: "happened", Label: "happened", Unary: true},
		{Kind: graph.EntityTypeTerm, Key: "Group", Class: graph.Actor},
		{Kind: graph.EntityTypeTerm, Key: "Town", Class: graph.Place},
	})}
	for i := range n {
		in.Entities = append(in.Entities, graph.Version[graph.Entity]{
			Value: graph.Entity{Key: entityKey(i), Type: "Group", Name: fmt.Sprint("Name ", i)}, Opened: 1,
		})
	}
	in.Sources = []graph.Version[graph.Source]{{Value: graph.Source{Key: "s0", Publisher: "Harbour Herald"}, Opened: 1}}
	in.Claims = func(yield func(graph.Version[graph.Claim], error) bool) {
		for i, l := range links {
			c := graph.Claim{Source: "s0", From: entityKey(l.from), Type: "supports", To: entityKey(l.to)}
			binary.BigEndian.PutUint64(c.ID[:], uint64(i+1)*0x9e3779b97f4a7c15)
			if how != nil {
				how(i, &c)
			}
			c.Normalize(&graph.Term{Symmetric: c.Type == "meets"})
			if !yield(graph.Version[graph.Claim]{Value: c, Opened: 1}, nil) {
				return
			}
		}
	}
	return in
}

func build(t testing.TB, in index.Input) *index.Graph {
	t.Helper()
	x, err := index.Build(in)
	if err != nil {
		t.Fatalf("Build: %v", err)
	}
	return x.Present()
}

// net returns the net of links among n entities.
func net(t testing.TB, n int, links []link) *measure.Net {
	t.Helper()
	return netOf(t, build(t, input(n, links, nil)), measure.Options{})
}

func netOf(t testing.TB, g *index.Graph, o measure.Options) *measure.Net {
	t.Helper()
	got, err := measure.NewNet(t.Context(), measure.Select(g, o))
	if err != nil {
		t.Fatalf("NewNet: %v", err)
	}
	return got
}

// rank measures a net.
func rank(t testing.TB, n *measure.Net, q measure.Question) *measure.Ranking {
	t.Helper()
	r, err := measure.Rank(t.Context(), n, q)
	if err != nil {
		t.Fatalf("Rank(%+v): %v", q, err)
	}
	return r
}

// randomLinks draws up to m distinct links among n entities, none to itself; every vertex is on one, so that vertex v is entity v.
func randomLinks(r *rand.Rand, n, m int) []link {
	seen := map[link]bool{}
	for v := range n {
		seen[link{v, (v + 1 + r.IntN(n-1)) % n}] = true
	}
	for range m {
		if l := (link{r.IntN(n), r.IntN(n)}); l.from != l.to {
			seen[l] = true
		}
	}
	var links []link
	for from := range n {
		for to := range n {
			if seen[link{from, to}] {
				links = append(links, link{from, to})
			}
		}
	}
	return links
}

// given returns a pointer, for what a question may leave out.
func given[T any](v T) *T { return &v }
