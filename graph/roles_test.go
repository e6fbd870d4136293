package graph_test

import (
	"encoding/json"
	"testing"

	"dyad/graph"
	"github.com/google/go-cmp/cmp"
)

func TestRolesByName(t *testing.T) {
	roles := graph.Roles{
		{Name: graph.RoleContent, Claims: []graph.ClaimID{{1}}},
		{Name: graph.RoleEvent, Entities: []graph.EntityKey{"raid"}},
		{Name: graph.RoleOffice, Terms: []graph.TermKey{"warden"}},
	}
	if diff := cmp.Diff([]graph.EntityKey{"raid"}, roles.Entities(graph.RoleEvent)); diff != "" {
		t.Errorf("Entities(event) (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]graph.ClaimID{{1}}, roles.Claims(graph.RoleContent)); diff != "" {
		t.Errorf("Claims(content) (-want +got):\n%s", diff)
	}
	if got := roles.Entities("place"); got != nil {
		t.Errorf("Entities(place) = %v, want none", got)
	}
	if got := roles.Claims(graph.RoleEvent); got != nil {
		t.Errorf("Claims(event) = %v, want none: the role holds entities", got)
	}
}

func TestRolesInJSON(t *testing.T) {
	claim := graph.EntityKey("k").ID().String()
	id, err := graph.ParseID[graph.Claim](claim)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, text string
		roles      graph.Roles
	}{
		{"entities", `{"event":["raid","siege"]}`, graph.Roles{{Name: "event", Entities: []graph.EntityKey{"raid", "siege"}}}},
		{"claims, told by being ids", `{"content":["` + claim + `"]}`, graph.Roles{{Name: "content", Claims: []graph.ClaimID{id}}}},
		{"the office is a term", `{"office":["warden"]}`, graph.Roles{{Name: "office", Terms: []graph.TermKey{"warden"}}}},
		{
			"in the order of the names", `{"event":["raid"],"place":["north-pass"],"with":["ash-league"]}`,
			graph.Roles{
				{Name: "event", Entities: []graph.EntityKey{"raid"}},
				{Name: "place", Entities: []graph.EntityKey{"north-pass"}},
				{Name: "with", Entities: []graph.EntityKey{"ash-league"}},
			},
		},
		{"none", `{}`, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got graph.Roles
			if err := json.Unmarshal([]byte(tt.text), &got); err != nil {
				t.Fatalf("Unmarshal(%s): %v", tt.text, err)
			}
			if diff := cmp.Diff(tt.roles, got); diff != "" {
				t.Errorf("Unmarshal(%s) (-want +got):\n%s", tt.text, diff)
			}
			if back, err := json.Marshal(tt.roles); err != nil || string(back) != tt.text {
				t.Errorf("Marshal(%v) = %s, %v, want %s", tt.roles, back, err, tt.text)
			}
		})
	}
}

func TestRolesInJSONRefused(t *testing.T) {
	for _, text := range []string{`[]`, `{"event":"raid"}`, `{"event":[1]}`, `"event"`} {
		var roles graph.Roles
		if err := json.Unmarshal([]byte(text), &roles); err == nil {
			t.Errorf("Unmarshal(%s) = %v, want an error", text, roles)
		}
	}
}
