package table_test

import (
	"fmt"
	"strings"
	"testing"

	"dyad/extract/table"

	"github.com/google/go-cmp/cmp"
)

// TestNested reads lists within records, and what stands around them.
func TestNested(t *testing.T) {
	mapping := head + `dangling: placeholder
tables:
  ties: {files: [p.json], rows: "people[*].ties[*]"}
claims:
  - {rule: tie, table: ties, from: "{^id}", type: x:knows, to: "{who}", gist: "{^name} {kinds[*].word}"}
`
	got := read(t, mapping, files{"p.json": `{"people":[
  {"id":"a","name":"Vale","ties":[{"who":"b","kinds":[{"word":"old"},{"word":"dear"}]},{"who":"c"}]},
  {"id":"b","name":"Quill"}]}`})
	var lines []string
	for _, c := range got.Claims {
		lines = append(lines, string(c.From)+" "+string(c.To)+" "+c.Gist)
	}
	want := []string{"vw-a vw-b Vale old, dear", "vw-a vw-c Vale"}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
}

// TestNull refuses what is no record where a record is wanted.
func TestNull(t *testing.T) {
	tests := []struct{ name, layout, file, text, want string }{
		{"in a list", "files: [p.json]", "p.json", "[{\"a\":1,\"b\":2},\nnull]", "p.json:2:1: no record: null, or not valid UTF-8"},
		{"in a list further in", "files: [p.json]\n    rows: x[*].y[*]", "p.json", `{"x":[{"y":[null,{"a":1,"b":2}]}]}`, "p.json:1:1: no record: null"},
		{"a line", "files: [p.jsonl]", "p.jsonl", "{\"a\":1,\"b\":2}\n null\n", "p.jsonl:2:1: no record: null"},
		{"in a line", "files: [p.jsonl]\n    rows: x[*]", "p.jsonl", `{"x":[{"a":1,"b":2},null]}`, "p.jsonl:1:1: no record: null"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := read(t, pairs(tt.layout), files{tt.file: tt.text})
			if diff := cmp.Diff([]string{tt.want}, got.told); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
			if r := got.Tables[0]; r.Read != 2 || r.Imported != 1 || r.Idle != 0 {
				t.Errorf("%d rows read, %d imported, %d idle; want 2, 1, 0", r.Read, r.Imported, r.Idle)
			}
		})
	}
}

// TestAroundLines reads what stands around lists in lines, up to the line.
func TestAroundLines(t *testing.T) {
	mapping := head + `dangling: placeholder
tables:
  ties: {files: [p.jsonl], rows: "ties[*].who[*]"}
claims:
  - {rule: tie, table: ties, from: "{^^id}", type: "{^type}", to: "{.}"}
`
	got := read(t, mapping, files{"p.jsonl": `{"id":"a","ties":[{"type":"x:knows","who":["b","c"]}]}`})
	var lines []string
	for _, c := range got.Claims {
		lines = append(lines, fmt.Sprintf("%s %s %s", c.From, c.Type, c.To))
	}
	if diff := cmp.Diff([]string{"vw-a x:knows vw-b", "vw-a x:knows vw-c"}, lines); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
}

// TestAbsentColumns lists columns that are in no record of any file, and nothing where there is no record.
func TestAbsentColumns(t *testing.T) {
	const columns = "\n    columns: {also: {of: \"{meta.synonims[*]} {x}\"}, file: {of: \"{$file}\"}}"
	json, lines := pairs("files: [\"p*.json\"]"+columns), pairs("files: [\"p*.jsonl\"]"+columns)
	tests := []struct {
		name, mapping string
		given         files
		want          []string
	}{
		{"in some", json, files{"p1.json": `[{"a":1,"meta":{"synonyms":["x"]}},{"b":2,"x":[]}]`, "p2.json": `[{"a":{}}]`}, []string{"meta.synonims[*]", "x"}},
		{"in the second file", json, files{"p1.json": `[{"a":1}]`, "p2.json": `[{"a":{},"b":2,"x":0,"meta":{"synonims":"y"}}]`}, nil},
		{"by lines", lines, files{"p.jsonl": "{\"a\":1,\"x\":null}\n{\"b\":2,\"meta\":{\"synonims\":[\"y\"]}}\n"}, []string{"x"}},
		{"no record", json, files{"p.json": "[]"}, nil},
		{"of csv they are missing", pairs("files: [p.csv]"), files{"p.csv": "a,b\n1,\n"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, read(t, tt.mapping, tt.given).Tables[0].Absent); diff != "" {
				t.Errorf("absent (-want +got):\n%s", diff)
			}
		})
	}
}

// TestLargeRecords reads on behind a record that takes all that may be read at a time, and stops where more is wanted: what comes behind is never passed over.
func TestLargeRecords(t *testing.T) {
	// padded is the text with white space or, in a record, letters in the place of the bar, so that it has n bytes.
	padded := func(text, with string, n int) string {
		return strings.Replace(text, "|", strings.Repeat(with, n-len(text)+1), 1)
	}
	const first, all = 512, 512 + table.MaxRow // the decoder takes so much before the first record, and then as much as it may
	const list, field = "files: [p.json]", "files: [p.json]\n    rows: rows[*]"
	tests := []struct{ name, layout, text, want string }{ // want: gists, or the problem
		{"a record that ends there", list, padded(`[{"a":1,"b":2,"c":"|"}`, "x", all) + `,{"a":3,"b":4}]`, "1>2 3>4"},
		{"one byte before", list, padded(`[{"a":1,"b":2,"c":"|"}`, "x", all-1) + `,{"a":3,"b":4}]`, "1>2 3>4"},
		{"one byte behind", list, padded(`[{"a":1,"b":2,"c":"|"}`, "x", all+1) + `,{"a":3,"b":4}]`, fmt.Sprintf("p.json:1:%d: a record is longer than 8388608 bytes", all+1)},
		{"white space as long behind a record", list, padded(`[{"a":1,"b":2}|`, " ", all+1) + `,{"a":3,"b":4}]`, fmt.Sprintf("p.json:1:%d: a record is longer than 8388608 bytes", all+1)},
		{"a field before the records that ends there", field, padded(`{"x":{"y":"|"}`, "x", all) + `,"rows":[{"a":1,"b":2},{"a":3,"b":4}]}`, "1>2 3>4"},
		{"small ones", list, padded(`[{"a":1,"b":2,"c":"|"}`, "x", first) + `,{"a":3,"b":4}]`, "1>2 3>4"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			given := files{"p.json": tt.text}
			stream, _, err := table.Open(parsed(t, pairs(tt.layout)), given.names(), given.open, table.Options{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for part, err := range stream.Chunks {
				for _, c := range part.Claims {
					got = append(got, c.Gist)
				}
				if err != nil {
					got = []string{err.Error()}
				}
			}
			if text := strings.Join(got, " "); !strings.HasPrefix(text, tt.want) {
				t.Errorf("read %s; want what begins with %s", text, tt.want)
			}
		})
	}
}

// TestBrokenLines goes on after a line of JSON Lines that is broken.
func TestBrokenLines(t *testing.T) {
	got := read(t, pairs("files: [p.jsonl]"), files{"p.jsonl": "{\"a\":1,\"b\":2}\n{\"a\":1,\n{} {}\n{\"a\":{\"x\":1},\"b\":2}\n{\"a\":3,\"b\":4}\n"})
	want := []string{
		"p.jsonl:2:1: no JSON: the line ends in the middle of a record", "p.jsonl:3:3: no JSON: something stands behind the record",
		`p.jsonl:4:1: column "a" is "{…}": an object, where a text or a list of texts is wanted: name a field of it`,
	}
	if diff := cmp.Diff(want, got.told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
	if r := got.Tables[0]; r.Read != 5 || r.Imported != 2 {
		t.Errorf("%d rows read, %d imported; want 5 and 2", r.Read, r.Imported)
	}
}
