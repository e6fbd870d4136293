package export_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dyad/extract"
	"dyad/graph"
	"dyad/graph/index"
	"dyad/internal/export"

	"github.com/google/go-cmp/cmp"
)

const ownTerms = "urn:uuid:7d1c9a52-60f3-5b0e-9a6e-2f4f64796164#"

// spoken reads testdata/rdf.yaml, with claims of every kind, and verdicts on them.
func spoken(t *testing.T, verdicts ...graph.Verdict) *world {
	t.Helper()
	fixture, err := os.ReadFile(filepath.Join("testdata", "rdf.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return built(t, bundlesOf(t, extract.File{Name: "rdf.yaml", Data: fixture}), verdicts...)
}

// A quad is a line of N-Quads: its graph is "" for the default graph.
type quad struct{ subject, predicate, object, graph string }

var quadLine = regexp.MustCompile(`^<([^>]*)> <([^>]*)> (?:<([^>]*)>|("(?:[^"\\]|\\.)*"\S*)) (?:<([^>]*)> )?\.$`)

// quads reads the N-Quads of a selection.
func quads(t *testing.T, s *export.Selection) []quad {
	t.Helper()
	var all []quad
	text := string(write(t, format(t, "nquads"), s))
	for line := range strings.Lines(text) {
		m := quadLine.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		if m == nil {
			t.Fatalf("no quad: %q", line)
		}
		all = append(all, quad{m[1], m[2], m[3] + m[4], m[5]})
	}
	return all
}

// relates reports whether the predicate is a relation, and which.
func (q quad) relates() (string, bool) {
	return strings.CutPrefix(q.predicate, ownTerms+"relation/")
}

func entityIRI(key graph.EntityKey) string { return "urn:uuid:" + key.ID().String() }

// TestAssertedTriples tells of each kind of claim which triples stand in its graph, and that none stands elsewhere.
func TestAssertedTriples(t *testing.T) {
	w := spoken(t)
	s := everything(t, w.graph)
	s.Claims = w
	gists := map[string]string{}
	for id, c := range w.claims {
		gists["urn:uuid:"+id.String()] = c.Gist
	}
	names := map[string]string{}
	for _, key := range []graph.EntityKey{"brigade", "valley", "harbour", "council", "lantern", "vale"} {
		names[entityIRI(key)] = string(key)
	}
	got := map[string][]string{}
	for _, q := range quads(t, s) {
		relation, relates := q.relates()
		switch {
		case relates && gists[q.graph] == "":
			t.Errorf("asserted in graph %q: %v", q.graph, q)
		case relates:
			got[gists[q.graph]] = append(got[gists[q.graph]], names[q.subject]+" "+relation+" "+names[q.object])
		}
	}
	want := map[string][]string{
		"asserted by the source":      {"brigade attacks valley"},
		"a demand that was made":      {"harbour demands_of council"},
		"attacked, to no avail":       {"valley attacks brigade"},
		"endorsed":                    {"valley supports council"},
		"no longer":                   {"brigade leads lantern"},
		"of a type that nobody knows": {"brigade x:is_kin_of harbour"},
		"a mediation":                 {"council mediates brigade", "council mediates valley"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("triples in graphs of claims (-want +got):\n%s", diff)
	}
}

// TestEveryClaimIsAStatement finds each claim as a statement in its own graph, and its provenance in the default graph.
func TestEveryClaimIsAStatement(t *testing.T) {
	w := spoken(t)
	s := everything(t, w.graph)
	s.Claims = w
	statements, derived := map[string]string{}, map[string]bool{}
	for _, q := range quads(t, s) {
		switch {
		case strings.HasSuffix(q.object, "rdf-syntax-ns#Statement"):
			statements[q.subject] = q.graph
		case q.predicate == "http://www.w3.org/ns/prov#wasDerivedFrom" && q.graph == "":
			derived[q.subject] = true
		}
	}
	for id := range w.claims {
		iri := "urn:uuid:" + id.String()
		if statements[iri] != iri {
			t.Errorf("claim %s is a statement in graph %q, want its own", id, statements[iri])
		}
		if !derived[iri] {
			t.Errorf("claim %s has no source in the default graph", id)
		}
	}
	if len(statements) != len(w.claims) {
		t.Errorf("%d statements for %d claims", len(statements), len(w.claims))
	}
}

// TestNoQuadTwice finds every line once, also where two who fill a role turn out to be one.
func TestNoQuadTwice(t *testing.T) {
	merged := bundlesOf(t, extract.File{Name: "valley.yaml", Data: fmt.Appendf(nil, valley+"  - {claim: brigade attacks valley, roles: {with: [council, valley]}, at: 0-10, gist: G.}\n", inJune)})
	for _, b := range merged {
		for i := range b.Entities {
			if b.Entities[i].Key == "council" {
				b.Entities[i].MergedInto = "valley"
			}
		}
	}
	for name, w := range map[string]*world{"nasty": nasty(t), "spoken": spoken(t), "merged": built(t, merged)} {
		s := everything(t, w.graph)
		s.Claims = w
		seen := map[quad]bool{}
		for _, q := range quads(t, s) {
			if seen[q] {
				t.Errorf("%s: twice: %v", name, q)
			}
			seen[q] = true
		}
	}
}

// TestTurtleAssertsNothing looks for relations among the predicates of Turtle, where TriG has seven claims that assert.
func TestTurtleAssertsNothing(t *testing.T) {
	w := spoken(t)
	s := everything(t, w.graph)
	s.Claims = w
	asserting := regexp.MustCompile(`(?m)^ *(<\S+>|[a-z]+:\S+)? *(rel:|<\S+#relation/)\S+ (<urn|true)`)
	if n := len(asserting.FindAll(write(t, format(t, "trig"), s), -1)); n != 7 {
		t.Errorf("%d subjects in TriG with a relation, want 7", n)
	}
	if found := asserting.FindAll(write(t, format(t, "turtle"), s), -1); len(found) > 0 {
		t.Errorf("Turtle asserts %s", found[0])
	}
}

// TestIdentityElsewhere has owl:sameAs only for an id that was verified and has an IRI; every id is there as dyad has it.
func TestIdentityElsewhere(t *testing.T) {
	w := spoken(t)
	s := everything(t, w.graph)
	s.Claims = w
	var same, values []string
	for _, q := range quads(t, s) {
		switch q.predicate {
		case "http://www.w3.org/2002/07/owl#sameAs":
			same = append(same, q.subject+" "+q.object)
		case ownTerms + "value":
			values = append(values, q.object)
		}
	}
	if diff := cmp.Diff([]string{entityIRI("brigade") + " http://www.wikidata.org/entity/Q1"}, same); diff != "" {
		t.Errorf("sameAs (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{`"Q1"`, `"Q2"`, `"Q3> <x"`, `"4"`}, values); diff != "" {
		t.Errorf("ids (-want +got):\n%s", diff)
	}
}

// TestNamedBesideTheSelection selects a pair, and finds who else its claims name described, but no relationship with them.
func TestNamedBesideTheSelection(t *testing.T) {
	w := spoken(t)
	var pair []index.Node
	for _, key := range []string{"council", "brigade"} {
		n, err := w.graph.Locate(key)
		if err != nil {
			t.Fatal(err)
		}
		pair = append(pair, n)
	}
	s, err := export.Select(t.Context(), w.graph, export.Request{Pair: pair})
	if err != nil {
		t.Fatal(err)
	}
	s.Claims = w
	var keys, facts []string
	for _, q := range quads(t, s) {
		if q.predicate == ownTerms+"key" {
			keys = append(keys, q.object)
		}
		if relation, relates := q.relates(); relates {
			facts = append(facts, relation)
		}
	}
	// The valley is the other side of the mediation; that side is a relationship that was not selected.
	if diff := cmp.Diff([]string{`"brigade"`, `"council"`, `"valley"`, `"gazette"`}, keys); diff != "" {
		t.Errorf("described (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"mediates"}, facts); diff != "" {
		t.Errorf("asserted (-want +got):\n%s", diff)
	}
}

// TestVerdicts writes what an analyst found beside the contradiction, which stays.
func TestVerdicts(t *testing.T) {
	about := spoken(t).graph.Contradictions()[0]
	v := graph.Verdict{
		Contradiction: about.ID, Finding: graph.Decided, Prefers: about.Sides[0].Claims[:1], Reason: "A second paper.", Annotator: "reed",
	}
	v.ID = v.DerivedID()
	w := spoken(t, v)
	s := everything(t, w.graph)
	s.Claims = w
	got := map[string]string{}
	for _, q := range quads(t, s) {
		if q.subject == "urn:uuid:"+v.ID.String() {
			got[strings.TrimPrefix(q.predicate, ownTerms)] = q.object
		}
		if q.subject == "urn:uuid:"+about.ID.String() && q.predicate == ownTerms+"rule" {
			got["on"] = q.object
		}
	}
	want := map[string]string{
		"http://www.w3.org/1999/02/22-rdf-syntax-ns#type": ownTerms + "Verdict",
		"contradiction": "urn:uuid:" + about.ID.String(), "finding": `"decided"`,
		"prefers": "urn:uuid:" + about.Sides[0].Claims[0].String(), "reason": `"A second paper."`,
		"http://www.w3.org/ns/prov#wasAttributedTo": ownTerms + "annotator/reed",
		"on": `"` + string(about.Rule) + `"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("verdict (-want +got):\n%s", diff)
	}
}

// someWords knows the first ten characters of any text, and can't verify the next ten.
type someWords struct{}

func (someWords) Words(_ *graph.Source, p graph.Part) (string, bool, bool) {
	return "words", p.Start == 0, p.Start <= 10
}

// TestQuotedOnlyIfVerified writes the words of a span only where their digest fits.
func TestQuotedOnlyIfVerified(t *testing.T) {
	w := spoken(t)
	s := everything(t, w.graph)
	s.Claims, s.Texts = w, someWords{}
	var quoted []string
	for _, q := range quads(t, s) {
		if q.predicate == "http://www.w3.org/ns/oa#exact" {
			id, _, _ := strings.Cut(strings.TrimPrefix(q.subject, "urn:uuid:"), "#")
			quoted = append(quoted, claim(t, w, id).Gist+": "+q.object)
		}
	}
	if diff := cmp.Diff([]string{`asserted by the source: "words"`}, quoted); diff != "" {
		t.Errorf("quoted (-want +got):\n%s", diff)
	}
}

// TestTermsAreDocumented finds every term of dyad's own, and every other property, on the page.
func TestTermsAreDocumented(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "formats-rdf.md"))
	if err != nil {
		t.Fatal(err)
	}
	word := regexp.MustCompile(`\b(dyad|rdf|rdfs|skos|skosxl|prov|oa|dc|owl|edtf):[A-Za-z]+`)
	documented := word.FindAllString(string(page), -1)
	cells := regexp.MustCompile(`^dyad:(affirmed|negated)[A-Z][a-z]+$`)
	judged := spoken(t, graph.Verdict{Contradiction: spoken(t).graph.Contradictions()[0].ID, Finding: graph.Decided, Reason: "So.", Annotator: "reed"})
	for _, w := range []*world{nasty(t), judged} {
		s := everything(t, w.graph)
		s.Claims, s.Texts = w, someWords{}
		text := regexp.MustCompile(`"(?:[^"\\]|\\.)*"`).ReplaceAllString(string(write(t, format(t, "trig"), s)), "")
		for _, term := range word.FindAllString(text, -1) {
			if !slices.Contains(documented, term) && !cells.MatchString(term) {
				t.Errorf("docs/formats-rdf.md does not tell of %s", term)
				documented = append(documented, term)
			}
		}
	}
}

// TestJSONLDIsJSON parses documents, of no entity and of many, and counts the nodes that it finds with their graphs.
func TestJSONLDIsJSON(t *testing.T) {
	for _, w := range []*world{spoken(t), {graph: empty(t)}} {
		s := everything(t, w.graph)
		s.Claims = w
		var document struct {
			Context map[string]any               `json:"@context"`
			Graph   []map[string]json.RawMessage `json:"@graph"`
		}
		if err := json.Unmarshal(write(t, format(t, "jsonld"), s), &document); err != nil {
			t.Fatal(err)
		}
		graphs := 0
		for _, node := range document.Graph {
			if node["@graph"] != nil {
				graphs++
			}
		}
		if graphs != len(w.claims) || document.Context["dyad"] != ownTerms {
			t.Errorf("%d graphs for %d claims, dyad: is %v", graphs, len(w.claims), document.Context["dyad"])
		}
	}
}
