package resolver_test

import (
	"testing"

	"dyad/schema/exec"
)

// TestSubgraphGathersWhatIsAskedFor looks at what the resolver of a subgraph hands over: around hubs, what joins the entities and what leads on is most of
// the graph.
func TestSubgraphGathersWhatIsAskedFor(t *testing.T) {
	a := newAsker(t, nil)
	handedOver := handed[*exec.Subgraph](a)
	tests := map[string]struct {
		fields          string
		among, frontier bool
	}{
		"keys alone":                {"truncated entities { key }", false, false},
		"relationships":             {"relationships { id }", true, false},
		"the frontier by an alias":  {"edge: frontier { hidden }", false, true},
		"both, one in a fragment":   {"frontier { hidden } ... on Subgraph { relationships { id } }", true, true},
		"neither, which is skipped": {"truncated relationships @skip(if: true) { id }", false, false},
	}
	for name, tt := range tests {
		a.data(t, `{ subgraph(around: ["blue-valley"], depth: 1) { `+tt.fields+` } }`)
		got := *handedOver
		if among, frontier := len(got.Relationships) > 0, len(got.Frontier) > 0; among != tt.among || frontier != tt.frontier {
			t.Errorf("%s: gathered relationships %v, frontier %v, want %v, %v", name, among, frontier, tt.among, tt.frontier)
		}
	}
}
