package store_test

import (
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"dyad/graph"
	"dyad/store"

	"github.com/google/go-cmp/cmp"
)

// TestOlderExportsOfItsOwn does random deeds, with undoing, and loads exports that were made on the way: as one, and in parts in a second store.
// Whatever is loaded, or refused, leaves both sound and the same, and can be undone; no revision stands for two forms of a claim, and what an undoing
// brings forth again has the revision that it had.
func TestOlderExportsOfItsOwn(t *testing.T) {
	loaded, refused := 0, 0
	for seed := range uint64(9) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			random := rand.New(rand.NewPCG(seed, 9))
			one, oneKV := begun(t)
			parts, partsKV := begun(t)
			both := []*store.Store{one, parts}
			var exports [][]graph.Bundle
			for step := range 60 {
				before, formsBefore, last := lines(t, one, 0), formsOf(t, one), one.Last()
				var errs [2]error
				act := random.IntN(8)
				switch {
				case act == 0:
					errs = undoIn(t, both, max(2, last-graph.Tx(random.IntN(6))))
				case act == 1:
					exports = append(exports, bundlesOf(t, one))
				case act < 4 && len(exports) > 0:
					old := exports[len(exports)-1-random.IntN(min(len(exports), 3))]
					_, errs[0] = one.Load(t.Context(), old, store.Commit{Time: noon})
					_, errs[1] = parts.LoadParts(t.Context(), nil, atOnce(old), piecemeal(old), store.Commit{Time: noon})
					if errs[0] == nil {
						loaded++
					} else {
						refused++
					}
				default:
					d := releaseOr(t, one, random, step)
					twin := *d
					errs = [2]error{d.do(one), twin.do(parts)}
				}
				if act > 0 && one.Last() > last {
					after := lines(t, one, 0)
					for _, want := range []string{before, after} { // undone, and that undone
						if err := undoIn(t, both, one.Last())[0]; err != nil {
							t.Fatalf("step %d: undo of the last transaction: %v", step, err)
						}
						if diff := cmp.Diff(want, lines(t, one, 0)); diff != "" {
							t.Fatalf("step %d: undo of the last transaction (-want +got):\n%s", step, diff)
						}
					}
				}
				if diff := cmp.Diff(sortedLines(told(errs[0])), sortedLines(told(errs[1]))); diff != "" {
					t.Fatalf("step %d: what is told differs (-in one +in parts):\n%s", step, diff)
				}
				if diff := cmp.Diff(dump(t, oneKV), dump(t, partsKV)); diff != "" {
					t.Fatalf("step %d: the rows differ (-in one +in parts):\n%s", step, diff)
				}
				wantSound(t, one)
				wantDecided(t, one)
				if diff := cmp.Diff(formsBefore, formsOf(t, one)); act == 0 && diff != "" {
					t.Errorf("an undoing made a form that there was not:\n%s", diff)
				}
				if t.Failed() {
					t.Fatalf("this was step %d", step)
				}
			}
		})
	}
	if loaded < 20 || refused < 10 {
		t.Errorf("%d exports were loaded, and %d refused: the test is not about much", loaded, refused)
	}
}

// undoIn undoes a transaction in two stores.
func undoIn(t *testing.T, both []*store.Store, tx graph.Tx) (errs [2]error) {
	t.Helper()
	for i, s := range both {
		_, errs[i] = s.Undo(t.Context(), graph.Undoing{Tx: tx}, vale("undo"))
	}
	return errs
}

// releaseOr is another release of a file whose claims come, go and change their words, or what a curator does about one of them, or about something else.
func releaseOr(t *testing.T, s *store.Store, random *rand.Rand, step int) *deed {
	t.Helper()
	claims := standing(t, s)
	switch act := random.IntN(8); {
	case act < 3:
		b := graph.Bundle{Batch: graph.Batch{Key: "courier", Digest: fmt.Sprint("release ", step)}, Sources: []graph.Source{article("courier-1")}}
		b.Entities = []graph.Entity{state("reed-company")}
		for i := range 2 {
			if random.IntN(2) > 0 {
				b.Claims = append(b.Claims, graph.Claim{Source: "courier-1", From: actor(i), Type: "supports", To: "reed-company", Gist: fmt.Sprint("words ", random.IntN(4))})
			}
		}
		return &deed{label: b.Batch.Digest, file: &b}
	case act < 6 && len(claims) > 0:
		c := claims[random.IntN(len(claims))]
		c.Gist = fmt.Sprint("a curator's words ", random.IntN(4))
		return &deed{label: fmt.Sprint("correct ", step), edit: &graph.Edit{Put: graph.Bundle{Claims: []graph.Claim{c}}}}
	case act < 7 && len(claims) > 0:
		id := claims[random.IntN(len(claims))].ID.String()
		return &deed{label: fmt.Sprint("retract ", step), edit: &graph.Edit{Retract: []graph.RecordID{{Kind: graph.ClaimRecord, ID: id}}}}
	}
	return invent(t, s, random, step)
}

// save keeps an export of the present.
func (v *valley) save() {
	v.t.Helper()
	v.export = bundlesOf(v.t, v.Store)
}

// bundlesOf is an export of the present as a load gets it.
func bundlesOf(t *testing.T, s *store.Store) []graph.Bundle {
	t.Helper()
	all := map[graph.BatchKey]*graph.Bundle{}
	of := func(k graph.BatchKey) *graph.Bundle {
		if all[k] == nil {
			all[k] = &graph.Bundle{Batch: graph.Batch{Key: k}, Declared: true}
		}
		return all[k]
	}
	for line, err := range s.Records(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		switch line.Kind {
		case graph.TermRecord:
			v := parsed[graph.Term](t, line.JSON)
			of(v.Batch).Terms = append(of(v.Batch).Terms, *v)
		case graph.EntityRecord:
			v := parsed[graph.Entity](t, line.JSON)
			of(v.Batch).Entities = append(of(v.Batch).Entities, *v)
		case graph.SourceRecord:
			v := parsed[graph.Source](t, line.JSON)
			of(v.Batch).Sources = append(of(v.Batch).Sources, *v)
		case graph.MentionRecord:
			v := parsed[graph.Mention](t, line.JSON)
			of(v.Batch).Mentions = append(of(v.Batch).Mentions, *v)
		case graph.ClaimRecord:
			v := parsed[graph.Claim](t, line.JSON)
			of(v.Batch).Claims = append(of(v.Batch).Claims, *v)
		case graph.SameAsRecord:
			v := parsed[graph.SameAs](t, line.JSON)
			of(v.Batch).SameAs = append(of(v.Batch).SameAs, *v)
		case graph.VerdictRecord:
			v := parsed[graph.Verdict](t, line.JSON)
			of(v.Batch).Verdicts = append(of(v.Batch).Verdicts, *v)
		case graph.AsideRecord:
			v := parsed[graph.Aside](t, line.JSON)
			of(v.Batch).Asides = append(of(v.Batch).Asides, *v)
		case graph.BatchRecord:
			v := parsed[graph.Batch](t, line.JSON)
			of(v.Key).Batch = *v
		default:
			t.Fatalf("a line of kind %q, which no history here makes", line.Kind)
		}
	}
	var out []graph.Bundle
	for _, k := range slices.Sorted(maps.Keys(all)) {
		out = append(out, *all[k])
	}
	return out
}

// wantDecided fails the test if a record counts of which an aside says that another batch decided on it, or if what is set aside is a curator's.
func wantDecided(t *testing.T, s *store.Store) {
	t.Helper()
	owners := map[string]graph.BatchKey{}
	for line, err := range s.Records(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		r := parsed[struct {
			ID    string
			Batch graph.BatchKey
		}](t, line.JSON)
		owners[r.ID] = r.Batch
	}
	asides, err := s.Asides(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range asides {
		if a.Says != nil && parsed[graph.Claim](t, a.Says).Batch.Curated() {
			t.Errorf("what files say of %s %s is a curator's: %s", a.Kind, a.ID, a.Says)
		}
		if owner, there := owners[a.ID]; there && owner != a.Batch {
			t.Errorf("%s %s is of batch %q, and what files say of it is set aside by %q", a.Kind, a.ID, owner, a.Batch)
		}
	}
}

// atOnce are bundles with no more than what does not come in parts.
func atOnce(bundles []graph.Bundle) []graph.Bundle {
	var all []graph.Bundle
	for _, b := range bundles {
		all = append(all, graph.Bundle{Batch: b.Batch, Declared: b.Declared, Terms: b.Terms, Asides: b.Asides})
	}
	return all
}

// piecemeal is the rest of bundles in two parts, the second with claims and what names them.
func piecemeal(bundles []graph.Bundle) iter.Seq2[[]graph.Bundle, error] {
	var first, second []graph.Bundle
	for _, b := range bundles {
		second = append(second, graph.Bundle{Batch: b.Batch, Claims: b.Claims, Verdicts: b.Verdicts})
		b.Terms, b.Asides, b.Claims, b.Verdicts = nil, nil, nil, nil
		first = append(first, b)
	}
	return func(yield func([]graph.Bundle, error) bool) { _ = yield(first, nil) && yield(second, nil) }
}
