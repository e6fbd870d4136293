package storetest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"dyad/store"
)

// steps is the length of a random history.
const steps = 2000

// A walk is a random history so far: what was done to a store, done to a map as well.
type walk struct {
	*subject
	*rand.Rand
	model map[string]string
}

// history does steps random things with the store and compares every answer with the map's. The same seed gives the same
// history.
func history(t *testing.T, s *subject, seed uint64) {
	w := &walk{subject: s, Rand: rand.New(rand.NewPCG(seed, 0)), model: map[string]string{}}
	for step := range steps {
		w.step(t)
		if t.Failed() {
			t.Fatalf("at step %d of the history with seed %d", step, seed)
		}
	}
	w.reopen(t)
	w.compare(t, "", "")
}

func (w *walk) step(t *testing.T) {
	switch n := w.IntN(1000); {
	case n < 450:
		w.get(t)
	case n < 700:
		w.change(t, 1+w.IntN(4))
	case n < 730:
		w.change(t, 200+w.IntN(200))
	case n < 750:
		w.stage(t)
	case n < 990:
		w.compare(t, w.key(), w.key())
	case n < 995:
		w.compare(t, "", "")
	default:
		w.reopen(t)
	}
}

// key returns one of a few hundred keys, some of which are prefixes of others.
func (w *walk) key() string {
	key := fmt.Sprintf("%x", w.IntN(300))
	if w.IntN(4) == 0 {
		key += "\xff"
	}
	return key
}

// value returns up to 300 bytes, none of them often.
func (w *walk) value() string {
	b := make([]byte, w.IntN(300)*w.IntN(2))
	for i := range b {
		b[i] = byte(w.Uint32())
	}
	return string(b)
}

func (w *walk) change(t *testing.T, ops int) {
	var batch store.Write
	for range ops {
		key := w.key()
		if w.IntN(3) == 0 {
			batch.Delete([]byte(key))
			delete(w.model, key)
			continue
		}
		value := w.value()
		batch.Put([]byte(key), []byte(value))
		w.model[key] = value
	}
	w.apply(t, &batch)
}

func (w *walk) stage(t *testing.T) {
	var pairs []string
	for range w.IntN(300) {
		key, value := w.key(), w.value()
		pairs = append(pairs, key, value)
		w.model[key] = value
	}
	if err := w.Stage(t.Context(), rowsOf(pairs...)); err != nil {
		t.Errorf("Stage(%d rows) = %v, want nil", len(pairs)/2, err)
	}
}

func (w *walk) get(t *testing.T) {
	key := w.key()
	got, err := w.Get(t.Context(), []byte(key))
	want, there := w.model[key]
	if err != nil || string(got) != want || (got != nil) != there {
		t.Errorf("Get(%q) = %q, %v, want %q, there: %v", key, got, err, want, there)
	}
}

func (w *walk) compare(t *testing.T, start, end string) {
	var want []string
	for _, key := range slices.Sorted(maps.Keys(w.model)) {
		if key >= start && (end == "" || key < end) {
			want = append(want, key, w.model[key])
		}
	}
	w.wantScan(t, start, end, want...)
}
