package main

import (
	"fmt"
	"math/rand/v2"

	"dyad/internal/peers/csr"
)

// How many questions of a kind there are, and how much dyad's API shows at once.
const (
	asked = 16
	page  = 500
)

// A draw picks what is asked. The same graph gives the same questions.
type draw struct {
	*rand.Rand
	g     *drawn
	array *csr.Graph
}

func newDraw(g *drawn) draw { return draw{rand.New(rand.NewPCG(3, 3)), g, g.array()} }

// edge picks an edge, and so hubs more often than leaves.
func (d draw) edge() edge { return d.g.edges[d.IntN(len(d.g.edges))] }

// starts are where neighbourhoods begin.
func (d draw) starts() ([]string, error) {
	return d.pick("start", func() (string, bool) { return fmt.Sprint(d.edge().from), true })
}

// small are vertices with some, but no more than a page, within two edges.
func (d draw) small() ([]string, error) {
	return d.pick("start of a small neighbourhood", func() (string, bool) {
		v := int32(d.IntN(d.g.vertices))
		return fmt.Sprint(v), d.array.Degree(v) > 0 && len(d.array.Near(v, 1)) <= page && len(d.array.Near(v, 2)) <= page
	})
}

// pairs are vertices that a path of 2 to 8 edges joins.
func (d draw) pairs() ([]string, error) {
	return d.pick("pair with a path", func() (string, bool) {
		from, to := d.edge().from, d.edge().to
		n := d.array.Distance(from, to)
		return fmt.Sprintf("%d\t%d", from, to), n >= 2 && n <= 8
	})
}

// pick draws until it has enough that fit, none twice; fewer than enough do where there seem to be no more.
func (d draw) pick(what string, one func() (string, bool)) ([]string, error) {
	var picked []string
	seen := map[string]bool{}
	for range 100_000 {
		if line, fits := one(); fits && !seen[line] {
			seen[line] = true
			picked = append(picked, line)
		}
		if len(picked) == asked {
			break
		}
	}
	if len(picked) == 0 {
		return nil, fmt.Errorf("%s has no %s", d.g.name, what)
	}
	return picked, nil
}
