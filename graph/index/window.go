package index

import (
	"cmp"
	"iter"

	"dyad/graph"
)

// A Window says where a list begins and ends, and which way it runs. A list starts at once wherever that is: what lies outside
// the window is not looked at. The zero Window is the whole list, forwards.
//
// The keys need not be in the list, so that a place in it stays good while data is added and removed.
type Window[K any] struct {
	After    *K   // begin behind this key; nil: at the first
	Before   *K   // end before this key; nil: at the last
	Backward bool // run from the last to the first
}

// bounds returns the places low to high, high excluded, of a list of n. find tells the place of the first element that is not
// less than a key, and whether it has that very key.
func (w Window[K]) bounds(n int, find func(K) (int, bool)) (low, high int) {
	low, high = 0, n
	if w.After != nil {
		at, found := find(*w.After)
		low = at
		if found {
			low++
		}
	}
	if w.Before != nil {
		high, _ = find(*w.Before)
	}
	return low, high
}

// walk yields the places from low to high, high excluded, in the window's direction.
func (w Window[K]) walk(low, high int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := low; i < high; i++ {
			place := i
			if w.Backward {
				place = high - 1 - (i - low)
			}
			if !yield(place) {
				return
			}
		}
	}
}

// A Triple is the key by which relationships are ordered: From, then Type, then To. To is empty for unary types.
type Triple struct {
	From graph.EntityKey
	Type graph.TermKey
	To   graph.EntityKey
}

// Compare orders triples by their keys.
func (t Triple) Compare(u Triple) int {
	return cmp.Or(cmp.Compare(t.From, u.From), cmp.Compare(t.Type, u.Type), cmp.Compare(t.To, u.To))
}
