package store_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/hex"
	"maps"
	"slices"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/store"
	"dyad/store/storetest"
)

// lived is a store with every sort of row: three loads, a correction, a retraction, a share, a judgement, a verdict.
func lived(t *testing.T) (*store.Store, *storetest.Memory) {
	t.Helper()
	s, kv := inMemory(t)
	mustLoad(t, s, words(), gazette(), registry())
	supports := current(t, s)["supports"].ID
	next := edition(gazette(), "g2")
	next.Claims = next.Claims[:1]
	next.Claims[0].ID, next.Claims[0].Polarity = supports, graph.Negated
	mustLoad(t, s, next)
	b := ledger()
	b.SameAs = []graph.SameAs{{From: "red-harbour", Into: "blue-valley", Reason: "two ports"}}
	b.Verdicts = []graph.Verdict{{Finding: graph.Decided, Reason: "so it is", Prefers: []graph.ClaimID{supports}}}
	mustLoad(t, s, b)
	return s, kv
}

// rewritten puts or, without a value, deletes one row.
func rewritten(t *testing.T, kv store.KV, key, value []byte) {
	t.Helper()
	var w store.Write
	if value == nil {
		w.Delete(key)
	} else {
		w.Put(key, value)
	}
	if err := kv.Apply(context.Background(), &w); err != nil {
		t.Fatal(err)
	}
}

// bare tells the rows that hold one number: damage to them is found when the store is opened, or is another sound state.
func bare(key string) bool { return key == "0" || key == "1" || key == "2" }

// TestVerifyFindsEveryLostRow deletes each row in turn.
func TestVerifyFindsEveryLostRow(t *testing.T) {
	s, kv := lived(t)
	wantSound(t, s)
	rows := dump(t, kv)
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		if bare(key) {
			continue
		}
		rewritten(t, kv, []byte(key), nil)
		if findings, err := s.Verify(context.Background()); err != nil || len(findings) == 0 {
			t.Errorf("Verify without row %x: %v, %v, want a finding", key, findings, err)
		}
		rewritten(t, kv, []byte(key), []byte(rows[key]))
	}
	wantSound(t, s)
}

// TestVerifyFindsEveryFlippedBit flips one bit of each byte of each value, and expects a finding that names the row, or a row
// that follows from it.
func TestVerifyFindsEveryFlippedBit(t *testing.T) {
	s, kv := lived(t)
	rows := dump(t, kv)
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		if bare(key) || key[0] == 'x' || key[0] == 'a' {
			continue // reasons and times may be anything
		}
		for i := range len(rows[key]) {
			value := []byte(rows[key])
			value[i] ^= 1 << (i % 8)
			rewritten(t, kv, []byte(key), value)
			findings, err := s.Verify(context.Background())
			if err != nil {
				t.Errorf("Verify with byte %d of %x flipped: %v", i, key, err)
				continue
			}
			named := func(f store.Finding) bool { return strings.HasSuffix(string(f.Key), key[len(key)-20:]) }
			if !slices.ContainsFunc(findings, named) {
				t.Errorf("Verify with byte %d of %x flipped: %v, want a finding about it", i, key, findings)
			}
		}
		rewritten(t, kv, []byte(key), []byte(rows[key]))
	}
	wantSound(t, s)
}

// TestVerifyNamesTheDamage gives sorts of damage that a flipped bit would not make.
func TestVerifyNamesTheDamage(t *testing.T) {
	closing := func(key string) bool { return key[0] == 'x' && key[1] == 'c' }
	tests := []struct {
		name   string
		which  func(key string) bool
		damage func(key string, value []byte) (newKey string, newValue []byte)
		want   string
	}{
		{"a value cut short", func(k string) bool { return k[0] == 'c' }, func(k string, v []byte) (string, []byte) { return k, v[:3] }, "too short"},
		{"a row of a later transaction", func(k string) bool { return k[0] == 'k' }, func(k string, v []byte) (string, []byte) {
			return k, binary.BigEndian.AppendUint64(nil, 9)
		}, "written by transaction 9, and the last is 3"},
		{"a record under another id", func(k string) bool { return k[0] == 'e' }, func(k string, v []byte) (string, []byte) {
			return "e" + strings.Repeat("\x07", 16) + k[17:], v
		}, "its content is that of entity"},
		{"a projection of nothing", func(k string) bool { return k[0] == 'p' }, func(k string, v []byte) (string, []byte) {
			return "p" + strings.Repeat("\x07", 16) + k[17:], v
		}, "there is no such record"},
		{"a link of nothing", func(k string) bool { return k[0] == 'r' }, func(k string, v []byte) (string, []byte) {
			return "r" + strings.Repeat("\x07", 16) + k[17:], v
		}, "does not follow from its record"},
		{"a closing of nothing", closing, func(k string, v []byte) (string, []byte) {
			return k[:2] + strings.Repeat("\x07", 16) + k[18:], v
		}, "there is no such record"},
		{"closed before it was opened", closing, func(k string, v []byte) (string, []byte) {
			return k, append(binary.BigEndian.AppendUint64(nil, 1), v[8:]...)
		}, "closed by transaction 1, and opened by 1"},
		{"a gap between versions", closing, func(k string, v []byte) (string, []byte) {
			return "c" + k[2:18] + "\x00\x00\x00\x09", []byte(nil)
		}, "is missing"},
		{"a transaction that is another", func(k string) bool { return k[0] == 'a' }, func(k string, v []byte) (string, []byte) {
			return k, bytes.Replace(v, []byte(`"tx":1`), []byte(`"tx":2`), 1)
		}, "its content is that of transaction 2"},
		{"a key of no row", func(k string) bool { return k[0] == 'c' }, func(k string, v []byte) (string, []byte) { return "zebra", v }, "no row has the tag"},
		{"a key too long", func(k string) bool { return k[0] == 'c' }, func(k string, v []byte) (string, []byte) { return k + "!", v }, "a key of 22 bytes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, kv := lived(t)
			rows := dump(t, kv)
			for _, key := range slices.Sorted(maps.Keys(rows)) {
				if !tt.which(key) {
					continue
				}
				newKey, newValue := tt.damage(key, []byte(rows[key]))
				if newValue == nil {
					newValue = []byte(rows["c"+key[2:]])
				}
				rewritten(t, kv, []byte(newKey), newValue)
				break
			}
			findings, err := s.Verify(context.Background())
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(findings, func(f store.Finding) bool { return strings.Contains(f.String(), tt.want) }) {
				t.Errorf("Verify: %v, want a finding that says %q", findings, tt.want)
			}
		})
	}
}

func TestVerifyMissesAReferent(t *testing.T) {
	s, kv := lived(t)
	for key := range dump(t, kv) {
		if key[0] == 's' {
			rewritten(t, kv, []byte(key), nil)
		}
	}
	findings, err := s.Verify(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(findings, func(f store.Finding) bool { return strings.Contains(f.Message, "it names source") }) {
		t.Errorf("Verify without sources: %v, want a finding that names one", findings)
	}
}

// TestDamagedRowsNeverPanic reads a store with each value garbled in some way by every read there is.
func TestDamagedRowsNeverPanic(t *testing.T) {
	ctx := context.Background()
	s, kv := lived(t)
	id := current(t, s)["supports"].ID
	rows := dump(t, kv)
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		for _, value := range [][]byte{{}, {1, 2, 3}, []byte("\x00\x00\x00\x00\x00\x00\x00\x01{"), []byte("\x00\x00\x00\x00\x00\x00\x00\x01\x01\xff\xff")} {
			rewritten(t, kv, []byte(key), value)
			if s, err := store.Open(ctx, kv); err == nil {
				readEverything(t, s, id)
			} else if fault := graph.FaultOf(err); fault != graph.Corrupt && fault != graph.BadInput {
				t.Errorf("Open with %s garbled: %v, want fault %q", hex.EncodeToString([]byte(key)), err, graph.Corrupt)
			}
		}
		rewritten(t, kv, []byte(key), []byte(rows[key]))
	}
}

// readEverything fails the test if a read fails otherwise than by saying that something is corrupt.
func readEverything(t *testing.T, s *store.Store, id graph.ClaimID) {
	t.Helper()
	ctx := context.Background()
	var errs []error
	note := func(err error) { errs = append(errs, err) }
	_, err := s.Claims(ctx, []graph.ClaimID{id}, 0)
	note(err)
	_, err = s.History(ctx, id)
	note(err)
	_, err = s.MentionsIn(ctx, "gazette-1", 0)
	note(err)
	_, err = s.Transactions(ctx)
	note(err)
	if feed, err := s.Feed(ctx); err != nil {
		note(err)
	} else {
		for _, err := range feed.Claims {
			note(err)
		}
	}
	for _, err := range s.Archive(ctx) {
		note(err)
	}
	_, err = s.Verify(ctx)
	note(err)
	note(s.Dump(ctx, &bytes.Buffer{}))
	for _, err := range errs {
		if err != nil && graph.FaultOf(err) != graph.Corrupt {
			t.Errorf("a read of a damaged store: %v, want fault %q", err, graph.Corrupt)
		}
	}
}
