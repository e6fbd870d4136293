package resolver_test

import (
	"cmp"
	"fmt"

	"dyad/graph"
	"dyad/schema/resolver/resolvertest"
)

// claims are those of a paper: some at random, and some that every list needs to have several and to grow.
func (w *growing) claims(paper graph.SourceKey) []graph.Claim {
	lantern, guard, council := graph.EntityKey(w.name("lantern")), graph.EntityKey(w.name("guard")), graph.EntityKey(w.name("council"))
	feeds, pact, shuttle := graph.TermKey(w.name("feeds")), graph.TermKey(w.name("pact")), graph.TermKey(w.name("shuttle"))
	charge := w.spoken(paper, graph.Claim{From: "valley", Type: "attacks", To: "brigade", When: on(2033, w.round, 2)})
	said := []graph.Claim{
		{From: "valley", Type: feeds, To: "brigade"},
		{From: "brigade", Type: feeds, To: "valley"},
		{From: "valley", Type: pact, To: "brigade"},
		{From: graph.EntityKey(w.name("isle")), Type: "attacks", To: graph.EntityKey(w.name("shoal"))},
		{From: "valley", Type: "arms", To: "brigade", When: on(2034, 2*w.round, 1)},
		{From: "valley", Type: "arms", To: "brigade", When: on(2034, 2*w.round+1, 1), Polarity: graph.Negated},
		{From: "abbey", Type: shuttle, To: "valley", Roles: with("brigade")},
		{From: "abbey", Type: feeds, To: "valley"},
		{From: "abbey", Type: feeds, To: "brigade"},
		{From: "abbey", Type: "aids", To: "brigade", When: on(2032, w.round, 1), Source: firstPaper},
		{From: "valley", Type: "attacks", To: "brigade", When: w.day(), Voices: says("abbey")},
		charge,
		{From: "valley", Type: "attacks", To: "brigade", Polarity: graph.Negated, Voices: says("valley"), Disputes: []graph.ClaimID{charge.ID}},
		{From: "abbey", Type: "mediates", To: "valley", Roles: with("brigade"), Voices: says("abbey")},
		{From: council, Type: "mediates", To: "brigade", Roles: with("valley")},
		{From: guard, Type: "part_of", To: "valley", When: w.day()},
		{From: lantern, Type: "part_of", To: "brigade"},
		{From: lantern, Type: "part_of", To: "valley"},
	}
	for _, ally := range []graph.EntityKey{"abbey", council} {
		said = append(said,
			graph.Claim{From: ally, Type: "allied_with", To: "valley"}, graph.Claim{From: ally, Type: w.one("arms", "aids"), To: "brigade"})
	}
	for _, enemy := range []graph.EntityKey{"reed", guard} {
		said = append(said, graph.Claim{From: enemy, Type: "opposes", To: "valley"}, graph.Claim{From: enemy, Type: "opposes", To: "brigade"})
	}
	for range 6 {
		said = append(said, w.anything())
	}
	seen := map[graph.ClaimID]bool{}
	var claims []graph.Claim
	for _, c := range said {
		c = w.spoken(paper, c)
		if !seen[c.ID] {
			claims = append(claims, c)
		}
		seen[c.ID] = true
	}
	return claims
}

// spoken is a claim as a paper makes it, if it names no other.
func (w *growing) spoken(paper graph.SourceKey, c graph.Claim) graph.Claim {
	c.Source, c.Gist, c.Annotator, c.Codebook = cmp.Or(c.Source, paper), "It says so.", "tester", "0.1"
	c.Evidence = []graph.Occurrence{{Parts: []graph.Part{part(0, 5)}}}
	c.Normalize(graph.NewVocabulary(append(w.terms(), worldTerms()...)).Relation(c.Type))
	c.ID = c.DerivedID()
	return c
}

// anything is a claim about the two, or about one of them and somebody else, or about others.
func (w *growing) anything() graph.Claim {
	actors := []graph.EntityKey{"valley", "brigade", "valley", "brigade", "harbour", "reed", "abbey", graph.EntityKey(w.name("council"))}
	from, to := w.draw.IntN(len(actors)), w.draw.IntN(len(actors))
	for actors[to] == actors[from] {
		to = w.draw.IntN(len(actors))
	}
	c := graph.Claim{From: actors[from], To: actors[to], Type: w.one("attacks", "opposes", "arms", "aids", "allied_with")}
	if w.draw.IntN(2) == 0 {
		c.When = w.day()
	}
	if w.draw.IntN(2) == 0 {
		c.Voices = says(actors[w.draw.IntN(len(actors))])
	}
	if w.draw.IntN(4) == 0 {
		c.Polarity = graph.Negated
	}
	if w.draw.IntN(4) == 0 {
		c.Modality = graph.Alleged
	}
	return c
}

// day is some date of a year.
func (w *growing) day() graph.When {
	return on(2031, w.draw.IntN(12), w.draw.IntN(28))
}

// on is a date so many months and days into a year, which may have any number of months.
func on(year, months, days int) graph.When {
	return graph.When{EDTF: resolvertest.Date(fmt.Sprintf("%d-%02d-%02d", year+months/12, 1+months%12, 1+days))}
}

func (w *growing) one(keys ...graph.TermKey) graph.TermKey { return keys[w.draw.IntN(len(keys))] }

func says(who graph.EntityKey) []graph.Voice { return []graph.Voice{{Entity: who}} }

func with(who graph.EntityKey) graph.Roles {
	return graph.Roles{{Name: graph.RoleCounterparty, Entities: []graph.EntityKey{who}}}
}
