package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

// A peer answers questions about vertices by their numbers.
type peer interface {
	load(ctx context.Context, bare bool) (edges int, err error)
	open(ctx context.Context) error
	near(ctx context.Context, start int32, depth int) (func() []int32, error)
	trusted(ctx context.Context, start int32) (func() []int32, error)
	distance(ctx context.Context, from, to int32) (int, error)
	pageRank(ctx context.Context) ([]float64, error)
	export(ctx context.Context, path string) (edges int, err error)
	version() string
}

// What is asked of everybody.
const (
	damping   = 0.85
	tolerance = 1e-9
	steps     = 200
	trusted   = 2 // origins
)

func main() {
	bare := flag.Bool("csr", false, "answer as the yardstick")
	flag.Parse()
	if flag.NArg() < 3 {
		fmt.Fprintln(os.Stderr, "usage: ours [-csr] GRAPH STORE ROW...")
		os.Exit(2)
	}
	if err := run(context.Background(), *bare, flag.Arg(0), flag.Arg(1), flag.Args()[2:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, bare bool, folder, store string, rows []string) error {
	a := &asking{peer: &dyad{store: store}, work: filepath.Dir(store)}
	if bare {
		a.peer = &yardstick{folder: folder}
	}
	if err := a.read(folder); err != nil {
		return err
	}
	if rows[0] != "load" && rows[0] != "load bare" {
		if err := a.peer.open(ctx); err != nil {
			return err
		}
	}
	say(line{Ready: a.peer.version()})
	for _, row := range rows {
		l, err := a.answer(ctx, row)
		if err != nil {
			l = line{Cannot: err.Error()}
		}
		l.Row = row
		say(l)
	}
	return nil
}

// A line is what is told of a row.
type line struct {
	Ready   string    `json:"ready,omitempty"`
	Row     string    `json:"row,omitempty"`
	Seconds []float64 `json:"seconds,omitempty"`
	Answer  string    `json:"answer,omitempty"`
	Ranks   string    `json:"ranks,omitempty"`
	Bytes   int64     `json:"bytes,omitempty"`
	Cannot  string    `json:"cannot,omitempty"`
}

func say(l line) {
	// Nothing in a line can fail to be written.
	_ = json.NewEncoder(os.Stdout).Encode(l)
}
