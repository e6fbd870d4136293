package index_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dyad/graph"
	"dyad/graph/index"
)

// A line of a ledger, as tests compare it.
type line struct {
	Kind graph.RecordKind
	ID   string
	Turn index.Turn
}

// lines returns what each transaction did to records of a kind, by the definition: a record that one transaction closes and opens
// is corrected.
func lines[T any](all map[graph.Tx][]line, kind graph.RecordKind, versions []graph.Version[T], id func(*T) string) {
	opened, closed := map[graph.Tx]map[string]bool{}, map[graph.Tx]map[string]bool{}
	put := func(in map[graph.Tx]map[string]bool, tx graph.Tx, id string) {
		if in[tx] == nil {
			in[tx] = map[string]bool{}
		}
		in[tx][id] = true
	}
	for i := range versions {
		put(opened, versions[i].Opened, id(&versions[i].Value))
		if versions[i].Closed != 0 {
			put(closed, versions[i].Closed, id(&versions[i].Value))
		}
	}
	for tx := graph.Tx(1); tx <= lastTx; tx++ {
		ids := maps.Clone(opened[tx])
		if ids == nil {
			ids = map[string]bool{}
		}
		maps.Copy(ids, closed[tx])
		for _, id := range slices.Sorted(maps.Keys(ids)) {
			turn := index.Corrected
			switch {
			case !closed[tx][id]:
				turn = index.Added
			case !opened[tx][id]:
				turn = index.Retracted
			}
			all[tx] = append(all[tx], line{kind, id, turn})
		}
	}
}

// TestLedger compares what transactions of random histories did with the definition, whole and in windows.
func TestLedger(t *testing.T) {
	turns := map[index.Turn]bool{}
	for seed := range uint64(80) {
		w := newWorld(seed)
		l := w.build(t).Ledger()
		want := map[graph.Tx][]line{}
		lines(want, graph.EntityRecord, w.Entities, func(e *graph.Entity) string { return e.Key.ID().String() })
		lines(want, graph.SourceRecord, w.Sources, func(s *graph.Source) string { return s.Key.ID().String() })
		lines(want, graph.ClaimRecord, w.claims, func(c *graph.Claim) string { return c.ID.String() })
		lines(want, graph.SameAsRecord, w.SameAs, func(s *graph.SameAs) string { return s.DerivedID().String() })
		for tx := graph.Tx(1); tx <= lastTx; tx++ {
			checkLedger(t, fmt.Sprintf("seed %d, transaction %d", seed, tx), l, tx, want[tx])
			for _, line := range want[tx] {
				turns[line.Turn] = true
			}
		}
	}
	if len(turns) != 3 {
		t.Errorf("of the turns only %v were seen", turns)
	}
}

func checkLedger(t *testing.T, name string, l *index.Ledger, tx graph.Tx, want []line) {
	t.Helper()
	read := func(w index.Window[index.Place]) (got []line) {
		for e := range l.Entries(tx, w) {
			got = append(got, line{e.Kind, e.ID, e.Turn})
		}
		return got
	}
	if diff := gocmp.Diff(want, read(index.Window[index.Place]{}), cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("%s (-want +got):\n%s", name, diff)
	}
	for i, at := range want {
		place := index.Place{Kind: at.Kind, ID: at.ID}
		back := slices.Clone(want[:i])
		slices.Reverse(back)
		if diff := gocmp.Diff(want[i+1:], read(index.Window[index.Place]{After: &place}), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%s, behind %v (-want +got):\n%s", name, at, diff)
		}
		if diff := gocmp.Diff(back, read(index.Window[index.Place]{Before: &place, Backward: true}), cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%s, before %v, backwards (-want +got):\n%s", name, at, diff)
		}
	}
	for _, kind := range graph.RecordKinds() {
		counts := map[index.Turn]int{}
		for _, line := range want {
			if line.Kind == kind {
				counts[line.Turn]++
			}
		}
		if diff := gocmp.Diff(counts, l.Count(tx, kind)); diff != "" {
			t.Fatalf("%s: number of %s (-want +got):\n%s", name, kind, diff)
		}
	}
}

// TestConcerns compares whom transactions of random histories did something to with the definition.
func TestConcerns(t *testing.T) {
	for seed := range uint64(80) {
		w := newWorld(seed)
		x := w.build(t)
		known := func(k graph.EntityKey) graph.EntityKey {
			if n, found := x.Present().Node(k); found {
				return x.Present().Key(n)
			}
			return k
		}
		want := map[graph.Tx]map[graph.EntityKey]bool{}
		for tx := range graph.Tx(lastTx + 1) {
			want[tx] = map[graph.EntityKey]bool{}
		}
		about := func(opened, closed graph.Tx, keys ...graph.EntityKey) {
			for _, k := range keys {
				want[opened][known(k)], want[closed][known(k)] = true, true
			}
		}
		for _, v := range w.Entities {
			about(v.Opened, v.Closed, v.Value.Key)
		}
		for _, v := range w.SameAs {
			about(v.Opened, v.Closed, v.Value.From, v.Value.Into)
		}
		for _, v := range w.claims {
			about(v.Opened, v.Closed, v.Value.Entities()...)
		}
		for tx := graph.Tx(1); tx <= lastTx; tx++ {
			for i := range entities {
				if k := known(key(i)); x.Ledger().Concerns(tx, k) != want[tx][k] {
					t.Fatalf("seed %d: Concerns(%d, %s) = %v, want %v", seed, tx, k, !want[tx][k], want[tx][k])
				}
			}
		}
	}
}

// TestConcernsMerged has an entity merged into another by its record, and parted again: both are of either.
func TestConcernsMerged(t *testing.T) {
	entity := func(key, into graph.EntityKey, opened, closed graph.Tx) graph.Version[graph.Entity] {
		return graph.Version[graph.Entity]{Value: graph.Entity{Key: key, MergedInto: into}, Opened: opened, Closed: closed}
	}
	l := present(t, index.Input{Last: 4, Entities: []graph.Version[graph.Entity]{
		entity("red-harbour", "", 1, 0), entity("lakes-council", "", 1, 0),
		entity("harbour", "", 2, 3), entity("harbour", "red-harbour", 3, 4), entity("harbour", "", 4, 0),
	}}).Index().Ledger()
	for key, want := range map[graph.EntityKey][]graph.Tx{"red-harbour": {1, 3, 4}, "harbour": {2, 3, 4}, "lakes-council": {1}} {
		var got []graph.Tx
		for tx := graph.Tx(1); tx <= 4; tx++ {
			if l.Concerns(tx, key) {
				got = append(got, tx)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s is concerned by %v, want %v", key, got, want)
		}
	}
}
