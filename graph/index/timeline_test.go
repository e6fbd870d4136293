package index_test

import (
	"cmp"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dyad/graph"
	"dyad/graph/index"
)

// A told is a position as tests compare it.
type told struct {
	Days   string
	Claim  graph.ClaimID
	Place  int
	Holder graph.Holder
}

// timeline returns what the model holds, in the order of time: all of it, or what is behind the relationships of one entity.
func (m *model) timeline(dated bool, about graph.EntityKey) []told {
	type entry struct {
		told
		days graph.Span
	}
	var entries []entry
	for id, positions := range m.claims {
		admitted, _ := m.view.Admit(positions)
		for i, p := range admitted {
			if p.Claim.When.EDTF.IsZero() == dated || about != "" && !m.concerns(id, about) {
				continue
			}
			days := graph.Always()
			if dated {
				days = p.Claim.When.EDTF.Bounds()
			}
			entries = append(entries, entry{told{p.Claim.When.EDTF.String(), id, i, p.Holder}, days})
		}
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.days.From, b.days.From), cmp.Compare(a.days.To, b.days.To), a.Claim.Compare(b.Claim), cmp.Compare(a.Place, b.Place))
	})
	var out []told
	for _, e := range entries {
		out = append(out, e.told)
	}
	return out
}

// concerns reports whether a claim is behind a relationship of the entity that the view shows.
func (m *model) concerns(id graph.ClaimID, key graph.EntityKey) bool {
	for _, t := range m.triples() {
		if (t.From == key || t.To == key) && slices.Contains(m.backing[t], id) {
			return true
		}
	}
	return false
}

func toldOf(seq func(func(*index.Held) bool)) []told {
	var out []told
	for h := range seq {
		out = append(out, told{h.Claim.When.EDTF.String(), h.Claim.ID, h.Place, h.Holder})
	}
	return out
}

// TestTimeline reads random histories in the order of time, whole and in windows, and compares with a plain list.
func TestTimeline(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 9))
		w := newWorld(seed)
		x := w.build(t)
		for range 4 {
			v := randomView(r)
			g, m := under(t, x, v), w.model(v)
			for _, dated := range []bool{true, false} {
				run := g.Timeline
				if !dated {
					run = g.Undated
				}
				want := m.timeline(dated, "")
				check(t, fmt.Sprintf("seed %d, dated %v, %+v", seed, dated, v), toldOf(run(index.Window[index.Instant]{})), want)
				checkWindows(t, r, run, want)
				n := index.Node(r.IntN(g.CountNodes()))
				run, want = g.TimelineOf(n, dated), m.timeline(dated, g.Key(n))
				check(t, fmt.Sprintf("seed %d, dated %v, of %s, %+v", seed, dated, g.Key(n), v), toldOf(run(index.Window[index.Instant]{})), want)
				checkWindows(t, r, run, want)
			}
		}
	}
}

func check(t *testing.T, name string, got, want []told) {
	t.Helper()
	if diff := gocmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Fatalf("%s (-want +got):\n%s", name, diff)
	}
}

// checkWindows cuts pieces out of a timeline.
func checkWindows(t *testing.T, r *rand.Rand, run func(index.Window[index.Instant]) iter.Seq[*index.Held], want []told) {
	t.Helper()
	var places []index.Instant
	for h := range run(index.Window[index.Instant]{}) {
		places = append(places, h.Instant())
	}
	for range 5 {
		if len(places) == 0 {
			return
		}
		low, high := r.IntN(len(places)), r.IntN(len(places))
		w := index.Window[index.Instant]{After: &places[low], Before: &places[high], Backward: r.IntN(2) == 0}
		piece := slices.Clone(want[low+1 : max(low+1, high)])
		if w.Backward {
			slices.Reverse(piece)
		}
		check(t, fmt.Sprintf("places %d to %d, backward %v", low, high, w.Backward), toldOf(run(w)), piece)
	}
}

// TestTimelineOrder holds the order of vague dates to what is written down of it.
func TestTimelineOrder(t *testing.T) {
	dates := []string{"2031-06", "2031", "2031-06-01", "2031-06-01/..", "../2031-05", "2030~", "/2031-06-02", "2031-05-31/2031-06-02", ""}
	want := []string{
		"../2031-05", "/2031-06-02", // no first day; the one that is over first
		"2030~", "2031", "2031-05-31/2031-06-02", // by the first day
		"2031-06-01", "2031-06", "2031-06-01/..", // of one first day: by the last
	}
	in := index.Input{
		Vocabulary: vocabulary(), Last: 1,
		Entities: []graph.Version[graph.Entity]{{Value: graph.Entity{Key: "e0"}, Opened: 1}, {Value: graph.Entity{Key: "e1"}, Opened: 1}},
		Sources:  []graph.Version[graph.Source]{{Value: graph.Source{Key: "s0"}, Opened: 1}},
	}
	in.Claims = func(yield func(graph.Version[graph.Claim], error) bool) {
		for i, date := range dates {
			c := graph.Claim{ID: claimID(i), Source: "s0", From: "e0", Type: "opposes", To: "e1", When: when(date, "", "")}
			c.Normalize(in.Vocabulary.Relation(c.Type))
			if !yield(graph.Version[graph.Claim]{Value: c, Opened: 1}, nil) {
				return
			}
		}
	}
	g := present(t, in)
	var got []string
	for h := range g.Timeline(index.Window[index.Instant]{}) {
		got = append(got, h.Claim.When.EDTF.String())
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("order of dates (-want +got):\n%s", diff)
	}
	if undated := toldOf(g.Undated(index.Window[index.Instant]{})); len(undated) != 1 || undated[0].Days != "" {
		t.Errorf("Undated = %v, want the claim without a date", undated)
	}
}
