package server_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/internal/export"
	"dyad/internal/server"
	"dyad/schema/resolver/resolvertest"

	"github.com/google/go-cmp/cmp"
)

// withLines lets a server write JSON Lines: the name of each entity, one a line.
func withLines(c *server.Config) {
	c.Lines = func(_ context.Context, w io.Writer, g *index.Graph) error {
		for n := range g.Entities(index.Window[graph.EntityKey]{}) {
			fmt.Fprintln(w, g.Key(n))
		}
		return nil
	}
}

// named returns the names of claims in a column of CSV.
func named(t *testing.T, body string) []string {
	t.Helper()
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for name, c := range resolvertest.Claims() {
		for _, row := range rows[1:] {
			if row[0] == c.ID.String() {
				names = append(names, name)
			}
		}
	}
	if len(names) != len(rows)-1 {
		t.Fatalf("%d of %d rows are known", len(names), len(rows)-1)
	}
	return names
}

// TestExportSelections: parameters choose what the same words choose in the API and on the command line.
func TestExportSelections(t *testing.T) {
	s := serve(t, nil, nil)
	all := []string{resolvertest.Attack, resolvertest.Again, resolvertest.Charge, resolvertest.Denial, resolvertest.Alliance, resolvertest.Mediation, resolvertest.Raid, resolvertest.Haunting}
	tests := []struct {
		name, query string
		want        []string
	}{
		{"everything", "", all},
		{"a type", "type=attacks", all[:2]},
		{"types, repeated", "type=attacks&type=happened", []string{all[0], all[1], all[6]}},
		{"types, with a comma", "type=attacks,happened", []string{all[0], all[1], all[6]}},
		{"a status, in any case", "status=Contested", []string{all[2], all[3]}},
		{"a source", "source=pamphlet", []string{all[1], all[4], all[7]}},
		{"the sources' own word on an attack", "voice=SELF&type=attacks", all[:2]},
		{"what one says", "voice=blue-valley", []string{all[3]}},
		{"what another does not say", "without-voice=blue-valley&type=supports", []string{all[2]}},
		{"of a time", "valid-at=2021-08", []string{all[0], all[6]}},
		{"of a time, and what has none", "valid-at=2021-08&undated=true&type=attacks", all[:2]},
		{"as it was", "as-of=2&type=attacks", []string{all[0], all[1], resolvertest.Mistake}},
		{"around one", "around=old-port", []string{all[7]}},
		{"around one, by name", "around=Old+Port&depth=1", []string{all[7]}},
		{"around nobody but one", "around=old-port&depth=0", nil},
		{"a pair", "dyad=green-front,red-harbour", []string{all[4]}},
		{"between two", "between=old-port&between=green-front&max-length=2", []string{all[4], all[7]}},
		{"a view", `view={"sources":["pamphlet"],"modality":["ALLEGED"]}`, []string{all[4]}},
		{"a filter", `filter={"types":{"in":["attacks"],"narrower":false},"minOrigins":2}`, all[:2]},
		{"a filter by id", `filter={"from":{"entities":["` + graph.EntityKey("harbour-raid").ID().String() + `"]}}`, []string{all[6]}},
		{"a view and conditions beside it", `view={"sources":["gazette"]}&modality=asserted&type=supports`, []string{all[2], all[3]}},
		{"a view that is null", "view=null&type=attacks", all[:2]},
		{"a view of nothing", `view={"sources":[]}`, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := s.do("GET", "/export/csv?"+escaped(tt.query), "")
			body := text(t, r)
			if r.StatusCode != http.StatusOK {
				t.Fatalf("%d %s", r.StatusCode, body)
			}
			if diff := cmp.Diff(sortedNames(tt.want), sortedNames(named(t, body))); diff != "" {
				t.Errorf("claims (-want +got):\n%s", diff)
			}
		})
	}
}

// escaped escapes the values of a query.
func escaped(query string) string {
	var parts []string
	for part := range strings.SplitSeq(query, "&") {
		if name, value, ok := strings.Cut(part, "="); ok && strings.ContainsAny(value, `{"`) {
			part = name + "=" + url.QueryEscape(value)
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "&")
}

func sortedNames(names []string) map[string]bool {
	set := map[string]bool{}
	for _, n := range names {
		set[n] = true
	}
	return set
}

// TestExportsRefused: what can't be taken is refused before any work, with the name of the parameter and what to do.
func TestExportsRefused(t *testing.T) {
	s := serve(t, nil, withLines)
	s.WithFormats(append(export.Formats(), export.Lines(), tables())...)
	tests := []struct {
		name, target string
		status       int
		code         graph.Fault
		says         string
	}{
		{"a format that there is not", "/export/cvs", 404, graph.NotFound, `cvs: there is no such format; did you mean "csv"?`},
		{"one that is like none", "/export/q", 404, graph.NotFound, "it is one of bibtex, csl, csv, "},
		{"its manifest", "/export/cvs/manifest", 404, graph.NotFound, `did you mean "csv"?`},
		{"a parameter that there is not", "/export/csv?arund=old-port", 400, graph.BadInput, `arund: there is no such parameter; did you mean "around"?`},
		{"one that is like none", "/export/csv?q=old-port", 400, graph.BadInput, "q: there is no such parameter: they are any-voice, around, "},
		{"twice what is given once", "/export/csv?around=old-port&depth=1&depth=2", 400, graph.BadInput, "depth: it is given 2 times: give it once"},
		{"nothing", "/export/csv?type=", 400, graph.BadInput, "type: "},
		{"nothing in a list", "/export/csv?type=attacks,", 400, graph.BadInput, "type: it has no value: give one, or leave it out"},
		{"a quotation that does not end", "/export/csv?type=%22attacks", 400, graph.BadInput, "type: commas stand between values"},
		{"no number", "/export/csv?around=old-port&depth=far", 400, graph.BadInput, `depth: it takes a number from 0 to 8, not "far"`},
		{"too far", "/export/csv?between=old-port,green-front&max-length=9", 400, graph.BadInput, `max-length: it takes a number from 1 to 8, not "9"`},
		{"a distance from nothing", "/export/csv?depth=2", 400, graph.BadInput, "depth: it goes with around"},
		{"a length between nothing", "/export/csv?max-length=2", 400, graph.BadInput, "max-length: it goes with between"},
		{"two parts", "/export/csv?around=old-port&dyad=old-port,green-front", 400, graph.BadInput, "only one of them"},
		{"between three", "/export/csv?between=old-port,green-front,red-harbour", 400, graph.BadInput, "between: name two entities"},
		{"a pair of one", "/export/csv?dyad=old-port", 400, graph.BadInput, "dyad: name two entities"},
		{"an entity that there is not", "/export/csv?around=old-prt", 404, graph.NotFound, `around old-prt: no entity has this key or bears this name; did you mean "old-port"?`},
		{"a name of two", "/export/csv?around=Ridge&type=attacks", 400, graph.Ambiguous, "around"},
		{"a source that there is not", "/export/csv?source=gazete", 404, graph.NotFound, `"gazette"`},
		{"a type that there is not", "/export/csv?type=atacks", 404, graph.NotFound, `"attacks"`},
		{"a word of no closed set", "/export/csv?modality=sure", 400, graph.BadInput, `modality: it takes asserted, alleged,`},
		{"a sign by its sign", "/export/csv?sign=%2B", 400, graph.BadInput, `sign: it takes positive, negative, zero, none, not "+"`},
		{"origins that are none", "/export/csv?min-origins=few", 400, graph.BadInput, `min-origins: it takes a number from 0, not "few"`},
		{"a switch that is neither", "/export/csv?contradicted=perhaps", 400, graph.BadInput, `contradicted: it takes true or false, not "perhaps"`},
		{"no date", "/export/csv?valid-at=soon", 400, graph.BadInput, "validAt"},
		{"no moment", "/export/csv?as-of=soon", 400, graph.BadInput, "as-of: it takes a transaction number"},
		{"a transaction that never was", "/export/csv?as-of=4", 400, graph.BadInput, "4 is not one of the transactions so far"},
		{"a view that is no JSON", "/export/csv?view=%7B", 400, graph.BadInput, "view is no JSON object"},
		{"a view that is a list", "/export/csv?view=%5B%5D", 400, graph.BadInput, "view is no JSON object"},
		{"two views", "/export/csv?view=%7B%7D&view=%7B%7D", 400, graph.BadInput, "view: it is given 2 times"},
		{"a field that there is not", "/export/csv?view=" + url.QueryEscape(`{"source":["gazette"]}`), 400, graph.BadInput, `view.source: View has no such field; did you mean "sources"?`},
		{"a value that there is not", "/export/csv?filter=" + url.QueryEscape(`{"status":["STATD"]}`), 400, graph.BadInput, `filter.status[0]: "STATD" is no RelationshipStatus; did you mean "STATED"?`},
		{"a number for a text", "/export/csv?view=" + url.QueryEscape(`{"sources":[true]}`), 400, graph.BadInput, "view.sources[0]: true is no ID"},
		{"a voice twice over", "/export/csv?view=" + url.QueryEscape(`{"voices":[{"self":true,"label":"x"}]}`), 400, graph.BadInput, "view.voices[0]: exactly one field of VoiceMatch has to be given"},
		{"one thing twice", "/export/csv?source=gazette&view=" + url.QueryEscape(`{"sources":["gazette"]}`), 400, graph.BadInput, "view: sources is given here and by a parameter of its own"},
		{"a filter that is nested", "/export/csv?filter=" + strings.Repeat(url.QueryEscape(`{"not":`), 20) + "%7B%7D" + strings.Repeat("%7D", 20), 400, graph.CostLimit, "nested more than 12 deep"},
		{"a long text", "/export/csv?around=" + strings.Repeat("x", 201), 400, graph.BadInput, "around: a text here has at most 200 characters"},
		{"a long list", "/export/csv?type=" + strings.Repeat("x,", 1000) + "x", 400, graph.CostLimit, "more than 1000 values"},
		{"many starts", "/export/csv?around=" + strings.Repeat("old-port,", 100) + "old-port", 400, graph.BadInput, "around: 101 entities are too many"},
		{"a selection of what carries everything", "/export/jsonl?type=attacks", 400, graph.BadInput, "type: jsonl carries everything: leave this out"},
		{"a table of one file", "/export/csv?table=nodes", 400, graph.BadInput, "table: csv is one file: leave it out"},
		{"a table that there is not", "/export/two?table=node", 400, graph.BadInput, `table: two has no table "node", it has nodes, edges; did you mean "nodes"?`},
		{"a guard for what is no CSV", "/export/dot?guard-formulas=true", 400, graph.BadInput, "guard-formulas: it is for formats of CSV: dot is none"},
		{"a guard that is neither on nor off", "/export/csv?guard-formulas=yes", 400, graph.BadInput, `guard-formulas: it takes true or false, not "yes"`},
		{"periods of what counts by none", "/export/csv?period=month", 400, graph.BadInput, "period: it is for formats that count by periods: csv does not"},
		{"a period that there is not", "/export/dyad-period?period=week", 400, graph.BadInput, `period: it takes year, month, not "week"`},
		{"an option of what carries everything", "/export/jsonl?guard-formulas=true", 400, graph.BadInput, "guard-formulas: jsonl carries everything: leave this out"},
		{"a URL that can't be read", "/export/csv?a=%zz", 400, graph.BadInput, "the URL can't be read"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := s.do("GET", tt.target, "")
			body := text(t, r)
			got := parse(t, []byte(body))
			if r.StatusCode != tt.status || got.code() != tt.code || !strings.Contains(got.Errors[0].Message, tt.says) {
				t.Errorf("%d %s, want %d %s, and that it says %s", r.StatusCode, body, tt.status, tt.code, tt.says)
			}
			if got := r.Header.Get("Content-Disposition"); got != "" {
				t.Errorf("a refusal is called %s", got)
			}
		})
	}
}

// tables is a format of two tables: keys of entities, ids of relationships.
func tables() export.Format {
	return export.Format{
		Name: "two", Extension: "txt", MediaType: "text/plain; charset=utf-8", About: "two tables",
		Tables: []export.Table{
			{Name: "nodes", Write: func(_ context.Context, w io.Writer, s *export.Selection) error {
				for n := range s.Nodes() {
					fmt.Fprintln(w, s.Graph.Key(n))
				}
				return nil
			}},
			{Name: "edges", Write: func(_ context.Context, w io.Writer, s *export.Selection) error {
				for e := range s.Edges() {
					fmt.Fprintln(w, s.Graph.ID(e))
				}
				return nil
			}},
		},
	}
}

// TestExportTables: several tables come as one zip, with the manifest that is served beside it, or one by one.
func TestExportTables(t *testing.T) {
	s := serve(t, nil, nil)
	s.WithFormats(tables())
	r := s.do("GET", "/export/two?around=old-port", "")
	body := text(t, r)
	if got := r.Header.Get("Content-Type") + " " + r.Header.Get("Content-Disposition"); got != `application/zip attachment; filename="dyad-around-old-port.zip"` {
		t.Errorf("it is %s", got)
	}
	z, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if _, err := io.Copy(&b, in); err != nil { // which looks at the check sum too
			t.Fatal(err)
		}
		files[f.Name] = b.String()
	}
	haunting := resolvertest.Claims()[resolvertest.Haunting]
	id := graph.RelationshipIDOf(haunting.From, haunting.Type, haunting.To).String()
	manifest := files["manifest.json"]
	delete(files, "manifest.json")
	if diff := cmp.Diff(map[string]string{"nodes.txt": "old-port\nred-harbour\n", "edges.txt": id + "\n"}, files); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if beside := text(t, s.do("GET", "/export/two/manifest?around=old-port", "")); beside != manifest {
		t.Errorf("the manifest beside it differs:\n%s", cmp.Diff(manifest, beside))
	}
	one := s.do("GET", "/export/two?around=old-port&table=nodes", "")
	if got := one.Header.Get("Content-Disposition"); got != `attachment; filename="dyad-nodes-around-old-port.txt"` || text(t, one) != "old-port\nred-harbour\n" {
		t.Errorf("the table alone is %s", got)
	}
	if again := text(t, s.do("GET", "/export/two?depth=1&around=old-port", "")); again != body {
		t.Error("the same question has other bytes")
	}
}

// TestExportOptions: what some formats leave to whoever asks is taken from the parameters, and told in the manifest.
func TestExportOptions(t *testing.T) {
	s := serve(t, nil, nil)
	const question = "/export/dyad-period%s?table=relationships&dyad=red-harbour,blue-valley&type=attacks&guard-formulas=true&period=month"
	rows, err := csv.NewReader(strings.NewReader(text(t, s.do("GET", fmt.Sprintf(question, ""), "")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := slices.Index(rows[0], "period")
	if len(rows) < 2 || column < 0 || rows[1][column] != "2021-08" {
		t.Errorf("by month, an attack of August 2021 is %v", rows)
	}
	var m export.Manifest
	if err := json.Unmarshal([]byte(text(t, s.do("GET", fmt.Sprintf(question, "/manifest"), ""))), &m); err != nil {
		t.Fatal(err)
	}
	if !m.Asked.GuardFormulas || m.Asked.Period != export.MonthPeriod {
		t.Errorf("the manifest tells of %+v, want guarded formulas and months", m.Asked)
	}
	guarded, plain := s.do("GET", "/export/csv?guard-formulas=true", ""), s.do("GET", "/export/csv?guard-formulas=false", "")
	if guarded.Header.Get("ETag") == plain.Header.Get("ETag") || plain.Header.Get("ETag") != s.do("GET", "/export/csv", "").Header.Get("ETag") {
		t.Error("whether formulas are guarded is not part of the question, or false is more than nothing")
	}
}

// TestExportTooLarge: a format that holds only so much refuses more before it works, with how to ask for less, and is not refused otherwise.
func TestExportTooLarge(t *testing.T) {
	s := serve(t, nil, nil)
	worked := 0
	small := func(name string, entities, relationships int) export.Format {
		return export.Format{
			Name: name, Extension: "txt", MediaType: "text/plain", MostEntities: entities, MostRelationships: relationships,
			Write: func(context.Context, io.Writer, *export.Selection) error { worked++; return nil },
		}
	}
	s.WithFormats(small("few-entities", 2, 0), small("few-relationships", 0, 1))
	for target, says := range map[string]string{
		"/export/few-entities":                   "few-entities: it takes at most 2 entities, and more are selected: narrow it down by around,",
		"/export/few-entities/manifest":          "few-entities: it takes at most 2 entities",
		"/export/few-relationships?type=attacks": "",
		"/export/few-relationships":              "few-relationships: it takes at most 1 relationships",
		"/export/few-entities?around=old-port":   "", // it and the one that haunts it
	} {
		worked = 0
		r := s.do("GET", target, "")
		body := text(t, r)
		if says == "" && (r.StatusCode != 200 || worked != 1) {
			t.Errorf("%s: %d %s, want 200", target, r.StatusCode, body)
		}
		if says != "" && (r.StatusCode != 400 || worked != 0 || !strings.Contains(body, says) || !strings.Contains(body, `"BAD_USER_INPUT"`)) {
			t.Errorf("%s: %d %s, want 400 and %s", target, r.StatusCode, body, says)
		}
	}
}

// TestExportManifest: the digest in the manifest is that of what is served, of which the headers tell where it is.
func TestExportManifest(t *testing.T) {
	s := serve(t, nil, withLines)
	for _, target := range []string{"/export/csv?dyad=red-harbour,green-front&voice=SELF", "/export/jsonl"} {
		r := s.do("GET", target, "")
		body := text(t, r)
		link, rest, _ := strings.Cut(strings.TrimPrefix(r.Header.Get("Link"), "<"), ">")
		if rest != `; rel="describedby"; type="application/json"` {
			t.Fatalf("Link: %s", r.Header.Get("Link"))
		}
		at, err := url.Parse("http://localhost" + target)
		if err != nil {
			t.Fatal(err)
		}
		beside, err := at.Parse(link)
		if err != nil {
			t.Fatal(err)
		}
		var m export.Manifest
		if err := json.Unmarshal([]byte(text(t, s.do("GET", beside.RequestURI(), ""))), &m); err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256([]byte(body))
		_, name, _ := strings.Cut(r.Header.Get("Content-Disposition"), "filename=")
		want := []export.FileDigest{{Name: strings.Trim(name, `"`), Bytes: int64(len(body)), SHA256: hex.EncodeToString(sum[:])}}
		if diff := cmp.Diff(want, m.Files); diff != "" {
			t.Errorf("%s: files (-served +manifest):\n%s", target, diff)
		}
		if m.Data.Transaction != 3 || m.Data.SHA256 != fmt.Sprintf("%064x", 3) || m.Dyad != "test" {
			t.Errorf("%s: data %+v of dyad %s, want transaction 3", target, m.Data, m.Dyad)
		}
	}
}

// TestFormats: what is listed is what can be had.
func TestFormats(t *testing.T) {
	s := serve(t, nil, withLines)
	var got struct {
		Formats []struct {
			Name, Extension, MediaType, About string
			Tables, Options, Lacks, Notes     []string
			MostEntities, MostRelationships   int
		}
	}
	if err := json.Unmarshal([]byte(text(t, s.do("GET", "/export", ""))), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Formats) != len(export.Formats())+1 {
		t.Errorf("%d formats, want those of the command, %d", len(got.Formats), len(export.Formats())+1)
	}
	for _, f := range got.Formats {
		r := s.do("GET", "/export/"+f.Name, "")
		if r.StatusCode != 200 || f.About == "" || f.Tables == nil || len(f.Lacks) == 0 || f.Notes == nil {
			t.Errorf("%+v: status %d", f, r.StatusCode)
		}
		if len(f.Tables) == 0 && (r.Header.Get("Content-Type") != f.MediaType || !strings.Contains(r.Header.Get("Content-Disposition"), `="dyad.`+f.Extension+`"`)) {
			t.Errorf("%s is served as %s, %s", f.Name, r.Header.Get("Content-Type"), r.Header.Get("Content-Disposition"))
		}
	}
	about := map[string]string{}
	for _, f := range got.Formats {
		about[f.Name] = fmt.Sprint(f.Options, f.MostEntities, f.MostRelationships)
	}
	for name, want := range map[string]string{"csv": "[guard-formulas] 0 0", "dyad-period": "[guard-formulas period] 0 0", "mermaid": "[] 0 500", "svg": "[] 250 700", "jsonl": "[] 0 0"} {
		if about[name] != want {
			t.Errorf("%s takes the options and at most the entities and relationships %s, want %s", name, about[name], want)
		}
	}
	without := serve(t, nil, nil)
	if r := without.do("GET", "/export/jsonl", ""); r.StatusCode != 404 {
		t.Errorf("JSON Lines where there are none: %d, want 404", r.StatusCode)
	}
}
