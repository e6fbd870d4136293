package walk

import (
	"cmp"
	"slices"

	"dyad/graph/index"
)

// An arc is a relationship that the walk may take from one node to another.
type arc struct {
	from, to index.Node
	edge     index.Edge
}

// A layer is the nodes that are so many steps from the beginning on ways of one length, in the order of keys, and how these go on.
type layer struct {
	nodes  []index.Node
	starts []int // where in links those of each node begin, and where the last end
	links  []link
	best   []strength // by node: the weakest hop from there on, by the best way
	worst  []strength // likewise, by the worst
}

func (l *layer) of(i int) []link { return l.links[l.starts[i]:l.starts[i+1]] }

// A link leads to a node of the next layer. It is as strong as the strongest relationship that can be taken.
type link struct {
	to       index.Node
	next     int // its place in that layer
	strength strength
	best     strength // of the weakest hop, this one and those of the best way on
	worst    strength // likewise, of the worst
}

// lattice returns what lies on ways of a length from the beginning to the end, a layer for each hop, nil if there are none. Nothing in it leads
// nowhere. Ways longer than the shortest may come to an entity twice.
func (f *finder) lattice(length int) ([]layer, error) {
	for f.sides[0].steps+f.sides[1].steps+1 < length {
		if _, err := f.step(false); err != nil {
			return nil, err
		}
	}
	middle := f.sides[0].steps
	hops := make([][]arc, length)
	var err error
	for i := middle; i >= 0 && err == nil; i-- {
		right := f.layer(1, length-1-middle, length)
		if i < middle {
			right = f.distinct(hops[i+1], func(a arc) index.Node { return a.from })
		}
		hops[i], err = f.arcs(f.layer(0, i, length), right)
	}
	for i := middle + 1; i < length && err == nil; i++ {
		left := f.distinct(hops[i-1], func(a arc) index.Node { return a.to })
		hops[i], err = f.arcs(left, f.layer(1, length-1-i, length))
	}
	if err != nil {
		return nil, err
	}
	layers := make([]layer, length)
	for i := length - 1; i >= 0; i-- {
		var next *layer
		if i < length-1 {
			next = &layers[i+1]
		}
		if layers[i] = f.link(hops[i], next); len(layers[i].links) == 0 {
			return nil, nil
		}
	}
	return layers, nil
}

// layer returns what may be so many steps from one end, on ways of a length.
func (f *finder) layer(side, steps, length int) []index.Node {
	s := f.sides[side]
	switch {
	case steps == 0:
		return s.all[:1]
	case length == f.shortest:
		return s.all[s.ends[steps-1]:s.ends[steps]]
	}
	return s.all[1:s.ends[steps]]
}

// distinct returns one end of each arc, each once.
func (f *finder) distinct(arcs []arc, end func(arc) index.Node) []index.Node {
	marks := f.sides[0].marks
	var nodes []index.Node
	for _, a := range arcs {
		if n := end(a); marks.add(n) {
			nodes = append(nodes, n)
		}
	}
	marks.wipe(nodes)
	return nodes
}

// arcs returns those from any node on the left to any on the right.
func (f *finder) arcs(left, right []index.Node) (arcs []arc, err error) {
	nodes, marks := [2][]index.Node{left, right}, f.sides[0].marks
	s := f.cheaper(nodes)
	way := f.sides[s].way
	for _, n := range nodes[1-s] {
		marks.add(n)
	}
	for _, n := range nodes[s] {
		err = f.w.runs(n, way, func(r index.Run) {
			for i, end := range r.Far {
				far := f.w.far(end)
				if far < 0 || !marks.has(far) || far == n {
					continue
				}
				if e := r.Edge(i); f.w.takes(e, n, way) {
					a := arc{n, far, e}
					if s == 1 {
						a.from, a.to = far, n
					}
					arcs = append(arcs, a)
				}
			}
		})
		if err != nil {
			break
		}
	}
	marks.wipe(nodes[1-s])
	return arcs, err
}

// link makes a layer of arcs, those left out from which nothing leads on. No next layer is the end.
func (f *finder) link(arcs []arc, next *layer) layer {
	slices.SortFunc(arcs, func(a, b arc) int {
		if a.from != b.from {
			return cmp.Compare(a.from, b.from)
		}
		return cmp.Compare(a.to, b.to)
	})
	var l layer
	for _, a := range arcs {
		place, leads := 0, true
		if next != nil {
			place, leads = slices.BinarySearch(next.nodes, a.to)
		}
		if !leads {
			continue
		}
		k := link{to: a.to, next: place, strength: f.w.strength(a.edge)}
		if n := len(l.nodes); n == 0 || l.nodes[n-1] != a.from {
			l.nodes, l.starts = append(l.nodes, a.from), append(l.starts, len(l.links))
		} else if before := &l.links[len(l.links)-1]; before.to == a.to {
			before.strength = min(before.strength, k.strength)
			continue
		}
		l.links = append(l.links, k)
	}
	l.starts = append(l.starts, len(l.links))
	l.judge(next)
	return l
}

// judge works out what the ways on are worth.
func (l *layer) judge(next *layer) {
	l.best, l.worst = make([]strength, len(l.nodes)), make([]strength, len(l.nodes))
	for i := range l.nodes {
		links := l.of(i)
		for j := range links {
			k := &links[j]
			k.best, k.worst = k.strength, k.strength
			if next != nil {
				k.best, k.worst = max(k.best, next.best[k.next]), max(k.worst, next.worst[k.next])
			}
			if j == 0 {
				l.best[i], l.worst[i] = k.best, k.worst
			}
			l.best[i], l.worst[i] = min(l.best[i], k.best), max(l.worst[i], k.worst)
		}
	}
}
