package csr

import (
	"math"
	"slices"
)

// PageRank returns the share of time that a walker at random spends at each vertex: it follows an edge with the probability of the
// damping, and else, or where none leads on, begins anew anywhere. Edges from one vertex to the same other are one. It stops when a
// step moves no more than tolerance of the whole, or after so many steps.
func (g *Graph) PageRank(damping, tolerance float64, steps int) []float64 {
	ties := g.out.merged()
	n := g.Len()
	now, next := make([]float64, n), make([]float64, n)
	for v := range now {
		now[v] = 1 / float64(n)
	}
	for range steps {
		stranded := 0.0
		clear(next)
		for v := range int32(n) {
			row := ties.of(v)
			if len(row) == 0 {
				stranded += now[v]
				continue
			}
			share := now[v] / float64(len(row))
			for _, w := range row {
				next[w] += share
			}
		}
		anywhere, moved := (1-damping+damping*stranded)/float64(n), 0.0
		for v := range next {
			next[v] = damping*next[v] + anywhere
			moved += math.Abs(next[v] - now[v])
		}
		now, next = next, now
		if moved <= tolerance {
			break
		}
	}
	return now
}

// merged makes one of the edges from one vertex to the same other.
func (r *rows) merged() rows {
	m := rows{starts: make([]int32, 1, len(r.starts))}
	for v := range int32(len(r.starts) - 1) {
		first := len(m.ends)
		m.ends = append(m.ends, r.of(v)...)
		row := m.ends[first:]
		slices.Sort(row)
		m.ends = m.ends[:first+len(slices.Compact(row))]
		m.starts = append(m.starts, int32(len(m.ends)))
	}
	return m
}
