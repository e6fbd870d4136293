package graph_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"dyad/graph"
)

// BenchmarkContradictions shows how the work grows: the time per claim should hardly change from one size to the next.
func BenchmarkContradictions(b *testing.B) {
	shapes := []struct {
		name string
		tell func(random *rand.Rand, i, n int) graph.Claim
	}{
		{"many pairs", scattered},
		{"one pair by day", daily},
		{"one pair by event", eventful},
	}
	for _, shape := range shapes {
		for _, n := range []int{25_000, 100_000, 400_000} {
			b.Run(fmt.Sprintf("%s/%d", shape.name, n), func(b *testing.B) {
				d := generated(b, n, shape.tell)
				found := 0
				for b.Loop() {
					found = len(graph.Contradictions(d))
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/claim")
				b.ReportMetric(float64(found), "found")
			})
		}
	}
}

// scattered are claims between as many actors as there are claims by ten, in four relations.
func scattered(random *rand.Rand, _, n int) graph.Claim {
	actor := func() graph.EntityKey { return graph.EntityKey(fmt.Sprintf("actor-%d", random.IntN(n/10+1))) }
	types := []graph.TermKey{"opposes", "fights", "allied", "part_of"}
	return graph.Claim{From: actor(), Type: types[random.IntN(len(types))], To: actor()}
}

// daily are claims about one relationship, each dated to a day of three hundred years, with numbers.
func daily(random *rand.Rand, _, _ int) graph.Claim {
	d, _ := graph.ParseEDTF(graph.Span{From: 0, To: 0}.EDTF())
	if day := graph.Day(random.IntN(110_000)); day > 0 {
		d, _ = graph.ParseEDTF(graph.Span{From: day, To: day}.EDTF())
	}
	low := float64(random.IntN(10))
	return graph.Claim{
		From: "red-harbour", Type: "fights", To: "blue-valley", When: graph.When{EDTF: d},
		Number: &graph.Number{Low: &low, Best: &low, High: &low, Unit: "people"},
	}
}

// eventful are undated claims about one relationship, each five about an event of their own.
func eventful(_ *rand.Rand, i, _ int) graph.Claim {
	e := graph.EntityKey(fmt.Sprintf("event-%d", i/5))
	return graph.Claim{
		From: "red-harbour", Type: "fights", To: "blue-valley",
		Roles: graph.Roles{{Name: graph.RoleEvent, Entities: []graph.EntityKey{e}}},
	}
}

// generated is a docket of n claims of a shape, one in ten of them negated, by a hundred sources.
func generated(b *testing.B, n int, tell func(random *rand.Rand, i, n int) graph.Claim) graph.Docket {
	random := rand.New(rand.NewPCG(5, 6))
	vocab := quarrels(b)
	d := graph.Docket{Vocabulary: vocab}
	for i := range n {
		c := tell(random, i, n)
		c.Source = graph.SourceKey(fmt.Sprintf("source-%d", i%100))
		if random.IntN(10) == 0 {
			c.Polarity = graph.Negated
		}
		t := vocab.Relation(c.Type)
		c.Normalize(t)
		c.ID = graph.ClaimID{byte(i), byte(i >> 8), byte(i >> 16), 1}
		d.Positions = append(d.Positions, c.Positions(t, &graph.Source{Key: c.Source})...)
	}
	return d
}
