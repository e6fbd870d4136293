package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"dyad/graph"
	"dyad/schema/resolver"
	"dyad/store"
)

// records answers the resolvers from the store.
type records struct{ *store.Store }

var (
	_ resolver.Records = records{}
	_ resolver.Journal = records{}
)

// Histories returns every version of each claim, the oldest first.
func (r records) Histories(ctx context.Context, ids []graph.ClaimID) ([][]resolver.ClaimVersion, error) {
	all := make([][]resolver.ClaimVersion, len(ids))
	for i, id := range ids {
		versions, err := r.History(ctx, id)
		if err != nil {
			return nil, err
		}
		for v := range versions {
			all[i] = append(all[i], resolver.ClaimVersion{
				Claim: &versions[v].Value, Opened: versions[v].Opened, Closed: versions[v].Closed,
			})
		}
	}
	return all, nil
}

// Mentions returns the mentions in one source, or of an entity under any of its keys.
func (r records) Mentions(ctx context.Context, of resolver.MentionQuery) ([]graph.Mention, error) {
	if of.Source != "" {
		found, err := r.MentionsIn(ctx, of.Source, 0)
		return mentions(nil, found), err
	}
	var all []graph.Mention
	for _, key := range of.Entities {
		found, err := r.MentionsOf(ctx, key, 0)
		if err != nil {
			return nil, err
		}
		all = mentions(all, found)
	}
	return all, nil
}

func mentions(all []graph.Mention, found []*graph.Mention) []graph.Mention {
	for _, m := range found {
		all = append(all, *m)
	}
	return all
}

// CommittedAt returns when the transaction was committed.
func (r records) CommittedAt(ctx context.Context, tx graph.Tx) (time.Time, error) {
	t, err := r.Transaction(ctx, tx)
	return t.Time, err
}

// Digest returns the SHA-256 of the ids of the batches that count, in their order: each stands for the key of a file and the
// digest of its bytes, and everything recorded came with one.
func (r records) Digest(ctx context.Context, tx graph.Tx) (string, error) {
	h := sha256.New()
	for line, err := range r.Records(ctx, tx) {
		if err != nil {
			return "", err
		}
		if line.Kind != graph.BatchRecord {
			continue
		}
		var b graph.Batch
		if err := json.Unmarshal(line.JSON, &b); err != nil {
			return "", &graph.Error{Fault: graph.Corrupt, Err: errors.Join(fmt.Errorf("batch %s", line.JSON), err)}
		}
		h.Write(b.ID[:])
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
