package store

import (
	"slices"
	"sync"

	"dyad/graph"
)

// watchers are who is told of transactions.
type watchers struct {
	mu   sync.Mutex
	list []*func(graph.Transaction)
}

// Watch has f told of every transaction that counts from now on, each once, in the order of their numbers, whoever makes it: by a
// load, a curator's change, an undoing, or a history that is restored. What it wrote can be read from the store by then; an index that was
// built before has none of it.
//
// It is called by whoever commits, before the committing call returns and while no other change can begin, so f has to be quick, and
// must not change the store. A program that was not running is told of nothing: [Store.Transactions] has all there ever were.
// stop ends it; a call that is under way is not waited for.
func (s *Store) Watch(f func(graph.Transaction)) (stop func()) {
	w := &s.watching
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

// tell tells whoever watches.
func (s *Store) tell(t graph.Transaction) {
	s.watching.mu.Lock()
	list := s.watching.list
	s.watching.mu.Unlock()
	for _, f := range list {
		(*f)(t)
	}
}
