package server

import (
	"context"
	"errors"
	"time"

	"dyad/graph"
)

const (
	workers = 2               // requests worked on at a time, for each processor
	patient = 2 * time.Second // how long a request waits for its turn
)

// A queue lets a few requests be worked on at a time, and some more wait a short while for their turn. Many at once would each
// take so long that none is done in its time.
type queue struct {
	admitted chan struct{} // holds one element for each request that is worked on or waits
	running  chan struct{} // and one for each that is worked on
}

func newQueue(admitted, running int) queue {
	return queue{make(chan struct{}, admitted), make(chan struct{}, min(admitted, running))}
}

// enter waits for the turn of a request, and returns what ends it. It is Overloaded if too many wait, or if it waited too long.
func (q queue) enter(ctx context.Context) (leave func(), err error) {
	select {
	case q.admitted <- struct{}{}:
	default:
		return nil, errOverloaded()
	}
	turn := time.NewTimer(patient)
	defer turn.Stop()
	select {
	case q.running <- struct{}{}:
		return func() { <-q.running; <-q.admitted }, nil
	case <-turn.C:
		err = errOverloaded()
	case <-ctx.Done():
		err = ctx.Err()
	}
	<-q.admitted
	return nil, err
}

func errOverloaded() error {
	return &graph.Error{Fault: graph.Overloaded, Err: errors.New("too many requests at once: ask again in a second or later, or with fewer at a time")}
}
