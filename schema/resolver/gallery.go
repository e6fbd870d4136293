package resolver

import (
	"maps"
	"sync"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// A gallery holds what a request has shown already. One answer shows few entities, sources and terms many times: each of them is
// written out once, and so cheaply that the fields that lead to them need no goroutine of their own. A relationship is dear, since it is
// added up from all its claims, and each of them may be asked what it backs.
type gallery struct {
	mu       sync.Mutex
	entities map[seen[graph.Entity]]*exec.Entity
	sources  map[seen[graph.Source]]*exec.Source
	terms    map[used]*exec.TermEntry
	last     struct { // the term that was asked for last: one after the other, entities are mostly of one type
		used
		shown *exec.TermEntry
	}
	relationships map[summed]func() *exec.Relationship
	summed        int // see [claimsSummed]
}

// How many claims are behind the relationships that a gallery holds, unless one alone has more, and for how many more each relationship
// counts. A claim takes some 20 bytes, and 250 where it is a spell of its own.
const (
	claimsSummed  = 200_000
	claimsWeighed = 50
)

// seen is a record under a view.
type seen[T any] struct {
	record *T
	view   *graph.View
}

// summed is a relationship under a view, and the graph that the view shows.
type summed struct {
	g    *index.Graph
	e    index.Edge
	view *graph.View
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

		relationships: map[summed]func() *exec.Relationship{},
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

// relationship returns the relationship of a key, and has it written if it is not held. Who asks for it meanwhile waits, and nobody else.
func (g *gallery) relationship(key summed, write func() *exec.Relationship) *exec.Relationship {
	return once(g, g.relationships, key, func() func() *exec.Relationship {
		return sync.OnceValue(func() *exec.Relationship {
			shown := write()
			g.makeRoom(key, shown.Support.Claims)
			return shown
		})
	})()
}

// makeRoom counts the claims of a relationship that was written. If they are too many with the others, these go: rather all at once
// than by an order of forgetting.
func (g *gallery) makeRoom(key summed, claims int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	claims += claimsWeighed
	if g.summed += claims; g.summed > claimsSummed {
		maps.DeleteFunc(g.relationships, func(other summed, _ func() *exec.Relationship) bool { return other != key })
		g.summed = claims
	}
}
