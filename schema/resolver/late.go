package resolver

import (
	"context"
	"sync"
)

// BeginLate returns a context in which one event of a subscription is answered. It is like [Root.Begin], but for the index,
// which is that of the moment when something is first looked up: who waits for an event is shown it as things are then. There has
// to be an index.
func (r *Root) BeginLate(ctx context.Context) context.Context {
	late := sync.OnceValue(func() *desk { return newDesk(r.c.Snapshot(), r.c, &r.records) })
	return context.WithValue(ctx, seatKey{}, &seat{late: late})
}
