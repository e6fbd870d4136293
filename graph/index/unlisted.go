package index

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"sync"

	"dyad/graph"
)

// Unlisted returns the terms that some record uses and the vocabulary does not define: bare terms, such as those of `x:` types,
// by kind in the order of [graph.TermKinds], then by key. A record counts from when it was recorded on, standing or not. They
// are gathered once. The result is shared: do not change it.
func (g *Graph) Unlisted() []*graph.Term {
	g.unlisted.once.Do(func() { g.unlisted.terms = g.strays() })
	return g.unlisted.terms
}

// unlisted are the terms that nobody defined, gathered when first asked for.
type unlisted struct {
	once  sync.Once
	terms []*graph.Term
}

// A use is a term as records name it.
type use struct {
	kind graph.TermKind
	key  graph.TermKey
}

func (g *Graph) strays() []*graph.Term {
	used := map[use]bool{}
	g.usedByClaims(used)
	g.usedByEntities(used)
	maps.DeleteFunc(used, func(u use, _ bool) bool { return g.x.vocabulary.Term(u.kind, u.key) != nil })
	terms := make([]*graph.Term, 0, len(used))
	for u := range used {
		terms = append(terms, bare(u))
	}
	slices.SortFunc(terms, func(a, b *graph.Term) int {
		kinds := graph.TermKinds()
		return cmp.Or(cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)), cmp.Compare(a.Key, b.Key))
	})
	return terms
}

// usedByClaims notes the relations, roles and offices of all claims.
func (g *Graph) usedByClaims(used map[use]bool) {
	x := g.x.root() // an index that was rolled up lacks what lies within a whole
	if g.view.AsOf == 0 {
		for _, t := range x.types {
			used[use{graph.RelationTerm, t}] = true
		}
		for i := range x.extras {
			x.extras[i].note(used)
		}
		return
	}
	for e, r := range x.met(g.view.AsOf) {
		used[use{graph.RelationTerm, x.types[x.edges.typ[e]]}] = true
		x.extras[x.claims.extra[r]].note(used)
	}
}

// note notes the terms of a claim's roles.
func (e *extra) note(used map[use]bool) {
	for _, r := range e.roles {
		used[use{graph.RoleTerm, r.Name}] = true
		for _, t := range r.Terms {
			used[use{graph.OfficeTerm, t}] = true
		}
	}
}

// usesType reports whether a claim that had been recorded at the view's time, standing or not, is of the type.
func (g *Graph) usesType(t graph.TermKey) bool {
	x := g.x.root() // an index that was rolled up lacks what lies within a whole
	at, found := slices.BinarySearch(x.types, t)
	if !found || g.view.AsOf == 0 {
		return found
	}
	for e := range x.met(g.view.AsOf) {
		if int(x.edges.typ[e]) == at {
			return true
		}
	}
	return false
}

// met yields all claims that had been recorded by tx, standing or not, each with the relationship of its own ends.
func (x *Index) met(tx graph.Tx) iter.Seq2[Edge, row] {
	es, cs := &x.edges, &x.claims
	return func(yield func(Edge, row) bool) {
		had := func(r row) bool { return cs.ticks[cs.opened[r]] <= tx }
		for e := range Edge(es.present) {
			for r := es.rows[e]; r < es.rows[e+1]; r++ {
				if had(r) && !yield(e, r) {
					return
				}
			}
		}
		for r := row(cs.standing()); int(r) < len(cs.id); r++ {
			if had(r) && !yield(cs.edge[int(r)-cs.standing()], r) {
				return
			}
		}
	}
}

// usedByEntities notes the types of all versions of all entities.
func (g *Graph) usedByEntities(used map[use]bool) {
	for t := range g.entityTypes() {
		used[use{graph.EntityTypeTerm, t}] = true
	}
}

// entityTypes yields the types of all versions of all entities that had been recorded at the view's time.
func (g *Graph) entityTypes() iter.Seq[graph.TermKey] {
	had := func(v *graph.Version[graph.Entity]) bool { return g.view.AsOf == 0 || v.Opened <= g.view.AsOf }
	ns := g.x.nodes
	return func(yield func(graph.TermKey) bool) {
		for i := range ns.records {
			if v := &ns.records[i]; had(v) && !yield(v.Value.Type) {
				return
			}
			for j := range ns.past[Node(i)] {
				if v := &ns.past[Node(i)][j]; had(v) && !yield(v.Value.Type) {
					return
				}
			}
		}
		for i := range ns.merged {
			if v := &ns.merged[i].Version; had(v) && !yield(v.Value.Type) {
				return
			}
		}
	}
}

// usesEntityType reports whether a version of an entity that had been recorded at the view's time is of the type.
func (g *Graph) usesEntityType(t graph.TermKey) bool {
	for have := range g.entityTypes() {
		if have == t {
			return true
		}
	}
	return false
}

// bare is a term of which only kind and key are known.
func bare(u use) *graph.Term {
	if u.kind == graph.RelationTerm {
		return graph.NewVocabulary(nil).Relation(u.key)
	}
	return &graph.Term{Kind: u.kind, Key: u.key, Label: string(u.key)}
}
