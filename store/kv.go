package store

import (
	"context"
	"fmt"
	"iter"

	"dyad/graph"
)

// Limits of the contract. Every engine accepts rows and writes up to them and refuses what exceeds them, so that a caller can
// split its work without knowing the engine.
const (
	MaxKeyBytes   = 4 << 10   // longest key
	MaxValueBytes = 1_000_000 // longest value
	MaxWriteRows  = 10_000    // most operations in one Write, those that a later one overrides included
	MaxWriteBytes = 2 << 20   // most bytes in one Write: the lengths of its keys and values added up
)

// A KV is an ordered set of rows on which a graph is kept. It knows nothing of claims. A disk engine and a map in memory pass
// the same suite, store/storetest, which has a test for each sentence here.
//
// Keys are ordered bytewise. A key has 1 to [MaxKeyBytes] bytes and does not begin with '!', which belongs to the engine; a
// value has 0 to [MaxValueBytes] bytes. Anything else is refused with the fault BadInput, in reads as in writes, and
// nothing is written.
//
// All methods may be called from several goroutines at once. A read that begins after a write has returned sees that write.
// Writes come one after the other: a reader sees all of those up to some moment, and nothing of any later one.
//
// A context that has ended makes a call return the fault Deadline. A read stops within a few rows; Apply looks only before it
// writes, so that what it began is done.
//
// Every error is a *[graph.Error]. Corrupt means that the disk no longer holds what was written. Overloaded means
// that there is no room: nothing was written, and later it may work. Internal is everything else, use after Close included.
type KV interface {
	// Get returns the value of key, nil if there is no such row. An empty value is not nil. The caller owns the result.
	Get(ctx context.Context, key []byte) ([]byte, error)

	// MultiGet returns the values of keys, each as Get would, in the order of keys and all as of one moment. A key may occur
	// twice. No keys give no values.
	MultiGet(ctx context.Context, keys [][]byte) ([][]byte, error)

	// Scan yields the rows with start <= key < end, in order. An empty start means from the first row, an empty end up to the
	// last; a start that is not below end yields nothing. All rows are as of the moment the loop begins: writes during it, by
	// the loop body too, are allowed and not seen. An error is yielded once, last, with an empty Row.
	//
	// The slices of a row belong to the engine and change with the next row: clone what is to be kept, and change nothing.
	// The sequence may be ranged over again, and then reads afresh.
	Scan(ctx context.Context, start, end []byte) iter.Seq2[Row, error]

	// Apply writes all of w or nothing of it. It is durable when Apply returns: power may fail. A write that breaks a limit is
	// refused with the fault CostLimit; the way round is to Stage rows where no reader looks, and to make them count by a small
	// Apply. An empty write does nothing. The engine keeps no slice of w once Apply has returned.
	//
	// An error of fault Internal may leave it open whether w was written. It is decided when the store is opened again, and
	// then for all of w alike.
	Apply(ctx context.Context, w *Write) error

	// Stage puts any number of rows, each one durable when Stage returns nil. They are not written together: readers may see
	// some before others, and after an error, the fault of the sequence's own included, any part of them may be there. A key
	// that comes twice keeps the later value. Stage copies each row before it asks for the next, so a Scan can be staged. The
	// sequence may read this store, and must not write to it.
	Stage(ctx context.Context, rows iter.Seq2[Row, error]) error

	// Close lets the calls in progress finish, loops over Scan included, and gives the store up. Never call it inside such a
	// loop. It reports work behind earlier writes that went wrong unnoticed. Every other call that begins after it fails; a
	// second Close does nothing.
	Close() error
}

// A Row is a key and its value.
type Row struct {
	Key, Value []byte
}

// Check returns an error of fault BadInput if no store may hold r.
func (r Row) Check() error {
	switch {
	case len(r.Key) == 0:
		return refusal("a row needs a key")
	case r.Key[0] == '!':
		return refusal("key %.40q: keys that begin with '!' belong to the engine", r.Key)
	case len(r.Key) > MaxKeyBytes:
		return refusal("key %.40q…: %d bytes, and a key has at most %d", r.Key, len(r.Key), MaxKeyBytes)
	case len(r.Value) > MaxValueBytes:
		return refusal("key %.40q: a value of %d bytes, and a value has at most %d", r.Key, len(r.Value), MaxValueBytes)
	}
	return nil
}

func refusal(format string, args ...any) error {
	return &graph.Error{Fault: graph.BadInput, Err: fmt.Errorf(format, args...)}
}

// PrefixEnd returns the end of a Scan from prefix over all keys that begin with it: the least key above them. It is empty, for
// no end, if there is none.
func PrefixEnd(prefix []byte) []byte {
	for i := len(prefix) - 1; i >= 0; i-- {
		if prefix[i] < 0xff {
			end := append([]byte(nil), prefix[:i+1]...)
			end[i]++
			return end
		}
	}
	return nil
}

// An Op is one operation of a [Write]: the row is put, or its key deleted.
type Op struct {
	Row
	Delete bool // Value is empty then
}

// A Write is a list of operations that [KV.Apply] carries out together. The zero value is an empty one. It keeps the slices
// it is given, which must not change until Apply has returned. It is not safe for use by several goroutines.
type Write struct {
	ops   []Op
	bytes int
}

// Put sets the value of key, whether or not there is one. A nil value is an empty one. Of several operations on one key the
// last counts.
func (w *Write) Put(key, value []byte) {
	w.add(Op{Row: Row{Key: key, Value: value}})
}

// Delete removes key. Removing what isn't there does nothing.
func (w *Write) Delete(key []byte) {
	w.add(Op{Row: Row{Key: key}, Delete: true})
}

func (w *Write) add(op Op) {
	w.ops = append(w.ops, op)
	w.bytes += len(op.Key) + len(op.Value)
}

// Ops returns the operations in the order they were made. The slice belongs to w.
func (w *Write) Ops() []Op { return w.ops }

// Fits reports whether one more row leaves w within the limits.
func (w *Write) Fits(r Row) bool {
	return len(w.ops) < MaxWriteRows && w.bytes+len(r.Key)+len(r.Value) <= MaxWriteBytes
}

// Reset empties w, which keeps its memory for other operations.
func (w *Write) Reset() {
	clear(w.ops)
	w.ops, w.bytes = w.ops[:0], 0
}

// Check returns an error if no store may apply w: of fault CostLimit if there is too much of it, of fault BadInput for the first
// row that can't be. Engines call it before they write.
func (w *Write) Check() error {
	if len(w.ops) > MaxWriteRows || w.bytes > MaxWriteBytes {
		return &graph.Error{Fault: graph.CostLimit, Err: fmt.Errorf(
			"%d rows of %d bytes, and one write has at most %d of %d: stage the rows, then make them count by a small write",
			len(w.ops), w.bytes, MaxWriteRows, MaxWriteBytes)}
	}
	for _, op := range w.ops {
		if err := op.Check(); err != nil {
			return err
		}
	}
	return nil
}
