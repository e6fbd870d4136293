package store

import (
	"bytes"
	"context"
	"errors"
	"iter"
	"slices"
	"sync"

	"dyad/graph"
)

// An overlay is a [KV] that reads like another one, which it never writes to, and keeps in memory what is written to it. The other one
// may go on: rows of transactions after the last one that the overlay knows of are not there. Nothing outlives it.
type overlay struct {
	base KV
	last graph.Tx

	mu     sync.Mutex
	top    []Op // sorted, one for each key, in the place of the base's row; neither the slice nor what it holds ever changes
	closed bool
}

var _ KV = (*overlay)(nil)

// Get implements [KV].
func (o *overlay) Get(ctx context.Context, key []byte) ([]byte, error) {
	values, err := o.MultiGet(ctx, [][]byte{key})
	if err != nil {
		return nil, err
	}
	return values[0], nil
}

// MultiGet implements [KV].
func (o *overlay) MultiGet(ctx context.Context, keys [][]byte) ([][]byte, error) {
	top, err := o.written(ctx)
	if err != nil {
		return nil, err
	}
	values, err := o.base.MultiGet(ctx, keys)
	if err != nil {
		return nil, err
	}
	for i, key := range keys {
		at, over := search(top, key)
		switch {
		case over && top[at].Delete, !over && orphan(Row{key, values[i]}, o.last):
			values[i] = nil
		case over:
			values[i] = copied(top[at].Value)
		}
	}
	return values, nil
}

// Scan implements [KV].
func (o *overlay) Scan(ctx context.Context, start, end []byte) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		top, err := o.written(ctx)
		if err != nil {
			yield(Row{}, err)
			return
		}
		top = between(top, start, end)
		for row, err := range o.base.Scan(ctx, start, end) {
			if err != nil {
				yield(Row{}, err)
				return
			}
			at, over := reach(top, row.Key)
			if !yieldPut(ctx, top[:at], yield) {
				return
			}
			top = top[at:]
			if !over && !orphan(row, o.last) && !yield(row, nil) {
				return
			}
		}
		yieldPut(ctx, top, yield)
	}
}

// reach returns how many of the operations are on keys up to a key, and whether the last of these is on that key.
func reach(top []Op, key []byte) (at int, over bool) {
	for ; at < len(top); at++ {
		if order := bytes.Compare(top[at].Key, key); order > 0 {
			break
		} else if order == 0 {
			return at + 1, true
		}
	}
	return at, false
}

// yieldPut yields the rows that operations put. It returns false when there are to be no more.
func yieldPut(ctx context.Context, ops []Op, yield func(Row, error) bool) bool {
	for _, op := range ops {
		if ctx.Err() != nil {
			yield(Row{}, late(ctx))
			return false
		}
		if !op.Delete && !yield(op.Row, nil) {
			return false
		}
	}
	return true
}

// Apply implements [KV].
func (o *overlay) Apply(ctx context.Context, w *Write) error {
	if err := w.Check(); err != nil {
		return err
	}
	ops := make([]Op, len(w.Ops()))
	for i, op := range w.Ops() {
		ops[i] = Op{Row: Row{copied(op.Key), copied(op.Value)}, Delete: op.Delete}
	}
	return o.put(ctx, ops)
}

// Stage implements [KV].
func (o *overlay) Stage(ctx context.Context, rows iter.Seq2[Row, error]) error {
	var ops []Op
	for row, err := range rows {
		if err == nil {
			err = row.Check()
		}
		if err == nil && ctx.Err() != nil {
			err = late(ctx)
		}
		if err != nil {
			return err
		}
		ops = append(ops, Op{Row: Row{copied(row.Key), copied(row.Value)}})
	}
	return o.put(ctx, ops)
}

// put lays operations over what is there. Their memory is the overlay's from then on.
func (o *overlay) put(ctx context.Context, ops []Op) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := o.usable(ctx); err != nil {
		return err
	}
	all := slices.Concat(o.top, ops) // of operations on one key the last counts
	slices.SortStableFunc(all, func(a, b Op) int { return bytes.Compare(a.Key, b.Key) })
	top := all[:0]
	for i, op := range all {
		if i+1 == len(all) || !bytes.Equal(op.Key, all[i+1].Key) {
			top = append(top, op)
		}
	}
	o.top = top
	return nil
}

// Close implements [KV]. What is below stays open.
func (o *overlay) Close() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.closed = true
	return nil
}

// written returns what has been written by now.
func (o *overlay) written(ctx context.Context) ([]Op, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.top, o.usable(ctx)
}

func (o *overlay) usable(ctx context.Context) error {
	switch {
	case ctx.Err() != nil:
		return late(ctx)
	case o.closed:
		return &graph.Error{Fault: graph.Internal, Err: errors.New("the draft is closed")}
	}
	return nil
}

func late(ctx context.Context) error {
	return &graph.Error{Fault: graph.Deadline, Err: context.Cause(ctx)}
}

func search(top []Op, key []byte) (at int, found bool) {
	return slices.BinarySearchFunc(top, key, func(op Op, key []byte) int { return bytes.Compare(op.Key, key) })
}

// between returns the operations on keys from start to before end.
func between(top []Op, start, end []byte) []Op {
	from, _ := search(top, start)
	to := len(top)
	if len(end) > 0 {
		to, _ = search(top, end)
	}
	return top[from:max(from, to)]
}

// copied is a copy that is never nil.
func copied(b []byte) []byte { return append([]byte{}, b...) }
