package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"

	"dyad/extract"
	"dyad/graph/index"
	"dyad/internal/server"
	"dyad/schema/resolver"
)

// A local answers from a data directory, within the same limits as a server.
type local struct {
	workspace *workspace
	server    *server.Server
}

// openLocal opens a data directory to ask it, with the texts of a folder; "" is none.
func openLocal(ctx context.Context, dir, folder string) (asker, error) {
	texts, err := openTexts(folder)
	if err != nil {
		return nil, err
	}
	w, err := openWorkspace(ctx, dir, false)
	if err != nil {
		return nil, err
	}
	x, err := w.index(ctx)
	if err != nil {
		return nil, errors.Join(err, w.close())
	}
	s, err := w.server(func() *index.Index { return x }, texts, nil, server.Config{})
	if err != nil {
		return nil, errors.Join(err, w.close())
	}
	return &local{w, s}, nil
}

// server returns a server of the workspace that answers from snapshots of its index. It only reads unless it is given somebody who
// makes changes. config names everything but the resolvers.
func (w *workspace) server(
	snapshot func() *index.Index, texts *extract.Texts, changes resolver.Curation, config server.Config,
) (*server.Server, error) {
	var err error
	config.Resolvers, err = resolver.New(resolver.Config{
		Snapshot: snapshot,
		Curation: changes,
		Records:  w.store,
		Mentions: w.store,
		Journal:  w.store,
		Texts:    resolverTexts(texts),
		Digest:   w.digest,
		Version:  version,
		Limits:   resolver.DefaultLimits(),
	})
	if err != nil {
		return nil, err
	}
	return server.New(config)
}

// resolverTexts hands texts to the resolvers; nil stays nil.
func resolverTexts(texts *extract.Texts) resolver.Texts {
	if texts == nil {
		return nil
	}
	return texts
}

func (l *local) ask(ctx context.Context, req request) ([]byte, error) {
	// By way of JSON, so that variables are what they would be over HTTP.
	data, err := json.Marshal(req)
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var r server.Request
	if err := d.Decode(&r); err != nil {
		return nil, err
	}
	return l.server.Execute(ctx, r).JSON()
}

func (l *local) close() error { return l.workspace.close() }
