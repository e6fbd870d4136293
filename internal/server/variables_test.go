package server_test

import (
	"encoding/json"
	"strings"
	"testing"

	"dyad/graph"
)

// TestExactVariables: what gqlparser lets through in variables and the schema does not mean.
func TestExactVariables(t *testing.T) {
	s := serve(t, nil, nil)
	relationships := `query ($f: RelationshipFilter) { relationships(filter: $f) { totalCount } }`
	entity := `query ($by: EntityBy!) { entity(by: $by) { key } }`
	tests := []struct {
		name, query string
		variables   map[string]any
		says        string // "": it is answered
	}{
		{"an enum value in the wrong case", relationships, map[string]any{"f": map[string]any{"sign": []any{"positive"}}}, `did you mean "POSITIVE"`},
		{"an enum value deep inside", relationships, map[string]any{"f": map[string]any{"not": map[string]any{"status": []any{"Denied"}}}}, `"DENIED"`},
		{"one value for a list", relationships, map[string]any{"f": map[string]any{"sign": "POSITIVE"}}, ""},
		{"exactly one field", entity, map[string]any{"by": map[string]any{"key": "red-harbour"}}, ""},
		{"no field of which one is needed", entity, map[string]any{"by": map[string]any{}}, "exactly one field of EntityBy"},
		{"two fields of which one is needed", entity, map[string]any{"by": map[string]any{"key": "a", "name": "b"}}, "exactly one field of EntityBy"},
		{"null for the one that is needed", entity, map[string]any{"by": map[string]any{"key": nil}}, "exactly one field of EntityBy"},
		{"a fraction for a number", relationships, map[string]any{"f": map[string]any{"minOrigins": 1.5}}, "$f.minOrigins: 1.5 is no Int"},
		{"a number that no machine holds", relationships, map[string]any{"f": map[string]any{"minOrigins": json.Number("99999999999999999999")}}, "$f.minOrigins: 99999999999999999999 is no Int"},
		{"a field that there is not", entity, map[string]any{"by": map[string]any{"kee": "a"}}, `$by.kee: EntityBy has no such field; did you mean "key"?`},
		{"a number for a text", entity, map[string]any{"by": map[string]any{"key": 1.5}}, "$by.key: 1.5 is no String"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := s.execute(t, tt.query, tt.variables)
			switch {
			case tt.says == "" && len(a.Errors) > 0:
				t.Errorf("%v: %v", tt.variables, a.Errors)
			case tt.says != "" && (a.code() != graph.BadInput || !strings.Contains(a.Errors[0].Message, tt.says)):
				t.Errorf("%v: %v, want %v with %q", tt.variables, a.Errors, graph.BadInput, tt.says)
			}
		})
	}
}

// TestVariablesOfEveryType: values are held to their types as the specification of GraphQL has it.
func TestVariablesOfEveryType(t *testing.T) {
	s := serve(t, nil, nil)
	query := `query ($k: String! = "red-harbour", $id: ID! = "red-harbour", $n: Int, $d: EDTF, $u: Boolean, $s: [RelationshipStatus!]) {
	  entity(by: {key: $k}) { key } subgraph(around: [$id]) { truncated } sources(first: $n) { totalCount }
	  relationships(view: {validAt: $d, undated: $u}, filter: {status: $s}) { totalCount } }`
	tests := []struct{ variables, says string }{
		{`{"k": "red-harbour", "n": 5, "d": "2021", "u": true, "s": ["DENIED"]}`, ""},
		{`{"k": 5}`, "$k: 5 is no String"},
		{`{"k": true}`, "$k: true is no String"},
		{`{"k": ["a"]}`, `$k: ["a"] is no String`},
		{`{"id": 5}`, `5: no entity has this key`}, // a whole number is an ID, though of nobody
		{`{"id": 1.5}`, "$id: 1.5 is no ID"},
		{`{"n": "5"}`, `$n: "5" is no Int`},
		{`{"n": 1.5}`, "$n: 1.5 is no Int"},
		{`{"n": 2147483648}`, "$n: 2147483648 is no Int"},
		{`{"n": 2147483647}`, "too many"},
		{`{"n": null}`, ""},
		{`{"d": 2021}`, ""}, // as where it is written in the query
		{`{"d": {"year": 2021}}`, `$d: {"year":2021} is no EDTF`},
		{`{"u": "yes"}`, `$u: "yes" is no Boolean`},
		{`{"u": 1}`, "$u: 1 is no Boolean"},
		{`{"s": "DENIED"}`, ""},
		{`{"s": ["FOO"]}`, `$s[0]: "FOO" is no RelationshipStatus, which is one of CORROBORATED, STATED, CONTESTED, ALLEGED, HYPOTHETICAL, DENIED`},
		{`{"s": ["DENNIED"]}`, `$s[0]: "DENNIED" is no RelationshipStatus; did you mean "DENIED"?`},
		{`{"s": [null]}`, "$s[0]: it is null; its type is RelationshipStatus!"},
		{`{"s": [4]}`, "$s[0]: 4 is no RelationshipStatus, which is one of"},
	}
	for _, tt := range tests {
		var variables map[string]any
		d := json.NewDecoder(strings.NewReader(tt.variables))
		d.UseNumber()
		if err := d.Decode(&variables); err != nil {
			t.Fatal(err)
		}
		a := s.execute(t, query, variables)
		switch {
		case tt.says == "" && len(a.Errors) > 0:
			t.Errorf("%s: %v, want an answer", tt.variables, a.Errors)
		case tt.says != "" && (len(a.Errors) == 0 || !strings.Contains(a.Errors[0].Message, tt.says)):
			t.Errorf("%s: %v, want %q", tt.variables, a.Errors, tt.says)
		}
	}
}

// TestEveryVariableIsNamed: all problems at once, in the order of the definitions, each where its variable is defined.
func TestEveryVariableIsNamed(t *testing.T) {
	s := serve(t, nil, nil)
	a := s.execute(t, "query ($a: String!,\n  $b: Int, $c: String!) { x: entity(by: {key: $a}) { key } y: entity(by: {key: $c}) { key } sources(first: $b) { totalCount } }",
		map[string]any{"b": "many", "c": nil})
	var got []string
	for _, e := range a.Errors {
		got = append(got, e.Message)
	}
	if want := `$a: it is missing; its type is String! | $b: "many" is no Int | $c: it is null; its type is String!`; strings.Join(got, " | ") != want {
		t.Fatalf("%q, want %q", got, want)
	}
	if at := a.Errors[1].Locations; len(at) != 1 || at[0].Line != 2 || at[0].Column != 3 {
		t.Errorf("$b is defined at 2:3, got %v", at)
	}
}
