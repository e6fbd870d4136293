package curation

import (
	"slices"
	"sync"

	"dyad/graph"
)

// watchers are who is told of transactions, and the transactions that they will be told of once they can be read.
type watchers struct {
	mu      sync.Mutex
	list    []*func(graph.Transaction)
	pending []graph.Transaction
}

func (w *watchers) add(f func(graph.Transaction)) (stop func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	entry := &f
	w.list = append(slices.Clone(w.list), entry)
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.list = slices.DeleteFunc(slices.Clone(w.list), func(e *func(graph.Transaction)) bool { return e == entry })
	}
}

// made notes a transaction that counts, and can't be read from the index yet.
func (w *watchers) made(t graph.Transaction) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pending = append(w.pending, t)
}

// shown tells of the transactions up to last, which can be read now. One caller at a time.
func (w *watchers) shown(last graph.Tx) {
	w.mu.Lock()
	n := 0
	for n < len(w.pending) && w.pending[n].Tx <= last {
		n++
	}
	due, list := w.pending[:n:n], w.list
	w.pending = w.pending[n:]
	w.mu.Unlock()
	for _, t := range due {
		for _, f := range list {
			(*f)(t)
		}
	}
}
