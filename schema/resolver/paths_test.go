package resolver_test

import (
	"testing"

	"dyad/schema/exec"
)

// TestPathsShowWhatIsAskedFor looks at what the resolver of paths hands over. Between these two there are more paths than the first, of which it learns
// only by a further search.
func TestPathsShowWhatIsAskedFor(t *testing.T) {
	a := newAsker(t, nil)
	handedOver := handed[*exec.PathConnection](a)
	tests := map[string]struct {
		fields                        string
		hops, entities, cursors, more bool
	}{
		"lengths alone":              {"nodes { length }", false, false, false, false},
		"hops":                       {"nodes { hops { forward } }", true, false, false, false},
		"the weakest, of an edge":    {"edges { node { weakestHop { forward } } }", true, false, true, false},
		"entities, in a fragment":    {"... on PathConnection { nodes { ... on Path { who: entities { key } } } }", false, true, false, false},
		"entities, of an edge":       {"edges { node { entities { key } } }", false, true, true, false},
		"whether there are more":     {"nodes { length } pageInfo { hasNextPage }", false, false, true, true},
		"where it ends":              {"pageInfo { endCursor }", false, false, true, false},
		"hops of nodes and entities": {"nodes { hops { forward } } edges { node { entities { key } } }", true, true, true, false},
	}
	for name, tt := range tests {
		a.data(t, `{ paths(from: "north-ridge", to: "green-front", first: 1) { `+tt.fields+` } }`)
		got := *handedOver
		first := got.Nodes[0]
		if hops, entities, cursors, more := len(first.Hops) > 0, len(first.Entities) > 0, got.Edges[0].Cursor != "", got.PageInfo.HasNextPage; hops != tt.hops ||
			entities != tt.entities || cursors != tt.cursors || more != tt.more {
			t.Errorf("%s: found hops %v, entities %v, cursors %v, more %v, want %v, %v, %v, %v",
				name, hops, entities, cursors, more, tt.hops, tt.entities, tt.cursors, tt.more)
		}
	}
}
