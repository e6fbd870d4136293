package graph_test

import (
	"testing"

	"dyad/graph"
)

func TestNumbers(t *testing.T) {
	const x = "red-harbour raids blue-valley"
	checkContradictions(t, []contradictionTest{
		{"ranges apart", func(c *corpus) {
			c.add("many", "s1", x, c.counting(102, 102))
			c.add("few", "s2", x, c.counting(30, 40))
		}, []string{"number unknown sources: 102 people (many) | 30 to 40 people (few)"}},
		{"ranges that touch", func(c *corpus) {
			c.add("many", "s1", x, c.counting(40, 50))
			c.add("few", "s2", x, c.counting(30, 40))
		}, nil},
		{"no upper bound", func(c *corpus) {
			c.add("many", "s1", x, c.atLeast(50))
			c.add("more", "s2", x, c.counting(60, 70))
		}, nil},
		{"below the lower bound", func(c *corpus) {
			c.add("many", "s1", x, c.atLeast(50))
			c.add("few", "s2", x, c.counting(30, 30))
		}, []string{"number unknown sources: 30 people (few) | at least 50 people (many)"}},
		{"above the upper bound", func(c *corpus) {
			high := 9.0
			c.add("few", "s1", x, func(c *graph.Claim) { c.Number = &graph.Number{High: &high, Unit: "people"} })
			c.add("many", "s2", x, c.atLeast(50))
		}, []string{"number unknown sources: at least 50 people (many) | at most 9 people (few)"}},
		{"a number in words alone", func(c *corpus) {
			c.add("dozens", "s1", x, func(c *graph.Claim) { c.Number = &graph.Number{Worded: "dozens", Unit: "people"} })
			c.add("few", "s2", x, c.counting(3, 3))
		}, nil},
		{"the best estimate bounds what has no bounds", func(c *corpus) {
			best := 7.0
			c.add("best", "s1", x, func(c *graph.Claim) { c.Number = &graph.Number{Best: &best, Unit: "people"} })
			c.add("few", "s2", x, c.counting(3, 3))
		}, []string{"number unknown sources: 3 people (few) | 7 people (best)"}},
		{"of different things", func(c *corpus) {
			c.add("many", "s1", x, c.counting(102, 102))
			c.add("few", "s2", x, c.counting(30, 40), c.unit("boats"))
		}, nil},
		{"of one thing, written in capitals", func(c *corpus) {
			c.add("many", "s1", x, c.counting(102, 102))
			c.add("few", "s2", x, c.counting(30, 40), c.unit("People "))
		}, []string{"number unknown sources: 102 people (many) | 30 to 40 people (few)"}},
		{"at different times", func(c *corpus) {
			c.add("many", "s1", x, c.counting(102, 102), c.when("2020"))
			c.add("few", "s2", x, c.counting(30, 40), c.when("2021"))
		}, nil},
		{"in different events", func(c *corpus) {
			c.add("many", "s1", x, c.counting(102, 102), c.event("siege"))
			c.add("few", "s2", x, c.counting(30, 40), c.event("parade"))
		}, nil},
		{"of different relationships", func(c *corpus) {
			c.add("many", "s1", x, c.counting(102, 102))
			c.add("few", "s2", "blue-valley raids red-harbour", c.counting(30, 40))
			c.add("none", "s3", "red-harbour taunts blue-valley", c.counting(1, 1))
		}, nil},
		{"of what did not happen, or may", func(c *corpus) {
			c.add("many", "s1", x, c.counting(102, 102))
			c.add("feared", "s2", x, c.counting(30, 40), c.feared)
			c.add("none", "s3", "red-harbour raids green-coast", c.counting(1, 1), c.negated)
			c.add("some", "s3", "red-harbour raids green-coast", c.counting(2, 2), c.negated)
		}, nil},
		{"those that meet are one side, written as what they share", func(c *corpus) {
			c.add("a", "s1", x, c.counting(10, 20))
			c.add("b", "s2", x, c.counting(15, 30))
			c.add("c", "s3", x, c.counting(40, 40))
		}, []string{"number unknown sources: 15 to 20 people (a b) | 40 people (c)"}},
		{"one value is enough to share", func(c *corpus) {
			c.add("a", "s1", x, c.counting(10, 20))
			c.add("b", "s2", x, c.counting(20, 30))
			c.add("c", "s3", x, c.counting(40, 40))
		}, []string{"number unknown sources: 20 people (a b) | 40 people (c)"}},
		{"what meets all is on no side", func(c *corpus) {
			c.add("low", "s1", x, c.counting(10, 20))
			c.add("wide", "s2", x, c.counting(15, 40))
			c.add("high", "s3", x, c.counting(30, 50))
		}, []string{"number unknown sources: 10 to 20 people (low) | 30 to 50 people (high)"}},
		{"two events, two disagreements", func(c *corpus) {
			c.add("a", "s1", x, c.counting(1, 1), c.event("siege"))
			c.add("b", "s2", x, c.counting(2, 2), c.event("siege"))
			c.add("c", "s1", x, c.counting(1, 1), c.event("parade"))
			c.add("d", "s2", x, c.counting(2, 2), c.event("parade"))
		}, []string{
			"number unknown sources: 1 people (a) | 2 people (b)",
			"number unknown sources: 1 people (c) | 2 people (d)",
		}},
	})
}
