package graph_test

import (
	"testing"

	"dyad/graph"
)

func TestAttributions(t *testing.T) {
	const found = "attribution certain sources: blue-valley (blue) | red-harbour (red)"
	accused := func(c *corpus) {
		c.add("red", "s1", "red-harbour claims_responsibility_for raid", c.when("2021-08"))
		c.add("blue", "s2", "blue-valley blamed_for raid", c.alleged, c.when("2021-10"))
	}
	linked := func(words string, changes ...func(*corpus) change) func(*corpus) {
		return func(c *corpus) {
			accused(c)
			var made []change
			for _, f := range changes {
				made = append(made, f(c))
			}
			c.add("link", "s3", words, made...)
		}
	}
	checkContradictions(t, []contradictionTest{
		{"two doers", accused, []string{found}},
		{"one doer twice", func(c *corpus) {
			c.add("red", "s1", "red-harbour carried_out raid")
			c.add("red2", "s2", "red-harbour blamed_for raid")
		}, nil},
		{"two deeds", func(c *corpus) {
			c.add("red", "s1", "red-harbour carried_out raid")
			c.add("blue", "s2", "blue-valley carried_out parade")
		}, nil},
		{"one of them cleared", func(c *corpus) {
			c.add("red", "s1", "red-harbour carried_out raid")
			c.add("blue", "s2", "blue-valley carried_out raid", c.negated)
		}, nil},
		{"one of them feared to", func(c *corpus) {
			c.add("red", "s1", "red-harbour carried_out raid")
			c.add("blue", "s2", "blue-valley carried_out raid", c.feared)
		}, nil},
		{"the one is part of the other", linked("red-harbour part_of blue-valley"), nil},
		{"the other is part of the one", linked("blue-valley part_of red-harbour"), nil},
		{"the one acts for the other", linked("red-harbour acts_for blue-valley"), nil},
		{"the one is a front for the other", linked("red-harbour fronts_for blue-valley"), nil},
		{"the one is a member of the other", linked("red-harbour member_of blue-valley"), nil},
		{"they are allies, which is no link", linked("red-harbour allied blue-valley"), []string{found}},
		{"a link that is denied", linked("red-harbour part_of blue-valley", func(c *corpus) change { return c.negated }), []string{found}},
		{"a link of different sorts and several steps", func(c *corpus) {
			accused(c)
			c.add("link1", "s3", "red-harbour part_of red-coast")
			c.add("link2", "s3", "red-coast acts_for blue-valley")
		}, nil},
		{"a part of two wholes, of which the other is the second", func(c *corpus) {
			accused(c)
			c.add("link1", "s3", "red-harbour part_of green-coast")
			c.add("link2", "s3", "red-harbour part_of blue-valley")
		}, nil},
		{"a part of two wholes, of which the other is the first", func(c *corpus) {
			accused(c)
			c.add("link1", "s3", "red-harbour part_of blue-valley")
			c.add("link2", "s3", "red-harbour part_of green-coast")
		}, nil},
		{"two parts of one whole are two", func(c *corpus) {
			accused(c)
			c.add("link1", "s3", "red-harbour part_of green-coast")
			c.add("link2", "s3", "blue-valley part_of green-coast")
		}, []string{found}},
		{"links may run in a circle", func(c *corpus) {
			accused(c)
			c.add("link1", "s3", "red-harbour part_of green-coast")
			c.add("link2", "s3", "green-coast part_of red-harbour")
		}, []string{found}},
		{"they did it together", func(c *corpus) {
			c.add("red", "s1", "red-harbour carried_out raid", c.role(graph.RoleWith, "blue-valley"))
			c.add("blue", "s2", "blue-valley carried_out raid")
		}, nil},
	})
}

func TestSidesOfAnAttribution(t *testing.T) {
	checkContradictions(t, []contradictionTest{
		{"linked actors with the same opponents are one side", func(c *corpus) {
			c.add("red", "s1", "red-harbour carried_out raid")
			c.add("blue", "s2", "blue-valley carried_out raid")
			c.add("green", "s3", "green-coast carried_out raid")
			c.add("link", "s3", "red-harbour part_of blue-valley")
		}, []string{"attribution certain sources: blue-valley, red-harbour (blue red) | green-coast (green)"}},
		{"who is linked to everybody is on no side", func(c *corpus) {
			c.add("red", "s1", "red-harbour carried_out raid")
			c.add("blue", "s2", "blue-valley carried_out raid")
			c.add("green", "s3", "green-coast carried_out raid")
			c.add("link", "s3", "red-harbour part_of green-coast")
			c.add("link2", "s3", "blue-valley part_of green-coast")
		}, []string{"attribution certain sources: blue-valley (blue) | red-harbour (red)"}},
		{"a whole and two of its parts against another", func(c *corpus) {
			c.add("red", "s1", "red-harbour carried_out raid")
			c.add("blue", "s2", "blue-valley carried_out raid")
			c.add("green", "s3", "green-coast carried_out raid")
			c.add("white", "s3", "white-plain carried_out raid")
			c.add("link", "s3", "red-harbour part_of green-coast")
			c.add("link2", "s3", "blue-valley part_of green-coast")
		}, []string{"attribution certain sources: blue-valley (blue) | green-coast (green) | red-harbour (red) | white-plain (white)"}},
	})
}
