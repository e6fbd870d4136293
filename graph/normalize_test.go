package graph_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// A normalized claim is a fixed point of Normalize, and the order in which an annotator lists things changes nothing, whatever
// the type and whatever is missing: a unary claim has no To, and an unfinished one neither.
func TestNormalizedClaimsAreFixedPoints(t *testing.T) {
	terms := map[string]graph.Term{
		"plain":         {},
		"symmetric":     {Symmetric: true},
		"unary":         {Unary: true},
		"projecting":    {Projects: []graph.TermKey{graph.RoleCounterparty}},
		"projecting two": {Projects: []graph.TermKey{graph.RoleCounterparty, graph.RoleObject}},
	}
	random := rand.New(rand.NewPCG(7, 8))
	for name, term := range terms {
		t.Run(name, func(t *testing.T) {
			for range 2000 {
				told := randomClaim(t, random, !term.Unary)
				once := normalized(t, told, &term)
				if diff := cmp.Diff(once, normalized(t, once, &term)); diff != "" {
					t.Fatalf("Normalize twice of %s differ (-once +twice):\n%s", told, diff)
				}
				if diff := cmp.Diff(once, normalized(t, reversed(t, told), &term)); diff != "" {
					t.Fatalf("Normalize of %s, told in reverse, differ (-told +reversed):\n%s", told, diff)
				}
			}
		})
	}
}

// randomClaim tells a claim, as JSON, among so few actors that ends, sides and roles often meet. It may have no To; without
// ends, it never has one.
func randomClaim(t *testing.T, random *rand.Rand, ends bool) string {
	t.Helper()
	actor := func() graph.EntityKey { return []graph.EntityKey{"ash", "birch", "cedar", "elm"}[random.IntN(4)] }
	c := graph.Claim{From: actor(), Type: "meets"}
	if ends && random.IntN(4) > 0 {
		c.To = actor()
	}
	for _, name := range []graph.TermKey{graph.RoleCounterparty, graph.RoleObject, graph.RoleWith} {
		r := graph.Role{Name: name}
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
	return written(t, &c)
}

// reversed is the claim with each of its lists that have no order of their own the other way round.
func reversed(t *testing.T, claim string) string {
	t.Helper()
	c := read(t, claim)
	slices.Reverse(c.Roles)
	for _, r := range c.Roles {
		slices.Reverse(r.Entities)
	}
	slices.Reverse(c.Disputes)
	return written(t, c)
}

func normalized(t *testing.T, claim string, term *graph.Term) string {
	t.Helper()
	c := read(t, claim)
	c.Normalize(term)
	return written(t, c)
}

// read and written also give every claim slices of its own.
func read(t *testing.T, claim string) *graph.Claim {
	t.Helper()
	var c graph.Claim
	if err := json.Unmarshal([]byte(claim), &c); err != nil {
		t.Fatalf("Unmarshal(%s): %v", claim, err)
	}
	return &c
}

func written(t *testing.T, c *graph.Claim) string {
	t.Helper()
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatalf("Marshal(%+v): %v", c, err)
	}
	return string(text)
}
