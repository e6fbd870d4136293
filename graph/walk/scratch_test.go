package walk_test

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/walk"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestWalksLeaveNothingBehind: walks use memory of each other, many at a time, on graphs of several sizes; what one found, or where it was broken off,
// is not seen by the next.
func TestWalksLeaveNothingBehind(t *testing.T) {
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	const many = 20_000
	large := star(t, many).Present() // whose levels are read off a set, and in which a walk asks several times whether anybody waits
	var all sync.WaitGroup
	for seed := range uint64(8) {
		g := randomGraph(t, rand.New(rand.NewPCG(seed, 5))).Present()
		m := newNaive(g, walk.Options{})
		near, paths := m.near([]index.Node{0}, 2), m.paths(0, 1, 2)
		all.Go(func() {
			for budget := range 12 {
				o := walk.Options{Budget: budget + 1} // too little for most
				_, _ = walk.Near(t.Context(), g, []index.Node{1, 2}, 3, o)
				_, _ = walk.Around(t.Context(), g, []index.Node{3}, 3, 5, o)
				_, _ = walk.Paths(t.Context(), g, 0, 4, 4, 3, o)
				_, _ = walk.Near(t.Context(), large, []index.Node{0}, 2, walk.Options{Budget: 25_000})
				_, _ = walk.Near(leaving(t, budget), large, []index.Node{0}, 2, walk.Options{})
				_, _ = walk.Paths(leaving(t, budget), large, 0, 1, 4, 3, walk.Options{})
				_, _ = walk.Near(gone, g, []index.Node{0}, 3, walk.Options{})
				got, err := walk.Near(t.Context(), g, []index.Node{0}, 2, walk.Options{})
				if diff := cmp.Diff(near, got); diff != "" || err != nil {
					t.Errorf("graph %d, Near after others: %v, -want +got\n%.400s", seed, err, diff)
				}
				best, err := walk.Paths(t.Context(), g, 0, 1, 2, 1, walk.Options{})
				if diff := cmp.Diff(paths[:min(1, len(paths))], best, cmpopts.EquateEmpty()); diff != "" || err != nil {
					t.Errorf("graph %d, Paths after others: %v, -want +got\n%.400s", seed, err, diff)
				}
				reached, err := walk.Near(t.Context(), large, []index.Node{0}, 2, walk.Options{})
				if len(reached) != many+2 || err != nil || reached[many+1] != (walk.Reached{Node: 1, Distance: 2}) {
					t.Errorf("graph %d, Near of the star reaches %d after others: %v", seed, len(reached), err)
				}
				between, err := walk.Paths(t.Context(), large, 0, 1, 4, 3, walk.Options{})
				if len(between) != 3 || err != nil || between[2].Nodes[1] != 4 {
					t.Errorf("graph %d, Paths of the star are %v after others: %v", seed, between, err)
				}
			}
		})
	}
	all.Wait()
}

// leaving is the context of somebody who waits no longer when asked so many times.
func leaving(t *testing.T, asked int) context.Context {
	return &impatience{t.Context(), asked}
}

type impatience struct {
	context.Context
	left int
}

func (i *impatience) Err() error {
	if i.left--; i.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestSupportIsWorkedOutForThoseWhoWait: under a view, how well a relationship is supported takes much longer than a look at it. Between the two ends there
// are two layers, all of which leads to all of the next one.
func TestSupportIsWorkedOutForThoseWhoWait(t *testing.T) {
	const wide = 120
	var links []link
	for i := range wide {
		links = append(links, link{0, 2 + i}, link{2 + wide + i, 1})
		for j := range wide {
			links = append(links, link{2 + i, 2 + wide + j})
		}
	}
	in := input(2+2*wide, 0)
	in.Claims = claims(links, func(int, *graph.Claim) graph.Tx { return 0 })
	g, err := build(t, in).Under(graph.View{WithoutSources: []graph.SourceKey{"s1"}})
	if err != nil {
		t.Fatal(err)
	}
	patience := &impatience{t.Context(), 1 << 20}
	paths, err := walk.Paths(patience, g, 0, 1, 3, 1, walk.Options{Direction: index.Out})
	if len(paths) != 1 || err != nil {
		t.Fatalf("%d paths, %v, want one", len(paths), err)
	}
	if asked := 1<<20 - patience.left; asked < wide*wide/300 {
		t.Errorf("whether anybody waits was asked %d times for %d relationships", asked, wide*wide)
	}
}

// TestWhoeverLeavesIsHeeded: a walk that nobody waits for any more ends, wherever it is.
func TestWhoeverLeavesIsHeeded(t *testing.T) {
	g := star(t, 20_000).Present()
	for asked := range 3 {
		_, near := walk.Near(leaving(t, asked), g, []index.Node{0}, 3, walk.Options{})
		_, paths := walk.Paths(leaving(t, asked), g, 0, 1, 4, 3, walk.Options{})
		for name, err := range map[string]error{"Near": near, "Paths": paths} {
			if graph.FaultOf(err) != graph.Deadline {
				t.Errorf("%s for somebody who leaves when asked %d times: %v, want a deadline", name, asked, err)
			}
		}
	}
}
