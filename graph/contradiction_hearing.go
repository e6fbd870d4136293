package graph

import (
	"iter"
	"slices"
	"strings"
)

// A hearing is one run of the rules over a docket.
type hearing struct {
	Docket
	kinds       map[TermKey]*kind
	declared    []bar
	reconcilers map[ClaimID][]*Claim // by each claim that they name
	agents      links                // who acts for whom
	pledged     map[ClaimID]Day      // see carried
	found       []Contradiction
}

func newHearing(d Docket) *hearing {
	h := &hearing{Docket: d, kinds: map[TermKey]*kind{}, reconcilers: map[ClaimID][]*Claim{}}
	if h.Vocabulary == nil {
		h.Vocabulary = NewVocabulary(nil)
	}
	h.declared = barsOf(h.Vocabulary)
	h.agents = h.linksBy(TypeActsFor)
	for i := range h.Positions {
		c := h.Positions[i].Claim
		for _, id := range c.Reconciles {
			h.reconcilers[id] = append(h.reconcilers[id], c)
		}
	}
	return h
}

// A kind is a relation type, and what follows from it.
type kind struct {
	term    *Term
	wider   []*Term // the types that a claim of it also makes, itself first
	commits bool
	seats   map[Value][]seat // where a claim of it stands in what is declared incompatible
}

// kind returns the kind of that key. It is worked out once: a graph has many claims and few types.
func (h *hearing) kind(key TermKey) *kind {
	if k := h.kinds[key]; k != nil {
		return k
	}
	k := &kind{term: h.Vocabulary.Relation(key)}
	for wide := range h.Vocabulary.Broader(key) {
		t := h.Vocabulary.Relation(wide)
		k.wider = append(k.wider, t)
		k.commits = k.commits || t.Commits
	}
	h.kinds[key] = k
	k.seats = h.seatsOf(key)
	return k
}

// entails reports whether a claim of type narrow also makes one of some wide type.
func (h *hearing) entails(narrow TermKey, wide ...TermKey) bool {
	return slices.ContainsFunc(h.kind(narrow).wider, func(t *Term) bool { return slices.Contains(wide, t.Key) })
}

// turns reports whether a claim of type narrow that makes one of type wide makes it in either direction: a type on the way from
// one to the other, both included, is symmetric.
func (h *hearing) turns(narrow, wide TermKey) bool {
	for _, t := range h.kind(narrow).wider {
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
func (h *hearing) affirming(types ...TermKey) iter.Seq[*Position] {
	return func(yield func(*Position) bool) {
		for i := range h.Positions {
			p := &h.Positions[i]
			if h.entails(p.Claim.Type, types...) && p.has(Affirms) && !yield(p) {
				return
			}
		}
	}
}

// published returns when a source appeared; the zero value if nobody knows.
func (h *hearing) published(key SourceKey) Published {
	if h.Source == nil {
		return Published{}
	}
	if s := h.Source(key); s != nil {
		return s.Published
	}
	return Published{}
}

// called returns what to call an entity.
func (h *hearing) called(key EntityKey) string {
	if h.Name != nil {
		if name := h.Name(key); name != "" {
			return name
		}
	}
	return string(key)
}

// labels names the types of claims, each once, in the order of their keys.
func (h *hearing) labels(claims []*Claim) string {
	var types []TermKey
	for _, c := range claims {
		types = append(types, c.Type)
	}
	slices.Sort(types)
	var labels []string
	for _, t := range slices.Compact(types) {
		labels = append(labels, h.label(t))
	}
	return strings.Join(labels, ", ")
}

// label returns what the vocabulary calls a relation type.
func (h *hearing) label(key TermKey) string {
	if label := h.kind(key).term.Label; label != "" {
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
