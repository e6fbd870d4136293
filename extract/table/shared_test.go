package table_test

import (
	"compress/gzip"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dyad/extract"
	"dyad/extract/extracttest"
	"dyad/extract/table"
	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// data is where data of others is, beside the checkout or where DYAD_SHARED says. Counts that are expected here are from its README, or were taken
// from the files by other means.
func data(t testing.TB, names ...string) []string {
	t.Helper()
	folder := os.Getenv("DYAD_SHARED")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared")
	}
	var paths []string
	for _, name := range names {
		path := filepath.Join(folder, "data", filepath.FromSlash(name))
		if _, err := os.Stat(path); err != nil {
			t.Skipf("data/%s is not in ../shared beside the checkout, nor where DYAD_SHARED says", name)
		}
		paths = append(paths, path)
	}
	return paths
}

// shipped reads files of others by a mapping that dyad ships.
func shipped(t *testing.T, mapping string, paths []string) result {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(mappings, mapping))
	if err != nil {
		t.Fatal(err)
	}
	m, problems := table.Parse(extract.File{Name: mapping, Data: text}, builtIn(t))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var out result
	stream, problems, err := table.Open(m, paths, func(name string) (io.ReadCloser, error) { return os.Open(name) }, table.Options{
		Tell: func(p extract.Problem) { out.told = append(out.told, p.String()) }, SkipRefused: true,
	})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	for part, err := range stream.Chunks {
		if err != nil {
			t.Fatal(err)
		}
		extracttest.Sound(t, &part)
		out.Entities, out.Sources, out.Claims = append(out.Entities, part.Entities...), append(out.Sources, part.Sources...), append(out.Claims, part.Claims...)
	}
	out.Report = *stream.Report
	if len(out.told) > 0 {
		t.Errorf("refused: %q", out.told)
	}
	for _, c := range out.Claims {
		if strings.HasSuffix(c.Gist, ",") || strings.Contains(c.Gist, " , to ") {
			t.Errorf("the gist %q lacks what an empty column would say", c.Gist)
		}
	}
	return out
}

// made is what each rule made, and what of it dangles.
func (r *result) made() map[string]int {
	out := map[string]int{}
	for _, u := range r.Rules {
		out[u.Rule] = u.Made
		if u.Dangling > 0 {
			out[u.Rule+", dangling"] = u.Dangling
		}
	}
	for _, t := range r.Tables {
		out["rows of "+t.Table] = t.Read
	}
	return out
}

// want compares some of what was made.
func (r *result) want(t *testing.T, want map[string]int) {
	t.Helper()
	all, got := r.made(), map[string]int{}
	for name := range want {
		got[name] = all[name]
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("made (-want +got):\n%s", diff)
	}
}

// rowsOf reads a table of others by the standard library.
func rowsOf(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var in io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if in, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := csv.NewReader(in).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows[0][0] = strings.TrimPrefix(rows[0][0], "\ufeff")
	var out []map[string]string
	for _, row := range rows[1:] {
		cells := map[string]string{}
		for i, name := range rows[0] {
			cells[name] = row[i]
		}
		out = append(out, cells)
	}
	return out
}

func TestUCDPActors(t *testing.T) {
	paths := data(t, "ucdp/ucdp-actor-221.csv")
	got := shipped(t, "ucdp-actor.yaml", paths)
	got.want(t, map[string]int{
		"rows of actors": 1725, "actor": 1725, "splinter": 226, "splinter, dangling": 2, "joined": 84, "joined, dangling": 2, "alliance": 117, "temporary split": 38,
	})
	entities := map[graph.EntityKey]graph.Entity{}
	for _, e := range got.Entities {
		entities[e.Key] = e
	}
	if len(entities) != 1725+4 {
		t.Errorf("%d entities; want 1,725 and a placeholder for each of 4 numbers that are not there", len(entities))
	}
	for _, name := range []string{"TQJBR", "ISI", "ISIS", "IS"} { // in one cell
		e := entities["ucdp-actor-234"]
		if !slices.ContainsFunc(e.AllNames(), func(n graph.Name) bool { return n.Text == name }) {
			t.Errorf("%s is not called %s", e.Key, name)
		}
	}
	beyondASCII := 0
	for _, row := range rowsOf(t, paths[0]) {
		name := strings.Join(strings.Fields(row["NameOrigFull"]), " ")
		if name == strings.Map(func(r rune) rune { return min(r, 127) }, name) || name == "" {
			continue
		}
		beyondASCII++
		e := entities[graph.EntityKey("ucdp-actor-"+row["ActorId"])]
		if !slices.ContainsFunc(e.AllNames(), func(n graph.Name) bool { return n.Text == name }) {
			t.Errorf("%s lacks a name that it has in the file, with letters beyond ASCII", e.Key)
		}
	}
	if beyondASCII != 222 {
		t.Errorf("%d names beyond ASCII, want 222", beyondASCII)
	}
}

func TestUCDPConflicts(t *testing.T) {
	acd := shipped(t, "ucdp-acd.yaml", data(t, "ucdp/ucdp-prio-acd-211.csv"))
	acd.want(t, map[string]int{"rows of years": 2506, "conflict in a year": 2506, "conflict": 292})
	supportIsNotGuessed(t, acd)
	nonstate := shipped(t, "ucdp-nonstate.yaml", data(t, "ucdp/ucdp-nonstate-211.csv"))
	nonstate.want(t, map[string]int{"rows of years": 1356, "fight": 1356})
	actors := map[string]bool{}
	for _, row := range rowsOf(t, data(t, "ucdp/ucdp-actor-221.csv")[0]) {
		actors["ucdp-actor-"+row["ActorId"]] = true
	}
	absent := 0
	for _, e := range nonstate.Entities {
		if strings.HasPrefix(string(e.Key), "ucdp-actor-") && e.Type != graph.Untyped && !actors[string(e.Key)] {
			absent++
		}
	}
	if absent != 144 {
		t.Errorf("%d sides of non-state conflicts that the list of actors lacks, want 144", absent)
	}
}

// supportIsNotGuessed: of several parties of a side it is not said whom a state supports, and where a conflict is fought is not said either.
func supportIsNotGuessed(t *testing.T, acd result) {
	t.Helper()
	several := map[string]string{} // side A and side B of a conflict in a year, where there are several
	for _, row := range rowsOf(t, data(t, "ucdp/ucdp-prio-acd-211.csv")[0]) {
		for side, parties := range map[string]string{"a": row["side_a_id"], "b": row["side_b_id"]} {
			if strings.Contains(parties, ",") {
				several[row["conflict_id"]+" "+row["year"]+" "+side] = parties
			}
		}
	}
	guessed := func(c *graph.Claim) bool {
		for _, side := range []string{"a", "b"} {
			conflict := strings.TrimPrefix(string(c.Roles.Entities("event")[0]), "ucdp-conflict-")
			parties := strings.Split(several[conflict+" "+c.When.EDTF.String()+" "+side], ",")
			if slices.ContainsFunc(parties, func(p string) bool { return "ucdp-actor-"+strings.TrimSpace(p) == string(c.To) }) {
				return true
			}
		}
		return false
	}
	open := 0
	for i := range acd.Claims {
		switch c := &acd.Claims[i]; c.Type {
		case "supports":
			if guessed(c) {
				t.Errorf("%s supports %s in %s: who of several is supported is not said", c.From, c.To, c.When.EDTF)
			}
		case "x:supports_side_b_of":
			open++
		case "occurred_in":
			t.Errorf("%s occurred in %s: the location is who has a claim, and not where it was", c.From, c.To)
		}
	}
	if open == 0 {
		t.Error("no state supports a side of several parties, and 30 rows have one")
	}
}

func TestUCDPEvents(t *testing.T) {
	paths := data(t, "ged/myanmar.csv.gz")
	got := shipped(t, "ucdp-ged.yaml", paths)
	got.want(t, map[string]int{"rows of events": 7374, "event": 7374, "violence": 7374, "article": 3808})
	articles := map[graph.SourceKey]graph.Source{}
	for _, s := range got.Sources {
		articles[s.Key] = s
	}
	events := map[string]graph.Claim{}
	pairs, actors, deaths, victims := map[string]bool{}, map[graph.EntityKey]bool{}, 0.0, 0.0
	for _, c := range got.Claims {
		switch c.Type {
		case "fights", "kills":
			events[string(c.Roles.Entities("event")[0])] = c
			pairs[fmt.Sprint(c.From, c.To)] = true
			actors[c.From], actors[c.To] = true, true
			deaths += *c.Number.Best
		case "victim_of":
			victims += *c.Number.Best
		}
	}
	if len(events) != 7374 || len(pairs) != 29 || len(actors) != 27 || deaths != 28721 {
		t.Errorf("%d events, %d dyads, %d actors, %v deaths; want 7374, 29, 27, 28721", len(events), len(pairs), len(actors), deaths)
	}
	broken, unknown := 0, 0
	for _, row := range rowsOf(t, paths[0]) {
		for _, cell := range row {
			if strings.Contains(cell, "\n") {
				broken++
				break
			}
		}
		unknown += number(t, row["deaths_unknown"])
		c := events["ucdp-event-"+row["id"]]
		s := articles[c.Source]
		headline := strings.Join(strings.Fields(row["source_headline"]), " ")
		if s.Note != strings.Join(strings.Fields(row["source_article"]), " ") || headline != "" && s.Title != headline {
			t.Fatalf("event %s: another article than that of its row", row["id"])
		}
		if office, _, _ := strings.Cut(row["source_office"], ";"); s.Publisher != strings.Join(strings.Fields(office), " ") {
			t.Errorf("event %s: its article is of %q, want the first office, %q", row["id"], s.Publisher, office)
		}
		if !strings.HasPrefix(c.When.EDTF.String(), row["date_start"][:10]) || number(t, row["best"]) != int(*c.Number.Best) {
			t.Errorf("event %s: %s, %v deaths; want from %s, %s", row["id"], c.When.EDTF, *c.Number.Best, row["date_start"], row["best"])
		}
		if first, _, _ := strings.Cut(row["source_date"], ";"); first == row["source_date"] && first != s.Published.EDTF.String() {
			t.Errorf("event %s: its article was published %s, want %s", row["id"], s.Published.EDTF, first)
		}
	}
	if broken != 1410 {
		t.Errorf("%d rows with line breaks in them, want 1410", broken)
	}
	if int(victims)+unknown != 28721 {
		t.Errorf("%v victims of known sides and %d of unknown ones; together they should be 28721", victims, unknown)
	}
}

func number(t *testing.T, text string) int {
	t.Helper()
	var n int
	if _, err := fmt.Sscan(text, &n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestGalaxies(t *testing.T) {
	paths := data(t, "misp/threat-actor.json", "misp/terrorist-groups.json", "misp/intelligence-agencies.json")
	got := shipped(t, "misp-galaxy.yaml", paths)
	got.want(t, map[string]int{"rows of entries": 1041 + 90 + 436, "entry": 1041 + 90 + 436, "rows of relations": 432, "relation": 432})

	alone := shipped(t, "misp-galaxy.yaml", paths[:1])
	alone.want(t, map[string]int{"entry": 1041, "relation": 432})
	aliases, doubles := 0, 0
	for _, e := range alone.Entities {
		for _, n := range e.Names {
			if n.Kind == graph.Alias {
				aliases++
			}
		}
	}
	for _, n := range alone.Notes {
		if strings.HasPrefix(n.What, "names that several entities have") {
			doubles = n.Count
		}
	}
	// Two synonyms repeat the name of their entry.
	if aliases != 1403-2 || doubles != 30 {
		t.Errorf("%d synonyms, %d names on more than one; want 1401, 30", aliases, doubles)
	}
	wantLeaving(t, got, paths)
}

// wantLeaving counts relations that leave the files in another way.
func wantLeaving(t *testing.T, got result, paths []string) {
	t.Helper()
	type entry struct {
		UUID    string
		Related []struct {
			To string `json:"dest-uuid"`
		}
	}
	here, leaving := map[string]bool{}, 0
	var all []entry
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var cluster struct{ Values []entry }
		if err := json.Unmarshal(text, &cluster); err != nil {
			t.Fatal(err)
		}
		all = append(all, cluster.Values...)
	}
	for _, e := range all {
		here[e.UUID] = true
	}
	for _, e := range all {
		for _, r := range e.Related {
			if !here[r.To] {
				leaving++
			}
		}
	}
	if dangling := got.made()["relation, dangling"]; dangling != leaving || leaving == 0 {
		t.Errorf("%d relations leave the files, want %d", dangling, leaving)
	}
}

func TestDebian(t *testing.T) {
	if testing.Short() {
		t.Skip("half a million rows")
	}
	got := shipped(t, "debian.yaml", data(t, "debian/nodes.tsv.gz", "debian/edges.tsv.gz"))
	got.want(t, map[string]int{"rows of nodes": 63666, "package": 63666, "rows of edges": 416398, "edge": 416398})
	types, ids, ends, hub := map[graph.TermKey]bool{}, map[graph.ClaimID]bool{}, map[string]bool{}, map[string]bool{}
	for i := range got.Claims {
		c := &got.Claims[i]
		c.Normalize(&graph.Term{})
		types[c.Type], ids[c.DerivedID()], ends[fmt.Sprint(c.From, c.Type, c.To)] = true, true, true
		if c.To == "debian-libc6" && strings.HasSuffix(string(c.Type), "depends") {
			hub[fmt.Sprint(c.From, c.Type)] = true
		}
	}
	if parallel := len(got.Claims) - len(ends); len(types) != 9 || len(ids) != 416398 || parallel != 5071 || len(hub) != 21840 {
		t.Errorf("%d types, %d different claims, %d parallel, %d that depend on the hub; want 9, 416398, 5071, 21840", len(types), len(ids), parallel, len(hub))
	}
}

func TestLDBC(t *testing.T) {
	folder := data(t, "ldbc/vanilla")[0]
	paths, err := filepath.Glob(filepath.Join(folder, "*", "*.csv"))
	if err != nil {
		t.Fatal(err)
	}
	got := shipped(t, "ldbc.yaml", paths)
	kinds := map[string]bool{}
	for _, c := range got.Claims {
		from, to := strings.Split(string(c.From), "-")[1], strings.Split(string(c.To), "-")[1]
		kinds[fmt.Sprint(from, c.Type, to)] = true
	}
	if len(got.Entities) != 34735 || len(got.Claims) != 70842 || len(kinds) != 23 {
		t.Errorf("%d nodes, %d edges of %d types; want 34735, 70842, 23", len(got.Entities), len(got.Claims), len(kinds))
	}
}

// BenchmarkDebian reads half a million rows as a stream, of which nothing is kept, and reports the most memory in use while claims come.
func BenchmarkDebian(b *testing.B) {
	paths := data(b, "debian/nodes.tsv.gz", "debian/edges.tsv.gz")
	text, err := os.ReadFile(filepath.Join(mappings, "debian.yaml"))
	if err != nil {
		b.Fatal(err)
	}
	m, _ := table.Parse(extract.File{Name: "debian.yaml", Data: text}, nil)
	most := uint64(0)
	for b.Loop() {
		stream, problems, err := table.Open(m, paths, func(name string) (io.ReadCloser, error) { return os.Open(name) }, table.Options{})
		if err != nil || len(problems) > 0 {
			b.Fatal(problems, err)
		}
		n := 0
		for _, err := range stream.Chunks {
			if err != nil {
				b.Fatal(err)
			}
			if n++; n%16 == 0 {
				most = max(most, heap())
			}
		}
	}
	b.ReportMetric(float64(most)/(1<<20), "MiB")
}
