package badgerkv_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/store"
	"dyad/store/badgerkv"
)

// A ledger is a store whose writes number themselves: write n puts rows a/n and z/n, and nothing else does. So a state between
// two writes is told from any other.

func enter(t testing.TB, db *badgerkv.DB, n int) error {
	var w store.Write
	for _, side := range []string{"a", "z"} {
		w.Put([]byte(ledgerKey(side, n)), []byte(ledgerValue(side, n)))
	}
	return db.Apply(t.Context(), &w)
}

func ledgerKey(side string, n int) string { return fmt.Sprintf("%s/%06d", side, n) }

func ledgerValue(side string, n int) string { return strings.Repeat(side, n%50*1000) }

// entries returns how many writes of a ledger db holds. It fails the test if what db holds is no beginning of it.
func entries(t testing.TB, db *badgerkv.DB) int {
	t.Helper()
	counts := map[string]int{}
	for row, err := range db.Scan(t.Context(), nil, nil) {
		if err != nil {
			t.Fatalf("Scan: %v", err)
		}
		side := string(row.Key[:1])
		n := counts[side]
		if string(row.Key) != ledgerKey(side, n) || string(row.Value) != ledgerValue(side, n) {
			t.Fatalf("row %q with %d bytes where %q with %d is expected",
				row.Key, len(row.Value), ledgerKey(side, n), len(ledgerValue(side, n)))
		}
		counts[side]++
	}
	if counts["a"] != counts["z"] {
		t.Fatalf("there are %d rows a/ and %d rows z/, so some write is there in part", counts["a"], counts["z"])
	}
	return counts["a"]
}

func TestCutLogOpensToAnEarlierState(t *testing.T) {
	const writes = 60
	dir := t.TempDir()
	db := keep(t, open(t, dir))
	for n := range writes {
		if err := enter(t, db, n); err != nil {
			t.Fatal(err)
		}
	}
	log := newest(t, dir, "*.mem")
	whole := len(strings.TrimRight(string(read(t, log)), "\x00"))
	last := -1
	for i := range 40 {
		cut := (whole + 1) * i / 39
		crashed := copyDir(t, dir)
		truncate(t, filepath.Join(crashed, filepath.Base(log)), cut)
		db := open(t, crashed)
		got := entries(t, db)
		if got < last {
			t.Errorf("log cut at %d of %d bytes: %d writes, want no fewer than with less of the log, %d", cut, whole, got, last)
		}
		last = got
		if err := enter(t, db, got); err != nil {
			t.Errorf("write after a cut at %d = %v, want nil", cut, err)
		}
		shut(t, db)
	}
	if last != writes {
		t.Errorf("with the whole log there are %d writes, want %d", last, writes)
	}
}

func TestGarbledLogOpensToAnEarlierState(t *testing.T) {
	const writes = 60
	dir := t.TempDir()
	db := keep(t, open(t, dir))
	for n := range writes {
		if err := enter(t, db, n); err != nil {
			t.Fatal(err)
		}
	}
	log := newest(t, dir, "*.mem")
	whole := len(strings.TrimRight(string(read(t, log)), "\x00"))
	for i := range 20 {
		crashed := copyDir(t, dir)
		garble(t, filepath.Join(crashed, filepath.Base(log)), 20+(whole-20)*i/20)
		db := open(t, crashed)
		entries(t, db)
		shut(t, db)
	}
}

func TestCutValueLogLosesNothing(t *testing.T) {
	dir := t.TempDir()
	db := keep(t, open(t, dir))
	for n := range 5 {
		if err := enter(t, db, n); err != nil {
			t.Fatal(err)
		}
	}
	for _, size := range []int{0, 1, 19, 20, 21, 1000} {
		crashed := copyDir(t, dir)
		truncate(t, newest(t, crashed, "*.vlog"), size)
		db := open(t, crashed)
		if got := entries(t, db); got != 5 {
			t.Errorf("value log cut to %d bytes: %d writes, want 5", size, got)
		}
		shut(t, db)
	}
}

func TestEmptyLogIsALeftover(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	put(t, db, "k", "v")
	shut(t, db)
	for _, name := range []string{"00009.mem", "000009.vlog"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	wantValue(t, keep(t, open(t, dir)), "k", "v")
}

func TestUnclosedStoreIsNotOpenedForReading(t *testing.T) {
	dir := t.TempDir()
	db := keep(t, open(t, dir))
	put(t, db, "k", "v")
	crashed := copyDir(t, dir)
	_, err := badgerkv.Open(crashed, badgerkv.Options{ReadOnly: true})
	if graph.FaultOf(err) != graph.Conflict || !errors.Is(err, store.ErrUnsettled) {
		t.Errorf("Open of an unclosed store for reading = %v, want fault %q", err, graph.Conflict)
	}
	shut(t, open(t, crashed))
	wantValue(t, keep(t, openReadOnly(t, crashed)), "k", "v")
}

func TestDamageIsRefused(t *testing.T) {
	origin := t.TempDir()
	db := open(t, origin)
	for n := range 500 {
		put(t, db, fmt.Sprintf("key %d", n), strings.Repeat("value", n%100))
	}
	shut(t, db)
	size := len(read(t, newest(t, origin, "*.sst")))

	damage := map[string]func(t *testing.T, dir string){
		"no table":         func(t *testing.T, dir string) { remove(t, newest(t, dir, "*.sst")) },
		"no manifest":      func(t *testing.T, dir string) { remove(t, filepath.Join(dir, "MANIFEST")) },
		"garbled manifest": func(t *testing.T, dir string) { garble(t, filepath.Join(dir, "MANIFEST"), 20) },
		"garbled magic":    func(t *testing.T, dir string) { garble(t, filepath.Join(dir, "MANIFEST"), 0) },
		"garbled registry": func(t *testing.T, dir string) { garble(t, filepath.Join(dir, "KEYREGISTRY"), 20) },
	}
	for _, size := range []int{0, 10, 16, 27} {
		damage[fmt.Sprintf("registry cut to %d", size)] = func(t *testing.T, dir string) {
			truncate(t, filepath.Join(dir, "KEYREGISTRY"), size)
		}
	}
	for i := range 64 {
		at := (size - 1) * i / 63
		damage[fmt.Sprintf("table garbled at %d of %d", at, size)] = func(t *testing.T, dir string) {
			garble(t, newest(t, dir, "*.sst"), at)
		}
	}
	for i := range 16 {
		at := (size - 1) * i / 15
		damage[fmt.Sprintf("table cut to %d of %d", at, size)] = func(t *testing.T, dir string) {
			truncate(t, newest(t, dir, "*.sst"), at)
		}
	}
	for name, spoil := range damage {
		t.Run(name, func(t *testing.T) {
			dir := copyDir(t, origin)
			spoil(t, dir)
			db, err := badgerkv.Open(dir, badgerkv.Options{})
			if err == nil {
				db.Close()
			}
			if graph.FaultOf(err) != graph.Corrupt {
				t.Errorf("Open = %v, want fault %q", err, graph.Corrupt)
			}
		})
	}
}

func TestDamagedRegistryIsNamed(t *testing.T) {
	dir := t.TempDir()
	shut(t, open(t, dir))
	truncate(t, filepath.Join(dir, "KEYREGISTRY"), 10)
	_, err := badgerkv.Open(dir, badgerkv.Options{})
	if want := "open: " + dir + ": KEYREGISTRY is damaged, restore a copy: 10 bytes, and it has 28"; err == nil || err.Error() != want {
		t.Errorf("Open = %v, want %s", err, want)
	}
}

func TestVerifyFindsWhatOpenFound(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	for n := range 500 {
		put(t, db, fmt.Sprintf("key %d", n), strings.Repeat("value", n%100))
	}
	shut(t, db)
	db = keep(t, open(t, dir))
	if err := db.Verify(t.Context()); err != nil {
		t.Errorf("Verify of a sound store = %v, want nil", err)
	}
	garble(t, newest(t, dir, "*.sst"), 5000)
	if err := db.Verify(t.Context()); graph.FaultOf(err) != graph.Corrupt {
		t.Errorf("Verify of a damaged store = %v, want fault %q", err, graph.Corrupt)
	}
}

// newest returns the last file of dir, in the order of names, that fits pattern.
func newest(t *testing.T, dir, pattern string) string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no %s in %s: %v", pattern, dir, err)
	}
	return paths[len(paths)-1]
}

// copyDir copies the files of dir as they are at this moment, as if the power failed now. If one goes meanwhile, it begins anew.
func copyDir(t *testing.T, dir string) string {
	t.Helper()
	to := t.TempDir()
	for !copied(t, dir, to) {
		to = t.TempDir()
	}
	return to
}

// copied copies the files of dir, and reports whether all of them stayed for so long, and the list of tables as it was: a crash leaves the
// files of one moment, and a list copied after a table has come names one that was not copied.
func copied(t *testing.T, dir, to string) bool {
	t.Helper()
	list := read(t, filepath.Join(dir, "MANIFEST"))
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		path := filepath.Join(to, f.Name())
		data, err := os.ReadFile(filepath.Join(dir, f.Name()))
		if errors.Is(err, os.ErrNotExist) {
			return false
		}
		if err != nil {
			t.Fatal(err)
		}
		written := strings.TrimRight(string(data), "\x00")
		if err := os.WriteFile(path, []byte(written), 0o600); err != nil {
			t.Fatal(err)
		}
		truncate(t, path, len(data)) // logs are mostly a hole
	}
	return bytes.Equal(list, read(t, filepath.Join(dir, "MANIFEST")))
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func truncate(t *testing.T, path string, size int) {
	t.Helper()
	if err := os.Truncate(path, int64(size)); err != nil {
		t.Fatal(err)
	}
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

// garble changes the byte at the offset.
func garble(t *testing.T, path string, at int) {
	t.Helper()
	data := read(t, path)
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt([]byte{data[at] ^ 0x55}, int64(at)); err != nil {
		t.Fatal(err)
	}
}
