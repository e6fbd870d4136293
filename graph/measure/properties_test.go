package measure_test

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/measure"

	gocmp "github.com/google/go-cmp/cmp"
)

// questions are one of each measure in each direction.
func questions() []measure.Question {
	var out []measure.Question
	for _, m := range measure.Measures() {
		for _, way := range []index.Direction{index.Out, index.In, index.Any} {
			out = append(out, measure.Question{Measure: m, Direction: &way})
		}
	}
	return out
}

// TestRelabelling: under other keys the same entities have the same values, and lie in the same components.
func TestRelabelling(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	worlds(t, func(t *testing.T, n int, links []link) {
		to := r.Perm(n)
		moved := make([]link, len(links))
		for i, l := range links {
			moved[i] = link{to[l.from], to[l.to]}
		}
		before, after := net(t, n, links), net(t, n, moved)
		for _, q := range questions() {
			a, b := rank(t, before, q), rank(t, after, q)
			for v := range a.Values {
				if math.Abs(a.Values[v]-b.Values[to[v]]) > 1e-8 {
					t.Fatalf("%s %s of %d in %v: %v, and %v as %d", q.Measure, *q.Direction, v, links, a.Values[v], b.Values[to[v]], to[v])
				}
			}
			if diff := gocmp.Diff(a.Ranks, b.Ranks); diff != "" {
				t.Fatalf("%s %s of %v: ranks (-before +after):\n%s", q.Measure, *q.Direction, links, diff)
			}
		}
		weak, movedWeak := measure.WeakComponents(before), measure.WeakComponents(after)
		for v := range n {
			for u := range n {
				if (weak.Of(int32(v)) == weak.Of(int32(u))) != (movedWeak.Of(int32(to[v])) == movedWeak.Of(int32(to[u]))) {
					t.Fatalf("components of %v differ for %d and %d under other keys", links, v, u)
				}
			}
		}
	})
}

// TestUntouched: an entity of which nobody says anything changes nothing, and the order in which claims are loaded neither.
func TestUntouched(t *testing.T) {
	worlds(t, func(t *testing.T, n int, links []link) {
		before := net(t, n, links)
		backwards := slices.Clone(links)
		slices.Reverse(backwards)
		after := net(t, n+3, backwards)
		for _, q := range questions() {
			if diff := gocmp.Diff(rank(t, before, q), rank(t, after, q)); diff != "" {
				t.Fatalf("%s %s of %v (-before +after):\n%s", q.Measure, *q.Direction, links, diff)
			}
		}
		if diff := gocmp.Diff(membersOf(communities(t, before, 5, 1).Partition), membersOf(communities(t, after, 5, 1).Partition)); diff != "" {
			t.Fatalf("communities of %v (-before +after):\n%s", links, diff)
		}
	})
}

// TestSymmetricEqual: a graph that looks the same from everywhere has one value, and one rank.
func TestSymmetricEqual(t *testing.T) {
	for n := 3; n <= 9; n++ {
		var ring, all []link
		for v := range n {
			ring = append(ring, link{v, (v + 1) % n})
			for u := range n {
				if u != v {
					all = append(all, link{v, u})
				}
			}
		}
		for _, links := range [][]link{ring, all} {
			for _, q := range questions() {
				r := rank(t, net(t, n, links), q)
				if slices.Max(r.Values) != slices.Min(r.Values) || slices.Max(r.Ranks) != 1 {
					t.Errorf("%s %s of %d vertices that are alike: %v, ranks %v", q.Measure, *q.Direction, n, r.Values, r.Ranks)
				}
			}
		}
	}
}

// TestSums: what has to add up does.
func TestSums(t *testing.T) {
	worlds(t, func(t *testing.T, n int, links []link) {
		sum := func(q measure.Question) (s float64) {
			for _, v := range rank(t, net(t, n, links), q).Values {
				s += v
			}
			return s
		}
		if s := sum(measure.Question{Measure: measure.PageRank}); math.Abs(s-1) > 1e-7 {
			t.Errorf("PageRanks of %v add up to %v", links, s)
		}
		q := measure.Question{Measure: measure.Degree, Direction: given(index.Out), Parallel: given(measure.Counted)}
		if s := sum(q); s != float64(len(links)) {
			t.Errorf("what %v leads out by adds up to %v", links, s)
		}
	})
}

// TestPlantedCommunities: groups that are dense inside and hardly joined are found, whatever the seed and the keys.
func TestPlantedCommunities(t *testing.T) {
	const groups, size = 6, 8
	for seed := range 20 {
		r := rand.New(rand.NewPCG(uint64(seed), 3))
		to := r.Perm(groups * size)
		var links []link
		for g := range groups {
			for i := range size {
				for j := range i {
					links = append(links, link{to[g*size+i], to[g*size+j]})
				}
			}
			links = append(links, link{to[g*size], to[(g*size+size)%(groups*size)]})
		}
		c := communities(t, net(t, groups*size, links), seed, 1)
		if c.Len() != groups {
			t.Fatalf("seed %d: %d communities, want %d", seed, c.Len(), groups)
		}
		for v := range groups * size {
			if c.Of(int32(to[v])) != c.Of(int32(to[v-v%size])) {
				t.Errorf("seed %d: %d is not with its own", seed, v)
			}
		}
	}
}

// ring is n entities in a circle, and as much of a chord between any two neighbours but one.
func ring(n int) []link {
	var links []link
	for v := range n {
		links = append(links, link{v, (v + 1) % n}, link{v, (v + 2) % n})
	}
	return links
}

// TestSamples: what is too much is sampled and says so; a sample estimates the whole, repeatably.
func TestSamples(t *testing.T) {
	n := net(t, 40, ring(40))
	for _, m := range []measure.Measure{measure.Betweenness, measure.Harmonic} {
		exact := rank(t, n, measure.Question{Measure: m})
		if !exact.Exact(m) || exact.Pivots != 40 {
			t.Errorf("%s: exact %v from %d", m, exact.Exact(m), exact.Pivots)
		}
		// Each of 40 searches looks at 4 ties and one vertex for each of 40: 200. 2,100 is enough for 10.
		small := rank(t, n, measure.Question{Measure: m, Budget: 2100})
		if small.Exact(m) || small.Pivots != 10 {
			t.Errorf("%s on a budget: exact %v from %d, want false from 10", m, small.Exact(m), small.Pivots)
		}
		all := rank(t, n, measure.Question{Measure: m, Samples: given(400)})
		if diff := gocmp.Diff(exact, all); diff != "" {
			t.Errorf("%s, a sample of all (-exact +sample):\n%s", m, diff)
		}
		again := rank(t, n, measure.Question{Measure: m, Budget: 2100, Seed: given(1)})
		other := rank(t, n, measure.Question{Measure: m, Budget: 2100, Seed: given(2)})
		if !gocmp.Equal(small, again) || gocmp.Equal(small, other) {
			t.Errorf("%s: the seed 1 twice is the same %v, and another seed the same %v", m, gocmp.Equal(small, again), gocmp.Equal(small, other))
		}
		mean := 0.0
		const seeds = 400
		for seed := range seeds {
			mean += rank(t, n, measure.Question{Measure: m, Samples: given(5), Seed: &seed}).Values[0] / seeds
		}
		if math.Abs(mean-exact.Values[0]) > .05*exact.Values[0] {
			t.Errorf("%s: samples have %v on average, the whole %v", m, mean, exact.Values[0])
		}
	}
}

// TestRefused: what a measure has no use for, and what is out of bounds, is refused by its name.
func TestRefused(t *testing.T) {
	tests := []struct {
		name, argument string
		q              measure.Question
		fault          graph.Fault
	}{
		{"a measure that there is not", "measure", measure.Question{Measure: "FAME"}, graph.BadInput},
		{"damping of a degree", "damping", measure.Question{Measure: measure.Degree, Damping: given(.5)}, graph.BadInput},
		{"a tolerance of paths", "tolerance", measure.Question{Measure: measure.Harmonic, Tolerance: given(1e-6)}, graph.BadInput},
		{"iterations of paths", "maxIterations", measure.Question{Measure: measure.Betweenness, Iterations: given(5)}, graph.BadInput},
		{"samples of a walk", "samples", measure.Question{Measure: measure.PageRank, Samples: given(5)}, graph.BadInput},
		{"a seed where nothing is drawn", "seed", measure.Question{Measure: measure.Degree, Seed: given(5)}, graph.BadInput},
		{"a degree as a share", "normalized", measure.Question{Measure: measure.Degree, Raw: given(true)}, graph.BadInput},
		{"paths by number of relationships", "parallel", measure.Question{Measure: measure.Betweenness, Parallel: given(measure.Counted)}, graph.BadInput},
		{"a way that there is not", "direction", measure.Question{Measure: measure.Degree, Direction: given(index.Direction("UP"))}, graph.BadInput},
		{"a damping that never ends", "damping", measure.Question{Measure: measure.PageRank, Damping: given(1.)}, graph.BadInput},
		{"a damping that is no number", "damping", measure.Question{Measure: measure.PageRank, Damping: given(math.NaN())}, graph.BadInput},
		{"a tolerance that can't be met", "tolerance", measure.Question{Measure: measure.PageRank, Tolerance: given(0.)}, graph.BadInput},
		{"no iterations", "maxIterations", measure.Question{Measure: measure.PageRank, Iterations: given(0)}, graph.BadInput},
		{"no samples", "samples", measure.Question{Measure: measure.Harmonic, Samples: given(0)}, graph.BadInput},
		{"samples beyond the budget", "samples", measure.Question{Measure: measure.Harmonic, Samples: given(11), Budget: 2100}, graph.CostLimit},
	}
	n := net(t, 40, ring(40))
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := measure.Rank(t.Context(), n, tt.q)
			var e *graph.Error
			if !errors.As(err, &e) || e.Fault != tt.fault || e.On != tt.argument {
				t.Errorf("Rank(%+v) = %v, want %s on %s", tt.q, err, tt.fault, tt.argument)
			}
		})
	}
	for _, resolution := range []float64{0, -1, 1000, math.NaN()} {
		if _, err := measure.FindCommunities(t.Context(), n, measure.Merged, 1, resolution); graph.FaultOf(err) != graph.BadInput {
			t.Errorf("FindCommunities at a resolution of %v: %v, want %s", resolution, err, graph.BadInput)
		}
	}
	_, err := measure.NewNet(t.Context(), measure.Select(build(t, input(40, ring(40), nil)), measure.Options{Limit: 79}))
	if graph.FaultOf(err) != graph.CostLimit || !strings.Contains(err.Error(), "79") {
		t.Errorf("a net of 80 relationships where 79 may be: %v", err)
	}
}

// TestNobodyWaits: work ends with its context.
func TestNobodyWaits(t *testing.T) {
	const size = 20_000
	g := build(t, input(size, ring(size), nil))
	n := netOf(t, g, measure.Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := measure.NewNet(ctx, measure.Select(g, measure.Options{}))
	check := func(what string, err error) {
		if graph.FaultOf(err) != graph.Deadline || !errors.Is(err, context.Canceled) {
			t.Errorf("%s for somebody who has left: %v, want %s", what, err, graph.Deadline)
		}
	}
	check("a net", err)
	for _, m := range measure.Measures()[1:] { // degrees are read off
		_, err := measure.Rank(ctx, n, measure.Question{Measure: m})
		check(string(m), err)
	}
	_, err = measure.FindCommunities(ctx, n, measure.Merged, 1, 1)
	check("communities", err)
	_, err = measure.StrongComponents(ctx, n)
	check("strong components", err)
}

// TestManyPaths: more shortest paths than a number can tell are refused, and don't become nonsense.
func TestManyPaths(t *testing.T) {
	const diamonds = 1100 // in a row, with 2^1100 shortest paths from end to end
	var links []link
	for i := range diamonds {
		from := 3 * i
		links = append(links, link{from, from + 1}, link{from, from + 2}, link{from + 1, from + 3}, link{from + 2, from + 3})
	}
	_, err := measure.Rank(t.Context(), net(t, 3*diamonds+1, links), measure.Question{Measure: measure.Betweenness, Direction: given(index.Out)})
	if graph.FaultOf(err) != graph.CostLimit {
		t.Errorf("betweenness in a row of %d diamonds: %v, want %s", diamonds, err, graph.CostLimit)
	}
}

// TestEmpty: of nothing there is nothing to say.
func TestEmpty(t *testing.T) {
	n := net(t, 3, nil)
	for _, q := range questions() {
		if r := rank(t, n, q); len(r.Order) != 0 || len(r.Values) != 0 || !r.Exact(q.Measure) {
			t.Errorf("%s of nobody: %+v", q.Measure, r)
		}
	}
	strong, err := measure.StrongComponents(t.Context(), n)
	if err != nil || strong.Len() != 0 || measure.WeakComponents(n).Len() != 0 {
		t.Errorf("components of nobody: %v %v", strong, err)
	}
}

// TestMergedRows: with parallel relationships, both ways and counted, rows hold each neighbour once. The degree merged is the number of
// neighbours, counted that of relationships, as plain maps have them.
func TestMergedRows(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	kinds := []graph.TermKey{"supports", "arms", "meets"}
	for range 50 {
		n := 3 + r.IntN(10)
		type rel struct {
			link
			kind graph.TermKey
		}
		rels := map[rel]bool{}
		for range 3 * n {
			l, kind := link{r.IntN(n), r.IntN(n)}, kinds[r.IntN(3)]
			if l.from == l.to {
				continue
			}
			if kind == "meets" {
				l = link{min(l.from, l.to), max(l.from, l.to)}
			}
			rels[rel{l, kind}] = true
		}
		list := slices.SortedFunc(maps.Keys(rels), func(a, b rel) int {
			return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), cmp.Compare(a.kind, b.kind))
		})
		var links []link
		out, around := map[link]int{}, map[link]int{}
		for _, l := range list {
			links = append(links, l.link)
			out[l.link]++
			around[l.link]++
			around[link{l.to, l.from}]++
			if l.kind == "meets" {
				out[link{l.to, l.from}]++
			}
		}
		got := netOf(t, build(t, input(n, links, func(i int, c *graph.Claim) { c.Type = list[i].kind })), measure.Options{})
		for way, steps := range map[index.Direction]map[link]int{index.Out: out, index.Any: around} {
			for parallel, weight := range map[measure.Parallel]func(int) float64{
				measure.Merged: func(int) float64 { return 1 }, measure.Counted: func(n int) float64 { return float64(n) },
			} {
				values := rank(t, got, measure.Question{Measure: measure.Degree, Direction: &way, Parallel: &parallel}).Values
				for v := range values {
					want := 0.0
					for l, count := range steps {
						if l.from == int(got.Node(int32(v))) {
							want += weight(count)
						}
					}
					if values[v] != want {
						t.Fatalf("%s %s degree of %d in %v: %v, want %v", way, parallel, v, list, values[v], want)
					}
				}
			}
		}
	}
}
