package resolver

import (
	"context"
	"errors"

	"dyad/graph"
	"dyad/schema/exec"
)

// Subscription resolves what can be followed.
func (r *Root) Subscription() exec.SubscriptionResolver { return subscriptionResolver{r} }

// A follower is one who follows the log.
type follower struct {
	root    *Root
	last    graph.Tx // that was told, or passed over
	matters func(graph.Transaction) bool
	news    chan struct{} // holds an element when something may have been committed
	out     chan *exec.Change
}

// Changes tells of transactions. What wakes it tells only that there is something: what there is, it reads from the journal, so that
// nothing can be missed, whenever it came.
func (r subscriptionResolver) Changes(ctx context.Context, after *string, entity *string) (<-chan *exec.Change, error) {
	d := deskOf(ctx)
	f := &follower{
		root: r.Root, last: d.x.Last(), matters: func(graph.Transaction) bool { return true },
		news: make(chan struct{}, 1), out: make(chan *exec.Change),
	}
	from, err := byTransaction().read("after", after)
	if err != nil {
		return nil, err
	}
	if from != nil {
		if f.last = graph.Tx(from.rank[0]); f.last > d.x.Last() {
			return nil, &graph.Error{On: "after", Fault: graph.CursorInvalid, Err: errors.New("no such transaction has been committed here: is this the server that gave it?")}
		}
	}
	if entity != nil {
		key, err := d.x.Ever(*entity)
		if err != nil {
			return nil, err
		}
		id := key.ID()
		f.matters = func(t graph.Transaction) bool { return r.concerns(t.Tx, id) }
	}
	stop := func() {}
	if r.c.Watch != nil {
		stop = r.c.Watch(func(graph.Transaction) {
			select {
			case f.news <- struct{}{}:
			default: // it has not looked yet at what came before, and will see this too
			}
		})
	}
	go func() {
		defer close(f.out)
		defer stop()
		f.follow(ctx)
	}()
	return f.out, nil
}

// concerns reports whether a transaction did something to an entity, by the newest index: the entity may have been merged since, or be
// gone.
func (r *Root) concerns(tx graph.Tx, id graph.EntityID) bool {
	x := r.c.Snapshot()
	key, err := x.Ever(id.String())
	return err == nil && x.Ledger().Concerns(tx, key)
}

// follow tells what there is and waits for more, until ctx is done or the journal can't be read.
func (f *follower) follow(ctx context.Context) {
	for {
		known := f.root.c.Snapshot().Last() // what is told can be read
		list, err := f.root.c.Journal.Since(ctx, f.last)
		if err != nil {
			return
		}
		for i := range list {
			if t := &list[i]; t.Tx > known || !f.tell(ctx, t) {
				break
			}
		}
		select {
		case <-f.news:
		case <-ctx.Done():
			return
		}
	}
}

// tell tells of one transaction, if it matters, and reports whether its follower is still there.
func (f *follower) tell(ctx context.Context, t *graph.Transaction) bool {
	if f.matters(*t) {
		select {
		case f.out <- presentChange(t):
		case <-ctx.Done():
			return false
		}
	}
	f.last = t.Tx
	return true
}
