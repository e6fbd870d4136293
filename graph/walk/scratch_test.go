package walk_test

import (
	"context"
	"math/rand/v2"
	"sync"
	"testing"

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
	large := star(t, 3000).Present() // whose levels are read off a set
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
				_, _ = walk.Near(t.Context(), large, []index.Node{0}, 2, walk.Options{Budget: 3500})
				_, _ = walk.Near(gone, g, []index.Node{0}, 3, walk.Options{})
				got, err := walk.Near(t.Context(), g, []index.Node{0}, 2, walk.Options{})
				if diff := cmp.Diff(near, got); diff != "" || err != nil {
					t.Errorf("graph %d, Near after others: %v, -want +got\n%.400s", seed, err, diff)
				}
				best, err := walk.Paths(t.Context(), g, 0, 1, 2, 1, walk.Options{})
				if diff := cmp.Diff(paths[:min(1, len(paths))], best, cmpopts.EquateEmpty()); diff != "" || err != nil {
					t.Errorf("graph %d, Paths after others: %v, -want +got\n%.400s", seed, err, diff)
				}
			}
		})
	}
	all.Wait()
}
