package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/walk"
	"dyad/internal/indexed"
	"dyad/store"
	"dyad/store/badgerkv"
)

// within opens the store in this process: for the size of its index, a walk, and its rows.
func (g *growth) within(ctx context.Context, folder, dir string) (err error) {
	kv, err := badgerkv.Open(dir, badgerkv.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, kv.Close()) }()
	s, err := store.OpenReadOnly(ctx, kv)
	if err != nil {
		return err
	}
	if g.Rows, err = rows(ctx, kv); err != nil {
		return err
	}
	for _, k := range g.Rows {
		if k.Name == "claim" {
			g.Claims = k.Rows
		}
	}
	before := heap()
	x, err := indexed.Build(ctx, s)
	if err != nil {
		return err
	}
	g.Index = float64(heap()-before) / float64(g.Grown)
	g.ThreeHops, err = threeHops(ctx, x.Present(), filepath.Join(folder, "starts.tsv"))
	return err
}

// heap is what is in use.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// threeHops is the median of what a walk takes, over five rounds from each start of a file.
func threeHops(ctx context.Context, g *index.Graph, name string) (float64, error) {
	f, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	var starts []index.Node
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var v int
		if _, err := fmt.Sscan(lines.Text(), &v); err != nil {
			return 0, fmt.Errorf("%s: %w", name, err)
		}
		n, known := g.Node(graph.EntityKey(fmt.Sprintf(os.Getenv("PEERS_KEY"), v)))
		if !known {
			return 0, fmt.Errorf("%s: the store has no vertex %d", name, v)
		}
		starts = append(starts, n)
	}
	var taken []float64
	for range 5 {
		begun := time.Now()
		for _, n := range starts {
			if _, err := walk.Near(ctx, g, []index.Node{n}, 3, walk.Options{Direction: index.Out}); err != nil {
				return 0, err
			}
		}
		taken = append(taken, time.Since(begun).Seconds()/float64(len(starts)))
	}
	slices.Sort(taken)
	return taken[2], nil
}
