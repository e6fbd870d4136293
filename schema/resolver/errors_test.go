package resolver_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/resolver"
)

func TestRefusals(t *testing.T) {
	a := newAsker(t, nil)
	tests := []struct {
		name, query string
		fault       graph.Fault
		says        string   // part of the message
		candidates  []string // among those offered
	}{
		{"a negative page", `{ entities(first: -1) { totalCount } }`, graph.BadInput, "first: -1 is negative; it is 0 to 500", nil},
		{"a page that is too large", `{ claims(last: 501) { totalCount } }`, graph.BadInput, "last: 501 is too many; it is 0 to 500", nil},
		{"both ends at once", `{ claims(first: 1, last: 1) { totalCount } }`, graph.BadInput, "not together with first", nil},
		{"a cursor that is none", `{ entities(after: "x") { totalCount } }`, graph.CursorInvalid, "no cursor of this list", nil},
		{"a name that several bear", `{ entity(by: {name: "Ridge"}) { key } }`, graph.Ambiguous, "", []string{"north-ridge", "old-port"}},
		{"a name that is only similar", `{ entity(by: {name: "Red Harbor"}) { key } }`, graph.NotFound, "", []string{"red-harbour"}},
		{"an entity that is misspelt", `{ paths(from: "red-harbor", to: "blue-valley") { nodes { length } } }`, graph.NotFound, "", []string{"red-harbour"}},
		{"a source that is misspelt", `{ claims(view: {sources: ["gazete"]}) { totalCount } }`, graph.NotFound, `no source "gazete"`, []string{"gazette"}},
		{"a type that nobody knows", `{ relationships(filter: {types: {in: ["atacks"]}}) { totalCount } }`, graph.NotFound, "atacks", []string{"attacks"}},
		{"a type of entities that nobody knows", `{ entities(filter: {types: ["Grup"]}) { totalCount } }`, graph.NotFound, "Grup", []string{"Group"}},
		{"a type of claims that nobody knows", `{ claims(filter: {types: {notIn: ["atacks"]}}) { totalCount } }`, graph.NotFound, "atacks", []string{"attacks"}},
		{"an impossible date", `{ claims(view: {validAt: "2021-13"}) { totalCount } }`, graph.BadInput, "validAt", nil},
		{"a moment that is none", `{ claims(view: {asOf: {time: "yesterday"}}) { totalCount } }`, graph.BadInput, "asOf.time", nil},
		{"a moment before the first load", `{ claims(view: {asOf: {time: "2020-01-01T00:00:00Z"}}) { totalCount } }`, graph.BadInput, "nothing was recorded before", nil},
		{"a transaction that never was", `{ claims(view: {asOf: {transaction: 4}}) { totalCount } }`, graph.BadInput, "1 to 3", nil},
		{"a voice that is nobody", `{ claims(view: {voices: [{self: false}]}) { totalCount } }`, graph.BadInput, "voices", nil},
		{"a label that no voice has", `{ claims(view: {voices: [{label: "mowers"}]}) { totalCount } }`, graph.NotFound, "mowers: no voice has this label", nil},
		{"a label of nobody that is left out", `{ sensitivity(without: {voices: [{label: "mowers"}]}) { unchanged } }`, graph.NotFound, "mowers: no voice has this label", nil},
		{"a label of nobody in a filter", `{ claims(filter: {not: {voices: [{label: "mowers"}]}}) { totalCount } }`, graph.NotFound, "mowers: no voice has this label", nil},
		{"a key where an id belongs", `{ node(id: "red-harbour") { id } }`, graph.BadInput, `this is the key of an entity: ask entity(by: {key: "red-harbour"})`, nil},
		{"a key of a source where an id belongs", `{ node(id: "gazette") { id } }`, graph.BadInput, `ask source(by: {key: "gazette"})`, nil},
		{"a key for the id of an entity", `{ entity(by: {id: "green-front-old"}) { id } }`, graph.BadInput, `ask entity(by: {key: "green-front-old"})`, nil},
		{"what is neither id nor key", `{ node(id: "mowers") { id } }`, graph.BadInput, "an id has 36 characters", nil},
		{"a key for a name", `{ entity(by: {name: "green-front-old"}) { key } }`, graph.NotFound, `it is the key of one: ask entity(by: {key: "green-front-old"})`, nil},
		{"an order of a search", `{ entities(search: "x", orderBy: {direction: ASC}) { totalCount } }`, graph.BadInput, "orderBy", nil},
		{"paths that are too long", `{ paths(from: "red-harbour", to: "old-port", maxLength: 9) { nodes { length } } }`, graph.BadInput, "maxLength: 9 is out of bounds; it is 1 to 8", nil},
		{"a path to where it begins", `{ paths(from: "red-harbour", to: "red-harbour") { nodes { length } } }`, graph.BadInput, "to: a path needs two entities", nil},
		{"a negative number of paths", `{ paths(from: "red-harbour", to: "old-port", first: -1) { nodes { length } } }`, graph.BadInput, "first: -1 ", nil},
		{"a cursor of no path", `{ paths(from: "red-harbour", to: "old-port", after: "x") { nodes { length } } }`, graph.CursorInvalid, "after", nil},
		{"fewer origins than none", `{ relationships(filter: {minOrigins: -1}) { totalCount } }`, graph.BadInput, "minOrigins: -1 is negative", nil},
		{"fewer origins than none, deep inside", `{ relationships(filter: {or: [{not: {minOrigins: -2}}]}) { totalCount } }`, graph.BadInput, "minOrigins: -2 is negative", nil},
		{"a negative depth", `{ subgraph(around: ["red-harbour"], depth: -1) { truncated } }`, graph.BadInput, "depth: -1 is out of bounds; it is 0 to 8", nil},
		{"too great a depth", `{ subgraph(around: ["red-harbour"], depth: 99) { truncated } }`, graph.BadInput, "depth: 99 is out of bounds; it is 0 to 8", nil},
		{"fewer entities than there are starts", `{ subgraph(around: ["red-harbour", "old-port"], maxEntities: 1) { truncated } }`, graph.BadInput, "maxEntities: 1 has no room", nil},
		{"a negative context", `{ claims { nodes { evidence { context(around: -1) } } } }`, graph.BadInput, "around: -1 is negative", nil},
		{"a transaction before the first", `{ claims(view: {asOf: {transaction: -1}}) { totalCount } }`, graph.BadInput, "asOf.transaction", nil},
		{"too many paths", `{ paths(from: "red-harbour", to: "old-port", first: 101) { nodes { length } } }`, graph.BadInput, "0 to 100", nil},
		{"no entities at all", `{ subgraph(around: ["red-harbour"], maxEntities: 0) { truncated } }`, graph.BadInput, "maxEntities", nil},
		{"a context that is too wide", `{ claims { nodes { evidence { context(around: 1001) } } } }`, graph.BadInput, "around", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := a.ask(t, tt.query)
			if len(r.Errors) == 0 {
				t.Fatalf("%s succeeded: %s", tt.query, r.Data)
			}
			e := r.Errors[0]
			if e.Extensions["code"] != tt.fault || !strings.Contains(e.Message, tt.says) {
				t.Errorf("%s: %v %q, want %v with %q", tt.query, e.Extensions["code"], e.Message, tt.fault, tt.says)
			}
			offered, _ := e.Extensions["candidates"].([]string)
			for _, c := range tt.candidates {
				if !slices.Contains(offered, c) {
					t.Errorf("%s offers %v, want %q among them", tt.query, offered, c)
				}
			}
		})
	}
}

// TestCursorsOfOtherLists: a cursor belongs to one list in one order.
func TestCursorsOfOtherLists(t *testing.T) {
	a := newAsker(t, nil)
	cursorOf := func(list string) string {
		return field(t, a.data(t, `{ `+list+` { pageInfo { endCursor } } }`), "endCursor")
	}
	cursor, dated, undated := cursorOf("entities(first: 1)"), cursorOf("timeline(first: 1)"), cursorOf("timeline(undated: true, first: 1)")
	for _, query := range []string{
		`{ timeline(after: "` + undated + `") { totalCount } }`,
		`{ timeline(undated: true, after: "` + dated + `") { totalCount } }`,
		`{ entity(by: {key: "red-harbour"}) { timeline(after: "` + undated + `") { totalCount } } }`,
		`{ entity(by: {key: "red-harbour"}) { timeline(undated: true, after: "` + dated + `") { totalCount } } }`,
		`{ relationships(after: "` + cursor + `") { totalCount } }`,
		`{ entities(search: "ridge", after: "` + cursor + `") { totalCount } }`,
		`{ entities(orderBy: {by: NAME}, after: "` + cursor + `") { totalCount } }`,
		`{ entities(orderBy: {by: DEGREE}, after: "` + cursor + `") { totalCount } }`,
		`{ paths(from: "red-harbour", to: "old-port", after: "` + cursor + `") { nodes { length } } }`,
		`{ entities(orderBy: {direction: DESC}, before: "` + cursor + `") { totalCount } }`,
	} {
		if r := a.ask(t, query); len(r.Errors) == 0 || r.Errors[0].Extensions["code"] != graph.CursorInvalid {
			t.Errorf("%s: %v, want %v", query, r.Errors, graph.CursorInvalid)
		}
	}
}

// TestOneBadIDSpoilsNothing: the others of a list of ids are found.
func TestOneBadIDSpoilsNothing(t *testing.T) {
	r := newAsker(t, nil).ask(t, named(`{ nodes(ids: ["<raid>", "raid"]) { id } }`))
	if want := named(`{"nodes":[{"id":"<raid>"},null]}`); string(r.Data) != want {
		t.Errorf("data %s, want %s", r.Data, want)
	}
	if len(r.Errors) != 1 || r.Errors[0].Path.String() != "nodes[1]" {
		t.Errorf("errors %v, want one at nodes[1]", r.Errors)
	}
}

func TestNothingLoaded(t *testing.T) {
	a := newAsker(t, func(c *resolver.Config) { c.Snapshot = func() *index.Index { return nil } })
	if _, err := a.root.Begin(t.Context()); graph.FaultOf(err) != graph.Overloaded || a.root.Ready() {
		t.Errorf("Begin without an index: %v, ready %v; want %v, false", err, a.root.Ready(), graph.Overloaded)
	}
}

func TestIncompleteConfig(t *testing.T) {
	if _, err := resolver.New(resolver.Config{}); graph.FaultOf(err) != graph.Internal {
		t.Errorf("New of an empty config: %v, want %v", err, graph.Internal)
	}
}

// TestDoneContext: a request whose client has left stops looking.
func TestDoneContext(t *testing.T) {
	a := newAsker(t, nil)
	ctx, err := a.root.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	done, cancel := context.WithCancel(graphql.WithFieldContext(graphql.WithOperationContext(ctx, &graphql.OperationContext{}), &graphql.FieldContext{}))
	cancel()
	_, err = a.root.Query().Paths(done, "red-harbour", "old-port", nil, nil, nil, nil, nil, nil, nil)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Paths for nobody: %v, want %v", err, context.Canceled)
	}
}

// TestLostRecord: a claim that the index has and the records have not is damage, and not a claim with nothing in it.
func TestLostRecord(t *testing.T) {
	a := newAsker(t, func(c *resolver.Config) { c.Records = lost{c.Records} })
	r := a.ask(t, `{ claims { nodes { id } } }`)
	if len(r.Errors) != 1 || r.Errors[0].Extensions["code"] != graph.Corrupt {
		t.Errorf("claims without records: %s %v, want %v", r.Data, r.Errors, graph.Corrupt)
	}
}

// lost records have no claim.
type lost struct{ resolver.Records }

func (lost) Claims(_ context.Context, ids []graph.ClaimID, _ graph.Tx) ([]*graph.Claim, error) {
	return make([]*graph.Claim, len(ids)), nil
}
