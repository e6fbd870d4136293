package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"dyad/graph"
	"dyad/store"
	"dyad/store/storetest"
)

// wantNothing expects a restoring to be refused, with words of what is wrong, and to have left nothing.
func wantNothing(t *testing.T, kv store.KV, err error, words ...string) {
	t.Helper()
	if graph.FaultOf(err) != graph.BadInput {
		t.Fatalf("Rebuild = %v, want fault %q", err, graph.BadInput)
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("Rebuild = %q, which does not say %q", err, w)
		}
	}
	if rows := dump(t, kv); len(rows) > 1 || rows["0"] != "" && rows["0"] != eight(2) {
		t.Errorf("%d rows are left after %v", len(rows), err)
	}
}

// TestCutBackupsAreRefused cuts a backup after every byte.
func TestCutBackupsAreRefused(t *testing.T) {
	files, _ := chain(t)
	for n := range len(files[0]) {
		kv := storetest.NewMemory()
		err := rebuilt(kv, files[0][:n])
		if n < len("dyad backup ") {
			wantNothing(t, kv, err, "1: this is no backup")
			continue
		}
		wantNothing(t, kv, err, fmt.Sprintf("1: it ends after %d bytes, before its last line: it was cut short", n))
	}
}

// TestAlteredBackupsAreRefused changes every byte.
func TestAlteredBackupsAreRefused(t *testing.T) {
	files, _ := chain(t)
	for n := range len(files[2]) {
		altered := []byte(files[2])
		altered[n] ^= 0x04
		kv := storetest.NewMemory()
		wantNothing(t, kv, rebuilt(kv, files[0], files[1], string(altered)), "3: ")
	}
}

func TestRebuildRefuses(t *testing.T) {
	files, _ := chain(t)
	full, nothing, last := files[0], files[1], files[2]
	other := func() string {
		s, _ := inMemory(t)
		mustLoad(t, s, words())
		mustLoad(t, s, gazette())
		b, _ := backedUp(t, s, store.BackupBase{})
		return b
	}()
	// One that was made onto transaction 2 by number alone, and one onto another backup of the same moment.
	s, _ := inMemory(t)
	mustLoad(t, s, words(), gazette(), registry())
	mustLoad(t, s, secondLoad()...)
	_, about := backedUp(t, s, store.BackupBase{})
	mustLoad(t, s, edition(gazette(), "g3"))
	byNumber, _ := backedUp(t, s, store.BackupBase{After: store.Point{Tx: 2}})
	strange, _ := backedUp(t, s, store.BackupBase{After: about.UpTo, Previous: strings.Repeat("0", 64)})
	oldRows := layoutOneRows()
	old := byHandBackup(1, fmt.Sprintf(`{"layout":1,"after":{"transaction":0},"upTo":{"transaction":2,"sha256":"%s"}}`, tipOf(oldRows, 2)), oldRows)
	younger := byHandBackup(1, fmt.Sprintf(`{"layout":2,"after":{"transaction":2,"sha256":"%s"},"upTo":{"transaction":2,"sha256":"%[1]s"}}`,
		tipOf(oldRows, 2)), nil)
	twice := maps.Clone(oldRows)
	twice["1"] = eight(2)

	if kv := storetest.NewMemory(); rebuilt(kv, full, byNumber) != nil {
		t.Error("a backup that was made by number alone is refused")
	}
	tests := []struct {
		name  string
		files []string
		words []string
	}{
		{"no backup at all", nil, []string{"there is no backup"}},
		{"one that is not full", []string{last}, []string{"1: it begins after transaction 2: name the backups before it first"}},
		{"one out of its order", []string{full, last, nothing}, []string{"3: it goes on after transaction 2, and 2 ends with 3"}},
		{"a full one after another", []string{full, full}, []string{"2: it is a full backup"}},
		{"one of another directory", []string{other, last}, []string{"2: transaction 2, after which it goes on, is another one in 1"}},
		{"one that was made onto another", []string{full, strange}, []string{"2: it was made onto the backup with SHA-256 0000", "and 1, before it, has ", ": name that one before it"}},
		{"one that is left out between two", []string{full, last}, []string{"2: it was made onto the backup with SHA-256"}},
		{"two layouts", []string{old, younger}, []string{"2: its rows have layout 2, and those of 1 have 1"}},
		{
			"a layout of the future",
			[]string{byHandBackup(1, `{"layout":7,"after":{"transaction":0},"upTo":{"transaction":1,"sha256":"x"}}`, nil)},
			[]string{"1: its rows have layout 7", "use a newer dyad"},
		},
		{"a format of the future", []string{byHandBackup(2, `{}`, nil)}, []string{`1: it is of format "2"`, "use a newer dyad"}},
		{"a beginning that tells more than is known", []string{byHandBackup(1, `{"layout":2,"before":1}`, nil)}, []string{`1: its second line can't be read`, "before"}},
		{"a beginning that can't be", []string{byHandBackup(1, `{"layout":2,"after":{"transaction":3},"upTo":{"transaction":2}}`, nil)}, []string{"1: its second line says what can't be"}},
		{"something behind the end", []string{full + "\n"}, []string{"1: there is something behind its last line"}},
		{"a row of numbers", []string{byHandBackup(1, `{"layout":2,"after":{"transaction":0},"upTo":{"transaction":2,"sha256":"x"}}`, twice)}, []string{"last", "it does not belong there"}},
		{"a transaction without its rows", []string{byHandBackup(1, `{"layout":2,"after":{"transaction":0},"upTo":{"transaction":2,"sha256":"x"}}`,
			without(oldRows, func(key string) bool { return key[0] == 'p' }))}, []string{"1: its digest is right, and its rows don't add up: transaction tx=1: it wrote 10 rows, and 9 are there: use another backup"}},
		{"rows without their transaction", []string{byHandBackup(1, `{"layout":2,"after":{"transaction":0},"upTo":{"transaction":2,"sha256":"x"}}`,
			without(oldRows, func(key string) bool { return key == "a"+eight(1) }))}, []string{"1: its digest is right, and its rows don't add up: transaction tx=1: it is missing: use another backup"}},
		{"a line without an end", []string{"dyad backup 1\n" + strings.Repeat(" ", 5000)}, []string{"1: byte 5014", "has at most 4096 bytes: it was altered"}},
		{"something else", []string{`{"kind":"entity"}` + "\n"}, []string{"1: this is no backup of dyad"}},
		{"an empty file", []string{""}, []string{"1: this is no backup of dyad"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			kv := storetest.NewMemory()
			wantNothing(t, kv, rebuilt(kv, tt.files...), tt.words...)
		})
	}
}

// TestBackupThatCantBeReadToItsEnd: whoever hands a backup over fails behind its last line, of which the file is not to blame.
func TestBackupThatCantBeReadToItsEnd(t *testing.T) {
	files, _ := chain(t)
	for _, broken := range []error{errBroken, io.ErrUnexpectedEOF} {
		b, err := store.ReadBackup("1", io.MultiReader(strings.NewReader(files[0]), iotest.ErrReader(broken)))
		if err != nil {
			t.Fatal(err)
		}
		_, err = b.Check()
		if graph.FaultOf(err) != graph.Internal || !errors.Is(err, broken) || !strings.Contains(err.Error(), "1: its last line was read") ||
			strings.Contains(err.Error(), "altered") {
			t.Errorf("Check = %v (fault %q), want that it can't be read", err, graph.FaultOf(err))
		}
	}
}

// without is a map of rows without some.
func without(rows map[string]string, gone func(key string) bool) map[string]string {
	rows = maps.Clone(rows)
	maps.DeleteFunc(rows, func(key, _ string) bool { return gone(key) })
	return rows
}

// TestRebuildVerifies restores rows that are each as they were written and don't add up: an entity is of a batch that is not there.
func TestRebuildVerifies(t *testing.T) {
	rows := without(layoutOneRows(), func(key string) bool { return key[0] == 'k' && strings.HasPrefix(key[17:], "c") })
	key := "a" + eight(1)
	rows[key] = byHand(1, key, eight(9)+`{"tx":1,"time":"2030-05-04T12:00:00Z"}`)
	kv := storetest.NewMemory()
	err := rebuilt(kv, byHandBackup(1, `{"layout":2,"after":{"transaction":0},"upTo":{"transaction":2,"sha256":"x"}}`, rows))
	wantNothing(t, kv, err, "brought batch=", "it is missing")
}

func TestRebuildRefusesAStoreWithSomethingInIt(t *testing.T) {
	files, want := chain(t)
	_, kv := lived(t)
	before := dump(t, kv)
	err := rebuilt(kv, files...)
	if graph.FaultOf(err) != graph.BadInput || !strings.Contains(err.Error(), "this one holds 3 transactions: name a new one") {
		t.Errorf("Rebuild = %v", err)
	}
	if !maps.Equal(before, dump(t, kv)) || len(want) == 0 {
		t.Error("a refused restoring changed the store")
	}
}

func TestBackupRefuses(t *testing.T) {
	empty, _ := inMemory(t)
	s, _ := lived(t)
	_, about := backedUp(t, s, store.BackupBase{})
	other, _ := inMemory(t)
	mustLoad(t, other, words())
	mustLoad(t, other, gazette())
	mustLoad(t, other, registry())
	tests := []struct {
		name string
		s    *store.Store
		base store.BackupBase
		want string
	}{
		{"a store without a transaction", empty, store.BackupBase{}, "there is nothing to back up"},
		{"a transaction that is not there yet", s, store.BackupBase{After: store.Point{Tx: 4}}, "there is no transaction 4 to go on from: the last one is 3, so an earlier backup up to there is of another directory: make a full backup"},
		{"an earlier backup of another store", other, onto(about), "transaction 3 is another one here than in the earlier backup"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := tt.s.Backup(context.Background(), &bytes.Buffer{}, tt.base)
			if graph.FaultOf(err) != graph.BadInput || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Backup = %v, want %q", err, tt.want)
			}
		})
	}
}

// TestBackupOfADamagedStoreIsRefused removes and alters every row in turn: what is no longer what was written is not handed on as whole.
func TestBackupOfADamagedStoreIsRefused(t *testing.T) {
	s, kv := lived(t)
	rows := dump(t, kv)
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		if bare(key) {
			continue
		}
		altered := []byte(rows[key])
		altered[len(altered)-1] ^= 1
		for how, value := range map[string][]byte{"removed": nil, "altered": altered} {
			rewritten(t, kv, []byte(key), value)
			_, err := s.Backup(context.Background(), &bytes.Buffer{}, store.BackupBase{})
			if graph.FaultOf(err) != graph.Corrupt || !strings.Contains(err.Error(), "an earlier backup restores it") {
				t.Errorf("Backup with row %q %s = %v, want fault %q and what to do", key, how, err, graph.Corrupt)
			}
		}
		rewritten(t, kv, []byte(key), []byte(rows[key]))
	}
}

// TestBackupEndsWithItsCaller ends the context, and has the pause refuse.
func TestBackupEndsWithItsCaller(t *testing.T) {
	s, _ := lived(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Backup(ctx, &bytes.Buffer{}, store.BackupBase{}); graph.FaultOf(err) != graph.Deadline {
		t.Errorf("Backup = %v, want fault %q", err, graph.Deadline)
	}
}

// FuzzReadBackup reads anything as a backup. Nothing panics, and what is taken is as it was written: cut by a byte it is refused.
func FuzzReadBackup(f *testing.F) {
	files, _ := chain(f)
	for _, file := range files {
		f.Add([]byte(file))
	}
	f.Add([]byte("dyad backup 1\n{}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := store.ReadBackup("fuzz", bytes.NewReader(data))
		if err == nil {
			_, err = r.Check()
		}
		if err != nil {
			if graph.FaultOf(err) != graph.BadInput {
				t.Errorf("ReadBackup(%q) = %v, want fault %q", data, err, graph.BadInput)
			}
			return
		}
		if r, err = store.ReadBackup("fuzz", bytes.NewReader(data[:len(data)-1])); err == nil {
			_, err = r.Check()
		}
		if err == nil {
			t.Errorf("%q is taken without its last byte", data)
		}
	})
}
