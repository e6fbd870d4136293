package badgerkv

import (
	"context"
	"errors"
	"iter"

	"dyad/graph"
	"dyad/store"

	"github.com/dgraph-io/badger/v4"
)

// Apply implements [store.KV].
func (db *DB) Apply(ctx context.Context, w *store.Write) error {
	if err := w.Check(); err != nil {
		return err
	}
	if err := db.calls.begin(ctx); err != nil {
		return db.explain("write", err)
	}
	defer db.calls.end()
	if err := db.commit(w); err != nil {
		return db.explain("write", err)
	}
	return nil
}

// Stage implements [store.KV].
func (db *DB) Stage(ctx context.Context, rows iter.Seq2[store.Row, error]) error {
	if err := db.calls.begin(ctx); err != nil {
		return db.explain("write", err)
	}
	defer db.calls.end()
	if err := db.stage(ctx, rows); err != nil {
		return db.explain("write", err)
	}
	return nil
}

// writable refuses writes to a store that was opened for reading only.
func (db *DB) writable() error {
	if db.readOnly {
		return &graph.Error{Fault: graph.BadInput, Err: errors.New("the store was opened for reading only")}
	}
	return nil
}

// commit writes w, which has been checked, as one transaction of the engine.
func (db *DB) commit(w *store.Write) error {
	if err := db.writable(); err != nil {
		return err
	}
	if len(w.Ops()) == 0 {
		return nil
	}
	db.writing.Lock()
	defer db.writing.Unlock()
	if err := db.trouble.any(); err != nil {
		return err
	}
	if err := db.room(writeReserve); err != nil {
		return err
	}
	txn := db.engine.NewTransaction(true)
	defer txn.Discard()
	for _, op := range w.Ops() {
		if err := enter(txn, op); err != nil {
			return err
		}
	}
	return db.settle(txn)
}

func enter(txn *badger.Txn, op store.Op) error {
	if op.Delete {
		return txn.Delete(op.Key)
	}
	return txn.Set(op.Key, op.Value)
}

// settle waits until txn is durable, or until nobody will say any more what became of it.
func (db *DB) settle(txn *badger.Txn) error {
	done := make(chan error, 1)
	txn.CommitWith(func(err error) { done <- err })
	return db.trouble.outcome(done)
}
