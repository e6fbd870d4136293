package store_test

import (
	"slices"
	"testing"

	"dyad/graph"
	"dyad/store"
)

// TestOpens tells of each claim that a load in parts opens, as it is stored, and of no other.
func TestOpens(t *testing.T) {
	s, _ := inMemory(t)
	mustLoad(t, s, words())
	load := func(b graph.Bundle) (told []string) {
		_, err := s.LoadStream(t.Context(), nil, b.Batch, inParts(b, 1), store.Commit{Time: noon, Opens: func(c *graph.Claim) {
			told = append(told, c.ID.String()+" "+c.Gist)
		}})
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(told)
		return told
	}
	standing := func(gist func(string) bool) (there []string) {
		for _, c := range current(t, s) {
			if gist(c.Gist) {
				there = append(there, c.ID.String()+" "+c.Gist)
			}
		}
		slices.Sort(there)
		return there
	}
	first := gazette()
	if told, want := load(first), standing(func(string) bool { return true }); !slices.Equal(told, want) || len(told) == 0 {
		t.Errorf("told of %q, want all claims: %q", told, want)
	}
	second := edition(gazette(), "g2")
	second.Claims[0].Gist = "They say so again."
	if told, want := load(second), standing(func(g string) bool { return g == "They say so again." }); !slices.Equal(told, want) || len(told) != 1 {
		t.Errorf("told of %q, want the one that changed: %q", told, want)
	}
}
