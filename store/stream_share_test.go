package store_test

import (
	"testing"

	"dyad/graph"
	"dyad/store"

	"github.com/google/go-cmp/cmp"
)

// TestPartsBringWhatComesBeside: a record of a bundle that comes at once, and of a batch that comes in parts, is judged as in one load: shared if
// both say the same, and refused if not.
func TestPartsBringWhatComesBeside(t *testing.T) {
	claim := graph.Claim{Source: "gazette-1", From: "state-0", Type: "supports", To: "pier"}
	untyped := claim
	untyped.Type = "x:ferries"
	otherwise := state("pier")
	otherwise.Name = "Quay"
	tests := []struct {
		name     string
		registry graph.Bundle
		edit     graph.Edit // of a curator, before, when the registry was loaded once
		parts    []graph.Bundle
		want     int // problems
	}{
		{
			"in the same words",
			graph.Bundle{Entities: []graph.Entity{state("pier")}},
			graph.Edit{},
			[]graph.Bundle{{Entities: []graph.Entity{state("pier"), state("mole")}}, {Claims: []graph.Claim{claim}}},
			0,
		},
		{
			"in other words",
			graph.Bundle{Entities: []graph.Entity{state("pier")}},
			graph.Edit{},
			[]graph.Bundle{{Entities: []graph.Entity{otherwise}}, {Claims: []graph.Claim{claim}}},
			1,
		},
		{
			"in two parts besides",
			graph.Bundle{Entities: []graph.Entity{state("pier")}},
			graph.Edit{},
			[]graph.Bundle{{Entities: []graph.Entity{state("pier")}}, {Entities: []graph.Entity{state("pier")}}},
			1,
		},
		{
			"a claim",
			graph.Bundle{Entities: []graph.Entity{state("pier")}, Claims: []graph.Claim{claim}},
			graph.Edit{},
			[]graph.Bundle{{Claims: []graph.Claim{claim}}},
			1,
		},
		{
			"a claim of a type that no vocabulary knows",
			graph.Bundle{Entities: []graph.Entity{state("pier")}, Claims: []graph.Claim{untyped}},
			graph.Edit{},
			[]graph.Bundle{{Claims: []graph.Claim{untyped}}},
			1,
		},
		{
			"of a batch that is not loaded",
			graph.Bundle{Entities: []graph.Entity{state("pier"), state("state-0")}},
			graph.Edit{},
			[]graph.Bundle{{Entities: []graph.Entity{state("state-0")}}},
			0,
		},
		{
			"in the same words, and a curator has others",
			graph.Bundle{Entities: []graph.Entity{state("pier")}},
			graph.Edit{Put: graph.Bundle{Entities: []graph.Entity{otherwise}}},
			[]graph.Bundle{{Entities: []graph.Entity{state("pier")}}},
			0,
		},
		{
			"in the words of a curator",
			graph.Bundle{Entities: []graph.Entity{state("pier")}},
			graph.Edit{Put: graph.Bundle{Entities: []graph.Entity{otherwise}}},
			[]graph.Bundle{{Entities: []graph.Entity{otherwise}}},
			1,
		},
		{
			"what a curator retracted",
			graph.Bundle{Entities: []graph.Entity{state("pier")}},
			graph.Edit{Retract: []graph.RecordID{{Kind: graph.EntityRecord, ID: graph.EntityKey("pier").ID().String()}}},
			[]graph.Bundle{{Entities: []graph.Entity{state("pier")}}},
			0,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.registry.Batch = graph.Batch{Key: "registry"}
			table := graph.Bundle{Batch: graph.Batch{Key: "table"}}
			load := func(do func(s *store.Store) (store.Report, error)) (store.Report, []string, map[string]string) {
				s, kv := inMemory(t)
				newModel(t, s)
				if len(tt.edit.Put.Entities)+len(tt.edit.Retract) > 0 {
					mustLoad(t, s, tt.registry)
					if _, err := s.Curate(t.Context(), tt.edit, graph.Signature{Author: "vale", Reason: "judged", Time: noon}); err != nil {
						t.Fatal(err)
					}
				}
				report, err := do(s)
				return report, told(err), dump(t, kv)
			}
			wantReport, want, wantRows := load(func(s *store.Store) (store.Report, error) {
				whole := table
				for _, p := range tt.parts {
					whole.Entities, whole.Claims = append(whole.Entities, p.Entities...), append(whole.Claims, p.Claims...)
				}
				return s.Load(t.Context(), []graph.Bundle{tt.registry, whole}, store.Commit{Time: noon})
			})
			gotReport, got, gotRows := load(func(s *store.Store) (store.Report, error) {
				return s.LoadParts(t.Context(), []graph.Bundle{tt.registry}, []graph.Bundle{table}, piecesOf(table.Batch, tt.parts), store.Commit{Time: noon})
			})
			if len(want) != tt.want {
				t.Errorf("Load tells %q, want %d problems", want, tt.want)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("the problems differ (-whole +in parts):\n%s", diff)
			}
			if diff := cmp.Diff(wantReport, gotReport); diff != "" {
				t.Errorf("the reports differ (-whole +in parts):\n%s", diff)
			}
			if diff := cmp.Diff(wantRows, gotRows); diff != "" {
				t.Errorf("the rows differ (-whole +in parts):\n%s", diff)
			}
		})
	}
}
