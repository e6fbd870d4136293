package graph_test

import (
	"testing"

	"dyad/graph"
)

func TestDisputes(t *testing.T) {
	const (
		raid    = "red-harbour raids blue-valley"
		rebuffs = "green-coast accuses red-harbour"
	)
	checkContradictions(t, []contradictionTest{
		{"a claim says that another is wrong", func(c *corpus) {
			raid := c.add("raid", "s1", raid)
			c.add("rebuff", "s2", rebuffs, c.disputes(raid))
		}, []string{"dispute certain sources: disputed: raids (raid) | disputes it: accuses (rebuff)"}},
		{"whenever it was made", func(c *corpus) {
			raid := c.add("raid", "s1", raid, c.when("2020"))
			c.add("rebuff", "s1", rebuffs, c.disputes(raid), c.when("2021"))
		}, []string{"dispute certain voices: disputed: raids (raid) | disputes it: accuses (rebuff)"}},
		{"two dispute one", func(c *corpus) {
			raid := c.add("raid", "s1", raid)
			c.add("rebuff", "s2", rebuffs, c.disputes(raid))
			c.add("rebuff2", "s3", rebuffs, c.disputes(raid))
		}, []string{"dispute certain sources: disputed: raids (raid) | disputes it: accuses (rebuff rebuff2)"}},
		{"one disputes two", func(c *corpus) {
			raid1 := c.add("raid1", "s1", raid)
			raid2 := c.add("raid2", "s3", raid)
			c.add("rebuff", "s2", rebuffs, c.disputes(raid1, raid2))
		}, []string{
			"dispute certain sources: disputed: raids (raid1) | disputes it: accuses (rebuff)",
			"dispute certain sources: disputed: raids (raid2) | disputes it: accuses (rebuff)",
		}},
		{"a claim that is reported and rejected is disputed once", func(c *corpus) {
			raid := c.add("raid", "s1", raid, c.by("blue-valley"), c.rejected)
			c.add("rebuff", "s2", rebuffs, c.disputes(raid))
		}, []string{
			"dispute certain sources: disputed: raids (raid) | disputes it: accuses (rebuff)",
			"polarity unknown voices: affirmed: raids (raid) | negated: raids (raid)",
		}},
		{"a claim that is not there", func(c *corpus) {
			c.add("rebuff", "s2", rebuffs, c.disputes(graph.ClaimID{1}))
		}, nil},
		{"a claim that the view leaves out", func(c *corpus) {
			raid := c.add("raid", "s1", raid)
			c.add("rebuff", "s2", rebuffs, c.disputes(raid))
			c.view.WithoutSources = []graph.SourceKey{"s1"}
		}, nil},
	})
}

func TestMutualDisputeIsOne(t *testing.T) {
	c := newCorpus(t)
	first := c.add("first", "s1", "red-harbour raids blue-valley")
	second := c.add("second", "s2", "blue-valley raids red-harbour", c.disputes(first))
	for _, claim := range c.claims {
		if claim.ID == first {
			claim.Disputes = []graph.ClaimID{second}
		}
	}
	got := graph.Contradictions(c.docket())
	if len(got) != 1 {
		t.Fatalf("Contradictions(two that dispute each other) = %d, want 1: %q", len(got), c.found(got))
	}
	if want := graph.ContradictionIDOf(graph.DisputeRule, second, first); got[0].ID != want {
		t.Errorf("its id is %s, want %s, that of the rule and the two claims", got[0].ID, want)
	}
}
