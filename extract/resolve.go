package extract

import (
	"errors"

	"dyad/graph"
)

// A resolution is what became of a name.
type resolution struct {
	entity *graph.Entity
	err    error
}

// entity returns who is meant by a name, and reports a problem if that can't be told.
func (r *reading) entity(d *document, at place, name string) *graph.Entity {
	found := r.lookUp(d, name)
	var err *graph.Error
	switch {
	case found.err == nil:
	case errors.As(found.err, &err) && len(err.Candidates) == 0:
		d.report(at, "%v: declare it under entities, here or in a registry", found.err)
	default:
		d.report(at, "%v", found.err)
	}
	return found.entity
}

// lookUp resolves a name that a file has, once.
func (r *reading) lookUp(d *document, name string) resolution {
	if known, done := r.resolved[name]; done {
		return known
	}
	var found resolution
	found.entity, found.err = r.registry.resolve(name)
	if found.entity == nil && found.err == nil {
		found.err = unknownEntity(name, r.offer(d, name))
	}
	r.resolved[name] = found
	return found
}

// offer returns the names nearest to one that nobody bears.
func (r *reading) offer(d *document, name string) []string {
	if !d.afford(name, len(r.registry.words)) {
		return nil
	}
	return r.registry.near(name)
}

// bears reports whether a name means an entity, or several.
func (r *reading) bears(name string) bool {
	e, err := r.registry.resolve(name)
	return e != nil || err != nil
}
