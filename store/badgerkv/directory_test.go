package badgerkv_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"dyad/graph"
	"dyad/store"
	"dyad/store/badgerkv"

	"github.com/google/go-cmp/cmp"
)

// names lists what is in dir.
func names(t *testing.T, dir string) []string {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name())
	}
	return names
}

// write makes a file of somebody else.
func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func TestDirectoryOfSomebodyElseStaysAsItIs(t *testing.T) {
	tests := []struct {
		options badgerkv.Options
		want    graph.Fault
	}{
		{badgerkv.Options{}, graph.BadInput},
		{badgerkv.Options{ReadOnly: true}, graph.NotFound},
	}
	for _, tt := range tests {
		for _, theirs := range []string{"recipes.md", "soup.vlog", "12a.mem", "stock.sst"} {
			dir := t.TempDir()
			write(t, filepath.Join(dir, "00001.mem"), "") // looks like a leftover of ours
			write(t, filepath.Join(dir, theirs), "")
			_, err := badgerkv.Open(dir, tt.options)
			if graph.FaultOf(err) != tt.want {
				t.Errorf("Open(%+v) of a directory with %s = %v, want fault %q", tt.options, theirs, err, tt.want)
			}
			if diff := cmp.Diff([]string{"00001.mem", theirs}, names(t, dir)); diff != "" {
				t.Errorf("files after Open(%+v) (-before +after):\n%s", tt.options, diff)
			}
		}
	}
}

func TestStoreIsBegunWhereNothingIs(t *testing.T) {
	tests := []struct {
		name  string
		found map[string]string
	}{
		{"an empty directory", nil},
		{"a directory that was just being made when its maker was killed", map[string]string{"LOCK": "1\n", "MANIFEST-REWRITE": "Bdgr"}},
	}
	for _, tt := range tests {
		dir := t.TempDir()
		for name, text := range tt.found {
			write(t, filepath.Join(dir, name), text)
		}
		db, err := badgerkv.Open(dir, badgerkv.Options{})
		if err != nil {
			t.Errorf("Open of %s = %v, want nil", tt.name, err)
			continue
		}
		shut(t, db)
	}
	volume := t.TempDir()
	if err := os.Mkdir(filepath.Join(volume, "lost+found"), 0o700); err != nil {
		t.Fatal(err)
	}
	shut(t, open(t, volume))
}

func TestReadingWritesNothing(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	put(t, db, "k", "v")
	shut(t, db)
	before := names(t, dir)
	db = openReadOnly(t, dir)
	if diff := cmp.Diff(before, names(t, dir)); diff != "" {
		t.Errorf("files while it is read (-before +now):\n%s", diff)
	}
	if err := db.Discard(); err != nil {
		t.Errorf("Discard() = %v, want nil", err)
	}
	if diff := cmp.Diff(before, names(t, dir)); diff != "" {
		t.Errorf("files after it was read (-before +after):\n%s", diff)
	}
}

func TestWhatAWriterLeftMustBeSettled(t *testing.T) {
	tests := []struct{ name, left, content string }{
		{"a log of writes", "00009.mem", "writes"},
		{"a log without a byte", "00009.mem", ""},
		{"a log of values without a byte", "000009.vlog", ""},
		{"a table that is not listed", "000099.sst", "rows"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			db := open(t, dir)
			put(t, db, "k", "v")
			shut(t, db)
			write(t, filepath.Join(dir, tt.left), tt.content)
			_, err := badgerkv.Open(dir, badgerkv.Options{ReadOnly: true})
			if graph.FaultOf(err) != graph.Conflict || !errors.Is(err, store.ErrUnsettled) {
				t.Fatalf("Open for reading = %v, want fault %q and that it is unsettled", err, graph.Conflict)
			}
			shut(t, open(t, dir))
			wantValue(t, keep(t, openReadOnly(t, dir)), "k", "v")
		})
	}
}

func TestDiscardRemovesWhatWasBegun(t *testing.T) {
	outer := t.TempDir()
	dir := filepath.Join(outer, "new", "data")
	db := open(t, dir)
	put(t, db, "k", "v")
	if err := db.Discard(); err != nil {
		t.Fatalf("Discard() = %v, want nil", err)
	}
	if got := names(t, outer); len(got) > 0 {
		t.Errorf("Discard left %q", got)
	}
}

func TestDiscardLeavesTheRest(t *testing.T) {
	outer := t.TempDir()
	dir := filepath.Join(outer, "data")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	db := open(t, dir)
	if err := db.Discard(); err != nil || !exists(dir) || len(names(t, dir)) > 0 {
		t.Errorf("Discard of a store begun in an empty directory = %v, want nil and the directory empty: %q", err, names(t, dir))
	}

	made := filepath.Join(outer, "made", "data")
	db = open(t, made)
	write(t, filepath.Join(made, "recipes.md"), "soup")
	if err := db.Discard(); err != nil {
		t.Errorf("Discard() = %v, want nil", err)
	}
	if diff := cmp.Diff([]string{"recipes.md"}, names(t, made)); diff != "" {
		t.Errorf("after Discard of a directory with a stranger's file (-want +got):\n%s", diff)
	}

	shut(t, open(t, dir))
	if err := open(t, dir).Discard(); err != nil {
		t.Errorf("Discard() = %v, want nil", err)
	}
	if !exists(filepath.Join(dir, "MANIFEST")) {
		t.Error("Discard removed a store that was there before")
	}
}

// A note of a process that is gone must not send anybody after it.
func TestNoteOfAKilledProcessIsNotQuoted(t *testing.T) {
	dir := t.TempDir()
	shut(t, open(t, dir))
	write(t, filepath.Join(dir, "LOCK"), "2147483646\n") // more than there can be
	keep(t, openReadOnly(t, dir))
	_, err := badgerkv.Open(dir, badgerkv.Options{})
	if want := "open: " + dir + ": another process has it open"; graph.FaultOf(err) != graph.Conflict || err.Error() != want {
		t.Errorf("Open = %v, want %q", err, want)
	}
}
