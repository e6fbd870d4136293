package resolver

import (
	"bytes"
	"context"
	"encoding/json"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// This file is for those who answer otherwise than in GraphQL, and mean the same by a view and a filter.

// Show returns what a view shows of the data as it is now, and what admits of it what a filter does; nil admits everything. View and filter
// are the API's View and RelationshipFilter, as JSON has them, and fit the schema; nil is none.
func (r *Root) Show(ctx context.Context, view, filter map[string]any) (*index.Graph, *index.Matcher, error) {
	ctx, err := r.Begin(ctx)
	if err != nil {
		return nil, nil, err
	}
	v, err := readInput(ctx, view, exec.ReadView)
	if err != nil {
		return nil, nil, err
	}
	f, err := readInput(ctx, filter, exec.ReadRelationshipFilter)
	if err != nil {
		return nil, nil, err
	}
	_, g, err := deskOf(ctx).under(ctx, v, nil)
	if err != nil {
		return nil, nil, err
	}
	m, err := matcher(g, f)
	return g, m, err
}

// readInput reads an input object, by way of JSON: its numbers and lists are then those that a request has.
func readInput[T any](ctx context.Context, in map[string]any, read func(context.Context, any) (*T, error)) (*T, error) {
	if in == nil {
		return nil, nil
	}
	text, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var plain any
	if err := decoder.Decode(&plain); err != nil {
		return nil, err
	}
	return read(ctx, plain)
}

// Digest returns the digest of what was recorded once a transaction had been committed, as `server { data { digest } }` tells it.
func (r *Root) Digest(ctx context.Context, tx graph.Tx) (string, error) {
	return r.digests.of(ctx, tx, r.c.Digest)
}

// Records returns the full records of claims.
func (r *Root) Records() Records { return r.c.Records }

// Texts returns the texts of sources that are at hand. It may have none.
func (r *Root) Texts() Texts { return r.c.Texts }
