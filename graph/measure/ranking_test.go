package measure_test

import (
	"math"
	"testing"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/measure"

	"github.com/google/go-cmp/cmp"
)

// near compares values that were worked out on paper.
var near = cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-8 })

// Graphs that were worked out by hand. In a drawing, - is a link from left to right.
var (
	// 0 - 1 - 2 - 3
	chain = []link{{0, 1}, {1, 2}, {2, 3}}
	// 1, 2 and 3 lead to 0
	star = []link{{1, 0}, {2, 0}, {3, 0}}
	// 0 - 1 - 3 and 0 - 2 - 3: two ways round
	diamond = []link{{0, 1}, {0, 2}, {1, 3}, {2, 3}}
)

func TestRankByHand(t *testing.T) {
	in, out, any := given(index.In), given(index.Out), given(index.Any)
	tests := []struct {
		name  string
		links []link
		q     measure.Question
		want  []float64
	}{
		{"neighbours on a chain", chain, measure.Question{Measure: measure.Degree}, []float64{1, 2, 2, 1}},
		{"whom each leads to", chain, measure.Question{Measure: measure.Degree, Direction: out}, []float64{1, 1, 1, 0}},
		{"who leads to each", star, measure.Question{Measure: measure.Degree, Direction: in}, []float64{3, 0, 0, 0}},

		// 0|123, 1|23 and so on: 1 lies between 0 and 2, 0 and 3; of three pairs of others two.
		{"in the middle of a chain", chain, measure.Question{Measure: measure.Betweenness}, []float64{0, 2. / 3, 2. / 3, 0}},
		{"as sums", chain, measure.Question{Measure: measure.Betweenness, Raw: given(true)}, []float64{0, 2, 2, 0}},
		// Along the direction the same two pairs, of six ordered ones.
		{"with direction, ordered pairs", chain, measure.Question{Measure: measure.Betweenness, Direction: out}, []float64{0, 1. / 3, 1. / 3, 0}},
		{"the middle of a star", star, measure.Question{Measure: measure.Betweenness}, []float64{1, 0, 0, 0}},
		{"nothing passes a star along its direction", star, measure.Question{Measure: measure.Betweenness, Direction: out}, []float64{0, 0, 0, 0}},
		// 0 and 3 are joined over 1 and over 2, half each, as are 1 and 2 over 0 and over 3.
		{"two ways share", diamond, measure.Question{Measure: measure.Betweenness, Raw: given(true)}, []float64{.5, .5, .5, .5}},
		{"two ways share along the direction", diamond, measure.Question{Measure: measure.Betweenness, Direction: out, Raw: given(true)}, []float64{0, .5, .5, 0}},

		// From 0: 1 + 1/2 + 1/3; from 1: 1 + 1 + 1/2.
		{"nearness", chain, measure.Question{Measure: measure.Harmonic, Raw: given(true)}, []float64{11. / 6, 2.5, 2.5, 11. / 6}},
		{"nearness as a share of the greatest", chain, measure.Question{Measure: measure.Harmonic}, []float64{11. / 18, 2.5 / 3, 2.5 / 3, 11. / 18}},
		{"nearness along the direction", chain, measure.Question{Measure: measure.Harmonic, Direction: out, Raw: given(true)}, []float64{11. / 6, 1.5, 1, 0}},
		{"nearness against the direction", star, measure.Question{Measure: measure.Harmonic, Direction: in, Raw: given(true)}, []float64{3, 0, 0, 0}},

		// Nothing leads to the points, which have x each, and the middle has x + 3dx; with d = 2/3 that is 3x + x + 2x = 1.
		{"a walker on a star", star, measure.Question{Measure: measure.PageRank, Damping: given(2. / 3)}, []float64{.5, 1. / 6, 1. / 6, 1. / 6}},
		// Both ways, a walk without beginning anew would be at each by its ties: 1, 2, 2, 1 of 6. With d = 1/2: a = 1/8 + b/4 at the ends,
		// b = 1/8 + a/2 + b/4 within: b = 0.3, a = 0.2.
		{"a walker on a chain, both ways", chain, measure.Question{Measure: measure.PageRank, Direction: any, Damping: given(.5)}, []float64{.2, .3, .3, .2}},
		{"who never goes on is everywhere", chain, measure.Question{Measure: measure.PageRank, Damping: given(0.)}, []float64{.25, .25, .25, .25}},
		// Against the direction of the star the middle leads to each point; s for stranded at the points: m = (1-d+ds)/4, p = m + dm/3.
		// With d = 1/2 and s = 1-m: 4m = 1 - m/2.
		{"a walker against the direction", star, measure.Question{Measure: measure.PageRank, Direction: in, Damping: given(.5)}, []float64{2. / 9, 7. / 27, 7. / 27, 7. / 27}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := rank(t, net(t, 4, tt.links), tt.q)
			if diff := cmp.Diff(tt.want, r.Values, near); diff != "" {
				t.Errorf("Rank(%v) (-want +got):\n%s", tt.q.Measure, diff)
			}
			if !r.Exact(tt.q.Measure) {
				t.Errorf("Rank(%v) is not exact: %+v", tt.q.Measure, r)
			}
		})
	}
}

// TestWhatCounts: what is in a net, and what several relationships between two are worth.
func TestWhatCounts(t *testing.T) {
	type said struct {
		from, to int
		kind     graph.TermKey
		modality graph.Modality
		polarity graph.Polarity
	}
	all := []said{
		{0, 1, "supports", "", ""}, {0, 1, "arms", "", ""}, {1, 0, "arms", "", ""}, // three relationships of one pair
		{1, 2, "meets", "", ""},                                // both ways
		{2, 3, "supports", graph.Alleged, ""},                  // affirmed all the same
		{3, 4, "supports", graph.Planned, ""},                  // nobody affirms it
		{0, 4, "supports", "", graph.Negated},                  // nor this
		{2, 2, "supports", "", ""},                             // with itself
		{3, 5, "supports", "", ""}, {0, 5, "supports", "", ""}, // 5 is a place
		{4, -1, "happened", "", ""}, // unary
	}
	links := make([]link, len(all))
	for i, s := range all {
		links[i] = link{s.from, max(s.to, 0)}
	}
	in := input(7, links, func(i int, c *graph.Claim) {
		s := all[i]
		c.Type, c.Modality, c.Polarity = s.kind, s.modality, s.polarity
		if s.to < 0 {
			c.To = ""
		}
	})
	in.Entities[5].Value.Type = "Town"
	g := build(t, in)
	arms, err := g.Matcher(index.Filter{Types: []graph.TermKey{"arms"}, Exact: true})
	if err != nil {
		t.Fatal(err)
	}
	unsaid, err := g.Matcher(index.Filter{And: []index.Filter{{Status: []graph.Status{graph.HypotheticalOnly, graph.Denied}}}})
	if err != nil {
		t.Fatal(err)
	}
	degree, counted := measure.Question{Measure: measure.Degree}, measure.Question{Measure: measure.Degree, Parallel: given(measure.Counted)}
	tests := []struct {
		name               string
		o                  measure.Options
		q                  measure.Question
		entities           int
		relations, leftOut int
		want               []float64
	}{
		{"as walks do, parallel ones merged", measure.Options{}, degree, 4, 5, 6, []float64{1, 2, 2, 1}},
		{"parallel ones counted", measure.Options{}, counted, 4, 5, 6, []float64{3, 4, 2, 1}},
		{
			"one way: what is symmetric goes both",
			measure.Options{},
			measure.Question{Measure: measure.Degree, Direction: given(index.Out), Parallel: given(measure.Counted)},
			4, 5, 6,
			[]float64{2, 2, 2, 0},
		},
		{"places too", measure.Options{Classes: []graph.Class{graph.Actor, graph.Place}}, degree, 5, 7, 4, []float64{2, 2, 2, 2, 2}},
		{"those that a filter names, within another condition", measure.Options{Match: unsaid}, degree, 3, 2, 0, []float64{1, 1, 2}},
		{"what a filter lets through", measure.Options{Match: arms}, counted, 2, 2, 0, []float64{2, 2}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n := netOf(t, g, tt.o)
			if n.Len() != tt.entities || n.Relationships() != tt.relations || n.LeftOut() != tt.leftOut {
				t.Errorf("net of %d entities, %d relationships, %d left out; want %d, %d, %d",
					n.Len(), n.Relationships(), n.LeftOut(), tt.entities, tt.relations, tt.leftOut)
			}
			if diff := cmp.Diff(tt.want, rank(t, n, tt.q).Values, near); diff != "" {
				t.Errorf("degrees (-want +got):\n%s", diff)
			}
		})
	}
}

// TestWeights: a walker takes a tie of two relationships twice as often as one of one.
func TestWeights(t *testing.T) {
	g := build(t, input(3, []link{{0, 1}, {0, 1}, {0, 2}}, func(i int, c *graph.Claim) {
		if i == 1 {
			c.Type = "arms"
		}
	}))
	// 1 and 2 strand, so with d = 1/2 and s = 1-x at them: x = (1/2 + (1-x)/2)/3 = 2/7; then x/2 goes on, in thirds.
	x := 2. / 7
	tests := []struct {
		parallel measure.Parallel
		want     []float64
	}{
		{measure.Merged, []float64{x, x + x/4, x + x/4}},
		{measure.Counted, []float64{x, x + x/3, x + x/6}},
	}
	for _, tt := range tests {
		r := rank(t, netOf(t, g, measure.Options{}), measure.Question{Measure: measure.PageRank, Damping: given(.5), Parallel: &tt.parallel})
		if diff := cmp.Diff(tt.want, r.Values, near); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.parallel, diff)
		}
	}
}

// TestRanks: equal values have one rank, and follow their keys.
func TestRanks(t *testing.T) {
	r := rank(t, net(t, 4, chain), measure.Question{Measure: measure.Harmonic})
	if diff := cmp.Diff([]int32{1, 2, 0, 3}, r.Order); diff != "" {
		t.Errorf("Order (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{1, 1, 3, 3}, r.Ranks); diff != "" {
		t.Errorf("Ranks (-want +got):\n%s", diff)
	}
}

// TestStopped: a walk that may not go on for long enough says how far it is from rest.
func TestStopped(t *testing.T) {
	r := rank(t, net(t, 4, chain), measure.Question{Measure: measure.PageRank, Iterations: given(1)})
	if r.Converged || r.Exact(measure.PageRank) || r.Iterations != 1 || r.Change <= measure.DefaultTolerance {
		t.Errorf("one iteration: converged %v, exact %v, %d iterations, change %v", r.Converged, r.Exact(measure.PageRank), r.Iterations, r.Change)
	}
	// From a quarter each, one step with d = 0.85 takes 0.85/4 from 0, which nothing leads to, but for what strands at 3 and is spread.
	if want := .15/4 + .85/16; math.Abs(r.Values[0]-want) > 1e-9 {
		t.Errorf("after one iteration the first has %v, want %v", r.Values[0], want)
	}
}

// TestRanksOfWhatLooksAlike: values that differ by a few parts in a thousand million may be shown alike, and then they have one rank and
// follow their keys. Of what a vertex has for itself, the end of the chain has 1+d+d², and that of the three 1+3d/2: as much if d is 1/2.
func TestRanksOfWhatLooksAlike(t *testing.T) {
	n := net(t, 10, []link{{0, 1}, {1, 2}, {3, 6}, {3, 7}, {4, 6}, {4, 8}, {5, 6}, {5, 9}})
	seen := map[bool]bool{}
	for e := range 100 {
		r := rank(t, n, measure.Question{Measure: measure.PageRank, Damping: given(0.5 + float64(e-50)*1e-9), Tolerance: given(1e-12)})
		for i := 1; i < len(r.Order); i++ {
			a, b := r.Order[i-1], r.Order[i]
			alike := r.Values[a] == r.Values[b]
			if alike != (r.Ranks[i-1] == r.Ranks[i]) || alike && a > b {
				t.Fatalf("%d has %v and rank %d, and then %d has %v and rank %d", a, r.Values[a], r.Ranks[i-1], b, r.Values[b], r.Ranks[i])
			}
		}
		seen[r.Values[2] == r.Values[6]] = true
	}
	if len(seen) != 2 {
		t.Errorf("the two were alike: %v; want now and then", seen)
	}
}
