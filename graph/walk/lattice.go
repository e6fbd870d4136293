package walk

import (
	"slices"

	"dyad/graph/index"
)

// An arc is a relationship that the walk may take from one node to another.
type arc struct {
	from, to index.Node
	edge     index.Edge
}

// A layer is the nodes that are so many steps from the beginning on ways of one length, and how these go on.
type layer struct {
	spots []spot
	links []link // those of each spot together
}

// A spot is a node of a layer.
type spot struct {
	node       index.Node
	start, end int32    // of its links
	best       strength // of the weakest hop from here on, by the best way
	tidy       bool     // its links are in order
}

// A link leads to a spot of the next layer.
type link struct {
	to       index.Node
	next     int32 // its place in that layer
	strength strength
	best     strength // of the weakest hop, this one and those from there on, by the best way
}

// find returns the place of a node among spots. Whatever is noted of nodes that are not among them is not believed, and so never cleaned.
func (s *scratch) find(spots []spot, n index.Node) (place int32, found bool) {
	place = s.places[n]
	return place, int(place) < len(spots) && spots[place].node == n
}

// lattice returns what the ways of a length from the beginning to the end are made of, a layer for each step, nil if there are none. All of it
// leads on to the end. Of a length that is not the shortest there may be spots that no way comes to, and ways that come to an entity twice. It
// is overwritten by the next one.
func (f *finder) lattice(length int) ([]layer, error) {
	f.sides[0].forget()
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
	for _, s := range f.sides {
		if nodes := f.w.g.CountNodes(); len(s.places) < nodes {
			s.places = make([]int32, nodes)
		}
	}
	layers := make([]layer, length+1)
	goal, nexts := f.sides[1].all[0], f.sides[length%2].scratch
	layers[length].spots, nexts.places[goal] = []spot{{node: goal}}, 0
	for i := length - 1; i >= 0; i-- {
		layers[i], err = f.link(hops[i], &layers[i+1], f.sides[i%2].scratch, f.sides[(i+1)%2].scratch)
		if err != nil || len(layers[i].links) == 0 {
			return nil, err
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
	m := f.sides[0].scratch
	begin := len(m.nodes)
	for _, a := range arcs {
		if n := end(a); m.marks.add(n) {
			m.nodes = append(m.nodes, n)
		}
	}
	nodes := m.nodes[begin:]
	m.marks.wipe(nodes)
	return nodes
}

// arcs returns those from any node on the left to any on the right.
func (f *finder) arcs(left, right []index.Node) ([]arc, error) {
	nodes, marks, arcs := [2][]index.Node{left, right}, f.sides[0].marks, f.sides[0].arcs
	begin := len(arcs)
	var room [mostRuns]index.Run
	var runs []index.Run
	var err error
	s := f.cheaper(nodes)
	way := f.sides[s].way
	for _, n := range nodes[1-s] {
		marks.add(n)
	}
	for _, n := range nodes[s] {
		if runs, err = f.w.from(n, way, room[:0]); err != nil {
			break
		}
		for i := range runs {
			r := &runs[i]
			for j, end := range r.Far {
				far := f.w.far(end)
				if far < 0 || !marks.has(far) || far == n || !f.w.takes(r.Edge(j), n, way) {
					continue
				}
				a := arc{n, far, r.Edge(j)}
				if s == 1 {
					a.from, a.to = far, n
				}
				arcs = append(arcs, a)
			}
		}
	}
	marks.wipe(nodes[1-s])
	f.sides[0].arcs = arcs
	return arcs[begin:], err
}

// link makes a layer of arcs, those left out from which nothing leads on. Each layer notes the places of its spots in one scratch, and the next one
// in the other.
func (f *finder) link(arcs []arc, next *layer, own, nexts *scratch) (layer, error) {
	effort := 1 // of working out a strength
	if !f.w.usual {
		effort = 1 << 6
	}
	m := f.sides[0].scratch
	m.spots = slices.Grow(m.spots, min(len(arcs), f.w.g.CountNodes()))
	l := layer{spots: m.spots[len(m.spots):]}
	kept := arcs[:0]
	for _, a := range arcs {
		on, leads := nexts.find(next.spots, a.to)
		if !leads {
			continue
		}
		place, found := own.find(l.spots, a.from)
		if !found {
			place = int32(len(l.spots))
			own.places[a.from] = place
			l.spots = append(l.spots, spot{node: a.from, best: weakest})
		}
		l.spots[place].end++
		kept = append(kept, arc{index.Node(place), index.Node(on), a.edge})
	}
	m.links = slices.Grow(m.links, len(kept))
	l.links = m.links[len(m.links) : len(m.links)+len(kept)]
	m.spots, m.links = m.spots[:len(m.spots)+len(l.spots)], m.links[:len(m.links)+len(kept)]
	end := int32(0)
	for i := range l.spots {
		s := &l.spots[i]
		s.start, s.end, end = end, end, end+s.end
	}
	for _, a := range kept {
		if err := f.w.heed(effort); err != nil {
			return l, err
		}
		s, on := &l.spots[a.from], &next.spots[a.to]
		k := link{to: on.node, next: int32(a.to), strength: f.strength(a.edge)}
		k.best = max(k.strength, on.best)
		s.best = min(s.best, k.best)
		l.links[s.end] = k
		s.end++
	}
	return l, nil
}
