package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"

	"dyad/extract"
	"dyad/graph"
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
	s, err := w.server(still(x), texts, server.Config{Candid: true})
	if err != nil {
		return nil, errors.Join(err, w.close())
	}
	return &local{w, s}, nil
}

// An answering is what a server answers from, and how it changes.
type answering struct {
	snapshot func() *index.Index
	watch    func(func(graph.Transaction)) (stop func()) // nil: it never changes
	changes  resolver.Curation                           // nil: nobody may change it
}

// still is a state that never changes.
func still(x *index.Index) answering { return answering{snapshot: func() *index.Index { return x }} }

// server returns a server of the workspace that answers from one of its states. config names everything but the resolvers.
func (w *workspace) server(of answering, texts *extract.Texts, config server.Config) (*server.Server, error) {
	var err error
	if config.Resolvers, err = w.resolvers(of, texts); err != nil {
		return nil, err
	}
	config.Lines, config.Backup = w.lines, w.backup
	return server.New(config)
}

// resolvers returns what answers from a state of the workspace.
func (w *workspace) resolvers(of answering, texts *extract.Texts) (*resolver.Root, error) {
	return resolver.New(resolver.Config{
		Snapshot: of.snapshot,
		Watch:    of.watch,
		Curation: of.changes,
		Records:  w.store,
		Mentions: w.store,
		Journal:  w.store,
		Texts:    resolverTexts(texts.Hurried()),

		Annotations: &annotating{w, texts},
		Digest:      w.digest,
		Version:     version,
		Build:       thisBuild(),
		Limits:      resolver.DefaultLimits(),
	})
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
