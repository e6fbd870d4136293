package resolver

import (
	"context"
	"sync"

	"dyad/graph"
)

// recordsKept is how many claims a cache holds at most. A claim is a few kilobytes.
const recordsKept = 4096

// A recordCache keeps claims that were read from the records: reading one means looking it up on disk and decoding it, and the
// same few are asked for again and again. A claim as it stood at a transaction never changes, so nothing kept grows stale.
type recordCache struct {
	mu   sync.Mutex
	kept map[recorded]*graph.Claim
}

// claims returns the claims as they stood at tx, in the order of ids, nil where there was none, and reads those that it does not
// have in one call. They are shared: nobody may change them.
func (c *recordCache) claims(ctx context.Context, from Records, ids []graph.ClaimID, tx graph.Tx) ([]*graph.Claim, error) {
	found, missing := c.known(ids, tx)
	if len(missing) == 0 {
		return found, nil
	}
	read, err := from.Claims(ctx, missing, tx)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept == nil || len(c.kept)+len(read) > recordsKept {
		c.kept = map[recorded]*graph.Claim{} // rather all at once than an order of forgetting
	}
	next := 0
	for i := range found {
		if found[i] != nil {
			continue
		}
		found[i] = read[next]
		if next++; found[i] != nil && len(c.kept) < recordsKept {
			c.kept[recorded{ids[i], tx}] = found[i]
		}
	}
	return found, nil
}

// known returns what is kept, and which ids are not.
func (c *recordCache) known(ids []graph.ClaimID, tx graph.Tx) (found []*graph.Claim, missing []graph.ClaimID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	found = make([]*graph.Claim, len(ids))
	for i, id := range ids {
		if found[i] = c.kept[recorded{id, tx}]; found[i] == nil {
			missing = append(missing, id)
		}
	}
	return found, missing
}
