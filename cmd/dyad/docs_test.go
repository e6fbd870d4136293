package main

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"dyad/extract"
	"dyad/graph"
	"dyad/schema/resolver"
	"dyad/store"
	"dyad/store/storetest"

	"github.com/google/go-cmp/cmp"
)

// docPage returns a page of the documentation.
func docPage(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "docs", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// blocks returns the fenced blocks of a page in a language. A page without any is a mistake of the test.
func blocks(t *testing.T, page, language string) []string {
	t.Helper()
	var out []string
	for _, rest := range strings.Split(docPage(t, page), "```"+language+"\n")[1:] {
		block, _, _ := strings.Cut(rest, "```")
		out = append(out, block)
	}
	if len(out) == 0 {
		t.Fatalf("%s has no %s", page, language)
	}
	return out
}

// rows returns the cells of the table of a page that begins with the given heads. A page without it is a mistake of the test.
func rows(t *testing.T, page string, heads ...string) [][]string {
	t.Helper()
	_, rest, found := strings.Cut(docPage(t, page), "\n| "+strings.Join(heads, " | ")+" |\n")
	if !found {
		t.Fatalf("%s has no table of %s", page, strings.Join(heads, ", "))
	}
	var out [][]string
	for line := range strings.Lines(rest) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") {
			break
		}
		if strings.HasPrefix(line, "|---") {
			continue
		}
		var cells []string
		for cell := range strings.SplitSeq(strings.Trim(line, "|"), "|") {
			cells = append(cells, strings.TrimSpace(cell))
		}
		out = append(out, cells)
	}
	return out
}

// code is a cell without the ticks around it.
func code(cell string) string { return strings.Trim(cell, "`") }

// TestDocumentedErrors holds errors.md to the faults, to the exit codes that they become, and to the exit codes that there are.
func TestDocumentedErrors(t *testing.T) {
	var want, got [][2]string
	for _, f := range graph.Faults() {
		want = append(want, [2]string{string(f), strconv.Itoa(exitCode(t.Context(), &graph.Error{Fault: f}))})
	}
	for _, row := range rows(t, "errors.md", "code", "means", "exit") {
		got = append(got, [2]string{code(row[0]), row[2]})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("codes in errors.md, with their exit codes (-dyad +page):\n%s", diff)
	}
	var exits []string
	for _, row := range rows(t, "errors.md", "exit", "means") {
		exits = append(exits, row[0])
	}
	var known []string
	for _, n := range []int{exitOK, exitFailure, exitUsage, exitNotFound, exitInvalid, exitInterrupted} {
		known = append(known, strconv.Itoa(n))
	}
	if diff := cmp.Diff(known, exits); diff != "" {
		t.Errorf("exit codes in errors.md (-dyad +page):\n%s", diff)
	}
}

// TestDocumentedQueries asks every question of api.md and balance.md.
func TestDocumentedQueries(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	if code, _, talk := program(t, "load", "--data", data); code != exitOK {
		t.Fatalf("dyad load = %d: %s", code, talk)
	}
	for _, query := range append(blocks(t, "api.md", "graphql"), blocks(t, "balance.md", "graphql")...) {
		if code, _, talk := program(t, "query", query, "--data", data); code != exitOK || talk != "" {
			t.Errorf("dyad query = %d: %s\n%s", code, talk, query)
		}
	}
}

// TestDocumentedLimits holds the numbers of api.md to those that hold.
func TestDocumentedLimits(t *testing.T) {
	want := map[string]int{"defaultPage": resolver.DefaultPage(), "maxPage": resolver.MaxPage()}
	limits := reflect.ValueOf(resolver.DefaultLimits())
	for i := range limits.NumField() {
		name := limits.Type().Field(i).Name
		want[strings.ToLower(name[:1])+name[1:]] = int(limits.Field(i).Int())
	}
	got := map[string]int{}
	for _, row := range rows(t, "api.md", "limit", "is", "of", "beyond it") {
		n, err := strconv.Atoi(strings.ReplaceAll(row[1], ",", ""))
		if err != nil {
			t.Errorf("%s is no number: %v", row[0], err)
		}
		got[code(row[0])] = n
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("limits in api.md (-dyad +page):\n%s", diff)
	}
}

// TestDocumentedLines loads the lines of jsonl.md: the first block beside the built-in corpus, the second, a history, alone, from
// where it comes out as it went in. Each kind of line has an example.
func TestDocumentedLines(t *testing.T) {
	examples := blocks(t, "jsonl.md", "json")
	if len(examples) != 2 {
		t.Fatalf("jsonl.md has %d blocks of lines, and this test knows 2", len(examples))
	}
	for _, kind := range graph.RecordKinds() {
		if !strings.Contains(examples[0]+examples[1], `{"kind":"`+string(kind)+`",`) {
			t.Errorf("jsonl.md has no example of the kind %q", kind)
		}
	}
	dir := t.TempDir()
	data, past := filepath.Join(dir, "data"), filepath.Join(dir, "past")
	ferry, history := write(t, dir, "ferry.jsonl", examples[0]), write(t, dir, "history.jsonl", examples[1])
	for _, args := range [][]string{
		{"load", "--data", data},
		{"load", ferry, "--data", data},
		{"verify", "--data", data},
		{"load", history, "--data", past},
		{"verify", "--data", past},
	} {
		if code, _, talk := program(t, args...); code != exitOK {
			t.Fatalf("dyad %s = %d: %s", strings.Join(args, " "), code, talk)
		}
	}
	_, out, _ := program(t, "contradictions", "--data", data)
	if !strings.Contains(out, "judged decided by reed") {
		t.Errorf("the verdict in jsonl.md is on no contradiction of its lines: %s", out)
	}
	_, out, _ = program(t, "export", "--format", "jsonl", "--history", "--data", past)
	if diff := cmp.Diff(examples[1], out); diff != "" {
		t.Errorf("the history in jsonl.md, restored and exported (-page +dyad):\n%s", diff)
	}
}

// write makes a file and returns its name.
func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestDocumentedFields holds the fields of jsonl.md to those of the records, and both to the order of an export.
func TestDocumentedFields(t *testing.T) {
	records := map[graph.RecordKind]any{
		graph.TransactionRecord: graph.Transaction{}, graph.TermRecord: graph.Term{}, graph.EntityRecord: graph.Entity{},
		graph.SourceRecord: graph.Source{}, graph.MentionRecord: graph.Mention{}, graph.ClaimRecord: graph.Claim{},
		graph.SameAsRecord: graph.SameAs{}, graph.VerdictRecord: graph.Verdict{}, graph.BatchRecord: graph.Batch{},
		graph.ShareRecord: graph.Share{}, graph.AsideRecord: graph.Aside{}, graph.RelationshipRecord: graph.Relationship{},
	}
	var want, got []string
	for _, kind := range graph.RecordKinds() {
		want = append(want, string(kind)+": "+strings.Join(fieldsOf(records[kind]), " "))
	}
	quoted := regexp.MustCompile("`([^`]+)`")
	for _, row := range rows(t, "jsonl.md", "kind", "fields, after `kind`", "needed") {
		got = append(got, code(row[0])+": "+quoted.ReplaceAllString(row[1], "$1"))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("fields in jsonl.md (-dyad +page):\n%s", diff)
	}
}

// fieldsOf lists the names of a record's fields in JSON, in their order.
func fieldsOf(record any) []string {
	var names []string
	for _, f := range reflect.VisibleFields(reflect.TypeOf(record)) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); !f.Anonymous {
			names = append(names, name)
		}
	}
	return names
}

// noDigest has the form of a digest: nobody has the text.
const noDigest = "0000000000000000000000000000000000000000000000000000000000000000"

// exampleActors are those of docs/contradictions.md, in a source that says nothing by itself.
const exampleActors = `dyad: 1
kind: annotations
source: {key: ferry, kind: article, genre: reporting, published: 2031-06-01, text: {file: ferry.txt, sha256: ` + noDigest + `, codepoints: 1}}
annotator: reed
codebook: "0.1"
entities:
  - {key: blue-valley, type: State, name: Blue Valley}
  - {key: red-harbour, type: State, name: Red Harbour}
  - {key: orchard-brigade, type: MilitantGroup, name: Orchard Brigade}
  - {key: reed-company, type: MilitantGroup, name: Reed Company}
  - {key: lakes-council, type: InternationalOrganization, name: Lakes Council}
  - {key: hill-people, type: Population, name: Hill people}
  - {key: ash-corrin, type: Person, name: Ash Corrin}
  - {key: mara-vell, type: Person, name: Mara Vell}
  - {key: sandgate-bombing, type: Event, name: Sandgate bombing}
  - {key: orchard-raid, type: Event, name: Orchard raid}
  - {key: ferry-talks, type: Event, name: Ferry talks}
claims:
`

// TestDocumentedContradictions hears the examples of each rule: each finds what its first line says, and nothing else.
func TestDocumentedContradictions(t *testing.T) {
	shown := map[string]bool{}
	for _, block := range blocks(t, "contradictions.md", "yaml") {
		head, claims, _ := strings.Cut(block, "\n")
		want := strings.TrimPrefix(head, "# finds ")
		t.Run(want, func(t *testing.T) {
			if got := heard(t, claims); got != want {
				t.Errorf("these find %s, and contradictions.md says %s:\n%s", got, want, claims)
			}
		})
		shown[want] = true
	}
	for _, rule := range graph.Rules() {
		if !shown[string(rule)] || !strings.Contains(docPage(t, "contradictions.md"), "\n## "+string(rule)+"\n") {
			t.Errorf("contradictions.md does not explain %s, or has no example that it finds", rule)
		}
	}
}

// heard says what contradictions are found among claims that have neither evidence nor gist.
func heard(t *testing.T, claims string) string {
	t.Helper()
	corpus, err := readCorpus()
	if err != nil {
		t.Fatal(err)
	}
	file := exampleActors + strings.ReplaceAll(claims, "}\n", ", at: 0-1, gist: As told.}\n")
	bundles, problems := extract.Read([]extract.File{{Name: "example.yaml", Data: []byte(file)}}, baseOf(corpus), nil)
	if !extract.Usable(problems) {
		t.Fatal(problems)
	}
	s, err := store.Open(t.Context(), storetest.NewMemory())
	if err != nil {
		t.Fatal(err)
	}
	w := &workspace{store: s, dir: t.TempDir()}
	for _, b := range corpus {
		if len(b.Sources) == 0 { // the vocabulary and the registry: the articles have contradictions of their own
			bundles = append(bundles, b)
		}
	}
	if _, err := w.load(t.Context(), bundles, "", false); err != nil {
		t.Fatal(err)
	}
	x, err := w.index(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return findingsOf(x.Present().Contradictions())
}

// findingsOf words contradictions as the page does: by rule, and whether a source explains them.
func findingsOf(found []graph.Contradiction) string {
	var words []string
	for _, c := range found {
		words = append(words, string(c.Rule))
		if len(c.ReconciledBy) > 0 {
			words = append(words, "reconciled")
		}
	}
	if len(words) == 0 {
		return "nothing"
	}
	return strings.Join(words, ", ")
}
