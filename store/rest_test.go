package store_test

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"testing"

	"dyad/graph"
	"dyad/store"
)

// A sink takes what is staged and keeps none of it. Now and then it looks how much memory is in use.
type sink struct {
	store.KV
	most uint64
}

func (s *sink) Stage(_ context.Context, rows iter.Seq2[store.Row, error]) error {
	n := 0
	for _, err := range rows {
		if err != nil {
			return err
		}
		if n++; n%20_000 == 0 {
			s.most = max(s.most, inUse())
		}
	}
	return nil
}

func inUse() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// TestReleaseInLittleMemory loads a release that has none of the claims of the one before: that takes memory for the ids of those that go, not for
// what they say.
func TestReleaseInLittleMemory(t *testing.T) {
	const claims = 60_000
	release := func(year int) iter.Seq2[*graph.Bundle, error] {
		return func(yield func(*graph.Bundle, error) bool) {
			if !yield(&graph.Bundle{Entities: []graph.Entity{state("a"), state("b")}, Sources: []graph.Source{article("table")}}, nil) {
				return
			}
			for from := 0; from < claims; from += 5000 {
				var p graph.Bundle
				for i := range 5000 {
					raid := fmt.Sprintf("%d in %d", from+i, year)
					p.Claims = append(p.Claims, graph.Claim{Source: "table", From: "a", Type: "x:raids", To: "b", Number: &graph.Number{Worded: raid}, Gist: raid})
				}
				if !yield(&p, nil) {
					return
				}
			}
		}
	}
	s, kv := inMemory(t)
	load := func(s *store.Store, year int) store.Report {
		report, err := s.LoadStream(t.Context(), nil, graph.Batch{Key: "table"}, release(year), store.Commit{Time: noon})
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	mustLoad(t, s, words())
	load(s, 2031)
	into := &sink{KV: kv}
	before := inUse()
	report := load(reopened(t, into), 2032)
	if c := report.Kinds()[graph.ClaimRecord]; c.New != claims || c.Retracted != claims {
		t.Fatalf("%+v; want %d claims that go, and as many that come", c, claims)
	}
	if grown := int64(into.most) - int64(before); grown > 62<<20 {
		t.Errorf("memory grew by %d MB, which is more than parts take", grown>>20)
	}
}

// TestOthersHaveByNow: a batch brings a claim no more, and another brings it since. A later form of the first that drops or retypes whom it names is refused, or has that stay.
func TestOthersHaveByNow(t *testing.T) {
	claim := graph.Claim{Source: "gazette-1", From: "pier", Type: "supports", To: "mole"}
	named := graph.Bundle{
		Batch: graph.Batch{Key: "names"}, Entities: []graph.Entity{state("pier"), state("mole")}, Sources: []graph.Source{article("gazette-1")},
	}
	without, retyped := named, named
	without.Entities = named.Entities[1:]
	place := state("pier")
	place.Type = "Place"
	retyped.Entities = []graph.Entity{place, named.Entities[1]}
	for _, tt := range []struct {
		name  string
		then  graph.Bundle
		stays bool
		want  int // problems
	}{
		{"dropped", without, false, 1},
		{"dropped, and it stays", without, true, 0},
		{"retyped", retyped, false, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, _ := inMemory(t)
			mustLoad(t, s, words())
			with := named
			with.Claims = []graph.Claim{claim}
			for _, b := range []graph.Bundle{with, named, {Batch: graph.Batch{Key: "table"}, Claims: []graph.Claim{claim}}} {
				mustLoad(t, s, b)
			}
			tt.then.Stays = tt.stays
			parts := func(yield func(*graph.Bundle, error) bool) {
				for p := range inParts(tt.then, 1) {
					if p.Stays = tt.stays; !yield(p, nil) {
						return
					}
				}
			}
			_, err := s.LoadStream(t.Context(), nil, tt.then.Batch, parts, store.Commit{Time: noon})
			if got := told(err); len(got) != tt.want {
				t.Errorf("LoadStream = %q, want %d problems", got, tt.want)
			}
			wantSound(t, s)
		})
	}
}
