package measure

import (
	"context"

	"dyad/graph/index"
)

// WeakComponents are what hangs together, whichever way relationships lead: any two members are joined by a path, and nobody else is
// joined to them.
func WeakComponents(n *Net) *Partition { return n.newPartition(n.connected(make([]int32, n.Len()))) }

// connected gives each connected piece of what has one label a label of its own.
func (n *Net) connected(label []int32) []int32 {
	root := numbered(n.Len())
	for _, l := range n.links {
		if label[l.from] == label[l.to] {
			a, b := find(root, l.from), find(root, l.to)
			root[max(a, b)] = min(a, b)
		}
	}
	for v := range root {
		root[v] = find(root, int32(v))
	}
	return root
}

// find returns the root of a vertex, and shortens the way there.
func find(root []int32, v int32) int32 {
	for root[v] != v {
		root[v] = root[root[v]]
		v = root[v]
	}
	return v
}

// StrongComponents are what hangs together along the direction of relationships: from any member a path leads to any other. Symmetric
// relationships lead both ways. An entity on no way round is one by itself.
func StrongComponents(ctx context.Context, n *Net) (*Partition, error) {
	s := &strong{t: n.ties(index.Out, Merged), found: make([]int32, n.Len()), low: make([]int32, n.Len()), label: make([]int32, n.Len())}
	p := pulse{ctx: ctx}
	for v := range s.label {
		s.label[v] = -1
	}
	for v := range int32(n.Len()) {
		if s.found[v] != 0 {
			continue
		}
		if err := s.visit(v, &p); err != nil {
			return nil, err
		}
	}
	return n.newPartition(s.label), nil
}

// strong is Tarjan's search, with a path of its own instead of recursion.
type strong struct {
	t     ties
	found []int32 // by vertex: when it was found, from 1; 0: not yet
	low   []int32 // by vertex: the first found that is known to be led back to
	label []int32 // by vertex: its component; -1: not settled
	open  []int32 // found and not settled, in the order of finding
	path  []turning
	clock int32
}

// A turning is a vertex on the path, and which of its ties is to be tried next.
type turning struct{ v, next int32 }

// visit settles what can be reached from a vertex.
func (s *strong) visit(start int32, p *pulse) error {
	s.enter(start)
	for len(s.path) > 0 {
		at := &s.path[len(s.path)-1]
		if at.next == s.t.starts[at.v+1] {
			s.leave()
			continue
		}
		far := s.t.ends[at.next]
		at.next++
		switch {
		case s.found[far] == 0:
			s.enter(far)
		case s.label[far] < 0:
			s.low[at.v] = min(s.low[at.v], s.found[far])
		}
		if err := p.beat(1); err != nil {
			return err
		}
	}
	return nil
}

func (s *strong) enter(v int32) {
	s.clock++
	s.found[v], s.low[v] = s.clock, s.clock
	s.open = append(s.open, v)
	s.path = append(s.path, turning{v, s.t.starts[v]})
}

// leave goes back one step, and settles a component where its first vertex is left.
func (s *strong) leave() {
	v := s.path[len(s.path)-1].v
	s.path = s.path[:len(s.path)-1]
	if len(s.path) > 0 {
		before := s.path[len(s.path)-1].v
		s.low[before] = min(s.low[before], s.low[v])
	}
	if s.low[v] < s.found[v] {
		return
	}
	for {
		last := s.open[len(s.open)-1]
		s.open = s.open[:len(s.open)-1]
		s.label[last] = v
		if last == v {
			return
		}
	}
}
