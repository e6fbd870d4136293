package store_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/store"
	"dyad/store/storetest"

	"github.com/google/go-cmp/cmp"
)

// A directory of layout 1, built from the table of the package comment and not by the store: a file "old" brought two states, one of
// which it names otherwise since, a source and a claim. Layout 1 has every row of layout 2 but asides.

// layoutOneRows are its rows without the three numbers.
func layoutOneRows() map[string]string {
	batch, claim := graph.BatchKey("old").ID(""), graph.Claim{
		Source: "gazette-1", From: "red-harbour", Type: "x:helps", To: "blue-valley",
		Polarity: graph.Affirmed, Modality: graph.Asserted, Outcome: graph.NoOutcome,
	}
	of := claim.DerivedID()
	red, blue, source := graph.EntityKey("red-harbour").ID(), graph.EntityKey("blue-valley").ID(), graph.SourceKey("gazette-1").ID()
	first, second := graph.BatchKey("old").ID("d1"), graph.BatchKey("old").ID("d2")
	rows := map[string]string{}
	put := func(tx uint64, key, payload string) { rows[key] = byHand(tx, key, payload) }

	put(1, "a"+eight(1), eight(10)+`{"tx":1,"time":"2030-05-04T12:00:00Z"}`) // 5 records, 4 links to the batch, 1 projection
	put(1, "b"+one(batch[:]), fmt.Sprintf(`{"id":"%s","key":"old","digest":"d1"}`, first))
	put(1, "e"+one(red[:]), fmt.Sprintf(`{"id":"%s","key":"red-harbour","type":"x:State","name":"Red Harbour","batch":"old"}`, red))
	put(1, "e"+one(blue[:]), fmt.Sprintf(`{"id":"%s","key":"blue-valley","type":"x:State","name":"Blue Valley","batch":"old"}`, blue))
	put(1, "s"+one(source[:]), fmt.Sprintf(
		`{"id":"%s","key":"gazette-1","sourceKind":"article","genre":"reporting","title":"A day","batch":"old"}`, source))
	put(1, "c"+one(of[:]), fmt.Sprintf(`{"id":"%s","revision":1,"source":"gazette-1","from":"red-harbour","type":"x:helps",`+
		`"to":"blue-valley","polarity":"affirmed","modality":"asserted","outcome":"none","batch":"old"}`, of))
	// Codec, four texts with their lengths, revision 1, no credibility, affirmed, asserted, none, no voices, no time with its basis,
	// bound and extent, no number, no roles, disputes nothing, reconciles nothing.
	put(1, "p"+one(of[:]), "\x01\x09gazette-1\x0bred-harbour\x07x:helps\x0bblue-valley\x01\x00\x01\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00")
	for _, record := range []string{"e" + one(red[:]), "e" + one(blue[:]), "s" + one(source[:]), "c" + one(of[:])} {
		put(1, "k"+string(batch[:])+record, "")
	}

	put(2, "a"+eight(2), eight(5)+`{"tx":2,"time":"2030-05-05T12:00:00Z","author":"vale","reason":"named anew"}`)
	put(2, "xb"+one(batch[:]), "replaced by a later load of old")
	put(2, "b"+two(batch[:]), fmt.Sprintf(`{"id":"%s","key":"old","digest":"d2"}`, second))
	put(2, "xe"+one(red[:]), "replaced by a later load of old")
	put(2, "e"+two(red[:]), fmt.Sprintf(`{"id":"%s","key":"red-harbour","type":"x:State","name":"Red Haven","batch":"old"}`, red))
	put(2, "k"+string(batch[:])+"e"+two(red[:]), "")
	return rows
}

func eight(n uint64) string { return string(binary.BigEndian.AppendUint64(nil, n)) }
func one(id []byte) string  { return string(id) + "\x00\x00\x00\x01" }
func two(id []byte) string  { return string(id) + "\x00\x00\x00\x02" }

// byHand is the value of a row: who wrote it, a CRC-32C over key, transaction and payload, the payload.
func byHand(tx uint64, key, payload string) string {
	sum := crc32.Checksum([]byte(key+eight(tx)+payload), crc32.MakeTable(crc32.Castagnoli))
	return eight(tx) + string(binary.BigEndian.AppendUint32(nil, sum)) + payload
}

// layoutOne is the directory.
func layoutOne(t *testing.T) *storetest.Memory {
	t.Helper()
	kv := storetest.NewMemory()
	var w store.Write
	w.Put([]byte("0"), []byte(eight(1)))
	w.Put([]byte("1"), []byte(eight(2)))
	for key, value := range layoutOneRows() {
		w.Put([]byte(key), []byte(value))
	}
	if err := kv.Apply(context.Background(), &w); err != nil {
		t.Fatal(err)
	}
	return kv
}

// settled are the rows that an old directory has to have once it was opened: its own, and the numbers of today.
func settled() map[string]string {
	rows := layoutOneRows()
	rows["0"], rows["1"] = eight(2), eight(2)
	return rows
}

// TestLayoutOneIsTakenForward opens the old directory: nothing in it changes but the layout, it is sound, and it can be asked and loaded into.
func TestLayoutOneIsTakenForward(t *testing.T) {
	kv := layoutOne(t)
	if _, err := store.OpenReadOnly(context.Background(), kv); !errors.Is(err, store.ErrUnsettled) {
		t.Errorf("OpenReadOnly of layout 1 = %v, want %v", err, store.ErrUnsettled)
	}
	s := reopened(t, kv)
	if diff := cmp.Diff(settled(), dump(t, kv)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	wantSound(t, s)
	for asOf, want := range map[graph.Tx]string{1: "Red Harbour", 2: "Red Haven"} {
		if got := lines(t, s, asOf); !strings.Contains(got, `"name":"`+want+`"`) {
			t.Errorf("as of %d there is no %s:\n%s", asOf, want, got)
		}
	}
	mustLoad(t, s, words(), ledger())
	wantSound(t, s)
}

// TestLayoutOneCutShortAnywhere breaks the engine at every write of the opening, on either side of it, opens the directory again, and
// expects what an opening that was not cut short comes to.
func TestLayoutOneCutShortAnywhere(t *testing.T) {
	for _, after := range []bool{false, true} {
		broken := 0
		for n := 1; ; n++ {
			kv := layoutOne(t)
			_, err := store.Open(context.Background(), &brittle{KV: kv, left: n, after: after, fault: graph.Internal})
			if err == nil {
				break
			}
			if !errors.Is(err, errBroken) {
				t.Fatalf("Open: %v, want %v", err, errBroken)
			}
			broken++
			wantSound(t, reopened(t, kv))
			if diff := cmp.Diff(settled(), dump(t, kv)); diff != "" {
				t.Errorf("write %d, carried out: %t: rows (-want +got):\n%s", n, after, diff)
			}
		}
		if broken == 0 {
			t.Error("the opening wrote nothing")
		}
	}
}

// TestLayoutOneWithALoadCutShort has rows of a third transaction that never counted, and its mark.
func TestLayoutOneWithALoadCutShort(t *testing.T) {
	kv := layoutOne(t)
	var w store.Write
	w.Put([]byte("2"), []byte(eight(3)))
	id := graph.EntityKey("lost").ID()
	key := "e" + one(id[:])
	w.Put([]byte(key), []byte(byHand(3, key, `{}`)))
	if err := kv.Apply(context.Background(), &w); err != nil {
		t.Fatal(err)
	}
	wantSound(t, reopened(t, kv))
	if diff := cmp.Diff(settled(), dump(t, kv)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

// A widening is a step that rewrites rows, as a step may: it gives every record of layout 2 that is an entity's a row of its own in an
// invented layout 3. It may be cut short after any row.
func widening(kv store.KV) error {
	ctx := context.Background()
	for row, err := range kv.Scan(ctx, []byte("e"), []byte("f")) {
		if err != nil {
			return err
		}
		var w store.Write
		key := append([]byte("w"), row.Key[1:]...)
		w.Put(key, []byte(byHand(binary.BigEndian.Uint64(row.Value), string(key), "wide")))
		if err := kv.Apply(ctx, &w); err != nil {
			return err
		}
	}
	return nil
}

// TestStepsOfManyWritesCutShortAnywhere takes the old directory two steps forward, of which the second takes many writes.
func TestStepsOfManyWritesCutShortAnywhere(t *testing.T) {
	steps := []store.Step{
		{From: 1, Name: "asides", Run: func(context.Context, store.KV) error { return nil }},
		{From: 2, Name: "widen", Run: func(_ context.Context, kv store.KV) error { return widening(kv) }},
	}
	whole := layoutOne(t)
	if _, err := store.OpenAt(context.Background(), whole, 3, steps...); err != nil {
		t.Fatal(err)
	}
	want := dump(t, whole)
	if len(want) != len(settled())+3 { // three versions of two entities
		t.Fatalf("%d rows once taken forward, want 3 more than %d", len(want), len(settled()))
	}
	r := rand.New(rand.NewPCG(1, 1))
	for n := 1; n <= 5; n++ { // two of the layout, three of the second step
		kv := layoutOne(t)
		for tries := 0; ; tries++ { // cut short again and again, and begun again
			_, err := store.OpenAt(context.Background(), &brittle{KV: kv, left: n, after: r.IntN(2) == 0, fault: graph.Internal}, 3, steps...)
			if err == nil {
				break
			}
			if tries == 3 {
				if _, err := store.OpenAt(context.Background(), kv, 3, steps...); err != nil {
					t.Fatal(err)
				}
			}
			if tries > 10 {
				t.Fatalf("an opening that breaks at write %d never comes to an end: %v", n, err)
			}
		}
		if diff := cmp.Diff(want, dump(t, kv)); diff != "" {
			t.Errorf("breaking at write %d: rows (-want +got):\n%s", n, diff)
		}
	}
}
