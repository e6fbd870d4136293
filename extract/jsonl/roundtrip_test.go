package jsonl_test

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"testing"
	"time"

	"dyad/extract/jsonl"
	"dyad/graph"
	"dyad/store"
	"dyad/store/storetest"

	"github.com/google/go-cmp/cmp"
)

// TestExportLoadsBackByteForByte exports a graph with everything in it, loads the lines into an empty store, and exports
// again.
func TestExportLoadsBackByteForByte(t *testing.T) {
	first := filled(t)
	want := text(t, first.Records(context.Background(), 0))
	bundles, problems := jsonl.Read("export.jsonl", strings.NewReader(want))
	if len(problems) > 0 {
		t.Fatalf("Read of an export: %v", problems)
	}
	second := opened(t)
	load(t, second, bundles...)
	if diff := cmp.Diff(want, text(t, second.Records(context.Background(), 0))); diff != "" {
		t.Errorf("export, load, export (-first +second):\n%s", diff)
	}
	report := load(t, second, bundles...)
	if report.Tx != 0 {
		t.Errorf("loading the export twice: transaction %d, want none", report.Tx)
	}
}

// TestHistoryRestoresByteForByte does the same with closed records and times.
func TestHistoryRestoresByteForByte(t *testing.T) {
	ctx := context.Background()
	first := filled(t)
	want := text(t, first.Archive(ctx))
	if !jsonl.Historical([]byte(want[:40])) {
		t.Errorf("Historical(%q) = false, want true", want[:40])
	}
	lines, problems := jsonl.History("history.jsonl", strings.NewReader(want))
	if len(problems) > 0 {
		t.Fatalf("History of an archive: %v", problems)
	}
	second := opened(t)
	if err := second.Restore(ctx, values(lines)); err != nil {
		t.Fatalf("Restore: %v", err)
	}
	if diff := cmp.Diff(want, text(t, second.Archive(ctx))); diff != "" {
		t.Errorf("archive, restore, archive (-first +second):\n%s", diff)
	}
	for asOf := graph.Tx(1); asOf <= first.Last(); asOf++ {
		want, got := text(t, first.Records(ctx, asOf)), text(t, second.Records(ctx, asOf))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("records as of %d (-first +second):\n%s", asOf, diff)
		}
	}
	if findings, err := second.Verify(ctx); err != nil || len(findings) > 0 {
		t.Errorf("Verify after Restore: %v, %v, want nothing", findings, err)
	}
}

// TestHistoryKeepsFormerFormsAsTheyWere: what a record was before it was mended is restored, and is no fault of the directory; what it is now would be.
func TestHistoryKeepsFormerFormsAsTheyWere(t *testing.T) {
	ctx := context.Background()
	const transactions = `{"kind":"transaction","tx":1,"time":"2030-05-04T12:00:00Z"}` + "\n" + `{"kind":"transaction","tx":2,"time":"2030-05-05T12:00:00Z"}` + "\n"
	source := func(reliability, recorded string) string {
		return fmt.Sprintf(`{"kind":"source","id":%q,"key":"gazette","title":"Gazette","reliability":%q,"batch":"gazette","recorded":{%s}}`+"\n",
			graph.SourceKey("gazette").ID(), reliability, recorded)
	}
	lines, problems := jsonl.History("h.jsonl", strings.NewReader(transactions+source("G", `"opened":1,"closed":2`)+source("B", `"opened":2`)))
	if len(problems) > 0 {
		t.Fatalf("of a record that was mended: %v", problems)
	}
	s := opened(t)
	if err := s.Restore(ctx, values(lines)); err != nil {
		t.Fatalf("Restore: %v", err)
	}
	if findings, err := s.Verify(ctx); err != nil || len(findings) > 0 {
		t.Errorf("Verify = %v, %v; want nothing", findings, err)
	}
	if _, problems = jsonl.History("h.jsonl", strings.NewReader(transactions+source("G", `"opened":1`))); len(problems) != 1 {
		t.Errorf("of a record that was not mended: %v, want one problem", problems)
	}
}

// TestHistoryLoadsAsThePresent reads an archive as if it were an export: what was closed is left out.
func TestHistoryLoadsAsThePresent(t *testing.T) {
	ctx := context.Background()
	first := filled(t)
	bundles, problems := jsonl.Read("history.jsonl", strings.NewReader(text(t, first.Archive(ctx))))
	if len(problems) > 0 {
		t.Fatalf("Read of an archive: %v", problems)
	}
	second := opened(t)
	load(t, second, bundles...)
	want, got := text(t, first.Records(ctx, 0)), text(t, second.Records(ctx, 0))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the present after loading an archive (-first +second):\n%s", diff)
	}
}

func opened(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), storetest.NewMemory())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func load(t *testing.T, s *store.Store, bundles ...graph.Bundle) store.Report {
	t.Helper()
	at := time.Date(2031, 2, 3, 4, 5, 6, 789, time.UTC).Add(time.Duration(s.Last()) * time.Hour)
	report, err := s.Load(context.Background(), bundles, store.Commit{Time: at, Author: "Vale", Reason: "“quoted”, <b> & \u2028"})
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	return report
}

// text writes lines as a file has them.
func text(t *testing.T, lines iter.Seq2[graph.Line, error]) string {
	t.Helper()
	var b []byte
	for line, err := range lines {
		if err != nil {
			t.Fatal(err)
		}
		b = line.Append(b)
	}
	return string(b)
}

// values yields lines that are in memory.
func values(lines []graph.Line) iter.Seq2[graph.Line, error] {
	return func(yield func(graph.Line, error) bool) {
		for _, line := range lines {
			if !yield(line, nil) {
				return
			}
		}
	}
}

// filled is a store of two batches after three loads: with a shared entity, a merge, a verdict, a correction, a retraction,
// and texts that JSON must escape.
func filled(t *testing.T) *store.Store {
	t.Helper()
	s := opened(t)
	words, gazette := vocabulary(), gazette()
	load(t, s, words, gazette)

	gazette.Batch.Digest = "second edition"
	gazette.Claims[0].ID = first(t, s, "supports").ID // pinned: the same claim, corrected
	gazette.Claims[0].Polarity = graph.Negated
	gazette.Claims = gazette.Claims[:len(gazette.Claims)-1]
	load(t, s, gazette)

	almanac := graph.Bundle{
		Batch:    graph.Batch{Key: "almanac"},         // before the owner of what it shares, so that an order of keys would be wrong
		Entities: []graph.Entity{gazette.Entities[0]}, // in the same words
		SameAs:   []graph.SameAs{{From: "old-harbour", Into: "red-harbour", Same: true, Reason: "renamed"}},
		Verdicts: []graph.Verdict{{
			Contradiction: graph.ContradictionIDOf(graph.PolarityRule, gazette.Claims[0].ID),
			Finding:       graph.Apparent, Reason: "two\nlines\tand a \u0007 bell", Prefers: []graph.ClaimID{gazette.Claims[0].ID},
		}},
	}
	load(t, s, almanac)
	return s
}

// first returns the first claim of a type.
func first(t *testing.T, s *store.Store, typ graph.TermKey) graph.Claim {
	t.Helper()
	feed, err := s.Feed(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for v, err := range feed.Claims {
		if err != nil {
			t.Fatal(err)
		}
		if v.Value.Type == typ && v.Closed == 0 {
			return v.Value
		}
	}
	t.Fatalf("no claim of type %q", typ)
	return graph.Claim{}
}

func vocabulary() graph.Bundle {
	weight := -9.5
	return graph.Bundle{
		Batch: graph.Batch{Key: "vocabulary", Digest: "v1"},
		Terms: []graph.Term{
			{Kind: graph.EntityTypeTerm, Key: "State", Label: "state", Definition: "a country", Class: graph.Actor},
			{Kind: graph.EntityTypeTerm, Key: "Event", Label: "event", Definition: "it happens", Class: graph.Event},
			{
				Kind: graph.RelationTerm, Key: "supports", Label: "supports", Inverse: "supported by", Definition: "helps", Cues: []graph.Cue{"back*", "aid"},
				From: []graph.TermKey{"actor"}, To: []graph.TermKey{"actor"}, Sign: graph.Positive,
				Mappings: []graph.Mapping{{Scheme: "plover", Value: "AID", Verified: true}},
			},
			{
				Kind: graph.RelationTerm, Key: "fights", Label: "fights", Inverse: "fights", Symmetric: true,
				Definition: "is at war", Sign: graph.Negative, Weight: &weight, WeightSource: "plover",
			},
			{Kind: graph.RelationTerm, Key: "announces", Label: "announces", Inverse: "announced by", Definition: "says in public"},
			{Kind: graph.RelationTerm, Key: "began", Label: "began", Unary: true, Definition: "it began"},
			{Kind: graph.RoleTerm, Key: "content", Label: "content", Definition: "what is said", Holds: graph.HoldsClaim},
			{Kind: graph.RoleTerm, Key: "event", Label: "event", Definition: "at which event", Holds: graph.HoldsEntity},
			{Kind: graph.RoleTerm, Key: "office", Label: "office", Definition: "as what", Holds: graph.HoldsTerm},
			{Kind: graph.OfficeTerm, Key: "president", Label: "president", Definition: "head of a state", Exclusive: true},
		},
	}
}

func gazette() graph.Bundle {
	low, high := 24.0, 1e21
	inner := graph.Claim{
		Source: "gazette-1", From: "blue-valley", Type: "fights", To: "red-harbour", Modality: graph.Planned,
		Gist: "“Soon”, they say: a < b && c > d \\ \ufffd 🛶 \u2029", Number: &graph.Number{Low: &low, High: &high, Unit: "boats", Worded: "dozens"},
	}
	inner.Normalize(&graph.Term{Symmetric: true})
	inner.ID = inner.DerivedID()
	return graph.Bundle{
		Batch: graph.Batch{Key: "gazette", Digest: "first edition"},
		Entities: []graph.Entity{
			{
				Key: "red-harbour", Type: "State", Name: "Réd Härbour", Description: "on the \"coast\"",
				Names:    []graph.Name{{Text: "RH", Kind: graph.Acronym, Ambiguous: true}, {Text: "بندر سرخ", Kind: graph.Alias, Language: "fa"}},
				External: []graph.ExternalID{{Scheme: "wikidata", Value: "Q1"}},
			},
			{Key: "blue-valley", Type: "State", Name: "Blue Valley", Parent: "red-harbour"},
			{Key: "old-harbour", Type: "x:port & pier", Name: "Old Harbour"},
			{Key: "harbour", Type: "State", Name: "Harbour", MergedInto: "red-harbour"},
			{Key: "regatta", Type: "Event", Name: "Regatta"},
		},
		Sources: []graph.Source{{
			Key: "gazette-1", Kind: graph.Article, Genre: graph.Reporting, Title: "War & peace <in> the valley\u00a0", Publisher: "Gazette",
			Published: graph.Published{EDTF: date("2021-10/2021-11"), Basis: graph.InferredBasis}, Language: "en", Reliability: "C",
			Text: graph.Text{File: "1.txt", SHA256: strings.Repeat("ab", 32), Codepoints: 900},
		}},
		Mentions: []graph.Mention{
			{Source: "gazette-1", Entity: "red-harbour", Form: "Red Harbour", Part: graph.Part{Start: 0, End: 11, SHA256: strings.Repeat("0c", 32)}},
			{Source: "gazette-1", Entity: "blue-valley", Form: "Blue Valley", Part: graph.Part{Start: 20, End: 31}},
		},
		Claims: []graph.Claim{
			{
				Source: "gazette-1", From: "red-harbour", Type: "supports", To: "blue-valley",
				When:        graph.When{EDTF: date("2021~"), Basis: graph.RelativeBasis, Bound: graph.EndBound},
				Voices:      []graph.Voice{{Label: "unnamed officials", Affiliation: "red-harbour"}, {Entity: "blue-valley", Mode: graph.Believes, Stance: graph.Rejects}},
				Evidence:    []graph.Occurrence{{Parts: []graph.Part{{Start: 0, End: 9}, {Start: 12, End: 14, SHA256: strings.Repeat("1d", 32)}}}},
				Credibility: 2, Annotator: "Vale", Codebook: "0.1", Disputes: []graph.ClaimID{inner.ID},
			},
			inner,
			{
				Source: "gazette-1", From: "blue-valley", Type: "announces", To: "red-harbour",
				Roles: graph.Roles{
					{Name: "office", Terms: []graph.TermKey{"president"}},
					{Name: "content", Claims: []graph.ClaimID{inner.ID}},
					{Name: "event", Entities: []graph.EntityKey{"regatta"}},
				},
			},
			{Source: "gazette-1", From: "regatta", Type: "began", When: graph.When{EDTF: date("2021-08-15")}},
			{Source: "gazette-1", From: "red-harbour", Type: "x:rows against", To: "blue-valley"},
		},
	}
}

func date(s string) graph.EDTF {
	d, err := graph.ParseEDTF(s)
	if err != nil {
		panic(err)
	}
	return d
}
