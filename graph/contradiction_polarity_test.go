package graph_test

import (
	"testing"

	"dyad/graph"
)

func TestPolarityOfOneRelationship(t *testing.T) {
	const x = "red-harbour opposes blue-valley"
	checkContradictions(t, []contradictionTest{
		{"affirmed and denied without a date", func(c *corpus) {
			c.add("yes", "s1", x)
			c.add("no", "s2", x, c.negated)
		}, []string{"polarity unknown sources: affirmed: opposes (yes) | negated: opposes (no)"}},
		{"an allegation is affirmed, a fear is not", func(c *corpus) {
			c.add("alleged", "s1", x, c.alleged)
			c.add("feared", "s3", x, c.feared)
			c.add("no", "s2", x, c.negated)
		}, []string{"polarity unknown sources: affirmed: opposes (alleged) | negated: opposes (no)"}},
		{"nobody opposes a fear or a plan", func(c *corpus) {
			c.add("feared", "s1", x, c.feared)
			c.add("planned", "s1", x, c.planned)
			c.add("no", "s2", x, c.negated)
		}, nil},
		{"on one day", func(c *corpus) {
			c.add("yes", "s1", x, c.when("2021-08-15"))
			c.add("no", "s2", x, c.negated, c.when("2021-08-15"))
		}, []string{"polarity certain sources: affirmed: opposes (yes) | negated: opposes (no)"}},
		{"all year, and on a day of it", func(c *corpus) {
			c.add("yes", "s1", x, c.when("2021"), c.throughout)
			c.add("no", "s2", x, c.negated, c.when("2021-05-03"))
		}, []string{"polarity certain sources: affirmed: opposes (yes) | negated: opposes (no)"}},
		{"some day of a year, and a day of it", func(c *corpus) {
			c.add("yes", "s1", x, c.when("2021"))
			c.add("no", "s2", x, c.negated, c.when("2021-05-03"))
		}, []string{"polarity possible sources: affirmed: opposes (yes) | negated: opposes (no)"}},
		{"apart in time: a change", func(c *corpus) {
			c.add("yes", "s1", x, c.when("2020"), c.throughout)
			c.add("no", "s2", x, c.negated, c.when("2021"), c.throughout)
		}, nil},
		{"the surest overlap counts", func(c *corpus) {
			c.add("yes", "s1", x, c.when("2021"), c.throughout)
			c.add("no", "s2", x, c.negated, c.when("2021-05-03"))
			c.add("never", "s2", x, c.negated)
		}, []string{"polarity certain sources: affirmed: opposes (yes) | negated: opposes (never no)"}},
		{"the other direction is another matter", func(c *corpus) {
			c.add("yes", "s1", x)
			c.add("no", "s2", "blue-valley opposes red-harbour", c.negated)
		}, nil},
		{"a symmetric relation has no direction", func(c *corpus) {
			c.add("yes", "s1", "red-harbour fights blue-valley")
			c.add("no", "s2", "blue-valley fights red-harbour", c.negated)
		}, []string{"polarity unknown sources: affirmed: fights (yes) | negated: fights (no)"}},
		{"different events", func(c *corpus) {
			c.add("yes", "s1", x, c.event("siege"))
			c.add("no", "s2", x, c.negated, c.event("parade"))
		}, nil},
		{"events in common", func(c *corpus) {
			c.add("yes", "s1", x, c.event("siege", "talks"))
			c.add("no", "s2", x, c.negated, c.event("parade", "siege"))
		}, []string{"polarity unknown sources: affirmed: opposes (yes) | negated: opposes (no)"}},
		{"an event, and no event named", func(c *corpus) {
			c.add("yes", "s1", x, c.event("siege"))
			c.add("no", "s2", x, c.negated)
		}, []string{"polarity unknown sources: affirmed: opposes (yes) | negated: opposes (no)"}},
		{"a refusal negates", func(c *corpus) {
			c.add("yes", "s1", "red-harbour meets blue-valley")
			c.add("no", "s2", "red-harbour meets blue-valley", c.refused)
		}, []string{"polarity unknown sources: affirmed: meets (yes) | negated: meets (no)"}},
		{"what is said of an event alone", func(c *corpus) {
			c.add("yes", "s1", "siege happened")
			c.add("no", "s2", "siege happened", c.negated)
		}, []string{"polarity unknown sources: affirmed: happened (yes) | negated: happened (no)"}},
		{"hostile and cooperative is mixed history", func(c *corpus) {
			c.add("fight", "s1", "red-harbour fights blue-valley", c.when("2021-08-15"))
			c.add("aid", "s2", "red-harbour aids blue-valley", c.when("2021-08-15"))
		}, nil},
	})
}

func TestPolarityGroups(t *testing.T) {
	const x = "red-harbour opposes blue-valley"
	checkContradictions(t, []contradictionTest{
		{"all who agree are one side", func(c *corpus) {
			c.add("yes1", "s1", x)
			c.add("yes2", "s2", x)
			c.add("no1", "s3", x, c.negated)
			c.add("no2", "s4", x, c.negated, c.when("2021"))
		}, []string{"polarity unknown sources: affirmed: opposes (yes1 yes2) | negated: opposes (no1 no2)"}},
		{"two years, two disagreements", func(c *corpus) {
			c.add("yes19", "s1", x, c.when("2019"))
			c.add("no19", "s2", x, c.negated, c.when("2019"))
			c.add("yes21", "s1", x, c.when("2021"))
			c.add("no21", "s2", x, c.negated, c.when("2021"))
		}, []string{
			"polarity possible sources: affirmed: opposes (yes19) | negated: opposes (no19)",
			"polarity possible sources: affirmed: opposes (yes21) | negated: opposes (no21)",
		}},
		{"two events, two disagreements", func(c *corpus) {
			c.add("yes1", "s1", x, c.event("siege"))
			c.add("no1", "s2", x, c.negated, c.event("siege"))
			c.add("yes2", "s1", x, c.event("parade"))
			c.add("no2", "s2", x, c.negated, c.event("parade"))
		}, []string{
			"polarity unknown sources: affirmed: opposes (yes1) | negated: opposes (no1)",
			"polarity unknown sources: affirmed: opposes (yes2) | negated: opposes (no2)",
		}},
		{"one denial of both ties them together", func(c *corpus) {
			c.add("yes1", "s1", x, c.event("siege"))
			c.add("yes2", "s1", x, c.event("parade"))
			c.add("no", "s2", x, c.negated)
		}, []string{"polarity unknown sources: affirmed: opposes (yes1 yes2) | negated: opposes (no)"}},
		{"whom nobody opposes is on no side", func(c *corpus) {
			c.add("before", "s1", x, c.when("2019"))
			c.add("yes", "s1", x, c.when("2021"))
			c.add("no", "s2", x, c.negated, c.when("2021"))
		}, []string{"polarity possible sources: affirmed: opposes (yes) | negated: opposes (no)"}},
		{"two who date one end alike agree", func(c *corpus) {
			c.add("end1", "s1", x, c.when("2021-08"), c.ends)
			c.add("end2", "s2", x, c.when("2021-08"), c.ends)
		}, nil},
		{"two who date it apart don't", func(c *corpus) {
			c.add("august", "s1", x, c.when("2021-08"), c.ends)
			c.add("october", "s2", x, c.when("2021-10"), c.ends)
		}, []string{"polarity certain sources: affirmed: opposes (october) | negated: opposes (august)"}},
		{"an end contradicts neither the time before nor the peace after", func(c *corpus) {
			c.add("end", "s1", x, c.when("2021-08-15"), c.ends)
			c.add("yes", "s2", x, c.when("2021-08-01"))
			c.add("no", "s3", x, c.negated, c.when("2021-09"))
		}, nil},
	})
}

func TestPolarityAcrossBroaderTypes(t *testing.T) {
	const denied = "red-harbour opposes blue-valley"
	checkContradictions(t, []contradictionTest{
		{"to deny the broader is to deny the narrower", func(c *corpus) {
			c.add("no", "s1", denied, c.negated)
			c.add("taunts", "s2", "red-harbour taunts blue-valley")
		}, []string{"polarity unknown sources: affirmed: taunts (taunts) | negated: opposes (no)"}},
		{"but not the other way round", func(c *corpus) {
			c.add("yes", "s1", denied)
			c.add("no", "s2", "red-harbour taunts blue-valley", c.negated)
		}, nil},
		{"nor from the other end", func(c *corpus) {
			c.add("no", "s1", denied, c.negated)
			c.add("taunts", "s2", "blue-valley taunts red-harbour")
		}, nil},
		{"unless one type is symmetric", func(c *corpus) {
			c.add("no", "s1", denied, c.negated)
			c.add("fights", "s2", "blue-valley fights red-harbour")
		}, []string{"polarity unknown sources: affirmed: fights (fights) | negated: opposes (no)"}},
		{"or one on the way", func(c *corpus) {
			c.add("no", "s1", denied, c.negated)
			c.add("raids", "s2", "blue-valley raids red-harbour")
		}, []string{"polarity unknown sources: affirmed: raids (raids) | negated: opposes (no)"}},
		{"a symmetric type that is denied has no direction", func(c *corpus) {
			c.add("no", "s1", "red-harbour fights blue-valley", c.negated)
			c.add("raids1", "s2", "blue-valley raids red-harbour")
			c.add("raids2", "s2", "red-harbour raids blue-valley")
		}, []string{"polarity unknown sources: affirmed: raids (raids1 raids2) | negated: fights (no)"}},
		{"all that affirms is one side", func(c *corpus) {
			c.add("no", "s1", denied, c.negated)
			c.add("yes", "s2", denied)
			c.add("raids", "s3", "red-harbour raids blue-valley")
		}, []string{"polarity unknown sources: affirmed: opposes, raids (raids yes) | negated: opposes (no)"}},
		{"narrower claims of other times are left out", func(c *corpus) {
			c.add("no", "s1", denied, c.negated, c.when("2021"), c.throughout)
			c.add("raids", "s3", "red-harbour raids blue-valley", c.when("2020-12-31"))
		}, nil},
		{"two narrower types don't oppose each other", func(c *corpus) {
			c.add("no", "s1", "red-harbour taunts blue-valley", c.negated)
			c.add("fights", "s2", "red-harbour fights blue-valley")
		}, nil},
	})
}

func TestPolarityOfWhatProjects(t *testing.T) {
	checkContradictions(t, []contradictionTest{
		{"a mediation between two is one with each", func(c *corpus) {
			c.add("yes", "s1", "green-coast mediates blue-valley", c.role(graph.RoleCounterparty, "red-harbour"))
			c.add("no", "s2", "green-coast mediates red-harbour", c.negated)
		}, []string{"polarity unknown sources: affirmed: mediates (yes) | negated: mediates (no)"}},
		{"denied as a whole it is denied once", func(c *corpus) {
			c.add("yes", "s1", "green-coast mediates blue-valley", c.role(graph.RoleCounterparty, "red-harbour"))
			c.add("no", "s2", "green-coast mediates red-harbour", c.role(graph.RoleCounterparty, "blue-valley"), c.negated)
		}, []string{"polarity unknown sources: affirmed: mediates (yes) | negated: mediates (no)"}},
		{"among three it is one with each", func(c *corpus) {
			c.add("yes", "s1", "green-coast mediates blue-valley", c.role(graph.RoleCounterparty, "red-harbour", "white-plain"))
			c.add("no", "s2", "green-coast mediates white-plain", c.negated)
			c.add("no2", "s3", "green-coast mediates red-harbour", c.negated)
		}, []string{
			"polarity unknown sources: affirmed: mediates (yes) | negated: mediates (no)",
			"polarity unknown sources: affirmed: mediates (yes) | negated: mediates (no2)",
		}},
		{"when two ends turn out to be one, it is said of that one once", func(c *corpus) {
			c.add("yes", "s1", "green-coast mediates blue-valley", c.role(graph.RoleCounterparty, "blue-valley"))
			c.add("no", "s2", "green-coast mediates blue-valley", c.negated)
		}, []string{"polarity unknown sources: affirmed: mediates (yes) | negated: mediates (no)"}},
		{"the two sides have no mediation with each other", func(c *corpus) {
			c.add("yes", "s1", "green-coast mediates blue-valley", c.role(graph.RoleCounterparty, "red-harbour"))
			c.add("no", "s2", "red-harbour mediates blue-valley", c.negated)
		}, nil},
	})
}
