package index_test

import (
	"math/rand/v2"
	"testing"

	"dyad/graph"
	"dyad/graph/index"
)

func TestSignedIsWhatThePositionsSay(t *testing.T) {
	met := map[[2]bool]int{}
	for seed := range uint64(12) {
		w := newWorld(seed)
		x := w.build(t)
		r := rand.New(rand.NewPCG(seed, 21))
		for range 8 {
			g := under(t, x, randomView(r))
			for e := range g.Relationships(index.Window[index.Triple]{}, nil) {
				var want [2]bool
				positions, _ := g.Positions(e)
				for i := range positions {
					if positions[i].Sign != graph.NoSign {
						alleged := positions[i].Modality != graph.Asserted
						want[0], want[1] = want[0] || !alleged, want[1] || alleged
					}
				}
				var got [2]bool
				got[0], got[1] = g.Signed(e)
				if met[want]++; got != want {
					t.Errorf("seed %d, %v: asserted and alleged are %v, its positions say %v", seed, g.Triple(e), got, want)
				}
			}
		}
	}
	if len(met) < 4 {
		t.Errorf("only %v were met", met)
	}
}
