// Package rmat draws the graphs that benchmarks run on: few hubs, many leaves, the same each time. Nothing but tests uses it.
package rmat

import (
	"iter"
	"math/rand/v2"
)

// Links yields the ends of so many links among 2^scale vertices, drawn as R-MAT does, with the parameters of Graph500. No link comes
// twice, and none leads from a vertex to itself. There have to be as many: it draws until it has them.
func Links(scale, count int) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		r := rand.New(rand.NewPCG(500, 16))
		seen := make(map[[2]int]bool, count)
		for len(seen) < count {
			from, to := draw(r, scale)
			if from == to || seen[[2]int{from, to}] {
				continue
			}
			seen[[2]int{from, to}] = true
			if !yield(from, to) {
				return
			}
		}
	}
}

// draw picks the ends of a link bit by bit.
func draw(r *rand.Rand, scale int) (from, to int) {
	for range scale {
		from, to = from<<1, to<<1
		switch p := r.Float64(); {
		case p < 0.57:
		case p < 0.76:
			to |= 1
		case p < 0.95:
			from |= 1
		default:
			from, to = from|1, to|1
		}
	}
	return from, to
}
