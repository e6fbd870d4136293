package store_test

import (
	"bytes"
	"context"
	"slices"
	"testing"
	"time"

	"dyad/graph"
	"dyad/store"
	"dyad/store/storetest"

	"github.com/google/go-cmp/cmp"
)

// noon is when the commits of these tests say they are made.
var noon = time.Date(2030, 5, 4, 12, 0, 0, 0, time.UTC)

// words is a small vocabulary.
func words() graph.Bundle {
	return graph.Bundle{
		Batch: graph.Batch{Key: "words", Digest: "w1"},
		Terms: []graph.Term{
			{Kind: graph.EntityTypeTerm, Key: "State", Label: "state", Definition: "a country", Class: graph.Actor},
			relation("supports"),
			relation("announces"),
			{
				Kind: graph.RelationTerm, Key: "fights", Label: "fights", Inverse: "fights", Symmetric: true,
				Definition: "is at war with",
			},
			{Kind: graph.RoleTerm, Key: "content", Label: "content", Definition: "what is said", Holds: graph.HoldsClaim},
		},
	}
}

// withRole is the vocabulary with one more role, which entities fill.
func withRole(key graph.TermKey) graph.Bundle {
	b := words()
	b.Terms = append(b.Terms, graph.Term{
		Kind: graph.RoleTerm, Key: key, Label: string(key), Definition: "as it says", Holds: graph.HoldsEntity,
	})
	return b
}

func relation(key graph.TermKey) graph.Term {
	return graph.Term{
		Kind: graph.RelationTerm, Key: key, Label: string(key), Inverse: string(key) + " backwards", Definition: "as it says",
	}
}

// gazette is a bundle of two actors, one source, a mention, and two claims.
func gazette() graph.Bundle {
	return graph.Bundle{
		Batch:    graph.Batch{Key: "gazette", Digest: "g1"},
		Entities: []graph.Entity{state("red-harbour"), state("blue-valley")},
		Sources:  []graph.Source{article("gazette-1")},
		Mentions: []graph.Mention{
			{Source: "gazette-1", Entity: "red-harbour", Form: "Red Harbour", Part: graph.Part{Start: 4, End: 15}},
		},
		Claims: []graph.Claim{
			{Source: "gazette-1", From: "red-harbour", Type: "supports", To: "blue-valley", Gist: "They help."},
			{Source: "gazette-1", From: "red-harbour", Type: "fights", To: "blue-valley"},
		},
	}
}

func state(key graph.EntityKey) graph.Entity {
	return graph.Entity{Key: key, Type: "State", Name: "State of " + string(key)}
}

func article(key graph.SourceKey) graph.Source {
	return graph.Source{Key: key, Kind: graph.Article, Genre: graph.Reporting, Title: "War & peace <in> the valley"}
}

// edition returns the bundle with another digest, and lists of its own.
func edition(b graph.Bundle, digest string) graph.Bundle {
	b.Batch = graph.Batch{Key: b.Batch.Key, Digest: digest}
	b.Terms, b.Entities, b.Sources = slices.Clone(b.Terms), slices.Clone(b.Entities), slices.Clone(b.Sources)
	b.Mentions, b.Claims = slices.Clone(b.Mentions), slices.Clone(b.Claims)
	return b
}

// inMemory opens an empty store.
func inMemory(t *testing.T) (*store.Store, *storetest.Memory) {
	t.Helper()
	kv := storetest.NewMemory()
	return reopened(t, kv), kv
}

func reopened(t *testing.T, kv store.KV) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), kv)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	return s
}

// mustLoad loads at noon.
func mustLoad(tb testing.TB, s *store.Store, bundles ...graph.Bundle) store.Report {
	tb.Helper()
	report, err := s.Load(context.Background(), bundles, store.Commit{Time: noon})
	if err != nil {
		tb.Fatalf("Load: %v", err)
	}
	return report
}

// dump is every row of a store, by its key.
func dump(t *testing.T, kv store.KV) map[string]string {
	t.Helper()
	rows := map[string]string{}
	for row, err := range kv.Scan(context.Background(), nil, nil) {
		if err != nil {
			t.Fatal(err)
		}
		rows[string(row.Key)] = string(row.Value)
	}
	return rows
}

// lines is the state as of a transaction, as JSON Lines.
func lines(t *testing.T, s *store.Store, asOf graph.Tx) string {
	t.Helper()
	var b bytes.Buffer
	for line, err := range s.Records(context.Background(), asOf) {
		if err != nil {
			t.Fatalf("Records as of %d: %v", asOf, err)
		}
		b.Write(line.Append(nil))
	}
	return b.String()
}

// current returns the claims that count, by their types. Each type is used once in these tests.
func current(t *testing.T, s *store.Store) map[graph.TermKey]*graph.Claim {
	t.Helper()
	feed, err := s.Feed(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	claims := map[graph.TermKey]*graph.Claim{}
	for v, err := range feed.Claims {
		if err != nil {
			t.Fatal(err)
		}
		if v.Closed == 0 {
			full, err := s.Claims(context.Background(), []graph.ClaimID{v.Value.ID}, 0)
			if err != nil {
				t.Fatal(err)
			}
			claims[v.Value.Type] = full[0]
		}
	}
	return claims
}

// wantSound fails the test if Verify finds anything.
func wantSound(t *testing.T, s *store.Store) {
	t.Helper()
	findings, err := s.Verify(context.Background())
	if err != nil {
		t.Fatalf("Verify: %v", err)
	}
	if diff := cmp.Diff([]store.Finding(nil), findings); diff != "" {
		t.Errorf("Verify (-want +got):\n%s", diff)
	}
}
