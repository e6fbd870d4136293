package badgerkv

import (
	"bytes"
	"context"
	"errors"
	"iter"

	"dyad/graph"
	"dyad/store"

	"github.com/dgraph-io/badger/v4"
)

// Get implements [store.KV].
func (db *DB) Get(ctx context.Context, key []byte) ([]byte, error) {
	values, err := db.MultiGet(ctx, [][]byte{key})
	if err != nil {
		return nil, err
	}
	return values[0], nil
}

// MultiGet implements [store.KV].
func (db *DB) MultiGet(ctx context.Context, keys [][]byte) ([][]byte, error) {
	txn, err := db.snapshot(ctx)
	if err != nil {
		return nil, db.explain("read", err)
	}
	defer db.release(txn)
	values := make([][]byte, len(keys))
	for i, key := range keys {
		if values[i], err = lookUp(ctx, txn, key); err != nil {
			return nil, db.explain("read", err)
		}
	}
	return values, nil
}

func lookUp(ctx context.Context, txn *badger.Txn, key []byte) ([]byte, error) {
	if ctx.Err() != nil {
		return nil, ended(ctx)
	}
	if err := (store.Row{Key: key}).Check(); err != nil {
		return nil, err
	}
	item, err := txn.Get(key)
	if errors.Is(err, badger.ErrKeyNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return item.ValueCopy(make([]byte, 0, item.ValueSize())) // never nil: an empty value is there
}

// Scan implements [store.KV].
func (db *DB) Scan(ctx context.Context, start, end []byte) iter.Seq2[store.Row, error] {
	return func(yield func(store.Row, error) bool) {
		txn, err := db.snapshot(ctx)
		if err != nil {
			yield(store.Row{}, db.explain("read", err))
			return
		}
		defer db.release(txn)
		if err := scan(ctx, txn, start, end, yield); err != nil {
			yield(store.Row{}, db.explain("read", err))
		}
	}
}

// scan yields rows until there are no more or the loop ends, and returns the error that is then to be yielded.
func scan(ctx context.Context, txn *badger.Txn, start, end []byte, yield func(store.Row, error) bool) error {
	rows := txn.NewIterator(badger.IteratorOptions{}) // values lie beside their keys, so prefetching them would only cost
	defer rows.Close()
	var value []byte
	for rows.Seek(start); rows.Valid(); rows.Next() {
		item := rows.Item()
		if len(end) > 0 && bytes.Compare(item.Key(), end) >= 0 {
			return nil
		}
		if ctx.Err() != nil {
			return ended(ctx)
		}
		var err error
		if value, err = item.ValueCopy(value); err != nil {
			return err
		}
		if !yield(store.Row{Key: item.Key(), Value: value}, nil) {
			return nil
		}
	}
	return nil
}

// snapshot begins a read. The caller releases it.
func (db *DB) snapshot(ctx context.Context) (*badger.Txn, error) {
	if err := db.calls.begin(ctx); err != nil {
		return nil, err
	}
	db.reading.RLock()
	if err := db.trouble.fatal(); err != nil {
		db.reading.RUnlock()
		db.calls.end()
		return nil, err
	}
	return db.engine.NewTransaction(false), nil
}

func (db *DB) release(txn *badger.Txn) {
	txn.Discard()
	db.reading.RUnlock()
	db.calls.end()
}

func ended(ctx context.Context) error {
	return &graph.Error{Fault: graph.Deadline, Err: context.Cause(ctx)}
}
