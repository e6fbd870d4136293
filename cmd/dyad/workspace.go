package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"time"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/store"
	"dyad/store/badgerkv"

	"github.com/spf13/cobra"
)

// defaultData is where data lives unless somebody says otherwise.
const defaultData = "dyad-data"

// A workspace is an open data directory.
type workspace struct {
	dir   string
	kv    *badgerkv.DB
	store *store.Store
}

// openWorkspace opens a data directory. Unless create is set it has to be there.
func openWorkspace(ctx context.Context, dir string, create bool) (*workspace, error) {
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) && !create {
		return nil, &graph.Error{
			On: dir, Fault: graph.NotFound,
			Err: errors.New("no data directory here: make one with 'dyad load', name another with --data, or ask a server with --server"),
		}
	}
	kv, err := badgerkv.Open(dir, badgerkv.Options{})
	if err != nil {
		return nil, err
	}
	s, err := store.Open(ctx, kv)
	if err != nil {
		return nil, errors.Join(err, kv.Close())
	}
	return &workspace{dir: dir, kv: kv, store: s}, nil
}

// close lets go of the directory.
func (w *workspace) close() error { return w.kv.Close() }

// index builds the index of what is recorded.
func (w *workspace) index(ctx context.Context) (*index.Index, error) {
	feed, err := w.store.Feed(ctx)
	if err != nil {
		return nil, err
	}
	return index.Build(index.Input{
		Vocabulary: graph.NewVocabulary(feed.Terms),
		Entities:   feed.Entities,
		Sources:    feed.Sources,
		SameAs:     feed.SameAs,
		Verdicts:   feed.Verdicts,
		Claims:     feed.Claims,
		Last:       feed.Last,
	})
}

// load loads bundles as of now.
func (w *workspace) load(ctx context.Context, bundles []graph.Bundle, reason string, dryRun bool) (store.Report, error) {
	return w.store.Load(ctx, bundles, store.Commit{Time: time.Now().UTC(), Author: os.Getenv("USER"), Reason: reason, DryRun: dryRun})
}

// withWorkspace opens a data directory that is there, runs do, and closes it whatever happens.
func withWorkspace(cmd *cobra.Command, dir string, do func(*workspace) error) error {
	w, err := openWorkspace(cmd.Context(), dir, false)
	if err != nil {
		return err
	}
	return errors.Join(do(w), w.close())
}
