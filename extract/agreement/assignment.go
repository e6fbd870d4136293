package agreement

import "math"

// assign returns for each row the column that it gets, -1 for none, so that the sum of the weights is the greatest that there
// is. Each column goes to one row at most. Weights are not negative, and each row has as many as there are columns. The time
// is cubic: 250 rows by 250 columns take some 15 million steps.
//
// It is the Hungarian method with potentials (Kuhn 1955, Munkres 1957): rows come in one by one, each along the cheapest way
// by which those before it can make room.
func assign(weights [][]int, columns int) []int {
	if len(weights) > columns {
		return turned(assign(transposed(weights, columns), len(weights)), len(weights))
	}
	h := hungarian{weights: weights, rowOf: make([]int, columns+1), u: make([]int, len(weights)+1), v: make([]int, columns+1)}
	for i := range weights {
		h.add(i + 1)
	}
	out := make([]int, len(weights))
	for j := 1; j <= columns; j++ {
		if h.rowOf[j] > 0 {
			out[h.rowOf[j]-1] = j - 1
		}
	}
	return out
}

// hungarian is the state of the method. Rows and columns count from 1; 0 is no row, and the column where a new row waits.
type hungarian struct {
	weights [][]int
	rowOf   []int // of each column
	u, v    []int // potentials of rows and columns
}

// add lets in a row.
func (h *hungarian) add(row int) {
	n := len(h.rowOf)
	least, from, done := make([]int, n), make([]int, n), make([]bool, n)
	for j := range least {
		least[j] = math.MaxInt
	}
	h.rowOf[0] = row
	at := 0
	for h.rowOf[at] != 0 {
		done[at] = true
		at = h.step(at, least, from, done)
	}
	for at != 0 {
		h.rowOf[at] = h.rowOf[from[at]]
		at = from[at]
	}
}

// step looks from the row of a column at all columns that are not done, moves the potentials until one is free of cost, and
// returns it.
func (h *hungarian) step(at int, least, from []int, done []bool) int {
	row, next, delta := h.rowOf[at], 0, math.MaxInt
	for j := 1; j < len(least); j++ {
		if done[j] {
			continue
		}
		if cost := -h.weights[row-1][j-1] - h.u[row] - h.v[j]; cost < least[j] {
			least[j], from[j] = cost, at
		}
		if least[j] < delta {
			delta, next = least[j], j
		}
	}
	for j := range least {
		if done[j] {
			h.u[h.rowOf[j]] += delta
			h.v[j] -= delta
		} else if j > 0 {
			least[j] -= delta
		}
	}
	return next
}

// transposed exchanges rows and columns.
func transposed(weights [][]int, columns int) [][]int {
	out := make([][]int, columns)
	for j := range out {
		out[j] = make([]int, len(weights))
		for i := range weights {
			out[j][i] = weights[i][j]
		}
	}
	return out
}

// turned returns for each of n rows the column that got it.
func turned(rowOf []int, n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = -1
	}
	for j, i := range rowOf {
		if i >= 0 {
			out[i] = j
		}
	}
	return out
}
