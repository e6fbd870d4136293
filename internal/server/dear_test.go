package server_test

import (
	"net/url"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/schema/resolver"
)

// TestRefusalsTellTheCost: who asks for too much is told what may be asked for, and what was, if that was counted.
func TestRefusalsTellTheCost(t *testing.T) {
	get := func(query string) string { return "/graphql?query=" + url.QueryEscape(query) }
	tests := []struct {
		name   string
		limit  int
		target string
		code   graph.Fault
		want   string // as it is written; "" for none
	}{
		// 1 + 10 × (1 + 3), as TestCost has it; the nodes alone are 40 already, and nothing beyond them is counted.
		{"too dear by one", 40, get(`{ entities(first: 10) { nodes { names { text } } } }`), graph.CostLimit, `"cost":{"limit":40,"requested":41}`},
		{"too dear before all is counted", 30, get(`{ entities(first: 10) { nodes { names { text } } } }`), graph.CostLimit, `"cost":{"limit":30,"requested":40}`},
		{"dear, but not too dear", 41, get(`{ entities(first: 10) { nodes { names { text } } } }`), "", `"cost":{"limit":41,"requested":41}`},
		{"refused before its cost is counted", 100, get("{" + strings.Repeat(" a", 1001) + "}"), graph.CostLimit, `"cost":{"limit":100}`},
		{"wrong in another way", 100, get("{ x }"), graph.BadInput, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := serve(t, func(c *resolver.Config) { c.Limits.Cost = tt.limit }, nil)
			body := text(t, s.do("GET", tt.target, ""))
			if a := parse(t, []byte(body)); a.code() != tt.code || !strings.Contains(body, tt.want) || tt.want == "" && strings.Contains(body, `"cost"`) {
				t.Errorf("%s\nwant %s and %s", body, tt.code, tt.want)
			}
		})
	}
}
