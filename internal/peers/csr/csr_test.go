package csr_test

import (
	"math"
	"slices"
	"testing"

	"dyad/internal/peers/csr"
)

// diamond leads from 0 over 1 and 2 to 3, and on to 4; the way over 2 is told by two origins, and 0 leads to 1 twice. 5 leads to 0.
func diamond() *csr.Graph {
	return csr.New(6, []csr.Edge{{0, 1, 1}, {0, 1, 1}, {0, 2, 2}, {1, 3, 1}, {2, 3, 2}, {3, 4, 1}, {5, 0, 3}})
}

func TestNear(t *testing.T) {
	tests := []struct {
		name    string
		start   int32
		depth   int
		origins uint8
		want    []int32
	}{
		{"no step leads nowhere", 0, 0, 0, []int32{0}},
		{"one step along edges, and not against them", 0, 1, 0, []int32{0, 1, 2}},
		{"two steps, each vertex once", 0, 2, 0, []int32{0, 1, 2, 3}},
		{"three steps reach the end", 0, 3, 0, []int32{0, 1, 2, 3, 4}},
		{"nothing leads on", 4, 3, 0, []int32{4}},
		{"only where two origins agree", 0, 3, 2, []int32{0, 2, 3}},
		{"only where three origins agree", 5, 3, 3, []int32{0, 5}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := diamond().NearBy(tt.start, tt.depth, tt.origins)
			if slices.Sort(got); !slices.Equal(got, tt.want) {
				t.Errorf("NearBy(%d, %d, %d) = %v, want %v", tt.start, tt.depth, tt.origins, got, tt.want)
			}
			if tt.origins > 0 {
				return
			}
			if got = diamond().Near(tt.start, tt.depth); len(got) != len(tt.want) {
				t.Errorf("Near(%d, %d) = %v, want %v", tt.start, tt.depth, got, tt.want)
			}
		})
	}
}

func TestDistance(t *testing.T) {
	tests := []struct {
		name     string
		from, to int32
		want     int
	}{
		{"to itself", 3, 3, 0},
		{"an edge", 0, 2, 1},
		{"around the diamond", 0, 3, 2},
		{"from end to end", 5, 4, 4},
		{"against the edges", 4, 5, -1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := diamond().Distance(tt.from, tt.to); got != tt.want {
				t.Errorf("Distance(%d, %d) = %d, want %d", tt.from, tt.to, got, tt.want)
			}
		})
	}
}

// TestPageRank: of two vertices, where 0 leads to 1 twice and 1 nowhere, with a damping of one half: x0 = 1/4 + x1/4 and x0 + x1 = 1, so
// x0 = 2/5.
func TestPageRank(t *testing.T) {
	got := csr.New(2, []csr.Edge{{0, 1, 1}, {0, 1, 1}}).PageRank(0.5, 1e-12, 200)
	for v, want := range []float64{0.4, 0.6} {
		if math.Abs(got[v]-want) > 1e-9 {
			t.Errorf("PageRank of %d = %v, want %v", v, got[v], want)
		}
	}
}
