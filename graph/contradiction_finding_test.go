package graph_test

import (
	"testing"

	"dyad/graph"
)

func TestWhereADisagreementLies(t *testing.T) {
	const x = "red-harbour opposes blue-valley"
	checkContradictions(t, []contradictionTest{
		{"a source rejects what it quotes", func(c *corpus) {
			c.add("quoted", "s1", x, c.by("green-coast"), c.rejected)
		}, []string{"polarity unknown voices: affirmed: opposes (quoted) | negated: opposes (quoted)"}},
		{"a source quotes both", func(c *corpus) {
			c.add("yes", "s1", x, c.by("green-coast"))
			c.add("no", "s1", x, c.negated, c.by("red-harbour"))
		}, []string{"polarity unknown voices: affirmed: opposes (yes) | negated: opposes (no)"}},
		{"a source quotes both and another one of them", func(c *corpus) {
			c.add("yes", "s1", x, c.by("green-coast"))
			c.add("no", "s1", x, c.negated, c.by("red-harbour"))
			c.add("no2", "s2", x, c.negated)
		}, []string{"polarity unknown voices: affirmed: opposes (yes) | negated: opposes (no no2)"}},
		{"no source is on all of three sides", func(c *corpus) {
			c.add("few", "s1", x, c.counting(1, 1))
			c.add("some", "s1", x, c.counting(5, 5))
			c.add("many", "s2", x, c.counting(9, 9))
		}, []string{"number unknown sources: 1 people (few) | 5 people (some) | 9 people (many)"}},
		{"a view without the source has no disagreement", func(c *corpus) {
			c.add("yes", "s1", x)
			c.add("no", "s2", x, c.negated)
			c.view.WithoutSources = []graph.SourceKey{"s2"}
		}, nil},
	})
}

func TestReconciliation(t *testing.T) {
	const (
		x        = "red-harbour opposes blue-valley"
		explains = "green-coast says blue-valley"
	)
	checkContradictions(t, []contradictionTest{
		{"a claim names both sides", func(c *corpus) {
			yes := c.add("yes", "s1", x)
			no := c.add("no", "s2", x, c.negated)
			c.add("but", "s3", explains, c.reconciles(yes, no))
		}, []string{"polarity unknown sources: affirmed: opposes (yes) | negated: opposes (no); reconciled by but"}},
		{"a claim of one side names the other", func(c *corpus) {
			yes := c.add("yes", "s1", x)
			c.add("no", "s2", x, c.negated, c.reconciles(yes))
		}, []string{"polarity unknown sources: affirmed: opposes (yes) | negated: opposes (no); reconciled by no"}},
		{"a claim names two of one side", func(c *corpus) {
			yes := c.add("yes", "s1", x)
			yes2 := c.add("yes2", "s4", x)
			c.add("no", "s2", x, c.negated)
			c.add("but", "s3", explains, c.reconciles(yes, yes2))
		}, []string{"polarity unknown sources: affirmed: opposes (yes yes2) | negated: opposes (no)"}},
		{"a claim explains something else", func(c *corpus) {
			c.add("yes", "s1", x)
			no := c.add("no", "s2", x, c.negated)
			other := c.add("other", "s2", "red-harbour arms blue-valley")
			c.add("but", "s3", explains, c.reconciles(no, other))
		}, []string{"polarity unknown sources: affirmed: opposes (yes) | negated: opposes (no)"}},
	})
}

func TestFindingsThatRestOnInference(t *testing.T) {
	const (
		x       = "red-harbour opposes blue-valley"
		certain = "polarity certain sources: affirmed: opposes (yes) | negated: opposes (no)"
	)
	guessed := func(c *corpus) {
		c.published["s1"] = graph.Published{EDTF: c.date("2022-06-15"), Basis: graph.InferredBasis}
	}
	checkContradictions(t, []contradictionTest{
		{"stated dates are no inference", func(c *corpus) {
			guessed(c)
			c.add("yes", "s1", x, c.when("2021-08-15"))
			c.add("no", "s2", x, c.negated, c.when("2021-08-15"))
		}, []string{certain}},
		{"an inferred date makes sure", func(c *corpus) {
			c.add("yes", "s1", x, c.when("2021-08-15"), c.inferred)
			c.add("no", "s2", x, c.negated, c.when("2021-08-15"))
		}, []string{certain + "; inferred"}},
		{"a date relative to one that is inferred", func(c *corpus) {
			guessed(c)
			c.add("yes", "s1", x, c.when("2021-08-15"), c.relative)
			c.add("no", "s2", x, c.negated, c.when("2021-08-15"))
		}, []string{certain + "; inferred"}},
		{"a date relative to one that nobody knows", func(c *corpus) {
			c.published["s1"] = graph.Published{}
			c.add("yes", "s1", x, c.when("2021-08-15"), c.relative)
			c.add("no", "s2", x, c.negated, c.when("2021-08-15"))
		}, []string{certain + "; inferred"}},
		{"a date relative to one that is stated", func(c *corpus) {
			c.add("yes", "s1", x, c.when("2021-08-15"), c.relative)
			c.add("no", "s2", x, c.negated, c.when("2021-08-15"))
		}, []string{certain}},
		{"a state that lasts until the inferred date", func(c *corpus) {
			guessed(c)
			c.add("yes", "s1", x, c.when("2021/.."), c.throughout)
			c.add("no", "s2", x, c.negated, c.when("2022-02-02"))
		}, []string{certain + "; inferred"}},
		{"where nothing is sure nothing rests on dates", func(c *corpus) {
			c.add("yes", "s1", x, c.when("2021"), c.inferred)
			c.add("no", "s2", x, c.negated, c.when("2021-08"))
		}, []string{"polarity possible sources: affirmed: opposes (yes) | negated: opposes (no)"}},
	})
}
