// Package resolvertest holds a small graph of invented actors for the tests of what answers GraphQL, built in memory without a
// store. Whoever changes it has to work out the expectations of those tests anew.
package resolvertest

import (
	"fmt"

	"dyad/graph"
)

// Terms is a vocabulary that has one of everything.
func Terms() []graph.Term {
	weight := -9.0
	terms := []graph.Term{
		{Kind: graph.EntityTypeTerm, Key: "Group", Label: "group", Class: graph.Actor},
		{Kind: graph.EntityTypeTerm, Key: "State", Label: "state", Class: graph.Actor},
		{Kind: graph.EntityTypeTerm, Key: "Town", Label: "town", Class: graph.Place},
		{Kind: graph.EntityTypeTerm, Key: "Raid", Label: "raid", Class: graph.Event},
		{Kind: graph.RelationTerm, Key: "opposes", Label: "opposes", Inverse: "is opposed by", Sign: graph.Negative},
		{
			Kind: graph.RelationTerm, Key: "attacks", Label: "attacks", Inverse: "is attacked by", Sign: graph.Negative,
			Broader: "opposes", Weight: &weight, WeightSource: "invented", Aspect: graph.EventAspect,
			Cues: []graph.Cue{"raid*", "struck"},
		},
		{Kind: graph.RelationTerm, Key: "supports", Label: "supports", Inverse: "is supported by", Sign: graph.Positive},
		{
			Kind: graph.RelationTerm, Key: "allied_with", Label: "is allied with", Inverse: "is allied with", Symmetric: true,
			Sign: graph.Positive,
		},
		{
			Kind: graph.RelationTerm, Key: "mediates", Label: "mediates with", Inverse: "accepts mediation by",
			Projects: []graph.TermKey{graph.RoleCounterparty},
		},
		{Kind: graph.RelationTerm, Key: "happened", Label: "happened", Unary: true, From: []graph.TermKey{"event"}},
		{Kind: graph.RoleTerm, Key: graph.RoleCounterparty, Label: "counterparty", Holds: graph.HoldsEntity},
	}
	for i := range terms {
		terms[i].ID = terms[i].DerivedID()
		terms[i].Definition = "a " + string(terms[i].Kind) + " for tests"
	}
	return terms
}

// Entities are the actors, the place and the event.
func Entities() []graph.Entity {
	entities := []graph.Entity{
		{Key: "blue-valley", Type: "State", Name: "Blue Valley"},
		{Key: "green-front", Type: "Group", Name: "Green Front", Parent: "red-harbour"},
		{Key: "green-front-old", Type: "Group", Name: "Old Green Front", MergedInto: "green-front"},
		{Key: "harbour-raid", Type: "Raid", Name: "Harbour raid"},
		{Key: "north-ridge", Type: "State", Name: "North Ridge", Names: []graph.Name{{Text: "Ridge", Kind: graph.Alias, Ambiguous: true}}},
		{Key: "old-port", Type: "Town", Name: "Old Port", Names: []graph.Name{{Text: "Ridge", Kind: graph.Former, Ambiguous: true}}},
		{
			Key: "red-harbour", Type: "Group", Name: "Red Harbour", Description: "An invented group.",
			Names: []graph.Name{
				{Text: "RH", Kind: graph.Acronym, Language: "en"},
				{Text: "حمراء", Kind: graph.Alias, Language: "ar"},
			},
			External: []graph.ExternalID{{Scheme: "invented", Value: "17", Verified: true}},
		},
	}
	for i := range entities {
		entities[i].ID = entities[i].Key.ID()
	}
	return entities
}

// Sources are a paper that is known, a pamphlet that is not, and a table.
func Sources() []graph.Source {
	sources := []graph.Source{
		{
			Key: "gazette", Kind: graph.Article, Genre: graph.Reporting, Title: "Trouble at the harbour", Publisher: "Gazette",
			Author: "A. Writer", Published: graph.Published{EDTF: Date("2021-10"), Basis: graph.StatedBasis}, Language: "en",
			Text: graph.Text{File: "gazette.txt", SHA256: fmt.Sprintf("%064d", 1), Codepoints: len(GazetteText)},
		},
		{Key: "ledger", Kind: graph.Dataset, Genre: graph.Data, Publisher: "Ledger House"},
		{Key: "pamphlet", Kind: graph.Post, Genre: graph.Opinion, Title: "What they hide"},
	}
	for i := range sources {
		sources[i].ID = sources[i].Key.ID()
	}
	return sources
}

// GazetteText is the text that the gazette was annotated from.
const GazetteText = "Red Harbour attacked Blue Valley in August. Red Harbour says Blue Valley supports the Green Front; Blue Valley denies it."

// Date is a date that is known to be one.
func Date(text string) graph.EDTF {
	d, err := graph.ParseEDTF(text)
	if err != nil {
		panic(err) // cannot happen: tests write dates that are
	}
	return d
}

// The claims, by the names that tests call them.
const (
	Attack    = "attack"    // gazette: Red Harbour attacked Blue Valley in August 2021
	Again     = "again"     // pamphlet: the same, without a date
	Charge    = "charge"    // gazette: Red Harbour says that Blue Valley supports the Green Front
	Denial    = "denial"    // gazette: Blue Valley says that it does not; disputes the charge
	Alliance  = "alliance"  // pamphlet: alleges that Red Harbour and the Green Front, by its old key, are allied
	Mediation = "mediation" // gazette: North Ridge mediates between Blue Valley and Red Harbour
	Raid      = "raid"      // gazette: the raid happened on 2021-08-15
	Haunting  = "haunting"  // pamphlet: of a type that nobody defined
	Mistake   = "mistake"   // ledger: an attack on the old port; recorded by transaction 2, retracted by 3
)

// Claims are the claims by name, normalized, with ids.
func Claims() map[string]*graph.Claim {
	says := func(who graph.EntityKey) []graph.Voice { return []graph.Voice{{Entity: who}} }
	claims := map[string]*graph.Claim{
		Attack: {
			Source: "gazette", From: "red-harbour", Type: "attacks", To: "blue-valley", When: graph.When{EDTF: Date("2021-08")},
			Evidence: evidence(0, 42), Gist: "An attack is reported.", Annotator: "tester", Codebook: "0.1", Credibility: 2,
		},
		Again: {Source: "pamphlet", From: "red-harbour", Type: "attacks", To: "blue-valley"},
		Charge: {
			Source: "gazette", From: "blue-valley", Type: "supports", To: "green-front", Voices: says("red-harbour"),
			Evidence: evidence(44, 97),
		},
		Denial: {
			Source: "gazette", From: "blue-valley", Type: "supports", To: "green-front", Voices: says("blue-valley"),
			Polarity: graph.Negated, Evidence: evidence(99, 121),
		},
		Alliance: {Source: "pamphlet", From: "red-harbour", Type: "allied_with", To: "green-front-old", Modality: graph.Alleged},
		Mediation: {
			Source: "gazette", From: "north-ridge", Type: "mediates", To: "red-harbour",
			Roles: graph.Roles{{Name: graph.RoleCounterparty, Entities: []graph.EntityKey{"blue-valley"}}},
		},
		Raid:     {Source: "gazette", From: "harbour-raid", Type: "happened", When: graph.When{EDTF: Date("2021-08-15")}},
		Haunting: {Source: "pamphlet", From: "red-harbour", Type: "x:haunts", To: "old-port"},
		Mistake:  {Source: "ledger", From: "red-harbour", Type: "attacks", To: "old-port", When: graph.When{EDTF: Date("2020")}},
	}
	vocabulary := graph.NewVocabulary(Terms())
	for _, c := range claims {
		c.Normalize(vocabulary.Relation(c.Type))
		c.ID, c.Batch = c.DerivedID(), graph.BatchKey(c.Source)
	}
	claims[Denial].Disputes = []graph.ClaimID{claims[Charge].ID}
	return claims
}

// evidence is one occurrence of one part.
func evidence(start, end int) []graph.Occurrence {
	return []graph.Occurrence{{Parts: []graph.Part{{Start: start, End: end, SHA256: fmt.Sprintf("%064d", start)}}}}
}
