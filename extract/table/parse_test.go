package table_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/extract"
	"dyad/extract/table"
	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// words is a vocabulary of a few terms.
func words() *graph.Vocabulary {
	return graph.NewVocabulary([]graph.Term{
		{Kind: graph.EntityTypeTerm, Key: "MilitantGroup", Class: graph.Actor},
		{Kind: graph.RelationTerm, Key: "allied_with"},
		{Kind: graph.RoleTerm, Key: "event", Holds: graph.HoldsEntity},
		{Kind: graph.RoleTerm, Key: "content", Holds: graph.HoldsClaim},
		{Kind: graph.RoleTerm, Key: "office", Holds: graph.HoldsTerm},
		{Kind: graph.OfficeTerm, Key: "mayor"},
	})
}

// TestParseRefuses plants one mistake a time in a mapping that is sound.
func TestParseRefuses(t *testing.T) {
	const sound = head + `tables:
  groups:
    files: [groups.csv]
    columns:
      kinds: {of: "{kind}", values: {"1": MilitantGroup}, default: "x:other"}
entities:
  - {rule: group, table: groups, key: "{id}", type: "{kinds}", name: "{name}"}
claims:
  - rule: alliance
    table: groups
    from: "{id}"
    type: allied_with
    to: "{ally}"
    when: {date: "{since}", bound: start}
`
	tests := []struct{ name, old, new, want string }{
		{"another kind of file", "kind: mapping", "kind: registry", `map.yaml:2:7: kind is "registry", and it should be mapping`},
		{"an unknown key", "entities:", "entites:", `map.yaml:9:1: unknown key "entites"; did you mean "entities"?`},
		{"no data set", "dataset: {name: watch, prefix: vw, title: Valley Watch}", "missing: [n/a]", "map.yaml:1:1: dataset is missing"},
		{"a name that is no key", "name: watch", "name: Watch!", `map.yaml:3:17: "Watch!" is no key`},
		{"a prefix that is too long", "prefix: vw", "prefix: " + strings.Repeat("v", 41), "is longer than 40 characters"},
		{"a table that is not there", "{rule: group, table: groups,", "{rule: group, table: grops,", `map.yaml:10:5: no table "grops"; did you mean "groups"?`},
		{"a format that is not told", "files: [groups.csv]", "files: [groups.txt]", "map.yaml:6:5: format is missing"},
		{"a file in a folder", "files: [groups.csv]", "files: [data/groups.csv]", `map.yaml:6:13: "data/groups.csv" is no name of a file`},
		{"a template that is not closed", `from: "{id}"`, `from: "{id"`, "map.yaml:14:11: a { begins the name of a column"},
		{"a brace too many", `from: "{id}"`, `from: "id}"`, "map.yaml:14:11: a } without a { before it"},
		{"a relation that nobody knows", "type: allied_with", "type: alied_with", `map.yaml:15:11: no relation "alied_with" in the vocabulary; did you mean "allied_with"?`},
		{"a type in a value table that nobody knows", `"1": MilitantGroup`, `"1": MilitantGrup`, `map.yaml:10:53: no entity type "MilitantGrup" in the vocabulary; did you mean "MilitantGroup"?`},
		{"a bound that is none", "bound: start", "bound: begin", `map.yaml:17:36: no bound "begin"; it is "whole", "start" or "end"`},
		{"a date and an interval", "bound: start", `from: "{a}"`, "a time has a date, or from and to, not both"},
		{"a time of nothing", `when: {date: "{since}", bound: start}`, "when: {basis: stated}", "a time has a date, or from and to; only"},
		{"two rules of one name", "rule: alliance", "rule: group", `another rule is called "group"`},
		{"a claim without an end", "    from: \"{id}\"\n", "", "map.yaml:12:5: from is missing"},
		{"a role that holds claims", "    when:", "    roles: {content: \"{id}\"}\n    when:", `role "content" holds claims`},
		{"a role that nobody knows", "    when:", "    roles: {evnt: \"{id}\"}\n    when:", `no role "evnt" in the vocabulary; did you mean "event"?`},
		{"an office that nobody knows", "    when:", "    roles: {office: mayr}\n    when:", `map.yaml:17:21: no office "mayr" in the vocabulary; did you mean "mayor"?`},
		{"an office in a value table that nobody knows", "    when:", "    roles: {office: \"{kinds}\"}\n    when:", `map.yaml:17:21: no office "MilitantGroup" in the vocabulary`},
		{"a source that no rule makes", "    when:", "    source: article\n    when:", `no rule for sources is called "article"`},
		{"a voice of nobody", "    when:", "    voices: [{mode: says}]\n    when:", "a voice is either an entity or a label"},
		{"a number of nothing", "    when:", "    number: {unit: people}\n    when:", "a number has low, best, high or worded"},
		{"a credibility of seven", "    when:", "    credibility: \"7\"\n    when:", `no credibility "7"`},
		{"a column made of itself", `of: "{kind}"`, `of: "{kinds}"`, `map.yaml:8:7: column "kinds" of table "groups" is worked out from itself`},
		{"a default of no values", `values: {"1": MilitantGroup}, default`, `default`, "default is what values stand for that are not listed"},
		{"a date that is written in no known way", `of: "{kind}"`, `of: "{kind}", date: ymd`, `no date "ymd"`},
		{"a path in a table of csv", "files: [groups.csv]", "files: [groups.csv]\n    rows: values[*]", "map.yaml:7:11: rows is the path to records in JSON"},
		{"a delimiter of two characters", "files: [groups.csv]", "files: [groups.csv]\n    delimiter: ';;'", "map.yaml:7:16: delimiter is one character of ASCII"},
		{"no header and no names", "files: [groups.csv]", "files: [groups.csv]\n    header: false", "without a header the columns need names"},
		{"names that lack a column", "files: [groups.csv]", "files: [groups.csv]\n    names: [id, name, kind, aly, since]", `map.yaml:17:9: table "groups" has no column "ally" among its names; did you mean "aly"?`},
		{"what stands around the first list of a file", "files: [groups.csv]", "files: [groups.json]\n    rows: values[*]\n    needs: [^type]", `map.yaml:8:13: "^type" goes further up than the items of the first list in rows: those are read one by one`},
		{"two up in two lists", "files: [groups.csv]", "files: [groups.json]\n    rows: values[*].related[*]\n    needs: [^type, ^^type]", `map.yaml:8:20: "^^type" goes further up than the items of the first list in rows`},
		{"a record by itself", "files: [groups.csv]", "files: [groups.json]\n    rows: .\n    needs: [^type]", `map.yaml:8:13: "^type" goes further up than the items`},
		{"two up in a line", "files: [groups.csv]", "files: [groups.jsonl]\n    rows: values[*]\n    needs: [^type, ^^type]", `map.yaml:8:20: "^^type" goes further up than rows goes down`},
		{"a table that no rule reads", "entities:", "  others: {files: [others.csv]}\nentities:", `map.yaml:9:11: no rule reads table "others"`},
		{"an alias of YAML", "name: watch", "name: &w watch", "anchors and aliases are not read"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.Replace(sound, tt.old, tt.new, 1)
			if text == sound {
				t.Fatalf("%q is not in the mapping", tt.old)
			}
			_, problems := table.Parse(extract.File{Name: "map.yaml", Data: []byte(text)}, words())
			var got []string
			for _, p := range problems {
				got = append(got, p.String())
			}
			if !strings.Contains(strings.Join(got, "\n"), tt.want) {
				t.Errorf("Parse: %q, want one with %q", got, tt.want)
			}
		})
	}
	if _, problems := table.Parse(extract.File{Name: "map.yaml", Data: []byte(sound)}, words()); len(problems) > 0 {
		t.Errorf("Parse of what is sound: %v", problems)
	}
}

func TestParseReportsEverythingAtOnce(t *testing.T) {
	const text = `dyad: 1
kind: mapping
dataset: {name: watch, titel: Watch}
tables:
  groups: {files: [groups.csv], formt: csv}
claims:
  - {rule: a, table: groups, from: "{id}", type: x:likes, to: "{ally}", polarity: afirmed}
`
	_, problems := table.Parse(extract.File{Name: "map.yaml", Data: []byte(text)}, nil)
	var got []string
	for _, p := range problems {
		got = append(got, p.String())
	}
	want := []string{
		`map.yaml:3:10: title is missing`,
		`map.yaml:3:24: unknown key "titel"; did you mean "title"?`,
		`map.yaml:5:33: unknown key "formt"; did you mean "format"?`,
		`map.yaml:7:83: no polarity "afirmed"; did you mean "affirmed"?`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Parse (-want +got):\n%s", diff)
	}
}

// TestShippedMappings holds the mappings in docs to the vocabulary.
func TestShippedMappings(t *testing.T) {
	vocabulary := builtIn(t)
	names, err := filepath.Glob(filepath.Join(mappings, "*.yaml"))
	if err != nil || len(names) < 7 {
		t.Fatalf("mappings: %v, %v", names, err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, problems := table.Parse(extract.File{Name: name, Data: data}, vocabulary); len(problems) > 0 {
			t.Errorf("Parse: %v", problems)
		}
	}
}

// mappings is where the mappings are that dyad ships.
var mappings = filepath.Join("..", "..", "docs", "mappings")

// builtIn reads the built-in vocabulary.
func builtIn(t *testing.T) *graph.Vocabulary {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "seeds", "vocabulary.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	bundles, problems := extract.Read([]extract.File{{Name: "vocabulary.yaml", Data: data}}, extract.Base{}, nil)
	if !extract.Usable(problems) {
		t.Fatal(problems)
	}
	return graph.NewVocabulary(bundles[0].Terms)
}

func FuzzParse(f *testing.F) {
	names, err := filepath.Glob(filepath.Join(mappings, "*.yaml"))
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(head + "tables: {a: {files: x.csv, columns: {b: {of: '{b}{{', empty: '{}'}}}}\nclaims: [{rule: a}]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, problems := table.Parse(extract.File{Name: "map.yaml", Data: data}, nil)
		if m == nil && len(problems) == 0 {
			t.Error("Parse: no mapping, and nothing is wrong")
		}
		if m == nil || len(problems) > 0 {
			return
		}
		// Whatever is sound can be used: files of any name are refused, or read.
		given := files{"x.csv": "a,b\n1,2\n", "y.json": `[{"a":1}]`}
		stream, _, err := table.Open(m, given.names(), given.open, table.Options{})
		if err != nil || stream == nil {
			return // a file may not be found
		}
		for part, err := range stream.Chunks {
			_, _ = part, err // nor may it hold what it should
		}
	})
}
