package store_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"dyad/graph"
	"dyad/store"
	"dyad/store/storetest"

	"github.com/google/go-cmp/cmp"
)

// A model is the store as a plain map: what each batch brings, and every state that there has been.
type model struct {
	batches map[graph.BatchKey]map[string]draft // by the label of a claim
	states  []map[graph.ClaimID]graph.Claim     // by transaction; 0 is empty
	times   []time.Time
	serial  int
}

// A draft is a claim as its annotator keeps it: what it says, and the id under which it was first published.
type draft struct {
	claim graph.Claim
	pin   graph.ClaimID // zero until it is corrected
}

// TestHistoryReadsLikeAMap makes several hundred random loads, with corrections, retractions, claims that return, and clocks
// that are set back, and compares every read as of every kind of moment with a map.
func TestHistoryReadsLikeAMap(t *testing.T) {
	for _, seed := range []uint64{1, 2, 3} {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			kv := storetest.NewMemory()
			s := reopened(t, kv)
			random := rand.New(rand.NewPCG(seed, 0))
			m := newModel(t, s)
			for step := range 120 {
				bundles := m.step(random)
				c := store.Commit{Time: noon.Add(time.Duration(random.IntN(2000)-300+step*10) * time.Minute)}
				before := m.last()
				report, err := s.Load(context.Background(), bundles, c)
				if err != nil {
					t.Fatalf("step %d: Load: %v", step, err)
				}
				m.commit(report.Tx, c.Time)
				if changed := !cmp.Equal(before, m.last()); changed && report.Tx == 0 {
					t.Fatalf("step %d: the map changed, and the load wrote nothing", step)
				}
				if random.IntN(10) == 0 {
					s = reopened(t, kv)
				}
				m.compare(t, s, graph.Tx(random.IntN(int(s.Last())+1)))
				m.compare(t, s, 0)
			}
			m.compareTimes(t, s, random)
			wantSound(t, s)
		})
	}
}

// newModel begins with a vocabulary, actors and a source that stay.
func newModel(t *testing.T, s *store.Store) *model {
	t.Helper()
	base := graph.Bundle{Batch: graph.Batch{Key: "base"}, Sources: []graph.Source{article("gazette-1")}}
	for i := range 4 {
		base.Entities = append(base.Entities, state(actor(i)))
	}
	mustLoad(t, s, words(), base)
	return &model{
		batches: map[graph.BatchKey]map[string]draft{},
		states:  []map[graph.ClaimID]graph.Claim{nil, {}}, times: []time.Time{{}, noon},
	}
}

func (m *model) last() map[graph.ClaimID]graph.Claim { return m.states[len(m.states)-1] }

// step changes some batches and returns the bundles that say so.
func (m *model) step(random *rand.Rand) []graph.Bundle {
	var bundles []graph.Bundle
	for _, k := range random.Perm(3)[:1+random.IntN(2)] {
		key := graph.BatchKey(fmt.Sprint("batch-", k))
		if m.batches[key] == nil {
			m.batches[key] = map[string]draft{}
		}
		for range random.IntN(4) {
			m.edit(random, m.batches[key])
		}
		bundles = append(bundles, m.bundle(key, random.IntN(3) == 0))
	}
	return bundles
}

// edit writes, corrects, rewords or drops a claim.
func (m *model) edit(random *rand.Rand, drafts map[string]draft) {
	labels := slices.Sorted(maps.Keys(drafts))
	if len(labels) == 0 || random.IntN(3) == 0 {
		m.serial++
		c := graph.Claim{
			Source: "gazette-1", From: actor(random.IntN(2)), Type: "supports", To: actor(2 + random.IntN(2)),
			Number: &graph.Number{Worded: fmt.Sprint(m.serial)}, Gist: "first",
		}
		c.Normalize(&graph.Term{})
		drafts[fmt.Sprint(m.serial)] = draft{claim: c}
		return
	}
	label := labels[random.IntN(len(labels))]
	d := drafts[label]
	switch random.IntN(4) {
	case 0:
		delete(drafts, label)
		return
	case 1:
		d.claim.Gist = fmt.Sprint("gist ", random.IntN(3))
	default:
		if d.pin.IsZero() {
			d.pin = d.claim.DerivedID()
		}
		d.claim.Modality = graph.Modalities()[random.IntN(6)]
	}
	drafts[label] = d
}

// bundle is a batch as a file would bring it, with or without a digest.
func (m *model) bundle(key graph.BatchKey, digest bool) graph.Bundle {
	b := graph.Bundle{Batch: graph.Batch{Key: key}}
	if digest {
		m.serial++
		b.Batch.Digest = fmt.Sprint("digest ", m.serial)
	}
	for _, label := range slices.Sorted(maps.Keys(m.batches[key])) {
		d := m.batches[key][label]
		c := d.claim
		c.ID = d.pin
		b.Claims = append(b.Claims, c)
	}
	return b
}

// commit adds the state that the batches make up, if a transaction was written.
func (m *model) commit(tx graph.Tx, at time.Time) {
	if tx == 0 {
		return
	}
	state := map[graph.ClaimID]graph.Claim{}
	for key, drafts := range m.batches {
		for _, d := range drafts {
			c := d.claim
			c.ID, c.Batch = d.pin, key
			if d.pin.IsZero() {
				c.ID = c.DerivedID()
			}
			c.Revision = m.revision(c)
			state[c.ID] = c
		}
	}
	m.states, m.times = append(m.states, state), append(m.times, at)
}

// revision counts the forms that a claim has had: 1 more than the last state in which it was had, unless it is the same.
func (m *model) revision(c graph.Claim) int {
	for _, state := range slices.Backward(m.states) {
		before, there := state[c.ID]
		switch {
		case !there:
			continue
		}
		last := before.Revision
		if before.Revision, before.Batch = c.Revision, c.Batch; cmp.Equal(before, c) {
			return last
		}
		return last + 1
	}
	if c.ID != c.DerivedID() {
		return 2
	}
	return 1
}

// compare reads everything as of a transaction, 0 for the present.
func (m *model) compare(t *testing.T, s *store.Store, asOf graph.Tx) {
	t.Helper()
	if got, want := s.Last(), graph.Tx(len(m.states)-1); got != want {
		t.Fatalf("Last = %d, want %d", got, want)
	}
	want := m.states[asOf]
	if asOf == 0 {
		want = m.last()
	}
	ids := slices.SortedFunc(maps.Keys(m.everything()), graph.ClaimID.Compare)
	claims, err := s.Claims(context.Background(), ids, asOf)
	if err != nil {
		t.Fatal(err)
	}
	got := map[graph.ClaimID]graph.Claim{}
	for _, c := range claims {
		if c != nil {
			got[c.ID] = *c
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("Claims as of %d (-map +store):\n%s", asOf, diff)
	}
	m.compareFeed(t, s, asOf, want)
}

// compareFeed picks what counted from the feed, as an index does.
func (m *model) compareFeed(t *testing.T, s *store.Store, asOf graph.Tx, want map[graph.ClaimID]graph.Claim) {
	t.Helper()
	feed, err := s.Feed(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	got := map[graph.ClaimID]graph.Claim{}
	for v, err := range feed.Claims {
		if err != nil {
			t.Fatal(err)
		}
		if v.At(asOf) {
			v.Value.Gist, v.Value.Batch = want[v.Value.ID].Gist, want[v.Value.ID].Batch
			got[v.Value.ID] = v.Value
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("Feed as of %d (-map +store):\n%s", asOf, diff)
	}
}

// everything is every claim that there ever was.
func (m *model) everything() map[graph.ClaimID]bool {
	ids := map[graph.ClaimID]bool{{1}: true}
	for _, state := range m.states {
		for id := range state {
			ids[id] = true
		}
	}
	return ids
}

// compareTimes asks for random times, and expects the last transaction before the first that was made, by its own clock,
// later.
func (m *model) compareTimes(t *testing.T, s *store.Store, random *rand.Rand) {
	t.Helper()
	for range 200 {
		at := noon.Add(time.Duration(random.IntN(3000)-400) * time.Minute)
		want := graph.Tx(0)
		for tx := 1; tx < len(m.times) && !m.times[tx].After(at); tx++ {
			want = graph.Tx(tx)
		}
		got, err := s.AsOf(context.Background(), at)
		if got != want || (want == 0) != (graph.FaultOf(err) == graph.NotFound) {
			t.Errorf("AsOf(%s) = %d, %v, want %d", at, got, err, want)
		}
	}
}
