package export_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"dyad/extract"
	"dyad/graph"
	"dyad/graph/index"
	"dyad/internal/export"

	"github.com/google/go-cmp/cmp"
)

// An actor's and a valley's annotation, to which claims are added.
const valley = `dyad: 1
kind: annotations
source: {key: gazette, kind: article, genre: reporting, publisher: Gazette, %s language: en, text: {file: none.txt, sha256: "0000000000000000000000000000000000000000000000000000000000000000", codepoints: 1000}}
annotator: reed
codebook: "0"
entities:
  - {key: brigade, type: MilitantGroup, name: Orchard Brigade, external: [{scheme: ucdp, value: "77"}]}
  - {key: council, type: Organization, name: Lakes Council}
  - {key: valley, type: State, name: Blue Valley}
claims:
`

const inJune = "published: 2031-06-20,"

// rows reads a table of dyad-period by the names of its columns.
func rows(t *testing.T, w *world, table int, o export.Options) []map[string]string {
	t.Helper()
	s := everything(t, w.graph)
	s.Options = o
	all, err := csv.NewReader(bytes.NewReader(written(t, format(t, "dyad-period").Tables[table], s))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var named []map[string]string
	for _, row := range all[1:] {
		m := map[string]string{}
		for i, cell := range row {
			m[all[0][i]] = cell
		}
		named = append(named, m)
	}
	return named
}

// TestPeriods puts a claim with each sort of date into periods.
func TestPeriods(t *testing.T) {
	tests := []struct {
		name      string
		published string
		when      string
		period    export.Period
		want      []string
	}{
		{"a day lies in its year", inJune, "{edtf: 2030-03-05}", export.YearPeriod, []string{"2030 certain"}},
		{"no period asked for is a year", inJune, "{edtf: 2030-03-05}", "", []string{"2030 certain"}},
		{"a day lies in its month", inJune, "{edtf: 2030-03-05}", export.MonthPeriod, []string{"2030-03 certain"}},
		{"some day of a year may lie in any of its months", inJune, "{edtf: 2030-02/2030-04}", export.MonthPeriod, []string{"2030-02 possible", "2030-03 possible", "2030-04 possible"}},
		{"some day of two years", inJune, "{edtf: 2029-12/2030-01}", export.YearPeriod, []string{"2029 possible", "2030 possible"}},
		{"throughout two years", inJune, "{edtf: 2029-12/2030-01, extent: throughout}", export.YearPeriod, []string{"2029 certain", "2030 certain"}},
		{"about a year is never certain", inJune, "{edtf: 2030~}", export.YearPeriod, []string{"2030 possible"}},
		{"perhaps throughout two years", inJune, "{edtf: 2029?/2030, extent: throughout}", export.YearPeriod, []string{"2029 possible", "2030 possible"}},
		{"throughout, with no end yet: up to publication", inJune, "{edtf: 2030-11/.., extent: throughout}", export.YearPeriod, []string{"2030 certain", "2031 certain"}},
		{"at some time since: it may have been in any", inJune, "{edtf: 2030-11/..}", export.YearPeriod, []string{"2030 possible", "2031 possible"}},
		{"since this year, on some day up to publication", inJune, "{edtf: 2031-02/..}", export.YearPeriod, []string{"2031 certain"}},
		{"no end yet, and nobody knows when that was said", "", "{edtf: 2030-11/.., extent: throughout}", export.YearPeriod, []string{"2030 possible"}},
		{"since after publication", inJune, "{edtf: 2033/..}", export.YearPeriod, []string{"2033 possible"}},
		{"an end that nobody gives", inJune, "{edtf: 2030/}", export.YearPeriod, []string{"2030 possible", "2031 possible"}},
		{"no beginning: the year of the end", inJune, "{edtf: ../2030, extent: throughout}", export.YearPeriod, []string{"2030 certain"}},
		{"a beginning that nobody gives", inJune, "{edtf: /2030}", export.YearPeriod, []string{"2030 possible"}},
		{"an end counts when it came", inJune, "{edtf: 2030, bound: end}", export.YearPeriod, []string{"2030 certain"}},
		{"a beginning in one of two months", inJune, "{edtf: 2030-02/2030-03, bound: start}", export.MonthPeriod, []string{"2030-02 possible", "2030-03 possible"}},
		{"a beginning about then", inJune, "{edtf: 2030~, bound: start}", export.YearPeriod, []string{"2030 possible"}},
		{"an end without a date", inJune, "{bound: end}", export.YearPeriod, []string{" undated"}},
		{"no date", inJune, "", export.YearPeriod, []string{" undated"}},
		{"1200 years are counted in each, 1201 in none", inJune, "{edtf: 0831/2031, extent: throughout}", export.YearPeriod, []string{" wide"}},
		{"a year before the first", inJune, "{edtf: -0043-03}", export.YearPeriod, []string{"-0043 certain"}},
		{"a million million years", inJune, "{edtf: Y-1000000000000/2031}", export.MonthPeriod, []string{" wide"}},
		{"the last December that can be written", inJune, "{edtf: Y1000000000000, bound: start}", export.YearPeriod, []string{"Y1000000000000 certain"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := valleyWith(t, fmt.Appendf(nil, valley+"  - {claim: brigade controls valley, at: 0-10, gist: G., when: %s}\n", tt.published, orNull(tt.when)))
			for table := range 2 {
				var got []string
				for _, row := range rows(t, w, table, export.Options{Period: tt.period}) {
					got = append(got, row["period"]+" "+row["placed"])
				}
				if diff := cmp.Diff(tt.want, got); diff != "" {
					t.Errorf("table %d (-want +got):\n%s", table, diff)
				}
			}
		})
	}
}

func orNull(yaml string) string {
	if yaml == "" {
		return "null"
	}
	return yaml
}

// TestAll1200Periods counts a state of exactly as many years as are counted one by one.
func TestAll1200Periods(t *testing.T) {
	w := valleyWith(t, fmt.Appendf(nil, valley+"  - {claim: brigade controls valley, at: 0-10, gist: G., when: {edtf: 0832/2031, extent: throughout}}\n", inJune))
	if got := rows(t, w, 0, export.Options{}); len(got) != 1200 || got[0]["period"] != "0832" || got[1199]["period"] != "2031" {
		t.Errorf("%d rows, want 1200 from 0832 to 2031", len(got))
	}
}

// TestDyadPeriodCounts counts a year of a pair by hand: who says what, in which direction, and what is only possible.
func TestDyadPeriodCounts(t *testing.T) {
	w := valleyWith(t, fmt.Appendf(nil, valley+`  - {claim: brigade attacks valley, at: 0-10, gist: A., when: 2030-02, voices: [valley]}
  - {claim: brigade attacks valley, polarity: negated, at: 10-20, gist: Denied., when: 2030-02, voices: [brigade]}
  - {claim: valley arms brigade, modality: alleged, at: 20-30, gist: B., when: 2030}
  - {claim: valley arms brigade, modality: planned, at: 30-40, gist: C., when: 2030-12-01}
  - {claim: brigade meets valley, at: 40-50, gist: D., when: 2030-05-01}
  - {claim: brigade meets valley, at: 50-60, gist: E., when: 2030-05-01, voices: [council]}
  - {claim: brigade meets valley, outcome: refused, at: 60-70, gist: F., when: 2029/2030}
  - {claim: brigade arms valley, at: 70-80, gist: Rejected., when: 2030-06, voices: [{entity: council, stance: rejects}]}
  - {claim: council mediates brigade, roles: {counterparty: [valley]}, at: 80-90, gist: G., when: 2030-05-01}
`, inJune))
	got := map[string]map[string]string{}
	for _, row := range rows(t, w, 0, export.Options{}) {
		got[row["a"]+" "+row["b"]+" "+row["period"]+" "+row["placed"]] = row
	}
	tests := []struct {
		row  string
		want map[string]int
	}{
		// Seven claims, one of which the source rejects and so gives a position more. That the Valley says so, and the source that they
		// met and that the Valley is said to arm the Brigade, and the Council that they met and that the Brigade arms the Valley, are
		// three origins that affirm; all assert something. Contested are the attack, the meeting, which may be the one that was refused,
		// and what the source rejects.
		{"brigade valley 2030 certain", map[string]int{
			"claims": 7, "sources": 1, "origins": 3, "asserting": 3, "positions": 8, "affirming": 5, "negating": 2, "neither": 1,
			"a_to_b": 3, "b_to_a": 2, "mutual": 2, "relationships": 4, "contested": 3,
			"negative": 1, "positive": 4, "unsigned": 3,
			"affirmed_asserted": 4, "affirmed_alleged": 1, "affirmed_planned": 1, "negated_asserted": 2,
		}},
		// The meeting that was refused was refused in one of two years: there was none.
		{"brigade valley 2029 possible", map[string]int{
			"claims": 1, "sources": 1, "positions": 1, "negating": 1, "mutual": 1, "relationships": 1, "contested": 1, "unsigned": 1, "affirmed_asserted": 1,
		}},
		{"brigade valley 2030 possible", map[string]int{
			"claims": 1, "sources": 1, "positions": 1, "negating": 1, "mutual": 1, "relationships": 1, "contested": 1, "unsigned": 1, "affirmed_asserted": 1,
		}},
		// One mediation is one claim, with either side. It joins the mediator and a side, not the two sides.
		{"brigade council 2030 certain", map[string]int{
			"claims": 1, "sources": 1, "origins": 1, "asserting": 1, "positions": 1, "affirming": 1, "b_to_a": 1, "relationships": 1, "zero": 1, "affirmed_asserted": 1,
		}},
		{"council valley 2030 certain", map[string]int{
			"claims": 1, "sources": 1, "origins": 1, "asserting": 1, "positions": 1, "affirming": 1, "a_to_b": 1, "relationships": 1, "zero": 1, "affirmed_asserted": 1,
		}},
	}
	for _, tt := range tests {
		t.Run(tt.row, func(t *testing.T) {
			counted := map[string]int{}
			for column, cell := range got[tt.row] {
				if n, err := strconv.Atoi(cell); err == nil && n > 0 && column != "period" && column != "a_ucdp" {
					counted[column] = n
				}
			}
			if diff := cmp.Diff(tt.want, counted); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	if len(got) != len(tests) {
		t.Errorf("%d rows, want %d", len(got), len(tests))
	}
	if row := got["brigade valley 2030 certain"]; row["a_ucdp"] != "77" || row["b_ucdp"] != "" || row["period_end"] != "2030-12-31" {
		t.Errorf("a_ucdp %q, b_ucdp %q, period_end %q", row["a_ucdp"], row["b_ucdp"], row["period_end"])
	}
}

// TestPeriodsUnderAView counts what a view admits: the source's rejection, without the one whom it rejects; and of a selection, what it holds.
func TestPeriodsUnderAView(t *testing.T) {
	w := valleyWith(t, fmt.Appendf(nil, valley+`  - {claim: brigade arms valley, at: 70-80, gist: Rejected., when: 2030-06, voices: [{entity: council, stance: rejects}]}
  - {claim: brigade attacks council, at: 80-90, gist: A., when: 2030}
`, inJune))
	g, err := w.graph.Index().Under(graph.View{Voices: []graph.VoiceMatch{{Self: true}}})
	if err != nil {
		t.Fatal(err)
	}
	m, err := g.Matcher(index.Filter{Types: []graph.TermKey{"arms"}})
	if err != nil {
		t.Fatal(err)
	}
	s, err := export.Select(t.Context(), g, export.Request{Match: m})
	if err != nil {
		t.Fatal(err)
	}
	all, err := csv.NewReader(bytes.NewReader(written(t, format(t, "dyad-period").Tables[0], s))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 {
		t.Fatalf("%d rows, want a header and one", len(all))
	}
	for i, column := range all[0] {
		if want := map[string]string{"b": "valley", "negated_asserted": "1", "affirmed_asserted": "0", "origins": "0"}[column]; want != "" && all[1][i] != want {
			t.Errorf("%s = %q, want %q", column, all[1][i], want)
		}
	}
}

// TestUCDPActors: the columns for UCDP's ids hold those that a mapping of UCDP's data gives, and those of registries written by hand.
func TestUCDPActors(t *testing.T) {
	mapping, err := os.ReadFile(filepath.Join("..", "..", "docs", "mappings", "ucdp-actor.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	shipped := regexp.MustCompile(`external: \[\{scheme: ([a-z-]+),`).FindSubmatch(mapping)
	if shipped == nil {
		t.Fatal("ucdp-actor.yaml gives no external id")
	}
	for _, tt := range []struct{ ids, want string }{
		{"{scheme: " + string(shipped[1]) + `, value: "77"}`, "77"},
		{`{scheme: ucdp, value: "77"}`, "77"},
		{`{scheme: ucdp-conflict, value: "5"}, {scheme: ucdp-actor, value: "77"}, {scheme: ucdp-actor, value: "78"}, {scheme: ucdp, value: "9"}`, "77; 78"},
		{`{scheme: ucdp-conflict, value: "5"}`, ""},
	} {
		t.Run(tt.ids, func(t *testing.T) {
			text := strings.Replace(valley, `{scheme: ucdp, value: "77"}`, tt.ids, 1) + "  - {claim: brigade attacks valley, at: 0-10, gist: A., when: 2030}\n"
			got := rows(t, valleyWith(t, fmt.Appendf(nil, text, inJune)), 0, export.Options{})
			if len(got) != 1 || got[0]["a_ucdp"] != tt.want || got[0]["b_ucdp"] != "" {
				t.Errorf("%v, want one row whose a_ucdp is %q", got, tt.want)
			}
		})
	}
}

// valleyWith reads what is about the valley.
func valleyWith(t *testing.T, text []byte) *world {
	t.Helper()
	return annotated(t, extract.File{Name: "valley.yaml", Data: text})
}
