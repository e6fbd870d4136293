package extract_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/extract"
	"dyad/graph"
)

func TestResolve(t *testing.T) {
	r := extract.NewRegistry([]graph.Entity{
		{Key: "red-harbour", Name: "Red Harbour", Names: []graph.Name{{Text: "Kabal"}}},
		{Key: "kabal", Name: "Kabal City"},
		{Key: "orchard-brigade", Name: "Orchard Brigade", Names: []graph.Name{{Text: "OB"}}},
		{Key: "oblast", Name: "Ob"},
		{Key: "old-brigade", Name: "Old Orchard Brigade", Names: []graph.Name{{Text: "Orchard Brigade"}}, MergedInto: "orchard-brigade"},
		{Key: "valley", Name: "The Valley"},
		{Key: "valley-council", Name: "the valley"},
		{Key: "moon", Name: "Moon", MergedInto: "sun"},
		{Key: "sun", Name: "Sun", MergedInto: "moon"},
		{Key: "lost", Name: "Lost", MergedInto: "nowhere"},
	})
	tests := []struct {
		name string
		text string
		want graph.EntityKey
	}{
		{"by its key", "red-harbour", "red-harbour"},
		{"a key goes before a name of another", "kabal", "kabal"},
		{"by an exact name that folds to a key of another", "Kabal", "red-harbour"},
		{"an exact name goes before a folded one", "OB", "orchard-brigade"},
		{"the exact name of the other", "Ob", "oblast"},
		{"by a folded name", "red harbour", "red-harbour"},
		{"by the name of what was merged into it", "Orchard Brigade", "orchard-brigade"},
		{"by a name that only the merged one has", "Old Orchard Brigade", "orchard-brigade"},
		{"a merged entity answers to its key", "old-brigade", "old-brigade"},
		{"an exact name goes before the folded name of two", "The Valley", "valley"},
		{"a merge into nobody", "Lost", "lost"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e, err := r.Resolve(tt.text)
			if err != nil || e.Key != tt.want {
				t.Errorf("Resolve(%q) = %v, %v; want %s", tt.text, e, err, tt.want)
			}
		})
	}
	refusals := []struct {
		name       string
		text       string
		fault      graph.Fault
		candidates []string
	}{
		{"a name of two, neither exactly", "THE VALLEY", graph.Ambiguous, []string{"valley", "valley-council"}},
		{"a folded name of two", "ob", graph.Ambiguous, []string{"oblast", "orchard-brigade"}},
		{"a name that is merely near", "Red Harbor", graph.NotFound, []string{"red-harbour"}},
		{"a name like no other", "Xyzzyplugh", graph.NotFound, nil},
	}
	for _, tt := range refusals {
		t.Run(tt.name, func(t *testing.T) {
			_, err := r.Resolve(tt.text)
			var refusal *graph.Error
			if !errors.As(err, &refusal) || refusal.Fault != tt.fault {
				t.Fatalf("Resolve(%q) = %v, want %s", tt.text, err, tt.fault)
			}
			if diff := cmp.Diff(tt.candidates, refusal.Candidates); diff != "" {
				t.Errorf("Resolve(%q): candidates (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

func TestAmbiguousNamesListTheFirstTen(t *testing.T) {
	var entities []graph.Entity
	for i := range 12 {
		entities = append(entities, graph.Entity{Key: graph.EntityKey(fmt.Sprintf("e%02d", i)), Name: "Same"})
	}
	_, err := extract.NewRegistry(entities).Resolve("Same")
	want := `"Same" is the name of 12 entities: write the key of one; it fits e00, e01, e02, e03, e04, e05, e06, e07, e08, e09`
	if err == nil || err.Error() != want {
		t.Errorf("Resolve(Same) = %v, want %s", err, want)
	}
}
