package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dyad/extract/jsonl"
	"dyad/graph"
	"dyad/graph/index"
	"dyad/internal/indexed"
	"dyad/store"
	"dyad/store/storetest"

	"github.com/google/go-cmp/cmp"
)

// TestRandomCuration makes random mutations over HTTP, undoes some of them in between, which may be refused and then changes nothing, and
// at the end takes everything back, the last first. On the way back every export is byte for byte that of the way there, and whatever is
// answered on either way comes from the state of that moment.
func TestRandomCuration(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			d := newCuratedDesk(t)
			w := &whim{d, rand.New(rand.NewPCG(seed, 11)), 0}
			var exports []string // before each transaction
			kinds := map[string]bool{}
			for range 60 {
				mutation := w.invent()
				before, last := d.export(), d.workspace.store.Last()
				got := d.change(mutation, "")
				made, refused := d.workspace.store.Last() == last+1, len(got.UserErrors) > 0
				sameFile := !made && strings.HasPrefix(mutation, "loadSource") // loaded again
				if made != (got.Transaction != 0) || made == refused && !sameFile {
					t.Fatalf("%s: %+v, and the last transaction is %d, after %d", mutation, got, d.workspace.store.Last(), last)
				}
				after := d.export()
				if got.Transaction != 0 {
					exports = append(exports, before)
					kinds[mutation[:strings.Index(mutation, "(")]] = true
				} else if diff := cmp.Diff(before, after); diff != "" {
					t.Fatalf("%s was refused, and changed something:\n%s", mutation, diff)
				}
				if diff := cmp.Diff(after, d.exportOf(d.live.Index())); diff != "" {
					t.Fatalf("%s: what is answered from (-recorded +indexed):\n%s", mutation, diff)
				}
				d.builtLikewise()
			}
			if len(kinds) < len(mutations)-2 {
				t.Errorf("only %v were made", kinds)
			}
			d.copied(false)
			d.copied(true)
			for i, want := range slices.Backward(exports) {
				d.undo(graph.Tx(i + 2)) // the first loaded the gazette
				if diff := cmp.Diff(want, d.export()); diff != "" {
					t.Fatalf("transaction %d undone (-before +now):\n%s", i+2, diff)
				}
			}
			d.sound()
			d.copied(true)
		})
	}
}

// builtLikewise compares the index that is answered from, which was taken forward change by change, with one that is built of all records.
func (d *curatedDesk) builtLikewise() {
	d.Helper()
	built, err := indexed.Build(d.Context(), d.workspace.store)
	if err == nil {
		err = index.Compare(built, d.live.Index())
	}
	if err != nil {
		d.Fatalf("the index built, and taken forward: %v", err)
	}
}

// copied loads an export, or the history, into an empty store: what comes out of that one is byte for byte what went in.
func (d *curatedDesk) copied(history bool) {
	d.Helper()
	s, err := store.Open(d.Context(), storetest.NewMemory())
	if err != nil {
		d.Fatal(err)
	}
	other := &curatedDesk{T: d.T, workspace: &workspace{store: s, dir: d.TempDir()}}
	want := d.export()
	if history {
		want = d.history()
		lines, problems := jsonl.History("history.jsonl", strings.NewReader(want))
		if len(problems) > 0 {
			d.Fatalf("the history: %v", problems)
		}
		if err := s.Restore(d.Context(), each(lines)); err != nil {
			d.Fatalf("the history: %v", err)
		}
	} else {
		bundles, problems := jsonl.Read("export.jsonl", strings.NewReader(want))
		if len(problems) > 0 {
			d.Fatalf("the export: %v", problems)
		}
		if _, err := other.workspace.load(d.Context(), bundles, "a copy", false); err != nil {
			d.Fatalf("the export: %v", err)
		}
	}
	got := other.export()
	if history {
		got = other.history()
	}
	if diff := cmp.Diff(want, got); diff != "" {
		d.Errorf("a copy (history: %v; -original +copy):\n%s", history, diff)
	}
	other.sound()
}

// history is what 'dyad export --format jsonl --history' would print.
func (d *curatedDesk) history() string {
	d.Helper()
	var b bytes.Buffer
	if err := d.workspace.jsonl(d.Context(), &b, nil, true); err != nil {
		d.Fatal(err)
	}
	return b.String()
}

// exportOf is export with the relationships of an index.
func (d *curatedDesk) exportOf(x *index.Index) string {
	d.Helper()
	var b bytes.Buffer
	if err := d.workspace.jsonl(d.Context(), &b, x, false); err != nil {
		d.Fatal(err)
	}
	return b.String()
}

// A whim thinks of mutations, of which some can't be made.
type whim struct {
	*curatedDesk
	random *rand.Rand
	n      int
}

func (w *whim) invent() string {
	w.n++
	why := fmt.Sprintf("reason: \"whim %d\"", w.n)
	switch w.random.IntN(14) {
	case 0, 1:
		return fmt.Sprintf(`addClaim(input: {source: "gazette", from: %q, type: %q, to: %q, evidence: [{parts: [{start: 1, end: 9}]}], gist: "Whim %d."%s}, %s)`,
			w.entity(), w.pick("supports", "attacks", "fights"), w.entity(), w.n, w.pick("", ", polarity: NEGATED", fmt.Sprintf(", disputes: [%q]", w.claim())), why)
	case 2:
		return fmt.Sprintf(`retractClaim(id: %q, %s)`, w.claim(), why)
	case 3, 4:
		return fmt.Sprintf(`correctClaim(id: %q, input: {%s}, %s)`, w.claim(), w.pick(
			"modality: ASSERTED", "modality: ALLEGED", fmt.Sprintf("to: %q", w.entity()), `when: {edtf: "2031-05"}`, "when: null", "disputes: []"), why)
	case 5:
		key := fmt.Sprint("newcomer-", w.random.IntN(4))
		return fmt.Sprintf(`addEntity(input: {key: %q, type: "MilitantGroup", name: "The %s"}, %s)`, key, key, why)
	case 6:
		return fmt.Sprintf(`addNames(entity: %q, names: [{text: "Name %d"}], %s)`, w.entity(), w.random.IntN(9), why)
	case 7:
		return fmt.Sprintf(`mergeEntities(from: %q, into: %q, %s)`, w.entity(), w.entity(), why)
	case 8:
		return fmt.Sprintf(`judgeIdentity(input: {a: %q, b: %q, judgement: %s}, %s)`, w.entity(), w.entity(), w.pick("SAME", "DIFFERENT"), why)
	case 9:
		key := fmt.Sprint("splinter-", w.random.IntN(4))
		return fmt.Sprintf(`splitEntity(entity: %q, input: {entity: {key: %q, type: "MilitantGroup", name: "The %s"}, claims: [%q]}, %s)`,
			w.entity(), key, key, w.claim(), why)
	case 10:
		return fmt.Sprintf(`reviewContradiction(input: {contradiction: %q, finding: %s}, %s)`, w.contradiction(), w.pick("STANDS", "APPARENT"), why)
	case 11:
		key := fmt.Sprint("helps_", w.random.IntN(3))
		return fmt.Sprintf(`defineTerm(input: {kind: RELATION, term: %q, label: %q, inverseLabel: "helped by", aspect: EVENT, definition: "Whim %d."}, %s)`, key, key, w.n, why)
	case 12:
		edition := strings.Replace(courier, "2031-06,", w.pick("2031-05,", "2031-07,", "2031-08,"), 1)
		return fmt.Sprintf(`loadSource(input: {name: "courier.yaml", content: %s}, %s)`, quoted(edition), why)
	}
	return fmt.Sprintf(`undoBatch(input: {transaction: %d}, %s)`, 2+w.random.IntN(int(w.workspace.store.Last())), why)
}

func (w *whim) pick(all ...string) string { return all[w.random.IntN(len(all))] }

// entity is the key of an entity that there is now.
func (w *whim) entity() string {
	var keys []string
	g := w.live.Index().Present()
	for n := range g.Entities(index.Window[graph.EntityKey]{}) {
		keys = append(keys, string(g.Key(n)))
	}
	return w.pick(keys...)
}

// claim is the id of a claim that there is now; of one that there never was if there are none.
func (w *whim) claim() string {
	ids := []string{noDigest}
	for c := range w.live.Index().Present().Claims(index.Window[graph.ClaimID]{}) {
		ids = append(ids, c.ID.String())
	}
	return w.pick(ids[min(1, len(ids)-1):]...)
}

// contradiction is the id of one that is found now; else of none.
func (w *whim) contradiction() string {
	found := w.live.Index().Present().Contradictions()
	if len(found) == 0 {
		return w.denial
	}
	return found[w.random.IntN(len(found))].ID.String()
}
