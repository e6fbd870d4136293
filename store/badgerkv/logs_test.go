package badgerkv_test

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/store"
	"dyad/store/badgerkv"

	"github.com/dgraph-io/badger/v4/pb"
	"github.com/dgraph-io/badger/v4/table"
	"google.golang.org/protobuf/proto"
)

// logHeader is what a log begins with before its entries.
const logHeader = 20

// written is what has been written to a log, which ends with zeros.
func written(t *testing.T, log string) int {
	return len(strings.TrimRight(string(read(t, log)), "\x00"))
}

// twoLogs is a crashed store of 60 writes, of which the second 30 are in a log of their own, as it is while the first is made a table.
func twoLogs(t *testing.T) (dir, older, newer string) {
	t.Helper()
	origin := t.TempDir()
	db := keep(t, open(t, origin))
	middle := 0
	for n := range 60 {
		if n == 30 {
			middle = written(t, newest(t, origin, "*.mem"))
		}
		if err := enter(t, db, n); err != nil {
			t.Fatal(err)
		}
	}
	dir = copyDir(t, origin)
	older, newer = newest(t, dir, "*.mem"), filepath.Join(dir, "00009.mem")
	whole := read(t, older)
	if err := os.WriteFile(newer, append(append([]byte(nil), whole[:logHeader]...), whole[middle:]...), 0o600); err != nil {
		t.Fatal(err)
	}
	truncate(t, older, middle)
	truncate(t, older, len(whole))
	return dir, older, newer
}

func TestTwoLogsAreTakenTogether(t *testing.T) {
	dir, _, newer := twoLogs(t)
	if got := entries(t, keep(t, open(t, copyDir(t, dir)))); got != 60 {
		t.Errorf("%d writes, want 60", got)
	}
	truncate(t, newer, written(t, newer)-1)
	if got := entries(t, keep(t, open(t, dir))); got != 59 {
		t.Errorf("%d writes with the end of the newer log cut, want 59", got)
	}
}

// TestOlderLogIsWholeOrRefused damages the older of two logs: to go on with the newer would leave a hole.
func TestOlderLogIsWholeOrRefused(t *testing.T) {
	origin, older, _ := twoLogs(t)
	size := written(t, older)
	for i := range 12 {
		at := logHeader + (size-logHeader-1)*i/11
		for how, spoil := range map[string]func(string){
			"cut":     func(path string) { truncate(t, path, at) },
			"garbled": func(path string) { garble(t, path, at) },
		} {
			dir := copyDir(t, origin)
			spoil(filepath.Join(dir, filepath.Base(older)))
			db, err := badgerkv.Open(dir, badgerkv.Options{})
			if err == nil {
				db.Close()
			}
			if graph.FaultOf(err) != graph.Corrupt || !strings.Contains(err.Error(), filepath.Base(older)+" is damaged") {
				t.Errorf("older log %s at %d of %d: Open = %v, want fault %q and its name", how, at, size, err, graph.Corrupt)
			}
		}
	}
}

// TestListOfTablesIsWholeOrRefused cuts the list of tables: one that is no longer listed would be removed, and what is in it be gone. The
// store was closed, or has a log of later writes.
func TestListOfTablesIsWholeOrRefused(t *testing.T) {
	for _, closed := range []bool{true, false} {
		origin := t.TempDir()
		for n := range 3 { // a table each
			db := open(t, origin)
			if err := enter(t, db, n); err != nil {
				t.Fatal(err)
			}
			shut(t, db)
		}
		if !closed {
			db := keep(t, open(t, origin))
			if err := enter(t, db, 3); err != nil {
				t.Fatal(err)
			}
		}
		size := len(read(t, filepath.Join(origin, "MANIFEST")))
		refused := 0
		for cut := range size {
			dir := copyDir(t, origin)
			truncate(t, filepath.Join(dir, "MANIFEST"), cut)
			db, err := badgerkv.Open(dir, badgerkv.Options{})
			if err == nil {
				t.Errorf("closed %t: list cut to %d of %d bytes is opened, with %d writes", closed, cut, size, entries(t, db))
				db.Close()
				continue
			}
			if refused++; graph.FaultOf(err) != graph.Corrupt {
				t.Errorf("closed %t: list cut to %d of %d bytes: Open = %v, want fault %q", closed, cut, size, err, graph.Corrupt)
			}
		}
		if refused != size {
			t.Errorf("closed %t: %d cuts of %d are refused", closed, refused, size)
		}
	}
}

// TestTableOfACrashIsALeftover has a table that is not listed since its writer ended before it could be: what is in it is in the log too.
func TestTableOfACrashIsALeftover(t *testing.T) {
	origin := t.TempDir()
	db := open(t, origin)
	for n := range 5 {
		if err := enter(t, db, n); err != nil {
			t.Fatal(err)
		}
	}
	crashed := copyDir(t, origin) // with the log
	shut(t, db)
	path := newest(t, origin, "*.sst")
	whole := read(t, path)
	for _, size := range []int{len(whole), len(whole) - 1, 10, 0} {
		dir := copyDir(t, crashed)
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(path)), whole[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		if got := entries(t, keep(t, open(t, dir))); got != 5 {
			t.Errorf("with %d of %d bytes of a table that is not listed: %d writes, want 5", size, len(whole), got)
		}
	}
}

// TestTableThatWasReplacedIsALeftover has a table that the list no longer has, since compaction has put others in its place, or nothing,
// and that its writer had no time to remove. Its last transaction may be later than any that is left: one that only deleted leaves nothing.
func TestTableThatWasReplacedIsALeftover(t *testing.T) {
	dir := t.TempDir()
	for n := range 2 {
		db := open(t, dir)
		if err := enter(t, db, n); err != nil {
			t.Fatal(err)
		}
		shut(t, db)
	}
	replaced := newest(t, dir, "*.sst")
	id, known := table.ParseFileID(replaced)
	if !known {
		t.Fatalf("%s is no table", replaced)
	}
	change, err := proto.Marshal(&pb.ManifestChangeSet{Changes: []*pb.ManifestChange{{Id: id, Op: pb.ManifestChange_DELETE}}})
	if err != nil {
		t.Fatal(err)
	}
	list := read(t, filepath.Join(dir, "MANIFEST"))
	list = binary.BigEndian.AppendUint32(list, uint32(len(change)))
	list = binary.BigEndian.AppendUint32(list, crc32.Checksum(change, crc32.MakeTable(crc32.Castagnoli)))
	if err := os.WriteFile(filepath.Join(dir, "MANIFEST"), append(list, change...), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := entries(t, keep(t, open(t, dir))); got != 1 {
		t.Errorf("with a table that was replaced there are %d writes, want 1", got)
	}
}

// TestLogThatAnnouncesTooMuch ends with the beginning of an entry that would be larger than any memory, and with one that is no entry.
func TestLogThatAnnouncesTooMuch(t *testing.T) {
	origin := t.TempDir()
	db := keep(t, open(t, origin))
	for n := range 5 {
		if err := enter(t, db, n); err != nil {
			t.Fatal(err)
		}
	}
	for _, value := range []uint64{1 << 31, 1<<32 - 1, 1 << 62} {
		dir := copyDir(t, origin)
		log := newest(t, dir, "*.mem")
		entry := binary.AppendUvarint(binary.AppendUvarint([]byte{0, 0}, 20), value)
		f, err := os.OpenFile(log, os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		_, err = f.WriteAt(append(entry, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"...), int64(written(t, log)))
		if err != nil || f.Close() != nil {
			t.Fatal(err)
		}
		if got := entries(t, keep(t, open(t, dir))); got != 5 {
			t.Errorf("an entry that announces %d bytes: %d writes, want 5", value, got)
		}
	}
}

// TestVersionsGoOnAcrossOpenings opens a store again and again, after crashes and closings, with writes that only delete: what tells logs
// apart by their numbers never refuses one that nothing has happened to.
func TestVersionsGoOnAcrossOpenings(t *testing.T) {
	dir := t.TempDir()
	for n := range 12 {
		db := open(t, dir)
		put(t, db, fmt.Sprint("k", n), "v")
		if n%2 == 0 {
			drop(t, db, fmt.Sprint("k", n))
		}
		if n%3 == 0 {
			shut(t, db)
			continue
		}
		crashed := copyDir(t, dir)
		shut(t, db)
		dir = crashed
	}
	db := keep(t, open(t, dir))
	for n := range 12 {
		want := "v"
		if n%2 == 0 {
			want = ""
		}
		if got, err := db.Get(t.Context(), []byte(fmt.Sprint("k", n))); err != nil || string(got) != want {
			t.Errorf("k%d = %q, %v, want %q", n, got, err, want)
		}
	}
}

func drop(t *testing.T, db *badgerkv.DB, key string) {
	t.Helper()
	var w store.Write
	w.Delete([]byte(key))
	if err := db.Apply(t.Context(), &w); err != nil {
		t.Fatal(err)
	}
}
