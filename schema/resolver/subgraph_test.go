package resolver_test

import (
	"context"
	"testing"

	"github.com/99designs/gqlgen/graphql"

	"dyad/schema/exec"
)

// TestSubgraphGathersWhatIsAskedFor looks at what the resolver of a subgraph hands over: around hubs, what joins the entities and what leads on is most of
// the graph.
func TestSubgraphGathersWhatIsAskedFor(t *testing.T) {
	a := newAsker(t, nil)
	var got *exec.Subgraph
	a.exec.AroundFields(func(ctx context.Context, next graphql.Resolver) (any, error) {
		v, err := next(ctx)
		if part, ok := v.(*exec.Subgraph); ok {
			got = part
		}
		return v, err
	})
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
		if among, frontier := len(got.Relationships) > 0, len(got.Frontier) > 0; among != tt.among || frontier != tt.frontier {
			t.Errorf("%s: gathered relationships %v, frontier %v, want %v, %v", name, among, frontier, tt.among, tt.frontier)
		}
	}
}
