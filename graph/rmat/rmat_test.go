package rmat_test

import (
	"slices"
	"testing"

	"dyad/graph/rmat"
)

// TestLinks: as many as asked for, each once, between vertices that there are; and the same when asked again.
func TestLinks(t *testing.T) {
	draw := func() (links [][2]int) {
		for from, to := range rmat.Links(8, 2000) {
			links = append(links, [2]int{from, to})
		}
		return links
	}
	links := draw()
	degree := make([]int, 1<<8)
	seen := map[[2]int]bool{}
	for _, l := range links {
		if l[0] == l[1] || seen[l] {
			t.Fatalf("%v leads nowhere else, or comes twice", l)
		}
		seen[l] = true
		degree[l[0]]++
		degree[l[1]]++
	}
	if len(links) != 2000 || !slices.Equal(links, draw()) {
		t.Errorf("%d links, want 2000, and the same again", len(links))
	}
	slices.Sort(degree)
	if median, most := degree[1<<7], degree[1<<8-1]; most < 8*median {
		t.Errorf("the greatest hub has %d links and half of the vertices up to %d: want few hubs and many leaves", most, median)
	}
}
