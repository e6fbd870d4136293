package walk

import (
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
	marks set          // clean again after each step
	all   []index.Node // that were reached
	near  []uint8      // how many steps away they are, and one more; 0: not reached
	paths bool         // near is in use, as it is to find paths
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// newScratch returns clean memory for a graph of so many nodes.
func newScratch(nodes int) *scratch {
	s := scratches.Get().(*scratch)
	if cap(s.near) < nodes {
		s.seen, s.marks, s.near = newSet(nodes), newSet(nodes), make([]uint8, nodes)
	}
	words := (nodes + 63) / 64
	s.seen, s.marks, s.near = s.seen[:words], s.marks[:words], s.near[:nodes]
	return s
}

// clean makes the memory clean and leaves it to the next walk.
func (s *scratch) clean() {
	if len(s.all) > len(s.seen) {
		clear(s.seen)
	} else {
		for _, n := range s.all {
			s.seen[uint32(n)/64] = 0
		}
	}
	if s.paths {
		for _, n := range s.all {
			s.near[n] = 0
		}
	}
	s.all, s.paths = s.all[:0], false
	scratches.Put(s)
}

// A front is how far a walk has spread, step by step.
type front struct {
	*scratch
	w     *walker
	way   index.Direction
	level []index.Node // reached by the last step, in the order of keys: the end of all
	ends  []int        // where in all each step ends, the start first
	steps int
}

// newFront begins at the start nodes. Whoever is done with it cleans it.
func (w *walker) newFront(start []index.Node, way index.Direction) *front {
	f := &front{scratch: newScratch(w.g.CountNodes()), w: w, way: way}
	f.reach(start)
	f.settle(0)
	return f
}

// step goes one relationship further. It goes on from the start, whatever that is, and then from what may be passed through.
func (f *front) step() error {
	begin := len(f.all)
	for _, n := range f.level {
		if f.steps > 0 && !f.w.passes(n) {
			continue
		}
		if err := f.from(n); err != nil {
			return err
		}
	}
	f.steps++
	f.settle(begin)
	return nil
}

// settle puts what was reached from a place in all on in order.
func (f *front) settle(begin int) {
	f.level = f.all[begin:]
	f.order()
	f.ends = append(f.ends, len(f.all))
}

// from reaches out from one node.
func (f *front) from(n index.Node) error {
	if !f.w.bare {
		ends, err := f.w.neighbours(n, f.way, nil)
		f.reach(ends)
		return err
	}
	looked := 0
	if f.way != index.In {
		_, ends := f.w.steps.Out(n)
		f.reach(ends)
		looked += len(ends)
	}
	if f.way != index.Out {
		_, ends := f.w.steps.In(n)
		f.reach(ends)
		looked += len(ends)
	}
	return f.w.look(looked)
}

// reach takes in the far ends that are new; negative ones are not passed to.
func (f *front) reach(ends []index.Node) {
	seen, all := f.seen, f.all
	for _, far := range ends {
		if far >= 0 && seen.add(far) {
			all = append(all, far)
		}
	}
	f.all = all
}

// order sorts what the last step reached. A large level is read off a set of it, which is in order already.
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

// reached returns what was reached, the nearest first, then by key.
func (f *front) reached() []Reached {
	reached := make([]Reached, 0, len(f.all))
	for distance, end := range f.ends {
		for _, n := range f.all[len(reached):end] {
			reached = append(reached, Reached{n, distance})
		}
	}
	return reached
}
