package store

import (
	"bytes"
	"testing"

	"dyad/graph"
)

// FuzzRow looks at rows as a damaged disk may hold them. Nothing panics, every row can be described, and a row that was stamped
// is read back as it was, and not once any byte of it has changed.
func FuzzRow(f *testing.F) {
	claimKey := version{ref{claimTag, uid{1, 2, 3}}, 1}.recordKey()
	f.Add(claimKey, []byte(`{"from":"a"}`), uint64(1), uint16(0))
	f.Add([]byte{byte(layoutTag)}, []byte{0, 0, 0, 0, 0, 0, 0, 1}, uint64(7), uint16(3))
	f.Add([]byte{}, []byte{}, uint64(0), uint16(9))
	f.Fuzz(func(t *testing.T, key, payload []byte, tx uint64, flip uint16) {
		row := stamped(graph.Tx(tx), key, payload)
		got, back, err := unstamped(row)
		if err != nil || got != graph.Tx(tx) || !bytes.Equal(back, payload) {
			t.Fatalf("unstamped(stamped(%d, %x, %x)) = %d, %x, %v", tx, key, payload, got, back, err)
		}
		if describe(key) == "" || describeValue(row, newProjectionReader()) == "" && len(payload) > 0 {
			t.Errorf("the row with key %x is not described", key)
		}
		damaged := Row{Key: key, Value: bytes.Clone(row.Value)}
		damaged.Value[int(flip)%len(damaged.Value)] ^= 1 << (flip % 8)
		if _, _, err := unstamped(damaged); err == nil {
			t.Errorf("a flipped bit of the row with key %x goes unnoticed", key)
		}
	})
}
