package storetest

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"slices"
	"sync"

	"dyad/graph"
	"dyad/store"
)

// A Memory is a [store.KV] in memory: rows in one sorted slice, which a write replaces by another. It serves as a model of what an
// engine must do and as a store for tests. Nothing outlives Close.
type Memory struct {
	mu     sync.Mutex
	rows   []store.Row // sorted by key; neither the slice nor what it holds ever changes
	closed bool
}

var _ store.KV = (*Memory)(nil)

// NewMemory returns an empty store.
func NewMemory() *Memory { return &Memory{} }

// Get implements [store.KV].
func (m *Memory) Get(ctx context.Context, key []byte) ([]byte, error) {
	values, err := m.MultiGet(ctx, [][]byte{key})
	if err != nil {
		return nil, err
	}
	return values[0], nil
}

// MultiGet implements [store.KV].
func (m *Memory) MultiGet(ctx context.Context, keys [][]byte) ([][]byte, error) {
	rows, err := m.snapshot(ctx)
	if err != nil {
		return nil, err
	}
	values := make([][]byte, len(keys))
	for i, key := range keys {
		if err := (store.Row{Key: key}).Check(); err != nil {
			return nil, err
		}
		if at, found := search(rows, key); found {
			values[i] = clone(rows[at].Value)
		}
	}
	return values, nil
}

// Scan implements [store.KV].
func (m *Memory) Scan(ctx context.Context, start, end []byte) iter.Seq2[store.Row, error] {
	return func(yield func(store.Row, error) bool) {
		rows, err := m.snapshot(ctx)
		if err != nil {
			yield(store.Row{}, err)
			return
		}
		from, _ := search(rows, start)
		for _, row := range rows[from:] {
			if len(end) > 0 && bytes.Compare(row.Key, end) >= 0 {
				return
			}
			if ctx.Err() != nil {
				yield(store.Row{}, ended(ctx))
				return
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

// Apply implements [store.KV].
func (m *Memory) Apply(ctx context.Context, w *store.Write) error {
	if err := w.Check(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.usable(ctx); err != nil {
		return err
	}
	m.rows = merge(m.rows, settle(w.Ops()))
	return nil
}

// Stage implements [store.KV].
func (m *Memory) Stage(ctx context.Context, rows iter.Seq2[store.Row, error]) error {
	var w store.Write
	for row, err := range rows {
		if err != nil {
			return err
		}
		if err := row.Check(); err != nil {
			return err
		}
		if !w.Fits(row) {
			if err := m.Apply(ctx, &w); err != nil {
				return err
			}
			w.Reset()
		}
		if ctx.Err() != nil {
			return ended(ctx)
		}
		w.Put(clone(row.Key), clone(row.Value))
	}
	return m.Apply(ctx, &w)
}

// Close implements [store.KV]. Scans in progress go on with what they see.
func (m *Memory) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	return nil
}

func (m *Memory) snapshot(ctx context.Context) ([]store.Row, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.rows, m.usable(ctx)
}

func (m *Memory) usable(ctx context.Context) error {
	if ctx.Err() != nil {
		return ended(ctx)
	}
	if m.closed {
		return &graph.Error{Op: "store", Fault: graph.Internal, Err: errors.New("it is closed")}
	}
	return nil
}

func ended(ctx context.Context) error {
	return &graph.Error{Op: "store", Fault: graph.Deadline, Err: context.Cause(ctx)}
}

// settle sorts operations by key and keeps the last on each.
func settle(ops []store.Op) []store.Op {
	sorted := slices.Clone(ops)
	slices.SortStableFunc(sorted, func(a, b store.Op) int { return bytes.Compare(a.Key, b.Key) })
	var last []store.Op
	for i, op := range sorted {
		if i+1 == len(sorted) || !bytes.Equal(op.Key, sorted[i+1].Key) {
			last = append(last, op)
		}
	}
	return last
}

// merge returns rows as they are after ops, which are sorted and have distinct keys.
func merge(rows []store.Row, ops []store.Op) []store.Row {
	merged := make([]store.Row, 0, len(rows)+len(ops))
	for _, op := range ops {
		at, found := search(rows, op.Key)
		merged = append(merged, rows[:at]...)
		rows = rows[at:]
		if found {
			rows = rows[1:]
		}
		if !op.Delete {
			merged = append(merged, store.Row{Key: clone(op.Key), Value: clone(op.Value)})
		}
	}
	return append(merged, rows...)
}

func search(rows []store.Row, key []byte) (at int, found bool) {
	return slices.BinarySearchFunc(rows, key, func(r store.Row, key []byte) int { return bytes.Compare(r.Key, key) })
}

// clone copies b and is never nil.
func clone(b []byte) []byte { return append([]byte{}, b...) }
