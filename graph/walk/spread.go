package walk

import (
	"iter"
	"math/bits"
	"slices"

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

// A front is how far a walk has spread, step by step.
type front struct {
	w      *walker
	way    index.Direction
	seen   set
	before set          // seen, as of the step before
	level  []index.Node // reached by the last step, in the order of keys
	next   []index.Node
	steps  int
}

// newFront begins at the start nodes.
func (w *walker) newFront(start []index.Node, way index.Direction) *front {
	f := &front{w: w, way: way, seen: newSet(w.g.CountNodes()), before: newSet(w.g.CountNodes())}
	for _, n := range start {
		if f.seen.add(n) {
			f.level = append(f.level, n)
		}
	}
	slices.Sort(f.level)
	return f
}

// step goes one relationship further. It goes on from the start, whatever that is, and then from what may be passed through.
func (f *front) step() error {
	copy(f.before, f.seen)
	f.next = f.next[:0]
	for _, n := range f.level {
		if f.steps > 0 && !f.w.passes(n) {
			continue
		}
		if err := f.from(n); err != nil {
			return err
		}
	}
	f.level, f.next = f.next, f.level
	f.order()
	f.steps++
	return nil
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
	seen, next := f.seen, f.next
	for _, far := range ends {
		if far >= 0 && seen.add(far) {
			next = append(next, far)
		}
	}
	f.next = next
}

// order sorts what the last step reached. A large level is read off the sets, which are in order already.
func (f *front) order() {
	if len(f.level)*bits.Len(uint(len(f.level))) < len(f.seen) {
		slices.Sort(f.level)
		return
	}
	f.level = f.level[:0]
	for i, word := range f.seen {
		for word &^= f.before[i]; word != 0; word &= word - 1 {
			f.level = append(f.level, index.Node(i*64+bits.TrailingZeros64(word)))
		}
	}
}

// meets reports whether two sets share a node.
func (s set) meets(other set) bool {
	for i, word := range s {
		if word&other[i] != 0 {
			return true
		}
	}
	return false
}

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
