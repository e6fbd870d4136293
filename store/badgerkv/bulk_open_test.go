package badgerkv_test

import (
	"encoding/binary"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/store"
	"dyad/store/badgerkv"
)

// few yields rows of ten runs of 3,000 bytes, which make one table.
func few() iter.Seq2[store.Row, error] {
	return func(yield func(store.Row, error) bool) {
		for i := range 30 {
			if !yield(store.Row{Key: fmt.Appendf(nil, "f/%06d", i), Value: make([]byte, 1000)}, nil) {
				return
			}
		}
	}
}

// unlisted is a store whose process was killed after it had written the first table at once, and before that was listed.
func unlisted(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	db := open(t, dir).InRunsOf(3000)
	if err := enter(t, db, 0); err != nil {
		t.Fatal(err)
	}
	if err := db.Stage(t.Context(), few()); err != nil {
		t.Fatal(err)
	}
	shut(t, db)
	list := filepath.Join(dir, "MANIFEST")
	truncate(t, list, lastChange(read(t, list)))
	write(t, filepath.Join(dir, "000000.run"), "")
	return dir
}

// lastChange returns where the last change of a list of tables begins. Each is its length, a checksum, and the change.
func lastChange(list []byte) (at int) {
	for next := 8; next < len(list); next += 8 + int(binary.BigEndian.Uint32(list[next:])) {
		at = next
	}
	return at
}

// TestTableOfAKilledBulkIsALeftover opens what a kill left, also after openings that came to nothing at one time or another.
func TestTableOfAKilledBulkIsALeftover(t *testing.T) {
	tests := []struct {
		name    string
		between func(t *testing.T, dir string)
		want    graph.Fault
	}{
		{"at once", func(*testing.T, string) {}, ""},
		{"after one that may not sign", func(t *testing.T, dir string) {
			note := filepath.Join(dir, "LOCK")
			if err := os.Mkdir(note, 0o700); err != nil {
				t.Fatal(err)
			}
			if db, err := badgerkv.Open(dir, badgerkv.Options{}); err == nil {
				t.Errorf("Open where no note can be written = %v, nil, want a fault", db)
			}
			remove(t, note)
		}, ""},
		{"when nothing tells that rows were being sorted", func(t *testing.T, dir string) { remove(t, newest(t, dir, "*.run")) }, graph.Corrupt},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := unlisted(t)
			tt.between(t, dir)
			db, err := badgerkv.Open(dir, badgerkv.Options{})
			if graph.FaultOf(err) != tt.want {
				t.Fatalf("Open = %v, want fault %q", err, tt.want)
			}
			if err != nil {
				return
			}
			if got := entries(t, keep(t, db)); got != 1 {
				t.Errorf("%d writes, want the one that was acknowledged", got)
			}
			wantNoRuns(t, dir)
		})
	}
}

// TestRunsStayWhereTablesFailed: they tell the next opening of a table that may have been written and not listed.
func TestRunsStayWhereTablesFailed(t *testing.T) {
	tests := []struct {
		name, block string // where no table can be made then
		runs        int
		rows        iter.Seq2[store.Row, error]
	}{
		{"the only one", "000003.sst", 3000, few()}, // two have been there: of the row that was in memory, in the first level and below it
		{"the first of several", "000003.sst", 4 << 20, wide()},
		{"the last of several", "000004.sst", 4 << 20, wide()},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			db := open(t, dir).InRunsOf(tt.runs)
			put(t, db, "k", "v")
			block := filepath.Join(dir, tt.block)
			if err := os.Mkdir(block, 0o700); err != nil {
				t.Fatal(err)
			}
			if err := db.Stage(t.Context(), tt.rows); graph.FaultOf(err) != graph.Internal || strings.Count(err.Error(), tt.block) != 1 {
				t.Errorf("Stage where no table can be made = %v, want fault %q, and the table once", err, graph.Internal)
			}
			if err := db.Verify(t.Context()); graph.FaultOf(err) != graph.Internal {
				t.Errorf("then Verify = %v, want fault %q", err, graph.Internal)
			}
			newest(t, dir, "*.run")
			shut(t, db)
			remove(t, block)
			db = keep(t, open(t, dir).InRunsOf(tt.runs))
			wantNoRuns(t, dir)
			if got := rows(t, db); got != 1 {
				t.Errorf("%d rows are there, want the one that was: the tables that could be made were not listed", got)
			}
			if err := db.Stage(t.Context(), tt.rows); err != nil {
				t.Errorf("once there can be tables Stage = %v", err)
			}
		})
	}
}

// rows counts all rows of a store.
func rows(t *testing.T, db store.KV) (n int) {
	t.Helper()
	for _, err := range db.Scan(t.Context(), nil, nil) {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

func wantNoRuns(t *testing.T, dir string) {
	t.Helper()
	if left, err := filepath.Glob(filepath.Join(dir, "*.run")); err != nil || len(left) > 0 {
		t.Errorf("%v were left, %v", left, err)
	}
}
