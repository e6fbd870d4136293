package storetest_test

import (
	"bytes"
	"testing"

	"dyad/graph"
	"dyad/store"
)

func TestPrefixEnd(t *testing.T) {
	tests := []struct {
		name, prefix, want string
	}{
		{"the last byte is raised", "c1", "c2"},
		{"a last byte that can't be raised falls away", "c\xff", "d"},
		{"and so does the one before", "c\xff\xff", "d"},
		{"nothing is above the highest bytes", "\xff\xff", ""},
		{"nothing is above all keys", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := store.PrefixEnd([]byte(tt.prefix)); string(got) != tt.want {
				t.Errorf("PrefixEnd(%q) = %q, want %q", tt.prefix, got, tt.want)
			}
		})
	}
}

func TestFitsIsWhatCheckAccepts(t *testing.T) {
	rows := map[string]store.Row{
		"limited by rows":  {Key: []byte("k")},
		"limited by bytes": {Key: []byte("k"), Value: bytes.Repeat([]byte("v"), 300_000)},
	}
	for name, row := range rows {
		t.Run(name, func(t *testing.T) {
			var w store.Write
			for w.Fits(row) {
				w.Put(row.Key, row.Value)
			}
			if err := w.Check(); err != nil {
				t.Errorf("Check of %d rows that fit = %v, want nil", len(w.Ops()), err)
			}
			w.Put(row.Key, row.Value)
			if got := graph.FaultOf(w.Check()); got != graph.CostLimit {
				t.Errorf("Check with a row that doesn't fit: fault %q, want %q", got, graph.CostLimit)
			}
			w.Reset()
			if !w.Fits(row) || len(w.Ops()) != 0 {
				t.Errorf("after Reset the write has %d operations, want none and room for more", len(w.Ops()))
			}
		})
	}
}
