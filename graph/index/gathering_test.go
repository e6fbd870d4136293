package index_test

import (
	"errors"
	"slices"
	"testing"

	"dyad/graph"
	"dyad/graph/index"
)

// gatheredOf has a gathering take in all claims of a world, the last first.
func gatheredOf(w *world) *index.Gathering {
	g := &index.Gathering{}
	for _, v := range slices.Backward(w.claims) {
		g.Add(&v.Value, v.Opened)
	}
	return g
}

// simplified leaves of a world the claims that stand and have nothing but ends, a time and a number, and nobody merged.
func simplified(w *world) {
	w.claims = slices.DeleteFunc(slices.Clone(w.claims), func(v graph.Version[graph.Claim]) bool {
		c := &v.Value
		return v.Closed != 0 || len(c.Roles)+len(c.Voices)+len(c.Disputes)+len(c.Reconciles) > 0
	})
	w.Claims = func(yield func(graph.Version[graph.Claim], error) bool) {
		for _, v := range w.claims {
			if !yield(v, nil) {
				return
			}
		}
	}
	w.SameAs = nil
	for i := range w.Entities {
		w.Entities[i].Value.MergedInto = ""
	}
}

// TestGathered builds the same index of claims that were gathered, without reading them, as of those that are read.
func TestGathered(t *testing.T) {
	claims := 0
	for seed := range uint64(worlds) {
		w := newWorld(seed)
		simplified(&w)
		read := w.build(t)
		g := gatheredOf(&w)
		if g.Len() != len(w.claims) {
			t.Fatalf("world %d: %d claims gathered, want %d", seed, g.Len(), len(w.claims))
		}
		claims += g.Len()
		in := w.Input
		in.Gathered = g
		in.Claims = func(yield func(graph.Version[graph.Claim], error) bool) {
			yield(graph.Version[graph.Claim]{}, errors.New("claims are read"))
		}
		x, err := index.Build(in)
		if err != nil {
			t.Fatalf("world %d: Build: %v", seed, err)
		}
		if err := index.Compare(read, x); err != nil {
			t.Errorf("world %d: read, and gathered: %v", seed, err)
		}
		imaged(t, w.Input, x)
	}
	if claims < worlds {
		t.Errorf("%d claims in %d worlds, want more", claims, worlds)
	}
}

// TestGatheredInVain reads the claims where those that were gathered are of no use: because of what one of them has, because somebody is merged, or
// because it was given up.
func TestGatheredInVain(t *testing.T) {
	inVain := map[string]int{}
	for seed := range uint64(worlds) {
		w := newWorld(seed)
		why := "a claim that has more"
		g := gatheredOf(&w)
		switch seed % 3 {
		case 1:
			why = "somebody merged"
			same := slices.Clone(w.SameAs)
			simplified(&w)
			w.SameAs = same
			g = gatheredOf(&w)
		case 2:
			why = "given up"
			g.GiveUp()
			g.Add(&w.claims[0].Value, 1)
		}
		if why == "somebody merged" && len(w.SameAs) == 0 || why == "a claim that has more" && g.Len() > 0 {
			continue // which this world has not
		}
		inVain[why]++
		read := w.build(t)
		in := w.Input
		in.Gathered = g
		x, err := index.Build(in)
		if err != nil {
			t.Fatalf("world %d: Build: %v", seed, err)
		}
		if err := index.Compare(read, x); err != nil {
			t.Errorf("world %d, %s: %v", seed, why, err)
		}
	}
	if len(inVain) != 3 {
		t.Errorf("tried: %v, want three causes", inVain)
	}
}
