package badgerkv

import (
	"context"
	"errors"
	"iter"
	"slices"

	"dyad/graph"
	"dyad/store"

	"github.com/dgraph-io/badger/v4"
)

// Apply implements [store.KV].
func (db *DB) Apply(ctx context.Context, w *store.Write) error {
	if err := db.apply(ctx, w); err != nil {
		return inContext("store write", "", err)
	}
	return nil
}

func (db *DB) apply(ctx context.Context, w *store.Write) error {
	if err := w.Check(); err != nil {
		return err
	}
	if err := db.calls.begin(ctx); err != nil {
		return err
	}
	defer db.calls.end()
	return db.commit(w)
}

// Stage implements [store.KV].
func (db *DB) Stage(ctx context.Context, rows iter.Seq2[store.Row, error]) error {
	if err := db.calls.begin(ctx); err != nil {
		return inContext("store stage", "", err)
	}
	defer db.calls.end()
	if err := db.stage(ctx, rows); err != nil {
		return inContext("store stage", "", err)
	}
	return nil
}

// stage gathers rows while the write before is under way.
func (db *DB) stage(ctx context.Context, rows iter.Seq2[store.Row, error]) error {
	writes := make(chan *store.Write)
	done := make(chan error, 1)
	go func() {
		var err error
		for w := range writes {
			if err == nil {
				err = db.commit(w)
			}
			if err != nil {
				break
			}
		}
		done <- err
	}()
	// The writer stops at its first failure. Then nobody takes a write any more, and its error is there to be taken instead.
	send := func(w *store.Write) error {
		select {
		case writes <- w:
			return nil
		case err := <-done:
			done <- err
			return err
		}
	}
	err := gather(ctx, rows, send)
	close(writes)
	return cmpErr(err, <-done)
}
