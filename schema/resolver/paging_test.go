package resolver_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/graph"
	"dyad/schema/resolver"
)

// A slice of a connection, as clients read it.
type slice struct {
	TotalCount int
	Edges      []struct {
		Cursor string
		Node   json.RawMessage
	}
	Nodes    []json.RawMessage
	PageInfo struct {
		HasNextPage, HasPreviousPage bool
		StartCursor, EndCursor       *string
	}
}

// connections are queries of every connection, with ARGS where the arguments of a page go.
func connections() map[string]string {
	of := func(fields string) string {
		return " { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node " + fields + " } nodes " + fields + " } "
	}
	ends := "{ from { key } type { term } to { key } }"
	entity := func(inner string) string { return `{ entity(by: {key: "red-harbour"}) { ` + inner + ` } }` }
	return map[string]string{
		"entities":             `{ entities(ARGS)` + of("{ key }") + `}`,
		"entities backwards":   `{ entities(orderBy: {direction: DESC}, ARGS)` + of("{ key }") + `}`,
		"entities by degree":   `{ entities(orderBy: {by: DEGREE, direction: DESC}, ARGS)` + of("{ key }") + `}`,
		"entities by name":     `{ entities(orderBy: {by: NAME}, ARGS)` + of("{ key }") + `}`,
		"entities of a class":  `{ entities(filter: {classes: [ACTOR]}, ARGS)` + of("{ key }") + `}`,
		"search":               `{ entities(search: "r", ARGS)` + of("{ key }") + `}`,
		"relationships":        `{ relationships(ARGS)` + of(ends) + `}`,
		"some relationships":   `{ relationships(filter: {status: [STATED, ALLEGED]}, ARGS)` + of(ends) + `}`,
		"desc relationships":   `{ relationships(orderBy: {direction: DESC}, ARGS)` + of(ends) + `}`,
		"under a view":         `{ relationships(view: {sources: ["gazette"]}, ARGS)` + of(ends) + `}`,
		"of the past":          `{ relationships(view: {asOf: {transaction: 2}}, ARGS)` + of(ends) + `}`,
		"claims":               `{ claims(ARGS)` + of("{ id }") + `}`,
		"claims desc":          `{ claims(orderBy: {direction: DESC}, ARGS)` + of("{ id }") + `}`,
		"some claims":          `{ claims(filter: {dated: false}, ARGS)` + of("{ id }") + `}`,
		"sources":              `{ sources(ARGS)` + of("{ key }") + `}`,
		"contradictions":       `{ contradictions(ARGS)` + of("{ id }") + `}`,
		"vocabulary":           `{ vocabulary(ARGS)` + of("{ kind term }") + `}`,
		"entity.relationships": entity(`relationships(ARGS)` + of(ends)),
		"entity.in":            entity(`relationships(direction: IN, ARGS)` + of(ends)),
		"entity.neighbors":     entity(`neighbors(ARGS)` + of("{ key }")),
		"entity.claims":        entity(`claims(ARGS)` + of("{ id }")),
		"entity.mentions":      entity(`mentions(ARGS)` + of("{ form part { start } }")),
		"source.claims":        `{ source(by: {key: "gazette"}) { claims(ARGS)` + of("{ id }") + `} }`,
		"source.mentions":      `{ source(by: {key: "gazette"}) { mentions(ARGS)` + of("{ form part { start } }") + `} }`,
		"relationship.claims": `{ relationship(id: "` + graph.RelationshipIDOf("red-harbour", "attacks", "blue-valley").String() +
			`") { claims(ARGS)` + of("{ id }") + `} }`,
		"relationship.contradictions": `{ relationship(id: "` + graph.RelationshipIDOf("blue-valley", "supports", "green-front").String() +
			`") { contradictions(ARGS)` + of("{ id }") + `} }`,
	}
}

// read asks for a page.
func (a *asker) read(t *testing.T, query, args string) slice {
	t.Helper()
	r := a.ask(t, strings.ReplaceAll(query, "ARGS", args))
	if len(r.Errors) > 0 {
		t.Fatalf("%s with %s: %v", query, args, r.Errors)
	}
	data := r.Data
	for {
		var several []json.RawMessage
		if json.Unmarshal(data, &several) == nil && len(several) > 0 {
			data = several[0]
		}
		var level map[string]json.RawMessage
		if err := json.Unmarshal(data, &level); err != nil {
			t.Fatalf("%s: %v", data, err)
		}
		if level["pageInfo"] != nil {
			break
		}
		for _, inner := range level { // the one field on the way to the list
			data = inner
		}
	}
	var s slice
	if err := json.Unmarshal(data, &s); err != nil {
		t.Fatalf("%s: %v", data, err)
	}
	return s
}

// names are the nodes of a page, as text.
func (s slice) names() []string {
	var names []string
	for _, e := range s.Edges {
		names = append(names, string(e.Node))
	}
	return names
}

// TestPages: read forwards or backwards, in pages of any size, every list is the same, and every page says truly what lies
// around it.
func TestPages(t *testing.T) {
	a := newAsker(t, nil)
	for name, query := range connections() {
		t.Run(name, func(t *testing.T) {
			a.checkPages(t, query)
		})
	}
}

// checkPages reads one list in pages of every size.
func (a *asker) checkPages(t *testing.T, query string) {
	t.Helper()
	whole := a.read(t, query, "first: 500")
	if len(whole.Edges) < 2 {
		t.Fatalf("a list of %d tests nothing", len(whole.Edges))
	}
	if whole.TotalCount != len(whole.Edges) {
		t.Errorf("totalCount %d, want %d", whole.TotalCount, len(whole.Edges))
	}
	for size := 1; size <= len(whole.Edges); size++ {
		if diff := cmp.Diff(whole.names(), a.forwards(t, query, size, len(whole.Edges))); diff != "" {
			t.Errorf("forwards by %d (-want +got):\n%s", size, diff)
		}
		if diff := cmp.Diff(whole.names(), a.backwards(t, query, size, len(whole.Edges))); diff != "" {
			t.Errorf("backwards by %d (-want +got):\n%s", size, diff)
		}
	}
	a.checkWindows(t, query, whole)
}

// forwards reads a list of n from its beginning.
func (a *asker) forwards(t *testing.T, query string, size, n int) (names []string) {
	t.Helper()
	args := fmt.Sprintf("first: %d", size)
	for {
		s := a.read(t, query, args)
		s.check(t, len(names) > 0, len(names)+len(s.Edges) < n)
		names = append(names, s.names()...)
		if !s.PageInfo.HasNextPage || len(s.Edges) == 0 {
			return names
		}
		args = fmt.Sprintf("first: %d, after: %q", size, *s.PageInfo.EndCursor)
	}
}

// backwards reads a list of n from its end.
func (a *asker) backwards(t *testing.T, query string, size, n int) (names []string) {
	t.Helper()
	args := fmt.Sprintf("last: %d", size)
	for {
		s := a.read(t, query, args)
		s.check(t, len(names)+len(s.Edges) < n, len(names) > 0)
		names = append(s.names(), names...)
		if !s.PageInfo.HasPreviousPage || len(s.Edges) == 0 {
			return names
		}
		args = fmt.Sprintf("last: %d, before: %q", size, *s.PageInfo.StartCursor)
	}
}

// check holds a page to what it says about itself.
func (s slice) check(t *testing.T, previous, next bool) {
	t.Helper()
	if s.PageInfo.HasPreviousPage != previous || s.PageInfo.HasNextPage != next {
		t.Errorf("page of %d: hasPreviousPage %v, hasNextPage %v; want %v, %v",
			len(s.Edges), s.PageInfo.HasPreviousPage, s.PageInfo.HasNextPage, previous, next)
	}
	if n := len(s.Edges); n > 0 && (*s.PageInfo.StartCursor != s.Edges[0].Cursor || *s.PageInfo.EndCursor != s.Edges[n-1].Cursor) {
		t.Error("startCursor and endCursor are not those of the first and the last edge")
	}
	for i, e := range s.Edges {
		if string(e.Node) != string(s.Nodes[i]) {
			t.Errorf("node %d is %s, its edge has %s", i, s.Nodes[i], e.Node)
		}
	}
}

// checkWindows reads what lies between two cursors, whichever two, and pages of nothing.
func (a *asker) checkWindows(t *testing.T, query string, whole slice) {
	t.Helper()
	names := whole.names()
	for i := range names {
		for j := range names {
			args := fmt.Sprintf("first: 500, after: %q, before: %q", whole.Edges[i].Cursor, whole.Edges[j].Cursor)
			page := a.read(t, query, args)
			page.check(t, true, true) // the two cursors' own elements lie around it
			got, want := page.names(), names[min(i+1, max(j, i+1)):max(j, i+1)]
			if !slices.Equal(got, want) {
				t.Errorf("between %d and %d: %v, want %v", i, j, got, want)
			}
		}
	}
	for i, edge := range whole.Edges {
		a.read(t, query, fmt.Sprintf("first: 500, before: %q", edge.Cursor)).check(t, false, true)
		a.read(t, query, fmt.Sprintf("last: 500, after: %q", edge.Cursor)).check(t, true, false)
		a.read(t, query, fmt.Sprintf("last: 1, after: %q", edge.Cursor)).check(t, true, false)
		a.read(t, query, fmt.Sprintf("last: 1, before: %q", edge.Cursor)).check(t, i > 1, true)
	}
	last := whole.Edges[len(names)-1].Cursor
	a.read(t, query, "first: 0").check(t, false, true)
	a.read(t, query, "last: 0").check(t, true, false)
	a.read(t, query, fmt.Sprintf("first: 5, after: %q", last)).check(t, true, false)
	a.read(t, query, fmt.Sprintf("last: 5, before: %q", whole.Edges[0].Cursor)).check(t, false, true)
}

// TestAskedByAnotherName: what is worked out only if it is asked for is found behind aliases and fragments.
func TestAskedByAnotherName(t *testing.T) {
	cursor := field(t, newAsker(t, nil).data(t, `{ claims(first: 1) { pageInfo { endCursor } } }`), "endCursor")
	run(t, []question{{
		"aliases and fragments",
		`{ claims(first: 1, after: "` + cursor + `") { n: totalCount ...more pageInfo { hasNextPage } } server { data { of: digest } } }
		 fragment more on ClaimConnection { p: pageInfo { before: hasPreviousPage } }`,
		`{"claims": {"n": 8, "p": {"before": true}, "pageInfo": {"hasNextPage": true}},
		  "server": {"data": {"of": "0000000000000000000000000000000000000000000000000000000000000003"}}}`,
	}})
}

// field returns the value of a text in an answer.
func field(t *testing.T, data, name string) string {
	t.Helper()
	_, rest, found := strings.Cut(data, `"`+name+`": "`)
	if !found {
		t.Fatalf("no %s in %s", name, data)
	}
	value, _, _ := strings.Cut(rest, `"`)
	return value
}

// FuzzCursors: whatever is given for a cursor, the answer is a page or CURSOR_INVALID.
func FuzzCursors(f *testing.F) {
	a := newAsker(f, nil)
	for _, seed := range []string{"", "x", "WyJlbnRpdGllcyJd", "WyJlbnRpdGllcyIsImEiXQ", "WyJjbGFpbXMiLCJhIl0", "WzFd", "bnVsbA"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, cursor string) {
		text, err := json.Marshal(cursor)
		if err != nil || strings.Contains(string(text), `\u`) {
			t.Skip("not a GraphQL string as it stands")
		}
		for _, list := range []string{"entities", "relationships", "claims", "sources", "contradictions", "vocabulary"} {
			r := a.ask(t, fmt.Sprintf(`{ %s(after: %s) { nodes { id } } }`, list, text))
			if len(r.Errors) > 0 && r.Errors[0].Extensions["code"] != graph.CursorInvalid {
				t.Errorf("%s after %q: %v", list, cursor, r.Errors)
			}
		}
	})
}

// A counting records remembers how often it was asked.
type counting struct {
	resolver.Records
	claims int
}

func (c *counting) Claims(ctx context.Context, ids []graph.ClaimID, asOf graph.Tx) ([]*graph.Claim, error) {
	c.claims++
	return c.Records.Claims(ctx, ids, asOf)
}

// TestBatches: whatever a page holds, its claims are fetched in one call, and what they refer to in one more.
func TestBatches(t *testing.T) {
	tests := []struct {
		name, query string
		want        int
	}{
		{"a page of claims", `{ claims { nodes { gist } } }`, 1},
		{"claims that refer to others", `{ claims { nodes { gist disputes { gist } reconciles { gist } } } }`, 1}, // they are on the page
		{"a page that refers to another", `{ claims(filter: {polarity: [NEGATED]}) { nodes { gist disputes { gist } } } }`, 2},
		{"sides of contradictions", `{ contradictions { nodes { sides { claims { gist } } } } }`, 1},
		{"hops of paths", `{ paths(from: "north-ridge", to: "green-front") { nodes { hops { claim { gist } } } } }`, 1},
		{"no claim is asked for", `{ contradictions { nodes { sides { says } } } paths(from: "north-ridge", to: "green-front") { nodes { length } } }`, 0},
		{"nodes", `{ nodes(ids: ["<raid>", "<attack>", "<charge>"]) { id } }`, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var records *counting
			a := newAsker(t, func(c *resolver.Config) {
				records = &counting{Records: c.Records}
				c.Records = records
			})
			a.data(t, named(tt.query))
			if records.claims != tt.want {
				t.Errorf("%s: %d calls for claims, want %d", tt.query, records.claims, tt.want)
			}
		})
	}
}

// TestPathsInPages: paths, which are read forwards only, are the same in pages of any size.
func TestPathsInPages(t *testing.T) {
	a := newAsker(t, nil)
	query := `{ paths(from: "north-ridge", to: "green-front", ARGS) { pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
	  edges { cursor node { entities { key } } } nodes { length } } }`
	whole := a.read(t, query, "first: 100")
	if len(whole.Edges) < 3 || whole.PageInfo.HasNextPage || whole.PageInfo.HasPreviousPage {
		t.Fatalf("%d paths with %+v; fewer than 3 test nothing", len(whole.Edges), whole.PageInfo)
	}
	for size := 1; size < len(whole.Edges); size++ {
		var got []string
		args := fmt.Sprintf("first: %d", size)
		for {
			page := a.read(t, query, args)
			if page.PageInfo.HasPreviousPage != (len(got) > 0) {
				t.Errorf("by %d, after %d: hasPreviousPage %v", size, len(got), page.PageInfo.HasPreviousPage)
			}
			got = append(got, page.names()...)
			if !page.PageInfo.HasNextPage {
				break
			}
			args = fmt.Sprintf("first: %d, after: %q", size, *page.PageInfo.EndCursor)
		}
		if diff := cmp.Diff(whole.names(), got); diff != "" {
			t.Errorf("by %d (-want +got):\n%s", size, diff)
		}
	}
}
