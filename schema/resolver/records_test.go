package resolver_test

import (
	"context"
	"testing"

	"dyad/graph"
	"dyad/schema/exec"
	"dyad/schema/resolver"
	"dyad/schema/resolver/resolvertest"
)

// tallied records count what is read of them.
type tallied struct {
	resolver.Records
	calls, claims *int
}

func (c tallied) Claims(ctx context.Context, ids []graph.ClaimID, asOf graph.Tx) ([]*graph.Claim, error) {
	*c.calls++
	*c.claims += len(ids)
	return c.Records.Claims(ctx, ids, asOf)
}

// TestRecordsAreReadOnce: a page reads its claims in one call, asking again reads nothing, and another time is another record.
func TestRecordsAreReadOnce(t *testing.T) {
	var calls, claims int
	a := newAsker(t, func(c *resolver.Config) { c.Records = tallied{c.Records, &calls, &claims} })
	now := `{ claims { nodes { id } } }`
	first := a.data(t, now)
	if calls != 1 || claims != 8 {
		t.Errorf("a page of 8 claims took %d calls for %d claims, want 1 for 8", calls, claims)
	}
	if again := a.data(t, now); again != first || calls != 1 {
		t.Errorf("asked again, it took %d calls more and said %s, want none and %s", calls-1, again, first)
	}
	a.data(t, `{ claims(view: {asOf: {transaction: 2}}) { nodes { id } } }`)
	if calls != 2 || claims != 17 {
		t.Errorf("the 9 claims of transaction 2 took %d calls for %d claims, want 1 for 9", calls-1, claims-8)
	}
}

// TestRelationshipsAreAddedUpOnce: the claims behind a relationship are answered with the one, under each view.
func TestRelationshipsAreAddedUpOnce(t *testing.T) {
	a := newAsker(t, nil)
	ctx, err := a.root.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for name, view := range map[string]*exec.View{"the present": nil, "a view": {Modality: []graph.Modality{graph.Asserted}}} {
		found, again := map[string]*exec.Relationship{}, 0
		for _, recorded := range resolvertest.Claims() {
			c, err := a.root.Query().Claim(ctx, recorded.ID.String(), view)
			if err != nil {
				t.Fatal(err)
			}
			backed, err := a.root.Claim().Relationships(ctx, c)
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range backed {
				first := found[b.Relationship.ID]
				if first == nil {
					found[b.Relationship.ID] = b.Relationship
				} else if again++; first != b.Relationship {
					t.Errorf("%s: relationship %s was added up for each of its claims", name, b.Relationship.ID)
				}
			}
		}
		if again == 0 {
			t.Errorf("%s: no relationship has two claims, which this test needs", name)
		}
	}
}
