package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/store"
	"dyad/store/storetest"

	"github.com/google/go-cmp/cmp"
)

// A brittle is an engine that breaks at one of its writes, and does nothing from then on. It stages few rows at a time, so
// that a load takes many writes.
type brittle struct {
	store.KV
	left  int  // writes until it breaks
	after bool // the write that breaks is carried out, and only its caller does not hear of it
	fault graph.Fault
}

var errBroken = errors.New("the cable was cut")

func (b *brittle) Apply(ctx context.Context, w *store.Write) error {
	b.left--
	if b.left > 0 {
		return b.KV.Apply(ctx, w)
	}
	if b.left == 0 && b.after {
		if err := b.KV.Apply(ctx, w); err != nil {
			return err
		}
	}
	return &graph.Error{Op: "store write", Fault: b.fault, Err: errBroken}
}

const rowsOfAStage = 4

func (b *brittle) Stage(ctx context.Context, rows iter.Seq2[store.Row, error]) error {
	var w store.Write
	for row, err := range rows {
		if err != nil {
			return err
		}
		w.Put(bytes.Clone(row.Key), bytes.Clone(row.Value))
		if len(w.Ops()) == rowsOfAStage {
			if err := b.Apply(ctx, &w); err != nil {
				return err
			}
			w.Reset()
		}
	}
	return b.Apply(ctx, &w)
}

// TestLoadCutShortAnywhere breaks the engine at every write of a load, on either side of it, opens the store again, and
// expects to find all of the load or nothing of it.
func TestLoadCutShortAnywhere(t *testing.T) {
	first, second := []graph.Bundle{words(), gazette(), registry()}, secondLoad()
	want := map[graph.Tx]string{}
	s, kv := inMemory(t)
	mustLoad(t, s, first...)
	want[1] = lines(t, s, 0)
	mustLoad(t, s, second...)
	want[2] = lines(t, s, 0)
	whole := dump(t, kv)
	for _, after := range []bool{false, true} {
		for n := 1; ; n++ {
			done := t.Run(fmt.Sprintf("write %d, carried out: %t", n, after), func(t *testing.T) {
				kv := storetest.NewMemory()
				mustLoad(t, reopened(t, kv), first...)
				b := &brittle{KV: kv, left: n, after: after, fault: graph.Internal}
				broken := reopened(t, b)
				_, err := broken.Load(context.Background(), second, store.Commit{Time: noon})
				if err == nil {
					t.Skip("the load took fewer writes")
				}
				if !errors.Is(err, errBroken) {
					t.Fatalf("Load: %v, want %v", err, errBroken)
				}
				again := reopened(t, kv)
				if diff := cmp.Diff(want[again.Last()], lines(t, again, 0)); diff != "" {
					t.Errorf("state at transaction %d (-want +got):\n%s", again.Last(), diff)
				}
				wantSound(t, again)
				mustLoad(t, again, second...)
				if diff := cmp.Diff(whole, dump(t, kv)); diff != "" {
					t.Errorf("rows once the load has gone through (-want +got):\n%s", diff)
				}
			})
			if !done || n > 200 {
				t.Fatalf("write %d: the load did not end", n)
			}
			if writesOf(t, first, second) < n {
				break
			}
		}
	}
}

// writesOf counts the writes of the second load.
func writesOf(t *testing.T, first, second []graph.Bundle) int {
	t.Helper()
	kv := storetest.NewMemory()
	mustLoad(t, reopened(t, kv), first...)
	b := &brittle{KV: kv, left: 1 << 20}
	mustLoad(t, reopened(t, b), second...)
	return 1<<20 - b.left
}

// secondLoad changes, drops, hands on and adds.
func secondLoad() []graph.Bundle {
	g, l := edition(gazette(), "g2"), ledger()
	g.Entities = g.Entities[1:] // the registry has it
	g.Claims[0].Gist = "They help a lot."
	g.Claims = g.Claims[:1]
	for i := range 5 {
		l.Claims = append(l.Claims, graph.Claim{
			Source: "ledger-1", From: "red-harbour", Type: "supports", To: "blue-valley", Number: &graph.Number{Worded: fmt.Sprint(i)},
		})
	}
	return []graph.Bundle{g, l}
}

// TestSweepCutShortAnywhere breaks the engine at every write of the cleaning up after a load that was cut short.
func TestSweepCutShortAnywhere(t *testing.T) {
	for n := 1; n <= 2; n++ {
		for _, after := range []bool{false, true} {
			_, counting := inMemory(t)
			mustLoad(t, reopened(t, counting), words(), gazette(), registry())
			clean := dump(t, counting)
			kv := cutShort(t)
			if len(dump(t, kv)) == len(clean) {
				t.Fatal("the load left nothing to sweep")
			}
			b := &brittle{KV: kv, left: n, after: after, fault: graph.Internal}
			if _, err := store.Open(context.Background(), b); !errors.Is(err, errBroken) {
				t.Errorf("Open, breaking at write %d: %v, want %v", n, err, errBroken)
			}
			reopened(t, kv)
			if diff := cmp.Diff(clean, dump(t, kv)); diff != "" {
				t.Errorf("rows after sweeping twice (-want +got):\n%s", diff)
			}
		}
	}
}

// cutShort is a store with one load that counts, and the rows of another that was cut short, which would have been transaction 2.
func cutShort(t *testing.T) *storetest.Memory {
	t.Helper()
	first, second := []graph.Bundle{words(), gazette(), registry()}, secondLoad()
	kv := storetest.NewMemory()
	mustLoad(t, reopened(t, kv), first...)
	b := &brittle{KV: kv, left: writesOf(t, first, second), fault: graph.Internal} // all but the flip
	if _, err := reopened(t, b).Load(context.Background(), second, store.Commit{Time: noon}); err == nil {
		t.Fatal("the load went through")
	}
	return kv
}

// TestSweepLeavesDamage: what is not what was written may have counted, and stays for Verify to name it.
func TestSweepLeavesDamage(t *testing.T) {
	tests := []struct {
		name   string
		damage func(value []byte) []byte // of a row that counts
		want   string
	}{
		{"a writer that is garbled into the one that was cut short", func(v []byte) []byte { v[7] = 2; return v }, "its checksum is wrong"},
		{"a writer that never was", func(v []byte) []byte { v[0] = 1; return v }, "its checksum is wrong"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			kv := cutShort(t)
			key := firstKey(dump(t, kv), "e")
			rewritten(t, kv, []byte(key), tt.damage([]byte(dump(t, kv)[key])))
			findings, err := reopened(t, kv).Verify(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(findings, func(f store.Finding) bool { return string(f.Key) == key && strings.Contains(f.Message, tt.want) }) {
				t.Errorf("Verify after the sweep: %v, want that it names the row, and that %s", findings, tt.want)
			}
		})
	}
	t.Run("a row of a transaction that never was", func(t *testing.T) {
		kv := cutShort(t)
		key := firstKey(dump(t, kv), "e")
		row := store.Stamped(9, []byte(key), store.Payload([]byte(dump(t, kv)[key])))
		rewritten(t, kv, row.Key, row.Value)
		reopened(t, kv)
		if _, there := dump(t, kv)[key]; !there {
			t.Error("it was swept together with what transaction 2 wrote")
		}
	})
}

// TestSweepOfNumbersThatDontFit: where the last transaction is garbled, those after it are not taken for ones that never counted.
func TestSweepOfNumbersThatDontFit(t *testing.T) {
	_, kv := lived(t)
	rewritten(t, kv, []byte("2"), []byte("\x00\x00\x00\x00\x00\x00\x00\x04"))
	rewritten(t, kv, []byte("1"), []byte("\x00\x00\x00\x00\x00\x00\x00\x01"))
	before := dump(t, kv)
	_, err := store.Open(context.Background(), kv)
	if graph.FaultOf(err) != graph.Corrupt || !strings.Contains(err.Error(), "a load of transaction 4 was cut short, and 1 is said to be the last") {
		t.Errorf("Open = %v, want fault %q and what doesn't fit", err, graph.Corrupt)
	}
	if diff := cmp.Diff(before, dump(t, kv)); diff != "" {
		t.Errorf("rows after Open (-before +after):\n%s", diff)
	}
}

// TestLoadAfterAFullDisk goes on with the same store once there is room again.
func TestLoadAfterAFullDisk(t *testing.T) {
	first, second := []graph.Bundle{words(), gazette(), registry()}, secondLoad()
	for n := 1; n <= writesOf(t, first, second); n++ {
		kv := storetest.NewMemory()
		b := &brittle{KV: kv, left: 1 << 20, fault: graph.Overloaded}
		s := reopened(t, b)
		mustLoad(t, s, first...)
		before := lines(t, s, 0)
		b.left = n
		if _, err := s.Load(context.Background(), second, store.Commit{Time: noon}); graph.FaultOf(err) != graph.Overloaded {
			t.Fatalf("Load: %v, want fault %q", err, graph.Overloaded)
		}
		if diff := cmp.Diff(before, lines(t, s, 0)); diff != "" {
			t.Errorf("what readers see after the disk was full at write %d (-before +after):\n%s", n, diff)
		}
		b.left = 1 << 20
		mustLoad(t, s, second...)
		wantSound(t, s)
	}
}

// TestUnsureFlipAsksForReopening loses the answer to the write that makes a load count.
func TestUnsureFlipAsksForReopening(t *testing.T) {
	first, second := []graph.Bundle{words(), gazette(), registry()}, secondLoad()
	kv := storetest.NewMemory()
	b := &brittle{KV: kv, left: 1 << 20, after: true, fault: graph.Internal}
	s := reopened(t, b)
	mustLoad(t, s, first...)
	b.left = writesOf(t, first, second)
	if _, err := s.Load(context.Background(), second, store.Commit{Time: noon}); !errors.Is(err, errBroken) {
		t.Fatalf("Load: %v, want %v", err, errBroken)
	}
	b.left = 1 << 20
	if _, err := s.Load(context.Background(), second, store.Commit{Time: noon}); graph.FaultOf(err) != graph.Conflict {
		t.Errorf("Load after that: %v, want fault %q", err, graph.Conflict)
	}
	if got := reopened(t, kv).Last(); got != 2 {
		t.Errorf("opened again: transaction %d, want 2", got)
	}
}

func TestLoadGivesUpWithItsCaller(t *testing.T) {
	s, kv := inMemory(t)
	mustLoad(t, s, words())
	before := dump(t, kv)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Load(ctx, []graph.Bundle{gazette()}, store.Commit{Time: noon}); graph.FaultOf(err) != graph.Deadline {
		t.Errorf("Load: %v, want fault %q", err, graph.Deadline)
	}
	if diff := cmp.Diff(before, dump(t, kv)); diff != "" {
		t.Errorf("rows (-before +after):\n%s", diff)
	}
}
