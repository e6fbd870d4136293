package measure_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"dyad/graph/index"
	"dyad/graph/measure"

	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/simple"
	"gonum.org/v1/gonum/graph/topo"
)

// The tests here hold measures to those of gonum on random graphs. The i-th vertex of a net is the i-th entity, since every entity is
// on a link.

// worlds calls do with random links: sparse and dense, small and less so.
func worlds(t *testing.T, do func(t *testing.T, n int, links []link)) {
	r := rand.New(rand.NewPCG(4, 1))
	for range 60 {
		n := 3 + r.IntN(38)
		do(t, n, randomLinks(r, n, r.IntN(3*n)))
	}
}

func directed(n int, links []link) *simple.DirectedGraph {
	g := simple.NewDirectedGraph()
	for v := range n {
		g.AddNode(simple.Node(v))
	}
	for _, l := range links {
		g.SetEdge(simple.Edge{F: simple.Node(l.from), T: simple.Node(l.to)})
	}
	return g
}

func undirected(n int, links []link) *simple.UndirectedGraph {
	g := simple.NewUndirectedGraph()
	for v := range n {
		g.AddNode(simple.Node(v))
	}
	for _, l := range links {
		g.SetEdge(simple.Edge{F: simple.Node(l.from), T: simple.Node(l.to)})
	}
	return g
}

// agree compares values with those of gonum, where what is absent is 0.
func agree(t *testing.T, what string, links []link, got []float64, want map[int64]float64, within float64) {
	t.Helper()
	for v := range got {
		if math.Abs(got[v]-want[int64(v)]) > within {
			t.Fatalf("%s of %d in %v: %v, gonum has %v", what, v, links, got[v], want[int64(v)])
		}
	}
}

func TestPageRankAgrees(t *testing.T) {
	worlds(t, func(t *testing.T, n int, links []link) {
		r := rank(t, net(t, n, links), measure.Question{Measure: measure.PageRank, Tolerance: given(1e-12)})
		agree(t, "PageRank", links, r.Values, network.PageRank(directed(n, links), .85, 1e-12), 1e-8)
	})
}

func TestBetweennessAgrees(t *testing.T) {
	worlds(t, func(t *testing.T, n int, links []link) {
		q := measure.Question{Measure: measure.Betweenness, Raw: given(true), Direction: given(index.Out)}
		agree(t, "betweenness along the direction", links, rank(t, net(t, n, links), q).Values, network.Betweenness(directed(n, links)), 1e-6)
		q.Direction = given(index.Any)
		want := network.Betweenness(undirected(n, links))
		for v := range want { // gonum counts each pair of an undirected graph twice
			want[v] /= 2
		}
		agree(t, "betweenness", links, rank(t, net(t, n, links), q).Values, want, 1e-6)
	})
}

func TestHarmonicAgrees(t *testing.T) {
	worlds(t, func(t *testing.T, n int, links []link) {
		g := directed(n, links)
		// gonum adds up over paths that lead to an entity, as In does here.
		want := network.Harmonic(g, path.DijkstraAllPaths(g))
		q := measure.Question{Measure: measure.Harmonic, Raw: given(true), Direction: given(index.In)}
		agree(t, "nearness", links, rank(t, net(t, n, links), q).Values, want, 1e-6)
	})
}

func TestComponentsAgree(t *testing.T) {
	worlds(t, func(t *testing.T, n int, links []link) {
		strong, err := measure.StrongComponents(t.Context(), net(t, n, links))
		if err != nil {
			t.Fatal(err)
		}
		same(t, "strong components", links, strong, ids(topo.TarjanSCC(directed(n, links))))
		same(t, "weak components", links, measure.WeakComponents(net(t, n, links)), ids(topo.ConnectedComponents(undirected(n, links))))
	})
}

// ids are the numbers of nodes.
func ids[N interface{ ID() int64 }](groups [][]N) [][]int64 {
	var out [][]int64
	for _, group := range groups {
		var list []int64
		for _, node := range group {
			list = append(list, node.ID())
		}
		out = append(out, list)
	}
	return out
}

// same holds a partition to another's groups.
func same(t *testing.T, what string, links []link, got *measure.Partition, want [][]int64) {
	t.Helper()
	if got.Len() != len(want) {
		t.Fatalf("%s of %v: %d, gonum has %d", what, links, got.Len(), len(want))
	}
	for _, group := range want {
		part := got.Of(int32(group[0]))
		if len(got.Members(part)) != len(group) {
			t.Fatalf("%s of %v: %v, gonum has %v", what, links, got.Members(part), group)
		}
		for _, v := range group {
			if got.Of(int32(v)) != part {
				t.Fatalf("%s of %v: %d is apart from %v", what, links, v, group)
			}
		}
	}
}

// TestCommunitiesAgree: the modularity is the one that gonum gives the same communities, and on the whole no less than that of those
// that gonum finds, by another algorithm.
func TestCommunitiesAgree(t *testing.T) {
	for _, resolution := range []float64{.5, 1, 2} {
		ours, theirs := 0.0, 0.0
		worlds(t, func(t *testing.T, n int, links []link) {
			g := undirected(n, links)
			c := communities(t, net(t, n, links), 1, resolution)
			if want := community.Q(g, nodesOf(c), resolution); math.Abs(c.Modularity-want) > 1e-9 {
				t.Fatalf("modularity of %v in %v: %v, gonum has %v", nodesOf(c), links, c.Modularity, want)
			}
			ours += c.Modularity
			theirs += community.Q(g, community.Modularize(g, resolution, source{rand.New(rand.NewPCG(1, 1))}).Communities(), resolution)
		})
		if ours < theirs-.02 {
			t.Errorf("resolution %v: modularities of %v in sum, gonum finds %v", resolution, ours, theirs)
		}
	}
}

// A source is randomness as gonum takes it.
type source struct{ *rand.Rand }

func (s source) Uint64() uint64 { return s.Rand.Uint64() }
