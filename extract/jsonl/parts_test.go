package jsonl_test

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"dyad/extract/jsonl"
	"dyad/graph"
	"dyad/store"

	gocmp "github.com/google/go-cmp/cmp"
)

// TestInPartsAsWhole loads random files one after the other into two stores, into one of them in parts: small worlds, so that much of what a file
// brings was there before, in other words, or of another batch; lines in any order; faults in the file, and faults that only the store finds;
// what curators decided in between. Everything that is told and everything that is stored is the same.
func TestInPartsAsWhole(t *testing.T) {
	outcomes := map[string]int{}
	for seed := range uint64(8) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			w := &world{rand.New(rand.NewPCG(seed, 7))}
			whole, parts := opened(t), opened(t)
			file := ""
			for step := range 40 {
				if !w.one(4) || file == "" {
					file = w.file()
				}
				c := store.Commit{Time: noon.Add(time.Duration(step) * time.Hour), Author: "Vale", DryRun: w.one(8)}
				outcomes[loadBoth(t, whole, parts, fmt.Sprintf("step %d", step), file, 1+w.IntN(4), c)]++
				if w.one(15) {
					w.decide(t, step, whole, parts)
				}
				if want, got := text(t, whole.Archive(t.Context())), text(t, parts.Archive(t.Context())); want != got {
					t.Fatalf("step %d: the stores differ (-whole +in parts):\n%s\nafter this file:\n%s", step, gocmp.Diff(want, got), file)
				}
			}
			if findings, err := parts.Verify(t.Context()); err != nil || len(findings) > 0 {
				t.Errorf("Verify = %v, %v, want nothing", findings, err)
			}
			third, fourth := opened(t), opened(t) // the export has the decisions, and what they set aside
			if got := loadBoth(t, third, fourth, "the export", text(t, whole.Records(t.Context(), 0)), 2, store.Commit{Time: noon}); got != "loaded" && whole.Last() > 0 {
				t.Errorf("the export was %s", got)
			}
			want, got := text(t, whole.Records(t.Context(), 0)), text(t, fourth.Records(t.Context(), 0))
			if diff := gocmp.Diff(want, got); diff != "" {
				t.Errorf("the export loaded in parts (-first +second):\n%s", diff)
			}
		})
	}
	for _, o := range []string{"loaded", "unchanged", "a dry run", "wrong in itself", "refused"} {
		if outcomes[o] < 10 {
			t.Errorf("%d loads were %s: the test sees too few; in all %v", outcomes[o], o, outcomes)
		}
	}
}

var noon = time.Date(2031, 5, 6, 12, 0, 0, 0, time.UTC)

// loadBoth loads a file into both stores, into the second in parts, compares all that is told, and says what became of it.
func loadBoth(t *testing.T, whole, parts *store.Store, on, file string, most int, c store.Commit) string {
	t.Helper()
	bundles, wantFaults := jsonl.Read("valley.jsonl", strings.NewReader(file))
	survey, gotFaults := jsonl.Open("valley.jsonl", strings.NewReader(file))
	if diff := gocmp.Diff(wantFaults, gotFaults); diff != "" {
		t.Fatalf("%s: the problems of the file differ (-whole +in parts):\n%s\n%s", on, diff, file)
	}
	if len(wantFaults) > 0 {
		return "wrong in itself"
	}
	want, wantErr := whole.Load(t.Context(), bundles, c)
	got, gotErr := parts.LoadParts(t.Context(), nil, survey.Whole(), survey.Parts(most), c)
	if diff := gocmp.Diff(problems(wantErr), problems(gotErr)); diff != "" {
		t.Fatalf("%s: what the store says differs (-whole +in parts):\n%s\n%s", on, diff, file)
	}
	for i := range got.Batches {
		b := &got.Batches[i]
		if b.Same && len(b.Kinds) == 0 {
			for kind, n := range survey.Counts(b.Key) {
				b.Kinds[kind] = store.Counts{Read: n, Unchanged: n}
			}
		}
	}
	if diff := gocmp.Diff(inOrder(want), inOrder(got)); diff != "" {
		t.Fatalf("%s: the reports differ (-whole +in parts):\n%s\n%s", on, diff, file)
	}
	switch {
	case wantErr != nil:
		return "refused"
	case c.DryRun:
		return "a dry run"
	case want.Tx == 0:
		return "unchanged"
	}
	return "loaded"
}

// problems are why a load is refused, in an order of their own.
func problems(err error) []string {
	if err == nil {
		return nil
	}
	var found store.Problems
	if !errors.As(err, &found) {
		return []string{"error: " + err.Error()}
	}
	var all []string
	for _, p := range found {
		all = append(all, p.String())
	}
	slices.Sort(all)
	return all
}

// inOrder puts what curators kept into an order of its own.
func inOrder(r store.Report) store.Report {
	for _, b := range r.Batches {
		slices.SortFunc(b.Kept, func(x, y store.Kept) int { return cmp.Compare(x.String(), y.String()) })
	}
	return r
}

// A world draws files.
type world struct{ *rand.Rand }

func (w *world) one(in int) bool { return w.IntN(in) == 0 }

// batches are the batch that is named like the file, one that lines name, and two of other files.
var batches = []graph.BatchKey{"", "ferry", "groups", "annals"}

// batch draws a batch. Most records of a kind are of the same one.
func (w *world) batch(at int) graph.BatchKey {
	if w.one(12) {
		return batches[w.IntN(len(batches))]
	}
	return batches[at%len(batches)]
}

// file draws a file: a part of a small world.
func (w *world) file() string {
	var lines []string
	put := func(kind graph.RecordKind, record any) {
		data, err := graph.EncodeRecord(record)
		if err != nil {
			panic(err)
		}
		line := graph.Line{Kind: kind, JSON: data}
		lines = append(lines, strings.TrimSuffix(string(line.Append(nil)), "\n"))
	}
	w.words(put)
	entities := w.entities(put)
	for i, s := range []graph.SourceKey{"gazette-1", "gazette-2"} {
		put(graph.SourceRecord, graph.Source{Key: s, Kind: graph.Article, Genre: graph.Reporting, Publisher: "Gazette", Batch: w.batch(i)})
		for j, e := range entities {
			if w.one(5) {
				put(graph.MentionRecord, graph.Mention{Source: s, Entity: e, Form: string(e), Part: graph.Part{Start: 10 * j, End: 10*j + 4}, Batch: w.batch(j)})
			}
		}
	}
	w.claims(entities, put)
	for i, k := range batches[2:] {
		if w.one(2) {
			put(graph.BatchRecord, graph.Batch{Key: k, Digest: fmt.Sprint("edition ", i+w.IntN(2))})
		}
	}
	lines = w.spoil(lines)
	if w.one(2) {
		w.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	}
	return strings.Join(lines, "\n") + "\n"
}

// words draws the vocabulary, which nearly always is whole.
func (w *world) words(put func(graph.RecordKind, any)) {
	for _, term := range vocabulary().Terms {
		if w.one(400) {
			continue
		}
		term.Batch = "words"
		put(graph.TermRecord, term)
	}
}

// entities draws entities below others, in circles too, merged into others and judged to be others, and shared by batches.
func (w *world) entities(put func(graph.RecordKind, any)) []graph.EntityKey {
	var keys []graph.EntityKey
	for i := range 9 {
		if !w.one(12) {
			keys = append(keys, graph.EntityKey(fmt.Sprint("state-", (i*7)%9)))
		}
	}
	any := func() graph.EntityKey { return keys[w.IntN(len(keys))] }
	for i, k := range keys {
		e := graph.Entity{Key: k, Type: "State", Name: fmt.Sprint("State ", k, " ", w.IntN(12)/11), Batch: w.batch(i)}
		if w.one(4) {
			e.Parent = any()
		}
		switch {
		case w.one(7) && i > 0:
			e.MergedInto = keys[w.IntN(i)]
		case w.one(60):
			e.MergedInto = any()
		case w.one(7) && i > 0:
			put(graph.SameAsRecord, graph.SameAs{From: k, Into: keys[w.IntN(i)], Same: !w.one(3), Reason: "it says so", Batch: w.batch(i + 1)})
		}
		put(graph.EntityRecord, e)
		if b := batches[1+w.IntN(3)]; w.one(5) && (b != e.Batch || w.one(30)) {
			put(graph.ShareRecord, graph.Share{Batch: b, Kind: graph.EntityRecord, ID: k.ID().String()})
		}
	}
	if w.one(40) {
		put(graph.SameAsRecord, graph.SameAs{From: any(), Into: any(), Same: true, Reason: "a guess", Batch: "ferry"})
	}
	return keys
}

// claims draws claims that dispute, reconcile and hold others, with their ids and without, and verdicts.
func (w *world) claims(entities []graph.EntityKey, put func(graph.RecordKind, any)) {
	words := graph.NewVocabulary(vocabulary().Terms)
	var ids []graph.ClaimID
	some := func() []graph.ClaimID { return []graph.ClaimID{ids[w.IntN(len(ids))]} }
	var drawn []graph.Claim
	var own []graph.ClaimID
	for i := range 14 {
		from := w.IntN(len(entities))
		to := (from + 1 + w.IntN(len(entities)-1)) % len(entities)
		if w.one(200) {
			to = from
		}
		c := graph.Claim{
			Source: graph.SourceKey(fmt.Sprint("gazette-", 1+i%2)), From: entities[from], Type: []graph.TermKey{"supports", "fights", "announces", "x:rows"}[w.IntN(4)],
			To: entities[to], Number: &graph.Number{Worded: fmt.Sprint(i)}, Gist: fmt.Sprint("gist ", w.IntN(9)/8), Batch: w.batch(i),
		}
		if c.Type == "announces" && len(ids) > 0 {
			c.Roles = graph.Roles{{Name: "content", Claims: some()}}
		}
		canonical := c
		canonical.Normalize(words.Relation(c.Type))
		id := canonical.DerivedID()
		if slices.Contains(ids, id) {
			continue
		}
		ids = append(ids, id)
		switch {
		case w.one(9):
			c = canonical
			c.ID, c.Revision, c.Modality = id, 2, graph.Planned // it was corrected
			if w.one(2) && c.Type == "announces" {
				c.Roles = graph.Roles{{Name: "content", Claims: some()}} // maybe itself
			}
		case w.one(2):
			c = canonical
			c.ID = id
		}
		drawn, own = append(drawn, c), append(own, id)
	}
	for i := range drawn {
		others := slices.DeleteFunc(append(some(), some()...), func(id graph.ClaimID) bool { return id == own[i] })
		if w.one(3) {
			drawn[i].Disputes = others
		}
		if w.one(6) {
			drawn[i].Reconciles = others
		}
		put(graph.ClaimRecord, drawn[i])
	}
	for i := range 2 {
		put(graph.VerdictRecord, graph.Verdict{
			Contradiction: graph.ContradictionIDOf(graph.PolarityRule, ids[i]), Finding: graph.Apparent, Reason: "the paper", Prefers: some(), Batch: w.batch(i),
		})
	}
}

// spoil draws what is wrong with a file, if anything is.
func (w *world) spoil(lines []string) []string {
	at := w.IntN(len(lines))
	switch w.IntN(20) {
	case 0:
		return slices.Insert(lines, at, `{"kind":"entity","key":"quay","typ":"State","name":"Quay"}`)
	case 1:
		return append(lines, lines[at], lines[w.IntN(len(lines))], lines[at]) // a second and a third line for one record
	case 2:
		return append(lines, `{"kind":"claim","source":"gazette-1","from":"state-1","type":"supports","to":"nobody"}`)
	case 3:
		return append(lines, `{"kind":"share","batch":"ferry","of":"entity","record":"`+graph.EntityKey("nobody").ID().String()+`"}`)
	case 4:
		return slices.Delete(lines, at, at+1)
	case 5:
		return append(lines, "", "  \r", `{"kind":"relationship","from":"anything"}`)
	case 6:
		return append(lines, `{"kind":"verdict","contradiction":"cca0aabb-b63d-5bcf-a0ce-6dc701301b46","finding":"decided","reason":"r","prefers":["70825ac7-f23d-51b6-bece-c1ee5c37f876"]}`)
	}
	return lines
}

// decide has a curator reword or retract an entity or a claim in both stores, if they let her.
func (w *world) decide(t *testing.T, step int, stores ...*store.Store) {
	t.Helper()
	var all []graph.Line
	for line, err := range stores[0].Records(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		if line.Kind == graph.EntityRecord || line.Kind == graph.ClaimRecord {
			all = append(all, line)
		}
	}
	if len(all) == 0 {
		return
	}
	line := all[w.IntN(len(all))]
	bundles, _ := jsonl.Read("", strings.NewReader(string(line.Append(nil))))
	retract := w.one(3)
	var errs []string
	for _, s := range stores {
		edit := editOf(bundles[0], fmt.Sprint("as of step ", step), retract)
		by := graph.Signature{Author: "vale", Reason: "judged", Time: noon.Add(time.Duration(step)*time.Hour + time.Minute)}
		_, err := s.Curate(context.Background(), edit, by)
		errs = append(errs, fmt.Sprint(err))
	}
	if errs[0] != errs[1] {
		t.Fatalf("step %d: Curate = %v in one store, and %v in the other", step, errs[0], errs[1])
	}
}

// editOf rewords or retracts the one record of a bundle.
func editOf(b graph.Bundle, words string, retract bool) graph.Edit {
	if len(b.Entities) > 0 {
		e := b.Entities[0]
		if retract {
			return graph.Edit{Retract: []graph.RecordID{{Kind: graph.EntityRecord, ID: e.ID.String()}}}
		}
		e.Description, e.Batch = words, ""
		return graph.Edit{Put: graph.Bundle{Entities: []graph.Entity{e}}}
	}
	c := b.Claims[0]
	if retract {
		return graph.Edit{Retract: []graph.RecordID{{Kind: graph.ClaimRecord, ID: c.ID.String()}}}
	}
	c.Gist, c.Batch = words, ""
	return graph.Edit{Put: graph.Bundle{Claims: []graph.Claim{c}}}
}
