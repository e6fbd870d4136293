package agreement_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	difference "github.com/google/go-cmp/cmp"

	"dyad/extract"
	"dyad/extract/agreement"
	"dyad/graph"
)

// randomCoding invents claims about few actors in a short text, so that many of them compete for the same partners.
func randomCoding(t testing.TB, r *rand.Rand, actors []string) *agreement.Coding {
	t.Helper()
	types := []string{"attacks", "fights", "allied_with", "supports", "shelters", "mediates"}
	marks := []string{"", " not", " alleged", " by=council", " by=harbour place=quay", " label=officials"}
	seen := map[graph.ClaimID]bool{}
	c := coding(t)
	b := &c.Bundles[0]
	for range r.IntN(12) {
		from, to := actors[r.IntN(len(actors))], actors[r.IntN(len(actors))]
		if from == to {
			continue
		}
		start := 5 * r.IntN(3) // few places, so that many sums are equal
		text := fmt.Sprintf("%s %s %s @%d-%d%s", from, types[r.IntN(len(types))], to, start, start+10, marks[r.IntN(len(marks))])
		if claim := statement(t, "ferry", text); !seen[claim.ID] {
			seen[claim.ID] = true
			b.Claims = append(b.Claims, claim)
		}
	}
	for i := range r.IntN(6) {
		b.Mentions = append(b.Mentions, graph.Mention{
			Source: "ferry", Entity: graph.EntityKey(actors[r.IntN(len(actors))]),
			Part: graph.Part{Start: 10 * i, End: 10*i + 4 + r.IntN(2)},
		})
	}
	return c
}

var align = []extract.Same{{Left: "gunmen", Right: "raiders"}}

// corpora calls a property with pairs of codings.
func corpora(t *testing.T, property func(a, b *agreement.Coding)) {
	r := rand.New(rand.NewPCG(2031, 6))
	for range 400 {
		property(
			randomCoding(t, r, []string{"reed", "valley", "harbour", "gunmen"}),
			randomCoding(t, r, []string{"reed", "valley", "harbour", "raiders"}),
		)
	}
}

// TestExchange holds that exchanging the coders exchanges the sides of the figures, and nothing else.
func TestExchange(t *testing.T) {
	back := []extract.Same{{Left: "raiders", Right: "gunmen"}}
	corpora(t, func(a, b *agreement.Coding) {
		want := agreement.Compare(a, b, align, vocabulary())
		got := exchanged(agreement.Compare(b, a, back, vocabulary()))
		if diff := difference.Diff(exchanged(exchanged(want)), got); diff != "" {
			t.Fatalf("Compare(b, a), exchanged, is not Compare(a, b) (-ab +ba):\n%s", diff)
		}
	})
}

// exchanged returns the figures of a report with the sides exchanged.
func exchanged(r *agreement.Report) *agreement.Report {
	out := &agreement.Report{Total: otherWay(r.Total)}
	for _, s := range r.Sources {
		s.Measure = otherWay(s.Measure)
		s.Pairs, s.AloneA, s.AloneB = turnedPairs(s.Pairs), s.AloneB, s.AloneA
		out.Sources = append(out.Sources, s)
	}
	for _, c := range r.Types {
		out.Types = append(out.Types, agreement.Cell{A: c.B, B: c.A, Pairs: c.Pairs})
	}
	slices.SortFunc(out.Types, func(x, y agreement.Cell) int { return cmp.Or(cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B)) })
	return out
}

// turnedPairs returns pairs with the sides exchanged, in the order of ids, without what they are called by: that follows the order of A.
func turnedPairs(pairs []agreement.Pair) []agreement.Pair {
	var out []agreement.Pair
	for _, p := range pairs {
		turned := agreement.Pair{Source: p.Source, A: p.B, B: p.A, Core: p.Core}
		for _, d := range p.Fields {
			turned.Fields = append(turned.Fields, agreement.Disagreement{Field: d.Field})
		}
		out = append(out, turned)
	}
	slices.SortFunc(out, func(p, q agreement.Pair) int {
		return cmp.Compare(p.A.ID.String()+p.B.ID.String(), q.A.ID.String()+q.B.ID.String())
	})
	return out
}

func otherWay(m agreement.Measure) agreement.Measure {
	m.ClaimsA, m.ClaimsB, m.OnlyA, m.OnlyB = m.ClaimsB, m.ClaimsA, m.OnlyB, m.OnlyA
	m.Mentions.A, m.Mentions.B = m.Mentions.B, m.Mentions.A
	return m
}

// TestItself holds that a coding agrees with itself: alpha is 1 or undefined everywhere, and nothing is alone.
func TestItself(t *testing.T) {
	corpora(t, func(a, _ *agreement.Coding) {
		r := agreement.Compare(a, a, nil, vocabulary())
		n := len(a.Bundles[0].Claims)
		if r.Total.Whole != n || r.Total.Core != n || r.Total.OnlyA+r.Total.OnlyB != 0 || len(r.Differing)+len(r.Alone) != 0 {
			t.Fatalf("Compare(a, a) = %+v of %d claims, want all of them alike", r.Total, n)
		}
		for _, f := range append(r.Total.Fields, r.Total.Mentions.Entity) {
			if f.Equal != f.Pairs || f.Alpha != nil && *f.Alpha != 1 || (f.Alpha == nil) != (f.Values < 2) {
				t.Fatalf("Compare(a, a): %+v, want alpha 1, or undefined for less than two values", f)
			}
		}
		if got := agreement.Recalled(a, a, a, nil, nil, vocabulary()); got.Exact != got.Both || got.A != got.Both || len(got.Missing) > 0 {
			t.Fatalf("Recalled(a, a, a) = %+v, want all of it", got)
		}
	})
}

// TestOrder holds that the order in which a coder wrote the claims changes nothing.
func TestOrder(t *testing.T) {
	corpora(t, func(a, b *agreement.Coding) {
		want := agreement.Compare(a, b, align, vocabulary())
		reversed := a.Bundles[0]
		reversed.Claims = slices.Clone(reversed.Claims) // the report refers to those of a
		slices.Reverse(reversed.Claims)
		got := agreement.Compare(&agreement.Coding{Bundles: []graph.Bundle{reversed}}, b, align, vocabulary())
		if diff := difference.Diff(want, got); diff != "" {
			t.Fatalf("Compare with the claims of A in reverse (-in order +in reverse):\n%s", diff)
		}
	})
}

// TestSums holds that every claim is counted once, and that what is matched bounds what agrees.
func TestSums(t *testing.T) {
	corpora(t, func(a, b *agreement.Coding) {
		m := agreement.Compare(a, b, align, vocabulary()).Total
		sound := m.ClaimsA == len(a.Bundles[0].Claims) && m.ClaimsB == len(b.Bundles[0].Claims) &&
			m.Matched+m.OnlyA == m.ClaimsA && m.Matched+m.OnlyB == m.ClaimsB && m.Whole <= m.Core && m.Core <= m.Matched
		if !sound {
			t.Fatalf("Compare = %+v of %d and %d claims", m, len(a.Bundles[0].Claims), len(b.Bundles[0].Claims))
		}
	})
}
