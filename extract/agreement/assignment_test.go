package agreement

import (
	"math/rand/v2"
	"testing"
)

// TestAssign compares the sum with that of every way to assign.
func TestAssign(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		rows, columns := r.IntN(6), r.IntN(6)
		weights := make([][]int, rows)
		for i := range weights {
			weights[i] = make([]int, columns)
			for j := range weights[i] {
				weights[i][j] = max(r.IntN(12)-4, 0)
			}
		}
		got, taken := 0, map[int]bool{}
		for i, j := range assign(weights, columns) {
			if j < 0 {
				continue
			}
			if taken[j] {
				t.Fatalf("assign(%v) gives column %d away twice", weights, j)
			}
			taken[j] = true
			got += weights[i][j]
		}
		if want := best(weights, map[int]bool{}); got != want {
			t.Fatalf("assign(%v) has the sum %d, want %d", weights, got, want)
		}
	}
}

// best tries everything.
func best(weights [][]int, taken map[int]bool) int {
	if len(weights) == 0 {
		return 0
	}
	most := best(weights[1:], taken)
	for j, w := range weights[0] {
		if !taken[j] {
			taken[j] = true
			most = max(most, w+best(weights[1:], taken))
			taken[j] = false
		}
	}
	return most
}

func BenchmarkAssign250(b *testing.B) {
	r := rand.New(rand.NewPCG(3, 4))
	weights := make([][]int, 250)
	for i := range weights {
		weights[i] = make([]int, 250)
		for j := range weights[i] {
			if r.IntN(10) == 0 {
				weights[i][j] = r.IntN(22000)
			}
		}
	}
	for b.Loop() {
		assign(weights, 250)
	}
}
