package table_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestEach takes values of two columns together by the places where they stand. Each claim is from the value of l; its gist is l@m.
func TestEach(t *testing.T) {
	const lists = `l: {of: "{a}", split: ";", missing: [n/a]}, m: {of: "{b}", split: ";", missing: [n/a]}`
	tests := []struct {
		name, columns, row string // of the columns a, b and c
		want               []string
		told               string
	}{
		{"as many", lists, "1;2,x;y,", []string{"1@x", "2@y"}, ""},
		{"a value that is missing in both", lists, "1;;3,x;;z,", []string{"1@x", "3@z"}, ""},
		{"one that is missing at the end of the second", lists, "1;;3,x;y;,", []string{"1@x", "3@"}, ""},
		{"a code that stands for nothing", lists, "1;n/a;3,x;y;n/a,", []string{"1@x", "3@"}, ""},
		{"a cell that is empty beside one value", lists, "1,,", []string{"1@"}, ""},
		{"a cell that stands for nothing before one value", lists, "n/a,x,", nil, ""},
		{"nothing at all, however many", lists, ",;n/a;,", nil, ""},
		{"less", lists, "1;2;3,x;y,", nil, `e.csv:2:7: column "m" is "x | y": 2 values, and column "l" beside it has 3 (rule r)`},
		{"less, and empty ones would make it as many", lists, "1;;3,x;y,", nil, `e.csv:2:6: column "m" is "x | y": 2 values, and column "l" beside it has 3 (rule r)`},
		{"an empty cell beside two values", lists, "1;2,,", nil, `e.csv:2:5: column "m" is "": 1 values, and column "l" beside it has 2 (rule r)`},
		{"words for codes, of which one means nothing", `l: {of: "{a}", split: ";"}, m: {of: "{b}", split: ";", values: {"7": seven}, default: ""}`, "1;2;3,7;8;7,", []string{"1@seven", "2@", "3@seven"}, ""},
		{"a piece of each", `l: {of: "{a}", split: ";", before: "/"}, m: {of: "{a}", split: ";", after: "/"}`, "1/x;2;3/z,,", []string{"1@x", "2@", "3@z"}, ""},
		{"a column made of a list", `l: {split: ";", of: "{a}"}, n: {of: "{b}", split: ";"}, m: {of: "{n}{c}"}`, "1;2;3,x;;z,!", []string{"1@x!", "2@", "3@z!"}, ""},
		{"one made of a list and a cell that is empty", `l: {split: ";", of: "{a}"}, n: {of: "{b}", split: ";"}, m: {of: "{n}{c}"}`, "1;2,x;y,", []string{"1@", "2@"}, ""},
		{"a word for nothing", `l: {of: "{a}", split: ";"}, m: {of: "{b}", split: ";", empty: "of {l}"}`, "1;2;;4,x;;;z,", []string{"1@x", "2@of 2", "4@z"}, ""},
		{"a word for a cell that is empty", `l: {of: "{a}", split: ";"}, m: {of: "{b}", split: ";", empty: none}`, "1,,", []string{"1@none"}, ""},
		{"along a list with one that is missing", `l: {of: "{a}", split: ";"}, m: {of: "{b}", split: ";", along: l}`, "1;;3,x;y;z,", []string{"1@x", "3@z"}, ""},
		{"along a single one", `l: {of: "{a}", split: ";"}, m: {of: "{b}", split: ";", along: l}`, "1,x;y,", []string{"1@x;y"}, ""},
		{"in brackets", `l: {of: "{a}", split: ";"}, m: {of: "{b}", split: ";", brackets: true}`, "1;;3,x (y;z);;w,", []string{"1@x (y;z)", "3@w"}, ""},
		{"once each", `l: {of: "{a}", split: ";", distinct: true}, m: {of: "{b}", split: ";"}`, "1;2;1,x;y;z,", []string{"1@x", "2@y"}, ""},
		{"the last one", `l: {of: "{a}", split: ";", pick: last}, m: {of: "{b}", split: ";"}`, "1;2;,x,", []string{"2@x"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := read(t, turning(`"e.csv"`, `[l, m]`, "l", "m", tt.columns), files{"e.csv": "a,b,c\n" + tt.row + "\n"})
			holds(t, &got, tt.want, tt.told)
		})
	}
}

// TestEachOfPaths takes what two paths lead to together.
func TestEachOfPaths(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
		told       string
	}{
		{"as many", `{"x":[{"l":1,"m":"a"},{"l":2,"m":"b"}]}`, []string{"1@a", "2@b"}, ""},
		{"fields that are not there, or null", `{"x":[{"l":1,"m":"a"},{"l":2},{"l":3,"m":"c"},{"m":"d"},{"l":5,"m":null},{"l":null,"m":"f"}]}`, []string{"1@a", "2@", "3@c", "5@"}, ""},
		{"items that hold nothing", `{"x":[{"l":1,"m":"a"},null,{},{"l":4,"m":"d"}]}`, []string{"1@a", "4@d"}, ""},
		{"lists in lists", `{"x":[{"l":[1,2],"m":["a",null]},{"l":3,"m":[]},{"l":4,"m":"d"}]}`, []string{"1@a", "2@", "3@", "4@d"}, ""},
		{"less", `{"x":[{"l":[1,2],"m":"a"}]}`, nil, `e.json:1:1: column "x[*].m" is "a": 1 values, and column "x[*].l" beside it has 2 (rule r)`},
		{"as many, but not in each item", `{"x":[{"l":[1,2],"m":"a"},{"l":3,"m":["b","c"]}]}`, nil, `e.json:1:1: column "x[*].m" is "a | b | c": as many values as column "x[*].l" beside it, but not in each item of the list: let rows go down to its items (rule r)`},
		{"no list", `{}`, nil, ""},
		{"an empty list", `{"x":[]}`, nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := read(t, turning(`"e.json"`, `["x[*].l", "x[*].m"]`, "x[*].l", "x[*].m", ""), files{"e.json": "[" + tt.text + "]"})
			holds(t, &got, tt.want, tt.told)
		})
	}
}

// turning is a mapping that takes the values of two columns together.
func turning(file, each, l, m, columns string) string {
	return head + "dangling: placeholder\ntables:\n  e: {files: [" + file + "], columns: {" + columns + "}}\nclaims:\n" +
		"  - {rule: r, each: " + each + ", from: \"{" + l + "}\", type: happened, gist: \"{" + l + "}@{" + m + "}\"}\n"
}

// holds compares the gists of what was read, and what was told.
func holds(t *testing.T, got *result, want []string, told string) {
	t.Helper()
	var gists []string
	for _, c := range got.Claims {
		gists = append(gists, c.Gist)
	}
	if diff := cmp.Diff(want, gists); diff != "" {
		t.Errorf("gists (-want +got):\n%s", diff)
	}
	var all []string
	if told != "" {
		all = []string{told}
	}
	if diff := cmp.Diff(all, got.told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
}
