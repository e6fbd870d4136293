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
	b.Verdicts = []graph.Verdict{{Contradiction: graph.ContradictionID{7}, Finding: graph.Decided, Reason: "so it is", Prefers: []graph.ClaimID{supports}}}
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

// TestVerifyFindsEveryFlippedBit flips one bit of each byte of each value, and expects a finding that names the row.
func TestVerifyFindsEveryFlippedBit(t *testing.T) {
	s, kv := lived(t)
	rows := dump(t, kv)
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		if bare(key) {
			continue
		}
		for i := 0; i < len(rows[key]); i += 3 {
			value := []byte(rows[key])
			value[i] ^= 1 << (i % 8)
			rewritten(t, kv, []byte(key), value)
			findings, err := s.Verify(context.Background())
			if err != nil {
				t.Errorf("Verify with byte %d of %x flipped: %v", i, key, err)
				continue
			}
			named := func(f store.Finding) bool { return string(f.Key) == key }
			if !slices.ContainsFunc(findings, named) {
				t.Errorf("Verify with byte %d of %x flipped: %v, want a finding about it", i, key, findings)
			}
		}
		rewritten(t, kv, []byte(key), []byte(rows[key]))
	}
	wantSound(t, s)
}

// TestVerifyNamesTheDamage gives sorts of damage under a checksum that is right.
func TestVerifyNamesTheDamage(t *testing.T) {
	const other = "\x07\x07\x07\x07\x07\x07\x07\x07\x07\x07\x07\x07\x07\x07\x07\x07"
	tests := []struct {
		name   string
		prefix string // of the first key that is damaged
		damage func(key string, payload []byte) (graph.Tx, string, []byte)
		want   string
	}{
		{"a row of a later transaction", "k", func(k string, p []byte) (graph.Tx, string, []byte) {
			return 9, k, p
		}, "written by transaction 9, and the last is 3"},
		{"a record under another id", "e", func(k string, p []byte) (graph.Tx, string, []byte) {
			return 1, "e" + other + k[17:], p
		}, "its content is that of entity"},
		{"a record that is no JSON", "e", func(k string, p []byte) (graph.Tx, string, []byte) {
			return 1, k, []byte("{")
		}, "it can't be read"},
		{"a record in other words", "e", func(k string, p []byte) (graph.Tx, string, []byte) {
			return 1, k, append([]byte(" "), p...)
		}, "it would not be written as it is"},
		{"an impossible record", "s", func(k string, p []byte) (graph.Tx, string, []byte) {
			return 1, k, bytes.Replace(p, []byte(`"article"`), []byte(`"artwork"`), 1)
		}, `source "ledger-1" of batch "ledger": source kind "artwork" is not`},
		{"a judgement of one entity, as loads once took it", "i", func(k string, p []byte) (graph.Tx, string, []byte) {
			return 3, k, bytes.Replace(p, []byte(`"into":"blue-valley"`), []byte(`"into":""`), 1)
		}, `judgement of "red-harbour" and "" of batch "ledger": a judgement needs two entities`},
		{"a claim whose meaning is not that of its id", "c", func(k string, p []byte) (graph.Tx, string, []byte) {
			return 1, k, bytes.Replace(p, []byte(`"asserted"`), []byte(`"alleged"`), 1)
		}, "it was never corrected"},
		{"an entity of a type that is not there", "e", func(k string, p []byte) (graph.Tx, string, []byte) {
			return 1, k, bytes.Replace(p, []byte(`"State"`), []byte(`"Spate"`), 1)
		}, "it names term"},
		{"a projection of something else", "p", func(k string, p []byte) (graph.Tx, string, []byte) {
			return 1, k, bytes.Replace(p, []byte("blue-valley"), []byte("blue-galley"), 1)
		}, "it differs from what follows"},
		{"a projection of nothing", "p", func(k string, p []byte) (graph.Tx, string, []byte) {
			return 1, "p" + other + k[17:], p
		}, "there is no such record"},
		{"a link from elsewhere", "r", func(k string, p []byte) (graph.Tx, string, []byte) {
			return 1, "r" + other + k[17:], p
		}, "does not follow from its record"},
		{"a closing of nothing", "xc", func(k string, p []byte) (graph.Tx, string, []byte) {
			return 2, k[:2] + other + k[18:], p
		}, "there is no such record"},
		{"closed before it was opened", "xc", func(k string, p []byte) (graph.Tx, string, []byte) {
			return 1, k, p
		}, "closed by transaction 1, and opened by 1"},
		{"a version that is skipped", "e", func(k string, p []byte) (graph.Tx, string, []byte) {
			return 1, k[:17] + "\x00\x00\x00\x03", p
		}, "version 2 is missing"},
		{"two versions that count", "e", func(k string, p []byte) (graph.Tx, string, []byte) {
			return 1, k[:17] + "\x00\x00\x00\x02", p
		}, "version 1 still counts"},
		{"a transaction that is another", "a", func(k string, p []byte) (graph.Tx, string, []byte) {
			return 1, k, bytes.Replace(p, []byte(`"tx":1`), []byte(`"tx":2`), 1)
		}, "its content is that of transaction 2"},
		{"a transaction that wrote something else", "a", func(k string, p []byte) (graph.Tx, string, []byte) {
			return 1, k, append(binary.BigEndian.AppendUint64(nil, 7), p[8:]...)
		}, "it wrote 7 rows"},
		{"a key of no row", "c", func(k string, p []byte) (graph.Tx, string, []byte) { return 1, "zebra", p }, "no row has the tag"},
		{"a key too long", "c", func(k string, p []byte) (graph.Tx, string, []byte) { return 1, k + "!", p }, "a key of 22 bytes"},
		{"a load cut short", "2", nil, "a load was cut short"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, kv := lived(t)
			rewritten(t, kv, []byte("2"), []byte("\x00\x00\x00\x00\x00\x00\x00\x04"))
			rows := dump(t, kv)
			if tt.damage != nil {
				rewritten(t, kv, []byte("2"), nil)
				key := firstKey(rows, tt.prefix)
				tx, newKey, payload := tt.damage(key, store.Payload([]byte(rows[key])))
				row := store.Stamped(tx, []byte(newKey), payload)
				rewritten(t, kv, row.Key, row.Value)
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

// firstKey returns the first key that begins with prefix.
func firstKey(rows map[string]string, prefix string) string {
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		if strings.HasPrefix(key, prefix) {
			return key
		}
	}
	return ""
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

// TestStrangeKeysNeverPanic reads a store with keys that are cut short, or too long, among each sort of row.
func TestStrangeKeysNeverPanic(t *testing.T) {
	s, kv := lived(t)
	id := current(t, s)["supports"].ID
	rows := dump(t, kv)
	for _, key := range slices.Sorted(maps.Keys(rows)) {
		for n := 1; n <= len(key)+1; n++ {
			strange := (key + "!")[:n]
			if _, there := rows[strange]; there {
				continue
			}
			row := store.Stamped(1, []byte(strange), []byte("{}"))
			rewritten(t, kv, row.Key, row.Value)
			readEverything(t, s, id)
			rewritten(t, kv, row.Key, nil)
		}
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

// TestVerifyFindsALastThatNeverWas: the number of the last transaction says how far to read, and may be damaged as anything else.
func TestVerifyFindsALastThatNeverWas(t *testing.T) {
	for _, last := range []uint64{4, 1 << 62} {
		_, kv := lived(t)
		rewritten(t, kv, []byte("1"), binary.BigEndian.AppendUint64(nil, last))
		s := reopened(t, kv)
		findings, err := s.Verify(t.Context())
		if err != nil || len(findings) != 1 || !strings.Contains(findings[0].String(), "transaction tx=4: it is missing") {
			t.Errorf("Verify where %d is said to be the last: %v, %v, want that transaction 4 is missing", last, findings, err)
		}
		if list, err := s.Transactions(t.Context()); err != nil || len(list) != 3 {
			t.Errorf("Transactions where %d is said to be the last: %d, %v, want 3", last, len(list), err)
		}
	}
}
