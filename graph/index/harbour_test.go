package index_test

import (
	"testing"

	"dyad/graph"
	"dyad/graph/index"
)

// harbour is a small world in which everybody has a name.
func harbour() index.Input {
	names := func(texts ...string) []graph.Name {
		var out []graph.Name
		for _, t := range texts {
			out = append(out, graph.Name{Text: t, Kind: graph.Alias})
		}
		return out
	}
	in := index.Input{Vocabulary: vocabulary(), Last: 3}
	for _, e := range []graph.Entity{
		{Key: "blue-valley", Type: "Group", Name: "Blue Valley", Names: names("Blue Valley Front", "BVF", "جبهة الوادي")},
		{Key: "green-ford", Type: "Town", Name: "Green Ford", Names: names("The Ford")},
		{Key: "old-blue", Type: "Group", Name: "Valley Blues", MergedInto: "blue-valley"},
		{Key: "red-harbour", Type: "Group", Name: "Red Harbour", Names: names("RH", "Tehrik-e-Nasr", "Harbour")},
		{Key: "red-harbour-town", Type: "Town", Name: "Red Harbour Town", Names: names("Harbour", "harbour front")},
	} {
		in.Entities = append(in.Entities, graph.Version[graph.Entity]{Value: e, Opened: 1})
	}
	in.Entities = append(in.Entities, graph.Version[graph.Entity]{
		Value: graph.Entity{Key: "grey-hill", Type: "Group", Name: "Grey Hill"}, Opened: 1, Closed: 3,
	})
	in.Sources = []graph.Version[graph.Source]{
		{Value: graph.Source{Key: "herald-1", Publisher: "Harbour Herald"}, Opened: 1},
		{Value: graph.Source{Key: "voice-1", Publisher: "Valley Voice"}, Opened: 2},
	}
	return in
}

// claimed adds claims that stand from the first transaction on.
func claimed(in index.Input, claims ...graph.Claim) index.Input {
	in.Claims = func(yield func(graph.Version[graph.Claim], error) bool) {
		for i, c := range claims {
			if c.ID.IsZero() {
				c.ID = claimID(i)
			}
			c.Normalize(in.Vocabulary.Relation(c.Type))
			if !yield(graph.Version[graph.Claim]{Value: c, Opened: 1}, nil) {
				return
			}
		}
	}
	return in
}

func claim(source graph.SourceKey, from graph.EntityKey, typ graph.TermKey, to graph.EntityKey) graph.Claim {
	return graph.Claim{Source: source, From: from, Type: typ, To: to}
}

func present(t *testing.T, in index.Input) *index.Graph {
	t.Helper()
	x, err := index.Build(in)
	if err != nil {
		t.Fatalf("Build: %v", err)
	}
	return x.Present()
}
