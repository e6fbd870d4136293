package extract

import (
	"cmp"
	"fmt"
	"slices"

	"dyad/graph"
)

// A Registry tells which entity a name means. It is immutable and safe for concurrent use.
//
// A name that several entities bear is ambiguous, and a name that is merely like another is unknown: both are for a human to
// decide, and the error offers the candidates.
type Registry struct {
	entities map[graph.EntityKey]*graph.Entity
	targets  map[graph.EntityKey]graph.EntityKey // what the entities that were merged became in the end
	exact    map[string][]graph.EntityKey        // names as they are written: whom they mean, merges followed, sorted
	folded   map[string][]graph.EntityKey        // names as [graph.Fold] writes them
	words    []string                            // every key and name, once, sorted
}

// NewRegistry returns the registry of the entities, which it keeps. Of two with one key, it knows the first.
func NewRegistry(entities []graph.Entity) *Registry {
	r := &Registry{
		entities: make(map[graph.EntityKey]*graph.Entity, len(entities)),
		exact:    map[string][]graph.EntityKey{},
		folded:   map[string][]graph.EntityKey{},
	}
	for i := range entities {
		if e := &entities[i]; r.entities[e.Key] == nil {
			r.entities[e.Key] = e
		}
	}
	r.targets = r.mergers()
	for i := range entities {
		r.add(&entities[i])
	}
	for _, names := range []map[string][]graph.EntityKey{r.exact, r.folded} {
		for name, keys := range names {
			slices.Sort(keys)
			names[name] = slices.Compact(keys)
		}
	}
	slices.Sort(r.words)
	r.words = slices.Compact(r.words)
	return r
}

// add enters the key and the names of an entity.
func (r *Registry) add(e *graph.Entity) {
	r.words = append(r.words, string(e.Key))
	for _, n := range e.AllNames() {
		if n.Text == "" {
			continue
		}
		fold := graph.Fold(n.Text)
		r.words = append(r.words, n.Text)
		r.exact[n.Text] = append(r.exact[n.Text], r.target(e.Key))
		r.folded[fold] = append(r.folded[fold], r.target(e.Key))
	}
}

// mergers returns what each entity that was merged became in the end. In a circle of merges nobody became anybody.
func (r *Registry) mergers() map[graph.EntityKey]graph.EntityKey {
	into := func(key graph.EntityKey) graph.EntityKey {
		if e := r.entities[key]; e != nil && r.entities[e.MergedInto] != nil {
			return e.MergedInto
		}
		return ""
	}
	targets := map[graph.EntityKey]graph.EntityKey{}
	for key := range r.entities {
		way := wayOf(key, into, func(k graph.EntityKey) bool { return targets[k] != "" })
		last := way[len(way)-1]
		end := cmp.Or(targets[into(last)], into(last), last)
		for _, k := range way {
			targets[k] = end
		}
	}
	return targets
}

// Entity returns the entity of that key, or nil.
func (r *Registry) Entity(key graph.EntityKey) *graph.Entity { return r.entities[key] }

// Resolve returns the entity that is meant by a key or a name: the one of that key, else the one of exactly that name, else
// the one of a name that folds to the same. Names of an entity that was merged into another mean the other; its key does not.
//
// The error is a [graph.Error]: [graph.NotFound] with the nearest keys and names, or [graph.Ambiguous] with the keys of those
// who bear the name, the first ten.
func (r *Registry) Resolve(name string) (*graph.Entity, error) {
	e, err := r.resolve(name)
	if e == nil && err == nil {
		return nil, unknownEntity(name, r.near(name))
	}
	return e, err
}

// resolve is Resolve, but returns neither an entity nor an error for a name that nobody bears.
func (r *Registry) resolve(name string) (*graph.Entity, error) {
	if e := r.entities[graph.EntityKey(name)]; e != nil {
		return e, nil
	}
	bearers := r.exact[name]
	if len(bearers) == 0 {
		bearers = r.folded[graph.Fold(name)]
	}
	switch len(bearers) {
	case 0:
		return nil, nil
	case 1:
		return r.entities[bearers[0]], nil
	}
	return nil, ambiguous(name, bearers)
}

// target returns what an entity became by merges.
func (r *Registry) target(key graph.EntityKey) graph.EntityKey { return cmp.Or(r.targets[key], key) }

// near returns the keys and names nearest to a name, one for each entity: its key if that is near too.
func (r *Registry) near(name string) []string {
	if len(name) > maxNear {
		return nil
	}
	var near []string
	offered := map[string]bool{}
	candidates := graph.Nearest(name, slices.Values(r.words), 3*maxOffered)
	for _, candidate := range candidates {
		if e, _ := r.resolve(candidate); e != nil && slices.Contains(candidates, string(e.Key)) {
			candidate = string(e.Key)
		}
		if !offered[candidate] && len(near) < maxOffered {
			offered[candidate] = true
			near = append(near, candidate)
		}
	}
	return near
}

func unknownEntity(name string, near []string) error {
	return &graph.Error{Fault: graph.NotFound, Err: fmt.Errorf("no entity %q", name), Candidates: near}
}

// maxBearers is how many bearers of an ambiguous name are listed.
const maxBearers = 10

func ambiguous(name string, bearers []graph.EntityKey) error {
	err := &graph.Error{
		Fault: graph.Ambiguous,
		Err:   fmt.Errorf("%q is the name of %d entities: write the key of one", name, len(bearers)),
	}
	for _, key := range bearers[:min(len(bearers), maxBearers)] {
		err.Candidates = append(err.Candidates, string(key))
	}
	return err
}
