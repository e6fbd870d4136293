package export_test

import (
	"fmt"
	"io"
	"runtime"
	"testing"

	"dyad/graph"
	"dyad/internal/export"
)

// quarrel is a world of one relationship with n claims, of which one denies it and each but the first disputes that.
func quarrel(t *testing.T, n int) *world {
	t.Helper()
	b := graph.Bundle{
		Terms:    []graph.Term{{Kind: graph.RelationTerm, Key: "fights", Symmetric: true, Sign: graph.Negative}, {Kind: graph.EntityTypeTerm, Key: "Group", Class: graph.Actor}},
		Entities: []graph.Entity{{Key: "mowers", Name: "Mowers", Type: "Group"}, {Key: "reapers", Name: "Reapers", Type: "Group"}},
	}
	for i := range n {
		src := graph.Source{Key: graph.SourceKey(fmt.Sprintf("watch-%d", i)), Publisher: "Valley Watch"}
		c := graph.Claim{Source: src.Key, From: "mowers", Type: "fights", To: "reapers", Polarity: graph.Affirmed, Modality: graph.Asserted}
		if i == 0 {
			c.Polarity = graph.Negated
		} else {
			c.Disputes = []graph.ClaimID{b.Claims[0].ID}
		}
		c.ID = c.DerivedID()
		b.Sources, b.Claims = append(b.Sources, src), append(b.Claims, c)
	}
	return built(t, []graph.Bundle{b})
}

// TestWorkGrowsWithTheClaims tells what an export takes by the memory that it asks for: four times the claims of a relationship may take
// four times as much and some, and not sixteen times, as where the relationship is added up for each of them.
func TestWorkGrowsWithTheClaims(t *testing.T) {
	const few, times = 100, 4
	views := []struct {
		name string
		view graph.View
	}{
		{"the present", graph.View{}},
		{"a view", graph.View{Modality: []graph.Modality{graph.Asserted}}},
	}
	worlds := []*world{quarrel(t, few), quarrel(t, few*times)}
	for _, v := range views {
		for _, f := range export.Formats() {
			for _, file := range f.Files(f.Name) {
				t.Run(v.name+"/"+f.Name+"/"+file.Name, func(t *testing.T) {
					var took [2]uint64
					for i, w := range worlds {
						g, err := w.graph.Index().Under(v.view)
						if err != nil {
							t.Fatal(err)
						}
						s := everything(t, g)
						s.Claims = w
						var before, after runtime.MemStats
						runtime.ReadMemStats(&before)
						if err := file.Write(t.Context(), io.Discard, s); err != nil {
							t.Fatal(err)
						}
						runtime.ReadMemStats(&after)
						took[i] = after.TotalAlloc - before.TotalAlloc
					}
					if took[1] > 2*times*took[0] {
						t.Errorf("%d claims took %d bytes, and %d claims %d: more than %d times as much", few, took[0], few*times, took[1], 2*times)
					}
				})
			}
		}
	}
}
