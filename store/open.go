package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"dyad/graph"
)

// A Store is an open graph on disk. Its methods may be called from several goroutines at once: reads see what the last
// completed load left, and loads come one after the other.
//
// It does not own the rows below it: whoever opened the [KV] closes it, after the last call here has returned.
type Store struct {
	kv     KV
	layout uint64        // of the rows that it writes
	steps  []migration   // that lead to it
	last   atomic.Uint64 // the last transaction that counts

	loading sync.Mutex // held by whoever writes
	unsure  error      // why nobody knows whether the last flip took place; guarded by loading

	watching   watchers
	remembered lately
}

// Open opens the graph in kv, and begins one if kv is empty. What a load left that was cut short is removed. Faults: BadInput
// if the layout is newer than this program, or kv holds something else than a graph; Corrupt if the rows that
// begin it can't be read; and those of kv.
func Open(ctx context.Context, kv KV) (*Store, error) {
	s, err := open(ctx, kv, Layout, migrations)
	if err != nil {
		return nil, during("open", err)
	}
	return s, nil
}

// ErrUnsettled is what errors.Is finds where a store can't be opened for reading alone, because whoever wrote last left something
// to be finished. Its fault is Conflict.
var ErrUnsettled = errors.New("open it once for writing")

// OpenReadOnly opens the graph in kv and writes nothing, so that kv may be one that can't be written; loads are refused by kv.
// Faults: those of [Open], and Conflict, as [ErrUnsettled], where Open would have something to write: nothing was begun, the
// layout is an older one, or a load was cut short.
func OpenReadOnly(ctx context.Context, kv KV) (*Store, error) {
	s, err := openReadOnly(ctx, kv)
	if err != nil {
		return nil, during("open", err)
	}
	return s, nil
}

func openReadOnly(ctx context.Context, kv KV) (*Store, error) {
	if err := checkLayout(ctx, kv, Layout); err != nil {
		return nil, err
	}
	s := &Store{kv: kv, layout: Layout, steps: migrations}
	last, err := s.number(ctx, lastTag)
	if err != nil {
		return nil, err
	}
	mark, err := s.number(ctx, stagingTag)
	if err == nil && mark != 0 {
		err = unsettled("a load was cut short")
	}
	s.last.Store(last)
	return s, err
}

func unsettled(why string) error {
	return &graph.Error{Fault: graph.Conflict, Err: fmt.Errorf("%s: %w", why, ErrUnsettled)}
}

func open(ctx context.Context, kv KV, layout uint64, steps []migration) (*Store, error) {
	if err := settleLayout(ctx, kv, layout, steps); err != nil {
		return nil, err
	}
	s := &Store{kv: kv, layout: layout, steps: steps}
	last, err := s.number(ctx, lastTag)
	if err != nil {
		return nil, err
	}
	s.last.Store(last)
	return s, s.sweep(ctx)
}

// Last returns the number of the last transaction, 0 if nothing was ever loaded.
func (s *Store) Last() graph.Tx { return graph.Tx(s.last.Load()) }

// at returns the moment of a transaction; 0 is the present.
func (s *Store) at(asOf graph.Tx) moment {
	last := s.Last()
	if asOf == 0 || asOf > last {
		asOf = last
	}
	return moment{kv: s.kv, tx: asOf}
}

// number reads a row that holds one number, 0 if there is none.
func (s *Store) number(ctx context.Context, t tag) (uint64, error) { return readNumber(ctx, s.kv, t) }

func readNumber(ctx context.Context, kv KV, t tag) (uint64, error) {
	value, err := kv.Get(ctx, prefix(t))
	switch {
	case err != nil:
		return 0, err
	case value == nil:
		return 0, nil
	case len(value) != 8:
		return 0, corrupt(rowOf(t).name, fmt.Errorf("a value of %d bytes, and a number has 8", len(value)))
	}
	return binary.BigEndian.Uint64(value), nil
}

// during names the operation in an error.
func during(op string, err error) error {
	if err == nil {
		return nil
	}
	if e, ok := err.(*graph.Error); ok && e.Op == "" {
		named := *e
		named.Op = op
		return &named
	}
	return &graph.Error{Op: op, Fault: graph.FaultOf(err), Err: err}
}
