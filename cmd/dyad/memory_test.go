package main

import (
	"errors"
	"math"
	"testing"
)

// TestHeapOf: the lower of the two limits counts, and what is no limit does not.
func TestHeapOf(t *testing.T) {
	is := func(n uint64) func() (uint64, error) { return func() (uint64, error) { return n, nil } }
	none := func() (uint64, error) { return 0, errors.New("no control groups here") }
	const mb = 1 << 20
	tests := map[string]struct {
		group, data func() (uint64, error)
		want        int64
	}{
		"neither":                 {none, is(math.MaxUint64), 0},
		"none of a group":         {is(0), is(math.MaxInt64), 0},
		"a group":                 {is(1000 * mb), is(math.MaxUint64), 800 * mb},
		"the shell":               {none, is(500 * mb), 325 * mb},
		"both, the group is less": {is(200 * mb), is(500 * mb), 160 * mb},
		"both, the shell is less": {is(900 * mb), is(500 * mb), 325 * mb},
	}
	for name, tt := range tests {
		if got := heapOf(tt.group, tt.data); got != tt.want {
			t.Errorf("%s: %d MB, want %d", name, got/mb, tt.want/mb)
		}
	}
}
