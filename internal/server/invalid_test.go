package server_test

import (
	"fmt"
	"strings"
	"testing"

	"dyad/graph"
)

// TestErrorsSayWhere: every error has a place in the document, they come in its order, and say what can be done.
func TestErrorsSayWhere(t *testing.T) {
	s := serve(t, nil, nil)
	tests := []struct {
		name, query string
		want        []string // line:column and a part of the message, of each error
	}{
		{"a query that ends too soon", "{\n  entities(", []string{"2:12 the query can't be read: Expected Name, found the end of the query"}},
		{"a word that is no value", `{ relationships(filter: {status: [FOO]}) { totalCount } }`, []string{
			`1:35 "FOO" does not exist in "RelationshipStatus!" enum. It is one of CORROBORATED, STATED, CONTESTED, ALLEGED, HYPOTHETICAL, DENIED.`,
		}},
		{"a value that is misspelt", `{ relationships(filter: {status: [DENYED]}) { totalCount } }`, []string{`1:35 Did you mean the enum value "DENIED"?`}},
		{"a number for a value", `{ relationships(filter: {sign: 4}) { totalCount } }`, []string{`1:32 It is one of POSITIVE, NEGATIVE, ZERO, NONE.`}},
		{"in the order of the document, not of the rules", "query ($x: Int) { sources { foo } }\nquery a { b(c: 1) }", []string{
			"1:1 anonymous operation", `1:8 "$x" is never used`, `1:29 "foo"`, `2:11 "b"`,
		}},
		{"null for the one field that is needed", `{ entity(by: {name: null}) { key } a: claims(view: {voices: [{label: null}]}) { totalCount } }`, []string{
			"1:21 exactly one field of EntityBy has to be given, and null is none", "1:70 exactly one field of VoiceMatch has to be given",
		}},
		{"an object for a scalar of our own", `{ entities(filter: {types: {in: ["Group"]}}) { totalCount } }`, []string{
			`1:28 filter.types: {"in":["Group"]} is no Term`,
		}},
		{"lists, truths and fractions for one", `query ($d: EDTF = [2021]) {
		  a: entities(filter: {types: ["Group", ["Town"], true]}, after: 1.5) { totalCount }
		  b: relationships(view: {validAt: $d}) { totalCount } }`, []string{
			"1:19 $d: [2021] is no EDTF", `2:43 filter.types[1]: ["Town"] is no Term`, "2:53 filter.types[2]: true is no Term", "2:68 after: 1.5 is no Cursor",
		}},
		{"errors of fields too", `{ a: relationships(filter: {types: {in: ["nothing"]}}) { totalCount } b: entities(first: -1) { totalCount }
		  c: node(id: "x") { id } }`, []string{"1:3 nothing", "1:71 first: -1", "2:5 an id has 36 characters"}},
		{"errors of elements in their order", `{ nodes(ids: ["a", "b", "c", "d"]) { id } }`, []string{"1:3 a: ", "1:3 b: ", "1:3 c: ", "1:3 d: "}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := s.execute(t, tt.query, nil)
			if len(a.Errors) != len(tt.want) {
				t.Fatalf("%v, want %q", a.Errors, tt.want)
			}
			for i, e := range a.Errors {
				place, says, _ := strings.Cut(tt.want[i], " ")
				if len(e.Locations) == 0 || fmt.Sprintf("%d:%d", e.Locations[0].Line, e.Locations[0].Column) != place || !strings.Contains(e.Message, says) {
					t.Errorf("error %d is %+v, want %q", i, e, tt.want[i])
				}
			}
		})
	}
}

// TestTooMuchSaysHowToAskForLess: the limit is named, and so is the way to stay within.
func TestTooMuchSaysHowToAskForLess(t *testing.T) {
	s := serve(t, nil, nil)
	a := s.execute(t, `{ entities(first: 500) { nodes { relationships { nodes { claims { nodes { id } } } } } } }`, nil)
	if a.code() != graph.CostLimit || !strings.Contains(a.Errors[0].Message, "with first or last (a page without is of 50)") {
		t.Errorf("%v, want %v with the way to ask for less", a.Errors, graph.CostLimit)
	}
}

// TestErrorsAreFewAndShort: of many errors the first are shown, and what they quote of the request is cut.
func TestErrorsAreFewAndShort(t *testing.T) {
	s := serve(t, nil, nil)
	a := s.execute(t, "{"+strings.Repeat(" x", 50)+" }", nil)
	if len(a.Errors) != 20 || !strings.HasSuffix(a.Errors[19].Message, "(and 30 more)") || strings.Contains(a.Errors[18].Message, "more)") {
		t.Errorf("50 fields that there are not: %d errors, the last %+v; want 20, the last with (and 30 more)", len(a.Errors), a.Errors[len(a.Errors)-1])
	}
	a = s.execute(t, `{ nodes(ids: [`+strings.Repeat(`"x" `, 50)+`]) { id } }`, nil)
	if len(a.Errors) != 20 || !strings.HasSuffix(a.Errors[19].Message, "(and 30 more)") {
		t.Errorf("50 ids that are none: %d errors; want 20, the last with (and 30 more)", len(a.Errors))
	}
	word := strings.Repeat("y", 150)
	words := strings.Repeat("yy ", 50)
	tests := []struct {
		query     string
		variables map[string]any
	}{
		{`{ ` + word + ` }`, nil},
		{`{ a: __typename ...` + word + ` }`, nil},
		{`{ entity(by: {name: "` + words + `"}) { id } }`, nil},
		{`{ source(by: {id: "` + word + `"}) { id } }`, nil},
		{`{ relationships(filter: {between: ["` + word + `"]}) { totalCount } }`, nil},
		{`{ relationships(filter: {types: {in: ["` + word + `"]}}) { totalCount } }`, nil},
		{`{ relationships(filter: {status: [` + word + `]}) { totalCount } }`, nil},
		{`{ relationships(view: {sources: ["` + words + `"]}) { totalCount } }`, nil},
		{`query ($s: [RelationshipStatus!]) { relationships(filter: {status: $s}) { totalCount } }`, map[string]any{"s": []any{words}}},
		{`query ($f: RelationshipFilter) { relationships(filter: $f) { totalCount } }`, map[string]any{"f": map[string]any{word: 1}}},
		{`query ($n: Int) { entities(first: $n) { totalCount } }`, map[string]any{"n": words}},
	}
	for _, tt := range tests {
		a := s.execute(t, tt.query, tt.variables)
		if len(a.Errors) == 0 || strings.Count(a.Errors[0].Message, "y") > 70 || !strings.Contains(a.Errors[0].Message, "…") {
			t.Errorf("%.80s %.80v: %v, want what was asked for, cut with …", tt.query, tt.variables, a.Errors)
		}
	}
}
