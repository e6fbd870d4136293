package csr

// An Edge leads from one vertex to another. Several may lead from the same to the same.
type Edge struct {
	From, To int32
	Origins  uint8 // how many independent origins say so
}

// A Graph is edges sorted by where they begin, and once more by where they end.
type Graph struct {
	out, in rows
}

// rows are edges seen from one side: those of vertex v lead to ends[starts[v]:starts[v+1]].
type rows struct {
	starts  []int32
	ends    []int32
	origins []uint8
}

// New sorts the edges of so many vertices.
func New(vertices int, edges []Edge) *Graph {
	return &Graph{
		out: newRows(vertices, edges, func(e Edge) (int32, int32) { return e.From, e.To }),
		in:  newRows(vertices, edges, func(e Edge) (int32, int32) { return e.To, e.From }),
	}
}

func newRows(vertices int, edges []Edge, side func(Edge) (near, far int32)) rows {
	r := rows{starts: make([]int32, vertices+1), ends: make([]int32, len(edges)), origins: make([]uint8, len(edges))}
	for _, e := range edges {
		near, _ := side(e)
		r.starts[near+1]++
	}
	for v := range vertices {
		r.starts[v+1] += r.starts[v]
	}
	next := append([]int32(nil), r.starts...)
	for _, e := range edges {
		near, far := side(e)
		r.ends[next[near]], r.origins[next[near]] = far, e.Origins
		next[near]++
	}
	return r
}

// Len returns the number of vertices.
func (g *Graph) Len() int { return len(g.out.starts) - 1 }

// Degree returns how many edges begin with a vertex.
func (g *Graph) Degree(v int32) int { return int(g.out.starts[v+1] - g.out.starts[v]) }

func (r *rows) of(v int32) []int32 { return r.ends[r.starts[v]:r.starts[v+1]] }
