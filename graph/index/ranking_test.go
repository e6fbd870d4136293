package index_test

import (
	"cmp"
	"iter"
	"slices"
	"testing"

	"dyad/graph"
	"dyad/graph/index"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestEntitiesByDegree: whatever the view, the order is that of the relationships that it shows, and a window begins anywhere.
func TestEntitiesByDegree(t *testing.T) {
	everyView(t, func(t *testing.T, _ *world, g *index.Graph, m *model) {
		degrees := map[graph.EntityKey]int{}
		for _, tr := range m.relationships() {
			degrees[tr.From]++
			if tr.To != "" && tr.To != tr.From {
				degrees[tr.To]++
			}
		}
		var want []index.Rank
		for n := range g.Entities(index.Window[graph.EntityKey]{}) {
			want = append(want, index.Rank{Degree: degrees[g.Key(n)], Key: g.Key(n)})
		}
		slices.SortFunc(want, func(a, b index.Rank) int { return cmp.Or(a.Degree-b.Degree, cmp.Compare(a.Key, b.Key)) })
		everyWindow(t, want, g.EntitiesByDegree, g.DegreeRank)
	})
}

// everyWindow holds a list to what it has to be, whole, from each place on, up to each place, and backwards.
func everyWindow(t *testing.T, want []index.Rank, list func(index.Window[index.Rank]) iter.Seq[index.Node], rank func(index.Node) index.Rank) {
	t.Helper()
	same := func(want []index.Rank, w index.Window[index.Rank]) {
		var got []index.Rank
		for n := range list(w) {
			got = append(got, rank(n))
		}
		if diff := gocmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%+v: -want +got\n%s", w, diff)
		}
	}
	backwards := slices.Clone(want)
	slices.Reverse(backwards)
	same(want, index.Window[index.Rank]{})
	same(backwards, index.Window[index.Rank]{Backward: true})
	for i := range want {
		same(want[i+1:], index.Window[index.Rank]{After: &want[i]})
		same(want[:i], index.Window[index.Rank]{Before: &want[i]})
	}
}

func TestEntitiesByName(t *testing.T) {
	in := harbour()
	for key, name := range map[graph.EntityKey]string{"a": "élan", "b": "Elan", "c": "ELBOW"} {
		in.Entities = append(in.Entities, graph.Version[graph.Entity]{Value: graph.Entity{Key: key, Type: "Group", Name: name}, Opened: 1})
	}
	g := present(t, in)
	want := []index.Rank{
		{Name: "bluevalley", Key: "blue-valley"},
		{Name: "elan", Key: "a"},
		{Name: "elan", Key: "b"},
		{Name: "elbow", Key: "c"},
		{Name: "greenford", Key: "green-ford"},
		{Name: "redharbour", Key: "red-harbour"},
		{Name: "redharbourtown", Key: "red-harbour-town"},
	}
	everyWindow(t, want, g.EntitiesByName, g.NameRank)
}

func TestUnlistedTerms(t *testing.T) {
	in := claimed(harbour(), claim("herald-1", "red-harbour", "x:pays", "green-ford"), claim("herald-1", "red-harbour", "fights", "blue-valley"),
		graph.Claim{
			Source: "herald-1", From: "blue-valley", Type: "leads", To: "red-harbour",
			Roles: graph.Roles{{Name: "x:rank", Terms: []graph.TermKey{"chair", "x:treasurer"}}},
		})
	in.Entities = append(in.Entities, graph.Version[graph.Entity]{Value: graph.Entity{Key: "reef", Type: "x:Reef", Name: "Reef"}, Opened: 1, Closed: 2})
	var got []string
	for _, term := range present(t, in).Unlisted() {
		got = append(got, string(term.Kind)+" "+string(term.Key)+" "+term.Label)
	}
	want := []string{"entity_type x:Reef x:Reef", "relation x:pays x:pays", "role x:rank x:rank", "office x:treasurer x:treasurer"}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("Unlisted: -want +got\n%s", diff)
	}
}
