package badgerkv_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/store"
	"dyad/store/badgerkv"

	"github.com/dgraph-io/badger/v4"
)

func TestOpenRefuses(t *testing.T) {
	tests := []struct {
		name    string
		prepare func(t *testing.T, dir string)
		options badgerkv.Options
		want    graph.Fault
		says    string
	}{
		{
			"a directory that is open already", func(t *testing.T, dir string) { keep(t, open(t, dir)) },
			badgerkv.Options{},
			graph.Conflict, "another process has it open",
		},
		{
			"to read a directory that is open for writing", func(t *testing.T, dir string) { keep(t, open(t, dir)) },
			badgerkv.Options{ReadOnly: true},
			graph.Conflict, "another process has it open",
		},
		{
			"to write a directory that is being read", func(t *testing.T, dir string) {
				shut(t, open(t, dir))
				keep(t, openReadOnly(t, dir))
			},
			badgerkv.Options{},
			graph.Conflict, "another process has it open",
		},
		{
			"a file", func(t *testing.T, dir string) { replace(t, dir) },
			badgerkv.Options{},
			graph.BadInput, "it is a file",
		},
		{
			"a directory with somebody's files", func(t *testing.T, dir string) { write(t, filepath.Join(dir, "recipes.md"), "soup") },
			badgerkv.Options{},
			graph.BadInput, `it holds no store, but "recipes.md": name a new directory or an empty one`,
		},
		{
			"to read a directory with somebody's files", func(t *testing.T, dir string) { write(t, filepath.Join(dir, "recipes.md"), "soup") },
			badgerkv.Options{ReadOnly: true},
			graph.NotFound, "no store",
		},
		{
			"to read a directory that isn't there", func(t *testing.T, dir string) { os.Remove(dir) },
			badgerkv.Options{ReadOnly: true},
			graph.NotFound, "no such directory",
		},
		{
			"to read a directory without a store", func(*testing.T, string) {},
			badgerkv.Options{ReadOnly: true},
			graph.NotFound, "no store",
		},
		{
			"another program's Badger database", foreign,
			badgerkv.Options{},
			graph.BadInput, "another program's",
		},
		{
			"a directory that this user may not write to", forbid,
			badgerkv.Options{},
			graph.BadInput, "not allowed",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			tt.prepare(t, dir)
			db, err := badgerkv.Open(dir, tt.options)
			if err == nil {
				db.Close()
			}
			if got := graph.FaultOf(err); got != tt.want || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("Open = %v (fault %q), want fault %q and text that says %q", err, got, tt.want, tt.says)
			}
		})
	}
}

func TestOpenBelowAFileIsRefused(t *testing.T) {
	dir := t.TempDir()
	replace(t, dir)
	_, err := badgerkv.Open(filepath.Join(dir, "data"), badgerkv.Options{})
	if got := graph.FaultOf(err); got != graph.BadInput {
		t.Errorf("Open of a path below a file = %v (fault %q), want fault %q", err, got, graph.BadInput)
	}
}

func TestOpenCreatesDirectories(t *testing.T) {
	shut(t, open(t, filepath.Join(t.TempDir(), "new", "data")))
}

func TestRefusedOpenLeavesTheOtherAlone(t *testing.T) {
	dir := t.TempDir()
	db := keep(t, open(t, dir))
	for range 2 {
		if other, err := badgerkv.Open(dir, badgerkv.Options{}); err == nil {
			t.Fatalf("second Open = %v, nil, want a fault", other)
		}
	}
	put(t, db, "k", "v")
	wantValue(t, db, "k", "v")
}

func TestReadersShareADirectory(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	put(t, db, "k", "v")
	shut(t, db)
	first, second := keep(t, openReadOnly(t, dir)), keep(t, openReadOnly(t, dir))
	wantValue(t, first, "k", "v")
	wantValue(t, second, "k", "v")

	var w store.Write
	w.Put([]byte("k"), nil)
	if err := first.Apply(t.Context(), &w); graph.FaultOf(err) != graph.BadInput {
		t.Errorf("Apply to a store opened for reading = %v, want fault %q", err, graph.BadInput)
	}
	before := names(t, dir)
	err := second.InRunsOf(3000).Stage(t.Context(), func(yield func(store.Row, error) bool) {
		for row, err := range few() {
			if !yield(row, err) {
				break
			}
		}
		t.Errorf("rows were asked for, and files made of them: %q, were %q", names(t, dir), before)
	})
	if graph.FaultOf(err) != graph.BadInput {
		t.Errorf("Stage to a store opened for reading = %v, want fault %q", err, graph.BadInput)
	}
}

func TestFaultsShowNoPath(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	put(t, db, "k", "v")
	shut(t, db)
	db = keep(t, open(t, dir))
	garble(t, newest(t, dir, "*.sst"), 10)
	err := db.Verify(t.Context())
	if graph.FaultOf(err) != graph.Corrupt || strings.Contains(err.Error(), dir) {
		t.Errorf("Verify of a damaged store = %v, want fault %q without the directory", err, graph.Corrupt)
	}
}

// foreign makes dir a Badger database that isn't ours.
func foreign(t *testing.T, dir string) {
	db, err := badger.Open(badger.DefaultOptions(dir).WithLogger(nil))
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// forbid takes away the right to write to dir, where that means anything.
func forbid(t *testing.T, dir string) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everywhere")
	}
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o700) })
}

// replace puts a file in the place of dir.
func replace(t *testing.T, dir string) {
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
}

func openReadOnly(t *testing.T, dir string) *badgerkv.DB {
	t.Helper()
	db, err := badgerkv.Open(dir, badgerkv.Options{ReadOnly: true})
	if err != nil {
		t.Fatalf("Open(%s) for reading = %v, want nil", dir, err)
	}
	return db
}

// keep closes db when the test ends.
func keep(t testing.TB, db *badgerkv.DB) *badgerkv.DB {
	t.Cleanup(func() { shut(t, db) })
	return db
}

func shut(t testing.TB, db *badgerkv.DB) {
	t.Helper()
	if err := db.Close(); err != nil {
		t.Errorf("Close() = %v, want nil", err)
	}
}

func put(t *testing.T, db *badgerkv.DB, pairs ...string) {
	t.Helper()
	var w store.Write
	for i := 0; i < len(pairs); i += 2 {
		w.Put([]byte(pairs[i]), []byte(pairs[i+1]))
	}
	if err := db.Apply(t.Context(), &w); err != nil {
		t.Fatalf("Apply(%q) = %v, want nil", pairs, err)
	}
}

func wantValue(t *testing.T, db *badgerkv.DB, key, want string) {
	t.Helper()
	if got, err := db.Get(t.Context(), []byte(key)); err != nil || string(got) != want {
		t.Errorf("Get(%q) = %q, %v, want %q", key, got, err, want)
	}
}

// TestNamesOfDirectoriesMeanNothing: what is looked for in a directory is found, whatever its name would mean as a pattern.
func TestNamesOfDirectoriesMeanNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store [1] *")
	shut(t, open(t, dir))
	left := filepath.Join(dir, "000001.run")
	write(t, left, "rows that a killed load was sorting")
	shut(t, open(t, dir))
	if _, err := os.Stat(left); !os.IsNotExist(err) {
		t.Errorf("after an opening %s is still there: %v", left, err)
	}
}
