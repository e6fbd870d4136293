package server_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"dyad/graph"
)

// rivalClaims are those of six actors, a port, and the Lantern, which turns out to be part of the column. As of transaction 1:
//
//	brigade + column, both against valley        harbour + brigade, harbour + valley
//	reed against harbour                         council ± reed
const rivalClaims = `
1 brigade aids column 2031-06-01
1 brigade attacks valley 2031-06-01
1 column attacks valley 2031-06-01
1 harbour aids brigade 2031-06-20
1 harbour aids valley 2031-06-20
1 reed attacks harbour
1 reed attacks valley alleged
1 council aids reed
1 reed attacks council
1 council mediates valley
1 brigade attacks port
1 reed aids column denied herald
2 harbour aids valley 2031-06-20 denied herald
3 lantern part_of column
3 lantern attacks harbour 2031-06-20
`

const (
	pairCounts  = ` pairCounts { positive negative ambivalent mixed contested } `
	triadCounts = ` triadCounts { allPositive oneNegative twoNegative allNegative balanced unbalanced weaklyBalanced ambivalent } `
	outCounts   = ` leftOut { mediation unsigned unaffirmed notActors alleged undatedPairs } `
	campsOf     = ` camps { nodes { pairs atLeast atMost exact partitions first { nodes { key } } second { nodes { key } } } } `
)

func TestBalanceOverHTTP(t *testing.T) {
	serveTold(t, rivalClaims, 3).askTwice(t, []question{
		{
			"what makes a pair, and what does not",
			`{ balance(view: {asOf: {transaction: 1}}) { actors warnings` + pairCounts + outCounts + `} }`,
			`{"balance": {"actors": 5, "warnings": ["FEW_PAIRS", "FEW_TRIADS"],
			  "pairCounts": {"positive": 3, "negative": 3, "ambivalent": 1, "mixed": 1, "contested": 0},
			  "leftOut": {"mediation": 1, "unsigned": 0, "unaffirmed": 1, "notActors": 1, "alleged": 1, "undatedPairs": 0}}}`,
		},
		{
			// Harbour's two friends are enemies; without either friendship the rest is balanced.
			"triads, and frustration",
			`{ balance(view: {asOf: {transaction: 1}}) {` + triadCounts + ` frustration { atLeast atMost exact pairs { totalCount } } camps { nodes { partitions } } } }`,
			`{"balance": {"triadCounts": {"allPositive": 0, "oneNegative": 1, "twoNegative": 1, "allNegative": 0,
			    "balanced": 1, "unbalanced": 1, "weaklyBalanced": 1, "ambivalent": 0},
			  "frustration": {"atLeast": 1, "atMost": 1, "exact": true, "pairs": {"totalCount": 1}}, "camps": {"nodes": [{"partitions": 2}]}}}`,
		},
		{
			"a triad leads to its pairs, relationships and claims",
			`{ balance(view: {asOf: {transaction: 1}}) { triads(filter: {balanced: false, involving: ["harbour"]}) { totalCount nodes {
			   kind balanced actors { key } pairs { a { key } b { key } sign relationships { nodes { from { key } type { term } } } claims { nodes { from { key } } } } } } } }`,
			`{"balance": {"triads": {"totalCount": 1, "nodes": [{"kind": "ONE_NEGATIVE", "balanced": false,
			  "actors": [{"key": "brigade"}, {"key": "harbour"}, {"key": "valley"}], "pairs": [
			  {"a": {"key": "brigade"}, "b": {"key": "harbour"}, "sign": "POSITIVE",
			   "relationships": {"nodes": [{"from": {"key": "harbour"}, "type": {"term": "aids"}}]}, "claims": {"nodes": [{"from": {"key": "harbour"}}]}},
			  {"a": {"key": "brigade"}, "b": {"key": "valley"}, "sign": "NEGATIVE",
			   "relationships": {"nodes": [{"from": {"key": "brigade"}, "type": {"term": "attacks"}}]}, "claims": {"nodes": [{"from": {"key": "brigade"}}]}},
			  {"a": {"key": "harbour"}, "b": {"key": "valley"}, "sign": "POSITIVE",
			   "relationships": {"nodes": [{"from": {"key": "harbour"}, "type": {"term": "aids"}}]}, "claims": {"nodes": [{"from": {"key": "harbour"}}]}}]}]}}}`,
		},
		{
			"triads of a kind",
			`{ balance(view: {asOf: {transaction: 1}}) { two: triads(filter: {kinds: [TWO_NEGATIVE]}) { nodes { actors { key } } }
			   none: triads(filter: {kinds: []}) { totalCount } reed: triads(filter: {involving: ["reed"]}) { totalCount } } }`,
			`{"balance": {"two": {"nodes": [{"actors": [{"key": "brigade"}, {"key": "column"}, {"key": "valley"}]}]}, "none": {"totalCount": 0}, "reed": {"totalCount": 0}}}`,
		},
		{
			"help and hostility are no sign",
			`{ balance(view: {asOf: {transaction: 1}}) { pairs(signs: [AMBIVALENT]) { totalCount nodes { a { key } b { key } sign mixed contested
			   relationships { nodes { from { key } type { term } to { key } } } claims { totalCount } } } } }`,
			`{"balance": {"pairs": {"totalCount": 1, "nodes": [{"a": {"key": "council"}, "b": {"key": "reed"}, "sign": "AMBIVALENT", "mixed": true, "contested": false,
			  "relationships": {"nodes": [{"from": {"key": "council"}, "type": {"term": "aids"}, "to": {"key": "reed"}},
			    {"from": {"key": "reed"}, "type": {"term": "attacks"}, "to": {"key": "council"}}]}, "claims": {"totalCount": 2}}]}}}`,
		},
		{
			// Reed against valley makes a third triad, after which only brigade's friendship with harbour is in the way.
			"what is alleged counts if asked for",
			`{ balance(alleged: true, view: {asOf: {transaction: 1}}) { leftOut { alleged } triadCounts { oneNegative twoNegative } frustration { atMost exact pairs { nodes { a { key } b { key } } } }` +
				campsOf + `tensions { nodes { actor { key } triads unbalanced frustrated } } } }`,
			`{"balance": {"leftOut": {"alleged": 0}, "triadCounts": {"oneNegative": 1, "twoNegative": 2},
			  "frustration": {"atMost": 1, "exact": true, "pairs": {"nodes": [{"a": {"key": "brigade"}, "b": {"key": "harbour"}}]}},
			  "camps": {"nodes": [{"pairs": 7, "atLeast": 1, "atMost": 1, "exact": true, "partitions": 1,
			    "first": {"nodes": [{"key": "brigade"}, {"key": "column"}, {"key": "reed"}]}, "second": {"nodes": [{"key": "harbour"}, {"key": "valley"}]}}]},
			  "tensions": {"nodes": [{"actor": {"key": "brigade"}, "triads": 2, "unbalanced": 1, "frustrated": 1},
			    {"actor": {"key": "harbour"}, "triads": 2, "unbalanced": 1, "frustrated": 1}, {"actor": {"key": "valley"}, "triads": 3, "unbalanced": 1, "frustrated": 0}]}}}`,
		},
		{
			"as of the denial, harbour and valley have no sign, and what is left is balanced",
			`{ balance(view: {asOf: {transaction: 2}}) {` + pairCounts + ` triadCounts { twoNegative unbalanced ambivalent } frustration { atMost } tensions { totalCount }` + campsOf + `
			   pairs(signs: [AMBIVALENT]) { nodes { a { key } contested relationships { nodes { status claims { totalCount } } } claims { nodes { polarity } } } } } }`,
			`{"balance": {"pairCounts": {"positive": 2, "negative": 3, "ambivalent": 2, "mixed": 1, "contested": 1},
			  "triadCounts": {"twoNegative": 1, "unbalanced": 0, "ambivalent": 1}, "frustration": {"atMost": 0}, "tensions": {"totalCount": 0},
			  "camps": {"nodes": [{"pairs": 5, "atLeast": 0, "atMost": 0, "exact": true, "partitions": 1,
			    "first": {"nodes": [{"key": "brigade"}, {"key": "column"}, {"key": "harbour"}]}, "second": {"nodes": [{"key": "reed"}, {"key": "valley"}]}}]},
			  "pairs": {"nodes": [
			    {"a": {"key": "council"}, "contested": false, "relationships": {"nodes": [{"status": "STATED", "claims": {"totalCount": 1}}, {"status": "STATED", "claims": {"totalCount": 1}}]}, "claims": {"nodes": [{"polarity": "AFFIRMED"}, {"polarity": "AFFIRMED"}]}},
			    {"a": {"key": "harbour"}, "contested": true, "relationships": {"nodes": [{"status": "CONTESTED", "claims": {"totalCount": 2}}]}, "claims": {"nodes": [{"polarity": "AFFIRMED"}]}}]}}}`,
		},
		{
			"before and after a date; two pairs have none",
			`{ before: balance(view: {validAt: "../2031-06-10", asOf: {transaction: 1}}) { pairCounts { positive negative } leftOut { mediation undatedPairs } triadCounts { balanced unbalanced } }
			   after: balance(view: {validAt: "2031-06-11/..", asOf: {transaction: 1}}) { pairCounts { positive negative } leftOut { mediation undatedPairs } triadCounts { balanced unbalanced } }
			   both: balance(view: {validAt: "2031-06-11/..", undated: true, asOf: {transaction: 1}}) { pairCounts { positive negative ambivalent } leftOut { mediation undatedPairs } } }`,
			`{"before": {"pairCounts": {"positive": 1, "negative": 2}, "leftOut": {"mediation": 0, "undatedPairs": 2}, "triadCounts": {"balanced": 1, "unbalanced": 0}},
			  "after": {"pairCounts": {"positive": 2, "negative": 0}, "leftOut": {"mediation": 0, "undatedPairs": 2}, "triadCounts": {"balanced": 0, "unbalanced": 0}},
			  "both": {"pairCounts": {"positive": 2, "negative": 1, "ambivalent": 1}, "leftOut": {"mediation": 1, "undatedPairs": 0}}}`,
		},
		{
			"now, the lantern and the column are two",
			`{ balance {` + pairCounts + ` leftOut { unsigned } triadCounts { oneNegative twoNegative ambivalent } } }`,
			`{"balance": {"pairCounts": {"positive": 2, "negative": 4, "ambivalent": 2, "mixed": 1, "contested": 1}, "leftOut": {"unsigned": 1},
			  "triadCounts": {"oneNegative": 0, "twoNegative": 1, "ambivalent": 1}}}`,
		},
		{
			"rolled up, they are one: brigade's friends are enemies, and harbour, valley and column are a triad too",
			`{ balance(view: {rollup: PARTS}) {` + pairCounts + ` leftOut { unsigned } triadCounts { oneNegative twoNegative ambivalent }
			   triads(filter: {involving: ["lantern", "harbour"]}) { nodes { actors { key } } } } }`,
			`{"balance": {"pairCounts": {"positive": 2, "negative": 4, "ambivalent": 2, "mixed": 1, "contested": 1}, "leftOut": {"unsigned": 0},
			  "triadCounts": {"oneNegative": 1, "twoNegative": 1, "ambivalent": 2}, "triads": {"nodes": [{"actors": [{"key": "brigade"}, {"key": "column"}, {"key": "harbour"}]}]}}}`,
		},
		{
			"without the herald nobody denies",
			`{ balance(view: {without: {sources: ["herald"]}}) {` + pairCounts + ` leftOut { unaffirmed } frustration { atMost } } }`,
			`{"balance": {"pairCounts": {"positive": 3, "negative": 4, "ambivalent": 1, "mixed": 1, "contested": 0}, "leftOut": {"unaffirmed": 0}, "frustration": {"atMost": 1}}}`,
		},
		{
			"the filter chooses what counts",
			`{ balance(filter: {types: {in: ["attacks"]}}, view: {asOf: {transaction: 1}}) {` + pairCounts + outCounts + ` triadCounts { ambivalent } frustration { atMost } } }`,
			`{"balance": {"pairCounts": {"positive": 0, "negative": 4, "ambivalent": 0, "mixed": 0, "contested": 0},
			  "leftOut": {"mediation": 0, "unsigned": 0, "unaffirmed": 0, "notActors": 1, "alleged": 1, "undatedPairs": 0}, "triadCounts": {"ambivalent": 0}, "frustration": {"atMost": 0}}}`,
		},
	})
}

// everyTwo are claims of a type between each two of so many actors.
func everyTwo(actors int, relation string) string {
	var claims strings.Builder
	for a := range actors {
		for b := range a {
			fmt.Fprintf(&claims, "1 actor%02d %s actor%02d\n", b, relation, a)
		}
	}
	return claims.String()
}

// Seven friends have 21 pairs and 35 triads.
func TestBalanceOfEnoughPairsWarnsOfNothing(t *testing.T) {
	serveTold(t, everyTwo(7, "aids"), 1).askTwice(t, []question{{
		"seven friends",
		`{ balance { warnings pairCounts { positive } triadCounts { allPositive } camps { nodes { first { totalCount } second { totalCount } } } } }`,
		`{"balance": {"warnings": [], "pairCounts": {"positive": 21}, "triadCounts": {"allPositive": 35},
		  "camps": {"nodes": [{"first": {"totalCount": 7}, "second": {"totalCount": 0}}]}}}`,
	}})
}

// Forty who all are enemies are best halved, which leaves twice 190 pairs within. That is too much to find out for certain.
func TestFrustrationThatIsNotExactSaysSo(t *testing.T) {
	a := serveTold(t, everyTwo(40, "attacks"), 1).post(t, `{ balance { frustration { atLeast atMost exact pairs { totalCount } } camps { nodes { exact partitions } } } }`)
	var got struct {
		Balance struct {
			Frustration struct {
				AtLeast, AtMost int
				Exact           bool
				Pairs           struct{ TotalCount int }
			}
			Camps struct {
				Nodes []struct {
					Exact      bool
					Partitions *int
				}
			}
		}
	}
	if err := json.Unmarshal(a.Data, &got); err != nil {
		t.Fatalf("%v %v", err, a.Errors)
	}
	f, camps := got.Balance.Frustration, got.Balance.Camps.Nodes
	if f.Exact || f.AtLeast > 380 || f.AtMost < 380 || f.AtLeast == f.AtMost || f.Pairs.TotalCount != f.AtMost {
		t.Errorf("frustration %+v, want bounds with 380 between them", f)
	}
	if len(camps) != 1 || camps[0].Exact || camps[0].Partitions != nil {
		t.Errorf("camps %+v, want one component whose partitions nobody knows", camps)
	}
}

func TestBalanceRefused(t *testing.T) {
	s := serveTold(t, rivalClaims, 3)
	var many strings.Builder
	for i := range 10 {
		fmt.Fprintf(&many, " a%d: balance { actors }", i)
	}
	for _, q := range []struct {
		name, query string
		code        graph.Fault
		says        string
	}{
		{"an actor that nobody knows", `{ balance { triads(filter: {involving: ["harbor"]}) { totalCount } } }`, graph.NotFound, "harbour"},
		{"a negative page", `{ balance { tensions(first: -1) { totalCount } } }`, graph.BadInput, "first"},
		{"a cursor of another list", `{ balance { pairs(after: "WyJlbnRpdGllcyIsInJlZWQiXQ") { totalCount } } }`, graph.CursorInvalid, "after"},
		{"a date that is none", `{ balance(view: {validAt: "June"}) { actors } }`, graph.BadInput, "validAt"},
		{"ten of them in one request", `{` + many.String() + ` }`, graph.CostLimit, "100000"},
		{"ten lists of triads", `{ balance { ` + strings.ReplaceAll(many.String(), "balance { actors }", "triads(first: 0) { totalCount }") + ` } }`, graph.CostLimit, "100000"},
	} {
		a := s.post(t, q.query)
		if a.code() != q.code || !strings.Contains(a.Errors[0].Message, q.says) {
			t.Errorf("%s: %v, want %v that says %q", q.name, a.Errors, q.code, q.says)
		}
	}
}
