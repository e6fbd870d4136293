package walk

import "dyad/graph/index"

// meet spreads from both ends until they meet, and reports whether they do within so many steps. A step that meets is not taken in: each side
// then knows what is at most so many steps away, and one relationship joins what is farthest from one end with what is farthest from the other.
func (f *finder) meet(most int) (bool, error) {
	for {
		length := f.sides[0].steps + f.sides[1].steps + 1
		if length > most || len(f.sides[0].level) == 0 || len(f.sides[1].level) == 0 {
			return false, nil
		}
		met, err := f.step(true)
		if met || err != nil {
			f.shortest = length
			return met, err
		}
	}
}

// step spreads from the end from which that is cheaper.
func (f *finder) step(meeting bool) (met bool, err error) {
	s := f.cheaper([2][]index.Node{f.sides[0].level, f.sides[1].level})
	return f.sides[s].toward(f.sides[1-s], meeting)
}

// cheaper returns from which side it takes fewer relationships to look from nodes of the one for nodes of the other.
func (f *finder) cheaper(nodes [2][]index.Node) int {
	first := 0
	if len(nodes[1]) < len(nodes[0]) {
		first = 1
	}
	spare := 0
	for _, n := range nodes[first] {
		spare += f.w.steps.Degree(n, f.sides[first].way) + 1
	}
	for _, n := range nodes[1-first] {
		if spare -= f.w.steps.Degree(n, f.sides[1-first].way) + 1; spare <= 0 {
			return first
		}
	}
	return 1 - first
}

// toward goes one relationship further, through what may be passed through only. Meeting, it stops where that leads to what the other side has
// seen, and is as if it had never gone; else the end of the path is left to the other side.
func (f *front) toward(other *front, meeting bool) (met bool, err error) {
	begin := len(f.all)
	var room [mostRuns]index.Run
	for _, n := range f.level {
		runs, err := f.w.from(n, f.way, room[:0])
		if err != nil {
			return false, err
		}
		for i := 0; i < len(runs) && !met; i++ {
			met = f.approach(n, &runs[i], other, meeting)
		}
		if met {
			for _, n := range f.all[begin:] {
				f.seen.drop(n)
			}
			f.all = f.all[:begin]
			return true, nil
		}
	}
	f.steps++
	f.settle(begin)
	return false, nil
}

// approach takes in what is new of where a run leads from n.
func (f *front) approach(n index.Node, r *index.Run, other *front, meeting bool) (met bool) {
	seen, all, goal := f.seen, f.all, other.all[0]
	for i, end := range r.Far {
		far := f.w.far(end)
		if far < 0 || seen.has(far) {
			continue
		}
		there := meeting && other.seen.has(far)
		if !there && (far == goal || !f.w.passes(far)) || !f.w.takes(r.Edge(i), n, f.way) {
			continue
		}
		if there {
			met = true
			break
		}
		seen.add(far)
		all = append(all, far)
	}
	f.all = all
	return met
}
