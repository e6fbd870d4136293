package walk_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/walk"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// everyWalk runs a test over random graphs, views and options, the usual ones first.
func everyWalk(t *testing.T, check func(t *testing.T, g *index.Graph, o walk.Options, m *naive)) {
	t.Helper()
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 3))
		x := randomGraph(t, r)
		for i := range 4 {
			var v graph.View
			var o walk.Options
			if i > 0 {
				v = pick(r, graph.View{}, graph.View{AsOf: 1}, graph.View{WithoutSources: []graph.SourceKey{"s1"}})
				o.Direction = pick(r, index.Any, index.Out, index.In)
				o.Through = pick(r, nil, []graph.Class{graph.Actor, graph.Place})
			}
			g, err := x.Under(v)
			if err != nil {
				t.Fatalf("Under(%+v): %v", v, err)
			}
			if i > 1 && r.IntN(2) == 0 {
				f := pick(r, index.Filter{Types: []graph.TermKey{"supports"}}, index.Filter{MinOrigins: 2}, index.Filter{Status: []graph.Status{graph.Denied, graph.Stated}},
					index.Filter{Or: []index.Filter{{Status: []graph.Status{graph.HypotheticalOnly}}, {MinOrigins: 1}}})
				if o.Match, err = g.Matcher(f); err != nil {
					t.Fatalf("Matcher: %v", err)
				}
			}
			m := newNaive(g, o)
			check(t, g, o, &m)
			if t.Failed() {
				t.Fatalf("in graph %d under %+v with %+v", seed, v, o)
			}
		}
	}
}

func TestNearReachesWhatEveryWayReaches(t *testing.T) {
	everyWalk(t, func(t *testing.T, g *index.Graph, o walk.Options, m *naive) {
		for depth := range 4 {
			start := []index.Node{index.Node(depth), 7}
			got, err := walk.Near(t.Context(), g, start, depth, o)
			if err != nil {
				t.Fatalf("Near(%v, %d): %v", start, depth, err)
			}
			if diff := cmp.Diff(m.near(start, depth), got); diff != "" {
				t.Errorf("Near(%v, %d): -want +got\n%s", start, depth, diff)
			}
		}
	})
}

func TestPathsAreTheBestOfAll(t *testing.T) {
	everyWalk(t, func(t *testing.T, g *index.Graph, o walk.Options, m *naive) {
		for _, ends := range [][2]index.Node{{0, 1}, {2, 5}, {4, 3}} {
			for _, maxLength := range []int{1, 3, 4} {
				want := m.paths(ends[0], ends[1], maxLength)
				for _, k := range []int{1, 3, 1000} {
					got, err := walk.Paths(t.Context(), g, ends[0], ends[1], maxLength, k, o)
					if err != nil {
						t.Fatalf("Paths(%v, %d, %d): %v", ends, maxLength, k, err)
					}
					if diff := cmp.Diff(want[:min(k, len(want))], got, cmpopts.EquateEmpty()); diff != "" {
						t.Errorf("Paths(%v, %d, %d): -want +got\n%s", ends, maxLength, k, diff)
					}
				}
			}
		}
	})
}

// TestPathsOfManyAndLongOnes: like the others, on graphs of more entities: sparse ones, where ends are far from each other, and ones with few
// entities in between, where many paths are as long as the shortest, and some longer ones come back to where they were.
func TestPathsOfManyAndLongOnes(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 9))
		var links []link
		if seed%2 == 0 {
			for range 36 {
				links = append(links, link{r.IntN(30), r.IntN(30)})
			}
		} else {
			for range 40 { // from 0 over 2 to 5, 6 to 9 and 10 to 13 to 1
				a, b := 2+r.IntN(12), 2+r.IntN(12)
				links = append(links, link{0, 2 + r.IntN(4)}, link{10 + r.IntN(4), 1})
				if d := (b-2)/4 - (a-2)/4; d == 1 || d == 0 && r.IntN(4) == 0 {
					links = append(links, link{a, b})
				}
			}
		}
		in := input(30, 0)
		in.Claims = claims(links, func(_ int, c *graph.Claim) graph.Tx {
			c.Source = pick[graph.SourceKey](r, "s0", "s1", "s2")
			c.Type = pick[graph.TermKey](r, "supports", "supports", "x:pays")
			c.Modality = pick(r, graph.Asserted, graph.Asserted, graph.Alleged)
			return 0
		})
		g := build(t, in).Present()
		o := walk.Options{Direction: pick(r, index.Any, index.Out, index.In)}
		m := newNaive(g, o)
		for _, ends := range [][2]index.Node{{0, 1}, {index.Node(r.IntN(15)), 15 + index.Node(r.IntN(15))}} {
			const longest = 5
			want := m.paths(ends[0], ends[1], longest)
			for _, k := range []int{1, 2, 7, 1000} {
				got, err := walk.Paths(t.Context(), g, ends[0], ends[1], longest, k, o)
				if diff := cmp.Diff(want[:min(k, len(want))], got, cmpopts.EquateEmpty()); diff != "" || err != nil {
					t.Fatalf("graph %d, the %d best of %v %s: %v, -want +got\n%.600s", seed, k, ends, o.Direction, err, diff)
				}
			}
		}
	}
}

func TestPathsAfterAPlaceAreTheRest(t *testing.T) {
	everyWalk(t, func(t *testing.T, g *index.Graph, o walk.Options, m *naive) {
		all := m.paths(0, 1, 4)
		for i, p := range all {
			after := walk.PlaceOf(g, p)
			got, err := walk.PathsAfter(t.Context(), g, 0, 1, 4, 2, &after, o)
			if err != nil {
				t.Fatalf("PathsAfter(%v): %v", after, err)
			}
			if diff := cmp.Diff(all[i+1:min(i+3, len(all))], got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("PathsAfter(%v): -want +got\n%s", after, diff)
			}
			if i > 0 && walk.PlaceOf(g, all[i-1]).Compare(after) >= 0 {
				t.Errorf("path %d does not come before the next: %v, %v", i-1, all[i-1], p)
			}
		}
	})
}

func TestAroundShowsWhatIsAmongTheNearest(t *testing.T) {
	everyWalk(t, func(t *testing.T, g *index.Graph, o walk.Options, m *naive) {
		for _, limit := range []int{1, 4, 100} {
			got, err := walk.Around(t.Context(), g, []index.Node{1}, 2, limit, o)
			if err != nil {
				t.Fatalf("Around(1, 2, %d): %v", limit, err)
			}
			near := m.near([]index.Node{1}, 2)
			want := walk.Subgraph{Entities: near[:min(limit, len(near))], Truncated: len(near) > limit}
			var relationships []index.Edge
			var frontier []walk.Fringe
			hidden := map[index.Node]int{}
			inside := func(n index.Node) bool {
				return slices.ContainsFunc(want.Entities, func(r walk.Reached) bool { return r.Node == n })
			}
			for _, e := range m.edges {
				switch from, to := g.Ends(e); {
				case inside(from) && inside(to):
					relationships = append(relationships, e)
				case inside(from):
					hidden[from]++
				case inside(to):
					hidden[to]++
				}
			}
			for _, r := range want.Entities {
				if hidden[r.Node] > 0 {
					frontier = append(frontier, walk.Fringe{Node: r.Node, Hidden: hidden[r.Node]})
				}
			}
			if diff := cmp.Diff(&want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("Around(1, 2, %d): -want +got\n%s", limit, diff)
			}
			among, err := walk.Among(t.Context(), g, got.Entities, o)
			if diff := cmp.Diff(relationships, among, cmpopts.EquateEmpty()); diff != "" || err != nil {
				t.Errorf("Among(Around(1, 2, %d)): %v, -want +got\n%s", limit, err, diff)
			}
			edge, err := walk.Frontier(t.Context(), g, got.Entities, o)
			if diff := cmp.Diff(frontier, edge, cmpopts.EquateEmpty()); diff != "" || err != nil {
				t.Errorf("Frontier(Around(1, 2, %d)): %v, -want +got\n%s", limit, err, diff)
			}
		}
	})
}

func TestWhatAWalkRefuses(t *testing.T) {
	x := randomGraph(t, rand.New(rand.NewPCG(1, 1)))
	g := x.Present()
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	tests := []struct {
		name string
		do   func() error
		want graph.Fault
		says string // the beginning of the message: the argument, and no name of a package
	}{
		{"a negative depth", func() error { _, err := walk.Near(t.Context(), g, nil, -1, walk.Options{}); return err }, graph.BadInput, "depth: -1 "},
		{"too great a depth", func() error { _, err := walk.Near(t.Context(), g, nil, 9, walk.Options{}); return err }, graph.BadInput, "depth: 9 "},
		{"no such direction", func() error {
			_, err := walk.Near(t.Context(), g, nil, 1, walk.Options{Direction: "UP"})
			return err
		}, graph.BadInput, `direction: "UP"`},
		{"a limit below the start", func() error {
			_, err := walk.Around(t.Context(), g, []index.Node{1, 2}, 1, 1, walk.Options{})
			return err
		}, graph.BadInput, "maxEntities: 1 "},
		{"too long a path", func() error { _, err := walk.Paths(t.Context(), g, 0, 1, 9, 1, walk.Options{}); return err }, graph.BadInput, "maxLength: 9 "},
		{"a path without length", func() error { _, err := walk.Paths(t.Context(), g, 0, 1, 0, 1, walk.Options{}); return err }, graph.BadInput, "maxLength: 0 "},
		{"a path to itself", func() error { _, err := walk.Paths(t.Context(), g, 1, 1, 4, 1, walk.Options{}); return err }, graph.BadInput, "to: a path needs two entities"},
		{"nobody waits", func() error { _, err := walk.Near(gone, g, []index.Node{1}, 2, walk.Options{}); return err }, graph.Deadline, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.do()
			if graph.FaultOf(err) != tt.want || !strings.HasPrefix(err.Error(), tt.says) {
				t.Errorf("refused with %q %q, want %q %q", graph.FaultOf(err), err, tt.want, tt.says)
			}
		})
	}
}

// star is a hub with n entities around it, all of which also lead to a second hub.
func star(t testing.TB, n int) *index.Index {
	t.Helper()
	var links []link
	for i := 2; i < n+2; i++ {
		links = append(links, link{0, i}, link{i, 1})
	}
	in := input(n+2, 0)
	in.Claims = claims(links, func(int, *graph.Claim) graph.Tx { return 0 })
	return build(t, in)
}

func TestABudgetThatIsTooSmallIsSaid(t *testing.T) {
	g := star(t, 50).Present()
	all, err1 := walk.Near(t.Context(), g, []index.Node{0}, 2, walk.Options{})
	none, err2 := g.Matcher(index.Filter{Types: []graph.TermKey{"meets"}})
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	for name, do := range map[string]func(budget int) error{
		"Near": func(b int) error {
			_, err := walk.Near(t.Context(), g, []index.Node{0}, 2, walk.Options{Budget: b})
			return err
		},
		"Around": func(b int) error {
			_, err := walk.Around(t.Context(), g, []index.Node{0}, 2, 100, walk.Options{Budget: b})
			return err
		},
		"Among": func(b int) error {
			_, err := walk.Among(t.Context(), g, all, walk.Options{Budget: b})
			return err
		},
		"Frontier": func(b int) error {
			_, err := walk.Frontier(t.Context(), g, all, walk.Options{Budget: b})
			return err
		},
		"Among, where nothing matches": func(b int) error {
			_, err := walk.Among(t.Context(), g, all, walk.Options{Budget: b, Match: none})
			return err
		},
		"Near, where nothing matches": func(b int) error {
			_, err := walk.Near(t.Context(), g, []index.Node{0, 1}, 1, walk.Options{Budget: b, Match: none})
			return err
		},
		"Paths": func(b int) error {
			_, err := walk.Paths(t.Context(), g, 0, 1, 4, 5, walk.Options{Budget: b})
			return err
		},
	} {
		var e *graph.Error
		if err := do(60); !errors.As(err, &e) || e.Fault != graph.CostLimit {
			t.Errorf("%s with a budget of 60: %v, want a cost limit", name, err)
		}
		if err := do(100_000); err != nil {
			t.Errorf("%s with a budget of 100000: %v, want none", name, err)
		}
	}
}

// TestPathsOfNoInterestCostNothing: none are wanted, or those that are left are longer than wanted.
func TestPathsOfNoInterestCostNothing(t *testing.T) {
	g := star(t, 50).Present()
	after := &walk.Place{Nodes: []index.Node{0, 2, 1, 3, 4}}
	none, err1 := walk.Paths(t.Context(), g, 0, 1, 4, 0, walk.Options{Budget: 1})
	longer, err2 := walk.PathsAfter(t.Context(), g, 0, 1, 3, 5, after, walk.Options{Budget: 1})
	if len(none)+len(longer) != 0 || err1 != nil || err2 != nil {
		t.Errorf("paths of no interest: %v, %v, %v, %v, want none", none, err1, longer, err2)
	}
}

func TestTheUsualWalkAllocatesNothingPerRelationship(t *testing.T) {
	g := star(t, 5000).Present()
	for _, d := range []index.Direction{index.Out, index.Any} {
		allocs := testing.AllocsPerRun(5, func() {
			if _, err := walk.Near(t.Context(), g, []index.Node{0}, 3, walk.Options{Direction: d}); err != nil {
				t.Fatalf("Near: %v", err)
			}
		})
		if allocs > 100 {
			t.Errorf("Near %s over 10000 relationships allocates %.0f times, want at most 100", d, allocs)
		}
	}
}
