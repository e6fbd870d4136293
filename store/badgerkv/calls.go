package badgerkv

import (
	"context"
	"errors"
	"sync"

	"dyad/graph"
)

// calls counts the calls in progress, because Badger unmaps its files under a reader's feet when it is closed.
type calls struct {
	mu     sync.Mutex
	closed bool
	open   sync.WaitGroup
}

// begin lets a call in. The caller calls end if there is no error.
func (c *calls) begin(ctx context.Context) error {
	if ctx.Err() != nil {
		return &graph.Error{Fault: graph.Deadline, Err: context.Cause(ctx)}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return &graph.Error{Fault: graph.Internal, Err: errors.New("the store is closed")}
	}
	c.open.Add(1)
	return nil
}

func (c *calls) end() { c.open.Done() }

// shut lets no further call in, waits for those in progress, and reports whether it was the first to do so.
func (c *calls) shut() bool {
	c.mu.Lock()
	first := !c.closed
	c.closed = true
	c.mu.Unlock()
	c.open.Wait()
	return first
}
