package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// told are results as the scripts keep them: two rows of three peers, one of them done again.
const told = `{"graph":"ring","nodes":5,"edges":1200,"relationships":1100,"claims":1500}
{"run":"1","graph":"ring","peer":"array","version":"array","row":"1 hop","seconds":[0.000002],"answer":"5 ab"}
{"run":"1","graph":"ring","peer":"dyad","version":"dyad","row":"1 hop","seconds":[9,9,9],"answer":"5 ab"}
{"run":"2","graph":"ring","peer":"dyad","version":"dyad","row":"1 hop","seconds":[0.000004,0.000003,0.000001],"answer":"5 ab"}
{"run":"1","graph":"ring","peer":"sqlite","version":"SQLite 3","row":"1 hop","seconds":[0.0003,0.0001],"answer":"5 ab"}
{"run":"1","graph":"ring","peer":"dyad","version":"dyad","row":"export","seconds":[2],"answer":"1100 edges"}
{"run":"1","graph":"ring","peer":"sqlite","version":"SQLite 3","row":"export","cannot":"more than 60 s"}
{"run":"1","graph":"ring","peer":"sqlite","version":"SQLite 3","row":"2 hops","cannot":"more than 60 s"}
`

func readAll(t *testing.T, lines string) *results {
	t.Helper()
	rs, err := read(strings.NewReader(lines))
	if err != nil {
		t.Fatal(err)
	}
	return rs
}

func TestTables(t *testing.T) {
	want := `**ring**: 5 vertices, 1,200 edges, 1,100 relationships, 1,500 claims of their origins.

|  | array | dyad | beside the array | SQLite 3 |
|---|---|---|---|---|
| 1 hop | 2.0 µs | 3.0 µs | 1.5 | 200 µs (67†) |
| 2 hops |  |  |  | — |
| export |  | 2.0 s |  | — |

† of another run than dyad's figure.

— is not done: sqlite: 2 hops, export (more than 60 s).
`
	rs := readAll(t, told)
	if got := rs.tables(); got != want {
		t.Errorf("the table is\n%s\nwant\n%s", got, want)
	}
	if err := rs.judge(); err != nil {
		t.Errorf("judge() = %v, and all agree", err)
	}
}

func TestJudge(t *testing.T) {
	tests := []struct{ name, line, want string }{
		{"another digest", `{"graph":"ring","peer":"kuzu","row":"1 hop","seconds":[1],"answer":"5 cd"}`, "ring, 1 hop: kuzu does not agree"},
		{"no answer at all", `{"graph":"ring","peer":"kuzu","row":"1 hop","seconds":[1]}`, "ring, 1 hop: kuzu does not agree"},
		{"edges that got lost in a load", `{"graph":"ring","peer":"kuzu","row":"load","seconds":[1],"answer":"1199 edges"}`, "ring, load: kuzu does not agree"},
		{"an export of relationships, where edges were kept", `{"graph":"ring","peer":"kuzu","row":"export","seconds":[1],"answer":"1100 edges"}`, "ring, export: kuzu does not agree"},
		{"PageRank too far off", `{"graph":"ring","peer":"kuzu","row":"pagerank","seconds":[1],"difference":0.000002}`, "ring, pagerank: kuzu does not agree"},
		{"PageRank near enough", `{"graph":"ring","peer":"kuzu","row":"pagerank","seconds":[1],"difference":0.0000005}`, ""},
		{"what was not done", `{"graph":"ring","peer":"kuzu","row":"1 hop","cannot":"it can't"}`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rs := readAll(t, told+tt.line)
			got := ""
			if err := rs.judge(); err != nil {
				got = err.Error()
			}
			if got != tt.want {
				t.Errorf("judge() = %q, want %q", got, tt.want)
			}
			if wrong := strings.Contains(rs.tables(), "**another answer**"); wrong != (tt.want != "") {
				t.Errorf("the table says that an answer is another: %v", wrong)
			}
		})
	}
}

func TestFigures(t *testing.T) {
	tests := []struct {
		seconds float64
		want    string
	}{
		{0.00000025, "0.25 µs"},
		{0.0000034, "3.4 µs"},
		{0.0000000996, "0.10 µs"},
		{0.0009996, "1.0 ms"},
		{0.0123, "12 ms"},
		{0.9996, "1.0 s"},
		{9.96, "10 s"},
		{1234.4, "1,234 s"},
	}
	for _, tt := range tests {
		if got := duration(tt.seconds); got != tt.want {
			t.Errorf("duration(%v) = %q, want %q", tt.seconds, got, tt.want)
		}
	}
}

// TestGrowth: 100 claims, of 24,000 and 5,000 bytes in rows of two kinds that count, and 50 in one that does not.
func TestGrowth(t *testing.T) {
	rs := readAll(t, `{"grown":100,"claims":100,"load":0.5,"loadPeak":50000000,"open":0.1,"resident":20000000,"index":90,"threeHops":0.001,"disk":40000,`+
		`"rows":[{"name":"brought","rows":100,"bytes":5000},{"name":"claim","rows":100,"bytes":24000},{"name":"last","rows":1,"bytes":50}]}`)
	want := `Of 100 claims:

| kind of row | rows | bytes a row | bytes a claim |
|---|---|---|---|
| claim | 100 | 240 | 240 |
| brought | 100 | 50 | 50 |
| others |  |  | 0.50 |
| all |  |  | 291 |
`
	if got := rs.rowsTable(); got != want {
		t.Errorf("the rows are\n%s\nwant\n%s", got, want)
	}
	if got, want := rs.growthTable(), "| 100 | 100 | 500 ms | 50 MB | 100 ms | 20 MB | 90 | 1.0 ms | 0.040 MB | 400 |"; !strings.Contains(got, want) {
		t.Errorf("growth is\n%s\nwant the line\n%s", got, want)
	}
}

func TestRefused(t *testing.T) {
	for _, tt := range []struct{ name, lines, want string }{
		{"no JSON", told + "{", "9: unexpected end of JSON input"},
		{"neither of the three", "{}", "1: it is neither a result, nor a graph, nor growth"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := read(strings.NewReader(tt.lines)); err == nil || err.Error() != tt.want {
				t.Errorf("read() = %v, want %s", err, tt.want)
			}
		})
	}
}

// TestDocument: the tables of the document are those of the results that are kept beside the scripts.
func TestDocument(t *testing.T) {
	f, err := os.Open(filepath.Join("..", "results.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rs, err := read(f)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join("..", "..", "..", "docs", "performance.md")
	doc, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range rs.parts() {
		want, err := place(string(doc), p)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if want != string(doc) {
			t.Errorf("%s, %s: not the table of internal/peers/results.jsonl; make it by\n\tgo run ./internal/peers/table -into docs/performance.md internal/peers/results.jsonl", name, p.name)
		}
	}
}
