package server_test

import (
	"encoding/json"
	"sync"
	"testing"

	"dyad/internal/server"
)

// again are requests of which several have one query: what a server keeps of it must not show.
func again() []server.Request {
	const (
		near  = `query ($v: ID!, $n: Int = 1, $r: Boolean = false) { subgraph(around: [$v], depth: $n) { entities { key } relationships @include(if: $r) { id } ...f } } fragment f on Subgraph { truncated }`
		pages = `query ($n: Int) { entities(first: $n) { nodes { relationships(first: 100) { nodes { claims { nodes { gist } } } } } } }`
		two   = `query A { entity(by: {key: "red-harbour"}) { key } } query B { entity(by: {key: "blue-valley"}) { name } }`
		wrong = `{ entity(by: {key: "red-harbour"}) { nane } }`
		cut   = `{ entity(by: {key: "red-harbour"}) { key }`
	)
	ask := func(query string, variables ...any) server.Request {
		r := server.Request{Query: query, Variables: map[string]any{}}
		for i := 0; i < len(variables); i += 2 {
			r.Variables[variables[i].(string)] = variables[i+1]
		}
		return r
	}
	return []server.Request{
		ask(near, "v", "red-harbour"), ask(near, "v", "blue-valley", "n", json.Number("2")), ask(near, "v", "blue-valley", "r", true),
		ask(near), ask(near, "v", nil), ask(near, "v", "nobody"), ask(near, "v", "red-harbour", "n", json.Number("9")), ask(near, "v", "red-harbour", "n", "1"),
		ask(pages, "n", json.Number("1")), ask(pages, "n", json.Number("500")), ask(pages),
		{Query: two, OperationName: "A"},
		{Query: two, OperationName: "B"},
		{Query: two, OperationName: "C"},
		{Query: two},
		ask(wrong), ask(cut),
	}
}

// TestAskedAgain asks one server everything twice, and another server for each request once: the answers are the same.
func TestAskedAgain(t *testing.T) {
	s := serve(t, nil, nil)
	for round := range 2 {
		for i, r := range again() {
			want := said(t, serve(t, nil, nil).Execute(t.Context(), r))
			if got := said(t, s.Execute(t.Context(), r)); got != want {
				t.Errorf("round %d, request %d, %q with %v:\n%s\nwant\n%s", round, i, r.Query, r.Variables, got, want)
			}
		}
	}
}

// TestAskedAtOnce asks everything by many at a time, which the race detector watches: they share what is kept of a query.
func TestAskedAtOnce(t *testing.T) {
	s := serve(t, nil, func(c *server.Config) { c.Random = nil }) // crypto/rand may be read by many
	alone := serve(t, nil, nil)
	var want []string
	for _, r := range again() {
		want = append(want, said(t, alone.Execute(t.Context(), r)))
	}
	var all sync.WaitGroup
	for who := range 8 {
		all.Go(func() {
			for i := range again() {
				i = (i + who) % len(want)
				if got := said(t, s.Execute(t.Context(), again()[i])); got != want[i] {
					t.Errorf("request %d of many at once:\n%s\nwant\n%s", i, got, want[i])
				}
			}
		})
	}
	all.Wait()
}

// said is an answer as it is written.
func said(t testing.TB, a *server.Answer) string {
	text, err := a.JSON()
	if err != nil {
		t.Error(err)
	}
	return string(text)
}
