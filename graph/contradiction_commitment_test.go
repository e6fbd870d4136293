package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dyad/graph"
)

func TestBrokenCommitments(t *testing.T) {
	const (
		aids     = "red-harbour aids blue-valley"
		shelters = "red-harbour shelters green-coast"
		found    = "commitment unknown sources: negated: aids (fact) | promised: aids (plan)"
	)
	checkContradictions(t, []contradictionTest{
		{"pledged and not done", func(c *corpus) {
			plan := c.add("plan", "s1", aids, c.planned)
			c.add("pledge", "s1", "red-harbour pledges blue-valley", c.content(plan))
			c.add("fact", "s2", aids, c.negated)
		}, []string{found}},
		{"pledged by a narrower word", func(c *corpus) {
			plan := c.add("plan", "s1", aids, c.planned)
			c.add("oath", "s1", "red-harbour swears blue-valley", c.content(plan))
			c.add("fact", "s2", aids, c.negated)
		}, []string{found}},
		{"pledged and done", func(c *corpus) {
			plan := c.add("plan", "s1", aids, c.planned)
			c.add("pledge", "s1", "red-harbour pledges blue-valley", c.content(plan))
			c.add("fact", "s2", aids)
		}, nil},
		{"pledged not to, and done", func(c *corpus) {
			plan := c.add("plan", "s1", shelters, c.planned, c.negated)
			c.add("pledge", "s1", "red-harbour pledges blue-valley", c.content(plan))
			c.add("fact", "s2", shelters)
		}, []string{"commitment unknown sources: affirmed: shelters (fact) | promised not: shelters (plan)"}},
		{"said, which is no pledge", func(c *corpus) {
			plan := c.add("plan", "s1", aids, c.planned)
			c.add("word", "s1", "green-coast says blue-valley", c.content(plan))
			c.add("fact", "s2", aids, c.negated)
		}, nil},
		{"never pledged", func(c *corpus) {
			plan := c.add("plan", "s1", aids, c.planned)
			c.add("pledge", "s1", "red-harbour pledges blue-valley", c.content(plan), c.negated)
			c.add("fact", "s2", aids, c.negated)
		}, nil},
		{"pledged, of which the content is a fear", func(c *corpus) {
			plan := c.add("plan", "s1", aids, c.feared)
			c.add("pledge", "s1", "red-harbour pledges blue-valley", c.content(plan))
			c.add("fact", "s2", aids, c.negated)
		}, nil},
		{"offered and turned down", func(c *corpus) {
			plan := c.add("plan", "s1", aids, c.planned, c.refused)
			c.add("pledge", "s1", "red-harbour pledges blue-valley", c.content(plan))
			c.add("fact", "s2", aids, c.negated)
		}, nil},
		{"pledged for another event", func(c *corpus) {
			plan := c.add("plan", "s1", aids, c.planned, c.event("siege"))
			c.add("pledge", "s1", "red-harbour pledges blue-valley", c.content(plan))
			c.add("fact", "s2", aids, c.negated, c.event("parade"))
		}, nil},
		{"pledged of another", func(c *corpus) {
			plan := c.add("plan", "s1", "red-harbour aids green-coast", c.planned)
			c.add("pledge", "s1", "red-harbour pledges blue-valley", c.content(plan))
			c.add("fact", "s2", aids, c.negated)
		}, nil},
		{"pledged twice, and not done by two accounts", func(c *corpus) {
			plan := c.add("plan", "s1", aids, c.planned)
			c.add("pledge", "s1", "red-harbour pledges blue-valley", c.content(plan))
			c.add("plan2", "s2", aids, c.planned, c.by("red-harbour"))
			c.add("fact", "s2", aids, c.negated)
			c.add("fact2", "s3", aids, c.negated)
		}, []string{"commitment unknown voices: negated: aids (fact fact2) | promised: aids (plan plan2)"}},
	})
}

// Arms is narrower than aids; raids than fights, which is symmetric, and that than opposes.
func TestPromisesAndBroaderTypes(t *testing.T) {
	const harbour, valley = "red-harbour", "blue-valley"
	mine := func(c *corpus) change { return c.by(harbour) }
	// told makes a test of a plan of Red Harbour, and a fact: "aids", "not aids", "opposes backwards".
	told := func(name, plan, fact string, want ...string) contradictionTest {
		add := func(c *corpus, label, source, words string, changes ...change) {
			verb, negated := strings.CutPrefix(words, "not ")
			verb, backwards := strings.CutSuffix(verb, " backwards")
			from, to := harbour, valley
			if backwards {
				from, to = to, from
			}
			if negated {
				changes = append(changes, c.negated)
			}
			c.add(label, source, from+" "+verb+" "+to, changes...)
		}
		return contradictionTest{name, func(c *corpus) {
			add(c, "plan", "s1", plan, c.planned, mine(c))
			add(c, "fact", "s2", fact)
		}, want}
	}
	checkContradictions(t, []contradictionTest{
		told("the broader sworn off, the narrower done", "not aids", "arms",
			"commitment unknown sources: affirmed: arms (fact) | promised not: aids (plan)"),
		told("the narrower promised, the broader denied", "arms", "not aids",
			"commitment unknown sources: negated: aids (fact) | promised: arms (plan)"),
		told("the narrower sworn off, the broader done", "not arms", "aids"),
		told("the broader promised, the narrower denied", "aids", "not arms"),
		told("the narrower promised, the broader done", "arms", "aids"),
		told("both sworn off or denied", "not aids", "not arms"),
		told("by way of two steps", "not opposes", "raids",
			"commitment unknown sources: affirmed: raids (fact) | promised not: opposes (plan)"),
		told("by the other end, where a type on the way is symmetric", "not opposes", "raids backwards",
			"commitment unknown sources: affirmed: raids (fact) | promised not: opposes (plan)"),
		told("by the other end, where none is", "not opposes", "taunts backwards"),
		told("of other ends", "not aids", "arms backwards"),
		{"both, of one promise", func(c *corpus) {
			c.add("plan", "s1", "red-harbour aids blue-valley", c.planned, c.negated, mine(c))
			c.add("fact", "s2", "red-harbour arms blue-valley")
			c.add("fact2", "s3", "red-harbour aids blue-valley")
		}, []string{"commitment unknown sources: affirmed: aids, arms (fact fact2) | promised not: aids (plan)"}},
		{"not at a time before", func(c *corpus) {
			c.add("plan", "s1", "red-harbour aids blue-valley", c.planned, c.negated, c.when("2022"), mine(c))
			c.add("fact", "s2", "red-harbour arms blue-valley", c.when("2021"))
		}, nil},
		{"not on another occasion", func(c *corpus) {
			c.add("plan", "s1", "red-harbour aids blue-valley", c.planned, c.negated, c.event("siege"), mine(c))
			c.add("fact", "s2", "red-harbour arms blue-valley", c.event("parade"))
		}, nil},
	})
}

// A promise is broken by what would contradict it were it a fact: where two claims of plain words oppose each other by polarity,
// they do by commitment if one is promised, and the other way round.
func TestAPromiseIsBrokenByWhatOpposesItAsAFact(t *testing.T) {
	types := []string{"opposes", "fights", "raids", "taunts", "aids", "arms", "shelters", "meets"}
	plain := func(*graph.Claim) {}
	for _, plan := range types {
		for _, fact := range types {
			for _, ends := range []string{"red-harbour %s blue-valley", "blue-valley %s red-harbour"} {
				for _, swornOff := range []bool{false, true} {
					found := func(rule graph.Rule, meant func(*corpus) change) bool {
						c := newCorpus(t)
						of, other := change(plain), c.negated
						if swornOff {
							of, other = other, of
						}
						c.add("plan", "s1", "red-harbour "+plan+" blue-valley", of, meant(c), c.by("red-harbour"))
						c.add("fact", "s2", fmt.Sprintf(ends, fact), other)
						return slices.ContainsFunc(graph.Contradictions(c.docket()), func(x graph.Contradiction) bool { return x.Rule == rule })
					}
					want := found(graph.PolarityRule, func(*corpus) change { return plain })
					got := found(graph.CommitmentRule, func(c *corpus) change { return c.planned })
					if got != want {
						t.Errorf("red-harbour promises that it %s (not: %t), and "+ends+": broken is %t, were it a fact it would be opposed: %t", plan, swornOff, fact, got, want)
					}
				}
			}
		}
	}
}

func TestWhoMakesAPromise(t *testing.T) {
	const (
		aids  = "red-harbour aids blue-valley"
		found = "commitment unknown sources: negated: aids (fact) | promised: aids (plan)"
	)
	told := func(name string, want []string, by func(*corpus) change) contradictionTest {
		return contradictionTest{name, func(c *corpus) {
			c.add("plan", "s1", aids, c.planned, by(c))
			c.add("fact", "s2", aids, c.negated)
		}, want}
	}
	checkContradictions(t, []contradictionTest{
		told("the actor itself", []string{found}, func(c *corpus) change { return c.by("red-harbour") }),
		told("somebody of the actor's", []string{found}, func(c *corpus) change {
			return c.voice(graph.Voice{Label: "a captain", Affiliation: "red-harbour"})
		}),
		told("somebody who acts for it", []string{found}, func(c *corpus) change {
			c.add("envoy", "s3", "envoy acts_for red-harbour")
			return c.by("envoy")
		}),
		told("somebody who acts for it in a narrower sense", []string{found}, func(c *corpus) change {
			c.add("envoy", "s3", "envoy fronts_for red-harbour")
			return c.by("envoy")
		}),
		told("somebody who does not act for it", nil, func(c *corpus) change {
			c.add("envoy", "s3", "envoy acts_for red-harbour", c.negated)
			return c.by("envoy")
		}),
		told("a member, who can't commit the whole", nil, func(c *corpus) change {
			c.add("member", "s3", "sailor member_of red-harbour")
			return c.by("sailor")
		}),
		told("the one to be aided", nil, func(c *corpus) change { return c.by("blue-valley") }),
		told("what the actor is believed to want", nil, func(c *corpus) change {
			return c.voice(graph.Voice{Entity: "red-harbour", Mode: graph.Believes})
		}),
		told("the actor, rejecting what another says of its plans", nil, func(c *corpus) change {
			return func(claim *graph.Claim) {
				c.by("red-harbour")(claim)
				c.by("green-coast")(claim)
				c.rejected(claim)
			}
		}),
		told("the source itself", nil, func(*corpus) change { return func(*graph.Claim) {} }),
		{"either of two who plan to meet", func(c *corpus) {
			c.add("plan", "s1", "blue-valley meets red-harbour", c.planned, c.by("red-harbour"))
			c.add("fact", "s2", "blue-valley meets red-harbour", c.refused)
		}, []string{"commitment unknown sources: negated: meets (fact) | promised: meets (plan)"}},
	})
}

func TestWhenAPromiseIsBroken(t *testing.T) {
	const aids = "red-harbour aids blue-valley"
	pledged := func(c *corpus, plan graph.ClaimID) {
		c.add("pledge", "s1", "red-harbour pledges blue-valley", c.content(plan), c.when("2021-05"))
	}
	checkContradictions(t, []contradictionTest{
		{"not before it is made", func(c *corpus) {
			pledged(c, c.add("plan", "s1", aids, c.planned))
			c.add("fact", "s2", aids, c.negated, c.when("2020"))
		}, nil},
		{"after it is made", func(c *corpus) {
			pledged(c, c.add("plan", "s1", aids, c.planned))
			c.add("fact", "s2", aids, c.negated, c.when("2021-10"))
		}, []string{"commitment possible sources: negated: aids (fact) | promised: aids (plan)"}},
		{"after the first time it is made", func(c *corpus) {
			plan := c.add("plan", "s1", aids, c.planned)
			pledged(c, plan)
			c.add("again", "s1", "red-harbour pledges blue-valley", c.content(plan), c.when("2022"))
			c.add("fact", "s2", aids, c.negated, c.when("2021-10"))
		}, []string{"commitment possible sources: negated: aids (fact) | promised: aids (plan)"}},
		{"not before it is due", func(c *corpus) {
			pledged(c, c.add("plan", "s1", aids, c.planned, c.when("2022")))
			c.add("fact", "s2", aids, c.negated, c.when("2021-10"))
		}, nil},
		{"on the day that it was for", func(c *corpus) {
			pledged(c, c.add("plan", "s1", aids, c.planned, c.when("2022-02-02")))
			c.add("fact", "s2", aids, c.negated, c.when("2022"), c.throughout)
		}, []string{"commitment certain sources: negated: aids (fact) | promised: aids (plan)"}},
		{"by going on after the end that was promised", func(c *corpus) {
			pledged(c, c.add("plan", "s1", aids, c.planned, c.when("2021-08-31"), c.ends))
			c.add("fact", "s2", aids, c.when("2021-10-01"))
		}, []string{"commitment certain sources: affirmed: aids (fact) | promised not: aids (plan)"}},
		{"not by what was so before the end that was promised", func(c *corpus) {
			pledged(c, c.add("plan", "s1", aids, c.planned, c.when("2021-08-31"), c.ends))
			c.add("fact", "s2", aids, c.when("2021-08-01"))
		}, nil},
		{"by going on after an end promised without a date", func(c *corpus) {
			pledged(c, c.add("plan", "s1", aids, c.planned, c.ends))
			c.add("before", "s2", aids, c.when("2021-04"))
			c.add("fact", "s2", aids, c.when("2022"))
		}, []string{"commitment possible sources: affirmed: aids (fact) | promised not: aids (plan)"}},
	})
}

func TestBreaches(t *testing.T) {
	const (
		pledges = "red-harbour pledges blue-valley"
		reneges = "red-harbour reneges blue-valley"
	)
	checkContradictions(t, []contradictionTest{
		{"promised, and not kept, of which nothing more is told", func(c *corpus) {
			c.add("vow", "s1", pledges)
			c.add("breach", "s1", reneges)
		}, []string{"commitment unknown voices: broken: reneges (breach) | promised: pledges (vow)"}},
		{"by narrower words, and of one thing", func(c *corpus) {
			plan := c.add("plan", "s1", "red-harbour aids blue-valley", c.planned)
			c.add("vow", "s1", "red-harbour swears blue-valley", c.content(plan))
			c.add("breach", "s2", "red-harbour betrays blue-valley", c.content(plan))
		}, []string{"commitment unknown sources: broken: betrays (breach) | promised: swears (vow)"}},
		{"promised one thing, and another not kept", func(c *corpus) {
			plan := c.add("plan", "s1", "red-harbour aids blue-valley", c.planned)
			other := c.add("other", "s1", "red-harbour shelters green-coast", c.planned, c.negated)
			c.add("vow", "s1", pledges, c.content(plan))
			c.add("breach", "s1", reneges, c.content(other))
		}, nil},
		{"agreed by both, and not kept by either", func(c *corpus) {
			c.add("pact", "s1", "blue-valley agrees red-harbour")
			c.add("breach", "s2", reneges)
		}, []string{"commitment unknown sources: broken: reneges (breach) | promised: agrees (pact)"}},
		{"promised by the one, and not kept by the other", func(c *corpus) {
			c.add("vow", "s1", "blue-valley pledges red-harbour")
			c.add("breach", "s1", reneges)
		}, nil},
		{"promised to somebody else", func(c *corpus) {
			c.add("vow", "s1", "red-harbour pledges green-coast")
			c.add("breach", "s1", reneges)
		}, nil},
		{"not kept before it was promised", func(c *corpus) {
			c.add("vow", "s1", pledges, c.when("2021"))
			c.add("breach", "s1", reneges, c.when("2019"))
		}, nil},
		{"not kept later", func(c *corpus) {
			c.add("vow", "s1", pledges, c.when("2019"))
			c.add("breach", "s1", reneges, c.when("2021"))
		}, []string{"commitment possible voices: broken: reneges (breach) | promised: pledges (vow)"}},
		{"the breach is denied", func(c *corpus) {
			c.add("vow", "s1", pledges)
			c.add("breach", "s1", reneges, c.negated)
		}, nil},
		{"the promise is only asked for", func(c *corpus) {
			c.add("vow", "s1", pledges, c.feared)
			c.add("breach", "s1", reneges)
		}, nil},
	})
}
