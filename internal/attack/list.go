package attack

import "strings"

const (
	costLimit = "COST_LIMIT_EXCEEDED"
	badInput  = "BAD_USER_INPUT"
)

// List returns all attacks.
func List() []Attack {
	var all []Attack
	for _, part := range [][]Attack{documents(), values(), validation(), transport(), exports()} {
		all = append(all, part...)
	}
	return all
}

// documents are queries that multiply.
func documents() []Attack {
	return []Attack{
		{Name: "10,000 aliases", Body: ask("{"+numbered(10_000, " a%d: __typename")+" }", nil), Status: 200, Code: costLimit, Says: "10000 tokens"},
		{Name: "3,000 aliases, within the tokens", Body: ask("{"+numbered(3_000, " a%d: __typename")+" }", nil), Status: 200, Code: costLimit, Says: "1000 fields"},
		{Name: "4,000 repeated fields", Body: ask("{"+strings.Repeat(" __typename", 4_000)+" }", nil), Status: 200, Code: costLimit, Says: "1000 fields"},
		{Name: "1,000 repeated fields, as many as may be", Body: ask("{"+strings.Repeat(" __typename", 1_000)+" }", nil), Status: 200, Says: "Query"},
		{Name: "a fragment bomb to 2^28", Body: ask(bomb(28, "__typename"), nil), Status: 200, Code: costLimit, Says: "1000 fields"},
		// Two fields at each of the levels and one in the innermost: 1, 4, 10, 22, 46, 94, 190, 382, 766, and 1,534 nine levels up. The first
		// limit that is met is that of fields: they are 10 deep there, of 20, and cost about one each.
		{Name: "a fragment bomb to 2^28, aliased", Body: ask(aliasedBomb(28), nil), Status: 200, Code: costLimit, Says: "1000 fields"},
		{Name: "a fragment bomb to 2^15, aliased", Body: ask(aliasedBomb(15), nil), Status: 200, Code: costLimit, Says: "1000 fields"},
		{Name: "a fragment bomb without a field", Body: ask(bomb(60, "...nobody"), nil), Status: 200, Code: badInput, Says: "nobody"},
		{Name: "a fragment bomb that is not to be included", Body: ask(bomb(28, "__typename @include(if: false)"), nil), Status: 200, Code: costLimit, Says: "1000 fields"},
		{Name: "a fragment that spreads itself", Body: ask("{ ...f } fragment f on Query { ...f }", nil), Status: 200, Code: badInput, Says: "spreads itself"},
		{Name: "99 fragments that all spread the first and themselves", Body: ask("{ ...f0 }"+numbered(99, " fragment f%d on Query { ...f%[1]d ...f0 }"), nil), Status: 200, Code: badInput, Says: "spreads itself"},
		{Name: "nesting to 10^6 rows", Body: ask("{ entities(first: 100) { nodes { neighbors(first: 100) { nodes { neighbors(first: 100) { nodes { key } } } } } } }", nil), Status: 200, Code: costLimit, Says: "100000 objects"},
		{Name: "depth 500", Body: ask("{ entities(first: 1) { nodes { "+nest(500, "parent { ", "key", " }")+" } } }", nil), Status: 200, Code: costLimit, Says: "20 deep"},
		{Name: "depth 500, in inline fragments", Body: ask("{ "+nest(500, "... { ", "__typename", " }")+" }", nil), Status: 200, Says: "Query"},
		// A list of 6 fields with a type each costs 6 × (1 + 1 + what is within): 12, 84, 516, 3,108, 18,660, and 111,972 at the sixth from
		// within, before the types around are counted. All are 2 + 2 × 8 + 1 = 19 deep, of 20.
		{Name: "deep introspection", Body: ask(schemaBomb(8), nil), Status: 200, Code: costLimit, Says: "100000 objects"},
		// 1 + 2,000 + 130 × (1 + 516) = 69,211 would pass.
		{Name: "introspection one deeper than may be", Body: ask(schemaBomb(3), nil), Status: 200, Code: badInput, Says: "within each other"},
		{Name: "introspection as deep as may be", Body: ask(schemaBomb(2), nil), Status: 200, Says: "__schema"},
		{Name: "the schema's types under 200 names", Body: ask("{ __schema { "+numbered(200, "t%d: types { name } ")+"} }", nil), Status: 200, Code: costLimit, Says: "100000 objects"},
		{Name: "1,000 operations", Body: ask(numbered(1_000, " query q%d { __typename }"), nil), Status: 200, Code: badInput, Says: "operationName"},
		{Name: "1,600 inline fragments around an unknown one", Body: ask("{ "+strings.Repeat("... { ...x } ", 1_600)+"}", nil), Status: 200, Code: costLimit, Says: "more than 200 times"},
	}
}

const filtered = "query ($f: RelationshipFilter) { relationships(filter: $f) { totalCount } }"

// values are arguments and variables without measure.
func values() []Attack {
	ids := "query ($i: [ID!]!) { nodes(ids: $i) { id } }"
	return []Attack{
		{Name: "a filter written out, nested 5,000", Body: ask("{ relationships(filter: "+nest(5_000, "{not: ", "{}", "}")+") { totalCount } }", nil), Status: 200, Code: costLimit, Says: "values more than 12"},
		{Name: "lists written out, nested 5,000", Body: ask("{ nodes(ids: "+nest(5_000, "[", "", "]")+") { id } }", nil), Status: 200, Code: costLimit, Says: "values more than 12"},
		{Name: "a variable nested 9,000", Body: asking(filtered, `{"f": `+nest(9_000, `{"not":`, "{}", "}")+"}"), Status: 400, Code: costLimit, Says: "12 deep"},
		{Name: "a variable nested 90,000", Body: asking(filtered, `{"f": `+nest(90_000, `{"not":`, "{}", "}")+"}"), Status: 400, Code: costLimit, Says: "12 deep"},
		{Name: "a variable nested 400,000, in lists, never closed", Body: asking(filtered, `{"f": `+strings.Repeat("[", 400_000)), Status: 400, Code: costLimit, Says: "12 deep"},
		{Name: "a list variable of 10^5", Body: asking(ids, `{"i": ["x"`+strings.Repeat(`,"x"`, 99_999)+"]}"), Status: 400, Code: costLimit, Says: "1000 elements"},
		{Name: "a list variable of 10^6", Body: asking(ids, `{"i": [1`+strings.Repeat(",1", 999_999)+"]}"), Status: 413, Code: costLimit, Says: "1048576 bytes"},
		{Name: "a list variable of 500,000 in a body that fits", Body: asking(ids, `{"i": [1`+strings.Repeat(",1", 499_999)+"]}"), Status: 400, Code: costLimit, Says: "1000 elements"},
		{Name: "objects in a variable, 120,000", Body: asking(filtered, `{"f": {"or": [{}`+strings.Repeat(`,{"a":0}`, 119_999)+"]}}"), Status: 400, Code: costLimit, Says: "1000 elements"},
		{Name: "900 lists of 500", Body: asking(ids, `{"i": [`+repeated(900, "["+repeated(500, "1")+"]")+"]}"), Status: 400, Code: costLimit, Says: "10000 values"},
		{Name: "80,000 variables", Body: asking(filtered, `{"f": null`+numbered(80_000, `,"v%d":0`)+"}"), Status: 400, Code: costLimit, Says: "10000 values"},
		{Name: "one variable, written 100,000 times", Body: asking(filtered, `{"f": null`+strings.Repeat(`,"f":null`, 100_000)+"}"), Status: 400, Code: costLimit, Says: "10000 values"},
		{Name: "80,000 fields beside the query", Body: text(`{"query": "{ __typename }"` + numbered(80_000, `,"v%d":0`) + "}"), Status: 400, Code: costLimit, Says: "10000 values"},
		{Name: "extensions of a megabyte", Body: text(`{"query": "{ __typename }", "extensions": {"a": [{}` + strings.Repeat(`,{"a":0}`, 120_000) + "]}}"), Status: 400, Code: costLimit, Says: "1000 elements"},
		{Name: "a string of 10 MB", Body: filled(`{"query": "{ entity(by: {key: \"`, 'a', 10<<20, `\"}) { key } }"}`), Status: 413, Code: costLimit, Says: "1048576 bytes"},
		{Name: "a string of a megabyte", Body: ask(`{ entity(by: {key: "`+strings.Repeat("a", 1_000_000)+`"}) { key } }`, nil), Status: 200, Code: costLimit, Says: "262144 bytes"},
		{Name: "a block string of a megabyte of lines", Body: ask(`{ entity(by: {key: """`+strings.Repeat("a\n", 300_000)+`"""}) { key } }`, nil), Status: 200, Code: costLimit, Says: "262144 bytes"},
		{Name: "a variable of a megabyte of escapes", Body: asking("query ($k: String!) { entity(by: {key: $k}) { key } }", `{"k": "`+strings.Repeat(`\u00e9`, 170_000)+`"}`), Status: 200, Code: badInput, Says: "at most 200 characters"},
		{Name: "a number of a megabyte", Body: asking("query ($n: Int) { entities(first: $n) { totalCount } }", `{"n": `+strings.Repeat("9", 1_000_000)+"}"), Status: 200, Code: badInput, Says: "is no Int"},
		{Name: "a number of a megabyte, written out", Body: ask("{ entities(first: "+strings.Repeat("9", 1_000_000)+") { totalCount } }", nil), Status: 200, Code: costLimit, Says: "262144 bytes"},
		{Name: "an exponent beyond all numbers", Body: asking("query ($n: Int) { entities(first: $n) { totalCount } }", `{"n": 1e999999999}`), Status: 200, Code: badInput, Says: "is no Int"},
		{Name: "first: -1", Body: ask("{ entities(first: -1) { nodes { key } } }", nil), Status: 200, Code: badInput, Says: "is negative"},
		{Name: "first: 10^9", Body: ask("{ entities(first: 1000000000) { nodes { key } } }", nil), Status: 200, Code: badInput, Says: "too many"},
		{Name: "filters in and, or and not, 1,000 of them", Body: ask("{ relationships(filter: {or: ["+strings.Repeat("{and: [{not: {}}]} ", 990/3)+"]}) { totalCount } }", nil), Status: 200, Code: costLimit, Says: "1000 objects and elements"},
		{Name: "a forged cursor of 4,096 characters", Body: ask(`{ entities(after: "`+strings.Repeat("W1tb", 1024)+`") { totalCount } }`, nil), Status: 200, Code: "CURSOR_INVALID", Says: "no cursor"},
		{Name: "a search for 200 strange characters", Body: ask(`{ entities(search: "`+strings.Repeat("\u0301\u202e\u200b\U0001f4a3", 50)+`") { totalCount } }`, nil), Status: 200, Says: "totalCount"},
		{Name: "searches for 180 texts that nothing is called", Body: ask("{"+numbered(180, ` a%d: entities(search: "qzx wvk jqy zzz xxy kkw %[1]d pqr mno hij") { nodes { key } }`)+" }", nil), Status: 200, Says: "a0"},
		{Name: "1,000 names that nobody bears", Body: ask("{"+numbered(1_000, ` a%d: entity(by: {name: "qzxwvkjqyzzz%[1]d"}) { key }`)+" }", nil), Status: 200, Code: costLimit, Says: "tokens"},
		{Name: "480 names that nobody bears", Body: ask("{"+numbered(480, ` a%d: entity(by: {name: "qzxwvkjqyzzz%[1]d"}) { key }`)+" }", nil), Status: 200, Code: "NOT_FOUND", Says: "no entity bears this name"},
	}
}

func repeated(n int, s string) string { return strings.TrimSuffix(strings.Repeat(s+",", n), ",") }

// validation is documents that are wrong in many ways at once.
func validation() []Attack {
	long := strings.Repeat("x", 190)
	return []Attack{
		{Name: "10,000 unknown directives", Body: ask("{ __typename"+strings.Repeat(" @a", 10_000)+" }", nil), Status: 200, Code: costLimit, Says: "10000 tokens"},
		{Name: "4,900 unknown directives, within the tokens", Body: ask("{ __typename"+strings.Repeat(" @a", 4_900)+" }", nil), Status: 200, Code: costLimit, Says: "directives"},
		{Name: "4,900 different directives", Body: ask("{ __typename"+numbered(4_900, " @a%d")+" }", nil), Status: 200, Code: costLimit, Says: "directives"},
		{Name: "990 unknown fields of 190 characters", Body: ask("{"+numbered(990, " "+long+"%d")+" }", nil), Status: 200, Code: badInput, Says: "Cannot query"},
		{Name: "one unknown field of 900,000 characters", Body: ask("{ "+strings.Repeat("x", 900_000)+" }", nil), Status: 200, Code: costLimit, Says: "262144 bytes"},
		{Name: "a directive of 900,000 characters", Body: ask("{ __typename @"+strings.Repeat("x", 900_000)+" }", nil), Status: 200, Code: costLimit, Says: "262144 bytes"},
		{Name: "a type of 900,000 characters", Body: ask("{ ... on "+strings.Repeat("x", 900_000)+" { a } }", nil), Status: 200, Code: costLimit, Says: "262144 bytes"},
		{Name: "an argument of 100,000 characters", Body: ask("{ entities("+strings.Repeat("x", 100_000)+": 1) { totalCount } }", nil), Status: 200, Code: badInput, Says: "at most 200 characters"},
		{Name: "an argument of 900,000 characters", Body: ask("{ entities("+strings.Repeat("x", 900_000)+": 1) { totalCount } }", nil), Status: 200, Code: costLimit, Says: "262144 bytes"},
		{Name: "3,000 unknown arguments", Body: ask("{ entities("+numbered(3_000, " x%d: 1")+") { totalCount } }", nil), Status: 200, Code: costLimit, Says: "arguments"},
		{Name: "1,900 unknown arguments, 400 characters each", Body: ask("{ entities("+numbered(1_900, " "+long+long+"%d: 1")+") { totalCount } }", nil), Status: 200, Code: costLimit, Says: "262144 bytes"},
		{Name: "3,000 fields of an input object that there are not", Body: ask("{ entities(filter: {"+numbered(3_000, " x%d: 1")+"}) { totalCount } }", nil), Status: 200, Code: costLimit, Says: "2000 arguments"},
		{Name: "2,400 variables that nobody uses", Body: ask("query ("+numbered(2_400, "$v%d: Int ")+") { __typename }", nil), Status: 200, Code: costLimit, Says: "variables"},
		{Name: "2,400 variables of types that there are not", Body: ask("query ("+numbered(2_400, "$v%d: Imt ")+") { __typename }", nil), Status: 200, Code: costLimit, Says: "variables"},
		{Name: "4,900 spreads of fragments that there are not", Body: ask("{"+numbered(4_900, " ...g%d")+" }", nil), Status: 200, Code: costLimit, Says: "more than 200 times"},
		{Name: "200 spreads of fragments that there are not, as many as may be", Body: ask("{"+numbered(200, " ...g%d")+" }", nil), Status: 200, Code: badInput, Says: "g0"},
		{Name: "fields that can't be merged, 245 under one name", Body: ask("{"+numbered(245, ` a: entities(first: %d) { b: totalCount }`)+" }", nil), Status: 200, Code: costLimit, Says: "50 fields under one name"},
		{Name: "fields that can't be merged, 50 under one name, as many as may be", Body: ask("{"+numbered(50, ` a: entities(first: %d) { b: totalCount }`)+" }", nil), Status: 200, Code: badInput, Says: "conflict"},
		{Name: "values of an enum that there are not, 900", Body: ask("{ relationships(filter: {status: ["+numbered(900, " DENYED%d")+"]}) { totalCount } }", nil), Status: 200, Code: badInput, Says: "DENYED0"},
		{Name: "values of an enum in a variable that there are not, 900", Body: asking(filtered, `{"f": {"status": [`+strings.TrimSuffix(numbered(900, `"DENYED%d",`), ",")+"]}}"), Status: 200, Code: badInput, Says: "DENYED0"},
		{Name: "a comment of 120,000 characters", Body: ask("{ __typename } #"+strings.Repeat("x", 120_000), nil), Status: 200, Says: "Query"},
		{Name: "a comment of a megabyte", Body: ask("{ __typename } #"+strings.Repeat("x", 1_000_000), nil), Status: 200, Code: costLimit, Says: "262144 bytes"},
		{Name: "300,000 lines of comment", Body: ask("{ __typename } "+strings.Repeat("#\n", 300_000), nil), Status: 200, Code: costLimit, Says: "262144 bytes"},
		{Name: "an operation's name of a megabyte", Body: text(`{"query": "query a { __typename } query b { __typename }", "operationName": "` + strings.Repeat("a", 1_000_000) + `"}`), Status: 200, Code: badInput, Says: "at most 200 characters"},
	}
}
