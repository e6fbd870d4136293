package resolver_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/graph"
)

// TestEndsAreThoseThatAreShown: the Valley turned out to be the Brigade, or counts as it. Under that key, which comes before that of the Reed, the index has
// both claims the other way round; whoever asks for an end, or by which role a claim backs a relationship, means the claim as it is shown. Allies are so
// both ways.
func TestEndsAreThoseThatAreShown(t *testing.T) {
	const claims = "council mediates reed counterparty=valley\nreed allied_with valley\n"
	merged := orchardOf(t, claims, graph.SameAs{From: "valley", Into: "brigade", Same: true})
	rolled := orchardOf(t, claims+"valley part_of brigade\n")
	const (
		backs = `relationships { via relationship { from { key } to { key } } }`
		found = `{"nodes": [{"type": {"term": "allied_with"}}]}`
		none  = `{"nodes": []}`
		talks = `{"nodes": [{"type": {"term": "mediates"}}]}`
	)
	filters := func(view string) string {
		one := func(name, filter, kind string) string {
			return name + `: claims(` + view + ` filter: {` + filter + `, types: {in: ["` + kind + `"]}}) { nodes { type { term } } } `
		}
		return one("fromReed", `from: {entities: ["reed"]}`, "allied_with") + one("fromBrigade", `from: {entities: ["brigade"]}`, "allied_with") +
			one("toReed", `to: {entities: ["reed"]}`, "allied_with") + one("toBrigade", `to: {entities: ["brigade"]}`, "allied_with") +
			one("toValley", `to: {entities: ["valley"]}`, "allied_with") +
			one("talksWithReed", `to: {entities: ["reed"]}`, "mediates") + one("talksWithBrigade", `to: {entities: ["brigade"]}`, "mediates")
	}
	want := `"fromReed": ` + found + `, "fromBrigade": ` + found + `, "toReed": ` + found + `, "toBrigade": ` + found + `, "toValley": ` + found +
		`, "talksWithReed": ` + talks + `, "talksWithBrigade": ` + none
	told := `"claims": {"nodes": [{"to": {"key": "reed"}, "relationships": [
		{"via": "counterparty", "relationship": {"from": {"key": "council"}, "to": {"key": "brigade"}}},
		{"via": null, "relationship": {"from": {"key": "council"}, "to": {"key": "reed"}}}]}]}`
	for name, tt := range map[string]struct {
		asked *asker
		view  string
	}{"merged": {merged, ""}, "rolled up": {rolled, "view: {rollup: PARTS}"}} {
		t.Run(name, func(t *testing.T) {
			query := `{ ` + filters(tt.view) + `claims(` + tt.view + ` filter: {types: {in: ["mediates"]}}) { nodes { to { key } ` + backs + ` } } }`
			var all bytes.Buffer
			if err := json.Compact(&all, []byte("{"+want+", "+told+"}")); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(indented(t, all.Bytes()), tt.asked.data(t, query)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", query, diff)
			}
		})
	}
}

// TestEitherEndOfASymmetricType: which key comes first says nothing of who is whose ally.
func TestEitherEndOfASymmetricType(t *testing.T) {
	a := orchardOf(t, "brigade allied_with reed\nbrigade arms reed\n")
	for filter, want := range map[string]int{
		`from: {entities: ["brigade"]}`: 2, `to: {entities: ["reed"]}`: 2,
		`from: {entities: ["reed"]}`: 1, `to: {entities: ["brigade"]}`: 1,
		`from: {entities: ["brigade"]}, to: {entities: ["reed"]}`:         2,
		`from: {entities: ["reed"]}, to: {entities: ["brigade"]}`:         1,
		`from: {entities: ["reed"]}, to: {entities: ["reed"]}`:            0, // one end is not both
		`from: {entities: ["reed", "brigade"]}, to: {entities: ["dune"]}`: 0,
		`not: {from: {entities: ["reed"]}}`:                               1,
		`from: {entities: ["reed"]}, types: {in: ["arms"]}`:               0,
	} {
		query := `{ relationships(filter: {` + filter + `}) { totalCount } claims(filter: {` + filter + `}) { totalCount } }`
		one := fmt.Sprintf(`{"totalCount":%d}`, want)
		if diff := cmp.Diff(indented(t, []byte(`{"relationships":`+one+`,"claims":`+one+`}`)), a.data(t, query)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
}

// TestStatusesWithinAFilter: what is denied is walked, and counts, wherever the filter names it.
func TestStatusesWithinAFilter(t *testing.T) {
	a := orchardOf(t, "valley arms brigade not\nbrigade arms reed not\nreed arms dune\n")
	for _, filter := range []string{`{status: [DENIED]}`, `{and: [{status: [DENIED]}]}`, `{or: [{status: [DENIED]}]}`, `{not: {not: {status: [DENIED]}}}`} {
		query := `{ paths(from: "valley", to: "reed", filter: ` + filter + `) { nodes { length } } ranking(measure: DEGREE, filter: ` + filter + `) { totalCount } }`
		want := indented(t, []byte(`{"paths":{"nodes":[{"length":2}]},"ranking":{"totalCount":3}}`))
		if diff := cmp.Diff(want, a.data(t, query)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
}

// TestTheFrontierCountsWhatIsNotWalked: what is denied or planned leads on too, and a filter that names statuses goes there.
func TestTheFrontierCountsWhatIsNotWalked(t *testing.T) {
	a := orchardOf(t, "valley arms brigade not\nvalley aids reed as=planned\ndune attacks valley\n")
	for arguments, want := range map[string]string{
		`depth: 0, direction: OUT`: `{"entities":[{"key":"valley"}],"frontier":[{"hidden":3}]}`,
		`depth: 8`:                 `{"entities":[{"key":"valley"},{"key":"dune"}],"frontier":[{"hidden":2}]}`,
		`depth: 8, filter: {status: [STATED, DENIED, HYPOTHETICAL]}`: `{"entities":[{"key":"valley"},{"key":"brigade"},{"key":"dune"},{"key":"reed"}],"frontier":[]}`,
	} {
		query := `{ subgraph(around: ["valley"], ` + arguments + `) { entities { key } frontier { hidden } } }`
		if diff := cmp.Diff(indented(t, []byte(`{"subgraph":`+want+`}`)), a.data(t, query)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
}
