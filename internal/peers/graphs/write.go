package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// write makes the files of a graph in a folder.
func (g *drawn) write(dir string) error {
	d := newDraw(g)
	starts, err1 := d.starts()
	small, err2 := d.small()
	pairs, err3 := d.pairs()
	if err := errors.Join(err1, err2, err3); err != nil {
		return err
	}
	files := []struct {
		name  string
		write func(*bufio.Writer)
	}{
		{"nodes.tsv", g.nodes},
		{"bare.tsv", g.bare},
		{"edges.tsv", g.attributed},
		{"ties.tsv", g.ties},
		{"rows.tsv", g.rows},
		{"claims.jsonl", func(w *bufio.Writer) { g.lines(w, false) }},
		{"origins.jsonl", func(w *bufio.Writer) { g.lines(w, true) }},
		{"starts.tsv", list(starts)},
		{"small.tsv", list(small)},
		{"pairs.tsv", list(pairs)},
		{"graph.json", g.census},
	}
	for _, f := range files {
		if err := writeFile(filepath.Join(dir, f.name), f.write); err != nil {
			return err
		}
	}
	return nil
}

// writeFile has a file written. A writer keeps its first error until it is flushed.
func writeFile(name string, write func(*bufio.Writer)) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	write(w)
	return errors.Join(w.Flush(), f.Close())
}

func list(lines []string) func(*bufio.Writer) {
	return func(w *bufio.Writer) {
		for _, l := range lines {
			fmt.Fprintln(w, l)
		}
	}
}

func (g *drawn) nodes(w *bufio.Writer) {
	for v := range g.vertices {
		fmt.Fprintln(w, v)
	}
}

func (g *drawn) bare(w *bufio.Writer) {
	for _, e := range g.edges {
		fmt.Fprintf(w, "%d\t%d\n", e.from, e.to)
	}
}

func (g *drawn) attributed(w *bufio.Writer) {
	for _, e := range g.edges {
		fmt.Fprintf(w, "%d\t%d\t%s\t%d\n", e.from, e.to, g.types[e.kind], e.origins)
	}
}

// rows writes an edge as a row that makes a claim, by internal/peers/bare.yaml. Of edges of the same ends and type each has a number, but for the first.
func (g *drawn) rows(w *bufio.Writer) {
	fmt.Fprintln(w, "from\tto\ttype\tnth")
	before := map[triple]int{}
	for _, e := range g.edges {
		t := triple{e.from, e.to, e.kind}
		nth := ""
		if n := before[t]; n > 0 {
			nth = strconv.Itoa(n + 1)
		}
		before[t]++
		fmt.Fprintf(w, "%d\t%d\t%s\t%s\n", e.from, e.to, g.types[e.kind], nth)
	}
}

func (g *drawn) ties(w *bufio.Writer) {
	seen := make(map[[2]int32]bool, len(g.edges))
	for _, e := range g.edges {
		if pair := [2]int32{e.from, e.to}; !seen[pair] {
			seen[pair] = true
			fmt.Fprintf(w, "%d\t%d\n", e.from, e.to)
		}
	}
}

// census counts.
func (g *drawn) census(w *bufio.Writer) {
	triples, claims := map[triple]bool{}, 0
	for _, e := range g.edges {
		triples[triple{e.from, e.to, e.kind}] = true
		claims += len(e.said)
	}
	// Neither ints nor names can fail to be written.
	_ = json.NewEncoder(w).Encode(struct {
		Graph         string `json:"graph"`
		Nodes         int    `json:"nodes"`
		Edges         int    `json:"edges"`
		Relationships int    `json:"relationships"`
		Claims        int    `json:"claims"`
	}{g.name, g.vertices, len(g.edges), len(triples), claims})
}
