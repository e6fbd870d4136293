package graph_test

import "testing"

func TestExclusiveOffices(t *testing.T) {
	const (
		anna  = "anna leads red-harbour"
		boris = "boris leads red-harbour"
		found = "role certain sources: chair: anna (anna) | chair: boris (boris)"
	)
	checkContradictions(t, []contradictionTest{
		{"two holders in one year", func(c *corpus) {
			c.add("anna", "s1", anna, c.office("chair"), c.when("2021"), c.throughout)
			c.add("boris", "s2", boris, c.office("chair"), c.when("2021-05"))
		}, []string{found}},
		{"a narrower relation", func(c *corpus) {
			c.add("anna", "s1", anna, c.office("chair"), c.when("2021"), c.throughout)
			c.add("boris", "s2", "boris rules red-harbour", c.office("chair", "deputy"), c.when("2021-05"), c.alleged)
		}, []string{found}},
		{"both since some date", func(c *corpus) {
			c.add("anna", "s1", anna, c.office("chair"), c.when("2020-01-01"), c.starts)
			c.add("boris", "s2", boris, c.office("chair"), c.when("2021-01-01"), c.starts)
		}, []string{found}},
		{"one holder by two accounts", func(c *corpus) {
			c.add("anna", "s1", anna, c.office("chair"), c.when("2021"), c.throughout)
			c.add("anna2", "s2", anna, c.office("chair"), c.when("2021"), c.throughout)
		}, nil},
		{"one after the other in one year", func(c *corpus) {
			c.add("anna", "s1", anna, c.office("chair"), c.when("2021"))
			c.add("boris", "s2", boris, c.office("chair"), c.when("2021"))
		}, nil},
		{"until a date, and since then", func(c *corpus) {
			c.add("anna", "s1", anna, c.office("chair"), c.when("2021-03-31"), c.ends)
			c.add("boris", "s2", boris, c.office("chair"), c.when("2021-04-01"), c.starts)
		}, nil},
		{"without a date", func(c *corpus) {
			c.add("anna", "s1", anna, c.office("chair"))
			c.add("boris", "s2", boris, c.office("chair"), c.when("2021"), c.throughout)
		}, nil},
		{"an office that many hold", func(c *corpus) {
			c.add("anna", "s1", anna, c.office("deputy"), c.when("2021"), c.throughout)
			c.add("boris", "s2", boris, c.office("deputy"), c.when("2021"), c.throughout)
		}, nil},
		{"no office", func(c *corpus) {
			c.add("anna", "s1", anna, c.when("2021"), c.throughout)
			c.add("boris", "s2", boris, c.office("chair"), c.when("2021"), c.throughout)
		}, nil},
		{"of two bodies", func(c *corpus) {
			c.add("anna", "s1", anna, c.office("chair"), c.when("2021"), c.throughout)
			c.add("boris", "s2", "boris leads blue-valley", c.office("chair"), c.when("2021"), c.throughout)
		}, nil},
		{"by another relation", func(c *corpus) {
			c.add("anna", "s1", anna, c.office("chair"), c.when("2021"), c.throughout)
			c.add("boris", "s2", "boris member_of red-harbour", c.office("chair"), c.when("2021"), c.throughout)
		}, nil},
		{"one of them denied", func(c *corpus) {
			c.add("anna", "s1", anna, c.office("chair"), c.when("2021"), c.throughout)
			c.add("boris", "s2", boris, c.office("chair"), c.when("2021"), c.throughout, c.negated)
		}, nil},
		{"three holders of whom two overlap with one", func(c *corpus) {
			c.add("anna", "s1", anna, c.office("chair"), c.when("2020"), c.throughout)
			c.add("boris", "s2", boris, c.office("chair"), c.when("2020/2021"), c.throughout)
			c.add("carla", "s3", "carla leads red-harbour", c.office("chair"), c.when("2021"), c.throughout)
		}, []string{"role certain sources: chair: anna (anna) | chair: boris (boris) | chair: carla (carla)"}},
	})
}
