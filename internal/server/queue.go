package server

import (
	"context"
	"errors"
	"fmt"
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
	leave = func() { <-q.running; <-q.admitted }
	select {
	case q.running <- struct{}{}:
		return leave, nil
	default:
	}
	turn := time.NewTimer(patient)
	defer turn.Stop()
	select {
	case q.running <- struct{}{}:
		return leave, nil
	case <-turn.C:
		err = errOverloaded()
	case <-ctx.Done():
		err = ctx.Err()
	}
	<-q.admitted
	return nil, err
}

// again waits for another turn of what has had one, until ctx is done.
func (q queue) again(ctx context.Context) (leave func(), err error) {
	select {
	case q.admitted <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	select {
	case q.running <- struct{}{}:
		return func() { <-q.running; <-q.admitted }, nil
	case <-ctx.Done():
		<-q.admitted
		return nil, ctx.Err()
	}
}

func errOverloaded() error {
	return &graph.Error{Fault: graph.Overloaded, Err: errors.New("too many requests at once: ask again in a second or later, or with fewer at a time")}
}

// A gate lets so many long pieces of work be under way at a time.
type gate chan struct{}

// enter counts one, and returns what ends it. It is Overloaded if there are too many.
func (g gate) enter() (leave func(), err error) {
	select {
	case g <- struct{}{}:
		return func() { <-g }, nil
	default:
		return nil, &graph.Error{Fault: graph.Overloaded, Err: fmt.Errorf("%d exports are under way, which is all that this server does at once: ask again later", cap(g))}
	}
}

// shut lets none begin any more, and returns when all have ended, or with an error when ctx is done.
func (g gate) shut(ctx context.Context) error {
	for range cap(g) {
		select {
		case g <- struct{}{}:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
