package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"dyad/internal/peers/csr"
)

// A yardstick is the bare array, made from the tables whenever it opens.
type yardstick struct {
	folder string
	g      *csr.Graph
	edges  [][]int32
}

func (y *yardstick) version() string { return "array" }

func (y *yardstick) load(_ context.Context, bare bool) (int, error) {
	name := "edges.tsv"
	if bare {
		name = "bare.tsv"
	}
	rows, err := table(filepath.Join(y.folder, name))
	if err != nil {
		return 0, err
	}
	nodes, err := table(filepath.Join(y.folder, "nodes.tsv"))
	if err != nil {
		return 0, err
	}
	edges := make([]csr.Edge, len(rows))
	for i, row := range rows {
		edges[i] = csr.Edge{From: row[0], To: row[1], Origins: uint8(row[len(row)-1])}
	}
	y.g, y.edges = csr.New(len(nodes), edges), rows
	return len(edges), nil
}

func (y *yardstick) open(ctx context.Context) error {
	_, err := y.load(ctx, false)
	return err
}

func (y *yardstick) near(_ context.Context, start int32, depth int) (func() []int32, error) {
	reached := y.g.Near(start, depth)
	return func() []int32 { return reached }, nil
}

func (y *yardstick) trusted(_ context.Context, start int32) (func() []int32, error) {
	reached := y.g.NearBy(start, 3, trusted)
	return func() []int32 { return reached }, nil
}

func (y *yardstick) distance(_ context.Context, from, to int32) (int, error) {
	return y.g.Distance(from, to), nil
}

func (y *yardstick) pageRank(context.Context) ([]float64, error) {
	return y.g.PageRank(damping, tolerance, steps), nil
}

// export writes what the array has: ends and origins.
func (y *yardstick) export(_ context.Context, path string) (int, error) {
	f, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	w := bufio.NewWriter(f)
	for _, e := range y.edges {
		fmt.Fprintf(w, "%d,%d,%d\n", e[0], e[1], e[3])
	}
	return len(y.edges), w.Flush()
}
