package extract

import "dyad/graph"

// A resolution is what became of a name.
type resolution struct {
	entity *graph.Entity
	err    error
}

// maxOffers is how many different unknown names of one reading are answered with the nearest known ones. A file with more
// is not one that was written against this registry, and comparing each of its names with each of ours would take minutes.
const maxOffers = 1000

// entity returns who is meant by a name, and reports a problem if that can't be told.
func (r *reading) entity(d *document, at place, name string) *graph.Entity {
	found := r.lookUp(name)
	if found.err != nil {
		d.report(at, "%v", found.err)
	}
	return found.entity
}

// lookUp resolves a name, once.
func (r *reading) lookUp(name string) resolution {
	if known, done := r.resolved[name]; done {
		return known
	}
	var found resolution
	found.entity, found.err = r.registry.resolve(name)
	if found.entity == nil && found.err == nil {
		found.err = unknownEntity(name, r.offer(name))
	}
	r.resolved[name] = found
	return found
}

// offer returns the names nearest to one that nobody bears.
func (r *reading) offer(name string) []string {
	if r.offers++; r.offers > maxOffers {
		return nil
	}
	return r.registry.near(name)
}

// bears reports whether a name means an entity, or several.
func (r *reading) bears(name string) bool {
	e, err := r.registry.resolve(name)
	return e != nil || err != nil
}
