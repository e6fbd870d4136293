package index_test

import (
	"errors"
	"fmt"
	"testing"

	"dyad/graph"
	"dyad/graph/index"

	"github.com/google/go-cmp/cmp"
)

func TestFilter(t *testing.T) {
	denied := claim("herald-1", "blue-valley", "opposes", "red-harbour")
	denied.Polarity = graph.Negated
	g := present(t, claimed(harbour(),
		claim("herald-1", "blue-valley", "fights", "red-harbour"),
		denied,
		claim("herald-1", "blue-valley", "seizes", "green-ford"),
		claim("voice-1", "blue-valley", "seizes", "green-ford"),
		claim("herald-1", "red-harbour", "began", ""),
		claim("herald-1", "red-harbour", "x:pays", "green-ford"),
	))
	fights := index.Triple{From: "blue-valley", Type: "fights", To: "red-harbour"}
	opposes := index.Triple{From: "blue-valley", Type: "opposes", To: "red-harbour"}
	seizes := index.Triple{From: "blue-valley", Type: "seizes", To: "green-ford"}
	began := index.Triple{From: "red-harbour", Type: "began"}
	pays := index.Triple{From: "red-harbour", Type: "x:pays", To: "green-ford"}
	yes, no := true, false
	tests := []struct {
		name   string
		filter index.Filter
		want   []index.Triple
	}{
		{"no condition", index.Filter{}, []index.Triple{fights, opposes, seizes, began, pays}},
		{"a type and its narrower ones", index.Filter{Types: []graph.TermKey{"opposes"}}, []index.Triple{fights, opposes}},
		{"a type itself", index.Filter{Types: []graph.TermKey{"opposes"}, Exact: true}, []index.Triple{opposes}},
		{"a type that no vocabulary knows", index.Filter{Types: []graph.TermKey{"x:pays"}}, []index.Triple{pays}},
		{"none of no types", index.Filter{Types: []graph.TermKey{}}, nil},
		{"status", index.Filter{Status: []graph.Status{graph.Denied, graph.Corroborated}}, []index.Triple{opposes, seizes}},
		{"sign: a denial has none", index.Filter{Sign: []graph.Sign{graph.Negative}}, []index.Triple{fights, seizes}},
		{"no sign", index.Filter{Sign: []graph.Sign{graph.NoSign}}, []index.Triple{opposes, pays}},
		{"between", index.Filter{Between: []graph.EntityKey{"red-harbour", "old-blue"}}, []index.Triple{fights, opposes}},
		{"from a type", index.Filter{From: &index.EntityFilter{Types: []graph.TermKey{"Town"}}}, nil},
		{"to a class", index.Filter{To: &index.EntityFilter{Classes: []graph.Class{graph.Place}}}, []index.Triple{seizes, pays}},
		{"to a key, and from one", index.Filter{
			From: &index.EntityFilter{Keys: []graph.EntityKey{"red-harbour"}}, To: &index.EntityFilter{Keys: []graph.EntityKey{"green-ford"}},
		}, []index.Triple{pays}},
		{"from either end of what is symmetric", index.Filter{From: &index.EntityFilter{Keys: []graph.EntityKey{"red-harbour"}}, Exact: true, Types: []graph.TermKey{"fights", "began"}}, []index.Triple{fights, began}},
		{"two origins", index.Filter{MinOrigins: 2}, []index.Triple{seizes}},
		{"contradicted across broader", index.Filter{Contradicted: &yes}, []index.Triple{fights, opposes}},
		{"not contradicted", index.Filter{Contradicted: &no}, []index.Triple{seizes, began, pays}},
		{"not", index.Filter{Not: &index.Filter{Types: []graph.TermKey{"opposes"}}}, []index.Triple{seizes, began, pays}},
		{"or", index.Filter{Or: []index.Filter{{MinOrigins: 2}, {Types: []graph.TermKey{"began"}}}}, []index.Triple{seizes, began}},
		{"one of none", index.Filter{Or: []index.Filter{}}, nil},
		{"and", index.Filter{
			Types: []graph.TermKey{"opposes"}, And: []index.Filter{{Status: []graph.Status{graph.Denied}}},
		}, []index.Triple{opposes}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, err := g.Matcher(tt.filter)
			if err != nil {
				t.Fatalf("Matcher: %v", err)
			}
			if diff := cmp.Diff(tt.want, shown(g, g.Relationships(index.Window[index.Triple]{}, m))); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if n, _ := g.CountRelationships(m); n != len(tt.want) {
				t.Errorf("CountRelationships = %d, want %d", n, len(tt.want))
			}
		})
	}
}

// TestMinOriginsOfMany: numbers of origins that don't fit a byte are told apart too, in the present and in a view.
func TestMinOriginsOfMany(t *testing.T) {
	in := harbour()
	counts := map[graph.TermKey]int{"fights": 254, "opposes": 255, "seizes": 256, "x:pays": 300}
	var claims []graph.Claim
	for i := range 300 {
		s := graph.Source{Key: graph.SourceKey(fmt.Sprint("many-", i)), Publisher: fmt.Sprint("Publisher ", i)}
		in.Sources = append(in.Sources, graph.Version[graph.Source]{Value: s, Opened: 1})
		for typ, n := range counts {
			if i < n {
				claims = append(claims, claim(s.Key, "blue-valley", typ, "green-ford"))
			}
		}
	}
	g := present(t, claimed(in, claims...))
	then, err := g.Index().Under(graph.View{AsOf: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range []*index.Graph{g, then} {
		for _, least := range []int{1, 254, 255, 256, 257, 300, 301} {
			m, err := g.Matcher(index.Filter{MinOrigins: least})
			if err != nil {
				t.Fatal(err)
			}
			supports := g.Supports()
			for e := range g.Relationships(index.Window[index.Triple]{}, nil) {
				n := counts[g.Triple(e).Type]
				if got := m.Match(e); got != (n >= least) || m.Finds(e) != got {
					t.Errorf("at least %d origins: %s, which has %d, is found: %v", least, g.Triple(e).Type, n, got)
				}
				if rank, origins := supports.Of(e); rank != graph.Corroborated.Rank() || origins != n {
					t.Errorf("%s is supported by rank %d, origins %d; want 0, %d", g.Triple(e).Type, rank, origins, n)
				}
			}
		}
	}
}

// TestFinds: a relationship that the view does not show is not found, though it matches.
func TestFinds(t *testing.T) {
	x := present(t, claimed(harbour(), claim("herald-1", "blue-valley", "fights", "red-harbour"), claim("voice-1", "blue-valley", "opposes", "red-harbour"))).Index()
	g, err := x.Under(graph.View{WithoutSources: []graph.SourceKey{"voice-1"}})
	if err != nil {
		t.Fatal(err)
	}
	m, err := g.Matcher(index.Filter{From: &index.EntityFilter{Keys: []graph.EntityKey{"blue-valley"}}})
	if err != nil {
		t.Fatal(err)
	}
	for e := range x.Present().Relationships(index.Window[index.Triple]{}, nil) {
		if typ := x.Present().Triple(e).Type; !m.Match(e) || m.Finds(e) != (typ == "fights") {
			t.Errorf("%s: matches %v, found %v", typ, m.Match(e), m.Finds(e))
		}
	}
}

func TestAFilterOfWhatIsNotKnown(t *testing.T) {
	in := harbour()
	in.Entities = append(in.Entities, graph.Version[graph.Entity]{Value: graph.Entity{Key: "mowers", Type: "x:guild", Name: "Mowers"}, Opened: 1})
	g := present(t, in)
	if _, err := g.EntityMatcher(&index.EntityFilter{Types: []graph.TermKey{"x:guild"}}); err != nil {
		t.Errorf("EntityMatcher of a type that nobody defined and an entity has: %v", err)
	}
	tests := []struct {
		name   string
		filter index.Filter
		want   []string
	}{
		{"a relation", index.Filter{Types: []graph.TermKey{"fihgts"}}, []string{"fights"}},
		{"an entity", index.Filter{Between: []graph.EntityKey{"red-habour"}}, []string{"red-harbour", "red-harbour-town"}},
		{"an entity type", index.Filter{Not: &index.Filter{From: &index.EntityFilter{Types: []graph.TermKey{"Twon"}}}}, []string{"Town"}},
		{"an entity type that nobody defined and no entity has", index.Filter{To: &index.EntityFilter{Types: []graph.TermKey{"x:Twon"}}}, []string{"Town"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := g.Matcher(tt.filter)
			var e *graph.Error
			if !errors.As(err, &e) || e.Fault != graph.NotFound {
				t.Fatalf("Matcher: %v, want not found", err)
			}
			if diff := cmp.Diff(tt.want, e.Candidates); diff != "" {
				t.Errorf("offered: -want +got\n%s", diff)
			}
		})
	}
}
