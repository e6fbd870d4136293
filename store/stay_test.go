package store_test

import (
	"iter"
	"testing"

	"dyad/graph"
	"dyad/store"

	"github.com/google/go-cmp/cmp"
)

// TestWhatOthersNameStays loads a file anew without anything in it, whose batch has stay what others name: that does, with whatever it names, until
// nobody names it any more.
func TestWhatOthersNameStays(t *testing.T) {
	first, _ := inMemory(t)
	mustLoad(t, first, words(), gazette())
	supports := *current(t, first)["supports"]
	id := supports.ID
	beside := graph.Bundle{Batch: graph.Batch{Key: "ledger", Digest: "l1"}, Sources: []graph.Source{article("ledger-1")}}
	verdict, answer, cites, nothing := beside, beside, beside, beside
	verdict.Verdicts = []graph.Verdict{{Contradiction: graph.ContradictionID{7}, Finding: graph.Decided, Prefers: []graph.ClaimID{id}, Reason: "many saw it"}}
	pier, mole := state("pier"), state("mole")
	answer.Entities, cites.Entities = []graph.Entity{pier, mole}, []graph.Entity{pier, mole}
	answer.Claims = []graph.Claim{{Source: "ledger-1", From: "pier", Type: "supports", To: "mole", Disputes: []graph.ClaimID{id}}}
	cites.Claims = []graph.Claim{{Source: "gazette-1", From: "pier", Type: "supports", To: "mole"}}
	supports.Modality = graph.Alleged
	correct := graph.Edit{Put: graph.Bundle{Claims: []graph.Claim{supports}}}
	all := map[graph.RecordKind]store.Stayed{
		"claim": {Count: 1, Example: "claim " + id.String() + " (red-harbour supports blue-valley)"}, "source": {Count: 1, Example: "gazette-1"},
		"entity": {Count: 2, Example: "blue-valley"},
	}
	tests := []struct {
		name   string
		beside graph.Bundle
		edit   graph.Edit
		want   map[graph.RecordKind]store.Stayed
		undone string // the modality of the claim once the edit is undone; "": it is gone, or there was none
	}{
		{"nobody names it", nothing, graph.Edit{}, nil, ""},
		{"a verdict prefers a claim", verdict, graph.Edit{}, all, ""},
		{"a claim disputes it", answer, graph.Edit{}, all, ""},
		{"a claim is of the source", cites, graph.Edit{}, map[graph.RecordKind]store.Stayed{"source": all["source"]}, ""},
		{"a curator corrected a claim", nothing, correct, map[graph.RecordKind]store.Stayed{"source": all["source"], "entity": all["entity"]}, ""},
		{"a curator corrected a claim, and a verdict prefers it", verdict, correct, all, "asserted"},
	}
	for _, tt := range tests {
		for _, inParts := range []bool{false, true} {
			t.Run(tt.name, func(t *testing.T) {
				s, _ := inMemory(t)
				load := func(b graph.Bundle) store.Report {
					t.Helper()
					b.Stays = true
					if !inParts {
						return mustLoad(t, s, b)
					}
					var parts iter.Seq2[*graph.Bundle, error] = func(yield func(*graph.Bundle, error) bool) { yield(&b, nil) }
					report, err := s.LoadStream(t.Context(), nil, b.Batch, parts, store.Commit{Time: noon})
					if err != nil {
						t.Fatalf("LoadStream: %v", err)
					}
					return report
				}
				by := graph.Signature{Author: "vale", Reason: "as I read it", Time: noon}
				mustLoad(t, s, words())
				load(gazette())
				mustLoad(t, s, tt.beside)
				edited := graph.Tx(0)
				if len(tt.edit.Put.Claims) > 0 {
					if _, err := s.Curate(t.Context(), tt.edit, by); err != nil {
						t.Fatal(err)
					}
					edited = s.Last()
				}
				was := lines(t, s, 0)
				empty := graph.Bundle{Batch: graph.Batch{Key: "gazette", Digest: "g2"}}
				report := load(empty)
				if diff := cmp.Diff(tt.want, report.Batches[0].Stayed); diff != "" {
					t.Errorf("what stayed (-want +got):\n%s", diff)
				}
				released := s.Last()
				if again := load(empty); again.Tx != 0 {
					t.Errorf("the same again changes the store: %+v", again)
				}
				wantSound(t, s)
				if diff := cmp.Diff(was, lines(t, s, released-1)); diff != "" {
					t.Errorf("before (-want +got):\n%s", diff)
				}
				if edited != 0 {
					if _, err := s.Undo(t.Context(), graph.Undoing{Tx: edited}, by); err != nil {
						t.Fatal(err)
					}
					got := ""
					if c := current(t, s)["supports"]; c != nil {
						got = string(c.Modality)
					}
					if got != tt.undone {
						t.Errorf("undone, the claim is %q, want %q", got, tt.undone)
					}
				}
				mustLoad(t, s, graph.Bundle{Batch: graph.Batch{Key: "ledger", Digest: "l2"}})
				if load(empty); len(owners(t, s)) != 0 || len(current(t, s)) != 0 {
					t.Errorf("nobody names anything, and there are %v and %v", owners(t, s), current(t, s))
				}
				wantSound(t, s)
			})
		}
	}
}
