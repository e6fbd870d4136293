package curation

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/internal/indexed"
	"dyad/store"
)

// A Live is a store that is written to while it is read. It is safe for concurrent use.
type Live struct {
	store *store.Store
	clock func() time.Time
	index atomic.Pointer[index.Index]
	of    *Live // what it is a draft of, or nil

	building *sync.Mutex // held by whoever builds an index; a draft has that of what it is a draft of
	watch    watchers
}

// New returns a store with the index of what it holds. clock tells the time of changes; it is called once for each.
func New(s *store.Store, x *index.Index, clock func() time.Time) *Live {
	l := &Live{store: s, clock: clock, building: &sync.Mutex{}}
	l.index.Store(x)
	s.Watch(l.watch.made)
	return l
}

// Draft returns a Live of a draft of the store, and that draft: changes that are made in it can be read from its index, and nothing else
// knows of them (see [store.Store.Draft]). Its first index is that of l. Each other one is its own, built while no other is being built, of l
// or its drafts; it is let go with the draft.
func (l *Live) Draft() (*Live, *store.Store) {
	x := l.Index() // first: whatever is committed in between is in the draft, and not in its index yet
	s := l.store.Draft()
	d := &Live{store: s, clock: l.clock, building: l.building, of: l}
	d.index.Store(x)
	return d, s
}

// Index returns the index of the last change that has one.
func (l *Live) Index() *index.Index { return l.index.Load() }

// Watch has f told of every transaction from now on, each once, in the order of their numbers, when what it wrote can be read from
// [Live.Index]. It is called by whoever built that index, before the change returns to who made it, so f has to be quick; it may read,
// and must not make a change. stop ends it; a call that is under way is not waited for. Whoever wants to begin earlier reads
// [store.Store.Transactions] after Watch has returned, and passes over what comes twice.
func (l *Live) Watch(f func(graph.Transaction)) (stop func()) { return l.watch.add(f) }

// Curate makes one change by a curator: see [store.Store.Curate]. It can be read from [Live.Index] when Curate returns,
// and if it is refused for [graph.Obstacles], so can whatever it was refused for.
func (l *Live) Curate(ctx context.Context, e graph.Edit, by graph.Signature) (graph.Done, error) {
	by.Time = l.clock()
	done, err := l.store.Curate(ctx, e, by)
	l.showOthers(ctx, err)
	return done, l.caughtUp(ctx, done.Tx, err)
}

// showOthers makes sure that what stood in the way of a change can be read, from l or what l is a draft of: others were faster, and may
// not have an index yet.
func (l *Live) showOthers(ctx context.Context, err error) {
	var obstacles graph.Obstacles
	if !errors.As(err, &obstacles) {
		return
	}
	if l.of != nil {
		l = l.of
	}
	_ = l.caughtUp(ctx, l.store.Last(), nil) // whoever made it is told if it can't be shown
}

// Undo takes a transaction back: see [store.Store.Undo].
func (l *Live) Undo(ctx context.Context, u graph.Undoing, by graph.Signature) (graph.Done, error) {
	by.Time = l.clock()
	done, err := l.store.Undo(ctx, u, by)
	return done, l.caughtUp(ctx, done.Tx, err)
}

// Load loads bundles: see [store.Store.Load]. What it is refused for comes as [graph.Obstacles].
func (l *Live) Load(ctx context.Context, bundles []graph.Bundle, by graph.Signature) (graph.Done, error) {
	report, err := l.store.Load(ctx, bundles, store.Commit{Time: l.clock(), Author: by.Author, Reason: by.Reason})
	if problems := store.Problems(nil); errors.As(err, &problems) {
		return graph.Done{}, &graph.Error{Fault: graph.BadInput, Err: obstaclesOf(problems)}
	}
	done := graph.Done{Tx: report.Tx, Batch: keyOf(bundles)}
	for kind, c := range report.Kinds() {
		done.Counts = append(done.Counts, graph.Count{
			Kind: kind, Read: c.Read, New: c.New, Unchanged: c.Unchanged, Changed: c.Changed, Retracted: c.Retracted, Kept: c.Kept,
		})
	}
	for _, b := range report.Batches {
		for _, k := range b.Kept {
			done.Kept = append(done.Kept, k.String())
		}
	}
	sortCounts(done.Counts)
	return done, l.caughtUp(ctx, done.Tx, err)
}

// Try tells what stands in the way of loading bundles into a store as it is now. Nothing is written, and the store may be one that is
// open for reading alone. Other errors than obstacles are those of [store.Store.Load].
func Try(ctx context.Context, s *store.Store, bundles []graph.Bundle) (graph.Obstacles, error) {
	_, err := s.Load(ctx, bundles, store.Commit{Time: time.Unix(0, 0), DryRun: true})
	if problems := store.Problems(nil); errors.As(err, &problems) {
		return obstaclesOf(problems), nil
	}
	return nil, err
}

// caughtUp makes sure that the index knows a transaction that was made. What was made stays made: who asked for it may have left. What is
// drafted is for whoever asked, and nobody else.
func (l *Live) caughtUp(ctx context.Context, tx graph.Tx, err error) error {
	if err != nil || tx == 0 {
		return err
	}
	if l.of == nil {
		ctx = context.WithoutCancel(ctx)
	}
	l.building.Lock()
	defer l.building.Unlock()
	if l.Index().Last() >= tx {
		return nil // built since, for another change
	}
	x, err := indexed.Next(ctx, l.store, l.Index())
	if l.of != nil && err != nil {
		return err
	}
	if err != nil {
		return &graph.Error{Op: "index", Fault: graph.Internal, Err: fmt.Errorf("transaction %d was made, and can't be shown: %w", tx, err)}
	}
	l.index.Store(x)
	l.watch.shown(x.Last())
	return nil
}
