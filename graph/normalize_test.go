package graph_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// A normalized claim is a fixed point of Normalize, and the order in which an annotator lists things changes nothing, whatever
// the type and whatever is missing: a unary claim has no To, and one that nobody has checked may lack it too.
func TestNormalizedClaimsAreFixedPoints(t *testing.T) {
	terms := map[string]graph.Term{
		"plain":          {},
		"symmetric":      {Symmetric: true},
		"unary":          {Unary: true},
		"projecting":     {Projects: []graph.TermKey{graph.RoleCounterparty}},
		"projecting two": {Projects: []graph.TermKey{graph.RoleCounterparty, graph.RoleObject}},
	}
	random := rand.New(rand.NewPCG(7, 8))
	for name, term := range terms {
		t.Run(name, func(t *testing.T) {
			for range 2000 {
				told := randomClaim(t, random, term.Unary)
				once := normalized(told, &term)
				if diff := cmp.Diff(once, normalized(once, &term)); diff != "" {
					t.Fatalf("Normalize twice of %+v differ (-once +twice):\n%s", told, diff)
				}
				if diff := cmp.Diff(once, normalized(reversed(told), &term)); diff != "" {
					t.Fatalf("Normalize of %+v, told in reverse, differ (-told +reversed):\n%s", told, diff)
				}
			}
		})
	}
}

// randomClaim tells a claim among so few actors that ends, sides and roles often meet, and a role may come twice.
func randomClaim(t *testing.T, random *rand.Rand, unary bool) graph.Claim {
	t.Helper()
	actor := func() graph.EntityKey { return []graph.EntityKey{"ash", "birch", "cedar", "elm"}[random.IntN(4)] }
	c := graph.Claim{From: actor()}
	if !unary && random.IntN(4) > 0 {
		c.To = actor()
	}
	for range random.IntN(5) {
		r := graph.Role{Name: []graph.TermKey{graph.RoleCounterparty, graph.RoleObject, graph.RoleWith}[random.IntN(3)]}
		for range random.IntN(4) {
			r.Entities = append(r.Entities, actor())
		}
		c.Roles = append(c.Roles, r)
	}
	for range random.IntN(3) {
		c.Disputes = append(c.Disputes, graph.ClaimID{byte(random.IntN(3))})
		c.Voices = append(c.Voices, graph.Voice{Entity: actor()})
	}
	c.When = graph.When{
		Basis:  []graph.Basis{"", graph.StatedBasis, graph.InferredBasis}[random.IntN(3)],
		Bound:  []graph.Bound{"", graph.Whole, graph.StartBound, graph.EndBound}[random.IntN(4)],
		Extent: []graph.Extent{"", graph.Throughout, graph.Sometime}[random.IntN(3)],
	}
	if random.IntN(2) > 0 {
		c.When.EDTF = dateOf(t, "2021-08")
	}
	return c
}

// normalized is the claim after Normalize; its argument stays as it is.
func normalized(c graph.Claim, t *graph.Term) graph.Claim {
	c = ownSlices(c)
	c.Normalize(t)
	return c
}

// reversed is the claim with each list the other way round that has no order of its own.
func reversed(c graph.Claim) graph.Claim {
	c = ownSlices(c)
	slices.Reverse(c.Roles)
	for _, r := range c.Roles {
		slices.Reverse(r.Entities)
	}
	slices.Reverse(c.Disputes)
	return c
}

// ownSlices is the claim in slices that it shares with no other.
func ownSlices(c graph.Claim) graph.Claim {
	c.Roles, c.Voices, c.Disputes = slices.Clone(c.Roles), slices.Clone(c.Voices), slices.Clone(c.Disputes)
	for i := range c.Roles {
		c.Roles[i].Entities = slices.Clone(c.Roles[i].Entities)
	}
	return c
}
