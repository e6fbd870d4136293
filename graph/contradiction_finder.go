package graph

import (
	"iter"
	"slices"
	"strings"
)

// A finder is one run of the rules over a docket.
type finder struct {
	Docket
	kinds       map[TermKey]*kind
	exclusions  []exclusion
	reconcilers map[ClaimID][]*Claim // by each claim that they name
	agents      links                // who acts for whom
	pledged     map[ClaimID]Day      // see carried
	found       []Contradiction
}

func newFinder(d Docket) *finder {
	f := &finder{Docket: d, kinds: map[TermKey]*kind{}, reconcilers: map[ClaimID][]*Claim{}}
	if f.Vocabulary == nil {
		f.Vocabulary = NewVocabulary(nil)
	}
	f.exclusions = exclusionsOf(f.Vocabulary)
	f.agents = f.linksBy(TypeActsFor)
	for i := range f.Positions {
		c := f.Positions[i].Claim
		for _, id := range c.Reconciles {
			f.reconcilers[id] = append(f.reconcilers[id], c)
		}
	}
	return f
}

// A kind is a relation type, and what follows from it.
type kind struct {
	term     *Term
	wider    []*Term // the types that a claim of it also makes, itself first
	commits  bool
	breaches bool
	placings map[Value][]placing // where a claim of it is in what is declared incompatible
}

// kind returns the kind of that key. It is worked out once: a graph has many claims and few types.
func (f *finder) kind(key TermKey) *kind {
	if k := f.kinds[key]; k != nil {
		return k
	}
	k := &kind{term: f.Vocabulary.Relation(key)}
	for wide := range f.Vocabulary.Broader(key) {
		t := f.Vocabulary.Relation(wide)
		k.wider = append(k.wider, t)
		k.commits, k.breaches = k.commits || t.Commits, k.breaches || t.Breaches
	}
	f.kinds[key] = k
	k.placings = f.placingsOf(key)
	return k
}

// entails reports whether a claim of type narrow also makes one of some wide type.
func (f *finder) entails(narrow TermKey, wide ...TermKey) bool {
	return slices.ContainsFunc(f.kind(narrow).wider, func(t *Term) bool { return slices.Contains(wide, t.Key) })
}

// turns reports whether a claim of type narrow that makes one of type wide makes it in either direction: a type on the way from
// one to the other, both included, is symmetric.
func (f *finder) turns(narrow, wide TermKey) bool {
	for _, t := range f.kind(narrow).wider {
		if t.Symmetric {
			return true
		}
		if t.Key == wide {
			break
		}
	}
	return false
}

// affirming yields the positions that affirm a claim of one of the types, or of a narrower one.
func (f *finder) affirming(types ...TermKey) iter.Seq[*Position] {
	return func(yield func(*Position) bool) {
		for i := range f.Positions {
			p := &f.Positions[i]
			if f.entails(p.Claim.Type, types...) && p.Has(Affirms) && !yield(p) {
				return
			}
		}
	}
}

// published returns when a source appeared; the zero value if nobody knows.
func (f *finder) published(key SourceKey) Published {
	if f.Source == nil {
		return Published{}
	}
	if s := f.Source(key); s != nil {
		return s.Published
	}
	return Published{}
}

// called returns what to call an entity.
func (f *finder) called(key EntityKey) string {
	if f.Name != nil {
		if name := f.Name(key); name != "" {
			return name
		}
	}
	return string(key)
}

// labels names the types of claims, each once, in the order of their keys.
func (f *finder) labels(claims []*Claim) string {
	var types []TermKey
	for _, c := range claims {
		types = append(types, c.Type)
	}
	slices.Sort(types)
	var labels []string
	for _, t := range slices.Compact(types) {
		labels = append(labels, f.label(t))
	}
	return strings.Join(labels, ", ")
}

// label returns what the vocabulary calls a relation type.
func (f *finder) label(key TermKey) string {
	if label := f.kind(key).term.Label; label != "" {
		return label
	}
	return string(key)
}

// runs yields the stretches of s whose neighbours are alike.
func runs[T any](s []T, alike func(a, b T) bool) iter.Seq[[]T] {
	return func(yield func([]T) bool) {
		for start := 0; start < len(s); {
			end := start + 1
			for end < len(s) && alike(s[start], s[end]) {
				end++
			}
			if !yield(s[start:end]) {
				return
			}
			start = end
		}
	}
}
