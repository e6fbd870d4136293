package main

import "dyad/internal/peers/csr"

// A drawn graph is ready to be written.
type drawn struct {
	name     string
	vertices int
	actors   int      // vertices from this number on are events
	types    []string // of edges
	sources  []string // by number: who stands behind it
	edges    []edge
}

// An edge is one row of the data.
type edge struct {
	from, to int32
	kind     uint8   // its type
	origins  uint8   // independent ones, of all edges of its ends and type
	said     []int32 // the sources, one for each claim
}

// array is the graph as the yardstick has it.
func (g *drawn) array() *csr.Graph {
	edges := make([]csr.Edge, len(g.edges))
	for i, e := range g.edges {
		edges[i] = csr.Edge{From: e.from, To: e.to, Origins: e.origins}
	}
	return csr.New(g.vertices, edges)
}

// A numbering gives vertices numbers, in the order in which they come.
type numbering map[string]int32

func (n numbering) of(name string) int32 {
	v, known := n[name]
	if !known {
		v = int32(len(n))
		n[name] = v
	}
	return v
}
