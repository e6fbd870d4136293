package resolver

import (
	"sync"

	"dyad/graph"
	"dyad/schema/exec"
)

// A gallery holds what a request has shown already. One answer shows few entities, sources and terms many times: each of them is
// written out once, and so cheaply that the fields that lead to them need no goroutine of their own.
type gallery struct {
	mu       sync.Mutex
	entities map[seen[graph.Entity]]*exec.Entity
	sources  map[seen[graph.Source]]*exec.Source
	terms    map[used]*exec.TermEntry
	last     struct { // the term that was asked for last: one after the other, entities are mostly of one type
		used
		shown *exec.TermEntry
	}
}

// seen is a record under a view.
type seen[T any] struct {
	record *T
	view   *graph.View
}

// used is a term by what it is used for, in the words of some time.
type used struct {
	words *graph.Vocabulary
	kind  graph.TermKind
	key   graph.TermKey
}

func newGallery() gallery {
	return gallery{
		entities: map[seen[graph.Entity]]*exec.Entity{},
		sources:  map[seen[graph.Source]]*exec.Source{},
		terms:    map[used]*exec.TermEntry{},
	}
}

// once returns what is kept under a key, and makes it if it is not there yet.
func once[K comparable, V any](g *gallery, kept map[K]V, key K, make func() V) V {
	g.mu.Lock()
	defer g.mu.Unlock()
	return orMade(kept, key, make)
}

// orMade is once with the lock held.
func orMade[K comparable, V any](kept map[K]V, key K, make func() V) V {
	shown, known := kept[key]
	if !known {
		shown = make()
		kept[key] = shown
	}
	return shown
}

// term returns a term as it is shown. It is called with the lock held.
func (g *gallery) term(u used) *exec.TermEntry {
	if g.last.shown == nil || g.last.used != u {
		g.last.shown = orMade(g.terms, u, func() *exec.TermEntry { return writeTerm(u.words, u.kind, u.key) })
		g.last.used = u
	}
	return g.last.shown
}
