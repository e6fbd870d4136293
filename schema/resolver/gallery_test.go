package resolver

import (
	"fmt"
	"sync"
	"testing"

	"dyad/graph/index"
	"dyad/schema/exec"
)

// TestRelationshipsAreWrittenOnce asks for relationships that are held, are not, and had to go.
func TestRelationshipsAreWrittenOnce(t *testing.T) {
	g := newGallery()
	written := 0
	ask := func(e index.Edge, claims int) *exec.Relationship {
		return g.relationship(summed{e: e}, func() *exec.Relationship {
			written++
			return &exec.Relationship{ID: fmt.Sprint(e), Support: &exec.Support{Claims: claims}}
		})
	}
	tests := []struct {
		why    string
		e      index.Edge
		claims int
		writes int
	}{
		{"the first question", 1, 10, 1},
		{"the second", 1, 10, 0},
		{"another relationship", 2, 10, 1},
		{"one with more claims than there is room for", 3, claimsSummed, 1},
		{"which is held itself", 3, claimsSummed, 0},
		{"and nothing beside it", 1, 10, 1},
		{"nor does it stay", 3, claimsSummed, 1},
	}
	for _, tt := range tests {
		before := written
		if got := ask(tt.e, tt.claims); got.ID != fmt.Sprint(tt.e) || written-before != tt.writes {
			t.Errorf("%s: relationship %s after %d writes, want %d after %d", tt.why, got.ID, written-before, tt.e, tt.writes)
		}
	}
	before := written
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() { ask(4, 10) })
	}
	all.Wait()
	if written-before != 1 {
		t.Errorf("8 that asked at the same time had it written %d times, want once", written-before)
	}
}
