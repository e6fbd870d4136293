package graph_test

import (
	"math/rand/v2"
	"slices"
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
		{"nor is it where a third, with an inferred date, adds nothing", func(c *corpus) {
			c.add("yes", "s1", x, c.when("2021-08-15"))
			c.add("no", "s2", x, c.negated, c.when("2021-08-15"))
			c.add("yes2", "s3", x, c.when("2021"), c.inferred)
		}, []string{"polarity certain sources: affirmed: opposes (yes yes2) | negated: opposes (no)"}},
		{"or says so of the same day", func(c *corpus) {
			c.add("yes", "s1", x, c.when("2021-08-15"))
			c.add("no", "s2", x, c.negated, c.when("2021-08-15"))
			c.add("yes2", "s3", x, c.when("2021-08-15"), c.inferred)
		}, []string{"polarity certain sources: affirmed: opposes (yes yes2) | negated: opposes (no)"}},
		{"it is where the stated dates alone only may meet", func(c *corpus) {
			c.add("yes", "s1", x, c.when("2021"))
			c.add("no", "s2", x, c.negated, c.when("2021-08-15"))
			c.add("yes2", "s3", x, c.when("2021-08-15"), c.inferred)
		}, []string{"polarity certain sources: affirmed: opposes (yes yes2) | negated: opposes (no); inferred"}},
		{"both halves of one mediation", func(c *corpus) {
			const brokers = "green-coast brokers red-harbour"
			c.add("yes", "s1", brokers, c.role(graph.RoleCounterparty, "blue-valley"), c.when("2021-08-15"), c.inferred)
			c.add("no", "s2", brokers, c.role(graph.RoleCounterparty, "blue-valley"), c.negated, c.when("2021-08-15"))
		}, []string{"polarity certain sources: affirmed: brokers (yes) | negated: brokers (no); inferred"}},
		{"two holders of an office on a day that both texts give", func(c *corpus) {
			c.add("anna", "s1", "anna leads red-harbour", c.office("chair"), c.when("2021-08-15"))
			c.add("boris", "s2", "boris leads red-harbour", c.office("chair"), c.when("2021-08-15"))
			c.add("boris2", "s3", "boris leads red-harbour", c.office("chair"), c.when("2021-08"), c.throughout, c.inferred)
		}, []string{"role certain sources: chair: anna (anna) | chair: boris (boris boris2)"}},
		{"a date by the rule of dates, whatever else stands there", func(c *corpus) {
			c.add("began", "s1", "siege began", c.when("2021-09"))
			c.add("ended", "s2", "siege ended", c.when("2021-07"))
			c.add("ended2", "s3", "siege ended", c.when("2021-06"), c.inferred)
		}, []string{"date certain sources: began 2021-09 (began) | ended 2021-06 (ended2) | ended 2021-07 (ended); inferred"}},
		{"where nothing is sure nothing rests on dates", func(c *corpus) {
			c.add("yes", "s1", x, c.when("2021"), c.inferred)
			c.add("no", "s2", x, c.negated, c.when("2021-08"))
		}, []string{"polarity possible sources: affirmed: opposes (yes) | negated: opposes (no)"}},
	})
}

// What is based on inference is what is less sure, or is not found, among its claims whose dates are not inferred.
func TestWithoutInferredDatesWhatRestsOnThemIsLessSure(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	seen := map[bool]int{}
	for range 400 {
		c := newCorpus(t)
		pick := func(changes ...change) change { return changes[random.IntN(len(changes))] }
		plain := func(*graph.Claim) {}
		guessed := map[graph.ClaimID]bool{}
		for i := range 2 + random.IntN(7) {
			id := c.add(string(rune('a'+i)), "s"+string(rune('a'+i)), "red-harbour opposes blue-valley",
				pick(plain, c.negated), pick(c.when("2021"), c.when("2021-08"), c.when("2021-08-15"), plain),
				pick(plain, c.throughout, c.event("siege"), c.event("parade")), pick(plain, c.inferred),
			)
			w := c.claims[i].When
			guessed[id] = w.Basis == graph.InferredBasis && !w.EDTF.IsZero()
		}
		d := c.docket()
		for _, x := range graph.Contradictions(d) {
			rest := d
			rest.Positions = slices.DeleteFunc(slices.Clone(d.Positions), func(p graph.Position) bool {
				return guessed[p.Claim.ID] || !slices.ContainsFunc(x.Sides, func(s graph.Side) bool { return slices.Contains(s.Claims, p.Claim.ID) })
			})
			as := slices.ContainsFunc(graph.Contradictions(rest), func(y graph.Contradiction) bool { return y.Overlap == graph.CertainOverlap })
			want := x.Overlap == graph.CertainOverlap && !as
			if seen[want]++; x.BasedOnInference != want {
				t.Fatalf("based on inference: %t, want %t: without the inferred dates it is certain: %t: %q", x.BasedOnInference, want, as, c.found([]graph.Contradiction{x}))
			}
		}
	}
	if seen[true] == 0 || seen[false] == 0 {
		t.Errorf("based on inference were %d, and were not %d, want some of each", seen[true], seen[false])
	}
}
