package badgerkv_test

import (
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"dyad/graph"
	"dyad/store"
	"dyad/store/badgerkv"
)

func TestFullDisk(t *testing.T) {
	dir := smallDisk(t, 192<<20)
	db := open(t, dir)
	value := make([]byte, 100_000)
	rand.Read(value)
	written := 0
	var err error
	for err == nil {
		var w store.Write
		for i := range 10 {
			w.Put(fmt.Appendf(nil, "%06d/%d", written, i), value)
		}
		if err = db.Apply(t.Context(), &w); err == nil {
			written++
		}
	}
	if graph.FaultOf(err) != graph.Overloaded {
		t.Fatalf("Apply on a full disk = %v, want fault %q", err, graph.Overloaded)
	}
	wantRows := func(when string) {
		t.Helper()
		rows := 0
		for _, err := range db.Scan(t.Context(), nil, nil) {
			if err != nil {
				t.Fatalf("Scan %s: %v", when, err)
			}
			rows++
		}
		if rows != 10*written {
			t.Errorf("%s there are %d rows, want %d", when, rows, 10*written)
		}
	}
	wantRows("on a full disk")
	shut(t, db)
	db = open(t, dir)
	wantRows("after opening on a full disk")
	shut(t, db)

	filler := filepath.Join(dir, "filler")
	fill(t, filler, 8<<20)
	if _, err := badgerkv.Open(dir, badgerkv.Options{}); graph.FaultOf(err) != graph.Overloaded {
		t.Errorf("Open with 8 MB of room = %v, want fault %q", err, graph.Overloaded)
	}
	remove(t, filler)
	db = keep(t, open(t, dir))
	wantRows("with room again")
}

// smallDisk mounts a file system of so many bytes, which needs the rights of root.
func smallDisk(t *testing.T, bytes int) string {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, fmt.Sprintf("size=%d", bytes)); err != nil {
		t.Skipf("can't mount a small disk to fill: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Errorf("unmount: %v", err)
		}
	})
	return dir
}

// fill makes the file at path so large that only some bytes are left on the disk.
func fill(t *testing.T, path string, left int) {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(filepath.Dir(path), &disk); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, make([]byte, int(disk.Bavail)*int(disk.Bsize)-left), 0o600); err != nil {
		t.Fatal(err)
	}
}
