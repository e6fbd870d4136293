//go:build unix

package badgerkv_test

import (
	"bufio"
	"bytes"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/store"
	"dyad/store/badgerkv"
)

// bulkVariable has the child of a test stage rows by the ten thousand behind a ledger.
const bulkVariable = "BADGERKV_CHILD_BULK"

const (
	bulkRows  = 70_000 // of 1,000 bytes: four tables and a piece of one
	bulkValue = 1_000
)

// mostTables is how many tables there are for sure while they are written: one of the ledger, and four of rows.
const mostTables = 5

// waitForTables returns as soon as there are so many.
func waitForTables(t *testing.T, dir string, tables int) {
	t.Helper()
	for {
		paths, err := filepath.Glob(filepath.Join(dir, "*.sst"))
		if err != nil {
			t.Fatal(err)
		}
		if len(paths) >= tables {
			return
		}
	}
}

// many yields those rows. Each hides its number in another place of the order.
func many() iter.Seq2[store.Row, error] {
	return func(yield func(store.Row, error) bool) {
		for i := range bulkRows {
			value := bytes.Repeat([]byte{byte(i)}, bulkValue)
			if !yield(store.Row{Key: fmt.Appendf(nil, "m/%06d", i*7919%bulkRows), Value: value}, nil) {
				return
			}
		}
		fmt.Println("all rows were handed over")
	}
}

// TestBulkChild is not a test: it is what the child runs.
func TestBulkChild(t *testing.T) {
	dir := os.Getenv(bulkVariable)
	if dir == "" {
		t.Skip("runs in a child process of other tests")
	}
	db := open(t, dir).InRunsOf(4 << 20)
	if err := enter(t, db, 0); err != nil {
		t.Fatal(err)
	}
	if err := db.Stage(t.Context(), many()); err != nil {
		t.Fatal(err)
	}
	fmt.Println("staged")
	if err := enter(t, db, 1); err != nil {
		t.Fatal(err)
	}
	shut(t, db)
}

// TestBulkIsReadLikeAnything stages many rows at once and reads them, before and after the store was closed.
func TestBulkIsReadLikeAnything(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir).InRunsOf(4 << 20)
	if err := enter(t, db, 0); err != nil {
		t.Fatal(err)
	}
	if err := db.Stage(t.Context(), many()); err != nil {
		t.Fatal(err)
	}
	if err := enter(t, db, 1); err != nil {
		t.Fatal(err)
	}
	for _, when := range []string{"at once", "after closing"} {
		if got := staged(t, db); got != bulkRows {
			t.Errorf("%s: %d rows, want %d", when, got, bulkRows)
		}
		if err := db.Verify(t.Context()); err != nil {
			t.Errorf("%s: Verify: %v", when, err)
		}
		if value, err := db.Get(t.Context(), []byte(ledgerKey("z", 1))); err != nil || value == nil {
			t.Errorf("%s: what was written behind them: %v", when, err)
		}
		shut(t, db)
		db = open(t, dir)
	}
	shut(t, db)
	wantNoRuns(t, dir)
}

// staged counts the rows of many, which have to be what they were.
func staged(t *testing.T, db store.KV) int {
	t.Helper()
	n := 0
	for row, err := range db.Scan(t.Context(), []byte("m/"), []byte("m0")) {
		if err != nil {
			t.Fatalf("Scan: %v", err)
		}
		if len(row.Value) != bulkValue || !bytes.Equal(row.Value, bytes.Repeat(row.Value[:1], bulkValue)) {
			t.Fatalf("row %q has another value", row.Key)
		}
		n++
	}
	return n
}

// TestKilledBulk kills a process while it writes tables at once, when so many are there: what had been acknowledged is, and rows that were staged may be.
func TestKilledBulk(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	for tables := 1; tables <= mostTables+1; tables++ {
		dir := t.TempDir()
		cmd := child(dir)
		cmd.Args[1] = "-test.run=^TestBulkChild$"
		cmd.Env = append(os.Environ(), bulkVariable+"="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for lines.Scan() && lines.Text() != "all rows were handed over" {
		}
		acknowledged := false
		if tables > mostTables { // the end is waited for
			acknowledged = lines.Scan() && lines.Text() == "staged"
		} else {
			waitForTables(t, dir, tables)
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		db := open(t, dir)
		if value, err := db.Get(t.Context(), []byte(ledgerKey("z", 0))); err != nil || value == nil {
			t.Errorf("killed with %d tables: what was acknowledged before is gone: %v", tables, err)
		}
		n := staged(t, db)
		t.Logf("killed with %d tables there: %d of %d rows", tables, n, bulkRows)
		if acknowledged && n != bulkRows {
			t.Errorf("killed after all was acknowledged: %d rows, want %d", n, bulkRows)
		}
		if err := enter(t, db, 1); err != nil {
			t.Errorf("killed with %d tables: a write afterwards: %v", tables, err)
		}
		shut(t, db)
	}
}

// TestTableOfZeros: what a file system makes of a table that was not written out is refused like any other damage.
func TestTableOfZeros(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	if err := enter(t, db, 0); err != nil {
		t.Fatal(err)
	}
	shut(t, db)
	paths, err := filepath.Glob(filepath.Join(dir, "*.sst"))
	if err != nil || len(paths) != 1 {
		t.Fatalf("tables %v, %v; want one", paths, err)
	}
	if err := os.WriteFile(paths[0], make([]byte, 4096), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := badgerkv.Open(dir, badgerkv.Options{}); graph.FaultOf(err) != graph.Corrupt {
		t.Errorf("Open = %v, want %s", err, graph.Corrupt)
	}
}

// TestBulkWithoutMemory: many rows are refused at once where the process may not take what tables are put together in, and go in once it may.
func TestBulkWithoutMemory(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir).InRunsOf(4 << 20)
	put(t, db, "k", "v")
	usual := debug.SetMemoryLimit(16 << 20)
	defer debug.SetMemoryLimit(usual)
	if err := db.Stage(t.Context(), many()); graph.FaultOf(err) != graph.Overloaded || !strings.Contains(err.Error(), "GOMEMLIMIT") {
		t.Errorf("with 16 MB of memory Stage = %v, want fault %q and how to allow for more", err, graph.Overloaded)
	}
	wantValue(t, db, "k", "v")
	put(t, db, "k", "w") // a few rows need none of it
	wantNoRuns(t, dir)
	debug.SetMemoryLimit(usual)
	if err := db.Stage(t.Context(), many()); err != nil {
		t.Errorf("once there is memory Stage = %v", err)
	}
	wantValue(t, db, "k", "w")
}
