package resolver

import (
	"context"
	"sync"

	"github.com/99designs/gqlgen/graphql"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// Server tells what answers.
func (r queryResolver) Server(ctx context.Context) (*exec.Server, error) {
	d := deskOf(ctx)
	data, err := r.data(ctx, d)
	if err != nil {
		return nil, err
	}
	l := r.c.Limits
	return &exec.Server{
		Version: r.c.Version, Build: r.c.Build.shown(), ReadOnly: r.c.Curation == nil,
		TextsLoaded: r.textsLoaded(d.x.Present()), Data: data,
		Limits: &exec.Limits{
			BodyBytes: l.BodyBytes, QueryBytes: l.QueryBytes, BodyValues: l.BodyValues, Variables: l.Variables, Directives: l.Directives,
			Arguments: l.Arguments, Spreads: l.Spreads, SameName: l.SameName, Tokens: l.Tokens, Operations: l.Operations, Fragments: l.Fragments, Depth: l.Depth,
			Fields: l.Fields, Cost: l.Cost, Values: l.Values, VariableDepth: l.VariableDepth, ListLength: l.ListLength,
			TextLength: l.TextLength, AnswerBytes: l.AnswerBytes, Milliseconds: l.Milliseconds, InFlight: l.InFlight,
			Connections: l.Connections, OperationsAtOnce: l.OperationsAtOnce, Exports: l.Exports, DefaultPage: defaultPage, MaxPage: maxPage,
		},
	}, nil
}

// data describes the state of the data that the request is answered from.
func (r queryResolver) data(ctx context.Context, d *desk) (*exec.Data, error) {
	data := &exec.Data{Transaction: int(d.x.Last())}
	if graphql.FieldRequested(ctx, "data.digest") {
		digest, err := r.digests.of(ctx, d.x.Last(), r.c.Digest)
		if err != nil {
			return nil, err
		}
		data.Digest = digest
	}
	if data.Transaction > 0 {
		at, err := d.committedAt(ctx, d.x.Last())
		if err != nil {
			return nil, err
		}
		data.CommittedAt = &at
	}
	return data, nil
}

// A digestCache keeps the digest of one state of the data: working it out means reading everything that is recorded.
type digestCache struct {
	mu     sync.Mutex
	known  bool
	tx     graph.Tx
	digest string
}

// of returns the digest at tx. Who asks while it is being worked out waits for it.
func (c *digestCache) of(ctx context.Context, tx graph.Tx, work func(context.Context, graph.Tx) (string, error)) (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.known && c.tx == tx {
		return c.digest, nil
	}
	digest, err := work(ctx, tx)
	if err != nil {
		return "", err
	}
	c.known, c.tx, c.digest = true, tx, digest
	return digest, nil
}

// textsLoaded counts the sources whose text is at hand.
func (r queryResolver) textsLoaded(g *index.Graph) int {
	n := 0
	for s := range g.Sources(index.Window[graph.SourceKey]{}) {
		if r.loaded(s) {
			n++
		}
	}
	return n
}
