package store_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/store"

	"github.com/google/go-cmp/cmp"
)

// entityRecord names an entity.
func entityRecord(key graph.EntityKey) graph.RecordID {
	return graph.RecordID{Kind: graph.EntityRecord, ID: key.ID().String()}
}

// renamed is an edit of an entity, with an expectation.
func renamed(key graph.EntityKey, revision int) graph.Edit {
	e := state(key)
	e.Name = "Republic of " + string(key)
	return graph.Edit{
		Put:    graph.Bundle{Entities: []graph.Entity{e}},
		Expect: []graph.Expectation{{RecordID: entityRecord(key), Revision: revision}},
	}
}

// TestCurateExpects meets expectations, and does not.
func TestCurateExpects(t *testing.T) {
	tests := []struct {
		name string
		edit graph.Edit
		want []graph.Obstacle // nil if the edit is made
	}{
		{"the revision that it has", renamed("red-harbour", 1), nil},
		{"one that it has not yet", renamed("red-harbour", 2), []graph.Obstacle{{Fault: graph.Conflict, Message: "revision 1 by now, and 2 was expected", Revision: 1}}},
		{"that it is there", renamed("red-harbour", graph.Present), nil},
		{"that it is there, and it is not", renamed("green-front", graph.Present), []graph.Obstacle{{Fault: graph.NotFound, Message: "there is none"}}},
		{"that it is not there", renamed("green-front", graph.Absent), nil},
		{"that it is not there, and it is", renamed("red-harbour", graph.Absent), []graph.Obstacle{{Fault: graph.Conflict, Message: "there is one already"}}},
		{"a revision of what is not there", renamed("green-front", 1), []graph.Obstacle{{Fault: graph.NotFound, Message: "there is none"}}},
		{
			"to retract what is not there",
			graph.Edit{Retract: []graph.RecordID{entityRecord("green-front")}},
			[]graph.Obstacle{{Fault: graph.NotFound, Message: "there is none"}},
		},
		{
			"to retract what claims name",
			graph.Edit{Retract: []graph.RecordID{entityRecord("red-harbour")}},
			[]graph.Obstacle{{Fault: graph.Conflict, Message: "it can't go: "}},
		},
		{"nothing", graph.Edit{}, []graph.Obstacle{{Fault: graph.BadInput, Message: "nothing would change"}}},
		{
			"what is so already",
			graph.Edit{Put: graph.Bundle{Entities: []graph.Entity{state("red-harbour")}}},
			[]graph.Obstacle{{Fault: graph.BadInput, Message: "nothing would change"}},
		},
		{
			"one record twice",
			graph.Edit{Put: graph.Bundle{Entities: []graph.Entity{state("green-front"), state("green-front")}}},
			[]graph.Obstacle{{Fault: graph.BadInput, Message: "it comes twice"}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, kv := inMemory(t)
			mustLoad(t, s, words(), gazette())
			before := dump(t, kv)
			done, err := s.Curate(context.Background(), tt.edit, vale("a test"))
			if tt.want == nil {
				if err != nil || done.Tx != 2 || !done.Batch.Curated() {
					t.Errorf("Curate = %+v, %v; want transaction 2 of a curator's batch", done, err)
				}
				return
			}
			var got graph.Obstacles
			if !errors.As(err, &got) || len(got) != len(tt.want) || graph.FaultOf(err) != tt.want[0].Fault {
				t.Fatalf("Curate = %v (%s), want %v", err, graph.FaultOf(err), tt.want)
			}
			for i, want := range tt.want {
				if got[i].Fault != want.Fault || got[i].Revision != want.Revision || !strings.Contains(got[i].Message, want.Message) {
					t.Errorf("obstacle %d is %+v, want %+v", i, got[i], want)
				}
			}
			if diff := cmp.Diff(before, dump(t, kv)); diff != "" {
				t.Errorf("refused, and rows changed:\n%s", diff)
			}
		})
	}
}

// TestCurateIsSigned asks for changes that nobody answers for.
func TestCurateIsSigned(t *testing.T) {
	s, _ := inMemory(t)
	mustLoad(t, s, words(), gazette())
	for name, by := range map[string]graph.Signature{
		"no author": {Reason: "a test", Time: noon}, "no reason": {Author: "vale", Time: noon}, "no time": {Author: "vale", Reason: "a test"},
	} {
		if _, err := s.Curate(context.Background(), renamed("red-harbour", 1), by); graph.FaultOf(err) != graph.BadInput {
			t.Errorf("%s: Curate = %v, want %s", name, err, graph.BadInput)
		}
		if _, err := s.Undo(context.Background(), graph.Undoing{Tx: 1}, by); graph.FaultOf(err) != graph.BadInput {
			t.Errorf("%s: Undo = %v, want %s", name, err, graph.BadInput)
		}
	}
	if s.Last() != 1 {
		t.Errorf("transaction %d was made", s.Last())
	}
}

// TestCurateRefusesTwins corrects two claims at once so that they say the same: both would be counted.
func TestCurateRefusesTwins(t *testing.T) {
	s, _ := inMemory(t)
	mustLoad(t, s, words(), gazette())
	first, second := *current(t, s)["supports"], *current(t, s)["fights"]
	for _, c := range []*graph.Claim{&first, &second} {
		c.From, c.Type, c.To, c.Modality = "red-harbour", "announces", "blue-valley", graph.Alleged
	}
	_, err := s.Curate(context.Background(), graph.Edit{Put: graph.Bundle{Claims: []graph.Claim{first, second}}}, vale("a slip"))
	if graph.FaultOf(err) != graph.Conflict || !strings.Contains(err.Error(), "claim "+first.ID.String()+" says so already") {
		t.Errorf("Curate = %v, want to be told that %s says so", err, first.ID)
	}
}

// TestWatchStore tells of every sort of transaction, once it can be read, and of nothing that was refused or changes nothing.
func TestWatchStore(t *testing.T) {
	s, _ := inMemory(t)
	ctx := context.Background()
	var told []string
	stop := s.Watch(func(tx graph.Transaction) {
		if s.Last() != tx.Tx {
			t.Errorf("told of %d while %d is the last", tx.Tx, s.Last())
		}
		told = append(told, tx.Author+": "+tx.Reason)
	})
	mustLoad(t, s, words(), gazette())
	mustLoad(t, s, gazette())
	if _, err := s.Curate(ctx, renamed("red-harbour", 1), vale("a name")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Curate(ctx, renamed("red-harbour", 1), vale("too late")); err == nil {
		t.Fatal("an edit of an old revision was made")
	}
	if _, err := s.Undo(ctx, graph.Undoing{Tx: 2}, vale("a slip")); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Load(ctx, []graph.Bundle{edition(gazette(), "g2")}, store.Commit{Time: noon, DryRun: true}); err != nil {
		t.Fatal(err)
	}
	stop()
	if _, err := s.Undo(ctx, graph.Undoing{Tx: 3}, vale("after all")); err != nil {
		t.Fatal(err)
	}
	if want := []string{": ", "vale: a name", "vale: a slip"}; !slices.Equal(told, want) {
		t.Errorf("told of %q, want %q", told, want)
	}
}

// TestUndoTellsWhatStandsInTheWay undoes a load whose records were changed and named since: everything is told, with who did it.
func TestUndoTellsWhatStandsInTheWay(t *testing.T) {
	s, _ := inMemory(t)
	ctx := context.Background()
	mustLoad(t, s, words())
	mustLoad(t, s, gazette())
	own := renamed("red-harbour", 1)
	own.Put.Claims = []graph.Claim{{Source: "gazette-1", From: "blue-valley", Type: "supports", To: "red-harbour"}}
	if _, err := s.Curate(ctx, own, vale("both")); err != nil {
		t.Fatal(err)
	}
	_, err := s.Undo(ctx, graph.Undoing{Batch: "gazette"}, vale("withdrawn"))
	if graph.FaultOf(err) != graph.Conflict {
		t.Fatalf("Undo = %v, want %s", err, graph.Conflict)
	}
	for _, want := range []string{`source "gazette-1": it can't go: claim`, `entity "blue-valley": it can't go: claim`} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("Undo does not tell %q:\n%v", want, err)
		}
	}
	if _, err := s.Undo(ctx, graph.Undoing{Tx: 3}, vale("first that")); err != nil {
		t.Fatal(err)
	}
	done, err := s.Undo(ctx, graph.Undoing{Batch: "gazette"}, vale("withdrawn"))
	if err != nil || done.Undone != 2 {
		t.Errorf("Undo = %+v, %v; want transaction 2 undone", done, err)
	}
	wantSound(t, s)
}
