package graph_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// everyRule tells a corpus in which each rule finds something.
func everyRule(c *corpus) {
	c.add("opposes", "s1", "red-harbour opposes blue-valley", c.when("2021-08-15"))
	no := c.add("opposes not", "s2", "red-harbour opposes blue-valley", c.negated, c.when("2021-08-15"))
	c.add("raids", "s3", "red-harbour raids blue-valley", c.when("2021"), c.counting(30, 40), c.event("siege"))
	c.add("raids more", "s1", "red-harbour raids blue-valley", c.when("2021"), c.counting(102, 102))
	c.add("allied", "s4", "blue-valley allied red-harbour")
	c.add("rivals", "s4", "blue-valley rivals red-harbour", c.by("green-coast"))
	plan := c.add("plan", "s1", "green-coast aids blue-valley", c.planned)
	c.add("pledge", "s1", "green-coast swears blue-valley", c.content(plan))
	c.add("unaided", "s2", "green-coast aids blue-valley", c.negated)
	c.add("began", "s1", "siege began", c.when("2021-09"), c.inferred)
	c.add("earlier", "s2", "siege happened", c.when("2021-07"))
	c.add("ended", "s2", "siege ended", c.when("2020"))
	c.add("done", "s1", "red-harbour carried_out siege")
	c.add("blamed", "s2", "green-coast blamed_for siege")
	c.add("blamed too", "s2", "white-plain blamed_for siege")
	c.add("part", "s3", "white-plain part_of green-coast")
	c.add("chair", "s1", "anna leads red-harbour", c.office("chair"), c.when("2021"), c.throughout)
	c.add("chair too", "s2", "boris leads red-harbour", c.office("chair"), c.when("2021"), c.throughout)
	c.add("rebuff", "s3", "blue-valley accuses green-coast", c.disputes(no), c.reconciles(plan))
}

func TestEveryRuleFindsSomethingInTheCorpusOfTheProperties(t *testing.T) {
	c := newCorpus(t)
	everyRule(c)
	var got []graph.Rule
	for _, x := range graph.Contradictions(c.docket()) {
		got = append(got, x.Rule)
	}
	if diff := cmp.Diff(graph.Rules(), slices.Compact(got)); diff != "" {
		t.Errorf("the rules that found something, in the order of what they found, differ (-want +got):\n%s", diff)
	}
}

func TestContradictionsKnowNoOrder(t *testing.T) {
	c := newCorpus(t)
	everyRule(c)
	d := c.docket()
	want := graph.Contradictions(d)
	random := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		random.Shuffle(len(d.Positions), func(i, j int) { d.Positions[i], d.Positions[j] = d.Positions[j], d.Positions[i] })
		if diff := cmp.Diff(want, graph.Contradictions(d)); diff != "" {
			t.Fatalf("Contradictions(shuffled) differ (-as told +shuffled):\n%s", diff)
		}
	}
}

func TestContradictionsNameNoEntity(t *testing.T) {
	c := newCorpus(t)
	everyRule(c)
	want := c.found(graph.Contradictions(c.docket()))

	// Reversed, keys also sort in another order.
	renamed := func(k graph.EntityKey) graph.EntityKey {
		b := []byte(k)
		slices.Reverse(b)
		return graph.EntityKey(b)
	}
	for _, claim := range c.claims {
		claim.From, claim.To = renamed(claim.From), renamed(claim.To)
		for i := range claim.Voices {
			claim.Voices[i].Entity = renamed(claim.Voices[i].Entity)
		}
		for _, r := range claim.Roles {
			for i := range r.Entities {
				r.Entities[i] = renamed(r.Entities[i])
			}
		}
		claim.Normalize(c.vocab.Relation(claim.Type))
	}
	d := c.docket()
	d.Name = func(k graph.EntityKey) string { return string(renamed(k)) }
	got := c.found(graph.Contradictions(d))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Contradictions(renamed) differ (-want +got):\n%s", diff)
	}
}

func TestContradictionsChangeNothing(t *testing.T) {
	c, same := newCorpus(t), newCorpus(t)
	everyRule(c)
	everyRule(same)
	d := c.docket()
	graph.Contradictions(d)
	before := same.docket().Positions
	for i := range d.Positions {
		if diff := cmp.Diff(before[i], d.Positions[i]); diff != "" {
			t.Errorf("position %d differs after Contradictions (-before +after):\n%s", i, diff)
		}
	}
}

func TestContradictionsOfNothing(t *testing.T) {
	if got := graph.Contradictions(graph.Docket{}); got != nil {
		t.Errorf("Contradictions(nothing) = %v, want none", got)
	}
}

func TestContradictionsUseNamesAndLabels(t *testing.T) {
	c := newCorpus(t)
	c.add("red", "s1", "red-harbour carried_out raid")
	c.add("blue", "s2", "blue-valley carried_out raid")
	d := c.docket()
	d.Name = func(k graph.EntityKey) string { return map[graph.EntityKey]string{"red-harbour": "Red Harbour"}[k] }
	d.Source = func(graph.SourceKey) *graph.Source { return nil }
	want := []string{"attribution certain sources: Red Harbour (red) | blue-valley (blue)"}
	if diff := cmp.Diff(want, c.found(graph.Contradictions(d))); diff != "" {
		t.Errorf("Contradictions(with one name known) differ (-want +got):\n%s", diff)
	}
}

func TestContradictionsWithoutVocabularyAndSources(t *testing.T) {
	c := newCorpus(t)
	c.add("yes", "s1", "red-harbour x:jeers blue-valley", c.when("2021-08-15"), c.relative)
	c.add("no", "s2", "red-harbour x:jeers blue-valley", c.negated, c.when("2021-08-15"))
	got := c.found(graph.Contradictions(graph.Docket{Positions: c.docket().Positions}))
	want := []string{"polarity certain sources: affirmed: x:jeers (yes) | negated: x:jeers (no); inferred"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Contradictions(bare positions) differ (-want +got):\n%s", diff)
	}
}

// Whatever claims meet about one relationship, a polarity contradiction is what Position.Opposes says, pair by pair: every
// claim that opposes another is in one, with it, and on the side of its value; no other claim is.
func TestPolarityIsWhatPositionsOppose(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 400 {
		c := newCorpus(t)
		randomClaims(c, random, 2+random.IntN(9))
		checkPolarity(t, c)
	}
}

// randomClaims tells claims about one relationship that differ in all that matters to polarity.
func randomClaims(c *corpus, random *rand.Rand, n int) {
	pick := func(changes ...change) change { return changes[random.IntN(len(changes))] }
	plain := func(*graph.Claim) {}
	for i := range n {
		c.add(string(rune('a'+i)), "s"+string(rune('a'+i)), "red-harbour opposes blue-valley",
			pick(plain, c.negated),
			pick(plain, plain, c.alleged, c.feared),
			pick(plain, c.when("2020"), c.when("2020-08"), c.when("2020-08-15"), c.when("2021/.."), c.when("2019~")),
			pick(plain, plain, c.throughout, c.starts, c.ends),
			pick(plain, plain, c.event("siege"), c.event("parade"), c.event("parade", "siege")),
			pick(plain, plain, c.by("green-coast"), func(claim *graph.Claim) { c.by("green-coast")(claim); c.rejected(claim) }),
		)
	}
}

func checkPolarity(t *testing.T, c *corpus) {
	t.Helper()
	d := c.docket()
	found := graph.Contradictions(d)
	opposing := map[graph.ClaimID]bool{}
	for i := range d.Positions {
		for j := range i {
			p, q := &d.Positions[i], &d.Positions[j]
			o := p.Opposes(q)
			if o == graph.NoOverlap {
				continue
			}
			opposing[p.Claim.ID], opposing[q.Claim.ID] = true, true
			if !together(found, o, p.Claim.ID, q.Claim.ID) {
				t.Fatalf("%s and %s oppose each other (%s), and no contradiction as sure has both: %q",
					c.labels[p.Claim.ID], c.labels[q.Claim.ID], o, c.found(found))
			}
		}
	}
	for _, x := range found {
		for _, s := range x.Sides {
			for _, id := range s.Claims {
				if !opposing[id] {
					t.Fatalf("%s opposes nothing, and is in a contradiction: %q", c.labels[id], c.found(found))
				}
			}
		}
	}
	if got, want := len(found) > 0, graph.StatusOf(d.Positions) == graph.Contested; got != want {
		t.Fatalf("contested is %t, contradicted is %t: %q", want, got, c.found(found))
	}
}

// together reports whether some contradiction has both claims, on different sides, and is at least as sure as o.
func together(found []graph.Contradiction, o graph.Overlap, p, q graph.ClaimID) bool {
	surer := []graph.Overlap{graph.UnknownOverlap, graph.PossibleOverlap, graph.CertainOverlap}
	return slices.ContainsFunc(found, func(x graph.Contradiction) bool {
		yes, no := x.Sides[0].Claims, x.Sides[1].Claims
		split := slices.Contains(yes, p) && slices.Contains(no, q) || slices.Contains(yes, q) && slices.Contains(no, p)
		return split && slices.Index(surer, x.Overlap) >= slices.Index(surer, o)
	})
}
