package storetest

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/store"

	"github.com/google/go-cmp/cmp"
)

// reads tests Get and MultiGet.
var reads = map[string]func(*testing.T, *subject){
	"a missing row has no value, an empty value is one": func(t *testing.T, s *subject) {
		s.put(t, "empty", "", "full", "x")
		for range 2 {
			got, err := s.MultiGet(t.Context(), [][]byte{[]byte("empty"), []byte("full"), []byte("missing")})
			if err != nil {
				t.Fatalf("MultiGet: %v", err)
			}
			if diff := cmp.Diff([][]byte{{}, []byte("x"), nil}, got); diff != "" {
				t.Errorf("MultiGet(empty, full, missing) differs (-want +got):\n%s", diff)
			}
			s.reopen(t)
		}
	},
	"a nil value is an empty one": func(t *testing.T, s *subject) {
		var w store.Write
		w.Put([]byte("k"), nil)
		s.apply(t, &w)
		if got, err := s.Get(t.Context(), []byte("k")); err != nil || got == nil || len(got) > 0 {
			t.Errorf("Get(k) = %#v, %v, want an empty value that is not nil", got, err)
		}
	},
	"values come in the order of keys, which may repeat": func(t *testing.T, s *subject) {
		s.put(t, "a", "1", "b", "2")
		got, err := s.MultiGet(t.Context(), [][]byte{[]byte("b"), []byte("a"), []byte("b")})
		if err != nil {
			t.Fatalf("MultiGet: %v", err)
		}
		if diff := cmp.Diff([][]byte{[]byte("2"), []byte("1"), []byte("2")}, got); diff != "" {
			t.Errorf("MultiGet(b, a, b) differs (-want +got):\n%s", diff)
		}
	},
	"no keys give no values": func(t *testing.T, s *subject) {
		if got, err := s.MultiGet(t.Context(), nil); len(got) != 0 || err != nil {
			t.Errorf("MultiGet() = %q, %v, want nothing and no error", got, err)
		}
	},
	"the caller owns the value": func(t *testing.T, s *subject) {
		s.put(t, "k", "kept")
		got, err := s.Get(t.Context(), []byte("k"))
		if err != nil {
			t.Fatalf("Get(k): %v", err)
		}
		copy(got, "lost")
		s.wantRows(t, "k", "kept")
	},
	"keys of any bytes and of the greatest length are kept apart": func(t *testing.T, s *subject) {
		long := strings.Repeat("k", store.MaxKeyBytes-1)
		s.put(t, long+"a", "1", long+"b", "2", "\x00", "3", "\x00\x00", "4", "\xff\xff", "5")
		s.reopen(t)
		s.wantRows(t, "\x00", "3", "\x00\x00", "4", long+"a", "1", long+"b", "2", "\xff\xff", "5")
	},
	"a value of the greatest length is kept": func(t *testing.T, s *subject) {
		value := bytes.Repeat([]byte("0123456789"), store.MaxValueBytes/10)
		s.put(t, "k", string(value))
		s.reopen(t)
		got, err := s.Get(t.Context(), []byte("k"))
		if err != nil || !bytes.Equal(got, value) {
			t.Errorf("Get(k) = %d bytes, %v, want the %d bytes put", len(got), err, len(value))
		}
	},
	"keys that can't be are refused": func(t *testing.T, s *subject) {
		for _, key := range badKeys() {
			_, err := s.Get(t.Context(), key)
			wantFault(t, "Get of a bad key", err, graph.BadInput)
			_, err = s.MultiGet(t.Context(), [][]byte{[]byte("good"), key})
			wantFault(t, "MultiGet of a bad key", err, graph.BadInput)
		}
	},
	"a context that has ended ends a read": func(t *testing.T, s *subject) {
		_, err := s.Get(over(t), []byte("k"))
		wantFault(t, "Get", err, graph.Deadline)
		_, err = s.MultiGet(over(t), [][]byte{[]byte("k")})
		wantFault(t, "MultiGet", err, graph.Deadline)
		_, err = collect(s.Scan(over(t), nil, nil))
		wantFault(t, "Scan", err, graph.Deadline)
	},
}

func badKeys() [][]byte {
	return [][]byte{nil, {}, []byte("!engine"), bytes.Repeat([]byte("k"), store.MaxKeyBytes+1)}
}

// scans tests Scan.
var scans = map[string]func(*testing.T, *subject){
	"rows come in bytewise order": func(t *testing.T, s *subject) {
		s.put(t, "b", "1", "a\xff", "2", "a", "3", "a\x00", "4", "B", "5")
		s.wantRows(t, "B", "5", "a", "3", "a\x00", "4", "a\xff", "2", "b", "1")
	},
	"the start belongs to the range, the end doesn't": func(t *testing.T, s *subject) {
		s.put(t, "a", "1", "b", "2", "c", "3")
		s.wantScan(t, "a", "c", "a", "1", "b", "2")
		s.wantScan(t, "aa", "c\x00", "b", "2", "c", "3")
	},
	"an empty start or end leaves that side open": func(t *testing.T, s *subject) {
		s.put(t, "a", "1", "b", "2", "\xff\xff", "3")
		s.wantScan(t, "", "b", "a", "1")
		s.wantScan(t, "b", "", "b", "2", "\xff\xff", "3")
	},
	"a start that is not below the end yields nothing": func(t *testing.T, s *subject) {
		s.put(t, "a", "1", "b", "2")
		s.wantScan(t, "b", "b")
		s.wantScan(t, "b", "a")
	},
	"the range of a prefix is all that begins with it": func(t *testing.T, s *subject) {
		s.put(t, "p", "1", "p\xff", "2", "p\xff\xff", "3", "q", "4", "o\xff", "5")
		s.wantScan(t, "p", string(store.PrefixEnd([]byte("p"))), "p", "1", "p\xff", "2", "p\xff\xff", "3")
		s.wantScan(t, "p\xff", string(store.PrefixEnd([]byte("p\xff"))), "p\xff", "2", "p\xff\xff", "3")
	},
	"a loop sees the moment it began, whatever is written meanwhile": func(t *testing.T, s *subject) {
		s.put(t, "a", "old", "b", "old", "c", "old")
		var got []string
		for row, err := range s.Scan(t.Context(), nil, nil) {
			if err != nil {
				t.Fatalf("Scan: %v", err)
			}
			got = append(got, string(row.Key), string(row.Value))
			var w store.Write
			w.Put([]byte("a"), []byte("new"))
			w.Put([]byte("b"), []byte("new"))
			w.Put([]byte("bb"), []byte("new"))
			w.Delete([]byte("c"))
			s.apply(t, &w)
		}
		if diff := cmp.Diff([]string{"a", "old", "b", "old", "c", "old"}, got); diff != "" {
			t.Errorf("Scan during writes differs (-want +got):\n%s", diff)
		}
		s.wantRows(t, "a", "new", "b", "new", "bb", "new")
	},
	"a sequence reads afresh each time": func(t *testing.T, s *subject) {
		rows := s.Scan(t.Context(), nil, nil)
		s.put(t, "a", "1")
		for _, want := range [][]string{{"a", "1"}, {"a", "1", "b", "2"}} {
			if got, err := collect(rows); err != nil || !slices.Equal(got, want) {
				t.Errorf("Scan = %q, %v, want %q", got, err, want)
			}
			s.put(t, "b", "2")
		}
	},
	"a loop may stop early and leaves the store usable": func(t *testing.T, s *subject) {
		s.put(t, "a", "1", "b", "2")
		for range s.Scan(t.Context(), nil, nil) {
			break
		}
		s.put(t, "c", "3")
		s.wantRows(t, "a", "1", "b", "2", "c", "3")
	},
	"a context that ends stops a loop, with an error last": func(t *testing.T, s *subject) {
		var pairs []string
		for c := 'a'; c <= 'z'; c++ {
			pairs = append(pairs, string(c), "")
		}
		s.put(t, pairs...)
		stop(t, s)
	},
	"loops may be nested": func(t *testing.T, s *subject) {
		s.put(t, "a", "1", "b", "2")
		var got []string
		for outer := range s.Scan(t.Context(), nil, nil) {
			for inner := range s.Scan(t.Context(), nil, nil) {
				got = append(got, string(outer.Key)+string(inner.Key))
			}
		}
		if want := []string{"aa", "ab", "ba", "bb"}; !slices.Equal(got, want) {
			t.Errorf("nested Scans = %q, want %q", got, want)
		}
	},
}

// stop ends the context of a scan of 26 rows at the first.
func stop(t *testing.T, s *subject) {
	ctx, cancel := contextOf(t)
	rows, errs := 0, 0
	for _, err := range s.Scan(ctx, nil, nil) {
		cancel()
		switch {
		case errs > 0:
			t.Fatal("Scan goes on after its error")
		case err != nil:
			errs++
			wantFault(t, "Scan", err, graph.Deadline)
		default:
			rows++
		}
	}
	if errs != 1 || rows > 10 {
		t.Errorf("Scan with an ended context yields %d rows and %d errors, want a few rows and one error", rows, errs)
	}
}
