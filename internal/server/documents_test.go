package server_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"dyad/graph"
	"dyad/internal/server"
)

// TestDocumentsAgain: a document that was in order is still weighed and held to its variables each time, and one that was not is refused each time.
func TestDocumentsAgain(t *testing.T) {
	s := serve(t, nil, nil)
	const pages = `query ($n: Int) { relationships(first: $n) { nodes { claims(first: $n) { nodes { evidence { quote } voices { label } } } } } }`
	for range 3 {
		if a := s.execute(t, pages, map[string]any{"n": 5}); len(a.Errors) > 0 {
			t.Errorf("5 of each: %v", a.Errors)
		}
		if a := s.execute(t, pages, map[string]any{"n": 500}); a.code() != graph.CostLimit {
			t.Errorf("500 of each: %v, want %v", a.Errors, graph.CostLimit)
		}
		if a := s.execute(t, pages, map[string]any{"n": "five"}); a.code() != graph.BadInput {
			t.Errorf("no number of each: %v, want %v", a.Errors, graph.BadInput)
		}
		if a := s.execute(t, `{ relationships { nodes { weather } } }`, nil); a.code() != graph.BadInput {
			t.Errorf("a field that there is not: %v, want %v", a.Errors, graph.BadInput)
		}
	}
}

// TestDocumentsAtOnce asks one document by many at once, each with its own variables, beside more documents than are remembered.
func TestDocumentsAtOnce(t *testing.T) {
	s := serve(t, nil, func(c *server.Config) { c.Random = nil }) // which is read by one at a time
	keys := []string{"red-harbour", "blue-valley", "old-port"}
	var all sync.WaitGroup
	for i := range 12 {
		all.Go(func() {
			for k := range 30 {
				key := keys[(i+k)%len(keys)]
				want := fmt.Sprintf(`"key":%q`, key)
				if a := s.execute(t, `query ($k: String!) { entity(by: {key: $k}) { key } }`, map[string]any{"k": key}); !strings.Contains(string(a.Data), want) {
					t.Errorf("%s: %s %v", key, a.Data, a.Errors)
				}
				alias := fmt.Sprintf("e%dx%d", i, k)
				if a := s.execute(t, fmt.Sprintf(`{ %s: entity(by: {key: %q}) { key } }`, alias, key), nil); !strings.Contains(string(a.Data), alias+`":{`+want) {
					t.Errorf("%s: %s %v", alias, a.Data, a.Errors)
				}
			}
		})
	}
	all.Wait()
}
