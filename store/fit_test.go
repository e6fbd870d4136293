package store_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/store"
)

// TestLoadRefusesWhatTheVocabularyForbids loads claims as lines of an export may hold them. None of them is let in, so that an
// index can be built of whatever is.
func TestLoadRefusesWhatTheVocabularyForbids(t *testing.T) {
	vocabulary := withRole("counterparty")
	ends := []graph.TermKey{"actor"}
	vocabulary.Terms = append(vocabulary.Terms,
		graph.Term{Kind: graph.EntityTypeTerm, Key: "Raid", Label: "raid", Definition: "an attack", Class: graph.Event},
		graph.Term{Kind: graph.RelationTerm, Key: "began", Label: "began", Definition: "began", Unary: true, From: []graph.TermKey{"event"}},
		graph.Term{
			Kind: graph.RelationTerm, Key: "mediates", Label: "mediates", Inverse: "mediated by", Definition: "goes between",
			From: ends, To: ends, Projects: []graph.TermKey{"counterparty"},
		})
	role := func(name graph.TermKey, entities ...graph.EntityKey) graph.Roles {
		return graph.Roles{{Name: name, Entities: entities}}
	}
	tests := []struct {
		name string
		c    graph.Claim
		want string // in the problem; "" is none
	}{
		{"a sound claim", graph.Claim{From: "red-harbour", Type: "supports", To: "blue-valley"}, ""},
		{"a symmetric type with one end", graph.Claim{From: "red-harbour", Type: "fights"}, "no second end"},
		{"a type with one end", graph.Claim{From: "red-harbour", Type: "supports"}, "no second end"},
		{"an end too many", graph.Claim{From: "red-harbour", Type: "began", To: "blue-valley"}, "second end"},
		{"a state that began", graph.Claim{From: "red-harbour", Type: "began"}, `"red-harbour" is a State`},
		{"one actor at both ends", graph.Claim{From: "red-harbour", Type: "supports", To: "red-harbour"}, "both ends"},
		{"an entity for a claim", graph.Claim{From: "red-harbour", Type: "supports", To: "blue-valley", Roles: role("content", "blue-valley")}, "holds a claim"},
		{"negated, with an outcome", graph.Claim{From: "red-harbour", Type: "supports", To: "blue-valley", Polarity: graph.Negated, Outcome: graph.Failed}, "outcome"},
		{"a mediator between itself and another", graph.Claim{From: "red-harbour", Type: "mediates", To: "blue-valley", Roles: role("counterparty", "red-harbour")}, "red-harbour"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, _ := inMemory(t)
			b := gazette()
			tt.c.Source = "gazette-1"
			b.Claims = append(b.Claims, tt.c)
			b.Claims = slices.Delete(b.Claims, 0, 2)
			_, err := s.Load(context.Background(), []graph.Bundle{vocabulary, b}, store.Commit{Time: noon})
			var problems store.Problems
			if refused := errors.As(err, &problems); refused != (tt.want != "") || refused && !strings.Contains(problems.Error(), tt.want) {
				t.Fatalf("Load = %v, want a problem with %q", err, tt.want)
			}
			wantIndex(t, s)
		})
	}
}

// wantIndex builds an index of whatever the store holds.
func wantIndex(t *testing.T, s *store.Store) {
	t.Helper()
	feed, err := s.Feed(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	_, err = index.Build(index.Input{
		Vocabulary: graph.NewVocabulary(feed.Terms), Entities: feed.Entities, Sources: feed.Sources,
		SameAs: feed.SameAs, Verdicts: feed.Verdicts, Claims: feed.Claims, Last: feed.Last,
	})
	if err != nil {
		t.Errorf("index.Build of what was loaded: %v", err)
	}
}
