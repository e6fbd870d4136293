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
	scratches.Put(s)
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
	for _, n := range f.level {
		if f.steps > 0 && !f.w.passes(n) {
			continue
		}
		if err := f.w.runs(n, f.way, func(r index.Run) { f.reach(n, r) }); err != nil {
			return err
		}
	}
	f.steps++
	f.settle(begin)
	f.order()
	return nil
}

// settle makes a level of what was reached from a place in all on.
func (f *front) settle(begin int) {
	f.level = f.all[begin:]
	f.ends = append(f.ends, len(f.all))
}

// reach takes in what is new of where a run leads from n. What is not new is not asked for.
func (f *front) reach(n index.Node, r index.Run) {
	seen, all := f.seen, f.all
	if f.w.free {
		for _, far := range r.Far {
			if far >= 0 && seen.add(far) {
				all = append(all, far)
			}
		}
	} else {
		for i, end := range r.Far {
			if far := f.w.far(end); far >= 0 && !seen.has(far) && f.w.takes(r.Edge(i), n, f.way) {
				seen.add(far)
				all = append(all, far)
			}
		}
	}
	f.all = all
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
	defer f.clean()
	if err != nil {
		return nil, err
	}
	reached := make([]Reached, 0, len(f.all))
	for distance, end := range f.ends {
		for _, n := range f.all[len(reached):end] {
			reached = append(reached, Reached{n, distance})
		}
	}
	return reached, nil
}
