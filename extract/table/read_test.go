package table_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"dyad/extract"
	"dyad/extract/extracttest"
	"dyad/extract/table"
	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// pairs is a mapping of a table with two columns, of which each row makes a claim. What is put in its place says how files are read.
func pairs(layout string) string {
	return head + "dangling: placeholder\ntables:\n  pairs:\n    " + layout + "\nclaims:\n  - {rule: pair, table: pairs, from: \"{a}\", type: x:knows, to: \"{b}\", gist: \"{a}>{b}\"}\n"
}

// TestCells reads cells as the format defines them.
func TestCells(t *testing.T) {
	const csv = "files: [p.csv]"
	tests := []struct {
		name, layout, file, text string
		want                     []string // the gists: a>b
	}{
		{"plain", csv, "p.csv", "a,b\n1,2\n3,4\n", []string{"1>2", "3>4"}},
		{"no end of the last line", csv, "p.csv", "a,b\n1,2", []string{"1>2"}},
		{"ends of lines of two characters", csv, "p.csv", "a,b\r\n1,2\r\n", []string{"1>2"}},
		{"half an end of the last line", csv, "p.csv", "a,b\r\n1,2\r", []string{"1>2"}},
		{"half an end behind a quote", csv, "p.csv", "a,b\r\n1,\"2\"\r", []string{"1>2"}},
		{"a byte order mark", csv, "p.csv", "\ufeffa,b\n1,2\n", []string{"1>2"}},
		{"columns in another order, and more of them", csv, "p.csv", "c,b,a\nx,2,1\n", []string{"1>2"}},
		{"quotes", csv, "p.csv", "a,b\n\"1\",\"2 \"\"two\"\", or so\"\n", []string{`1>2 "two", or so`}},
		{"a line break in a cell", csv, "p.csv", "a,b\n\"1\r\none\",2\n3,4\n", []string{"1 one>2", "3>4"}},
		{"a quote that is a letter", csv, "p.csv", "a,b\n5\",2\n", []string{`5">2`}},
		{"empty lines", csv, "p.csv", "a,b\n\n1,2\n\n\n3,4\n\n", []string{"1>2", "3>4"}},
		{"white space around cells", csv, "p.csv", "a,b\n 1 ,\t2\n", []string{"1>2"}},
		{"white space within cells", csv, "p.csv", "a,b\n1  or 2,3\u00a0\u2003or\t4\n", []string{"1 or 2>3 or 4"}},
		{"an empty cell makes no claim", csv, "p.csv", "a,b\n1,\n,2\n3,4\n", []string{"3>4"}},
		{"another delimiter", "files: [p.csv]\n    delimiter: '|'", "p.csv", "a|b\n1|2\n", []string{"1>2"}},
		{"quotes that mean nothing", "files: [p.tsv]", "p.tsv", "a\tb\n\"1\t2\"\n", []string{`"1>2"`}},
		{"names in place of those of the file", "files: [p.csv]\n    names: [a, b]", "p.csv", "id,id\n1,2\n", []string{"1>2"}},
		{"no header", "files: [p.csv]\n    header: false\n    names: [a, b]", "p.csv", "1,2\n", []string{"1>2"}},
		{"compressed", csv, "p.csv.gz", "a,b\n1,2\n", []string{"1>2"}},
		{"JSON", "files: [p.json]", "p.json", `[{"a":1,"b":"2"},{"b":true,"a":1.50}]`, []string{"1>2", "1.50>true"}},
		{"JSON further in", "files: [p.json]\n    rows: data.rows[*]", "p.json", `{"x":{"rows":[1]},"data":{"n":0,"rows":[{"a":1,"b":2}]}}`, []string{"1>2"}},
		{"JSON with lists", "files: [p.json]", "p.json", `[{"a":"1","b":["2",3,null]}]`, []string{"1>2, 3", "1>2, 3"}},
		{"JSON without one of the fields", "files: [p.json]", "p.json", `[{"a":1},{"a":null,"b":2},{"a":3,"b":4}]`, []string{"3>4"}},
		{"one object of JSON", "files: [p.json]\n    rows: .", "p.json", `{"a":1,"b":2}`, []string{"1>2"}},
		{"JSON Lines", "files: [p.jsonl]", "p.jsonl", "{\"a\":1,\"b\":2}\n\n{\"a\":3,\"b\":4}", []string{"1>2", "3>4"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := read(t, pairs(tt.layout), files{tt.file: tt.text})
			var gists []string
			for _, c := range got.Claims {
				gists = append(gists, c.Gist)
			}
			if diff := cmp.Diff(tt.want, gists); diff != "" {
				t.Errorf("claims (-want +got):\n%s", diff)
			}
		})
	}
}

// TestRefusedRows takes rows one at a time that can't be taken, between two that can.
func TestRefusedRows(t *testing.T) {
	mapping := head + `tables:
  events:
    files: [e.csv]
    needs: [id]
    columns:
      on: {date: iso}
      kind: {values: {"1": attacks, "2": fights}}
      ids: {split: ";"}
      names: {split: ";"}
entities:
  - {rule: event, table: events, key: "{id}", type: Event, name: "event {id}"}
  - {rule: place, table: events, each: [ids, names], key: "place-{ids}", type: Place, name: "{names}"}
claims:
  - rule: happening
    table: events
    from: "{id}"
    type: "{kind}"
    to: "{to}"
    when: "{on}"
    number: {low: "{low}", best: "{best}"}
`
	const header = "id,on,kind,to,low,best,ids,names\n"
	const good = "e1,2031-05-04,1,e2,1,2,,\ne2,,,,,,,\n"
	tests := []struct{ name, row, want string }{
		{"too few cells", "e3,2031", "e.csv:4:1: 2 cells, and there are 8 columns"},
		{"nothing where something is needed", ",2031-05-04,1,e1,,,,", `e.csv:4:1: column "id" is "": every row needs a value here (needs)`},
		{"no date", "e3,2031-02-30,1,e1,,,,", `e.csv:4:4: column "on" is "2031-02-30": no date as YYYY, YYYY-MM or YYYY-MM-DD (a time behind a day is left out) (rule happening)`},
		{"a code that is not listed", "e3,,3,e1,,,,", `e.csv:4:5: column "kind" is "3": not among the values that the mapping lists for this column: add it there, or give a default (rule happening)`},
		{"no number", "e3,,1,e1,few,,,", `e.csv:4:10: column "low" is "few": no number in digits (rule happening)`},
		{"numbers out of order", "e3,,1,e1,3,2,,", `e.csv:4:1: claim of e3: number: low, best and high are out of order (rule happening)`},
		{"lists that don't go together", "e3,,,,,,a;b,A", `e.csv:4:13: column "names" is "A": 1 values, and column "ids" beside it has 2 (rule place)`},
		{"an id that is nowhere", "e3,,1,e9,,,,", `e.csv:4:7: column "to" is "e9": "e9" is neither in the files nor known: add it, or keep it by its id alone (dangling: placeholder) (rule happening)`},
		{"two descriptions of one", "e3,,,,,,a;a,A;B", `e.csv:4:1: entity vw-place-a is described otherwise in the same row: mend one of them, or let the first count (again: first) (rule place)`},
		{"no UTF-8", "e3,,,\xff,,,,", "e.csv:4:6: not valid UTF-8"},
		{"a CR within", "e3,,,,,,\r,", "e.csv:4:9: a CR that no LF follows: save the file with lines that end in LF, or put the cell in quotes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := read(t, mapping, files{"e.csv": header + good + tt.row + "\ne4,,,,,,,\n"})
			if diff := cmp.Diff([]string{tt.want}, got.told); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
			if r := got.Tables[0]; r.Read != 4 || r.Imported != 3 || r.Refused != 1 {
				t.Errorf("%d rows read, %d imported, %d refused; want 4, 3, 1", r.Read, r.Imported, r.Refused)
			}
			if len(got.Entities) != 3 || len(got.Claims) != 1 {
				t.Errorf("%d entities and %d claims; want those of the three other rows: 3 and 1", len(got.Entities), len(got.Claims))
			}
		})
	}
}

// TestEveryRuleIsTold tells what is wrong with a row as a whole by each rule, and what is wrong with one cell once.
func TestEveryRuleIsTold(t *testing.T) {
	got := read(t, head+`dangling: placeholder
tables: {a: {files: [a.csv], columns: {day: {date: iso}}}}
claims:
  - {rule: dead, table: a, from: "{a}", type: x:kills, to: "{b}", number: {low: "{high}", high: "{low}"}, when: "{day}"}
  - {rule: hurt, table: a, from: "{a}", type: x:hurts, to: "{b}", number: {low: "{high}", high: "{low}"}, when: "{day}"}
`, files{"a.csv": "a,b,low,high,day\n1,2,3,4,\n1,2,3,3,soon\n"})
	const wrong = "a.csv:2:1: claim of 1: number: low, best and high are out of order (rule %s)"
	want := []string{
		fmt.Sprintf(wrong, "dead"), fmt.Sprintf(wrong, "hurt"),
		`a.csv:3:9: column "day" is "soon": no date as YYYY, YYYY-MM or YYYY-MM-DD (a time behind a day is left out) (rule dead)`,
	}
	if diff := cmp.Diff(want, got.told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
}

// TestBrokenFiles can't read on, and says where.
func TestBrokenFiles(t *testing.T) {
	tests := []struct{ name, layout, file, text, want string }{
		{"an open quote", "files: [p.csv]", "p.csv", "a,b\n1,2\n\"3,4\n5,6\n", "p.csv:3:1: the quote that begins here is never closed"},
		{"letters behind a quote", "files: [p.csv]", "p.csv", "a,b\n1,\"é\"x\n", "p.csv:2:6: 'x' after the quote that ends the cell of line 2"},
		{"half an end of a line behind a quote", "files: [p.csv]", "p.csv", "a,b\n1,\"2\"\r3,4\n", "p.csv:2:6: a CR that no LF follows"},
		{"lines that end in CR", "files: [p.csv]", "p.csv", "a,b,é\r1,2,3\r4,5,6\r", "p.csv:1:6: a CR that no LF follows: save the file with lines that end in LF"},
		{"more lines that end in CR than a row may have", "files: [p.csv]", "p.csv", "a,b\r" + strings.Repeat("1,2\r", table.MaxRow/4), "p.csv:1:4: a CR that no LF follows"},
		{"Latin-1 in the head", "files: [p.csv]", "p.csv", "a,b,caf\xe9\r1,2,3\r", "p.csv:1:5: not valid UTF-8: save the file as UTF-8"},
		{"UTF-16 with its mark", "files: [p.csv]", "p.csv", "\xff\xfea\x00,\x00b\x00\r\x00\n\x00", "p.csv:1:1: UTF-16, as it begins: save the file as UTF-8"},
		{"UTF-16 without it", "files: [p.csv]", "p.csv", "\x00a\x00,\x00b\x00\n", "p.csv:1:1: UTF-16, as it begins: save the file as UTF-8"},
		{"JSON in UTF-16", "files: [p.json]", "p.json", "\xfe\xff\x00[\x00]", "p.json:1:1: UTF-16, as it begins: save the file as UTF-8"},
		{"an empty file", "files: [p.csv]", "p.csv", "", "p.csv:1:1: the file is empty"},
		{"a column that is missing", "files: [p.csv]", "p.csv", "a,bb\n1,2\n", `map.yaml:9:64: p.csv has no column "b"; did you mean bb`},
		{"two columns of one name", "files: [p.csv]", "p.csv", "a,b,a\n1,2,3\n", `p.csv:1:1: two columns are called "a"`},
		{"no JSON", "files: [p.json]", "p.json", "[{\"a\":1,\"b\":2},\n {\"a\":}]", "p.json:2:7: no JSON: invalid character"},
		{"JSON that ends", "files: [p.json]", "p.json", "[{\"a\":1,\"b\":2},", "p.json:1:"},
		{"a second list", "files: [p.json]", "p.json", "[{\"a\":1,\"b\":2}]\n[1]", "p.json:2:2: no JSON: something stands behind the end"},
		{"a field behind the records that is broken", "files: [p.json]\n    rows: x[*]", "p.json", `{"x":[],"y":[1,}`, "p.json:1:"},
		{"an object that is not closed", "files: [p.json]\n    rows: x[*]", "p.json", `{"x":[]`, "p.json:1:8: the file ends in the middle"},
		{"no list", "files: [p.json]", "p.json", "{\"a\":1}", "p.json:1:2: here should be a list"},
		{"a field that is missing", "files: [p.json]\n    rows: x[*]", "p.json", `{"y":[]}`, `p.json:1:8: no field "x"`},
		{"not compressed", "files: [p.csv]", "q.csv.gz", "", "p.csv.gz: not compressed by gzip"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			given := files{tt.file: tt.text}
			names, open := given.names(), table.Opener(given.open)
			if tt.name == "not compressed" {
				names, open = []string{"p.csv.gz"}, func(string) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("a,b\n")), nil }
			}
			problems := wrong(t, parsed(t, pairs(tt.layout)), names, open, table.Options{Nearest: func(string, []string) string { return "bb" }})
			if len(problems) != 1 || !strings.HasPrefix(problems[0].String(), tt.want) {
				t.Errorf("problems: %v; want one that begins with %q", problems, tt.want)
			}
		})
	}
}

// TestHeadsAreReadFirst tells what is wrong with all files before any row of them.
func TestHeadsAreReadFirst(t *testing.T) {
	m := parsed(t, head+`tables:
  groups: {files: [groups.csv], needs: [id]}
  ties: {files: [ties.csv]}
  deeds: {files: [deeds.csv]}
entities:
  - {rule: group, table: groups, key: "{id}", type: x:group, name: "{name}"}
claims:
  - {rule: tie, table: ties, from: "{a}", type: x:knows, to: "{b}"}
  - {rule: deed, table: deeds, from: "{by}", type: x:does, to: "{to}"}
`)
	given := files{"groups.csv": "id,name\n,Mowers\n", "ties.csv": "a,c\n1,2\n", "deeds.csv.gz": "by,whom\n1,2\n"}
	_, problems, err := table.Open(m, given.names(), given.open, table.Options{Tell: func(p extract.Problem) { t.Errorf("told %s, want no row to be read", p) }})
	want := `[map.yaml:11:62: ties.csv has no column "b" map.yaml:12:64: deeds.csv.gz has no column "to"]`
	if got := fmt.Sprint(problems); err != nil || got != want {
		t.Errorf("Open: %v, %s; want %s", err, got, want)
	}
}

// TestFilesAndTables tells files and tables that have nothing to do with each other.
func TestFilesAndTables(t *testing.T) {
	m := parsed(t, pairs("files: [p*.csv]"))
	open := files{"q.csv": "a,b\n"}.open
	_, problems, err := table.Open(m, []string{"q.csv", "x/p1.csv", "y/p1.csv"}, open, table.Options{})
	got := fmt.Sprint(problems, err)
	for _, want := range []string{
		"q.csv: no table of map.yaml reads a file of this name: pairs reads p*.csv", "y/p1.csv: a second file of this name",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("Open: %s; want %q", got, want)
		}
	}
	if _, problems, _ := table.Open(m, nil, open, table.Options{}); len(problems) != 1 || !strings.HasPrefix(problems[0].String(), `map.yaml:7:5: table "pairs": none of the files is called p*.csv`) {
		t.Errorf("Open of nothing: %v", problems)
	}
	if _, _, err := table.Open(m, []string{"p.csv"}, files{}.open, table.Options{}); err == nil {
		t.Error("Open of a file that is not there: no error")
	}
}

// TestOwnSource refuses a row whose article would have the key of the data set.
func TestOwnSource(t *testing.T) {
	mapping := `dyad: 1
kind: mapping
dataset: {name: vw-watch, prefix: vw, title: Valley Watch}
dangling: placeholder
tables: {a: {files: [a.csv]}}
sources: [{rule: article, key: "{paper}", title: "{paper}"}]
claims: [{rule: tie, source: article, from: "{id}", type: x:knows, to: "{to}"}]
`
	got := read(t, mapping, files{"a.csv": "id,to,paper\n1,2,gazette\n1,3,watch\n"})
	want := []string{`a.csv:3:5: column "paper" is "watch": source vw-watch is the data set itself: write a word of its own into the key of this rule, as in article-{id} (rule article)`}
	if diff := cmp.Diff(want, got.told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
	if len(got.Sources) != 2 || len(got.Claims) != 1 || got.Claims[0].Source != "vw-gazette" {
		t.Errorf("sources %v, claims %v; want the data set and the gazette, and the claim of the other row", got.Sources, got.Claims)
	}
}

// TestNameless refuses a row whose entity has no name, unless the mapping says what stands for one.
func TestNameless(t *testing.T) {
	const lacking = `column "name" is "": an entity needs a name: say under columns what stands for one (empty), or leave the rule out where there is none (unless) (rule group)`
	tests := []struct {
		name, columns, rule string
		want, told          []string
	}{
		{"nothing is said of it", "", "", []string{"1 Mowers", "4 north"}, []string{"a.csv:3:3: " + lacking, "a.csv:4:3: " + lacking}},
		{"its id stands for one", `name: {empty: "group {id}"}`, "", []string{"1 Mowers", "2 group 2", "3 group 3", "4 group 4 north"}, nil},
		{"it is left out", "", `unless: {name: ""},`, []string{"1 Mowers"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := read(t, head+`missing: [n/a]
tables: {a: {files: [a.csv], columns: {`+tt.columns+`}}}
entities: [{rule: group, `+tt.rule+` key: "{id}", type: x:group, name: "{name} {part}"}]
`, files{"a.csv": "id,name,part\n1,Mowers,\n2,,\n3,n/a,\n4,,north\n"})
			var names []string
			for _, e := range got.Entities {
				names = append(names, strings.TrimPrefix(string(e.Key), "vw-")+" "+e.Name)
			}
			if diff := cmp.Diff(tt.want, names); diff != "" {
				t.Errorf("names (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.told, got.told); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
		})
	}
}

// TestAgain describes one entity twice.
func TestAgain(t *testing.T) {
	mapping := func(again string) string {
		return head + `tables: {a: {files: [a.csv]}}
entities:
  - {rule: group, table: a, key: "{id}", type: x:group, name: "{name}", again: ` + again + `}
`
	}
	given := files{"a.csv": "id,name\n1,Mowers\n1,Mowers\n1,Reapers\n"}
	got := read(t, mapping("refuse"), given)
	want := []string{"a.csv:4:1: entity vw-1 is described otherwise in a.csv, line 2: mend one of them, or let the first count (again: first) (rule group)"}
	if diff := cmp.Diff(want, got.told); diff != "" || len(got.Entities) != 1 {
		t.Errorf("again: refuse: %d entities; told (-want +got):\n%s", len(got.Entities), diff)
	}
	got = read(t, mapping("first"), given)
	if len(got.told) > 0 || len(got.Entities) != 1 || got.Entities[0].Name != "Mowers" || len(got.Notes) != 1 {
		t.Errorf("again: first: told %q, %d entities, notes %v; want none, 1, one note", got.told, len(got.Entities), got.Notes)
	}
}

// TestRefusalsSpread refuses a row that names what only a refused row describes, and one that names that.
func TestRefusalsSpread(t *testing.T) {
	mapping := head + `tables: {a: {files: [a.csv], columns: {day: {date: iso}}}}
entities:
  - {rule: group, table: a, key: "{id}", type: x:group, name: "{id}"}
claims:
  - {rule: tie, table: a, from: "{id}", type: x:knows, to: "{to}", when: "{day}"}
`
	got := read(t, mapping, files{"a.csv": "id,to,day\n1,2,\n2,3,\n3,1,soon\n4,,\n"})
	refused := func(line, to, why string) string {
		return fmt.Sprintf(`a.csv:%s:3: column "to" is "%s": "%[2]s" %s, or keep it by its id alone (dangling: placeholder) (rule tie)`, line, to, why)
	}
	want := []string{
		`a.csv:4:5: column "day" is "soon": no date as YYYY, YYYY-MM or YYYY-MM-DD (a time behind a day is left out) (rule tie)`,
		refused("3", "3", "is described in a.csv, line 4, which is refused: mend that"), refused("2", "2", "is described in a.csv, line 3, which is refused: mend that"),
	}
	if diff := cmp.Diff(want, got.told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
	if r := got.Tables[0]; r.Read != 4 || r.Imported != 1 || r.Refused != 3 || len(got.told) != 3 {
		t.Errorf("%+v, told %q; want 4 rows read, 1 imported, 3 refused and told", r, got.told)
	}
	if len(got.Entities) != 1 || got.Entities[0].Key != "vw-4" || len(got.Claims) != 0 {
		t.Errorf("entities %v, claims %v; want vw-4 alone", got.Entities, got.Claims)
	}
}

// TestDangling keeps ids that are nowhere, but not those that are known.
func TestDangling(t *testing.T) {
	given := files{"p.csv": "a,b\n1,2.x\n1,3\n"}
	stream, _, err := table.Open(parsed(t, pairs("files: [p.csv]")), given.names(), given.open, table.Options{
		Known: func(k graph.EntityKey) bool { return k == "vw-1" },
	})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for part, err := range stream.Chunks {
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range part.Entities {
			lines = append(lines, fmt.Sprintf("%s %s %t", e.Type, e.Name, stream.Partial[e.Key]))
		}
	}
	want := []string{"x:untyped 2.x true", "x:untyped 3 true"}
	if diff := cmp.Diff(want, lines); diff != "" || stream.Report.Rules[0].Dangling != 2 {
		t.Errorf("%d dangling; placeholders (-want +got):\n%s", stream.Report.Rules[0].Dangling, diff)
	}
}

// TestAmbiguous marks names that two entities have, however they are written.
func TestAmbiguous(t *testing.T) {
	mapping := head + `tables: {a: {files: [a.csv], columns: {also: {split: ";"}}}}
entities:
  - {rule: group, table: a, key: "{id}", type: x:group, name: "{name}", names: ["{also}", "{name}"]}
`
	got := read(t, mapping, files{"a.csv": "id,name,also\n1,Mowers,MWR;Reapers;MWR\n2,REAPERS,\n3,Swans,\n"})
	want := [][]graph.Name{
		{{Text: "MWR", Kind: graph.Alias}, {Text: "Reapers", Kind: graph.Alias, Ambiguous: true}},
		{{Text: "REAPERS", Kind: graph.Preferred, Ambiguous: true}},
		nil,
	}
	for i, e := range got.Entities {
		if diff := cmp.Diff(want[i], e.Names); diff != "" {
			t.Errorf("names of %s (-want +got):\n%s", e.Key, diff)
		}
	}
}

// FuzzOpen reads whatever bytes as each format: rows read are rows imported and refused, and a stream ends without an error.
func FuzzOpen(f *testing.F) {
	for _, text := range []string{"a,b\n1,\"2\n3\",\n", `[{"a":1,"b":["x",{}]}]`, "{\"a\":1}\n{\"b\":2", "a\tb\r\n\"\t\"\r\n", "\ufeffa,b\n\xff,2\n"} {
		f.Add([]byte(text))
	}
	var mappings []*table.Mapping
	for _, layout := range []string{"files: [p]\n    format: csv", "files: [p]\n    format: tsv", "files: [p]\n    format: json", "files: [p]\n    format: jsonl", "files: [p]\n    format: json\n    rows: a[*].b[*]"} {
		mappings = append(mappings, parsed(f, pairs(layout)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		open := files{"p": string(data)}.open
		for _, m := range mappings {
			told, claims := 0, 0
			stream, problems, err := table.Open(m, []string{"p"}, open, table.Options{Tell: func(extract.Problem) { told++ }, SkipRefused: true})
			if err != nil {
				t.Fatal(err)
			}
			if stream == nil {
				if len(problems) == 0 {
					t.Error("no stream, and nothing is wrong")
				}
				continue
			}
			var unreadable table.Unreadable
			for part, err := range stream.Chunks {
				if err != nil && (!errors.As(err, &unreadable) || len(unreadable) == 0) {
					t.Fatal(err)
				}
				claims += len(part.Claims)
				extracttest.Sound(t, &part)
			}
			if unreadable != nil {
				continue
			}
			r := stream.Report.Tables[0]
			if r.Read != r.Imported+r.Refused || told < r.Refused {
				t.Errorf("%d rows read, %d imported, %d refused, %d told", r.Read, r.Imported, r.Refused, told)
			}
			if made := stream.Report.Rules[0].Made; made != claims {
				t.Errorf("%d claims made, and %d handed out", made, claims)
			}
		}
	})
}

// TestNothingWithoutRefused hands out nothing from the first row on that is refused, reads on to tell of all others, and says so at the end.
func TestNothingWithoutRefused(t *testing.T) {
	mapping := head + `tables:
  groups: {files: [groups.csv], needs: [id]}
  pairs: {files: [pairs.csv], needs: [a]}
entities:
  - {rule: group, table: groups, key: "{id}", type: x:group, name: "{id}"}
claims:
  - {rule: pair, table: pairs, from: "{a}", type: x:knows, to: "{b}"}
`
	many := strings.Repeat("1,2\n", 5000)
	tests := []struct {
		name, groups, pairs string
		refused             int
		some                bool // something is handed out
	}{
		{"none", "id\n1\n2\n", "a,b\n1,2\n", 0, true},
		{"of those who describe, and of claims", "id,x\n1,\n,x\n2,\n", "a,b\n1,2\n,2\n1,9\n", 3, false},
		{"of claims", "id\n1\n2\n", "a,b\n1,2\n,2\n1,9\n", 2, true},
		{"behind chunks that were handed out", "id\n1\n2\n", "a,b\n" + many + ",2\n" + many, 1, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			given := files{"groups.csv": tt.groups, "pairs.csv": tt.pairs}
			told := 0
			stream, _, err := table.Open(parsed(t, mapping), given.names(), given.open, table.Options{Tell: func(extract.Problem) { told++ }})
			if err != nil {
				t.Fatal(err)
			}
			some := false
			for part, broken := range stream.Chunks {
				err = broken
				some = some || broken == nil
				if stream.Refused() > 0 && len(part.Claims)+len(part.Entities) > 0 {
					t.Error("a chunk comes after a row was refused")
				}
			}
			if errors.Is(err, table.ErrRefused) != (tt.refused > 0) || stream.Refused() != tt.refused || told != tt.refused || some != tt.some {
				t.Errorf("%v; %d refused, %d told, some handed out: %t; want %d refused and told, %t", err, stream.Refused(), told, some, tt.refused, tt.some)
			}
			if r := stream.Report.Tables[1]; r.Read != r.Imported+r.Refused || r.Read != strings.Count(tt.pairs, "\n")-1 {
				t.Errorf("the table of pairs: %+v; want all rows read", r)
			}
		})
	}
}

// TestRefusedClaimsAreNotCounted refuses rows of a file of claims alone, whose ends are looked for while it is judged: what they would have made is in no count,
// and whom only they name is in no chunk.
func TestRefusedClaimsAreNotCounted(t *testing.T) {
	mapping := head + `dangling: refuse
tables:
  groups: {files: [groups.csv]}
  pairs: {files: [pairs.csv]}
entities:
  - {rule: group, table: groups, key: "{id}", type: x:group, name: "{id}"}
claims:
  - {rule: pair, table: pairs, from: "{a}", type: x:knows, to: "{b}", gist: "{a}>{b}"}
`
	got := read(t, mapping, files{"groups.csv": "id\n1\n2\n", "pairs.csv": "a,b\n1,2\n1,9\n8,9\n2,1\n"})
	if len(got.told) != 3 { // 9, 8, and 9 again
		t.Errorf("told %q, want three", got.told)
	}
	if len(got.Entities) != 2 || len(got.Claims) != 2 {
		t.Errorf("%d entities and %d claims, want 2 and 2", len(got.Entities), len(got.Claims))
	}
	for _, r := range got.Rules {
		if r.Rule == "pair" && (r.Rows != 2 || r.Made != 2 || r.Dangling != 0 || r.Refused != 3) {
			t.Errorf("the rule of pairs: %+v, want 2 rows, 2 made, none dangling, 3 reasons", r)
		}
	}
	for _, r := range got.Tables {
		if r.Table == "pairs" && (r.Read != 4 || r.Imported != 2 || r.Refused != 2) {
			t.Errorf("the table of pairs: %+v, want 4 read, 2 imported, 2 refused", r)
		}
	}
}
