package resolver

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"dyad/graph"
	"dyad/schema/exec"
)

// DefineTerm adds a term to the vocabulary.
func (r mutationResolver) DefineTerm(ctx context.Context, input exec.TermInput, reason string, dry bool) (*exec.TermPayload, error) {
	a, err := r.attempt(ctx, reason, dry)
	if err != nil {
		return nil, err
	}
	t := a.newTerm(&input, "input")
	a.edit.Put.Terms = []graph.Term{t}
	a.edit.Expect = []graph.Expectation{{
		RecordID: graph.RecordID{Kind: graph.TermRecord, ID: t.DerivedID().String()}, Revision: graph.Absent,
	}}
	changed, err := a.commit("input")
	payload := &exec.TermPayload{Transaction: a.transaction(), Batch: a.batch(), UserErrors: a.errors, Done: a.change()}
	if err != nil || !changed {
		return payload, err
	}
	payload.Term = a.d.termOf(&graph.View{}, t.Kind, t.Key)
	return payload, nil
}

// newTerm reads a term that is to be defined.
func (a *attempt) newTerm(in *exec.TermInput, field ...string) graph.Term {
	t := graph.Term{
		Kind: in.Kind, Key: graph.TermKey(in.Term), Label: strings.TrimSpace(in.Label), Definition: strings.TrimSpace(in.Definition),
		Not: given(in.Not), Example: given(in.Example), ConfusedWith: a.terms(in.Kind, in.ConfusedWith, at(field, "confusedWith")...),
	}
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"
	if in.Term == "" || strings.Trim(in.Term, letters) != "" {
		a.wrong(graph.BadInput, "a term is one word of letters, digits, _ and -", at(field, "term")...)
	}
	a.demand(t.Label != "", "a term needs a label, the word that people read", at(field, "label"))
	a.demand(t.Definition != "", "a term needs a definition: what does it mean?", at(field, "definition"))
	a.misplaced(in, field)
	switch in.Kind {
	case graph.EntityTypeTerm:
		t.Class = given(in.Class)
		a.demand(t.Class != "", "an entity type needs its class", at(field, "class"))
	case graph.RelationTerm:
		a.relation(&t, in, field)
	case graph.RoleTerm:
		t.Holds, t.Allowed = given(in.Holds), a.kinds(in.Allowed, at(field, "allowed"))
		a.demand(t.Holds != "", "a role needs to say what it holds", at(field, "holds"))
	case graph.OfficeTerm:
		t.Exclusive = in.Exclusive
	}
	return t
}

// misplaced refuses what terms of other kinds have: it would be lost.
func (a *attempt) misplaced(in *exec.TermInput, field []string) {
	for _, part := range []struct {
		name  string
		of    graph.TermKind
		given bool
	}{
		{"class", graph.EntityTypeTerm, in.Class != nil},
		{"inverseLabel", graph.RelationTerm, in.InverseLabel != nil},
		{"symmetric", graph.RelationTerm, in.Symmetric},
		{"unary", graph.RelationTerm, in.Unary},
		{"aspect", graph.RelationTerm, in.Aspect != nil},
		{"broader", graph.RelationTerm, in.Broader != nil},
		{"from", graph.RelationTerm, len(in.From) > 0},
		{"to", graph.RelationTerm, len(in.To) > 0},
		{"sign", graph.RelationTerm, in.Sign != graph.Zero},
		{"achievement", graph.RelationTerm, in.Achievement},
		{"commits", graph.RelationTerm, in.Commits},
		{"projects", graph.RelationTerm, len(in.Projects) > 0},
		{"holds", graph.RoleTerm, in.Holds != nil},
		{"allowed", graph.RoleTerm, len(in.Allowed) > 0},
		{"exclusive", graph.OfficeTerm, in.Exclusive},
	} {
		a.demand(!part.given || part.of == in.Kind, fmt.Sprintf("only a term of the kind %q has that", part.of), at(field, part.name))
	}
}

// relation reads what only relations have.
func (a *attempt) relation(t *graph.Term, in *exec.TermInput, field []string) {
	t.Inverse, t.Symmetric, t.Unary, t.Aspect = given(in.InverseLabel), in.Symmetric, in.Unary, given(in.Aspect)
	t.Sign, t.Achievement, t.Commits = in.Sign, in.Achievement, in.Commits
	t.From, t.To = a.kinds(in.From, at(field, "from")), a.kinds(in.To, at(field, "to"))
	t.Projects = a.terms(graph.RoleTerm, in.Projects, at(field, "projects")...)
	a.demand(t.Aspect != "", "a relation needs its aspect", at(field, "aspect"))
	if in.Broader != nil {
		t.Broader = a.term(graph.RelationTerm, *in.Broader, at(field, "broader")...)
	}
}

// demand notes what is missing.
func (a *attempt) demand(there bool, message string, field []string) {
	if !there {
		a.wrong(graph.BadInput, message, field...)
	}
}

// kinds passes on entity types and classes.
func (a *attempt) kinds(keys []graph.TermKey, field []string) []graph.TermKey {
	for i, k := range keys {
		if !slices.Contains(graph.Classes(), graph.Class(k)) {
			a.term(graph.EntityTypeTerm, k, at(field, nth(i))...)
		}
	}
	return keys
}
