package resolver_test

import (
	"context"
	"testing"

	"dyad/graph"
	"dyad/schema/resolver"
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
