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
