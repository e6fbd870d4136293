package storetest

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/store"

	"github.com/google/go-cmp/cmp"
)

// stages tests Stage.
var stages = map[string]func(*testing.T, *subject){
	"staged rows are there, and stay": func(t *testing.T, s *subject) {
		if err := s.Stage(t.Context(), rowsOf("b", "2", "a", "1", "c", "")); err != nil {
			t.Fatalf("Stage = %v, want nil", err)
		}
		s.reopen(t)
		s.wantRows(t, "a", "1", "b", "2", "c", "")
	},
	"a key staged twice keeps the later value": func(t *testing.T, s *subject) {
		rows := func(yield func(store.Row, error) bool) {
			for i := range store.MaxWriteRows + 1 { // so that the two lie in different writes as well
				if !yield(store.Row{Key: fmt.Appendf(nil, "%d", i%2), Value: fmt.Appendf(nil, "%d", i)}, nil) {
					return
				}
			}
		}
		if err := s.Stage(t.Context(), rows); err != nil {
			t.Fatalf("Stage = %v, want nil", err)
		}
		s.wantRows(t, "0", fmt.Sprint(store.MaxWriteRows), "1", fmt.Sprint(store.MaxWriteRows-1))
	},
	"more rows and bytes than a write may have are staged": func(t *testing.T, s *subject) {
		const many = 3*store.MaxWriteRows + 1
		padding := strings.Repeat("p", 200)
		rows := func(yield func(store.Row, error) bool) {
			for i := range many {
				if !yield(store.Row{Key: fmt.Appendf(nil, "%06d", i), Value: []byte(padding)}, nil) {
					return
				}
			}
		}
		if err := s.Stage(t.Context(), rows); err != nil {
			t.Fatalf("Stage = %v, want nil", err)
		}
		s.reopen(t)
		if got, err := collect(s.Scan(t.Context(), nil, nil)); err != nil || len(got) != 2*many {
			t.Errorf("Scan yields %d rows, %v, want %d", len(got)/2, err, many)
		}
	},
	"a row is copied before the next is asked for": func(t *testing.T, s *subject) {
		rows := func(yield func(store.Row, error) bool) {
			buf := []byte("k0v0")
			for i := range 3 {
				buf[1], buf[3] = byte('0'+i), byte('0'+i)
				if !yield(store.Row{Key: buf[:2], Value: buf[2:]}, nil) {
					return
				}
			}
		}
		if err := s.Stage(t.Context(), rows); err != nil {
			t.Fatalf("Stage = %v, want nil", err)
		}
		s.wantRows(t, "k0", "v0", "k1", "v1", "k2", "v2")
	},
	"a scan of the same store or another can be staged": func(t *testing.T, s *subject) {
		s.put(t, "a", "1", "b", "")
		other := NewMemory()
		if err := other.Stage(t.Context(), s.Scan(t.Context(), nil, nil)); err != nil {
			t.Fatalf("Stage of a Scan = %v, want nil", err)
		}
		got, err := collect(other.Scan(t.Context(), nil, nil))
		if diff := cmp.Diff([]string{"a", "1", "b", ""}, got); diff != "" || err != nil {
			t.Errorf("copy differs (-want +got), error %v:\n%s", err, diff)
		}
		if err := s.Stage(t.Context(), s.Scan(t.Context(), nil, nil)); err != nil {
			t.Fatalf("Stage of a Scan of itself = %v, want nil", err)
		}
		s.wantRows(t, "a", "1", "b", "")
	},
	"a sequence that fails hands on its own error": func(t *testing.T, s *subject) {
		spoilt := &graph.Error{Op: "read", On: "Red Harbour", Fault: graph.Corrupt}
		err := s.Stage(t.Context(), func(yield func(store.Row, error) bool) {
			if yield(store.Row{Key: []byte("a")}, nil) {
				yield(store.Row{}, spoilt)
			}
		})
		wantFault(t, "Stage", err, graph.Corrupt)
		if got, ok := errors.AsType[*graph.Error](err); !ok || got.On != spoilt.On {
			t.Errorf("Stage = %v, want the error of the sequence, on %q", err, spoilt.On)
		}
	},
	"a row that can't be ends it": func(t *testing.T, s *subject) {
		for _, key := range badKeys() {
			wantFault(t, "Stage", s.Stage(t.Context(), rowsOf(string(key), "")), graph.BadInput)
		}
		err := s.Stage(t.Context(), rowsOf("k", string(make([]byte, store.MaxValueBytes+1))))
		wantFault(t, "Stage of a long value", err, graph.BadInput)
	},
	"a context that ends stops it": func(t *testing.T, s *subject) {
		ctx, cancel := contextOf(t)
		asked := 0
		err := s.Stage(ctx, func(yield func(store.Row, error) bool) {
			for yield(store.Row{Key: fmt.Appendf(nil, "%d", asked)}, nil) {
				asked++
				cancel()
			}
		})
		wantFault(t, "Stage", err, graph.Deadline)
		if asked > 10 {
			t.Errorf("Stage asked for %d rows with an ended context, want a few", asked)
		}
	},
	"no rows are fine": func(t *testing.T, s *subject) {
		if err := s.Stage(t.Context(), rowsOf()); err != nil {
			t.Errorf("Stage() = %v, want nil", err)
		}
	},
}
