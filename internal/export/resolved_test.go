package export_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"

	"dyad/extract"
	"dyad/extract/claimtable"
	"dyad/extract/ftm"
	"dyad/graph"
	"dyad/graph/index"
	"dyad/internal/export"

	"github.com/google/go-cmp/cmp"
)

// goBetween is a world in which the Reapers mediate between Mowers and the Valley Watch, as a man of the Watch says, and the Watch is one with the
// Ferry Men, whose key comes before that of the Mowers: under present keys the claim is written the other way round. The Ferry Men are part of the Hay Band.
func goBetween(t *testing.T) (w *world, x *index.Index, id graph.ClaimID) {
	t.Helper()
	w = &world{claims: map[graph.ClaimID]*graph.Claim{}}
	in := w.input(bundlesOf(t, extract.File{Name: "paper.yaml", Data: []byte(`dyad: 1
kind: annotations
source: {key: paper, kind: article, genre: reporting, publisher: Sandgate Gazette, published: 2031-05-04,
  text: {file: none.txt, sha256: "0000000000000000000000000000000000000000000000000000000000000000", codepoints: 100}}
annotator: a
codebook: "0"
entities:
  - {key: mowers, type: MilitantGroup, name: Mowers}
  - {key: reapers, type: MilitantGroup, name: Reapers}
  - {key: hay-band, type: MilitantGroup, name: Hay Band}
  - {key: ferry-men, type: MilitantGroup, name: Ferry Men}
  - {key: valley-watch, type: MilitantGroup, name: Valley Watch}
claims:
  - {claim: reapers mediates mowers, roles: {counterparty: valley-watch}, voices: [{entity: valley-watch}], at: 0-9, gist: Talks.}
  - {claim: ferry-men part_of hay-band, at: 10-19, gist: A band.}
`)}))
	in.SameAs = []graph.Version[graph.SameAs]{{Value: graph.SameAs{From: "valley-watch", Into: "ferry-men", Same: true}, Opened: 1}}
	x, err := index.Build(in)
	if err != nil {
		t.Fatal(err)
	}
	w.graph = x.Present()
	for _, c := range w.claims {
		if c.Type == "mediates" {
			id = c.ID
		}
	}
	return w, x, id
}

// TestEndsAndRolesAreOfOneForm: whoever a claim is about is in the row of that claim, each once, in every format that writes it under present keys.
func TestEndsAndRolesAreOfOneForm(t *testing.T) {
	w, x, id := goBetween(t)
	formats := map[string]func(*testing.T, *export.Selection, graph.ClaimID) []string{"csv": csvSides, "ftm": ftmSides, "parquet": parquetSides, "nquads": rdfSides, "csv-neo4j": lpgSides}
	for name, sides := range formats {
		for rollup, want := range map[graph.Rollup][]string{graph.NoRollup: {"ferry-men", "mowers"}, graph.RollupParts: {"hay-band", "mowers"}} {
			t.Run(name+" "+string(rollup), func(t *testing.T) {
				g, err := x.Under(graph.View{Rollup: rollup})
				if err != nil {
					t.Fatal(err)
				}
				s := everything(t, g)
				s.Claims = w
				got := sides(t, s, id)
				slices.Sort(got)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("between whom (-want +got):\n%s", diff)
				}
			})
		}
	}
}

// sidesOf is an end and those in the role that projects.
func sidesOf(c *graph.Claim) []string {
	got := []string{string(c.To)}
	for _, key := range c.Roles.Entities(graph.RoleCounterparty) {
		got = append(got, string(key))
	}
	return got
}

func csvSides(t *testing.T, s *export.Selection, id graph.ClaimID) []string {
	t.Helper()
	return sidesOf(tableClaim(t, write(t, format(t, "csv"), s), claimtable.Read, id))
}

func ftmSides(t *testing.T, s *export.Selection, id graph.ClaimID) []string {
	t.Helper()
	return sidesOf(tableClaim(t, write(t, format(t, "ftm"), s), ftm.Read, id))
}

// tableClaim reads a file back and returns a claim.
func tableClaim(t *testing.T, data []byte, read func(string, io.Reader) (*extract.Foreign, []extract.Problem), id graph.ClaimID) *graph.Claim {
	t.Helper()
	out, problems := read("file", bytes.NewReader(data))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, b := range out.Bundles {
		for i := range b.Claims {
			if b.Claims[i].ID == id {
				return &b.Claims[i]
			}
		}
	}
	t.Fatalf("claim %v is not there", id)
	return nil
}

func parquetSides(t *testing.T, s *export.Selection, id graph.ClaimID) []string {
	t.Helper()
	for _, file := range format(t, "parquet").Tables {
		if file.Name != "claims" {
			continue
		}
		for line := range strings.Lines(string(readParquet(t, written(t, file, s)))) {
			var row struct {
				ID, To string
				Roles  []struct{ Entities []string }
			}
			if json.Unmarshal([]byte(line), &row) != nil || row.ID != id.String() {
				continue
			}
			got := []string{row.To}
			for _, r := range row.Roles {
				got = append(got, r.Entities...)
			}
			return got
		}
	}
	return nil
}

func rdfSides(t *testing.T, s *export.Selection, id graph.ClaimID) []string {
	t.Helper()
	var got []string
	for _, q := range quads(t, s) {
		if q.graph != "urn:uuid:"+id.String() || !strings.HasSuffix(q.predicate, "#object") && q.predicate != ownTerms+"role/counterparty" {
			continue
		}
		for _, key := range []graph.EntityKey{"mowers", "ferry-men", "valley-watch", "hay-band"} {
			if q.object == entityIRI(key) {
				got = append(got, string(key))
			}
		}
	}
	return got
}

// lpgSides reads the column of roles of the claim, and to whom an edge leads for its end.
func lpgSides(t *testing.T, s *export.Selection, id graph.ClaimID) []string {
	t.Helper()
	var got []string
	for _, file := range format(t, "csv-neo4j").Tables {
		rows, err := csv.NewReader(bytes.NewReader(written(t, file, s))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			switch {
			case row[0] != id.String():
			case file.Name == "about" && row[2] == "TO_ENTITY":
				got = append(got, row[1])
			case file.Name == "claims":
				var roles graph.Roles
				if err := json.Unmarshal([]byte(row[slices.Index(rows[0], "roles:string")]), &roles); err != nil {
					t.Fatal(err)
				}
				for _, key := range roles.Entities(graph.RoleCounterparty) {
					got = append(got, string(key))
				}
			}
		}
	}
	return got
}

// TestWhoSpeaksStaysWhoSpoke: a merge gives a voice its present key, and a rollup says nothing of whom it belongs to.
func TestWhoSpeaksStaysWhoSpoke(t *testing.T) {
	w, x, id := goBetween(t)
	g, err := x.Under(graph.View{Rollup: graph.RollupParts})
	if err != nil {
		t.Fatal(err)
	}
	s := everything(t, g)
	s.Claims = w
	want := []graph.Voice{{Entity: "ferry-men", Mode: graph.Says, Stance: graph.Neutral}}
	for name, read := range map[string]func(string, io.Reader) (*extract.Foreign, []extract.Problem){"csv": claimtable.Read, "ftm": ftm.Read} {
		if diff := cmp.Diff(want, tableClaim(t, write(t, format(t, name), s), read, id).Voices); diff != "" {
			t.Errorf("%s: voices (-want +got):\n%s", name, diff)
		}
	}
	for _, file := range format(t, "csv-neo4j").Tables {
		if text := string(written(t, file, s)); file.Name == "voiced_by" && !strings.Contains(text, id.String()+",ferry-men,VOICED_BY,1,says,neutral,\n") {
			t.Errorf("voiced_by:\n%s", text)
		}
	}
}
