package extract

import "dyad/graph"

// use notes that a mention or a claim names an entity.
func (r *reading) use(key graph.EntityKey) { r.used[key] = true }

// checkUse warns of entities that nothing names: declared by the file of an article, or by a registry whose articles are all
// there. What a used entity was merged into, or is filed under, is used with it. As long as a claim or a mention can't be
// read, nobody knows whom it names, and there is no warning.
func (r *reading) checkUse() {
	if r.unread {
		return
	}
	for _, d := range r.declared {
		r.useLineage(d.entity.Key)
	}
	for _, d := range r.declared {
		key := d.entity.Key
		if r.used[key] || d.doc.kind == registryFile && !r.base.Whole {
			continue
		}
		d.doc.warn(d.fields.at("key"), "entity %q is in no mention and no claim: use it or remove it", key)
	}
}

// useLineage marks the parents and merge targets of a used entity as used.
func (r *reading) useLineage(key graph.EntityKey) {
	if !r.used[key] {
		return
	}
	e := r.registry.Entity(key)
	if e == nil {
		return
	}
	for _, other := range []graph.EntityKey{e.Parent, e.MergedInto} {
		if other != "" && !r.used[other] {
			r.used[other] = true
			r.useLineage(other)
		}
	}
}
