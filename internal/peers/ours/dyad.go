package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/measure"
	"dyad/graph/walk"
	"dyad/internal/export"
	"dyad/internal/indexed"
	"dyad/store"
	"dyad/store/badgerkv"
)

// A dyad is a store that was loaded, opened as the commands do that only read.
type dyad struct {
	store    string
	g        *index.Graph
	nodes    []index.Node // by vertex
	vertices []int32      // by node
}

func (d *dyad) version() string { return "dyad" }

// everything may be passed through: here an event is as good as an actor.
var everything = graph.Classes()

// load is not done here: the script does it, by the program itself.
func (d *dyad) load(context.Context, bool) (int, error) {
	return 0, errors.New("dyad is loaded by its own command")
}

func (d *dyad) open(ctx context.Context) error {
	kv, err := badgerkv.Open(d.store, badgerkv.Options{ReadOnly: true})
	if err != nil {
		return err
	}
	s, err := store.OpenReadOnly(ctx, kv)
	if err != nil {
		return errors.Join(err, kv.Close())
	}
	x, _, err := indexed.Open(ctx, s, filepath.Join(d.store, badgerkv.Beside))
	if err != nil {
		return errors.Join(err, kv.Close())
	}
	d.g = x.Present()
	return errors.Join(d.number(), kv.Close())
}

// number finds the node of each vertex: keys end with its number.
func (d *dyad) number() error {
	d.nodes, d.vertices = make([]index.Node, d.g.CountEntities()), make([]int32, d.g.CountNodes())
	for n := range d.g.Entities(index.Window[graph.EntityKey]{}) {
		key := string(d.g.Key(n))
		v, err := strconv.Atoi(strings.TrimLeft(key, "abcdefghijklmnopqrstuvwxyz-_"))
		if err != nil || v >= len(d.nodes) {
			return fmt.Errorf("%s is no store of such a graph: it has %d entities, and one is called %s", d.store, len(d.nodes), key)
		}
		d.nodes[v], d.vertices[n] = n, int32(v)
	}
	return nil
}

func (d *dyad) near(ctx context.Context, start int32, depth int) (func() []int32, error) {
	return d.walk(ctx, start, depth, nil)
}

func (d *dyad) trusted(ctx context.Context, start int32) (func() []int32, error) {
	m, err := d.g.Matcher(index.Filter{MinOrigins: trusted})
	if err != nil {
		return nil, err
	}
	return d.walk(ctx, start, 3, m)
}

func (d *dyad) walk(ctx context.Context, start int32, depth int, m *index.Matcher) (func() []int32, error) {
	reached, err := walk.Near(ctx, d.g, d.nodes[start:start+1], depth, walk.Options{Direction: index.Out, Through: everything, Match: m})
	return func() []int32 {
		vertices := make([]int32, len(reached))
		for i, r := range reached {
			vertices[i] = d.vertices[r.Node]
		}
		return vertices
	}, err
}

// distance asks for the best path: dyad has no question for the length alone.
func (d *dyad) distance(ctx context.Context, from, to int32) (int, error) {
	paths, err := walk.Paths(ctx, d.g, d.nodes[from], d.nodes[to], walk.MaxLength, 1, walk.Options{Direction: index.Out, Through: everything})
	if err != nil {
		return 0, err
	}
	if len(paths) == 0 {
		return -1, nil
	}
	return len(paths[0].Hops), nil
}

// pageRank makes the net that is measured, as every question does, and measures it.
func (d *dyad) pageRank(ctx context.Context) ([]float64, error) {
	net, err := measure.NewNet(ctx, measure.Select(d.g, measure.Options{Classes: everything}))
	if err != nil {
		return nil, err
	}
	r, err := measure.Rank(ctx, net, measure.Question{Measure: measure.PageRank})
	if err != nil {
		return nil, err
	}
	values := make([]float64, len(d.nodes))
	for v, value := range r.Values {
		values[d.vertices[net.Node(int32(v))]] = value
	}
	return values, nil
}

// export writes GraphML, which has an edge for each relationship.
func (d *dyad) export(ctx context.Context, path string) (int, error) {
	f, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	s, err := export.Select(ctx, d.g, export.Request{})
	if err != nil {
		return 0, err
	}
	formats := export.Formats()
	i := slices.IndexFunc(formats, func(f export.Format) bool { return f.Name == "graphml" })
	w := bufio.NewWriter(f)
	if err := formats[i].Write(ctx, w, s); err != nil {
		return 0, err
	}
	shown, _ := d.g.CountRelationships(nil)
	return shown, w.Flush()
}
