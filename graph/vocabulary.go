package graph

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
)

// A Vocabulary is an immutable set of terms. The zero value knows none.
type Vocabulary struct {
	terms map[TermKind]map[TermKey]*Term
	order []*Term // by kind in the order of TermKinds, then key
}

// NewVocabulary returns the vocabulary of the given terms, which it keeps. Later terms replace earlier ones of the same kind
// and key, so that a user's own file extends or refines the built-in one. It does not judge the terms: [Vocabulary.Check] does.
func NewVocabulary(terms []Term) *Vocabulary {
	v := &Vocabulary{terms: map[TermKind]map[TermKey]*Term{}}
	for i := range terms {
		t := terms[i]
		if v.terms[t.Kind] == nil {
			v.terms[t.Kind] = map[TermKey]*Term{}
		}
		v.terms[t.Kind][t.Key] = &t
	}
	for _, kind := range TermKinds() {
		for _, t := range v.terms[kind] {
			v.order = append(v.order, t)
		}
	}
	slices.SortFunc(v.order, func(a, b *Term) int {
		return cmp.Or(
			cmp.Compare(slices.Index(TermKinds(), a.Kind), slices.Index(TermKinds(), b.Kind)),
			cmp.Compare(a.Key, b.Key),
		)
	})
	return v
}

// All returns every term, by kind in the order of [TermKinds], then by key.
func (v *Vocabulary) All() iter.Seq[*Term] { return slices.Values(v.order) }

// Term returns the term of that kind and key, or nil.
func (v *Vocabulary) Term(kind TermKind, key TermKey) *Term { return v.terms[kind][key] }

// Keys returns the keys of one kind, sorted.
func (v *Vocabulary) Keys(kind TermKind) []TermKey {
	var keys []TermKey
	for _, t := range v.order {
		if t.Kind == kind {
			keys = append(keys, t.Key)
		}
	}
	return keys
}

// Relation returns the relation type of that key. A type that the vocabulary does not know comes back as a bare term with
// no sign and any ends; it is never nil.
func (v *Vocabulary) Relation(key TermKey) *Term {
	if t := v.terms[RelationTerm][key]; t != nil {
		return t
	}
	return &Term{Kind: RelationTerm, Key: key, Label: string(key), Inverse: string(key) + " (read backwards)"}
}

// ClassOf returns the class of an entity type. Unknown types are actors: nothing else may be assumed of whom data is about.
func (v *Vocabulary) ClassOf(entityType TermKey) Class {
	if t := v.terms[EntityTypeTerm][entityType]; t != nil {
		return t.Class
	}
	return Actor
}

// Broader yields key, then the type each claim of it also makes, and so on upwards. A cycle ends where it closes.
func (v *Vocabulary) Broader(key TermKey) iter.Seq[TermKey] {
	return func(yield func(TermKey) bool) {
		seen := map[TermKey]bool{}
		for key != "" && !seen[key] {
			if !yield(key) {
				return
			}
			seen[key] = true
			key = v.Relation(key).Broader
		}
	}
}

// Entails reports whether a claim of type narrow also makes a claim of type wide: they are the same, or wide is broader.
func (v *Vocabulary) Entails(narrow, wide TermKey) bool {
	for k := range v.Broader(narrow) {
		if k == wide {
			return true
		}
	}
	return false
}

// Admits reports whether an entity of that type may stand where a term allows the given types and classes. An empty list
// allows anything, and so does an unknown type.
func (v *Vocabulary) Admits(allowed []TermKey, entityType TermKey) bool {
	if len(allowed) == 0 || entityType.Unknown() {
		return true
	}
	return slices.Contains(allowed, entityType) || slices.Contains(allowed, TermKey(v.ClassOf(entityType)))
}

// Check returns every way in which the vocabulary contradicts itself: a dangling or circular reference, a symmetric type
// with two directions, an incompatibility that only one side declares. An empty result means that it is sound.
func (v *Vocabulary) Check() []error {
	var problems []error
	for _, t := range v.order {
		for _, p := range v.checkTerm(t) {
			problems = append(problems, &Error{On: string(t.Kind) + " " + string(t.Key), Fault: BadInput, Err: p})
		}
	}
	return problems
}

func (v *Vocabulary) checkTerm(t *Term) []error {
	var problems []error
	if t.Label == "" || t.Definition == "" {
		problems = append(problems, errors.New("a term needs a label and a definition"))
	}
	problems = append(problems, v.checkReferences(t)...)
	if t.Kind == RelationTerm {
		problems = append(problems, v.checkRelation(t)...)
	}
	return problems
}

// checkReferences finds the terms that t names and nobody defines.
func (v *Vocabulary) checkReferences(t *Term) []error {
	var problems []error
	dangling := func(kind TermKind, field string, keys ...TermKey) {
		for _, k := range keys {
			if v.terms[kind][k] == nil {
				problems = append(problems, fmt.Errorf("%s names %q, which is no %s", field, k, kind))
			}
		}
	}
	dangling(t.Kind, "confused_with", t.ConfusedWith...)
	dangling(RoleTerm, "projects", t.Projects...)
	if t.Broader != "" {
		dangling(RelationTerm, "broader", t.Broader)
	}
	for _, in := range t.Incompatible {
		dangling(RelationTerm, "incompatible", in.With)
	}
	for _, ends := range [][]TermKey{t.From, t.To, t.Allowed} {
		for _, k := range ends {
			if !slices.Contains(Classes(), Class(k)) {
				dangling(EntityTypeTerm, "an end", k)
			}
		}
	}
	return problems
}

func (v *Vocabulary) checkRelation(t *Term) []error {
	var problems []error
	if t.Symmetric && (t.Inverse != t.Label || !slices.Equal(t.From, t.To)) {
		problems = append(problems, errors.New("a symmetric type reads the same both ways and has the same ends"))
	}
	if t.Unary && (len(t.To) > 0 || t.Symmetric) {
		problems = append(problems, errors.New("a unary type has no second end"))
	}
	if len(t.Projects) > 0 && (t.Symmetric || t.Unary) {
		problems = append(problems, errors.New("only a type with two different ends can project a role onto the second"))
	}
	if !t.Unary && t.Inverse == "" {
		problems = append(problems, errors.New("a type needs a label to be read backwards"))
	}
	if parent := v.Relation(t.Broader); t.Broader != "" && v.Entails(parent.Key, t.Key) {
		problems = append(problems, errors.New("broader leads back to the type itself"))
	}
	for _, in := range t.Incompatible {
		mirror := Incompatible{With: t.Key, Polarity: in.Other, Other: in.Polarity}
		if !slices.Contains(v.Relation(in.With).Incompatible, mirror) {
			problems = append(problems, fmt.Errorf("incompatible with %q, which does not say so of it", in.With))
		}
	}
	return problems
}
