package store_test

import (
	"errors"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/store"
)

// TestTypesThatClaimsOfOthersDoNotFit: a load that changes the type of an entity is refused if that leaves claims of other batches that the
// vocabulary does not allow, and tells which.
func TestTypesThatClaimsOfOthersDoNotFit(t *testing.T) {
	vocabulary := withRole("place")
	vocabulary.Terms = append(vocabulary.Terms, graph.Term{Kind: graph.EntityTypeTerm, Key: "Place", Label: "place", Definition: "a place", Class: graph.Place},
		graph.Term{Kind: graph.EntityTypeTerm, Key: "City", Label: "city", Definition: "a city", Class: graph.Place})
	for i := range vocabulary.Terms {
		switch term := &vocabulary.Terms[i]; term.Key {
		case "supports":
			term.From, term.To = []graph.TermKey{"actor"}, []graph.TermKey{"actor"}
		case "place":
			term.Allowed = []graph.TermKey{"place"}
		}
	}
	pier := func(of graph.TermKey) graph.Bundle {
		e := graph.Entity{Key: "pier", Type: of, Name: "Pier"}
		return graph.Bundle{Batch: graph.Batch{Key: "registry", Digest: string(of)}, Entities: []graph.Entity{e}}
	}
	says := func(c graph.Claim) graph.Bundle {
		c.Source = "ledger-1"
		return graph.Bundle{Batch: graph.Batch{Key: "ledger", Digest: "l1"}, Sources: []graph.Source{article("ledger-1")}, Claims: []graph.Claim{c}}
	}
	supports := says(graph.Claim{From: "pier", Type: "supports", To: "red-harbour"})
	two := says(graph.Claim{From: "pier", Type: "supports", To: "red-harbour"})
	two.Claims = append(two.Claims, graph.Claim{Source: "ledger-1", From: "red-harbour", Type: "supports", To: "pier"})
	in := says(graph.Claim{From: "blue-valley", Type: "supports", To: "red-harbour", Roles: graph.Roles{{Name: "place", Entities: []graph.EntityKey{"pier"}}}})
	others := pier("Place")
	others.Batch.Key = "map"
	none := graph.Bundle{Batch: graph.Batch{Key: "ledger", Digest: "l2"}}
	const starts = `batch "registry": entity "pier": it can't become "Place", and was "State": claim `
	tests := []struct {
		name     string
		was      graph.TermKey
		says     graph.Bundle
		next     []graph.Bundle
		problems []string
	}{
		{"an end", "State", supports, []graph.Bundle{pier("Place")}, []string{starts, `of batch "ledger" would not fit: "supports" starts from actor`, `load batch "ledger" without it first`}},
		{"two claims", "State", two, []graph.Bundle{pier("Place")}, []string{starts, "and so does 1 more"}},
		{"a role", "Place", in, []graph.Bundle{pier("State")}, []string{`role "place" is filled by place`}},
		{"a placeholder that others describe", graph.Untyped, supports, []graph.Bundle{others}, []string{`batch "map": entity "pier"`, `of batch "ledger" would not fit`}},
		{"a type of one class", "Place", in, []graph.Bundle{pier("City")}, nil},
		{"a type of one's own", "State", supports, []graph.Bundle{pier("x:pier")}, nil},
		{"a claim that goes in the same load", "State", supports, []graph.Bundle{pier("Place"), none}, nil},
		{"a voice", "State", says(graph.Claim{
			From: "blue-valley", Type: "supports", To: "red-harbour", Voices: []graph.Voice{{Entity: "pier"}},
		}), []graph.Bundle{pier("Place")}, nil},
	}
	for _, tt := range tests {
		for _, inParts := range []bool{false, true} {
			t.Run(tt.name+map[bool]string{true: ", in parts"}[inParts], func(t *testing.T) {
				s, _ := inMemory(t)
				first := pier(tt.was)
				if tt.was == graph.Untyped {
					first.Entities[0].Name = "8"
				}
				mustLoad(t, s, vocabulary, gazette(), first, tt.says)
				var err error
				if inParts {
					_, err = s.LoadParts(t.Context(), nil, emptied(tt.next), entitiesFirst(tt.next), store.Commit{Time: noon})
				} else {
					_, err = s.Load(t.Context(), tt.next, store.Commit{Time: noon})
				}
				var problems store.Problems
				if errors.As(err, &problems); (err != nil) != (tt.problems != nil) || len(problems) > 1 {
					t.Fatalf("Load = %v, want problems %q", err, tt.problems)
				}
				for _, want := range tt.problems {
					if !strings.Contains(problems.Error(), want) {
						t.Errorf("Load = %v, want %q in it", err, want)
					}
				}
				wantIndex(t, s)
				wantSound(t, s)
			})
		}
	}
}

// TestCuratorsKeepTypesThatClaimsFit: a curator is refused too whose change of a type leaves claims that the vocabulary does not allow, and so is
// an undoing.
func TestCuratorsKeepTypesThatClaimsFit(t *testing.T) {
	vocabulary := words()
	vocabulary.Terms = append(vocabulary.Terms, graph.Term{Kind: graph.EntityTypeTerm, Key: "Place", Label: "place", Definition: "a place", Class: graph.Place})
	vocabulary.Terms[1].From = []graph.TermKey{"actor"}
	by := graph.Signature{Author: "vale", Reason: "misread", Time: noon}
	pier := func(of graph.TermKey) graph.Edit {
		return graph.Edit{Put: graph.Bundle{Entities: []graph.Entity{{Key: "pier", Type: of, Name: "Pier"}}}}
	}
	s, _ := inMemory(t)
	mustLoad(t, s, vocabulary, gazette())
	said := ledger()
	said.Claims[0].From, said.Claims[0].Type = "pier", "supports"
	if _, err := s.Curate(t.Context(), pier("Place"), by); err != nil {
		t.Fatal(err)
	}
	retyped, err := s.Curate(t.Context(), pier("State"), by)
	if err != nil {
		t.Fatal(err)
	}
	mustLoad(t, s, said)
	const want = `it can't become "Place", and was "State": claim `
	if _, err := s.Curate(t.Context(), pier("Place"), by); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "retract it first") {
		t.Errorf("Curate = %v, want %q in it, and the way out", err, want)
	}
	if _, err := s.Undo(t.Context(), graph.Undoing{Tx: retyped.Tx}, by); graph.FaultOf(err) != graph.Conflict || !strings.Contains(err.Error(), want) {
		t.Errorf("Undo = %v, want %q in it", err, want)
	}
	wantIndex(t, s)
	wantSound(t, s)
}
