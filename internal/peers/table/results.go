package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"
)

// A result is what came of one row of one peer on one graph: see the command drive.
type result struct {
	Run        string    `json:"run"`
	Graph      string    `json:"graph"`
	Peer       string    `json:"peer"`
	Version    string    `json:"version"`
	Row        string    `json:"row"`
	Seconds    []float64 `json:"seconds"`
	Answer     string    `json:"answer"`
	Difference *float64  `json:"difference"`
	Bytes      int64     `json:"bytes"`
	Megabytes  int64     `json:"megabytes"`
	Cannot     string    `json:"cannot"`
}

// A census counts what is in a graph: see the command graphs.
type census struct {
	Graph         string `json:"graph"`
	Nodes         int    `json:"nodes"`
	Edges         int    `json:"edges"`
	Relationships int    `json:"relationships"`
	Claims        int    `json:"claims"`
}

// results are the lines of a file, the last of each thing.
type results struct {
	graphs []census // in the order in which they came
	of     map[spot]result
	grown  []growth // by size
}

// A spot is where a result stands.
type spot struct{ graph, row, peer string }

// read reads lines of results, of graphs, and of growth.
func read(r io.Reader) (*results, error) {
	rs := &results{of: map[spot]result{}}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for n := 1; lines.Scan(); n++ {
		var l struct {
			result
			Nodes int
			Grown int
		}
		err := json.Unmarshal(lines.Bytes(), &l)
		switch {
		case err != nil:
		case l.Row != "":
			rs.of[spot{l.Graph, l.Row, l.Peer}] = l.result
		case l.Nodes > 0:
			err = rs.count(lines.Bytes())
		case l.Grown > 0:
			err = rs.grow(lines.Bytes())
		default:
			err = fmt.Errorf("it is neither a result, nor a graph, nor growth")
		}
		if err != nil {
			return nil, fmt.Errorf("%d: %w", n, err)
		}
	}
	return rs, lines.Err()
}

func (rs *results) count(text []byte) error {
	var c census
	if err := json.Unmarshal(text, &c); err != nil {
		return err
	}
	if i := slices.IndexFunc(rs.graphs, func(g census) bool { return g.Graph == c.Graph }); i >= 0 {
		rs.graphs[i] = c
		return nil
	}
	rs.graphs = append(rs.graphs, c)
	return nil
}

// median is the middle of what the rounds took; of two middles the mean.
func (r *result) median() float64 {
	s := slices.Sorted(slices.Values(r.Seconds))
	if len(s) == 0 {
		return 0
	}
	return (s[(len(s)-1)/2] + s[len(s)/2]) / 2
}
