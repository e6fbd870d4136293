package measure_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"dyad/graph"
	"dyad/graph/measure"

	"github.com/google/go-cmp/cmp"
	gonum "gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/simple"
)

// communities finds communities of ties that are merged.
func communities(t testing.TB, n *measure.Net, seed int, resolution float64) *measure.Communities {
	t.Helper()
	c, err := measure.FindCommunities(t.Context(), n, measure.Merged, seed, resolution)
	if err != nil {
		t.Fatalf("FindCommunities: %v", err)
	}
	return c
}

// nodesOf are the members of parts as gonum has them.
func nodesOf(c *measure.Communities) [][]gonum.Node {
	var out [][]gonum.Node
	for part := range c.Len() {
		var nodes []gonum.Node
		for _, v := range c.Members(part) {
			nodes = append(nodes, simple.Node(v))
		}
		out = append(out, nodes)
	}
	return out
}

// membersOf lists the members of every part.
func membersOf(p *measure.Partition) [][]int32 {
	var out [][]int32
	for part := range p.Len() {
		out = append(out, p.Members(part))
	}
	return out
}

// Two triangles and what joins them: 0, 1, 2 and 3, 4, 5, by way of 2 and 3.
var triangles = []link{{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 3}, {2, 3}}

func TestCommunitiesByHand(t *testing.T) {
	tests := []struct {
		name       string
		links      []link
		resolution float64
		want       [][]int32
		modularity float64
	}{
		// 3 of 7 ties are inside each, and half of all ends are in each.
		{"two triangles", triangles, 1, [][]int32{{0, 1, 2}, {3, 4, 5}}, 6./7 - 1./2},
		// Everything is inside, and all ends are in one.
		{"at a low resolution all is one", triangles, .01, [][]int32{{0, 1, 2, 3, 4, 5}}, .99},
		// Nothing is inside; of 14 ends four have 2 and two have 3.
		{"at a high one everybody is alone", triangles, 100, [][]int32{{0}, {1}, {2}, {3}, {4}, {5}}, -100 * (4*4 + 2*9) / 196.},
		// One tie inside each, one between: 2/3, and half the ends in each.
		{"a chain falls in two", chain, 1, [][]int32{{0, 1}, {2, 3}}, 2./3 - 1./2},
		{"a star is one", star, 1, [][]int32{{0, 1, 2, 3}}, 0},
		{"direction and what is said back don't matter", append([]link{{1, 0}}, chain...), 1, [][]int32{{0, 1}, {2, 3}}, 2./3 - 1./2},
		{"nothing", nil, 1, nil, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := communities(t, net(t, 6, tt.links), 1, tt.resolution)
			if diff := cmp.Diff(tt.want, membersOf(c.Partition)); diff != "" {
				t.Errorf("communities (-want +got):\n%s", diff)
			}
			if math.Abs(c.Modularity-tt.modularity) > 1e-9 {
				t.Errorf("modularity %v, want %v", c.Modularity, tt.modularity)
			}
		})
	}
}

// TestCommunityCounts: what is inside, what leads out, and who is in the middle.
func TestCommunityCounts(t *testing.T) {
	// 0 supports and arms 1, which is one tie of two relationships; 4 is tied to both others of its triangle and to 6.
	links := append([]link{{0, 1}, {4, 6}}, triangles...)
	g := build(t, input(7, links, func(i int, c *graph.Claim) {
		if i == 0 {
			c.Type = "arms"
		}
	}))
	c := communities(t, netOf(t, g, measure.Options{}), 1, 1)
	if diff := cmp.Diff([][]int32{{3, 4, 5, 6}, {0, 1, 2}}, membersOf(c.Partition)); diff != "" {
		t.Fatalf("communities, the largest first (-want +got):\n%s", diff)
	}
	for part, want := range []struct {
		inner, outer int
		central      int32
	}{{4, 1, 4}, {4, 1, 0}} { // of 0, 1 and 2, which have two ties each, the first by key
		if c.Inner(part) != want.inner || c.Outer(part) != want.outer || c.Central(part) != want.central {
			t.Errorf("community %d: %d inside, %d outside, %d in the middle; want %+v", part, c.Inner(part), c.Outer(part), c.Central(part), want)
		}
	}
}

// TestCommunitiesByWeight: a tie of three relationships holds together what ties of one can't.
func TestCommunitiesByWeight(t *testing.T) {
	g := build(t, input(4, []link{{0, 1}, {1, 2}, {1, 2}, {1, 2}, {2, 3}}, func(i int, c *graph.Claim) {
		c.Type = []graph.TermKey{"supports", "supports", "arms", "meets", "supports"}[i]
	}))
	// Of 5 in weight: {0,1} and {2,3} make 2/5 - 1/2, {1,2} alone 3/5 - 66/100, all in one 0.
	tests := []struct {
		parallel measure.Parallel
		want     [][]int32
	}{
		{measure.Merged, [][]int32{{0, 1}, {2, 3}}},
		{measure.Counted, [][]int32{{0, 1, 2, 3}}},
	}
	for _, tt := range tests {
		c, err := measure.FindCommunities(t.Context(), netOf(t, g, measure.Options{}), tt.parallel, 1, 1)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, membersOf(c.Partition)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.parallel, diff)
		}
	}
}

func TestComponentsByHand(t *testing.T) {
	// 0 → 1 → 2 → 0 goes round, 2 → 3 leads out of it, 4 and 5 meet, which goes both ways; 6 is alone in the graph and not in the net.
	g := build(t, input(7, []link{{0, 1}, {1, 2}, {2, 0}, {2, 3}, {4, 5}}, func(i int, c *graph.Claim) {
		if i == 4 {
			c.Type = "meets"
		}
	}))
	n := netOf(t, g, measure.Options{})
	weak := measure.WeakComponents(n)
	if diff := cmp.Diff([][]int32{{0, 1, 2, 3}, {4, 5}}, membersOf(weak)); diff != "" {
		t.Errorf("weak (-want +got):\n%s", diff)
	}
	if weak.Inner(0) != 4 || weak.Outer(0) != 0 {
		t.Errorf("weak: %d inside and %d outside, want 4 and 0", weak.Inner(0), weak.Outer(0))
	}
	strong, err := measure.StrongComponents(t.Context(), n)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]int32{{0, 1, 2}, {4, 5}, {3}}, membersOf(strong)); diff != "" {
		t.Errorf("strong (-want +got):\n%s", diff)
	}
	if strong.Inner(0) != 3 || strong.Outer(0) != 1 || strong.Outer(2) != 1 {
		t.Errorf("strong: %d inside, %d and %d outside; want 3, 1 and 1", strong.Inner(0), strong.Outer(0), strong.Outer(2))
	}
}

// TestCommunitiesHangTogether: every community is connected by its own ties, and none would be better off as it is not: as one with
// all, which has the modularity 0.
func TestCommunitiesHangTogether(t *testing.T) {
	worlds(t, func(t *testing.T, n int, links []link) {
		c := communities(t, net(t, n, links), 1, 1)
		if c.Modularity < 0 {
			t.Errorf("modularity %v in %v: all in one has 0", c.Modularity, links)
		}
		for part := range c.Len() {
			var inside []link
			for _, l := range links {
				if c.Of(int32(l.from)) == part && c.Of(int32(l.to)) == part {
					inside = append(inside, l)
				}
			}
			if len(c.Members(part)) > 1 && (len(inside) == 0 || measure.WeakComponents(net(t, n, inside)).Len() != 1) {
				t.Errorf("community %v of %v does not hang together", c.Members(part), links)
			}
		}
	})
}

// TestCommunitiesAreTheBest: on graphs small enough to try every partition, the greatest modularity is hardly ever missed.
func TestCommunitiesAreTheBest(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	missed := 0
	const graphs = 200
	for range graphs {
		n := 4 + r.IntN(4)
		links := randomLinks(r, n, r.IntN(2*n))
		got, best := communities(t, net(t, n, links), 1, 1).Modularity, bestModularity(n, links)
		if got > best+1e-9 {
			t.Fatalf("modularity %v of %v is more than the greatest, %v", got, links, best)
		}
		if got < best-1e-9 {
			missed++
		}
	}
	if missed > graphs/20 {
		t.Errorf("the greatest modularity was missed in %d of %d graphs", missed, graphs)
	}
}

// bestModularity tries every partition of n vertices.
func bestModularity(n int, links []link) float64 {
	pairs := map[link]bool{}
	for _, l := range links {
		pairs[link{min(l.from, l.to), max(l.from, l.to)}] = true
	}
	best, label := math.Inf(-1), make([]int, n)
	var try func(v, used int)
	try = func(v, used int) {
		if v == n {
			best = max(best, modularityOf(label, pairs))
			return
		}
		for c := 0; c <= used && c < n; c++ {
			label[v] = c
			try(v+1, max(used, c+1))
		}
	}
	try(0, 0)
	return best
}

// modularityOf is the definition, pair by pair.
func modularityOf(label []int, pairs map[link]bool) float64 {
	degree := make([]float64, len(label))
	for p := range pairs {
		degree[p.from]++
		degree[p.to]++
	}
	m := float64(len(pairs))
	q := 0.0
	for i := range label {
		for j := range label {
			if label[i] != label[j] {
				continue
			}
			if pairs[link{min(i, j), max(i, j)}] {
				q += 1 / (2 * m)
			}
			q -= degree[i] * degree[j] / (4 * m * m)
		}
	}
	return q
}
