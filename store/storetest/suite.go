package storetest

import (
	"context"
	"maps"
	"slices"
	"testing"

	"dyad/graph"
	"dyad/store"

	"github.com/google/go-cmp/cmp"
)

// An Engine is what the suite opens.
type Engine struct {
	// Open opens the store in dir, and creates it if there is none. It fails the test if it can't.
	Open func(t *testing.T, dir string) store.KV

	// Persistent says that a store opened in a directory where one was closed has the rows of that.
	Persistent bool
}

// Run tests an engine against the contract of [store.KV], one subtest for each of its sentences, and by random histories.
func Run(t *testing.T, e Engine) {
	groups := []map[string]func(*testing.T, *subject){reads, scans, writes, stages, lives}
	for _, group := range groups {
		for _, name := range slices.Sorted(maps.Keys(group)) {
			t.Run(name, func(t *testing.T) { group[name](t, open(t, e)) })
		}
	}
	for _, seed := range []uint64{1, 2, 3} {
		t.Run("a random history reads like a map", func(t *testing.T) { history(t, open(t, e), seed) })
	}
}

// A subject is an open store under test, and the shorthands by which the tests speak to it.
type subject struct {
	store.KV
	engine Engine
	dir    string
}

func open(t *testing.T, e Engine) *subject {
	t.Helper()
	s := &subject{engine: e, dir: t.TempDir()}
	s.KV = e.Open(t, s.dir)
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close() = %v, want nil", err)
		}
	})
	return s
}

// reopen closes the store and opens it again, if that keeps its rows.
func (s *subject) reopen(t *testing.T) {
	t.Helper()
	if !s.engine.Persistent {
		return
	}
	if err := s.Close(); err != nil {
		t.Fatalf("Close() = %v, want nil", err)
	}
	s.KV = s.engine.Open(t, s.dir)
}

// put applies rows, given as key, value, key, value.
func (s *subject) put(t *testing.T, pairs ...string) {
	t.Helper()
	var w store.Write
	for i := 0; i < len(pairs); i += 2 {
		w.Put([]byte(pairs[i]), []byte(pairs[i+1]))
	}
	s.apply(t, &w)
}

func (s *subject) apply(t *testing.T, w *store.Write) {
	t.Helper()
	if err := s.Apply(t.Context(), w); err != nil {
		t.Fatalf("Apply(%d operations) = %v, want nil", len(w.Ops()), err)
	}
}

// wantRows compares all rows with pairs.
func (s *subject) wantRows(t *testing.T, pairs ...string) {
	t.Helper()
	s.wantScan(t, "", "", pairs...)
}

func (s *subject) wantScan(t *testing.T, start, end string, pairs ...string) {
	t.Helper()
	got, err := collect(s.Scan(t.Context(), []byte(start), []byte(end)))
	if err != nil {
		t.Fatalf("Scan(%q, %q): %v", start, end, err)
	}
	if diff := cmp.Diff(pairs, got); diff != "" {
		t.Errorf("Scan(%q, %q) differs (-want +got):\n%s", start, end, diff)
	}
}

// collect lists the rows of a scan as key, value, key, value, up to its error.
func collect(rows func(func(store.Row, error) bool)) ([]string, error) {
	var pairs []string
	for row, err := range rows {
		if err != nil {
			return pairs, err
		}
		pairs = append(pairs, string(row.Key), string(row.Value))
	}
	return pairs, nil
}

// rowsOf is a sequence of rows for Stage.
func rowsOf(pairs ...string) func(func(store.Row, error) bool) {
	return func(yield func(store.Row, error) bool) {
		for i := 0; i < len(pairs); i += 2 {
			if !yield(store.Row{Key: []byte(pairs[i]), Value: []byte(pairs[i+1])}, nil) {
				return
			}
		}
	}
}

func wantFault(t *testing.T, call string, err error, want graph.Fault) {
	t.Helper()
	if got := graph.FaultOf(err); got != want {
		t.Errorf("%s: fault %q (%v), want %q", call, got, err, want)
	}
}

// over returns a context that has ended.
func over(t *testing.T) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}
