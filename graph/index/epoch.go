package index

import (
	"maps"
	"slices"
	"sort"
	"sync"

	"dyad/graph"
)

// An epoch is a run of transactions between two that changed who is who, or what a term means. A view of one of them is
// answered from an index that was built with the identities and the vocabulary of that time.

// epochsKept is how many indexes of earlier times are kept. Comparing two moments needs two.
const epochsKept = 2

// epochs are the epochs of an index, and the indexes of those asked for last.
type epochs struct {
	turns []graph.Tx // the transactions with which an epoch begins, in order; the first epoch begins before all of them

	mu   sync.Mutex // held while an index is built, so that who asks for the same waits instead of building it too
	kept []epoch    // the last asked for first
}

// An epoch is numbered by how many turns it lies behind.
type epoch struct {
	number int
	index  *Index
}

// turnsOf returns the transactions that changed an identity or a term.
func turnsOf(in *Input) []graph.Tx {
	var turns []graph.Tx
	turn := func(opened, closed graph.Tx) {
		turns = append(turns, opened)
		if closed != 0 {
			turns = append(turns, closed)
		}
	}
	for i := range in.Entities {
		if v := &in.Entities[i]; v.Value.MergedInto != "" {
			turn(v.Opened, v.Closed)
		}
	}
	for i := range in.SameAs {
		if v := &in.SameAs[i]; v.Value.Same {
			turn(v.Opened, v.Closed)
		}
	}
	for i := range in.Terms {
		turn(in.Terms[i].Opened, in.Terms[i].Closed)
	}
	slices.Sort(turns)
	return tight(slices.Compact(turns))
}

// number returns the epoch of the time after tx.
func (e *epochs) number(tx graph.Tx) int {
	return sort.Search(len(e.turns), func(i int) bool { return e.turns[i] > tx })
}

// find returns the index of an epoch, if it is kept.
func (e *epochs) find(number int) *Index {
	i := slices.IndexFunc(e.kept, func(k epoch) bool { return k.number == number })
	if i < 0 {
		return nil
	}
	found := e.kept[i]
	e.kept = slices.Insert(slices.Delete(e.kept, i, i+1), 0, found)
	return found.index
}

// keep keeps the index of an epoch, and forgets the one that was asked for longest ago.
func (e *epochs) keep(number int, x *Index) {
	e.kept = slices.Insert(e.kept, 0, epoch{number, x})
	if len(e.kept) > epochsKept {
		e.kept = slices.Delete(e.kept, epochsKept, len(e.kept))
	}
}

// at returns the index with the identities and the vocabulary of the time of tx.
func (x *Index) at(tx graph.Tx) (*Index, error) {
	number := x.epochs.number(tx)
	if tx == 0 || number == len(x.epochs.turns) {
		return x, nil
	}
	x.epochs.mu.Lock()
	defer x.epochs.mu.Unlock()
	if then := x.epochs.find(number); then != nil {
		return then, nil
	}
	then, err := x.rebuilt(tx)
	if err == nil {
		x.epochs.keep(number, then)
	}
	return then, err
}

// rebuilt builds the index of an earlier time, unless nothing that matters to it was otherwise then.
func (x *Index) rebuilt(tx graph.Tx) (*Index, error) {
	in := x.input()
	id, err := identityAt(&in, tx)
	if err != nil {
		return nil, err
	}
	if maps.Equal(id, x.identity) && in.sameWords(tx) {
		return x, nil
	}
	then, err := build(in, tx, nil)
	if err != nil {
		return nil, err
	}
	then.base = x
	return then, nil
}

// vocabularyAt returns the vocabulary of the time of tx.
func (in *Input) vocabularyAt(tx graph.Tx) *graph.Vocabulary {
	if tx == 0 || len(in.Terms) == 0 || in.sameWords(tx) {
		return in.Vocabulary
	}
	var terms []graph.Term
	for i := range in.Terms {
		if in.Terms[i].At(tx) {
			terms = append(terms, in.Terms[i].Value)
		}
	}
	return graph.NewVocabulary(terms)
}

// sameWords reports whether the terms of the time of tx are those of the present.
func (in *Input) sameWords(tx graph.Tx) bool {
	return !slices.ContainsFunc(in.Terms, func(v graph.Version[graph.Term]) bool { return v.At(tx) != v.At(0) })
}

// root returns the index of what was recorded, behind one that was made from it.
func (x *Index) root() *Index {
	for x.base != nil {
		x = x.base
	}
	return x
}
