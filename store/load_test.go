package store_test

import (
	"context"
	"testing"

	"dyad/graph"
	"dyad/store"

	"github.com/google/go-cmp/cmp"
)

func TestLoadReportsWhatIsNew(t *testing.T) {
	s, _ := inMemory(t)
	report := mustLoad(t, s, words(), gazette())
	want := store.Report{Tx: 1, Batches: []store.BatchReport{
		{Key: "words", Kinds: map[graph.RecordKind]store.Counts{
			"batch": {Read: 1, New: 1}, "term": {Read: 5, New: 5},
		}},
		{Key: "gazette", Kinds: map[graph.RecordKind]store.Counts{
			"batch": {Read: 1, New: 1}, "entity": {Read: 2, New: 2}, "source": {Read: 1, New: 1},
			"mention": {Read: 1, New: 1}, "claim": {Read: 2, New: 2},
		}},
	}}
	if diff := cmp.Diff(want, report); diff != "" {
		t.Errorf("Load (-want +got):\n%s", diff)
	}
	wantSound(t, s)
}

func TestLoadAgainWritesNothing(t *testing.T) {
	s, kv := inMemory(t)
	mustLoad(t, s, words(), gazette())
	before := dump(t, kv)
	report := mustLoad(t, s, words(), gazette())
	if diff := cmp.Diff(before, dump(t, kv)); diff != "" {
		t.Errorf("rows after the same load (-before +after):\n%s", diff)
	}
	want := store.Counts{Read: 13, Unchanged: 13}
	if got := report.Total(); got != want || report.Tx != 0 || !report.Batches[1].Same {
		t.Errorf("Load of the same: transaction %d, same %t, %+v, want 0, true, %+v", report.Tx, report.Batches[1].Same, got, want)
	}
}

func TestLoadOfSameContentChangesTheBatchOnly(t *testing.T) {
	s, kv := inMemory(t)
	mustLoad(t, s, words(), gazette())
	before := dump(t, kv)
	report := mustLoad(t, s, edition(gazette(), "g2"))
	wantKinds := map[graph.RecordKind]store.Counts{
		"batch": {Read: 1, Changed: 1}, "entity": {Read: 2, Unchanged: 2}, "source": {Read: 1, Unchanged: 1},
		"mention": {Read: 1, Unchanged: 1}, "claim": {Read: 2, Unchanged: 2},
	}
	if diff := cmp.Diff(wantKinds, report.Kinds()); diff != "" {
		t.Errorf("Load (-want +got):\n%s", diff)
	}
	// The transaction, the batch's second version and the closing of its first; last is overwritten.
	if grown := len(dump(t, kv)) - len(before); grown != 3 {
		t.Errorf("%d more rows, want 3", grown)
	}
}

func TestLoadWithoutADigestComparesContent(t *testing.T) {
	s, kv := inMemory(t)
	b := edition(gazette(), "")
	mustLoad(t, s, words(), b)
	before := dump(t, kv)
	if report := mustLoad(t, s, b); report.Tx != 0 || report.Batches[0].Same {
		t.Errorf("Load: transaction %d, same %t, want 0, false", report.Tx, report.Batches[0].Same)
	}
	if diff := cmp.Diff(before, dump(t, kv)); diff != "" {
		t.Errorf("rows (-before +after):\n%s", diff)
	}
}

func TestDryRunReportsAndWritesNothing(t *testing.T) {
	s, kv := inMemory(t)
	mustLoad(t, s, words(), gazette())
	before := dump(t, kv)
	next := edition(gazette(), "g2")
	next.Claims = next.Claims[:1]
	next.Claims[0].Gist = "They help a lot."
	dry, err := s.Load(context.Background(), []graph.Bundle{next}, store.Commit{Time: noon, DryRun: true})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, dump(t, kv)); diff != "" {
		t.Errorf("rows after a dry run (-before +after):\n%s", diff)
	}
	wet := mustLoad(t, s, next)
	wet.Tx = 0
	if diff := cmp.Diff(wet, dry); diff != "" {
		t.Errorf("reports (-load +dry run):\n%s", diff)
	}
	if got, want := dry.Kinds()["claim"], (store.Counts{Read: 1, Changed: 1, Retracted: 1}); got != want {
		t.Errorf("dry run: claims %+v, want %+v", got, want)
	}
}

func TestLoadLeavesTheBundleAlone(t *testing.T) {
	s, _ := inMemory(t)
	quoted := func() graph.Bundle {
		b := gazette()
		b.Claims[1].Voices = []graph.Voice{{Label: "a sailor"}}
		b.Claims[1].Roles = graph.Roles{{Name: "with", Entities: []graph.EntityKey{"red-harbour", "blue-valley"}}}
		return b
	}
	b := quoted()
	mustLoad(t, s, withRole("with"), b)
	if diff := cmp.Diff(quoted(), b); diff != "" {
		t.Errorf("the bundle (-before +after Load):\n%s", diff)
	}
	got := current(t, s)["fights"]
	if got.From != "blue-valley" || got.To != "red-harbour" || got.Polarity != graph.Affirmed || got.Revision != 1 {
		t.Errorf("stored: %s %s %s, %s, revision %d; want the claim in its canonical form", got.From, got.Type, got.To, got.Polarity, got.Revision)
	}
}

func TestLoadNeedsATime(t *testing.T) {
	s, _ := inMemory(t)
	_, err := s.Load(context.Background(), nil, store.Commit{})
	if graph.FaultOf(err) != graph.BadInput {
		t.Errorf("Load without a time: %v, want fault %q", err, graph.BadInput)
	}
}

func TestRetractedClaimComesBack(t *testing.T) {
	s, _ := inMemory(t)
	mustLoad(t, s, words(), gazette())
	id := current(t, s)["supports"].ID
	without := edition(gazette(), "g2")
	without.Claims = without.Claims[1:]
	mustLoad(t, s, without)
	if current(t, s)["supports"] != nil {
		t.Error("the claim counts after its batch dropped it")
	}
	mustLoad(t, s, edition(gazette(), "g3"))
	history, err := s.History(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	type stage struct {
		opened, closed graph.Tx
		reason         string
		revision       int
	}
	var got []stage
	for _, v := range history {
		got = append(got, stage{v.Opened, v.Closed, v.Reason, v.Value.Revision})
	}
	want := []stage{{1, 2, "no longer in gazette", 1}, {3, 0, "", 1}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(stage{})); diff != "" {
		t.Errorf("History (-want +got):\n%s", diff)
	}
	wantSound(t, s)
}

// TestSameBytesAreReadInTheLightOfWhatIsKnown: what was loaded last is not looked at, and whatever was recorded since, or comes with it, has it
// looked at, though nothing changes.
func TestSameBytesAreReadInTheLightOfWhatIsKnown(t *testing.T) {
	edit := func(t *testing.T, s *store.Store) {
		put := graph.Bundle{Entities: []graph.Entity{state("quay")}}
		if _, err := s.Curate(t.Context(), graph.Edit{Put: put}, graph.Signature{Author: "vale", Reason: "missing", Time: noon}); err != nil {
			t.Fatal(err)
		}
	}
	undone := func(t *testing.T, s *store.Store) {
		mustLoad(t, s, edition(gazette(), "g2"))
		if _, err := s.Undo(t.Context(), graph.Undoing{Tx: s.Last()}, graph.Signature{Author: "vale", Reason: "too early", Time: noon}); err != nil {
			t.Fatal(err)
		}
	}
	declared := func(t *testing.T, s *store.Store) {
		mustLoad(t, s, edition(gazette(), "g2"))
		exported := gazette()
		exported.Declared = true
		mustLoad(t, s, exported)
	}
	tests := []struct {
		name   string
		since  func(*testing.T, *store.Store)
		beside []graph.Bundle
		same   bool
	}{
		{"nothing since", func(*testing.T, *store.Store) {}, nil, true},
		{"another batch since", func(t *testing.T, s *store.Store) { mustLoad(t, s, ledger()) }, nil, false},
		{"a curator since", edit, nil, false},
		{"another edition since, which was undone", undone, nil, false},
		{"lines of an export since", declared, nil, false},
		{"another batch beside", func(*testing.T, *store.Store) {}, []graph.Bundle{ledger()}, false},
		{"the rest of the load beside", func(*testing.T, *store.Store) {}, []graph.Bundle{words()}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, _ := inMemory(t)
			mustLoad(t, s, words(), gazette())
			tt.since(t, s)
			want := store.Counts{Read: 7, Unchanged: 7}
			report := mustLoad(t, s, append([]graph.Bundle{gazette()}, tt.beside...)...)
			b := store.Report{Batches: report.Batches[:1]}
			if b.Batches[0].Same != tt.same || b.Total() != want {
				t.Errorf("Load of the same: same %t, %+v, want %t, %+v", b.Batches[0].Same, b.Total(), tt.same, want)
			}
			wantSound(t, s)
		})
	}
}
