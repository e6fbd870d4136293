package index_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dyad/graph"
	"dyad/graph/index"
)

// A side is what one graph makes of a relationship, as tests compare it.
type side struct {
	Shown  bool
	Status graph.Status
	Sign   graph.Sign
}

// sides returns what the model makes of each relationship that it shows.
func (m *model) sides() map[index.Triple]side {
	all := map[index.Triple]side{}
	for _, r := range m.relationships() {
		all[index.Triple{From: r.From, Type: r.Type, To: r.To}] = side{true, r.Status, r.Sign}
	}
	return all
}

func sideOf(s index.Stand) side { return side{s.Shown, s.Status, s.Sign} }

// randomPair invents two views of one history: of two moments, or of one with and without something.
func randomPair(r *rand.Rand) (before, after graph.View) {
	before = randomView(r)
	after = before
	if r.IntN(2) == 0 {
		before.AsOf = graph.Tx(1 + r.IntN(lastTx))
		after.AsOf = before.AsOf + graph.Tx(r.IntN(lastTx+1-int(before.AsOf)))
		return before, after
	}
	switch r.IntN(3) {
	case 0:
		after.WithoutSources = append(slices.Clone(after.WithoutSources), "s0")
	case 1:
		after.WithoutVoices = append(slices.Clone(after.WithoutVoices), graph.VoiceMatch{Entity: "e2"})
	default:
		after.WithoutModality = []graph.Modality{pick(r, graph.Asserted, graph.Alleged)}
	}
	return before, after
}

// TestShifts compares two graphs of random histories relationship by relationship, whole and in windows.
func TestShifts(t *testing.T) {
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 11))
		w := newWorld(seed)
		x := w.build(t)
		for range 4 {
			v, u := randomPair(r)
			c := &index.Comparison{Before: under(t, x, v), After: under(t, x, u)}
			fits := matchRandomly(t, r, c)
			was, is := w.model(v).sides(), w.model(u).sides()
			both := maps.Clone(was)
			maps.Copy(both, is)
			want := slices.SortedFunc(maps.Keys(both), compareTriples)
			name := fmt.Sprintf("seed %d, %+v to %+v", seed, v, u)
			checkShifts(t, name, c, fits, index.Window[index.Triple]{}, want, was, is)
			if len(want) > 0 {
				low := r.IntN(len(want))
				checkShifts(t, name, c, fits, index.Window[index.Triple]{After: &want[low]}, want[low+1:], was, is)
				back := slices.Clone(want[:low])
				slices.Reverse(back)
				checkShifts(t, name, c, fits, index.Window[index.Triple]{Before: &want[low], Backward: true}, back, was, is)
			}
		}
	}
}

// matchRandomly puts a filter on a comparison, and returns what passes it before or after.
func matchRandomly(t *testing.T, r *rand.Rand, c *index.Comparison) func(*index.Shift) bool {
	t.Helper()
	f := pick(r,
		index.Filter{}, index.Filter{Types: []graph.TermKey{"opposes"}}, index.Filter{Status: []graph.Status{graph.Stated, graph.Contested}},
		index.Filter{Sign: []graph.Sign{graph.NoSign}}, index.Filter{From: &index.EntityFilter{Keys: []graph.EntityKey{key(r.IntN(entities))}}},
	)
	if err := c.Match(f, f); err != nil {
		t.Fatalf("Match(%+v): %v", f, err)
	}
	before, err := c.Before.Matcher(f)
	if err != nil {
		t.Fatal(err)
	}
	after, err := c.After.Matcher(f)
	if err != nil {
		t.Fatal(err)
	}
	return func(s *index.Shift) bool {
		return s.Before.Shown && before.Match(s.Before.Edge) || s.After.Shown && after.Match(s.After.Edge)
	}
}

func checkShifts(t *testing.T, name string, c *index.Comparison, fits func(*index.Shift) bool, w index.Window[index.Triple], want []index.Triple, was, is map[index.Triple]side) {
	t.Helper()
	var got []index.Triple
	for s := range c.Shifts(w) {
		if !s.Before.Shown && !s.After.Shown {
			continue
		}
		got = append(got, s.Triple)
		if s.Matched() != fits(&s) {
			t.Fatalf("%s: %v matches: %v, want %v", name, s.Triple, s.Matched(), fits(&s))
		}
		if before, after := sideOf(s.Before), sideOf(s.After); before != was[s.Triple] || after != is[s.Triple] {
			t.Fatalf("%s: %v is %v before and %v after, want %v and %v", name, s.Triple, before, after, was[s.Triple], is[s.Triple])
		}
	}
	if diff := gocmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("%s, in %+v: relationships (-want +got):\n%s", name, w, diff)
	}
}
