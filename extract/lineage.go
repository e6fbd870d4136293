package extract

import (
	"fmt"
	"slices"
	"strings"

	"dyad/graph"
)

// A lineage is a key of an entity that names another one.
type lineage struct {
	key string
	of  func(*graph.Entity) *graph.EntityKey
}

func lineages() []lineage {
	return []lineage{
		{"parent", func(e *graph.Entity) *graph.EntityKey { return &e.Parent }},
		{"merged_into", func(e *graph.Entity) *graph.EntityKey { return &e.MergedInto }},
	}
}

// checkLineage resolves what entities say of their parents and of what they were merged into, and reports circles.
func (r *reading) checkLineage() {
	for _, l := range lineages() {
		r.resolveLineage(l)
	}
	r.register() // again, with keys in place of the names that files may have written
	for _, l := range lineages() {
		r.checkCircles(l)
	}
}

// resolveLineage puts the key of the other entity where a file may have written its name.
func (r *reading) resolveLineage(l lineage) {
	for _, d := range r.declared {
		named := l.of(d.entity)
		if *named == "" {
			continue
		}
		other := r.entity(d.doc, d.fields.at(l.key), string(*named))
		*named = ""
		if other != nil {
			*named = other.Key
		}
	}
}

// checkCircles reports entities that are their own ancestors, once for each circle.
func (r *reading) checkCircles(l lineage) {
	at := map[graph.EntityKey]*declaration{}
	for _, d := range r.declared {
		at[d.entity.Key] = d
	}
	next := func(key graph.EntityKey) graph.EntityKey {
		if e := r.registry.Entity(key); e != nil {
			return *l.of(e)
		}
		return ""
	}
	seen := map[graph.EntityKey]bool{}
	for _, d := range r.declared {
		if seen[d.entity.Key] {
			continue
		}
		way := wayOf(d.entity.Key, next, func(k graph.EntityKey) bool { return seen[k] })
		for _, key := range way {
			seen[key] = true
		}
		start := slices.Index(way, next(way[len(way)-1]))
		if start < 0 {
			continue
		}
		circle := way[start:]
		i := slices.IndexFunc(circle, func(k graph.EntityKey) bool { return at[k] != nil })
		first := at[circle[i]]
		first.doc.report(first.fields.at(l.key), "%s leads back to the entity itself: %s", l.key, arrows(circle))
	}
}

// wayOf returns where next leads from a key, the key first: up to an end, to a key that is done with, or to one that is on the
// way already.
func wayOf(key graph.EntityKey, next func(graph.EntityKey) graph.EntityKey, done func(graph.EntityKey) bool) []graph.EntityKey {
	way := []graph.EntityKey{key}
	on := map[graph.EntityKey]bool{key: true}
	for key = next(key); key != "" && !on[key] && !done(key); key = next(key) {
		on[key] = true
		way = append(way, key)
	}
	return way
}

// arrows writes a circle.
func arrows[K ~string](circle []K) string {
	var b strings.Builder
	for _, key := range circle {
		b.WriteString(string(key) + " -> ")
	}
	return b.String() + string(circle[0])
}

// checkDoubles reports names that two entities bear and that are not declared ambiguous. Names that fold to the same are one
// name here, as they are when a reader looks for it.
func (r *reading) checkDoubles() {
	for _, d := range r.declared {
		for _, n := range d.entity.AllNames() {
			if n.Text == "" || n.Ambiguous {
				continue
			}
			if others := r.otherBearers(d.entity, n.Text); others != "" {
				d.doc.report(where(d.names[n.Text]), "%q is a name of %s too: %s", n.Text, others, d.declare(n))
			}
		}
	}
}

// otherBearers says who bears a name besides an entity, and what it was merged into: "a", "a and 2 more".
func (r *reading) otherBearers(e *graph.Entity, name string) string {
	bearers, self := r.registry.folded[graph.Fold(name)], r.registry.target(e.Key)
	if len(bearers) < 2 {
		return ""
	}
	other := bearers[0]
	if other == self {
		other = bearers[1]
	}
	if len(bearers) == 2 {
		return string(other)
	}
	return fmt.Sprintf("%s and %d more", other, len(bearers)-2)
}

// declare says how to declare that a name is borne by several on purpose.
func (d *declaration) declare(n graph.Name) string {
	if d.names[n.Text] == d.fields.values["name"] {
		return fmt.Sprintf("if that is meant, add names: [{text: %s, kind: preferred, ambiguous: true}]", n.Text)
	}
	return "if that is meant, add ambiguous: true to it"
}
