package storetest

import (
	"crypto/sha256"
	"fmt"
	"runtime"
	"testing"

	"dyad/graph"
	"dyad/store"
)

// lives tests Close and what outlasts it.
var lives = map[string]func(*testing.T, *subject){
	"after Close every call fails, and another Close does nothing": func(t *testing.T, s *subject) {
		s.put(t, "k", "v")
		if err := s.Close(); err != nil {
			t.Fatalf("Close() = %v, want nil", err)
		}
		var w store.Write
		w.Put([]byte("k"), nil)
		_, err := s.Get(t.Context(), []byte("k"))
		wantFault(t, "Get", err, graph.Internal)
		_, err = s.MultiGet(t.Context(), [][]byte{[]byte("k")})
		wantFault(t, "MultiGet", err, graph.Internal)
		_, err = collect(s.Scan(t.Context(), nil, nil))
		wantFault(t, "Scan", err, graph.Internal)
		wantFault(t, "Apply", s.Apply(t.Context(), &w), graph.Internal)
		wantFault(t, "Stage", s.Stage(t.Context(), rowsOf("k", "")), graph.Internal)
		if err := s.Close(); err != nil {
			t.Errorf("second Close() = %v, want nil", err)
		}
	},
	"Close lets a loop in progress finish": func(t *testing.T, s *subject) {
		const many = 500
		var w store.Write
		for i := range many {
			w.Put(fmt.Appendf(nil, "%03d", i), make([]byte, 1000))
		}
		s.apply(t, &w)
		s.reopen(t)
		closed := make(chan error, 1)
		rows := 0
		for _, err := range s.Scan(t.Context(), nil, nil) {
			if err != nil {
				t.Fatalf("Scan: %v", err)
			}
			if rows == 0 {
				go func() { closed <- s.Close() }()
				awaitClose(t, s)
			}
			dawdle()
			rows++
		}
		if err := <-closed; err != nil || rows != many {
			t.Errorf("Close() = %v and Scan yields %d rows, want nil and %d", err, rows, many)
		}
	},
	"rows, deletions and empty values outlast Close, many times": func(t *testing.T, s *subject) {
		s.put(t, "gone", "0", "empty", "")
		var w store.Write
		w.Delete([]byte("gone"))
		s.apply(t, &w)
		want := []string{"empty", ""}
		for i := range 4 {
			s.reopen(t)
			s.wantRows(t, want...)
			key := fmt.Sprintf("f%d", i)
			s.put(t, key, "x")
			want = append(want, key, "x")
		}
		s.wantRows(t, want...)
	},
}

// awaitClose returns once Close has begun, which is when calls begin to fail.
func awaitClose(t *testing.T, s *subject) {
	for {
		if _, err := s.Get(t.Context(), []byte("k")); err != nil {
			wantFault(t, "Get during Close", err, graph.Internal)
			return
		}
		runtime.Gosched()
	}
}

// dawdle works for as long as it takes an engine that does not wait to pull some rows from under a loop.
func dawdle() { sha256.Sum256(make([]byte, 1<<17)) }
