package stix_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dyad/extract"
	"dyad/extract/stix"
	"dyad/graph"
	"dyad/graph/index"
	"dyad/internal/export"
	"dyad/internal/indexed"
	"dyad/seeds"
	"dyad/store"
	"dyad/store/storetest"

	"github.com/google/go-cmp/cmp"
)

// TestReadBack exports a graph, reads the bundle into a store that has its vocabulary, and compares what either store exports as JSON
// Lines: nothing may differ but what the format says that it lacks, and the name of the batch.
func TestReadBack(t *testing.T) {
	tests := []struct {
		name string
		load func(t *testing.T) (vocabulary, rest []graph.Bundle)
	}{
		{"the corpus", corpus},
		{"a graph made to break readers", nasty},
		{"merges, corrections, claims about claims, credibilities", hard},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			vocabulary, rest := tt.load(t)
			first := opened(t)
			load(t, first, slices.Concat(vocabulary, rest)...)
			written := exported(t, first, export.Request{})
			found, problems := stix.Read("back.stix.json", bytes.NewReader(written))
			if len(problems) > 0 {
				t.Fatalf("Read of what was written: %v", problems)
			}
			second := opened(t)
			load(t, second, slices.Concat(vocabulary, found.Bundles)...)
			if diff := cmp.Diff(kept(t, first), kept(t, second)); diff != "" {
				t.Errorf("records (-before +after):\n%s", diff)
			}
			if again := exported(t, second, export.Request{}); !bytes.Equal(written, again) {
				t.Error("the bundle that is written of it differs from the first")
			}
		})
	}
}

// TestReadPart reads a part of a graph: who speaks in it and what is spoken of come along.
func TestReadPart(t *testing.T) {
	vocabulary, rest := hard(t)
	s := opened(t)
	load(t, s, slices.Concat(vocabulary, rest)...)
	match := func(g *index.Graph) *index.Matcher {
		m, err := g.Matcher(index.Filter{Types: []graph.TermKey{"announces"}})
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	x := indexOf(t, s)
	found, problems := stix.Read("part.json", bytes.NewReader(exported(t, s, export.Request{Match: match(x.Present())})))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	part := found.Bundles[0]
	var keys []graph.EntityKey
	for _, e := range part.Entities {
		keys = append(keys, e.Key)
	}
	slices.Sort(keys)
	// The valley announces something to the harbour, at the regatta. The old harbour and the pier are known as the harbour now, which a
	// list files under the lakes.
	if want := []graph.EntityKey{"blue-valley", "lakes", "old-harbour", "pier", "red-harbour", "regatta"}; !slices.Equal(keys, want) {
		t.Errorf("entities = %v, want %v", keys, want)
	}
	// What is announced is not of the part: the announcement comes without it, and is cited as before.
	var announced graph.ClaimID
	for _, c := range rest[0].Claims {
		if c.Type == "announces" {
			announced = c.ID
		}
	}
	if len(part.Claims) != 1 || len(part.Claims[0].Roles.Claims("content")) != 0 || part.Claims[0].ID != announced {
		t.Errorf("claims = %+v, want the announcement %s without content", part.Claims, announced)
	}
	if n := noted(found, "claims that others have in a role and that are not in the file: the reference is left out"); n != 1 {
		t.Errorf("claims that are spoken of and not there: %d noted, want 1", n)
	}
	second := opened(t)
	load(t, second, slices.Concat(vocabulary, found.Bundles)...)
}

// hard is a graph of whatever is hard to carry. All of it is invented.
func hard(t *testing.T) (vocabulary, rest []graph.Bundle) {
	t.Helper()
	vocabulary, _ = corpus(t)
	weight, low := 21.5, 3.0
	promise := claim(graph.Claim{
		Source: "gazette", From: "red-harbour", Type: "supports", To: "blue-valley", Modality: graph.Planned,
		Voices: []graph.Voice{{Entity: "lakes", Mode: graph.Document, Stance: graph.Doubts}, {Label: "an envoy", Affiliation: "red-harbour"}},
		Number: &graph.Number{Low: &low, High: &weight, Unit: "boats", Worded: "<some> & more"}, Credibility: 2, Annotator: "Vale", Codebook: "0.1",
		When: graph.When{EDTF: date(t, "2031?"), Basis: graph.RelativeBasis}, Gist: "a\ttab, a \u0007 bell, a \u2028 separator",
	})
	announced := claim(graph.Claim{
		Source: "gazette", From: "blue-valley", Type: "announces", To: "old-harbour",
		Roles: graph.Roles{{Name: "content", Claims: []graph.ClaimID{promise.ID}}, {Name: "event", Entities: []graph.EntityKey{"regatta"}}},
	})
	corrected := claim(graph.Claim{Source: "almanac", From: "blue-valley", Type: "opposes", To: "red-harbour"})
	corrected.Polarity, corrected.Revision = graph.Negated, 3
	rejected := claim(graph.Claim{
		Source: "almanac", From: "blue-valley", Type: "x:rows against", To: "old-harbour",
		Voices:   []graph.Voice{{Entity: "red-harbour", Stance: graph.Rejects}},
		Disputes: []graph.ClaimID{promise.ID},
		Evidence: []graph.Occurrence{{Parts: []graph.Part{{Start: 3, End: 9, SHA256: strings.Repeat("0c", 32)}, {Start: 12, End: 14}}}},
	})
	return vocabulary, []graph.Bundle{{
		Batch: graph.Batch{Key: "hard"},
		Entities: []graph.Entity{
			{Key: "blue-valley", Type: "State", Name: "Blue Valley", External: []graph.ExternalID{{Scheme: "cve", Value: "none"}, {Scheme: "wikidata", Value: "Q1", Verified: true}}},
			{Key: "red-harbour", Type: "State", Name: "Red Harbour", Description: "on the \"coast\"", Parent: "lakes"},
			{Key: "old-harbour", Type: "x:port & pier", Name: "Old Harbour"},
			{Key: "pier", Type: "Facility", Name: "Pier", MergedInto: "red-harbour"},
			{Key: "lakes", Type: "x:campaign", Name: "Lakes"},
			{Key: "regatta", Type: "Event", Name: "Regatta"},
		},
		Sources: []graph.Source{
			{Key: "gazette", Kind: graph.Article, Genre: graph.Opinion, Publisher: "Gazette", Published: graph.Published{EDTF: date(t, "2031-06~"), Basis: graph.InferredBasis}, URL: "no url"},
			{Key: "almanac", Author: "Vale", URL: "https://example.org/almanac?a=1&b=2", Reliability: "C", Note: "in two\nlines"},
		},
		Claims: []graph.Claim{promise, announced, corrected, rejected},
		SameAs: []graph.SameAs{{From: "old-harbour", Into: "red-harbour", Same: true, Reason: "renamed", Annotator: "Vale"}},
	}}
}

// exportAll asks for everything.
var exportAll = export.Request{}

// claim is a claim with its id.
func claim(c graph.Claim) graph.Claim {
	c.Normalize(&graph.Term{})
	c.ID = c.DerivedID()
	return c
}

func date(t *testing.T, text string) graph.EDTF {
	t.Helper()
	d, err := graph.ParseEDTF(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// corpus reads what dyad brings along.
func corpus(t *testing.T) (vocabulary, rest []graph.Bundle) {
	t.Helper()
	var files []extract.File
	err := fs.WalkDir(seeds.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := seeds.FS.ReadFile(name)
		files = append(files, extract.File{Name: name, Data: data})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return parted(t, files)
}

// nasty reads the fixture that the readers of others are tried on.
func nasty(t *testing.T) (vocabulary, rest []graph.Bundle) {
	t.Helper()
	words, err := seeds.FS.ReadFile("vocabulary.yaml")
	if err != nil {
		t.Fatal(err)
	}
	fixture, err := os.ReadFile(filepath.Join("..", "..", "internal", "conformance", "testdata", "nasty.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return parted(t, []extract.File{{Name: "vocabulary.yaml", Data: words}, {Name: "nasty.yaml", Data: fixture}})
}

// parted reads annotations, and parts the vocabulary from the rest.
func parted(t *testing.T, files []extract.File) (vocabulary, rest []graph.Bundle) {
	t.Helper()
	bundles, problems := extract.Read(files, extract.Base{}, nil)
	if !extract.Usable(problems) {
		t.Fatal(problems)
	}
	for _, b := range bundles {
		if len(b.Terms) > 0 {
			vocabulary = append(vocabulary, b)
			continue
		}
		rest = append(rest, b)
	}
	return vocabulary, rest
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
	report, err := s.Load(context.Background(), bundles, store.Commit{Time: time.Unix(0, 0).UTC()})
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	return report
}

func indexOf(t *testing.T, s *store.Store) *index.Index {
	t.Helper()
	x, err := indexed.Build(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// exported is a part of a store as STIX.
func exported(t *testing.T, s *store.Store, r export.Request) []byte {
	t.Helper()
	selection, err := export.Select(t.Context(), indexOf(t, s).Present(), r)
	if err != nil {
		t.Fatal(err)
	}
	selection.Claims = s
	var out bytes.Buffer
	if err := export.STIX(t.Context(), &out, selection); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// kept are the records of a store that STIX has a place for, without their batches, as lines in their order.
func kept(t *testing.T, s *store.Store) []string {
	t.Helper()
	var lines []string
	for line, err := range s.Records(t.Context(), 0) {
		if err != nil {
			t.Fatal(err)
		}
		switch line.Kind {
		case graph.EntityRecord, graph.SourceRecord, graph.ClaimRecord, graph.SameAsRecord:
		default:
			continue
		}
		var fields map[string]any
		if err := json.Unmarshal(line.JSON, &fields); err != nil {
			t.Fatal(err)
		}
		delete(fields, "batch")
		text, err := json.Marshal(fields)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, string(line.Kind)+" "+string(text))
	}
	return lines
}

// noted is how often something was noted.
func noted(f *extract.Foreign, what string) int {
	for _, n := range f.Notes {
		if n.What == what {
			return n.Count
		}
	}
	return 0
}

// TestATTACK reads the two files of MITRE that stand beside the checkout, loads them into one store with the built-in vocabulary, and
// writes and reads them again. The counts are those that other programs found in the files.
func TestATTACK(t *testing.T) {
	vocabulary, _ := corpus(t)
	one := opened(t)
	for _, tt := range []struct {
		file                              string
		entities, claims, revoked, oldest int
	}{
		{"mobile-attack", 723, 1811, 53, 13},
		{"ics-attack", 451, 1373, 0, 12},
	} {
		t.Run(tt.file, func(t *testing.T) {
			found := attack(t, tt.file)
			b := found.Bundles[0]
			if len(b.Entities) != tt.entities || len(b.Claims) != tt.claims {
				t.Errorf("%d entities and %d claims, want %d and %d", len(b.Entities), len(b.Claims), tt.entities, tt.claims)
			}
			there := map[graph.EntityKey]bool{}
			for _, e := range b.Entities {
				there[e.Key] = true
			}
			for _, c := range b.Claims {
				if !there[c.From] || !there[c.To] {
					t.Errorf("claim %s leads from %s to %s, which are not both there", c.ID, c.From, c.To)
				}
			}
			if n := noted(found, "attack-pattern objects that are revoked"); n != tt.revoked {
				t.Errorf("%d techniques are revoked, want %d", n, tt.revoked)
			}
			if n := noted(found, "attack-pattern objects that are deprecated"); n != tt.oldest {
				t.Errorf("%d techniques are deprecated, want %d", n, tt.oldest)
			}
			src := b.Sources[0]
			if src.Publisher != "The MITRE Corporation" || !strings.Contains(src.Note, "The MITRE Corporation") {
				t.Errorf("the source is of %q, and its note is %q: want both to name MITRE", src.Publisher, src.Note)
			}

			alone := opened(t)
			load(t, alone, slices.Concat(vocabulary, found.Bundles)...)
			written := exported(t, alone, export.Request{})
			back, problems := stix.Read(tt.file+".stix.json", bytes.NewReader(written))
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			again := opened(t)
			load(t, again, slices.Concat(vocabulary, back.Bundles)...)
			if diff := cmp.Diff(kept(t, alone), kept(t, again)); diff != "" {
				t.Errorf("read, written and read (-first +second):\n%s", diff)
			}
			load(t, one, slices.Concat(vocabulary, found.Bundles)...)
		})
	}
}

// attack reads a file of ATT&CK, or skips the test.
func attack(t *testing.T, name string) *extract.Foreign {
	t.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", "mitre", name+".jsonl.gz")
	file, err := os.Open(path)
	if os.IsNotExist(err) {
		t.Skip("the data of MITRE is not beside the checkout: shared/data/mitre")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	unpacked, err := gzip.NewReader(file)
	if err != nil {
		t.Fatal(err)
	}
	found, problems := stix.Read(filepath.Base(path), unpacked)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return found
}
