package store_test

import (
	"context"
	"errors"
	"iter"
	"testing"

	"dyad/graph"
	"dyad/store"
	"dyad/store/storetest"

	"github.com/google/go-cmp/cmp"
)

// A sealed is an engine that can't be written.
type sealed struct{ store.KV }

var errSealed = errors.New("the chest is sealed")

func (sealed) Apply(context.Context, *store.Write) error { return errSealed }

func (sealed) Stage(context.Context, iter.Seq2[store.Row, error]) error { return errSealed }

func TestOpenReadOnlyWantsNothingLeftToDo(t *testing.T) {
	tests := []struct {
		name      string
		prepare   func(t *testing.T, kv store.KV)
		unsettled bool
		fault     graph.Fault
	}{
		{"a store that holds something", func(t *testing.T, kv store.KV) { mustLoad(t, reopened(t, kv), words(), gazette()) }, false, ""},
		{"a store that was only begun", func(t *testing.T, kv store.KV) { reopened(t, kv) }, false, ""},
		{"no row at all", func(*testing.T, store.KV) {}, true, graph.Conflict},
		{"a load that was cut short", func(t *testing.T, kv store.KV) {
			s := reopened(t, &brittle{KV: kv, left: 4, fault: graph.Internal}) // one write begins the store
			if _, err := s.Load(t.Context(), []graph.Bundle{words(), gazette()}, store.Commit{Time: noon}); err == nil {
				t.Fatal("the load was not cut short")
			}
		}, true, graph.Conflict},
		{"rows of something else", func(t *testing.T, kv store.KV) {
			var w store.Write
			w.Put([]byte("something"), []byte("else"))
			if err := kv.Apply(t.Context(), &w); err != nil {
				t.Fatal(err)
			}
		}, false, graph.BadInput},
		{"a layout from the future", func(t *testing.T, kv store.KV) {
			if _, err := store.OpenAt(t.Context(), kv, store.Layout+1); err != nil {
				t.Fatal(err)
			}
		}, false, graph.BadInput},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			kv := storetest.NewMemory()
			tt.prepare(t, kv)
			_, err := store.OpenReadOnly(t.Context(), sealed{kv})
			if graph.FaultOf(err) != tt.fault || errors.Is(err, store.ErrUnsettled) != tt.unsettled {
				t.Fatalf("OpenReadOnly = %v (fault %q), want fault %q, unsettled: %t", err, graph.FaultOf(err), tt.fault, tt.unsettled)
			}
			if !tt.unsettled {
				return
			}
			reopened(t, kv)
			s, err := store.OpenReadOnly(t.Context(), sealed{kv})
			if err != nil {
				t.Fatalf("OpenReadOnly once it was opened for writing = %v, want nil", err)
			}
			wantSound(t, s)
		})
	}
}

func TestOpenReadOnlyReadsAsOpenDoes(t *testing.T) {
	s, kv := inMemory(t)
	mustLoad(t, s, words(), gazette())
	reader, err := store.OpenReadOnly(t.Context(), sealed{kv})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(lines(t, s, 0), lines(t, reader, 0)); diff != "" || reader.Last() != 1 {
		t.Errorf("OpenReadOnly is at transaction %d, want 1, and its records differ (-want +got):\n%s", reader.Last(), diff)
	}
	if _, err := reader.Load(t.Context(), []graph.Bundle{registry()}, store.Commit{Time: noon}); !errors.Is(err, errSealed) {
		t.Errorf("Load = %v, want the engine's %q", err, errSealed)
	}
}
