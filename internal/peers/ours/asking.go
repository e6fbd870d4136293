package main

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// An asking is a peer and what it is asked.
type asking struct {
	peer   peer
	work   string
	starts []int32
	small  []int32
	pairs  [][2]int32
}

// read reads the questions of a graph.
func (a *asking) read(folder string) error {
	starts, err1 := table(filepath.Join(folder, "starts.tsv"))
	small, err2 := table(filepath.Join(folder, "small.tsv"))
	pairs, err3 := table(filepath.Join(folder, "pairs.tsv"))
	for _, row := range starts {
		a.starts = append(a.starts, row[0])
	}
	for _, row := range small {
		a.small = append(a.small, row[0])
	}
	for _, row := range pairs {
		a.pairs = append(a.pairs, [2]int32{row[0], row[1]})
	}
	return errors.Join(err1, err2, err3)
}

// table reads rows of numbers; other cells are 0.
func table(name string) (rows [][]int32, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var row []int32
		for cell := range strings.SplitSeq(lines.Text(), "\t") {
			n, _ := strconv.ParseInt(cell, 10, 32)
			row = append(row, int32(n))
		}
		rows = append(rows, row)
	}
	return rows, lines.Err()
}

// answer does a row.
func (a *asking) answer(ctx context.Context, row string) (line, error) {
	switch row {
	case "load", "load bare":
		return a.load(ctx, row == "load bare")
	case "open":
		found, err := a.peer.near(ctx, a.small[0], 1)
		if err != nil {
			return line{}, err
		}
		return line{Answer: digest([][]int32{found()})}, nil
	case "1 hop", "2 hops", "3 hops":
		return a.walks(func(v int32) (func() []int32, error) { return a.peer.near(ctx, v, int(row[0]-'0')) })
	case "3 hops, 2 origins":
		return a.walks(func(v int32) (func() []int32, error) { return a.peer.trusted(ctx, v) })
	case "path":
		return a.paths(ctx)
	case "pagerank":
		return a.ranks(ctx)
	case "export":
		return a.export(ctx)
	}
	return line{}, fmt.Errorf("no row is called %s", row)
}

func (a *asking) load(ctx context.Context, bare bool) (line, error) {
	edges := 0
	taken, err := once(func() (err error) {
		edges, err = a.peer.load(ctx, bare)
		return err
	})
	return line{Seconds: taken, Answer: fmt.Sprint(edges, " edges")}, err
}

func (a *asking) walks(walk func(int32) (func() []int32, error)) (line, error) {
	answers := make([]func() []int32, len(a.starts))
	taken, err := rounds(len(a.starts), func(i int) (err error) {
		answers[i], err = walk(a.starts[i])
		return err
	})
	if err != nil {
		return line{}, err
	}
	var reached [][]int32
	for _, vertices := range answers {
		reached = append(reached, vertices())
	}
	return line{Seconds: taken, Answer: digest(reached)}, nil
}

func (a *asking) paths(ctx context.Context) (line, error) {
	answers := make([]string, len(a.pairs))
	taken, err := rounds(len(a.pairs), func(i int) error {
		n, err := a.peer.distance(ctx, a.pairs[i][0], a.pairs[i][1])
		answers[i] = strconv.Itoa(n)
		return err
	})
	return line{Seconds: taken, Answer: strings.Join(answers, " ")}, err
}

func (a *asking) ranks(ctx context.Context) (line, error) {
	var values []float64
	taken, err := once(func() (err error) {
		values, err = a.peer.pageRank(ctx)
		return err
	})
	if err != nil {
		return line{}, err
	}
	var b strings.Builder
	for _, v := range values {
		fmt.Fprintln(&b, v)
	}
	name := filepath.Join(a.work, strings.Fields(a.peer.version())[0]+".pagerank")
	return line{Seconds: taken, Ranks: name}, os.WriteFile(name, []byte(b.String()), 0o644)
}

func (a *asking) export(ctx context.Context) (line, error) {
	name, edges := filepath.Join(a.work, "ours.export"), 0
	taken, err := once(func() (err error) {
		edges, err = a.peer.export(ctx, name)
		return err
	})
	if err != nil {
		return line{}, err
	}
	info, err := os.Stat(name)
	if err != nil {
		return line{}, err
	}
	return line{Seconds: taken, Answer: fmt.Sprint(edges, " edges"), Bytes: info.Size()}, os.Remove(name)
}

// digest is that of python/peer.py: how many vertices, and a digest of each answer's, sorted.
func digest(answers [][]int32) string {
	count, h := 0, sha256.New()
	for i, vertices := range answers {
		if i > 0 {
			fmt.Fprintln(h)
		}
		vertices = slices.Compact(slices.Sorted(slices.Values(vertices)))
		count += len(vertices)
		fmt.Fprint(h, strings.Trim(fmt.Sprint(vertices), "[]"))
	}
	return fmt.Sprint(count, " ", hex.EncodeToString(h.Sum(nil))[:16])
}
