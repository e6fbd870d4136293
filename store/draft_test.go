package store_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"

	"dyad/graph"
	"dyad/store"
	"dyad/store/storetest"

	"github.com/google/go-cmp/cmp"
)

// TestOverlay holds what a draft writes to to the contract of every engine: over nothing, and over rows that it has deleted.
func TestOverlay(t *testing.T) {
	for name, rows := range map[string]int{"over nothing": 0, "over rows that were deleted": 300} {
		t.Run(name, func(t *testing.T) {
			storetest.Run(t, storetest.Engine{Open: func(t *testing.T, _ string) store.KV {
				base := storetest.NewMemory()
				var put, remove store.Write
				for i := range rows {
					key := fmt.Appendf(nil, "%x", i) // as the random histories of the suite have them
					put.Put(key, []byte("below"))
					remove.Delete(key)
				}
				o := store.Overlay(base, 1)
				if err := errors.Join(base.Apply(t.Context(), &put), o.Apply(t.Context(), &remove)); err != nil {
					t.Fatal(err)
				}
				return o
			}})
		})
	}
}

// TestOverlayReadsBoth reads rows that are below, above, or both, with those of later transactions among them, which are not there.
func TestOverlayReadsBoth(t *testing.T) {
	base := storetest.NewMemory()
	entity := func(id byte) []byte { return append(append([]byte{'e', id}, make([]byte, 15)...), 0, 0, 0, 1) }
	var below store.Write
	for id, tx := range []graph.Tx{1, 2, 3, 1, 1, 3} {
		row := store.Stamped(tx, entity(byte(id)), []byte("below"))
		below.Put(row.Key, row.Value)
	}
	o := store.Overlay(base, 2)
	var above store.Write
	above.Delete(entity(0))
	above.Put(entity(3), []byte("above"))
	above.Put(entity(5), []byte("above"))
	above.Put(entity(9), []byte("above"))
	if err := errors.Join(o.Apply(t.Context(), &above), base.Apply(t.Context(), &below)); err != nil {
		t.Fatal(err)
	}
	stamped := func(tx graph.Tx, id byte) string { return string(store.Stamped(tx, entity(id), []byte("below")).Value) }
	want := map[string]string{
		string(entity(1)): stamped(2, 1), string(entity(3)): "above", string(entity(4)): stamped(1, 4), string(entity(5)): "above", string(entity(9)): "above",
	}
	if diff := cmp.Diff(want, dump(t, o)); diff != "" {
		t.Errorf("Scan (-want +got):\n%s", diff)
	}
	for id := range byte(10) {
		got, err := o.Get(t.Context(), entity(id))
		value, there := want[string(entity(id))]
		if err != nil || string(got) != value || (got != nil) != there {
			t.Errorf("Get of %d = %q, %v, want %q", id, got, err, value)
		}
	}
}

// TestDraftForetells does random deeds, loads and undoings in a draft first, and then for real: both are refused for the same reasons or
// leave byte for byte the same, and what is done in a draft leaves every row as it is, and is told to nobody.
func TestDraftForetells(t *testing.T) {
	ctx := context.Background()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 9))
			s, kv := begun(t)
			told, refused := 0, 0
			defer s.Watch(func(graph.Transaction) { told++ })()
			for i := range 60 {
				do := invent(t, s, random, i).do
				if random.IntN(4) == 0 {
					tx := graph.Tx(1 + random.IntN(int(s.Last())))
					do = func(s *store.Store) error {
						_, err := s.Undo(ctx, graph.Undoing{Tx: tx}, vale("undo"))
						return err
					}
				}
				before, last, heard := dump(t, kv), s.Last(), told
				draft := s.Draft()
				foretold := do(draft)
				if diff := cmp.Diff(before, dump(t, kv)); diff != "" || s.Last() != last || told != heard {
					t.Fatalf("a draft changed the store from transaction %d to %d, and %d were told (-before +after):\n%s", last, s.Last(), told-heard, diff)
				}
				err := do(s)
				if fmt.Sprint(err) != fmt.Sprint(foretold) {
					t.Fatalf("the draft said %v, and then it is %v", foretold, err)
				}
				if diff := cmp.Diff(lines(t, s, 0), lines(t, draft, 0)); diff != "" || s.Last() != draft.Last() {
					t.Fatalf("transaction %d, and the draft has %d (-store +draft):\n%s", s.Last(), draft.Last(), diff)
				}
				wantSound(t, draft)
				if err != nil {
					refused++
				}
			}
			if told < 15 || refused < 5 {
				t.Errorf("%d deeds were done and %d refused: the test is not about much", told, refused)
			}
		})
	}
}

// TestDraftStaysAsItBegan changes the store under a draft, from several sides at once, and the draft too: neither sees anything of the other.
func TestDraftStaysAsItBegan(t *testing.T) {
	s, _ := begun(t)
	draft := s.Draft()
	if err := enter(draft, "newcomer-0"); err != nil {
		t.Fatal(err)
	}
	before, last := lines(t, draft, 0), draft.Last()
	var work sync.WaitGroup
	for i := range 4 {
		work.Go(func() {
			if err := enter(s, graph.EntityKey(fmt.Sprint("settler-", i))); err != nil {
				t.Error(err)
			}
		})
		work.Go(func() {
			if after := lines(t, draft, 0); after != before {
				t.Errorf("what the store recorded shows in the draft:\n%s", cmp.Diff(before, after))
			}
		})
	}
	work.Wait()
	if after := lines(t, draft, 0); after != before || draft.Last() != last {
		t.Errorf("the draft was at %d and is at %d:\n%s", last, draft.Last(), cmp.Diff(before, after))
	}
	if s.Last() != last+3 {
		t.Errorf("the store is at %d, want %d: four changes after those that the draft began with", s.Last(), last+3)
	}
	if err := enter(draft, "settler-0"); err != nil {
		t.Errorf("the draft knows of an entity that the store recorded later: %v", err)
	}
	wantSound(t, s)
	wantSound(t, draft)
}

// enter records an entity that must be new.
func enter(s *store.Store, key graph.EntityKey) error {
	e := graph.Edit{Put: graph.Bundle{Entities: []graph.Entity{state(key)}}, Expect: []graph.Expectation{
		{RecordID: graph.RecordID{Kind: graph.EntityRecord, ID: key.ID().String()}, Revision: graph.Absent},
	}}
	_, err := s.Curate(context.Background(), e, vale("a newcomer"))
	return err
}
