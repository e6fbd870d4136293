package index

import (
	"cmp"
	"maps"
	"slices"
	"sync"

	"dyad/graph"
)

// Unlisted returns the terms that some record uses, standing or not, and the vocabulary does not define: bare terms, such as
// those of `x:` types, by kind in the order of [graph.TermKinds], then by key. They are gathered once. The result is shared: do
// not change it.
func (x *Index) Unlisted() []*graph.Term {
	x.unlisted.once.Do(func() { x.unlisted.terms = x.strays() })
	return x.unlisted.terms
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

func (x *Index) strays() []*graph.Term {
	used := map[use]bool{}
	for _, t := range x.types {
		used[use{graph.RelationTerm, t}] = true
	}
	x.usedByEntities(used)
	for i := range x.extras {
		for _, r := range x.extras[i].roles {
			used[use{graph.RoleTerm, r.Name}] = true
			for _, t := range r.Terms {
				used[use{graph.OfficeTerm, t}] = true
			}
		}
	}
	maps.DeleteFunc(used, func(u use, _ bool) bool { return x.vocabulary.Term(u.kind, u.key) != nil })
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

// usedByEntities notes the types of all versions of all entities.
func (x *Index) usedByEntities(used map[use]bool) {
	note := func(v *graph.Version[graph.Entity]) { used[use{graph.EntityTypeTerm, v.Value.Type}] = true }
	for i := range x.nodes.records {
		note(&x.nodes.records[i])
		for j := range x.nodes.past[Node(i)] {
			note(&x.nodes.past[Node(i)][j])
		}
	}
	for i := range x.nodes.merged {
		note(&x.nodes.merged[i].Version)
	}
}

// bare is a term of which only kind and key are known.
func bare(u use) *graph.Term {
	if u.kind == graph.RelationTerm {
		return graph.NewVocabulary(nil).Relation(u.key)
	}
	return &graph.Term{Kind: u.kind, Key: u.key, Label: string(u.key)}
}
