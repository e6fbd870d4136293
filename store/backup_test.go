package store_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/store"
	"dyad/store/storetest"

	"github.com/google/go-cmp/cmp"
)

// backedUp is a backup of a store, and what it says of itself.
func backedUp(t testing.TB, s *store.Store, base store.BackupBase) (string, store.Backup) {
	t.Helper()
	var b bytes.Buffer
	about, err := s.Backup(context.Background(), &b, base)
	if err != nil {
		t.Fatalf("Backup: %v", err)
	}
	return b.String(), about
}

// onto is the base of a backup onto another.
func onto(b store.Backup) store.BackupBase {
	return store.BackupBase{After: b.UpTo, Previous: b.SHA256}
}

// readers begins to read backups, named 1, 2, 3…
func readers(files ...string) (list []*store.BackupReader, err error) {
	for i, f := range files {
		r, err := store.ReadBackup(fmt.Sprint(i+1), strings.NewReader(f))
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}

// rebuilt restores backups into an empty store.
func rebuilt(kv store.KV, files ...string) error {
	s, err := store.Open(context.Background(), kv)
	if err != nil {
		return err
	}
	list, err := readers(files...)
	if err != nil {
		return err
	}
	return s.Rebuild(context.Background(), list...)
}

// chain is a store that has lived, and three backups of it: of two transactions, of nothing, and of the third.
func chain(t testing.TB) (files []string, rows map[string]string) {
	t.Helper()
	kv := storetest.NewMemory()
	s, err := store.Open(context.Background(), kv)
	if err != nil {
		t.Fatal(err)
	}
	mustLoad(t, s, words(), gazette(), registry())
	mustLoad(t, s, secondLoad()...)
	full, first := backedUp(t, s, store.BackupBase{})
	nothing, second := backedUp(t, s, onto(first))
	next := edition(gazette(), "g3")
	mustLoad(t, s, next)
	last, third := backedUp(t, s, onto(second))
	if first.After.Tx != 0 || first.UpTo.Tx != 2 || second.After.Tx != 2 || second.UpTo.Tx != 2 || third.UpTo.Tx != 3 || second.Rows != 0 {
		t.Fatalf("three backups: %+v, %+v, %+v", first, second, third)
	}
	rows = map[string]string{}
	for row, err := range kv.Scan(context.Background(), nil, nil) {
		if err != nil {
			t.Fatal(err)
		}
		rows[string(row.Key)] = string(row.Value)
	}
	return []string{full, nothing, last}, rows
}

func TestBackupsGiveTheSameRows(t *testing.T) {
	files, want := chain(t)
	kv := storetest.NewMemory()
	if err := rebuilt(kv, files...); err != nil {
		t.Fatalf("Rebuild: %v", err)
	}
	if diff := cmp.Diff(want, dump(t, kv)); diff != "" {
		t.Errorf("rows (-first +restored):\n%s", diff)
	}
	wantSound(t, reopened(t, kv))
	list, err := readers(files...)
	if err != nil {
		t.Fatal(err)
	}
	if all, err := store.CheckBackups(list...); err != nil || len(all) != 3 || all[2].UpTo.Tx != 3 {
		t.Errorf("CheckBackups = %+v, %v; want three, up to transaction 3", all, err)
	}
}

// A meddler loads something at every write to it.
type meddler struct {
	io.Writer
	load func()
}

func (m meddler) Write(p []byte) (int, error) {
	m.load()
	return m.Writer.Write(p)
}

// TestBackupIsOfOneMoment loads between any two rows of a backup: nothing of that is in it.
func TestBackupIsOfOneMoment(t *testing.T) {
	s, kv := inMemory(t)
	mustLoad(t, s, words(), gazette(), registry())
	want := dump(t, kv)
	var b bytes.Buffer
	n := 0
	about, err := s.Backup(context.Background(), meddler{&b, func() {
		if n++; n%5 == 0 {
			mustLoad(t, s, edition(withRole(graph.TermKey(fmt.Sprint("role", n))), fmt.Sprint(n)))
		}
	}}, store.BackupBase{})
	if err != nil || about.UpTo.Tx != 1 || s.Last() < 3 {
		t.Fatalf("Backup = %+v, %v, at the end of which transaction %d is the last; want one up to 1 while others are made", about, err, s.Last())
	}
	again := storetest.NewMemory()
	if err := rebuilt(again, b.String()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, dump(t, again)); diff != "" {
		t.Errorf("rows (-when it began +restored):\n%s", diff)
	}
}

// byHandBackup writes a backup from the description of its format.
func byHandBackup(format int, about string, rows map[string]string) string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "dyad backup %d\n%s\n", format, about)
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		b.Write(binary.BigEndian.AppendUint16(nil, uint16(len(key))))
		b.Write(binary.BigEndian.AppendUint32(nil, uint32(len(rows[key]))))
		b.WriteString(key + rows[key])
	}
	b.WriteString("\x00\x00\n")
	sum := sha256.Sum256(b.Bytes())
	fmt.Fprintf(&b, `{"rows":%d,"sha256":"%s"}`+"\n", len(rows), hex.EncodeToString(sum[:]))
	return b.String()
}

// tipOf is the digest of the row of a transaction.
func tipOf(rows map[string]string, tx uint64) string {
	key := "a" + eight(tx)
	sum := sha256.Sum256([]byte(key + rows[key]))
	return hex.EncodeToString(sum[:])
}

// TestBackupOfAnOlderLayout restores a backup of layout 1, built by hand, into today's layout.
func TestBackupOfAnOlderLayout(t *testing.T) {
	rows := layoutOneRows()
	about := fmt.Sprintf(`{"layout":1,"after":{"transaction":0},"upTo":{"transaction":2,"sha256":"%s"}}`, tipOf(rows, 2))
	kv := storetest.NewMemory()
	if err := rebuilt(kv, byHandBackup(1, about, rows)); err != nil {
		t.Fatalf("Rebuild: %v", err)
	}
	if diff := cmp.Diff(settled(), dump(t, kv)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

// TestBackupIsWrittenAsDescribed compares a backup with one that is made from the description.
func TestBackupIsWrittenAsDescribed(t *testing.T) {
	kv := layoutOne(t)
	s := reopened(t, kv)
	rows := layoutOneRows()
	got, _ := backedUp(t, s, store.BackupBase{})
	about := fmt.Sprintf(`{"layout":2,"after":{"transaction":0},"upTo":{"transaction":2,"sha256":"%s"}}`, tipOf(rows, 2))
	if want := byHandBackup(1, about, rows); got != want {
		t.Errorf("a backup is\n%q, want\n%q", got, want)
	}
	later := map[string]string{}
	for key, value := range rows {
		if strings.HasPrefix(value, eight(2)) {
			later[key] = value
		}
	}
	got, _ = backedUp(t, s, store.BackupBase{After: store.Point{Tx: 1}, Previous: "abc"})
	about = fmt.Sprintf(`{"layout":2,"after":{"transaction":1,"sha256":"%s"},"upTo":{"transaction":2,"sha256":"%s"},"previous":"abc"}`,
		tipOf(rows, 1), tipOf(rows, 2))
	if want := byHandBackup(1, about, later); got != want {
		t.Errorf("a backup after transaction 1 is\n%q, want\n%q", got, want)
	}
}

// TestRebuildTakesSteps restores into an invented layout 3: the step that leads there is taken, and before anything is verified.
func TestRebuildTakesSteps(t *testing.T) {
	files, _ := chain(t)
	taken := 0
	steps := []store.Step{{From: 2, Name: "widen", Run: func(ctx context.Context, kv store.KV) error {
		for _, err := range kv.Scan(ctx, []byte("e"), []byte("f")) {
			if err != nil {
				return err
			}
			taken++
		}
		return nil
	}}}
	kv := storetest.NewMemory()
	s, err := store.OpenAt(context.Background(), kv, 3, steps...)
	if err != nil {
		t.Fatal(err)
	}
	list, err := readers(files...)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Rebuild(context.Background(), list...); err != nil {
		t.Fatal(err)
	}
	if rows := dump(t, kv); taken == 0 || rows["0"] != eight(3) {
		t.Errorf("the step saw %d entities, and the layout is %q; want some, and 3", taken, rows["0"])
	}
}

// TestRebuildCutShortAnywhere breaks the engine at every write of a restoring, on either side of it. What is found afterwards is all of it
// or nothing, and then it can be done again.
func TestRebuildCutShortAnywhere(t *testing.T) {
	files, want := chain(t)
	for _, after := range []bool{false, true} {
		for n := 2; ; n++ { // the first begins the store
			kv := storetest.NewMemory()
			err := rebuilt(&brittle{KV: kv, left: n, after: after, fault: graph.Internal}, files...)
			if err == nil {
				if n < 10 {
					t.Fatalf("restoring took %d writes, want many", n)
				}
				break
			}
			if !errors.Is(err, errBroken) {
				t.Fatalf("Rebuild: %v, want %v", err, errBroken)
			}
			if s := reopened(t, kv); s.Last() == 0 {
				if rows := dump(t, kv); len(rows) != 1 {
					t.Fatalf("write %d: %d rows are left: %q", n, len(rows)-1, rows)
				}
				if err := rebuilt(kv, files...); err != nil {
					t.Fatalf("write %d: Rebuild again: %v", n, err)
				}
			}
			if diff := cmp.Diff(want, dump(t, kv)); diff != "" {
				t.Fatalf("write %d, carried out: %t: rows (-want +got):\n%s", n, after, diff)
			}
		}
	}
}
