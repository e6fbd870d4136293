package walk

import (
	"cmp"
	"iter"
	"math/bits"
	"slices"
	"sync"

	"dyad/graph/index"
)

// A set is some of the nodes, a bit for each.
type set []uint64

func newSet(nodes int) set { return make(set, (nodes+63)/64) }

// add adds n and reports whether it was not there.
func (s set) add(n index.Node) bool {
	word, bit := &s[uint32(n)/64], uint64(1)<<(uint32(n)%64)
	if *word&bit != 0 {
		return false
	}
	*word |= bit
	return true
}

// gather adds what is new of some far ends, and appends it; negative ones are not passed to.
func (s set) gather(all, ends []index.Node) []index.Node {
	for _, far := range ends {
		if far >= 0 && s.add(far) {
			all = append(all, far)
		}
	}
	return all
}

// drop takes n out.
func (s set) drop(n index.Node) { s[uint32(n)/64] &^= 1 << (uint32(n) % 64) }

// wipe takes out all that are listed; there are no others.
func (s set) wipe(all []index.Node) {
	if len(all) > len(s) {
		clear(s)
		return
	}
	for _, n := range all {
		s[uint32(n)/64] = 0
	}
}

func (s set) has(n index.Node) bool { return s[uint32(n)/64]&(1<<(uint32(n)%64)) != 0 }

// all yields the nodes in the order of keys.
func (s set) all() iter.Seq[index.Node] {
	return func(yield func(index.Node) bool) {
		for i, word := range s {
			for ; word != 0; word &= word - 1 {
				if !yield(index.Node(i*64 + bits.TrailingZeros64(word))) {
					return
				}
			}
		}
	}
}

// A scratch is memory that walks use one after the other. It is clean in between, so that a walk pays for what it reaches, and not for what there is.
type scratch struct {
	seen  set
	marks set          // clean again after each use
	all   []index.Node // that were reached

	// To find paths:
	places []int32      // see [scratch.find]
	nodes  []index.Node // these and what follows make a lattice
	arcs   []arc
	spots  []spot
	links  []link
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// newScratch returns clean memory for a graph of so many nodes.
func newScratch(nodes int) *scratch {
	s := scratches.Get().(*scratch)
	words := (nodes + 63) / 64
	if cap(s.seen) < words {
		s.seen, s.marks = newSet(nodes), newSet(nodes)
	}
	s.seen, s.marks = s.seen[:words], s.marks[:words]
	return s
}

// clean makes the memory clean and leaves it to the next walk. It is not deferred: what a panic leaves is not for others.
func (s *scratch) clean() {
	s.seen.wipe(s.all)
	s.all = s.all[:0]
	s.forget()
	scratches.Put(s)
}

// forget makes room for a lattice. Of a very large one nothing is kept.
func (s *scratch) forget() {
	const most = 1 << 20 // arcs, some 50 MB with all that is made of them
	if cap(s.arcs) > most {
		s.nodes, s.arcs, s.spots, s.links = nil, nil, nil, nil
		return
	}
	s.nodes, s.arcs, s.spots, s.links = s.nodes[:0], s.arcs[:0], s.spots[:0], s.links[:0]
}

// A front is how far a walk has spread, step by step.
type front struct {
	*scratch
	w     *walker
	way   index.Direction
	level []index.Node // reached by the last step: the end of all
	ends  []int        // where in all each step ends, the start first
	steps int
}

// newFront begins at the start nodes. Whoever is done with it cleans it.
func (w *walker) newFront(start []index.Node, way index.Direction) *front {
	f := &front{scratch: newScratch(w.g.CountNodes()), w: w, way: way, ends: make([]int, 0, MaxDepth+1)}
	for _, n := range start {
		if f.seen.add(n) {
			f.all = append(f.all, n)
		}
	}
	f.settle(0)
	f.order()
	return f
}

// spread goes so many relationships far, or until it has reached more than most nodes. Each level is in the order of keys.
func (f *front) spread(depth, most int) error {
	for len(f.level) > 0 && f.steps < depth && len(f.all) <= most {
		if err := f.step(); err != nil {
			return err
		}
	}
	return nil
}

// step goes one relationship further. It goes on from the start, whatever that is, and then from what may be passed through.
func (f *front) step() error {
	begin := len(f.all)
	way := f.asking
	if f.w.free {
		way = f.freely
	}
	if err := way(); err != nil {
		return err
	}
	f.steps++
	f.settle(begin)
	f.order()
	return nil
}

// freely takes in what is new, where nothing is to be asked of a relationship: most walks spend their time here.
func (f *front) freely() (err error) {
	const often = 1 << 10 // relationships between two looks at the budget
	steps, seen, all, looked := f.w.steps, f.seen, f.all, 0
	for _, n := range f.level {
		if f.steps > 0 && !f.w.passes(n) {
			continue
		}
		looked++
		if f.way != index.In {
			ends := steps.Out(n).Far
			looked, all = looked+len(ends), seen.gather(all, ends)
		}
		if f.way != index.Out {
			ends := steps.In(n).Far
			looked, all = looked+len(ends), seen.gather(all, ends)
		}
		if looked >= often {
			if err = f.w.look(looked); err != nil {
				break
			}
			looked = 0
		}
	}
	f.all = all
	return cmp.Or(err, f.w.look(looked))
}

// asking is freely where relationships have to be asked; those that lead to what is known already are not.
func (f *front) asking() error {
	var room [mostRuns]index.Run
	for _, n := range f.level {
		if f.steps > 0 && !f.w.passes(n) {
			continue
		}
		runs, err := f.w.from(n, f.way, room[:0])
		if err != nil {
			return err
		}
		for i := range runs {
			r := &runs[i]
			for j, end := range r.Far {
				if far := f.w.far(end); far >= 0 && !f.seen.has(far) && f.w.takes(r.Edge(j), n, f.way) {
					f.seen.add(far)
					f.all = append(f.all, far)
				}
			}
		}
	}
	return nil
}

// settle makes a level of what was reached from a place in all on.
func (f *front) settle(begin int) {
	f.level = f.all[begin:]
	f.ends = append(f.ends, len(f.all))
}

// order sorts the last level. A large level is read off a set of it, which is in order already.
func (f *front) order() {
	if len(f.level)*bits.Len(uint(len(f.level))) < len(f.marks) {
		slices.Sort(f.level)
		return
	}
	for _, n := range f.level {
		f.marks.add(n)
	}
	place := 0
	for i, word := range f.marks {
		for ; word != 0; word &= word - 1 {
			f.level[place] = index.Node(i*64 + bits.TrailingZeros64(word))
			place++
		}
		f.marks[i] = 0
	}
}

// reached returns what was reached, the nearest first, then by key, and cleans the front; nothing after an error.
func (f *front) reached(err error) ([]Reached, error) {
	var reached []Reached
	if err == nil {
		reached = make([]Reached, 0, len(f.all))
		for distance, end := range f.ends {
			for _, n := range f.all[len(reached):end] {
				reached = append(reached, Reached{n, int32(distance)})
			}
		}
	}
	f.clean()
	return reached, err
}
