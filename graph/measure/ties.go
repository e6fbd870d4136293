package measure

import "dyad/graph/index"

// Parallel says what several relationships between two entities are worth.
type Parallel string

// The ways to take them.
const (
	Merged  Parallel = "MERGED"  // one tie of weight 1, however many relationships it stands for
	Counted Parallel = "COUNTED" // one tie of their number
)

// ties are who leads to whom, in rows: vertex v leads to ends[starts[v]:starts[v+1]], each once, in order.
type ties struct {
	starts  []int32
	ends    []int32
	weights []float64 // by place in ends; nil: 1 each
}

// ties returns the net seen in one direction. Symmetric relationships lead both ways; in direction Any all do.
func (n *Net) ties(way index.Direction, parallel Parallel) ties {
	t := n.rows(way.Opposite()).transposed()
	t.merge(parallel)
	return t
}

// each calls do with the two ends of each step that a link allows in a direction.
func (n *Net) each(way index.Direction, do func(from, to int32)) {
	for _, l := range n.links {
		if way != index.In || l.symmetric {
			do(l.from, l.to)
		}
		if way != index.Out || l.symmetric {
			do(l.to, l.from)
		}
	}
}

// rows sorts the steps by where they start. What a row holds is in no useful order, and may hold an end several times.
func (n *Net) rows(way index.Direction) ties {
	t := ties{starts: make([]int32, len(n.nodes)+1)}
	n.each(way, func(from, _ int32) { t.starts[from+1]++ })
	next := t.sum()
	n.each(way, func(from, to int32) {
		t.ends[next[from]] = to
		next[from]++
	})
	return t
}

// sum turns counts into places, makes room for the ends, and returns where each row begins.
func (t *ties) sum() (next []int32) {
	for v := range len(t.starts) - 1 {
		t.starts[v+1] += t.starts[v]
	}
	t.ends = make([]int32, t.starts[len(t.starts)-1])
	return append([]int32(nil), t.starts...)
}

// transposed turns every step round. Its rows are in order, since they are filled in the order of where steps started.
func (t ties) transposed() ties {
	back := ties{starts: make([]int32, len(t.starts))}
	for _, to := range t.ends {
		back.starts[to+1]++
	}
	next := back.sum()
	for v := range int32(t.len()) {
		for _, to := range t.row(v) {
			back.ends[next[to]] = v
			next[to]++
		}
	}
	return back
}

// merge makes one of the steps to the same end.
func (t *ties) merge(parallel Parallel) {
	if parallel == Counted {
		t.weights = make([]float64, len(t.ends))
	}
	kept := int32(0)
	for v := range t.len() {
		row := t.ends[t.starts[v]:t.starts[v+1]]
		t.starts[v] = kept
		for i, to := range row {
			if i == 0 || row[i-1] != to {
				t.ends[kept] = to
				kept++
			}
			if t.weights != nil {
				t.weights[kept-1]++
			}
		}
	}
	t.starts[t.len()], t.ends = kept, t.ends[:kept]
	if t.weights != nil {
		t.weights = t.weights[:kept]
	}
}

// len returns the number of vertices.
func (t *ties) len() int { return len(t.starts) - 1 }

// row returns where a vertex leads.
func (t *ties) row(v int32) []int32 { return t.ends[t.starts[v]:t.starts[v+1]] }

// weight returns the weight of the tie at a place in ends.
func (t *ties) weight(i int32) float64 {
	if t.weights == nil {
		return 1
	}
	return t.weights[i]
}

// strength returns the weight of everything that a vertex leads to.
func (t *ties) strength(v int32) float64 {
	if t.weights == nil {
		return float64(t.starts[v+1] - t.starts[v])
	}
	sum := 0.0
	for _, w := range t.weights[t.starts[v]:t.starts[v+1]] {
		sum += w
	}
	return sum
}
