package server

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"dyad/graph"
)

// What may be held in memory for clients that are slow to take it, however they asked.
const (
	backlogBytes = 128 << 20
	smallAnswer  = 64 << 10 // is let through even so: every operation sends at most one at a time
)

// errStopping ends what would go on for ever when the server is told to stop.
var errStopping = &graph.Error{Fault: graph.Overloaded, Err: errors.New("the server is stopping")}

// Streams counts the connections that stay open, WebSockets and event streams, and the bytes that wait for clients, those of other
// requests included. It is safe for concurrent use.
type streams struct {
	most     int
	stopping context.Context // done when the server is told to stop
	stop     context.CancelFunc

	mu      sync.Mutex
	open    int
	backlog int
	closed  *sync.Cond // signalled whenever a connection is closed
}

func newStreams(most int) *streams {
	s := &streams{most: most}
	s.stopping, s.stop = context.WithCancel(context.Background())
	s.closed = sync.NewCond(&s.mu)
	return s
}

// enter counts a connection, and returns what ends it. It is Overloaded if there are too many, or if the server is stopping.
func (s *streams) enter() (leave func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stopping.Err() != nil {
		return nil, errStopping
	}
	if s.open >= s.most {
		return nil, &graph.Error{Fault: graph.Overloaded, Err: fmt.Errorf("%d connections are open, which is all that this server keeps: try again later, or ask for several things over one WebSocket", s.open)}
	}
	s.open++
	return sync.OnceFunc(func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.open--
		s.closed.Broadcast()
	}), nil
}

// hold counts the bytes of an answer until its client has taken it. It is Overloaded where too many wait already.
func (s *streams) hold(bytes int) (release func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if bytes > smallAnswer && s.backlog+bytes > backlogBytes {
		return nil, &graph.Error{Fault: graph.Overloaded, Err: errors.New("clients are too slow to take what they asked for: ask again, or for less at once")}
	}
	s.backlog += bytes
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.backlog -= bytes
	}, nil
}

// wait returns when all connections have ended, or with an error when ctx is done.
func (s *streams) wait(ctx context.Context) error {
	wake := context.AfterFunc(ctx, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.closed.Broadcast()
	})
	defer wake()
	s.mu.Lock()
	defer s.mu.Unlock()
	for s.open > 0 && ctx.Err() == nil {
		s.closed.Wait()
	}
	if s.open > 0 {
		return ctx.Err()
	}
	return nil
}
