package store_test

import (
	"fmt"
	"testing"

	"dyad/graph"
	"dyad/store"
)

// town is a batch of so many entities, each loaded under the same keys in every edition.
func town(edition, people int) graph.Bundle {
	b := graph.Bundle{Batch: graph.Batch{Key: "town"}}
	for i := range people {
		b.Entities = append(b.Entities, graph.Entity{Key: graph.EntityKey(fmt.Sprintf("person-%d", i)), Type: "x:Person", Name: fmt.Sprintf("Person %d of %d", i, edition)})
	}
	return b
}

// TestLatelyForgetsTheOldest: what is remembered is whole transactions, the last ones; what is forgotten is said to be so, and never left out.
func TestLatelyForgetsTheOldest(t *testing.T) {
	s, _ := inMemory(t)
	const people = 1500
	asked := func(after graph.Tx) bool {
		list, last, known := s.Lately(after)
		if !known {
			return false
		}
		if last != s.Last() || len(list) != people*int(last-after) {
			t.Errorf("after %d: %d amendments up to %d, want %d up to %d", after, len(list), last, people*int(s.Last()-after), s.Last())
		}
		for i, a := range list {
			if want := after + 1 + graph.Tx(i/people); a.Tx != want {
				t.Fatalf("after %d: amendment %d is of transaction %d, want %d", after, i, a.Tx, want)
			}
		}
		return true
	}
	forgotten := graph.Tx(0)
	for edition := range 14 {
		mustLoad(t, s, town(edition, people))
		for after := range s.Last() + 1 {
			switch known := asked(after); {
			case known && after < forgotten:
				t.Errorf("edition %d: what came after %d is known again", edition, after)
			case !known && after >= s.Last()-1:
				t.Errorf("edition %d: what the last transaction did is not known", edition)
			case !known:
				forgotten = max(forgotten, after+1)
			}
		}
	}
	if forgotten == 0 {
		t.Error("nothing is ever forgotten")
	}
	mustLoad(t, s, town(99, 20*people))
	if _, _, known := s.Lately(s.Last() - 1); known {
		t.Error("a transaction that is larger than all that is remembered is known")
	}
	mustLoad(t, s, town(100, 10))
	if _, _, known := s.Lately(s.Last() - 2); known {
		t.Error("what came before one that is not known is known")
	}
}

// TestLatelyPassesOverParts: what came in parts is not remembered, and neither is it told that nothing came.
func TestLatelyPassesOverParts(t *testing.T) {
	s, _ := inMemory(t)
	mustLoad(t, s, town(1, 3))
	before := s.Last()
	part := graph.Bundle{Entities: []graph.Entity{{Key: "newcomer", Type: "x:Person", Name: "Newcomer"}}}
	_, err := s.LoadStream(t.Context(), nil, graph.Batch{Key: "village"}, func(yield func(*graph.Bundle, error) bool) { yield(&part, nil) }, store.Commit{Time: noon})
	if err != nil || s.Last() != before+1 {
		t.Fatalf("LoadStream: %v, up to %d", err, s.Last())
	}
	if list, last, known := s.Lately(before); known {
		t.Errorf("what came in parts is known: %d amendments up to %d", len(list), last)
	}
	if _, last, known := s.Lately(s.Last()); !known || last != s.Last() {
		t.Errorf("after it up to %d, known: %t; want that nothing came since", last, known)
	}
}
