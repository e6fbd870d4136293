package store_test

import (
	"errors"
	"iter"
	"slices"
	"testing"

	"dyad/graph"
	"dyad/store"

	"github.com/google/go-cmp/cmp"
)

// TestPartsAreJudgedAsOne: what is wrong with a load is told in parts as it is told of the whole, where the reason lies in another part, or in what
// a curator decided.
func TestPartsAreJudgedAsOne(t *testing.T) {
	claim := func(from, to graph.EntityKey) graph.Claim {
		c := graph.Claim{Source: "gazette-1", From: from, Type: "supports", To: to, Gist: "It stands by it."}
		c.Normalize(&graph.Term{})
		c.ID = c.DerivedID()
		return c
	}
	same := func(from, into graph.EntityKey) graph.SameAs {
		return graph.SameAs{From: from, Into: into, Same: true, Reason: "renamed"}
	}
	disputing := claim("state-2", "state-3")
	disputing.Disputes = []graph.ClaimID{claim("state-0", "passing").ID}
	holding := func(c graph.Claim, held graph.Claim) graph.Claim {
		c.Roles = graph.Roles{{Name: "content", Claims: []graph.ClaimID{held.ID}}}
		return c
	}
	pinned := claim("state-1", "state-2")
	pinned.Revision, pinned.Modality = 2, graph.Planned
	between := holding(claim("state-2", "state-3"), claim("state-0", "state-1"))
	between.ID = between.DerivedID()
	holdPinned := func(c graph.Claim) graph.Edit {
		c.Batch = ""
		return graph.Edit{Put: graph.Bundle{Claims: []graph.Claim{holding(c, pinned)}}}
	}
	tests := []struct {
		name   string
		before graph.Bundle // of the batch
		edit   func(c graph.Claim) graph.Edit
		begun  graph.Bundle
		parts  []graph.Bundle
		want   int // problems
	}{
		{
			"judgements that lead back, in two parts",
			graph.Bundle{},
			nil,
			graph.Bundle{},
			[]graph.Bundle{{SameAs: []graph.SameAs{same("state-0", "state-1")}}, {SameAs: []graph.SameAs{same("state-1", "state-0")}}},
			1,
		},
		{
			"an entity is redirected to two others, in two parts",
			graph.Bundle{},
			nil,
			graph.Bundle{},
			[]graph.Bundle{
				{Entities: []graph.Entity{{Key: "pier", Type: "State", Name: "Pier", MergedInto: "state-0"}}},
				{SameAs: []graph.SameAs{same("pier", "state-1")}},
			},
			1,
		},
		{
			"a redirection is turned about",
			graph.Bundle{SameAs: []graph.SameAs{same("state-0", "state-1")}},
			nil,
			graph.Bundle{},
			[]graph.Bundle{{SameAs: []graph.SameAs{same("state-1", "state-0")}}},
			0,
		},
		{
			"a claim names one that a curator retracted",
			graph.Bundle{Entities: []graph.Entity{state("passing")}, Claims: []graph.Claim{claim("state-0", "passing")}},
			func(c graph.Claim) graph.Edit {
				return graph.Edit{Retract: []graph.RecordID{{Kind: graph.ClaimRecord, ID: c.ID.String()}}}
			},
			graph.Bundle{},
			[]graph.Bundle{
				{Entities: []graph.Entity{state("passing")}, Claims: []graph.Claim{claim("state-0", "passing")}}, {Claims: []graph.Claim{disputing}},
			},
			1,
		},
		{
			"an entity goes that a claim names as a curator has it",
			graph.Bundle{Entities: []graph.Entity{state("passing")}, Claims: []graph.Claim{claim("state-0", "passing")}},
			func(c graph.Claim) graph.Edit {
				c.Gist, c.Batch = "a curator's words", ""
				return graph.Edit{Put: graph.Bundle{Claims: []graph.Claim{c}}}
			},
			graph.Bundle{},
			[]graph.Bundle{{Claims: []graph.Claim{claim("state-0", "passing")}}},
			1,
		},
		{
			"a claim holds one that, as a curator has it, holds the first",
			graph.Bundle{Claims: []graph.Claim{claim("state-0", "state-1"), pinned}},
			holdPinned,
			graph.Bundle{},
			[]graph.Bundle{{Claims: []graph.Claim{claim("state-0", "state-1")}}, {Claims: []graph.Claim{holding(pinned, claim("state-0", "state-1"))}}},
			1,
		},
		{
			"a claim holds one that holds another that, as a curator has it, holds the first",
			graph.Bundle{Claims: []graph.Claim{claim("state-0", "state-1"), pinned}},
			holdPinned,
			graph.Bundle{},
			[]graph.Bundle{{Claims: []graph.Claim{between, claim("state-0", "state-1")}}, {Claims: []graph.Claim{holding(pinned, between)}}},
			1,
		},
		{
			"a vocabulary that contradicts itself, and drops a term",
			graph.Bundle{Terms: []graph.Term{{
				Kind: graph.EntityTypeTerm, Key: "Port", Label: "port", Definition: "a place for ships", Class: graph.Actor,
			}}},
			nil,
			graph.Bundle{Terms: []graph.Term{{
				Kind: graph.EntityTypeTerm, Key: "Quay", Label: "quay", Definition: "a place for boats", Class: graph.Actor, Broader: "nowhere",
			}}},
			nil, 1,
		},
		{
			"one claim three times, and a verdict on it",
			graph.Bundle{},
			nil,
			graph.Bundle{},
			[]graph.Bundle{
				{Claims: []graph.Claim{claim("state-0", "state-1")}},
				{
					Claims: []graph.Claim{claim("state-0", "state-1")},
					Verdicts: []graph.Verdict{{
						Contradiction: graph.ContradictionIDOf(graph.PolarityRule, claim("state-0", "state-1").ID), Finding: graph.Apparent,
						Reason: "the paper", Prefers: []graph.ClaimID{claim("state-0", "state-1").ID},
					}},
				},
				{Claims: []graph.Claim{claim("state-0", "state-1")}},
			},
			2,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			whole := tt.begun
			whole.Batch = graph.Batch{Key: "table"}
			for _, p := range tt.parts {
				whole.Entities, whole.SameAs = append(whole.Entities, p.Entities...), append(whole.SameAs, p.SameAs...)
				whole.Claims, whole.Verdicts = append(whole.Claims, p.Claims...), append(whole.Verdicts, p.Verdicts...)
			}
			load := func(do func(s *store.Store) error) []string {
				s, _ := inMemory(t)
				newModel(t, s)
				before := tt.before
				before.Batch = whole.Batch
				mustLoad(t, s, before)
				if tt.edit != nil {
					by := graph.Signature{Author: "vale", Reason: "judged", Time: noon}
					if _, err := s.Curate(t.Context(), tt.edit(before.Claims[0]), by); err != nil {
						t.Fatal(err)
					}
				}
				return told(do(s))
			}
			want := load(func(s *store.Store) error {
				_, err := s.Load(t.Context(), []graph.Bundle{whole}, store.Commit{Time: noon})
				return err
			})
			got := load(func(s *store.Store) error {
				begun := tt.begun
				begun.Batch = whole.Batch
				_, err := s.LoadParts(t.Context(), nil, []graph.Bundle{begun}, piecesOf(whole.Batch, tt.parts), store.Commit{Time: noon})
				return err
			})
			if len(got) < tt.want || len(got) > len(want) || len(want) > 0 != (tt.want > 0) {
				t.Errorf("LoadParts tells %q and Load %q, want %d problems", got, want, tt.want)
			}
			for _, p := range got { // of a circle, that of the part that closes it
				if !slices.Contains(want, p) {
					t.Errorf("LoadParts tells what Load does not (-whole +in parts):\n%s", cmp.Diff(want, got))
				}
			}
		})
	}
}

// told are the problems of an error.
func told(err error) []string {
	var all []string
	var found store.Problems
	if err != nil && !errors.As(err, &found) {
		return []string{"not problems: " + err.Error()}
	}
	for _, p := range found {
		all = append(all, p.String())
	}
	return all
}

// piecesOf yields parts as pieces of a batch.
func piecesOf(b graph.Batch, parts []graph.Bundle) iter.Seq2[[]graph.Bundle, error] {
	return func(yield func([]graph.Bundle, error) bool) {
		for _, p := range parts {
			p.Batch = b
			if !yield([]graph.Bundle{p}, nil) {
				return
			}
		}
	}
}

// TestPartsOfNoBatch: a part of a batch that was not begun, and terms and asides in a part, are refused, and leave nothing.
func TestPartsOfNoBatch(t *testing.T) {
	for name, p := range map[string]graph.Bundle{
		"of another batch": {Batch: graph.Batch{Key: "other"}, Entities: []graph.Entity{state("pier")}},
		"terms":            {Batch: graph.Batch{Key: "table"}, Terms: words().Terms},
	} {
		s, kv := inMemory(t)
		newModel(t, s)
		before := dump(t, kv)
		_, err := s.LoadParts(t.Context(), nil, []graph.Bundle{{Batch: graph.Batch{Key: "table"}}}, piecesOf(p.Batch, []graph.Bundle{p}), store.Commit{Time: noon})
		if graph.FaultOf(err) != graph.BadInput {
			t.Errorf("%s: LoadParts = %v, want it refused", name, err)
		}
		if diff := cmp.Diff(before, dump(t, kv)); diff != "" {
			t.Errorf("%s: something was left (-before +after):\n%s", name, diff)
		}
	}
}
