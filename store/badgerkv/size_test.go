package badgerkv_test

import (
	"crypto/rand"
	"testing"
)

// TestSize: the directory grows by about what is written into it, even though the engine makes its files longer than that.
func TestSize(t *testing.T) {
	db := keep(t, open(t, t.TempDir()))
	size := func() uint64 {
		t.Helper()
		n, err := db.Size()
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := size()
	const written = 8 * 512 << 10
	for _, key := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		value := make([]byte, written/8)
		_, _ = rand.Read(value) // never fails; nothing can make it smaller
		put(t, db, key, string(value))
	}
	if grown := size() - before; grown < written || grown > 4*written {
		t.Errorf("Size grew by %d after %d bytes were written, want that to four times as much", grown, written)
	}
	if free, known := db.Free(); known && free == 0 {
		t.Error("Free() = 0, true on a file system that has just taken something")
	}
}
