package index_test

import (
	"cmp"
	"slices"
	"testing"

	"dyad/graph"
	"dyad/graph/index"
)

// until is the world as it was recorded when tx had been committed.
func (w *world) until(tx graph.Tx) index.Input {
	in := w.Input.Until(tx)
	in.Claims = func(yield func(graph.Version[graph.Claim], error) bool) {
		for _, v := range w.claims {
			if v.Closed > tx {
				v.Closed = 0
			}
			if v.Opened <= tx && !yield(v, nil) {
				return
			}
		}
	}
	return in
}

// after lists what was done to the records of a kind after tx. A version that follows another in the same transaction is one amendment with its end.
func after[T any, K comparable](versions []graph.Version[T], tx graph.Tx, key func(*T) K) []graph.Amendment {
	type moment struct {
		key K
		tx  graph.Tx
	}
	at := map[moment]*graph.Amendment{}
	var order []moment
	note := func(v *graph.Version[T], when graph.Tx) *graph.Amendment {
		m := moment{key(&v.Value), when}
		if at[m] == nil {
			at[m] = &graph.Amendment{Tx: when, Record: &v.Value}
			order = append(order, m)
		}
		return at[m]
	}
	for i := range versions {
		v := &versions[i]
		if v.Closed > tx {
			note(v, v.Closed).Closes = true
		}
		if v.Opened > tx {
			a := note(v, v.Opened)
			a.Opens, a.Record = true, &v.Value
		}
	}
	var out []graph.Amendment
	for _, m := range order {
		out = append(out, *at[m])
	}
	return out
}

func (w *world) amendments(tx graph.Tx) []graph.Amendment {
	all := slices.Concat(
		after(w.Entities, tx, func(e *graph.Entity) graph.EntityKey { return e.Key }),
		after(w.Sources, tx, func(s *graph.Source) graph.SourceKey { return s.Key }),
		after(w.SameAs, tx, func(s *graph.SameAs) graph.SameAsID { return s.ID }),
		after(w.Verdicts, tx, func(v *graph.Verdict) graph.VerdictID { return v.ID }),
		after(w.claims, tx, func(c *graph.Claim) graph.ClaimID { return c.ID }),
	)
	slices.SortStableFunc(all, func(a, b graph.Amendment) int { return cmp.Compare(a.Tx, b.Tx) })
	return all
}

// advanced returns the index of the world by way of that of an earlier moment.
func (w *world) advanced(t *testing.T, from graph.Tx) *index.Index {
	t.Helper()
	before, err := index.Build(w.until(from))
	if err != nil {
		t.Fatalf("Build as of %d: %v", from, err)
	}
	x, err := index.Advance(before, lastTx, w.amendments(from))
	if err != nil {
		t.Fatalf("Advance from %d: %v", from, err)
	}
	return x
}

// TestAdvance takes an index forward from every moment of many histories: it is the one that is built of all.
func TestAdvance(t *testing.T) {
	for seed := range uint64(worlds) {
		w := newWorld(seed)
		w.Last = lastTx
		want := w.build(t)
		for from := range graph.Tx(lastTx + 1) {
			if err := index.Compare(want, w.advanced(t, from)); err != nil {
				t.Fatalf("world %d from transaction %d, built and taken forward: %v", seed, from, err)
			}
		}
	}
}
