package store_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"dyad/graph"
	"dyad/store"
	"dyad/store/storetest"

	"github.com/google/go-cmp/cmp"
)

// inParts yields a bundle in parts of at most so many records of a kind, in the order of what names what.
func inParts(b graph.Bundle, most int) iter.Seq2[*graph.Bundle, error] {
	return func(yield func(*graph.Bundle, error) bool) {
		_ = pieces(b.Entities, most, func(p *graph.Bundle, e []graph.Entity) { p.Entities = e }, yield) &&
			pieces(b.Sources, most, func(p *graph.Bundle, s []graph.Source) { p.Sources = s }, yield) &&
			pieces(b.Mentions, most, func(p *graph.Bundle, m []graph.Mention) { p.Mentions = m }, yield) &&
			pieces(b.Claims, most, func(p *graph.Bundle, c []graph.Claim) { p.Claims = c }, yield)
	}
}

func pieces[T any](all []T, most int, put func(*graph.Bundle, []T), yield func(*graph.Bundle, error) bool) bool {
	for piece := range slices.Chunk(all, most) {
		var p graph.Bundle
		put(&p, piece)
		if !yield(&p, nil) {
			return false
		}
	}
	return true
}

// piecewise yields bundles one after the other, each in parts.
func piecewise(bundles []graph.Bundle, most int) iter.Seq2[[]graph.Bundle, error] {
	return func(yield func([]graph.Bundle, error) bool) {
		for _, b := range bundles {
			for p := range inParts(b, most) {
				p.Batch = b.Batch
				if !yield([]graph.Bundle{*p}, nil) {
					return
				}
			}
		}
	}
}

// emptied are the batches of bundles, and nothing that they bring.
func emptied(bundles []graph.Bundle) []graph.Bundle {
	var all []graph.Bundle
	for _, b := range bundles {
		all = append(all, graph.Bundle{Batch: b.Batch})
	}
	return all
}

// TestInPartsAsInOne makes the same random loads in two stores, in one of them in parts: corrections, retractions, claims that return, records
// that others share, what a curator decided. Every row is the same.
func TestInPartsAsInOne(t *testing.T) {
	for _, seed := range []uint64{1, 2, 3, 4} {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 1))
			one, oneKV := inMemory(t)
			parts, partsKV := inMemory(t)
			m := newModel(t, one)
			newModel(t, parts)
			for step := range 60 {
				bundles := m.step(random)
				at := noon.Add(time.Duration(step) * time.Minute)
				want, err := one.Load(t.Context(), bundles, store.Commit{Time: at})
				if err != nil {
					t.Fatalf("step %d: Load: %v", step, err)
				}
				got, err := parts.LoadParts(t.Context(), nil, emptied(bundles), piecewise(bundles, 1+random.IntN(3)), store.Commit{Time: at})
				if err != nil {
					t.Fatalf("step %d: LoadParts: %v", step, err)
				}
				if diff := cmp.Diff(tally(want), tally(got)); diff != "" {
					t.Fatalf("step %d: the reports differ (-in one +in parts):\n%s", step, diff)
				}
				if random.IntN(3) == 0 {
					decide(t, random, step, one, parts)
				}
				if diff := cmp.Diff(dump(t, oneKV), dump(t, partsKV)); diff != "" {
					t.Fatalf("step %d: the rows differ (-in one +in parts):\n%s", step, diff)
				}
			}
			wantSound(t, parts)
		})
	}
}

// tally is what a report counts; of a batch that was loaded before from the same bytes, only that: in parts its records are not read.
func tally(r store.Report) store.Report {
	for i := range r.Batches {
		if r.Batches[i].Same {
			r.Batches[i].Kinds = nil
		}
	}
	return r
}

// decide has a curator reword or retract a claim, if there is any, in both stores.
func decide(t *testing.T, random *rand.Rand, step int, stores ...*store.Store) {
	t.Helper()
	feed, err := stores[0].Feed(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var ids []graph.ClaimID
	for v, err := range feed.Claims {
		if err != nil {
			t.Fatal(err)
		}
		if v.Closed == 0 {
			ids = append(ids, v.Value.ID)
		}
	}
	if len(ids) == 0 {
		return
	}
	id, retract := ids[random.IntN(len(ids))], random.IntN(2) == 0
	for _, s := range stores {
		found, err := s.Claims(t.Context(), []graph.ClaimID{id}, 0)
		if err != nil {
			t.Fatal(err)
		}
		edit := graph.Edit{Retract: []graph.RecordID{{Kind: graph.ClaimRecord, ID: id.String()}}}
		if !retract {
			c := *found[0]
			c.Gist, c.Batch = fmt.Sprint("a curator's words ", step), ""
			edit = graph.Edit{Put: graph.Bundle{Claims: []graph.Claim{c}}}
		}
		by := graph.Signature{Author: "vale", Reason: "judged", Time: noon.Add(time.Duration(step) * time.Minute)}
		if _, err := s.Curate(t.Context(), edit, by); err != nil {
			t.Fatalf("step %d: Curate: %v", step, err)
		}
	}
}

// TestPartsAreRefusedWhole: whatever is wrong, in whichever part, is told, and the store is as it was.
func TestPartsAreRefusedWhole(t *testing.T) {
	claim := func(from, to graph.EntityKey) graph.Claim {
		return graph.Claim{Source: "gazette-1", From: from, Type: "supports", To: to, Gist: "It stands by it."}
	}
	tests := []struct {
		name  string
		parts []graph.Bundle
		wants []string
	}{
		{
			"a claim names what comes later, and what never comes",
			[]graph.Bundle{
				{Claims: []graph.Claim{claim("state-0", "late"), claim("state-0", "never")}},
				{Entities: []graph.Entity{state("late")}},
			},
			[]string{`names entity "late", and there is none`, `names entity "never", and there is none`},
		},
		{
			"one record in two parts",
			[]graph.Bundle{{Claims: []graph.Claim{claim("state-0", "state-1")}}, {Claims: []graph.Claim{claim("state-0", "state-1")}}},
			[]string{"the batch brings it twice"},
		},
		{
			"an entity that another batch defines otherwise, before a claim without a source",
			[]graph.Bundle{
				{Entities: []graph.Entity{{Key: "state-1", Type: "State", Name: "Otherwise"}}},
				{Claims: []graph.Claim{{From: "state-0", Type: "supports", To: "state-1"}}},
			},
			[]string{`batch "base" defines it otherwise`, "source"},
		},
		{
			"a claim that no row can hold, before one that names what never comes",
			[]graph.Bundle{
				{Claims: []graph.Claim{{Source: "gazette-1", From: "state-0", Type: "supports", To: "state-1", Polarity: "maybe"}}},
				{Claims: []graph.Claim{claim("state-0", "never")}},
			},
			[]string{`"maybe"`, `names entity "never", and there is none`},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, kv := inMemory(t)
			newModel(t, s)
			before := dump(t, kv)
			parts := func(yield func(*graph.Bundle, error) bool) {
				for i := range tt.parts {
					if !yield(&tt.parts[i], nil) {
						return
					}
				}
			}
			report, err := s.LoadStream(t.Context(), nil, graph.Batch{Key: "table"}, parts, store.Commit{Time: noon})
			problems := store.Problems(nil)
			if !errors.As(err, &problems) || graph.FaultOf(err) != graph.BadInput {
				t.Fatalf("LoadStream = %v, want problems", err)
			}
			for _, want := range tt.wants {
				if !strings.Contains(problems.Error(), want) {
					t.Errorf("the problems\n%v\ndon't tell %q", problems, want)
				}
			}
			if got := report.Total(); got.Refused == 0 || got.New > 0 {
				t.Errorf("the report counts %+v, want some refused and none new", got)
			}
			if diff := cmp.Diff(before, dump(t, kv)); diff != "" {
				t.Errorf("something was left (-before +after):\n%s", diff)
			}
		})
	}
}

// TestPartsAfterAProblem: what comes after a problem is judged, and no more written.
func TestPartsAfterAProblem(t *testing.T) {
	kv := &staging{KV: storetest.NewMemory()}
	s := reopened(t, kv)
	newModel(t, s)
	kv.rows = 0
	wrong := graph.Bundle{Entities: []graph.Entity{{Key: "nameless", Type: "State"}}}
	parts := func(yield func([]graph.Bundle, error) bool) {
		for pieces, err := range piecewise([]graph.Bundle{wrong, many(100)}, 10) {
			pieces[0].Batch = graph.Batch{Key: "table"}
			if !yield(pieces, err) {
				return
			}
		}
	}
	report, err := s.LoadParts(t.Context(), nil, []graph.Bundle{{Batch: graph.Batch{Key: "table"}}}, parts, store.Commit{Time: noon})
	if err == nil || report.Kinds()[graph.ClaimRecord].Read != 100 {
		t.Errorf("LoadParts = %+v, %v; want it refused, and all read", report.Total(), err)
	}
	if kv.rows > 2 { // of the batch itself, which comes before, and of the transaction
		t.Errorf("%d rows were staged", kv.rows)
	}
}

// A staging counts the rows that are staged, and tells why there are no more of them in words of its own, as an engine may.
type staging struct {
	store.KV
	rows int
}

// Stage implements [store.KV].
func (k *staging) Stage(ctx context.Context, rows iter.Seq2[store.Row, error]) error {
	return k.KV.Stage(ctx, func(yield func(store.Row, error) bool) {
		for row, err := range rows {
			k.rows++
			if err != nil {
				err = fmt.Errorf("the engine was told: %s", err)
			}
			if !yield(row, err) {
				return
			}
		}
	})
}

// TestPartsDropWhatIsNamed loads a second release without an entity that one of its own claims still names.
func TestPartsDropWhatIsNamed(t *testing.T) {
	s, kv := inMemory(t)
	newModel(t, s)
	b := graph.Bundle{
		Entities: []graph.Entity{state("passing")},
		Claims:   []graph.Claim{{Source: "gazette-1", From: "state-0", Type: "supports", To: "passing"}},
	}
	if _, err := s.LoadStream(t.Context(), nil, graph.Batch{Key: "table", Digest: "1"}, inParts(b, 10), store.Commit{Time: noon}); err != nil {
		t.Fatal(err)
	}
	before := dump(t, kv)
	b.Entities = nil
	_, err := s.LoadStream(t.Context(), nil, graph.Batch{Key: "table", Digest: "2"}, inParts(b, 10), store.Commit{Time: noon})
	if err == nil || !strings.Contains(err.Error(), `names entity "passing", and there is none`) {
		t.Errorf("LoadStream = %v, want that there is no such entity any more", err)
	}
	if diff := cmp.Diff(before, dump(t, kv)); diff != "" {
		t.Errorf("something was left (-before +after):\n%s", diff)
	}
	b.Claims = nil
	report, err := s.LoadStream(t.Context(), nil, graph.Batch{Key: "table", Digest: "2"}, inParts(b, 10), store.Commit{Time: noon})
	if err != nil || report.Total().Retracted != 2 {
		t.Errorf("LoadStream = %+v, %v; want both retracted", report.Total(), err)
	}
}

// TestPartsThatEnd: an error among the parts, a dry run and a context that ends leave the store as it was.
func TestPartsThatEnd(t *testing.T) {
	broken := errors.New("the file ends within a row")
	b := many(500)
	tests := []struct {
		name  string
		parts func(end context.CancelFunc) iter.Seq2[*graph.Bundle, error]
		dry   bool
		want  error
	}{
		{"an error among the parts", func(context.CancelFunc) iter.Seq2[*graph.Bundle, error] {
			return func(yield func(*graph.Bundle, error) bool) {
				for p := range inParts(b, 100) {
					if !yield(p, nil) {
						return
					}
				}
				yield(nil, broken)
			}
		}, false, broken},
		{"a dry run", func(context.CancelFunc) iter.Seq2[*graph.Bundle, error] { return inParts(b, 100) }, true, nil},
		{"a context that ends", func(end context.CancelFunc) iter.Seq2[*graph.Bundle, error] {
			return func(yield func(*graph.Bundle, error) bool) {
				for p := range inParts(b, 100) {
					if len(p.Claims) > 0 {
						end()
					}
					if !yield(p, nil) {
						return
					}
				}
			}
		}, false, context.Canceled},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			kv := &staging{KV: storetest.NewMemory()}
			s := reopened(t, kv)
			mustLoad(t, s, words())
			before := dump(t, kv)
			ctx, end := context.WithCancel(t.Context())
			defer end()
			report, err := s.LoadStream(ctx, nil, graph.Batch{Key: "table"}, tt.parts(end), store.Commit{Time: noon, DryRun: tt.dry})
			if !errors.Is(err, tt.want) {
				t.Errorf("LoadStream = %v, want %v", err, tt.want)
			}
			if tt.dry && report.Kinds()[graph.ClaimRecord].New != 500 {
				t.Errorf("the dry run counts %+v, want 500 new claims", report.Kinds()[graph.ClaimRecord])
			}
			if diff := cmp.Diff(before, dump(t, kv)); diff != "" {
				t.Errorf("something was left (-before +after):\n%s", diff)
			}
		})
	}
}

// TestPartsBesideWhole loads the words and actors that the parts need in the same transaction. What is wrong with either keeps both out.
func TestPartsBesideWhole(t *testing.T) {
	whole := []graph.Bundle{words(), {Batch: graph.Batch{Key: "registry"}, Entities: []graph.Entity{state("state-0"), state("state-1")}}}
	table := graph.Bundle{
		Sources: []graph.Source{article("gazette-1")},
		Claims:  []graph.Claim{{Source: "gazette-1", From: "state-0", Type: "fights", To: "state-1"}},
	}
	one, oneKV := inMemory(t)
	together := table
	together.Batch = graph.Batch{Key: "table", Digest: "1"}
	want := mustLoad(t, one, append(slices.Clone(whole), together)...)
	s, kv := inMemory(t)
	load := func(whole []graph.Bundle, b graph.Bundle, digest string) (store.Report, error) {
		return s.LoadStream(t.Context(), whole, graph.Batch{Key: "table", Digest: digest}, inParts(b, 1), store.Commit{Time: noon})
	}
	wrong := table
	wrong.Claims = []graph.Claim{{Source: "gazette-1", From: "state-0", Type: "fights", To: "nobody"}}
	if _, err := load(whole, wrong, "1"); err == nil || len(dump(t, kv)) > 1 {
		t.Errorf("LoadStream = %v, and left %d rows", err, len(dump(t, kv)))
	}
	if _, err := load([]graph.Bundle{words(), {Batch: graph.Batch{Key: "registry"}, Entities: []graph.Entity{{Key: "nameless", Type: "State"}}}}, table, "1"); err == nil {
		t.Error("LoadStream beside a bundle of which something is wrong was not refused")
	}
	got, err := load(whole, table, "1")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the reports differ (-in one +beside):\n%s", diff)
	}
	if diff := cmp.Diff(dump(t, oneKV), dump(t, kv)); diff != "" {
		t.Errorf("the rows differ (-in one +beside):\n%s", diff)
	}
	again, err := load(nil, table, "1")
	if err != nil || again.Tx != 0 || !again.Batches[0].Same {
		t.Errorf("the same again = %+v, %v; want nothing to do", again, err)
	}
}
