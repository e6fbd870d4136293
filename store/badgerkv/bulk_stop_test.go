package badgerkv_test

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"dyad/graph"
	"dyad/store"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/table"
)

// wideRows is how many rows wide yields, each of 100,000 bytes: more than one table.
const wideRows = 120

func wide() iter.Seq2[store.Row, error] {
	return func(yield func(store.Row, error) bool) {
		for i := range wideRows {
			if !yield(store.Row{Key: fmt.Appendf(nil, "w/%06d", i), Value: make([]byte, 100_000)}, nil) {
				return
			}
		}
	}
}

// A patience is a context that ends once it has been asked so many times whether it has.
type patience struct {
	context.Context
	left *int
}

func (p patience) Err() error {
	if *p.left--; *p.left < 0 {
		return context.DeadlineExceeded
	}
	return nil
}

// TestBulkThatIsStopped: where time runs out while tables are written, only that is told, and the store goes on with what it has got.
func TestBulkThatIsStopped(t *testing.T) {
	const gathered = 1 + wideRows // it is asked when the call begins, and at each row that comes
	for _, rows := range []int{0, 1, 60, wideRows - 1} {
		dir := t.TempDir()
		db := open(t, dir).InRunsOf(4 << 20)
		put(t, db, "k", "v")
		left := gathered + rows
		if err := db.Stage(patience{t.Context(), &left}, wide()); graph.FaultOf(err) != graph.Deadline {
			t.Fatalf("stopped after %d rows, Stage = %v, want fault %q", rows, err, graph.Deadline)
		}
		wantNoRuns(t, dir)
		wantValue(t, db, "k", "v")
		put(t, db, "k", "w")
		shut(t, db)
		db = keep(t, open(t, dir).InRunsOf(4<<20))
		wantValue(t, db, "k", "w")
		if err := db.Stage(t.Context(), wide()); err != nil {
			t.Errorf("stopped after %d rows: Stage again = %v", rows, err)
		}
		put(t, db, "w/000000", "later") // stands above what was there
		wantValue(t, db, "w/000000", "later")
		n := 0
		for _, err := range db.Scan(t.Context(), []byte("w/"), []byte("w0")) {
			if n++; err != nil {
				t.Fatal(err)
			}
		}
		if err := db.Verify(t.Context()); err != nil || n != wideRows {
			t.Errorf("stopped after %d rows: %d rows, Verify = %v; want %d", rows, n, err, wideRows)
		}
	}
}

// TestFirstLevelIsEmptied has tables there that don't overlap, or do in part: the engine takes out only the oldest, and what overlaps with it.
func TestFirstLevelIsEmptied(t *testing.T) {
	for _, tables := range [][]string{{}, {"b"}, {"b", "d", "f"}, {"f", "d", "b"}, {"b", "dg", "ef"}, {"bd", "c", "f", "eg"}} {
		dir := t.TempDir()
		for _, keys := range tables { // by the rows of each
			db := open(t, dir)
			for _, key := range keys {
				put(t, db, string(key), "v")
			}
			shut(t, db)
		}
		db := keep(t, open(t, dir))
		put(t, db, "m", "v")
		if left, err := db.SettleBelow(); err != nil || left > 0 {
			t.Errorf("tables of %q: %d are left in the first level, %v", tables, left, err)
		}
		wantValue(t, db, "m", "v")
		for _, keys := range tables {
			for _, key := range keys {
				wantValue(t, db, string(key), "v")
			}
		}
	}
}

// TestTablesAreNoLargerThanThought writes rows of which tables take the most in proportion: keys without values, with nothing in common.
func TestTablesAreNoLargerThanThought(t *testing.T) {
	const rows, size = 200_000, 20
	random := rand.New(rand.NewPCG(1, 2))
	db := keep(t, open(t, t.TempDir()).InRunsOf(1<<20))
	err := db.Stage(t.Context(), func(yield func(store.Row, error) bool) {
		for range rows {
			key := fmt.Appendf(nil, "%0*x", size, random.Uint64())
			slices.Reverse(key)
			if !yield(store.Row{Key: key}, nil) {
				return
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if are, atMost := db.TableBytes(rows, rows*size); are > atMost || are < rows*size {
		t.Errorf("tables of %d rows of %d bytes have %d, want %d at most", rows, size, are, atMost)
	}
}

// TestBulkBehindATableThatFails: what is in memory can't become a table, so the engine can't be closed before tables are written at once.
func TestBulkBehindATableThatFails(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir).InRunsOf(3000)
	put(t, db, "k", "v")
	var blocks []string
	for id := range uint64(100) { // it tries the next name each second
		blocks = append(blocks, table.NewFilename(id+1, dir))
		if err := os.Mkdir(blocks[id], 0o700); err != nil {
			t.Fatal(err)
		}
	}
	done := make(chan error, 1)
	go func() { done <- db.Stage(t.Context(), few()) }()
	select {
	case err := <-done:
		if graph.FaultOf(err) != graph.Internal {
			t.Errorf("Stage = %v, want fault %q", err, graph.Internal)
		}
	case <-time.After(time.Minute):
		t.Fatal("Stage does not return")
	}
	for _, block := range blocks {
		remove(t, block)
	}
	if err := db.Close(); err == nil {
		t.Error("Close() = nil, want the failure in the background")
	}
	wantValue(t, keep(t, open(t, dir)), "k", "v")
}

// TestCompactionAfterBulk: what the engine makes of tables that were written at once is as large as ever; where they were small, all of them
// became so many that no reserve of descriptors was enough.
func TestCompactionAfterBulk(t *testing.T) {
	db := keep(t, open(t, t.TempDir()).InRunsOf(3000))
	put(t, db, "k", "v")
	usual := db.TableSizes()
	if err := db.Stage(t.Context(), few()); err != nil {
		t.Fatal(err)
	}
	for level, size := range db.TableSizes() {
		if size < usual[level] {
			t.Errorf("tables of level %d are to have %d bytes, and had %d before", level, size, usual[level])
		}
	}
}

// TestBulkLetsGoOfItsTables: the memory in which tables are put together is not kept once they are written, or when there will be none.
func TestBulkLetsGoOfItsTables(t *testing.T) {
	const times = 6
	inUse := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := inUse()
	for i := range times {
		db := open(t, t.TempDir()).InRunsOf(4 << 20)
		put(t, db, "k", "v")
		left := 1 + wideRows + 60
		if i%2 == 0 {
			left = 1 << 30
		}
		if err := db.Stage(patience{t.Context(), &left}, wide()); err != nil && graph.FaultOf(err) != graph.Deadline {
			t.Fatal(err)
		}
		shut(t, db)
	}
	if after := inUse(); after > before+times<<20 {
		t.Errorf("%d MB are kept", (after-before)>>20)
	}
}

// TestCutListBesideTheList: a process may die while it writes the list of tables anew, beside the one that counts.
func TestCutListBesideTheList(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir).InRunsOf(4 << 20)
	put(t, db, "k", "v")
	shut(t, db)
	list, err := os.ReadFile(filepath.Join(dir, badger.ManifestFilename))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "MANIFEST-REWRITE"), append(list, 0, 0, 1), 0o600); err != nil {
		t.Fatal(err)
	}
	db = keep(t, open(t, dir).InRunsOf(4<<20))
	wantValue(t, db, "k", "v")
	if err := db.Stage(t.Context(), wide()); err != nil {
		t.Fatal(err)
	}
	wantValue(t, db, "w/000000", string(make([]byte, 100_000)))
	wantValue(t, db, "k", "v")
}

// TestListIsReplaced: tables are added to the list by putting another in its place, since half a change at its end may keep the store from being opened.
func TestListIsReplaced(t *testing.T) {
	dir := t.TempDir()
	db := keep(t, open(t, dir).InRunsOf(4<<20))
	put(t, db, "k", "v")
	list := func() os.FileInfo {
		info, err := os.Stat(filepath.Join(dir, badger.ManifestFilename))
		if err != nil {
			t.Fatal(err)
		}
		return info
	}
	before := list()
	if err := db.Stage(t.Context(), wide()); err != nil {
		t.Fatal(err)
	}
	if os.SameFile(before, list()) {
		t.Error("tables were added to the list in place")
	}
}
