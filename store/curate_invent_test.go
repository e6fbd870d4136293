package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"dyad/graph"
	"dyad/store"
)

// invent thinks of something to do, which may not be possible.
func invent(t *testing.T, s *store.Store, random *rand.Rand, i int) *deed {
	t.Helper()
	e, label := &graph.Edit{}, ""
	claims := standing(t, s)
	some := func() graph.Claim {
		if len(claims) == 0 {
			return graph.Claim{}
		}
		return claims[random.IntN(len(claims))]
	}
	switch random.IntN(10) {
	case 0, 1:
		file := courier(random.IntN(12))
		return &deed{label: fmt.Sprintf("%d: load %s", i, file.Batch.Digest), file: &file}
	case 2:
		label = "add a claim"
		c := graph.Claim{
			Source: "courier-1", From: anybody(random), Type: "supports", To: anybody(random), Gist: fmt.Sprint(i),
		}
		if random.IntN(3) == 0 {
			c.Disputes = []graph.ClaimID{some().ID}
		}
		e.Put.Claims = []graph.Claim{c}
	case 3, 4:
		label = "correct a claim"
		c := some()
		c.Modality, c.Annotator = graph.Modalities()[random.IntN(3)], "vale"
		e.Put.Claims = []graph.Claim{c}
	case 5:
		label = "retract a claim"
		e.Retract = []graph.RecordID{{Kind: graph.ClaimRecord, ID: some().ID.String()}}
	case 6:
		label = "write an entity"
		key := anybody(random)
		entity := state(key)
		entity.Names = []graph.Name{{Text: fmt.Sprint("name ", i), Kind: graph.Alias}}
		e.Put.Entities = []graph.Entity{entity}
	case 7:
		label = "judge identity"
		e.Put.SameAs = []graph.SameAs{{From: anybody(random), Into: anybody(random), Same: random.IntN(2) == 0, Reason: fmt.Sprint(i)}}
	case 8:
		label = "find on a contradiction"
		e.Put.Verdicts = []graph.Verdict{{
			Contradiction: graph.ContradictionID{byte(random.IntN(3) + 1)}, Finding: graph.Decided, Prefers: []graph.ClaimID{some().ID}, Reason: fmt.Sprint(i % 3),
		}}
	default:
		label = "define a term"
		e.Put.Terms = []graph.Term{relation(graph.TermKey(fmt.Sprint("helps_", random.IntN(3))))}
		e.Put.Terms[0].Definition = fmt.Sprint("version ", i)
	}
	return &deed{label: fmt.Sprintf("%d: %s", i, label), edit: e}
}

func anybody(random *rand.Rand) graph.EntityKey {
	all := []graph.EntityKey{actor(0), actor(1), actor(2), actor(3), actor(4), "reed-company", "red-harbour", newcomer(0), newcomer(1)}
	return all[random.IntN(len(all))]
}

// standing returns the claims that count, whole, in the order of ids.
func standing(t *testing.T, s *store.Store) []graph.Claim {
	t.Helper()
	feed, err := s.Feed(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var ids []graph.ClaimID
	for v, err := range feed.Claims {
		if err != nil {
			t.Fatal(err)
		}
		if v.Closed == 0 {
			ids = append(ids, v.Value.ID)
		}
	}
	found, err := s.Claims(context.Background(), ids, 0)
	if err != nil {
		t.Fatal(err)
	}
	var claims []graph.Claim
	for _, c := range found {
		plain := *c
		plain.Batch = ""
		claims = append(claims, plain)
	}
	return claims
}

func sortedLines(all []string) []string {
	slices.Sort(all)
	return all
}
