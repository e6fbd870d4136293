package store_test

import (
	"encoding/json"
	"iter"
	"slices"
	"testing"

	"dyad/graph"
	"dyad/store"
)

// TestPlaceholdersGiveWay: an entity of which batches know the id alone is the batch's that says who it is, whoever else names it, and stays so.
func TestPlaceholdersGiveWay(t *testing.T) {
	names := func(batch graph.BatchKey, digest string) graph.Bundle { // it, by its id
		source := graph.SourceKey(batch + "-1")
		return graph.Bundle{
			Batch:    graph.Batch{Key: batch, Digest: digest},
			Entities: []graph.Entity{{Key: "pier", Type: graph.Untyped, Name: "8"}},
			Sources:  []graph.Source{article(source)},
			Claims:   []graph.Claim{{Source: source, From: "pier", Type: "supports", To: "red-harbour"}},
		}
	}
	called := func(batch graph.BatchKey, digest, name string) graph.Bundle { // likewise, by another name
		b := names(batch, digest)
		b.Entities[0].Name = name
		return b
	}
	full := graph.Bundle{Batch: graph.Batch{Key: "full", Digest: "f1"}, Entities: []graph.Entity{state("pier")}}
	gone := graph.Bundle{Batch: graph.Batch{Key: "less", Digest: "l3"}}
	upgraded := names("less", "l2")
	upgraded.Entities = full.Entities
	renamed := graph.Edit{Put: graph.Bundle{Entities: []graph.Entity{{Key: "pier", Type: "State", Name: "Mole"}}}}
	tests := []struct {
		name   string
		loads  [][]graph.Bundle
		edit   graph.Edit // of a curator, after the first load
		owner  graph.BatchKey
		called string
	}{
		{"two batches name it", [][]graph.Bundle{{names("less", "l1"), names("third", "t1")}, {full}}, graph.Edit{}, "full", "State of pier"},
		{"one of them loaded again", [][]graph.Bundle{{names("less", "l1"), names("third", "t1")}, {full}, {names("less", "l2")}}, graph.Edit{}, "full", "State of pier"},
		{"one of them gone", [][]graph.Bundle{{names("less", "l1"), names("third", "t1")}, {full}, {gone}}, graph.Edit{}, "full", "State of pier"},
		{"all together", [][]graph.Bundle{{names("less", "l1"), full, names("third", "t1")}}, graph.Edit{}, "full", "State of pier"},
		{"with a batch that names it", [][]graph.Bundle{{names("less", "l1")}, {names("less", "l2"), full}}, graph.Edit{}, "full", "State of pier"},
		{"described before", [][]graph.Bundle{{full}, {names("less", "l1")}}, graph.Edit{}, "full", "State of pier"},
		{"under two names", [][]graph.Bundle{{names("less", "l1")}, {called("third", "t1", "Pier")}}, graph.Edit{}, "less", "8"},
		{"by the batch that named it", [][]graph.Bundle{{names("less", "l1"), names("third", "t1")}, {upgraded}}, graph.Edit{}, "less", "State of pier"},
		{"a curator described it", [][]graph.Bundle{{names("less", "l1")}, {full}}, renamed, "", "Mole"},
	}
	for _, tt := range tests {
		for _, inParts := range []bool{false, true} {
			t.Run(tt.name+map[bool]string{true: ", in parts"}[inParts], func(t *testing.T) {
				s, _ := inMemory(t)
				mustLoad(t, s, words(), gazette())
				edited := graph.Tx(0)
				for i, bundles := range tt.loads {
					var err error
					if inParts {
						_, err = s.LoadParts(t.Context(), nil, emptied(bundles), entitiesFirst(bundles), store.Commit{Time: noon})
					} else {
						_, err = s.Load(t.Context(), bundles, store.Commit{Time: noon})
					}
					if err != nil {
						t.Fatalf("load %d: %v", i+1, err)
					}
					if i == 0 && len(tt.edit.Put.Entities) > 0 {
						done, err := s.Curate(t.Context(), tt.edit, graph.Signature{Author: "vale", Reason: "as the list has it", Time: noon})
						if err != nil {
							t.Fatal(err)
						}
						edited = done.Tx
					}
				}
				wantEntity(t, s, "pier", tt.owner, tt.called)
				wantSound(t, s)
				if edited == 0 {
					return
				}
				if _, err := s.Undo(t.Context(), graph.Undoing{Tx: edited}, graph.Signature{Author: "vale", Reason: "misread", Time: noon}); err != nil {
					t.Fatal(err)
				}
				wantEntity(t, s, "pier", "full", "State of pier")
				wantSound(t, s)
			})
		}
	}
}

// TestDescriptionsOfPlaceholdersStay: what was described stays described as long as somebody names it, as any entity does.
func TestDescriptionsOfPlaceholdersStay(t *testing.T) {
	s, _ := inMemory(t)
	less := ledger()
	less.Entities = []graph.Entity{{Key: "pier", Type: graph.Untyped, Name: "8"}}
	less.Claims[0].To = "pier"
	full := graph.Bundle{Batch: graph.Batch{Key: "full", Digest: "f1"}, Entities: []graph.Entity{state("pier")}}
	mustLoad(t, s, words(), gazette(), less)
	mustLoad(t, s, full)
	full.Batch.Digest, full.Entities = "f2", nil
	wantRefused(t, s, []graph.Bundle{full}, []string{`entity "pier": it can't go: claim`})
}

// entitiesFirst yields bundles in two parts: the claims are the second.
func entitiesFirst(bundles []graph.Bundle) iter.Seq2[[]graph.Bundle, error] {
	return func(yield func([]graph.Bundle, error) bool) {
		first, second := slices.Clone(bundles), emptied(bundles)
		for i := range bundles {
			first[i].Claims, second[i].Claims, second[i].Yields = nil, bundles[i].Claims, bundles[i].Yields
		}
		_ = yield(first, nil) && yield(second, nil)
	}
}

// wantEntity fails the test unless an entity is of a batch, "" being any, and called so.
func wantEntity(t *testing.T, s *store.Store, key graph.EntityKey, owner graph.BatchKey, name string) {
	t.Helper()
	for line, err := range s.Records(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		var e graph.Entity
		if line.Kind != graph.EntityRecord {
			continue
		}
		if err := json.Unmarshal(line.JSON, &e); err != nil {
			t.Fatal(err)
		}
		if e.Key == key && (owner != "" && e.Batch != owner || e.Name != name) {
			t.Errorf("%s is %q of %s, want %q of %s", key, e.Name, e.Batch, name, owner)
		}
	}
	if got := sharer(t, s); owner == "full" && got != "" {
		t.Errorf("%s shares it", got)
	}
}
