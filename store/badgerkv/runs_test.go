package badgerkv_test

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"dyad/store"
)

// TestSortedRunsAreOneMap stages rows in many runs, of keys that begin alike, end in zeros, are the beginning of others, or come again, in one run or in
// several: what is read is what a map has of them, in order.
func TestSortedRunsAreOneMap(t *testing.T) {
	const rows = 4000
	beginnings := []string{"", "k", "k\x00", "k/a batch of some length/", "k/a batch of some length/\x00\x00", "m/a batch"}
	for seed, perRun := range []int{600, 5_000, 50_000, 5_000, 5_000} {
		random := rand.New(rand.NewPCG(1, uint64(seed)))
		want := map[string]string{}
		db := keep(t, open(t, t.TempDir()).InRunsOf(perRun))
		err := db.Stage(t.Context(), func(yield func(store.Row, error) bool) {
			for i := range rows {
				key := []byte(beginnings[random.IntN(len(beginnings))])
				for range random.IntN(11) {
					key = append(key, "\x00\x01a\xff"[random.IntN(4)])
				}
				if len(key) == 0 {
					key = []byte("k")
				}
				value := fmt.Append(nil, i)
				if i%1000 == 0 { // longer than what is read of a run at a time
					value = bytes.Repeat(value, 400_000/len(value))
				}
				want[string(key)] = string(value)
				if !yield(store.Row{Key: key, Value: value}, nil) {
					return
				}
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		keys := slices.Sorted(maps.Keys(want))
		n := 0
		for row, err := range db.Scan(t.Context(), nil, nil) {
			if err != nil {
				t.Fatal(err)
			}
			if n == len(keys) || string(row.Key) != keys[n] || string(row.Value) != want[keys[n]] {
				t.Fatalf("runs of %d bytes, row %d: key %q with %.20q, want key %q with %.20q", perRun, n, row.Key, row.Value, keys[n], want[keys[n]])
			}
			n++
		}
		if n != len(keys) {
			t.Errorf("runs of %d bytes: %d rows, want %d", perRun, n, len(keys))
		}
	}
}
