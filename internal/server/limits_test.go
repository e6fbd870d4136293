package server_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dyad/graph"
	"dyad/internal/server"
	"dyad/schema/resolver"
)

// bomb is a document of n fragments, each of which spreads the next one twice: 2^n fields when expanded.
func bomb(n int) string {
	var b strings.Builder
	b.WriteString("{ server { ...f0 } }")
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on Server { ...f%d ...f%d }", i, i+1, i+1)
	}
	fmt.Fprintf(&b, " fragment f%d on Server { version readOnly }", n)
	return b.String()
}

// aliases is a query of n aliases of one field.
func aliases(n int) string { return aliasesOf("__typename", n) }

// aliasesOf is a selection of n aliases of a field.
func aliasesOf(field string, n int) string {
	var b strings.Builder
	b.WriteString("{")
	for i := range n {
		fmt.Fprintf(&b, " a%d: %s", i, field)
	}
	b.WriteString(" }")
	return b.String()
}

// manyFilters is n fields with a filter of 4: two objects, a list of two.
func manyFilters(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ` a%d: relationships(filter: {from: {entities: ["red-harbour", "old-port"]}}) { totalCount }`, i)
	}
	return b.String()
}

// manyViews is n fields under views that are so many years apart.
func manyViews(n, apart int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, ` a%d: relationships(first: 0, view: {validAt: "%d"}) { totalCount }`, i, 1500+i*apart)
	}
	return b.String()
}

// largeFragments is n fragments of so many fields.
func largeFragments(n, fields int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on Query { %s }", i, strings.Repeat("__typename ", fields))
	}
	return b.String()
}

// nested is a query as deep as n: neighbours of neighbours.
func nested(n int) string {
	return `{ entities(first: 1) { nodes { ` + strings.Repeat(`parent { `, n) + `key` + strings.Repeat(` }`, n) + ` } } }`
}

// deep is a value nested n deep.
func deep(n int) map[string]any {
	v := map[string]any{}
	for range n {
		v = map[string]any{"not": v}
	}
	return v
}

func TestLimits(t *testing.T) {
	s := serve(t, nil, nil)
	filter := `query ($f: RelationshipFilter) { relationships(filter: $f) { totalCount } }`
	ids := `query ($i: [ID!]!) { nodes(ids: $i) { id } }`
	tests := []struct {
		name, query string
		variables   map[string]any
		fault       graph.Fault // "": it is answered
		says        string
	}{
		{"a fragment bomb", bomb(60), nil, graph.CostLimit, "more than 1000 fields"},
		{"fragments that stay small", bomb(5), nil, "", ""},
		{"10,000 aliases", aliases(10_000), nil, graph.CostLimit, "tokens"},
		{"1,500 aliases", aliases(1_500), nil, graph.CostLimit, "more than 1000 fields"},
		{"1,000 aliases", aliases(1_000), nil, "", ""},
		{"fields that are too deep", nested(30), nil, graph.CostLimit, "more than 20 deep"},
		{"a document of tokens", "{ " + strings.Repeat("a ", 20_000) + "}", nil, graph.CostLimit, "more than 10000 tokens"},
		{"selections without end", strings.Repeat("{ a ", 4_000), nil, graph.CostLimit, "more than 20 deep"},
		{
			"lists in lists in lists", `{ entities(first: 500) { nodes { relationships(first: 500) { nodes { claims(first: 1) { nodes { id } } } } } } }`, nil,
			graph.CostLimit, "more than 100000 objects",
		},
		{
			"sizes in variables count", `query ($n: Int) { entities(first: $n) { nodes { relationships(last: $n) { nodes { id } } } } }`,
			map[string]any{"n": 500},
			graph.CostLimit, "more than 100000 objects",
		},
		{
			"and so do their defaults", `query ($n: Int = 500) { entities(first: $n) { nodes { relationships(first: $n) { nodes { id } } } } }`,
			nil, graph.CostLimit, "more than 100000 objects",
		},
		{"many walks", "{" + manyStats(250) + "}", nil, graph.CostLimit, "more than 100000 objects"},
		{"a value that is too deep", filter, map[string]any{"f": deep(20)}, graph.CostLimit, "more than 12 deep"},
		{
			"a value that is written too deep", `{ relationships(filter: ` + strings.Repeat("{not: ", 20) + "{}" + strings.Repeat("}", 20) + `) { totalCount } }`, nil,
			graph.CostLimit, "more than 12 deep",
		},
		{
			"a value that is written without end", `{ relationships(filter: ` + strings.Repeat("{not: ", 3_000) + "{}" + strings.Repeat("}", 3_000) + `) { totalCount } }`, nil,
			graph.CostLimit, "or values more than 12",
		},
		{"a list that is too long", ids, map[string]any{"i": make([]any, 1001)}, graph.CostLimit, "more than 1000 elements"},
		{"a list that is written too long", `{ nodes(ids: [` + strings.Repeat(`"x" `, 1001) + `]) { id } }`, nil, graph.CostLimit, "more than 1000 elements"},
		{"few values that are one too long a text", `{ entities(search: "` + strings.Repeat("é", 201) + `") { totalCount } }`, nil, graph.BadInput, "at most 200 characters"},
		{"a name as long as may be", `{ entities(search: "` + strings.Repeat("é", 200) + `") { totalCount } }`, nil, "", ""},
		{"a key in a filter", `{ claims(filter: {from: {entities: ["` + strings.Repeat("a", 201) + `"]}}) { totalCount } }`, nil, graph.BadInput, "at most 200 characters"},
		{"a text in a variable", filter, map[string]any{"f": map[string]any{"between": []any{strings.Repeat("a", 201)}}}, graph.BadInput, "$f.between[0]: a text"},
		{"a term in a default", `query ($t: Term = "` + strings.Repeat("a", 201) + `") { relationships(filter: {types: {in: [$t]}}) { totalCount } }`, nil, graph.BadInput, "$t: a text"},
		{"an alias without end", `{ ` + strings.Repeat("a", 201) + `: __typename }`, nil, graph.BadInput, "at most 200 characters"},
		{"many values together", "{" + manyFilters(260) + "}", nil, graph.CostLimit, "more than 1000 objects and elements"},
		{
			"one value used often", `query ($f: RelationshipFilter) {` + strings.Repeat(" ...f", 5) + `} fragment f on Query { relationships(filter: $f) { totalCount } }`,
			map[string]any{"f": map[string]any{"between": make([]any, 250)}},
			graph.CostLimit, "more than 1000 objects and elements",
		},
		{
			"its default too", `query ($f: RelationshipFilter = {between: [` + strings.Repeat(`"x" `, 999) + `]}) { relationships(filter: $f) { totalCount } b: stats(filter: $f) { claims } }`,
			nil,
			graph.CostLimit, "more than 1000 objects and elements",
		},
		{"many conditions on origins", `{ relationships(filter: {or: [` + strings.Repeat("{minOrigins: 2} ", 100) + `]}) { totalCount } }`, nil, graph.CostLimit, "more than 1000 objects and"},
		{"a filter for each of many", `{ entities(first: 500) { nodes { degree(filter: {between: [` + strings.Repeat(`"red-harbour" `, 50) + `]}) } } }`, nil, graph.CostLimit, "fewer filters"},
		{"many views", "{" + manyViews(400, 1) + "}", nil, graph.CostLimit, "more than 100000 objects"},
		{"one view, often", "{" + manyViews(100, 0) + "}", nil, "", ""},
		{"many fields of many objects", `{ entities(first: 500) { nodes { ` + aliasesOf("key", 900)[1:] + ` } }`, nil, graph.CostLimit, "more than 100000 objects"},
		{"many names of the types of many objects", `{ entities(first: 500) { nodes { ` + aliasesOf("__typename", 900)[1:] + ` } }`, nil, graph.CostLimit, "more than 100000 objects"},
		{"fragments without end", "{ __typename }" + strings.Repeat(" fragment f on Query { __typename }", 101), nil, graph.CostLimit, "more than 100 fragments"},
		{"large fragments that nobody spreads", "{ __typename }" + largeFragments(9, 900), nil, graph.CostLimit, "more than 1000 fields"},
		{"a fragment that spreads itself", `{ ...f } fragment f on Query { ...f }`, nil, graph.BadInput, `"f" spreads itself`},
		{"a bomb of fragments in a circle", strings.Replace(bomb(60), "{ version readOnly }", "{ ...f0 ...f1 }", 1), nil, graph.BadInput, "spreads itself"},
		{"a fragment that nobody spreads and is too much", `{ __typename } ` + strings.Replace(bomb(60), "{ server { ...f0 } }", "", 1), nil, graph.CostLimit, "1000 fields"},
		{"half an answer now and half later", `{ ... @defer { __typename } }`, nil, graph.BadInput, "defer"},
		{"two operations and no name", `query a { __typename } query b { __typename }`, nil, graph.BadInput, "operationName"},
		{"no operation", `fragment f on Query { __typename }`, nil, graph.BadInput, "no operation"},
		{"a field that is misspelt", `{ entitis { totalCount } }`, nil, graph.BadInput, `Did you mean "entities"`},
		{"a document that can't be read", `{ entities( }`, nil, graph.BadInput, "Expected Name"},
		{"an operation that there is none of", `mutation { x }`, nil, graph.BadInput, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			a := s.execute(t, tt.query, tt.variables)
			if a.code() != tt.fault || tt.fault != "" && !strings.Contains(a.Errors[0].Message, tt.says) {
				t.Errorf("%.60s: %v, want %q with %q", tt.query, a.Errors, tt.fault, tt.says)
			}
			if tt.fault != "" && a.Data != nil {
				t.Errorf("%.60s was refused and has data: %s", tt.query, a.Data)
			}
			if took := time.Since(start); took > 2*time.Second {
				t.Errorf("%.60s took %v", tt.query, took)
			}
		})
	}
}

// manyStats is n fields that look at everything.
func manyStats(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " a%d: stats { claims }", i)
	}
	return b.String()
}

// TestOperations: those that are not run are counted too.
func TestOperations(t *testing.T) {
	s := serve(t, nil, nil)
	var b strings.Builder
	for i := range 21 {
		fmt.Fprintf(&b, " query q%d { __typename }", i)
		a := read(t, s.Execute(t.Context(), server.Request{Query: b.String(), OperationName: "q0"}))
		if refused := a.code() == graph.CostLimit; refused != (i == 20) {
			t.Errorf("%d operations: %v, want %v of more than 20", i+1, a.Errors, graph.CostLimit)
		}
	}
}

// TestCursorsMayBeLonger than other texts: they hold names that the data has.
func TestCursorsMayBeLonger(t *testing.T) {
	s := serve(t, nil, nil)
	after := strings.Repeat("a", 300)
	for _, a := range []*answer{
		s.execute(t, `{ entities(after: "`+after+`") { totalCount } }`, nil),
		s.execute(t, `query ($c: Cursor) { entities(after: $c) { totalCount } }`, map[string]any{"c": after}),
	} {
		if a.code() != graph.CursorInvalid {
			t.Errorf("a cursor of 300 characters that nobody gave out: %v, want %v", a.Errors, graph.CursorInvalid)
		}
	}
}

// TestCost: a request is told what it cost. Objects count 1 each, times the lists around them; other lists
// count as 3, and every 4 plain fields of an object as 1 more.
func TestCost(t *testing.T) {
	s := serve(t, nil, nil)
	tests := []struct {
		query string
		want  int
	}{
		{`{ __typename }`, 0},
		{`{ entity(by: {key: "red-harbour"}) { key } }`, 1},
		{`{ entity(by: {key: "red-harbour"}) { type { term } } }`, 2},
		{`{ entities(first: 10) { nodes { key } } }`, 11},
		{`{ entities { nodes { key } } }`, 51},
		{`{ entities(first: 10) { pageInfo { hasNextPage } edges { node { key } } } }`, 22}, // 1 + pageInfo + 10 × (edge + node)
		{`{ entities(first: 10) { totalCount } }`, 21},
		{`{ entities(first: 0) { nodes { key } } }`, 1},
		{`{ entities(first: 10) { nodes { names { text } } } }`, 41}, // 1 + 10 × (1 + 3)
		{`{ nodes(ids: []) { id } }`, 0},
		{`{ entities(search: "harbour", first: 10) { nodes { key } } }`, 211},
		{`query ($s: String) { sources(search: $s, first: 10) { nodes { key } } }`, 11}, // none is searched for
		{`{ nodes(ids: "00000000-0000-0000-0000-000000000000") { id } }`, 1},
		{`query ($i: [ID!]! = ["00000000-0000-0000-0000-000000000000"]) { nodes(ids: $i) { id type: __typename } }`, 1},
		{`query ($i: [ID!] = "00000000-0000-0000-0000-000000000000") { nodes(ids: $i) { id } }`, 1},
		{`{ entities(first: 10) { nodes { key name id description a: key b: key c: key d: key } } }`, 31},                           // 1 + 10 × (1 + 8/4)
		{`{ relationships(first: 10, filter: {types: {in: ["attacks"]}}) { nodes { id } } }`, 41},                                   // 1 + 10 + 10 × (2 objects + 1 element)
		{`{ timeline(first: 10, filter: {types: {in: ["attacks"]}}, claimFilter: {modality: [ALLEGED]}) { nodes { sign } } }`, 561}, // 500 + 1 + 10 + 10 × (3 + 2)
		{`{ a: server { version } b: relationships(first: 0, view: {validAt: "2020"}) { nodes { id } } }`, 2},                       // the first view is free
		{`{ a: claims(first: 0, view: {}) { totalCount } b: claims(first: 0, view: {validAt: "2020"}) { totalCount } }`, 542},       // 500 + 2 × (1 + 20)
		{`{ paths(from: "red-harbour", to: "old-port") { nodes { length } } }`, 511},                                                // 500 + 1 + 10
		{`{ dyad(a: "red-harbour", b: "blue-valley") { mixed } }`, 501},
		{`{ dyad(a: "red-harbour", b: "blue-valley") { mediators(first: 2) { nodes { status } } } }`, 1004}, // 500 + 1 + 500 + 1 + 2
		{`{ rolledUp(view: {rollup: STATE}) { claimsWithin } }`, 501},
		{`{ survey(text: "Red Harbour waits.") { codepoints } }`, 501},
		{`{ source(by: {key: "gazette"}) { text { content(end: 11) } } }`, 2},
		{`{ source(by: {key: "gazette"}) { text { content(start: 40, end: 1040) } } }`, 12}, // 2 + 1000/100
		{`{ source(by: {key: "gazette"}) { text { content } } }`, 1002},                     // 2 + 100000/100
		{`{ source(by: {key: "gazette"}) { text { content(start: 0, end: 2000000000) } } }`, 1002},
	}
	for _, tt := range tests {
		a := s.execute(t, tt.query, nil)
		if len(a.Errors) > 0 || a.Extensions.Cost.Requested != tt.want || a.Extensions.Cost.Limit != 100_000 {
			t.Errorf("%s: cost %+v, errors %v; want %d of 100000", tt.query, a.Extensions.Cost, a.Errors, tt.want)
		}
	}
	one := map[string]any{"i": "00000000-0000-0000-0000-000000000000"}
	if a := s.execute(t, `query ($i: [ID!]!) { nodes(ids: $i) { id } }`, one); len(a.Errors) > 0 || a.Extensions.Cost.Requested != 1 {
		t.Errorf("one id in a variable for a list: cost %+v, errors %v; want 1", a.Extensions.Cost, a.Errors)
	}
	long := map[string]any{"t": strings.Repeat("Red Harbour waits. ", 1000)} // 19,000 bytes
	if a := s.execute(t, `query ($t: Document!) { survey(text: $t) { codepoints } }`, long); len(a.Errors) > 0 || a.Extensions.Cost.Requested != 1451 {
		t.Errorf("a survey of 19,000 bytes: cost %+v, errors %v; want 500 + 950 + 1", a.Extensions.Cost, a.Errors)
	}
}

// TestReadingIsPricedByLength: no more is read for one request than it can hold, whatever it asks for twice.
func TestReadingIsPricedByLength(t *testing.T) {
	s := serve(t, nil, nil)
	file := map[string]any{"f": map[string]any{"name": "a.yaml", "content": strings.Repeat("#\n", 300_000)}, "t": strings.Repeat("a", 400_000)}
	once := s.execute(t, `query ($f: SourceInput!, $t: Document) { check(input: $f, text: $t) { usable } }`, file)
	if once.code() == graph.CostLimit {
		t.Errorf("a file and a text of a megabyte together: %v, want them to be read", once.Errors)
	}
	twice := s.execute(t, `query ($f: SourceInput!, $t: Document) { a: check(input: $f, text: $t) { usable } b: check(input: $f, text: $t) { usable } }`, file)
	if twice.code() != graph.CostLimit {
		t.Errorf("the same twice: %v, want %s", twice.Errors, graph.CostLimit)
	}
}

// TestIntrospection: what tools ask about a schema stays within the limits, and what recurses does not.
func TestIntrospection(t *testing.T) {
	s := serve(t, nil, nil)
	if a := s.execute(t, introspection, nil); len(a.Errors) > 0 || !strings.Contains(string(a.Data), "RelationshipFilter") {
		t.Errorf("the usual introspection: %v", a.Errors)
	}
	if a := s.execute(t, `{ __schema { directives { name } } }`, nil); strings.Contains(string(a.Data), `"defer"`) {
		t.Errorf("@defer is offered and not served: %s", a.Data)
	}
	recursive := `{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }`
	if a := s.execute(t, recursive, nil); len(a.Errors) == 0 {
		t.Error("an introspection that recurses was answered")
	}
}

// introspection is what graphql-js asks.
const introspection = `query IntrospectionQuery { __schema { description queryType { name } mutationType { name } subscriptionType { name }
  types { ...FullType } directives { name description isRepeatable locations args(includeDeprecated: true) { ...InputValue } } } }
fragment FullType on __Type { kind name description specifiedByURL isOneOf
  fields(includeDeprecated: true) { name description args(includeDeprecated: true) { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
  inputFields(includeDeprecated: true) { ...InputValue } interfaces { ...TypeRef }
  enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...TypeRef } }
fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue isDeprecated deprecationReason }
fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
  ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }`

// TestLimitsAreShown: what the server refuses is what it says it refuses.
func TestLimitsAreShown(t *testing.T) {
	s := serve(t, func(c *resolver.Config) { c.Limits.Depth = 3 }, nil)
	if a := s.execute(t, `{ server { limits { depth } } }`, nil); string(a.Data) != `{"server":{"limits":{"depth":3}}}` {
		t.Errorf("limits: %s %v", a.Data, a.Errors)
	}
	if a := s.execute(t, `{ server { limits { depth { x } } } }`, nil); a.code() != graph.CostLimit {
		t.Errorf("one deeper: %v, want %v", a.Errors, graph.CostLimit)
	}
}
