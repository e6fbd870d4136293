package graph_test

import (
	"strings"
	"testing"

	"dyad/graph"
)

// fitting is a vocabulary with a type of each sort.
func fitting() *graph.Vocabulary {
	return graph.NewVocabulary([]graph.Term{
		{Kind: graph.EntityTypeTerm, Key: "Group", Class: graph.Actor},
		{Kind: graph.EntityTypeTerm, Key: "Town", Class: graph.Place},
		{Kind: graph.EntityTypeTerm, Key: "Raid", Class: graph.Event},
		{Kind: graph.RelationTerm, Key: "strikes", From: []graph.TermKey{"actor"}, To: []graph.TermKey{"actor", "place"}},
		{Kind: graph.RelationTerm, Key: "allied", Symmetric: true, From: []graph.TermKey{"actor"}, To: []graph.TermKey{"actor"}},
		{Kind: graph.RelationTerm, Key: "began", Unary: true, From: []graph.TermKey{"event"}},
		{Kind: graph.RelationTerm, Key: "brokers", Projects: []graph.TermKey{"counterparty"}},
		{Kind: graph.RoleTerm, Key: "counterparty", Holds: graph.HoldsEntity, Allowed: []graph.TermKey{"actor"}},
		{Kind: graph.RoleTerm, Key: "content", Holds: graph.HoldsClaim},
		{Kind: graph.RoleTerm, Key: "office", Holds: graph.HoldsTerm},
		{Kind: graph.OfficeTerm, Key: "chair"},
	})
}

func TestFit(t *testing.T) {
	types := map[graph.EntityKey]graph.TermKey{"ash": "Group", "birch": "Group", "cedar": "Group", "ford": "Town", "raid": "Raid"}
	claim := func(from graph.EntityKey, typ graph.TermKey, to graph.EntityKey, roles ...graph.Role) graph.Claim {
		return graph.Claim{From: from, Type: typ, To: to, Roles: roles}
	}
	negated := claim("ash", "strikes", "birch")
	negated.Polarity, negated.Outcome = graph.Negated, graph.Failed
	role := func(name graph.TermKey, entities ...graph.EntityKey) graph.Role {
		return graph.Role{Name: name, Entities: entities}
	}

	tests := []struct {
		name string
		c    graph.Claim
		want string // in the one complaint; "" for none
	}{
		{"two actors", claim("ash", "strikes", "birch"), ""},
		{"an actor and a place", claim("ash", "strikes", "ford"), ""},
		{"an event alone", claim("raid", "began", ""), ""},
		{"a side in a role", claim("ash", "brokers", "birch", role("counterparty", "cedar")), ""},
		{"an office", claim("ash", "strikes", "birch", graph.Role{Name: "office", Terms: []graph.TermKey{"chair"}}), ""},
		{"an office marked as unknown", claim("ash", "strikes", "birch", graph.Role{Name: "office", Terms: []graph.TermKey{"x:reeve"}}), ""},
		{"an unknown type fits anyhow", claim("ash", "x:pays", ""), ""},
		{"an entity that nobody knows is not judged here", claim("who", "strikes", "birch"), ""},
		{"no second end", claim("ash", "strikes", ""), "no second end"},
		{"no second end of a symmetric type", claim("ash", "allied", ""), "no second end"},
		{"an end too many", claim("raid", "began", "ford"), "second end"},
		{"one and the same", claim("ash", "strikes", "ash"), "both ends"},
		{"a place that strikes", claim("ford", "strikes", "ash"), `"ford" is a Town`},
		{"struck, an event", claim("ash", "strikes", "raid"), "actor or place"},
		{"negated, with an outcome", negated, "outcome"},
		{"a role that nobody knows", claim("ash", "strikes", "birch", role("herald", "cedar")), `no role "herald"`},
		{"an entity for a claim", claim("ash", "strikes", "birch", role("content", "cedar")), "holds a claim"},
		{"a place for an actor", claim("ash", "brokers", "birch", role("counterparty", "ford")), `"ford" is a Town`},
		{"a side that is its own mediator", claim("birch", "brokers", "ash", role("counterparty", "birch", "cedar")), `"birch" is an end`},
		{"an office that nobody knows", claim("ash", "strikes", "birch", graph.Role{Name: "office", Terms: []graph.TermKey{"tsar"}}), `no office "tsar"`},
	}
	v := fitting()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.c.Normalize(v.Relation(tt.c.Type))
			got := v.Fit(&tt.c, func(k graph.EntityKey) graph.TermKey { return types[k] })
			if tt.want == "" && len(got) == 0 {
				return
			}
			if len(got) != 1 || tt.want == "" || !strings.Contains(got[0].Error(), tt.want) {
				t.Errorf("Fit = %q, want one complaint with %q", got, tt.want)
			}
		})
	}
}
