package graph_test

import (
	"testing"

	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// Two fillings of one role that have nothing in common put two claims on different occasions, if the role tells occasions
// apart: then no rule that asks for one occasion sets them against each other. Where it only describes an occasion, sources
// may disagree on it, and a denial reaches the claim all the same.
func TestRolesAndOccasions(t *testing.T) {
	filled := func(role graph.TermKey) func(c *corpus, key graph.EntityKey) change {
		return func(c *corpus, key graph.EntityKey) change { return c.role(role, key) }
	}
	office := func(c *corpus, key graph.EntityKey) change { return c.office(graph.TermKey(key)) }
	content := func(c *corpus, key graph.EntityKey) change { return c.content(graph.ClaimID(key.ID())) }
	roles := []struct {
		name  string
		fill  func(c *corpus, key graph.EntityKey) change
		apart bool
	}{
		{"event", filled(graph.RoleEvent), true},
		{"counterparty", filled(graph.RoleCounterparty), true},
		{"object", filled(graph.RoleObject), true},
		{"office", office, true},
		{"content", content, true},
		{"with", filled(graph.RoleWith), false},
		{"place", filled("place"), false},
		{"instrument", filled("instrument"), false},
	}
	for _, role := range roles {
		for rule, opposed := range opposedOnOneOccasion() {
			t.Run(role.name+" "+string(rule), func(t *testing.T) {
				same, apart := newCorpus(t), newCorpus(t)
				opposed(same, role.fill(same, "one"), role.fill(same, "one"))
				checkRules(t, same, "on one occasion", true, rule)
				opposed(apart, role.fill(apart, "one"), role.fill(apart, "other"))
				checkRules(t, apart, "with nothing in common", !role.apart, rule)
			})
		}
	}
}

// opposedOnOneOccasion tells, for each rule that asks for one occasion, two claims that oppose each other by it alone.
func opposedOnOneOccasion() map[graph.Rule]func(c *corpus, one, other change) {
	const aids = "red-harbour aids blue-valley"
	return map[graph.Rule]func(c *corpus, one, other change){
		graph.PolarityRule: func(c *corpus, one, other change) {
			c.add("yes", "s1", aids, one)
			c.add("no", "s2", aids, c.negated, other)
		},
		graph.IncompatibleRule: func(c *corpus, one, other change) {
			c.add("rivals", "s1", "red-harbour rivals blue-valley", one)
			c.add("allied", "s2", "red-harbour allied blue-valley", other)
		},
		graph.CommitmentRule: func(c *corpus, one, other change) {
			c.add("plan", "s1", aids, c.planned, c.by("red-harbour"), one)
			c.add("fact", "s2", aids, c.negated, other)
		},
		graph.NumberRule: func(c *corpus, one, other change) {
			c.add("many", "s1", aids, c.counting(102, 102), one)
			c.add("few", "s2", aids, c.counting(30, 40), other)
		},
	}
}

// checkRules holds the rules that find something in a corpus to one rule, or to none.
func checkRules(t *testing.T, c *corpus, name string, found bool, rule graph.Rule) {
	t.Helper()
	var want, got []graph.Rule
	if found {
		want = []graph.Rule{rule}
	}
	for _, x := range graph.Contradictions(c.docket()) {
		got = append(got, x.Rule)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rules that found something %s differ (-want +got):\n%s", name, diff)
	}
}
