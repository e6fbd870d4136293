package graph_test

import (
	"math"
	"testing"

	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

func TestEncodeRecord(t *testing.T) {
	tests := []struct {
		name   string
		record any
		want   string
	}{
		{"empty fields are absent", graph.Voice{Label: "a sailor", Mode: graph.Says, Stance: graph.Neutral}, `{"label":"a sailor","mode":"says","stance":"neutral"}`},
		{"nothing is escaped that need not be", graph.Voice{Label: `<a> & "b" \ 🛶`}, `{"label":"<a> & \"b\" \\ 🛶","mode":"","stance":""}`},
		{"control characters are", graph.Voice{Label: "a\n\x07\u2028"}, `{"label":"a\n\u0007\u2028","mode":"","stance":""}`},
		{"the replacement character is a character", graph.Voice{Label: "\ufffd"}, "{\"label\":\"\ufffd\",\"mode\":\"\",\"stance\":\"\"}"},
		{"so are a backslash and its letters", graph.Voice{Label: `\ufffd`}, `{"label":"\\ufffd","mode":"","stance":""}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := graph.EncodeRecord(tt.record)
			if err != nil || string(got) != tt.want {
				t.Errorf("EncodeRecord = %s, %v, want %s", got, err, tt.want)
			}
		})
	}
}

func TestEncodeRecordRefuses(t *testing.T) {
	nan := math.NaN()
	for name, record := range map[string]any{
		"text that is not UTF-8":            graph.Voice{Label: "a\xffb"},
		"the same behind a backslash":       graph.Voice{Label: "\\\xff"},
		"a number that JSON has no form of": graph.Number{Best: &nan},
	} {
		if got, err := graph.EncodeRecord(record); graph.FaultOf(err) != graph.BadInput {
			t.Errorf("EncodeRecord of %s = %s, %v, want fault %q", name, got, err, graph.BadInput)
		}
	}
}

func TestLineAppend(t *testing.T) {
	tests := []struct {
		name string
		line graph.Line
		want string
	}{
		{"a record of the present", graph.Line{Kind: graph.EntityRecord, JSON: []byte(`{"key":"quay"}`)}, `{"kind":"entity","key":"quay"}`},
		{"a record with its history", graph.Line{
			Kind: graph.ClaimRecord, JSON: []byte(`{"gist":"x"}`), Opened: 3, Closed: 5, Reason: `"so"`,
		}, `{"kind":"claim","gist":"x","recorded":{"opened":3,"closed":5,"reason":"\"so\""}}`},
		{"one that counts still", graph.Line{Kind: graph.ClaimRecord, JSON: []byte(`{}`), Opened: 3}, `{"kind":"claim","recorded":{"opened":3}}`},
		{"an empty one", graph.Line{Kind: graph.BatchRecord, JSON: []byte(`{}`)}, `{"kind":"batch"}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := string(tt.line.Append([]byte("> "))); got != "> "+tt.want+"\n" {
				t.Errorf("Append = %q, want %q", got, "> "+tt.want+"\n")
			}
		})
	}
}

func TestVersionAt(t *testing.T) {
	first, second := graph.Version[int]{Value: 1, Opened: 2, Closed: 4}, graph.Version[int]{Value: 2, Opened: 4}
	tests := []struct {
		asOf          graph.Tx
		first, second bool
	}{{1, false, false}, {2, true, false}, {3, true, false}, {4, false, true}, {5, false, true}, {0, false, true}}
	for _, tt := range tests {
		if a, b := first.At(tt.asOf), second.At(tt.asOf); a != tt.first || b != tt.second {
			t.Errorf("as of %d: the first counts %t, the second %t; want %t, %t", tt.asOf, a, b, tt.first, tt.second)
		}
	}
}

// TestRecordsCheckThemselves gives each sort of record one that is sound, and every way in which one can be wrong by itself.
func TestRecordsCheckThemselves(t *testing.T) {
	one, two, three, minus := 1.0, 2.0, 3.0, -99.0
	claim := func(change func(*graph.Claim)) *graph.Claim {
		c := &graph.Claim{Source: "s", From: "a", Type: "supports", To: "b"}
		change(c)
		return c
	}
	tests := []struct {
		name   string
		record interface{ Check() []error }
		want   []string
	}{
		{"a sound term", &graph.Term{Kind: graph.RoleTerm, Key: "with", Holds: graph.HoldsEntity}, nil},
		{"a term of nothing", &graph.Term{Class: "thing", Sign: "*"}, []string{
			"a term needs a key", "a term needs a kind", `class "thing" is not "actor", "place" or "event"`, `sign "*" is not "+", "-" or "0"`,
		}},
		{"a term that no vocabulary has", &graph.Term{Kind: graph.RoleTerm, Key: "x:with"}, []string{
			`key "x:with" begins with x:, as types do that no vocabulary has: leave that out`,
		}},
		{"an entity of a type of no name", &graph.Entity{Key: "quay", Type: "x:", Name: "Quay"}, []string{"an entity needs a type"}},
		{"a claim of a type of no name", claim(func(c *graph.Claim) { c.Type = "x:" }), []string{"a claim needs a type"}},
		{"a sound entity", &graph.Entity{Key: "quay", Type: "State", Name: "Quay", ID: graph.EntityKey("quay").ID()}, nil},
		{"an entity of nothing", &graph.Entity{Key: "-", Names: []graph.Name{{Kind: "pet"}}, MergedInto: "-"}, []string{
			`key "-": a key has lower-case letters, digits and single hyphens between them, at most 100`,
			"an entity needs a type", "an entity needs a name", "a name is empty",
			`kind of name "pet" is not "preferred", "alias", "acronym", "transliteration" or "former"`, "merged into itself",
		}},
		{"a sound source", &graph.Source{Key: "s", Reliability: "F"}, nil},
		{"a source of no worth", &graph.Source{Key: "s", Kind: "song", Genre: "satire", Reliability: "G", Text: graph.Text{SHA256: "AB", Codepoints: -1}}, []string{
			`source kind "song" is not "article", "report", "dataset" or "post"`, `genre "satire" is not "reporting", "opinion" or "data"`,
			`digest of the text "AB" is not 64 lower-case hexadecimal digits`, "a text of -1 code points", `reliability "G" is not A to F`,
		}},
		{"a mention of nothing", &graph.Mention{Part: graph.Part{Start: 3, End: 3}}, []string{
			"a mention needs a source", "a mention needs the entity that it names", "a mention needs the form of the name", "span 3-3 covers nothing",
		}},
		{"a judgement of one", &graph.SameAs{From: "a", Into: "a"}, []string{`"a" is compared with itself`, "a judgement needs its reason"}},
		{"a judgement of one and nobody", &graph.SameAs{From: "a", Reason: "r"}, []string{
			`a judgement needs two entities, from and into, and has "a" and ""`,
		}},
		{"a judgement of nobody and one", &graph.SameAs{Into: "a", Reason: "r"}, []string{
			`a judgement needs two entities, from and into, and has "" and "a"`,
		}},
		{"a verdict of nobody", &graph.Verdict{}, []string{"a verdict needs the contradiction that it is on", "a verdict needs a finding", "a verdict needs its reason"}},
		{"a batch of nothing", &graph.Batch{}, []string{"a batch needs a key"}},
		{"a sound claim", claim(func(c *graph.Claim) {
			c.Number = &graph.Number{Low: &one, Best: &two, High: &three}
			c.Roles = graph.Roles{{Name: graph.RoleOffice, Terms: []graph.TermKey{"mayor"}}}
			c.Voices = []graph.Voice{{Label: "a sailor"}}
		}), nil},
		{"a claim about nothing", &graph.Claim{}, []string{"a claim needs a source", "a claim needs an entity it is about", "a claim needs a type"}},
		{"a claim beyond its sets", claim(func(c *graph.Claim) { c.Outcome, c.When.Extent, c.Credibility = "sunk", "never", -1 }), []string{
			`outcome "sunk" is not "none", "succeeded", "failed", "refused" or "inconclusive"`,
			`extent "never" is not "throughout" or "sometime"`, "credibility -1 is not 1 to 6",
		}},
		{"roles that hold too much, or the wrong thing", claim(func(c *graph.Claim) {
			c.Roles = graph.Roles{
				{Name: "with", Entities: []graph.EntityKey{"a"}, Claims: []graph.ClaimID{{1}}},
				{Name: "with"},
				{Name: "place", Terms: []graph.TermKey{"mayor"}},
			}
		}), []string{
			`role "with" holds entities, claims or terms: one of them, and at least one`, `role "with" is named twice, or not at all`,
			`role "with" holds entities, claims or terms: one of them, and at least one`,
			`role "place": terms belong into the role "office", and nothing else does`,
		}},
		{"roles that hold nobody", claim(func(c *graph.Claim) {
			c.Roles = graph.Roles{{Name: "event", Entities: []graph.EntityKey{"a", ""}}, {Name: graph.RoleOffice, Terms: []graph.TermKey{""}}}
		}), []string{`role "event": a key in it is empty`, `role "office": a key in it is empty`}},
		{"a number out of order", claim(func(c *graph.Claim) { c.Number = &graph.Number{Low: &three, High: &one} }), []string{
			"number: low, best and high are out of order",
		}},
		{"a best guess beyond the highest", claim(func(c *graph.Claim) { c.Number = &graph.Number{Best: &three, High: &one} }), []string{
			"number: low, best and high are out of order",
		}},
		{"less than nobody, the missing value of many tables", claim(func(c *graph.Claim) { c.Number = &graph.Number{Best: &minus, Unit: "deaths"} }), []string{
			"number: -99 is below zero, which only money can be, in a currency such as EUR",
		}},
		{"less than none of what is no currency", claim(func(c *graph.Claim) { c.Number = &graph.Number{Low: &minus, High: &one, Unit: "KIA"} }), []string{
			"number: -99 is below zero, which only money can be, in a currency such as EUR",
		}},
		{"money that was paid back", claim(func(c *graph.Claim) { c.Number = &graph.Number{Best: &minus, Unit: "EUR"} }), nil},
		{"evidence of nothing", claim(func(c *graph.Claim) { c.Evidence = []graph.Occurrence{{}, {Parts: []graph.Part{{Start: -1, End: 2}}}} }), []string{
			"evidence without a span", "span -1-2 covers nothing",
		}},
		{"a claim that disputes itself", claim(func(c *graph.Claim) { c.ID, c.Disputes = graph.ClaimID{1}, []graph.ClaimID{{1}} }), []string{"it refers to itself"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, err := range tt.record.Check() {
				got = append(got, err.Error())
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Check (-want +got):\n%s", diff)
			}
		})
	}
}
