package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/extract"
	"dyad/graph"
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

// noDigest has the form of a digest: nobody has the text.
const noDigest = "0000000000000000000000000000000000000000000000000000000000000000"

// exampleActors are those of docs/contradictions.md, in a source that says nothing by itself.
const exampleActors = `dyad: 1
kind: annotations
source: {key: ferry, kind: article, genre: reporting, published: 2031-06-01, text: {file: ferry.txt, sha256: `+noDigest+`, codepoints: 1}}
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
	w := &workspace{store: s}
	if _, err := w.load(t.Context(), append(corpus, bundles...), "", false); err != nil {
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

var _ = cmp.Diff
