package graph_test

import (
	"testing"

	"dyad/graph"
)

// BenchmarkEncodeRecord is the part that a load's commit spends on the JSON of each record, and the same by encoding/json.
func BenchmarkEncodeRecord(b *testing.B) {
	c, e := tableClaim(), tableEntity()
	for name, record := range map[string]any{
		"claim": c, "claim by reflection": (*reflectedClaim)(c), "entity": e, "entity by reflection": (*reflectedEntity)(e),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := graph.EncodeRecord(record); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkDerivedID is the id of a claim, which a load derives once or twice for each.
func BenchmarkDerivedID(b *testing.B) {
	c := tableClaim()
	b.ReportAllocs()
	for b.Loop() {
		c.DerivedID()
	}
}

// BenchmarkEntityID is the id of an entity, which a load derives for each end of a claim.
func BenchmarkEntityID(b *testing.B) {
	key := graph.EntityKey("harbour-red-harbour")
	b.ReportAllocs()
	for b.Loop() {
		key.ID()
	}
}

// BenchmarkCheck is all that is judged of a claim by itself, with its entities and references.
func BenchmarkCheck(b *testing.B) {
	c := tableClaim()
	b.ReportAllocs()
	for b.Loop() {
		if c.Check() != nil || len(c.Entities()) != 2 || c.References() != nil {
			b.Fatal("a sound claim with two ends")
		}
	}
}

// tableClaim is a claim as a mapped table makes them: two ends, and nothing else said.
func tableClaim() *graph.Claim {
	c := &graph.Claim{
		Source: "harbour", From: "harbour-red-harbour", Type: "x:supplies", To: "harbour-blue-valley",
		Gist: "Red Harbour supplies Blue Valley", Annotator: "mapping", Codebook: "harbour 12", Batch: "harbour",
	}
	c.Normalize(&graph.Term{})
	c.ID = c.DerivedID()
	return c
}

func tableEntity() *graph.Entity {
	key := graph.EntityKey("harbour-red-harbour")
	return &graph.Entity{
		ID: key.ID(), Key: key, Type: "x:harbour", Name: "Red Harbour", Description: "a harbour of the north",
		External: []graph.ExternalID{{Scheme: "harbours", Value: "red-harbour"}}, Batch: "harbour",
	}
}
