package graph_test

import (
	"testing"

	"dyad/graph"
)

func TestDatesOfAnEvent(t *testing.T) {
	checkContradictions(t, []contradictionTest{
		{"two beginnings", func(c *corpus) {
			c.add("august", "s1", "siege began", c.when("2021-08-15"))
			c.add("september", "s2", "siege began", c.when("2021-09"))
		}, []string{"date certain sources: began 2021-08-15 (august) | began 2021-09 (september)"}},
		{"two ends in one source", func(c *corpus) {
			c.add("august", "s1", "siege ended", c.when("2021-08-15"), c.by("red-harbour"))
			c.add("september", "s1", "siege ended", c.when("2021-09"))
		}, []string{"date certain voices: ended 2021-08-15 (august) | ended 2021-09 (september)"}},
		{"one beginning, given more and less exactly", func(c *corpus) {
			c.add("month", "s1", "siege began", c.when("2021-08"))
			c.add("day", "s2", "siege began", c.when("2021-08-15"))
		}, nil},
		{"those who may mean one day are one side", func(c *corpus) {
			c.add("month", "s1", "siege began", c.when("2021-08"))
			c.add("day", "s2", "siege began", c.when("2021-08-15"))
			c.add("later", "s3", "siege began", c.when("2021-09"))
		}, []string{"date certain sources: began 2021-08-15 (day month) | began 2021-09 (later)"}},
		{"who agrees with both is on neither side", func(c *corpus) {
			c.add("year", "s1", "siege began", c.when("2021"))
			c.add("august", "s2", "siege began", c.when("2021-08"))
			c.add("later", "s3", "siege began", c.when("2021-09"))
		}, []string{"date certain sources: began 2021-08 (august) | began 2021-09 (later)"}},
		{"a beginning in all of a month is still one day of it", func(c *corpus) {
			c.add("began", "s1", "siege began", c.when("2021-08"), c.throughout)
			c.add("ended", "s2", "siege ended", c.when("2021-08-15"))
		}, nil},
		{"two events", func(c *corpus) {
			c.add("siege", "s1", "siege began", c.when("2021-08"))
			c.add("parade", "s2", "parade began", c.when("2021-09"))
		}, nil},
		{"it goes on", func(c *corpus) {
			c.add("began", "s1", "siege began", c.when("2021-06"))
			c.add("july", "s1", "siege happened", c.when("2021-07"))
			c.add("september", "s2", "siege happened", c.when("2021-09"))
			c.add("ended", "s2", "siege ended", c.when("2021-09"))
		}, nil},
		{"it happened on its first and last day", func(c *corpus) {
			c.add("began", "s1", "siege began", c.when("2021-08-15"))
			c.add("first", "s2", "siege happened", c.when("2021-08-15"))
			c.add("ended", "s1", "siege ended", c.when("2021-08-20"))
			c.add("last", "s2", "siege happened", c.when("2021-08-20"))
		}, nil},
		{"before its beginning", func(c *corpus) {
			c.add("began", "s1", "siege began", c.when("2021-08"))
			c.add("july", "s2", "siege happened", c.when("2021-07"))
			c.add("june", "s3", "siege happened", c.when("2021-06"))
		}, []string{"date certain sources: began 2021-08 (began) | happened 2021-06/2021-07 (july june)"}},
		{"after its end", func(c *corpus) {
			c.add("ended", "s1", "siege ended", c.when("2021-08"))
			c.add("on", "s2", "siege happened", c.when("2021-10"))
		}, []string{"date certain sources: ended 2021-08 (ended) | happened 2021-10 (on)"}},
		{"an end before the beginning", func(c *corpus) {
			c.add("began", "s1", "siege began", c.when("2021-08"))
			c.add("ended", "s2", "siege ended", c.when("2021-07"))
		}, []string{"date certain sources: began 2021-08 (began) | ended 2021-07 (ended)"}},
		{"some day of the year is not certainly before", func(c *corpus) {
			c.add("began", "s1", "siege began", c.when("2021-08"))
			c.add("year", "s2", "siege happened", c.when("2021"))
		}, nil},
		{"every day of the year is", func(c *corpus) {
			c.add("began", "s1", "siege began", c.when("2021-08"))
			c.add("year", "s2", "siege happened", c.when("2021"), c.throughout)
		}, []string{"date certain sources: began 2021-08 (began) | happened 2021 (year)"}},
		{"before the beginning and after the end are two disagreements", func(c *corpus) {
			c.add("began", "s1", "siege began", c.when("2021-08"))
			c.add("ended", "s1", "siege ended", c.when("2021-10"))
			c.add("may", "s2", "siege happened", c.when("2021-05"))
			c.add("december", "s2", "siege happened", c.when("2021-12"))
		}, []string{
			"date certain sources: began 2021-08 (began) | happened 2021-05 (may)",
			"date certain sources: ended 2021-10 (ended) | happened 2021-12 (december)",
		}},
		{"that it happened from a date on dates its beginning", func(c *corpus) {
			c.add("from", "s1", "siege happened", c.when("2021-08"), c.starts)
			c.add("began", "s2", "siege began", c.when("2021-10"))
		}, []string{"date certain sources: began 2021-08 (from) | began 2021-10 (began)"}},
		{"that it happened until a date dates its end", func(c *corpus) {
			c.add("until", "s1", "siege happened", c.when("2021-08"), c.ends)
			c.add("on", "s2", "siege happened", c.when("2021-07-15"))
			c.add("began", "s2", "siege began", c.when("2021-09"))
		}, []string{"date certain sources: began 2021-09 (began) | ended 2021-08 (until) | happened 2021-07-15 (on)"}},
	})
}

func TestDatesOfWhatHappensInAnEvent(t *testing.T) {
	const raid = "red-harbour raids blue-valley"
	checkContradictions(t, []contradictionTest{
		{"after its end", func(c *corpus) {
			c.add("ended", "s1", "siege ended", c.when("2021-08"))
			c.add("raid", "s2", raid, c.event("siege"), c.when("2021-10"))
		}, []string{"date certain sources: ended 2021-08 (ended) | raids 2021-10 (raid)"}},
		{"with what else did", func(c *corpus) {
			c.add("ended", "s1", "siege ended", c.when("2021-08"))
			c.add("raid", "s2", raid, c.event("siege"), c.when("2021-10"))
			c.add("on", "s3", "siege happened", c.when("2021-11"))
		}, []string{"date certain sources: ended 2021-08 (ended) | happened, raids 2021-10/2021-11 (on raid)"}},
		{"in another event", func(c *corpus) {
			c.add("ended", "s1", "siege ended", c.when("2021-08"))
			c.add("raid", "s2", raid, c.event("parade"), c.when("2021-10"))
		}, nil},
		{"without a date", func(c *corpus) {
			c.add("ended", "s1", "siege ended", c.when("2021-08"))
			c.add("raid", "s2", raid, c.event("siege"))
		}, nil},
		{"in an event that nobody limits", func(c *corpus) {
			c.add("on", "s1", "siege happened", c.when("2021-08"))
			c.add("raid", "s2", raid, c.event("siege"), c.when("2021-10"))
		}, nil},
		{"a state that begins in it may outlast it", func(c *corpus) {
			c.add("ended", "s1", "siege ended", c.when("2021-08-15"))
			c.add("holds", "s2", "red-harbour controls blue-valley", c.event("siege"), c.when("2021-08-10"), c.starts)
		}, nil},
		{"but does not begin after it", func(c *corpus) {
			c.add("ended", "s1", "siege ended", c.when("2021-08-15"))
			c.add("holds", "s2", "red-harbour controls blue-valley", c.event("siege"), c.when("2021-08-16"), c.starts)
		}, []string{"date certain sources: controls 2021-08-16 (holds) | ended 2021-08-15 (ended)"}},
	})
}

func TestDatesThatCount(t *testing.T) {
	const found = "date certain sources: began 2021-08 (august) | began 2021-09 (september)"
	dated := func(name, want string, of ...func(*corpus) change) contradictionTest {
		return contradictionTest{name, func(c *corpus) {
			changes := []change{c.when("2021-08")}
			for _, f := range of {
				changes = append(changes, f(c))
			}
			c.add("august", "s1", "siege began", changes...)
			c.add("september", "s2", "siege began", c.when("2021-09"))
		}, map[bool][]string{false: {want}}[want == ""]}
	}
	publishedAs := func(p func(c *corpus) graph.Published) func(*corpus) change {
		return func(c *corpus) change { c.published["s1"] = p(c); return c.relative }
	}
	checkContradictions(t, []contradictionTest{
		dated("stated", found),
		dated("alleged", found, func(c *corpus) change { return c.alleged }),
		dated("feared", "", func(c *corpus) change { return c.feared }),
		dated("denied", "", func(c *corpus) change { return c.negated }),
		dated("inferred", found+"; inferred", func(c *corpus) change { return c.inferred }),
		dated("relative to a stated date", found, func(c *corpus) change { return c.relative }),
		dated("relative to an inferred date", found+"; inferred", publishedAs(func(c *corpus) graph.Published {
			return graph.Published{EDTF: c.date("2022"), Basis: graph.InferredBasis}
		})),
		dated("relative to no date", found+"; inferred", publishedAs(func(*corpus) graph.Published {
			return graph.Published{}
		})),
		dated("about then", "date possible sources: began 2021-08 (august) | began 2021-09 (september)",
			func(c *corpus) change { return c.when("2021-08~") }),
		{"whichever of the two is about then", func(c *corpus) {
			c.add("began", "s1", "siege began", c.when("2021-08"))
			c.add("june", "s2", "siege happened", c.when("2021-06~"))
			c.add("ended", "s3", "parade ended", c.when("2021-08?"))
			c.add("november", "s4", "parade happened", c.when("2021-11"))
		}, []string{
			"date possible sources: began 2021-08 (began) | happened 2021-06 (june)",
			"date possible sources: ended 2021-08 (ended) | happened 2021-11 (november)",
		}},
	})
}
