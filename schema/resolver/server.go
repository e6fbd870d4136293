package resolver

import (
	"context"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/exec"
)

// Server tells what answers.
func (r queryResolver) Server(ctx context.Context) (*exec.Server, error) {
	d := deskOf(ctx)
	data, err := d.data(ctx)
	if err != nil {
		return nil, err
	}
	l := r.c.Limits
	return &exec.Server{
		Version: r.c.Version, ReadOnly: true, TextsLoaded: r.textsLoaded(d.x.Present()), Data: data,
		Limits: &exec.Limits{
			BodyBytes: l.BodyBytes, Tokens: l.Tokens, Depth: l.Depth, Fields: l.Fields, Cost: l.Cost,
			VariableDepth: l.VariableDepth, ListLength: l.ListLength, Milliseconds: l.Milliseconds, InFlight: l.InFlight,
			DefaultPage: defaultPage, MaxPage: maxPage,
		},
	}, nil
}

// data describes the state of the data that the request is answered from.
func (d *desk) data(ctx context.Context) (*exec.Data, error) {
	digest, err := d.c.Digest(ctx, d.x.Last())
	if err != nil {
		return nil, err
	}
	data := &exec.Data{Transaction: int(d.x.Last()), Digest: digest}
	if data.Transaction > 0 {
		at, err := d.committedAt(ctx, d.x.Last())
		if err != nil {
			return nil, err
		}
		data.CommittedAt = &at
	}
	return data, nil
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
