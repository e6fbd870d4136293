package curation_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/internal/curation"
	"dyad/internal/indexed"
	"dyad/store"
	"dyad/store/storetest"
)

// june is the time of every change.
var june = time.Date(2031, 6, 1, 12, 0, 0, 0, time.UTC)

func opened(t *testing.T) (*curation.Live, *store.Store) {
	t.Helper()
	s, err := store.Open(t.Context(), storetest.NewMemory())
	if err != nil {
		t.Fatal(err)
	}
	x, err := indexed.Build(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return curation.New(s, x, func() time.Time { return june }), s
}

// recording is an edit that records one more entity.
func recording(key string) graph.Edit {
	return graph.Edit{Put: graph.Bundle{Entities: []graph.Entity{{Key: graph.EntityKey(key), Type: "x:State", Name: key}}}}
}

var vale = graph.Signature{Author: "vale", Reason: "new"}

// TestChangesShowAtOnce makes changes one after the other: each is in the index when it returns, and never in one that was taken before.
func TestChangesShowAtOnce(t *testing.T) {
	l, _ := opened(t)
	before := l.Index()
	done, err := l.Curate(t.Context(), recording("red-harbour"), vale)
	if err != nil || done.Tx != 1 {
		t.Fatalf("Curate = %+v, %v", done, err)
	}
	after := l.Index()
	wantKnown(t, before, "red-harbour", false)
	wantKnown(t, after, "red-harbour", true)
	if _, err := l.Undo(t.Context(), graph.Undoing{Tx: 1}, vale); err != nil {
		t.Fatal(err)
	}
	wantKnown(t, after, "red-harbour", true)
	wantKnown(t, l.Index(), "red-harbour", false)
	bundle := graph.Bundle{
		Batch: graph.Batch{Key: "gazette"}, Entities: []graph.Entity{{Key: "blue-valley", Type: "x:State", Name: "Blue Valley"}},
		Sources: []graph.Source{{Key: "gazette", Kind: graph.Article, Genre: graph.Reporting}},
	}
	done, err = l.Load(t.Context(), []graph.Bundle{bundle}, vale)
	if err != nil || done.Tx != 3 || done.Batch != "gazette" {
		t.Fatalf("Load = %+v, %v; want transaction 3 of gazette", done, err)
	}
	wantKnown(t, l.Index(), "blue-valley", true)
}

func wantKnown(t *testing.T, x *index.Index, key graph.EntityKey, want bool) {
	t.Helper()
	if _, got := x.Present().Node(key); got != want {
		t.Errorf("the index of transaction %d knows %s: %v, want %v", x.Last(), key, got, want)
	}
}

// TestChangeIsShownThoughWhoeverMadeItLeft ends the context once the store has the change, and not the index yet.
func TestChangeIsShownThoughWhoeverMadeItLeft(t *testing.T) {
	l, s := opened(t)
	ctx, leave := context.WithCancel(t.Context())
	defer s.Watch(func(graph.Transaction) { leave() })()
	if _, err := l.Curate(ctx, recording("red-harbour"), vale); err != nil {
		t.Fatalf("Curate = %v", err)
	}
	wantKnown(t, l.Index(), "red-harbour", true)
}

// TestWatch makes changes from several sides at once. Whoever watches is told of each once, in order, when it can be read; whoever
// stops is told of no more.
func TestWatch(t *testing.T) {
	l, s := opened(t)
	var told []graph.Tx
	unready := 0
	stop := l.Watch(func(tx graph.Transaction) {
		told = append(told, tx.Tx) // one at a time: the race detector would see otherwise
		if l.Index().Last() < tx.Tx {
			unready++
		}
	})
	const writers, each = 4, 8
	var work sync.WaitGroup
	for w := range writers {
		work.Go(func() {
			for i := range each {
				key := fmt.Sprintf("state-%d-%d", w, i)
				if _, err := l.Curate(t.Context(), recording(key), vale); err != nil {
					t.Errorf("Curate: %v", err)
				} else if _, known := l.Index().Present().Node(graph.EntityKey(key)); !known {
					t.Errorf("%s can't be read by whoever recorded it", key)
				}
			}
		})
	}
	work.Wait()
	stop()
	if _, err := l.Undo(t.Context(), graph.Undoing{Tx: s.Last()}, vale); err != nil {
		t.Fatal(err)
	}
	var want []graph.Tx
	for i := range graph.Tx(writers * each) {
		want = append(want, i+1)
	}
	if !slices.Equal(told, want) || unready > 0 {
		t.Errorf("told of %v, want 1 to %d; %d of them could not be read then", told, writers*each, unready)
	}
}

// TestRefusedChangesAreNotTold asks for changes that are refused: nobody is told, and the index stays the one that it is.
func TestRefusedChangesAreNotTold(t *testing.T) {
	l, _ := opened(t)
	told := 0
	defer l.Watch(func(graph.Transaction) { told++ })()
	before := l.Index()
	nameless := recording("red-harbour")
	nameless.Put.Entities[0].Name = ""
	if _, err := l.Curate(t.Context(), nameless, vale); graph.FaultOf(err) != graph.BadInput {
		t.Errorf("Curate of an entity without a name = %v, want %s", err, graph.BadInput)
	}
	if _, err := l.Undo(t.Context(), graph.Undoing{Tx: 7}, vale); graph.FaultOf(err) != graph.NotFound {
		t.Errorf("Undo of what nobody did = %v, want %s", err, graph.NotFound)
	}
	bad := graph.Bundle{Batch: graph.Batch{Key: "gazette"}, Claims: []graph.Claim{{Source: "nowhere", From: "nobody", Type: "x:helps", To: "none"}}}
	_, err := l.Load(t.Context(), []graph.Bundle{bad}, vale)
	if obstacles := graph.Obstacles(nil); !errors.As(err, &obstacles) || len(obstacles) < 3 {
		t.Errorf("Load of a claim that names nothing known = %v, want an obstacle for each name", err)
	}
	if told > 0 || l.Index() != before {
		t.Errorf("%d changes were told, and the index is another: %v", told, l.Index() != before)
	}
}

// TestDraft makes a change in a draft, and then another for real: neither shows on the other side, and nobody is told of the first.
func TestDraft(t *testing.T) {
	l, _ := opened(t)
	var told []graph.Tx
	defer l.Watch(func(tx graph.Transaction) { told = append(told, tx.Tx) })()
	before := l.Index()
	draft, s := l.Draft()
	if draft.Index() != before {
		t.Error("a draft begins with another index than what it is of")
	}
	done, err := draft.Curate(t.Context(), recording("red-harbour"), vale)
	if err != nil || done.Tx != 1 || s.Last() != 1 {
		t.Fatalf("Curate in a draft = %+v, %v, and its store is at %d", done, err, s.Last())
	}
	if l.Index() != before || len(told) > 0 {
		t.Errorf("a change in a draft was told as %v, and the index is another: %v", told, l.Index() != before)
	}
	wantKnown(t, draft.Index(), "red-harbour", true)
	if _, err := l.Curate(t.Context(), recording("blue-valley"), vale); err != nil {
		t.Fatal(err)
	}
	wantKnown(t, draft.Index(), "blue-valley", false)
	wantKnown(t, l.Index(), "red-harbour", false)
	if _, err := draft.Undo(t.Context(), graph.Undoing{Tx: 1}, vale); err != nil {
		t.Errorf("Undo in a draft = %v", err)
	}
	wantKnown(t, draft.Index(), "red-harbour", false)
	if !slices.Equal(told, []graph.Tx{1}) {
		t.Errorf("told of %v, want the one real change", told)
	}
}

// TestDraftIsNotBuiltForWhoeverLeft ends the context once the draft has the change, and not the index yet.
func TestDraftIsNotBuiltForWhoeverLeft(t *testing.T) {
	l, _ := opened(t)
	ctx, leave := context.WithCancel(t.Context())
	draft, s := l.Draft()
	defer s.Watch(func(graph.Transaction) { leave() })()
	before := draft.Index()
	if _, err := draft.Curate(ctx, recording("red-harbour"), vale); graph.FaultOf(err) != graph.Deadline || draft.Index() != before {
		t.Errorf("Curate = %v, and an index was built: %v; want %s", err, draft.Index() != before, graph.Deadline)
	}
}
