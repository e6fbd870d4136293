package storetest

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"dyad/graph"
	"dyad/store"
)

func contextOf(t *testing.T) (context.Context, context.CancelFunc) {
	return context.WithCancel(t.Context())
}

// writes tests Apply.
var writes = map[string]func(*testing.T, *subject){
	"the last of several operations on a key counts": func(t *testing.T, s *subject) {
		s.put(t, "gone", "0", "kept", "0")
		var w store.Write
		w.Put([]byte("gone"), []byte("1"))
		w.Delete([]byte("gone"))
		w.Delete([]byte("kept"))
		w.Put([]byte("kept"), []byte("1"))
		w.Put([]byte("kept"), []byte("2"))
		s.apply(t, &w)
		s.wantRows(t, "kept", "2")
	},
	"a deleted row is gone, and may come back": func(t *testing.T, s *subject) {
		s.put(t, "a", "1", "b", "2")
		var w store.Write
		w.Delete([]byte("a"))
		s.apply(t, &w)
		s.reopen(t)
		s.wantRows(t, "b", "2")
		s.put(t, "a", "3")
		s.wantRows(t, "a", "3", "b", "2")
	},
	"deleting what isn't there does nothing": func(t *testing.T, s *subject) {
		var w store.Write
		w.Delete([]byte("nobody"))
		s.apply(t, &w)
		s.wantRows(t)
	},
	"an empty write does nothing": func(t *testing.T, s *subject) {
		s.apply(t, &store.Write{})
		s.wantRows(t)
	},
	"rows that can't be are refused, and the rest of the write with them": func(t *testing.T, s *subject) {
		for _, key := range badKeys() {
			wantRefused(t, s, graph.BadInput, func(w *store.Write) { w.Put(key, nil) })
			wantRefused(t, s, graph.BadInput, func(w *store.Write) { w.Delete(key) })
		}
		wantRefused(t, s, graph.BadInput, func(w *store.Write) { w.Put([]byte("big"), make([]byte, store.MaxValueBytes+1)) })
	},
	"a write at the limits is accepted": func(t *testing.T, s *subject) {
		w := widest()
		s.apply(t, w)
		s.reopen(t)
		rows, bytes := 0, 0
		for row, err := range s.Scan(t.Context(), nil, nil) {
			if err != nil {
				t.Fatalf("Scan: %v", err)
			}
			rows++
			bytes += len(row.Key) + len(row.Value)
		}
		if rows != store.MaxWriteRows || bytes != store.MaxWriteBytes {
			t.Errorf("after the widest write: %d rows of %d bytes, want %d of %d", rows, bytes, store.MaxWriteRows, store.MaxWriteBytes)
		}
	},
	"a write beyond a limit is refused whole": func(t *testing.T, s *subject) {
		wantRefused(t, s, graph.CostLimit, func(w *store.Write) {
			for i := range store.MaxWriteRows {
				w.Delete(fmt.Appendf(nil, "%d", i))
			}
		})
		wantRefused(t, s, graph.CostLimit, func(w *store.Write) {
			for _, key := range []string{"a", "b", "c"} {
				w.Put([]byte(key), make([]byte, store.MaxValueBytes))
			}
		})
	},
	"a context that has ended refuses a write": func(t *testing.T, s *subject) {
		var w store.Write
		w.Put([]byte("k"), nil)
		wantFault(t, "Apply", s.Apply(over(t), &w), graph.Deadline)
		s.wantRows(t)
	},
	"the slices of a write are the caller's again": func(t *testing.T, s *subject) {
		key, value := []byte("key"), []byte("value")
		var w store.Write
		w.Put(key, value)
		s.apply(t, &w)
		copy(key, "xxx")
		copy(value, "xxxxx")
		s.wantRows(t, "key", "value")
	},
	"readers see all of a write or nothing, and no later one without the earlier": func(t *testing.T, s *subject) {
		whole(t, s)
	},
	"writers at the same time all succeed": func(t *testing.T, s *subject) {
		var all sync.WaitGroup
		for i := range 8 {
			all.Go(func() {
				for j := range 5 {
					var w store.Write
					w.Put(fmt.Appendf(nil, "%d-%d", i, j), []byte("x"))
					if err := s.Apply(t.Context(), &w); err != nil {
						t.Errorf("Apply: %v", err)
					}
				}
			})
		}
		all.Wait()
		if got, err := collect(s.Scan(t.Context(), nil, nil)); err != nil || len(got) != 2*8*5 {
			t.Errorf("Scan yields %d rows, %v, want 40", len(got)/2, err)
		}
	},
}

// wantRefused applies a write of one good row and what spoil adds, and wants the fault and an unchanged store.
func wantRefused(t *testing.T, s *subject, want graph.Fault, spoil func(*store.Write)) {
	t.Helper()
	var w store.Write
	w.Put([]byte("good"), []byte("1"))
	spoil(&w)
	wantFault(t, "Apply of a write that must be refused", s.Apply(t.Context(), &w), want)
	s.wantRows(t)
}

// widest returns a write of exactly the greatest number of rows and bytes.
func widest() *store.Write {
	var w store.Write
	left := store.MaxWriteBytes
	for i := range store.MaxWriteRows {
		key := fmt.Appendf(nil, "%06d", i)
		size := left/(store.MaxWriteRows-i) - len(key)
		left -= len(key) + size
		w.Put(key, []byte(strings.Repeat("v", size)))
	}
	return &w
}

// whole lets one writer set two rows to the same number, always the next, and readers compare them.
func whole(t *testing.T, s *subject) {
	const last = 100
	s.put(t, "a", "000", "z", "000")
	var all sync.WaitGroup
	all.Go(func() {
		for i := range last {
			var w store.Write
			w.Put([]byte("a"), fmt.Appendf(nil, "%03d", i+1))
			w.Put([]byte("z"), fmt.Appendf(nil, "%03d", i+1))
			if err := s.Apply(t.Context(), &w); err != nil {
				t.Errorf("Apply: %v", err)
				return
			}
		}
	})
	for range 3 {
		all.Go(func() {
			before := ""
			for range last {
				pair, err := s.MultiGet(t.Context(), [][]byte{[]byte("a"), []byte("z")})
				if err != nil || string(pair[0]) != string(pair[1]) || string(pair[0]) < before {
					t.Errorf("MultiGet(a, z) = %q, %v, want two equal values, not below %q", pair, err, before)
					return
				}
				before = string(pair[0])
			}
		})
	}
	all.Wait()
	s.wantRows(t, "a", "100", "z", "100")
}
