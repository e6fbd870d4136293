package server

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"github.com/coder/websocket"

	"dyad/graph"
)

// A socket is one conversation over a WebSocket. One goroutine reads, one more runs for each operation.
type socket struct {
	s       *Server
	conn    *websocket.Conn
	ctx     context.Context        // of the conversation: done when it ends
	curator func() (string, error) // whose token it was begun with, as of now; "" for anybody

	// What is written and which operations there are is one order: an answer to an operation that the client has ended is not
	// written behind its end.
	mu         sync.Mutex
	begun      bool // the client has said that it begins, and has been told so
	stopping   bool
	operations map[string]*operation
	running    sync.WaitGroup
}

func newSocket(ctx context.Context, s *Server, conn *websocket.Conn, curator func() (string, error)) *socket {
	return &socket{s: s, conn: conn, ctx: ctx, curator: curator, operations: map[string]*operation{}}
}

// talk reads messages until the conversation is over, and returns when all operations have ended.
func (c *socket) talk() {
	ctx, cancel := context.WithCancel(c.ctx)
	c.ctx = ctx
	defer c.running.Wait()
	defer cancel()
	late := time.AfterFunc(c.s.c.Timeouts.Init, c.expire)
	defer late.Stop()
	defer context.AfterFunc(c.s.streams.stopping, c.drain)()
	go c.beat()
	for {
		kind, text, err := c.conn.Read(ctx)
		if err != nil {
			return
		}
		if end := c.take(kind, text); end != nil {
			_ = c.conn.Close(end.code, end.reason) // whoever is gone is not told
			return
		}
	}
}

// expire ends a conversation that has not begun in time.
func (c *socket) expire() {
	c.mu.Lock()
	begun := c.begun
	c.mu.Unlock()
	if !begun {
		_ = c.conn.Close(closedTimeout, "Connection initialisation timeout")
	}
}

// drain ends a conversation when the server stops: queries and mutations are answered, subscriptions have ended of themselves.
func (c *socket) drain() {
	c.mu.Lock()
	c.stopping = true
	c.mu.Unlock()
	c.running.Wait()
	_ = c.conn.Close(websocket.StatusGoingAway, "the server is stopping")
}

// beat looks from time to time whether the client is still there, and hangs up on one that does not answer.
func (c *socket) beat() {
	ticks := time.NewTicker(c.s.c.Timeouts.Beat)
	defer ticks.Stop()
	for {
		select {
		case <-c.ctx.Done():
			return
		case <-ticks.C:
		}
		// A ping waits behind an answer that is being written.
		ctx, cancel := context.WithTimeout(c.ctx, c.s.c.Timeouts.Write+c.s.c.Timeouts.Beat)
		err := c.conn.Ping(ctx)
		cancel()
		if err != nil {
			_ = c.conn.CloseNow()
			return
		}
	}
}

// take does what a message asks for. It returns why the conversation has to end, nil if it goes on.
func (c *socket) take(kind websocket.MessageType, text []byte) *closing {
	if kind != websocket.MessageText {
		return closeWith(closedInvalid, "messages are text")
	}
	m, err := parseMessage(text, c.s.limits)
	if err != nil {
		return closeWith(closedInvalid, "%v", err)
	}
	switch m.kind {
	case initMessage:
		return c.begin()
	case pingMessage:
		c.pong(m.payload)
	case subscribeMessage:
		return c.subscribe(m)
	case completeMessage:
		c.complete(m.id)
	}
	return nil
}

// begin answers that the conversation may begin.
func (c *socket) begin() *closing {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.begun {
		return closeWith(closedTwice, "Too many initialisation requests")
	}
	c.begun = true
	c.write(message{Type: ackMessage})
	return nil
}

// pong answers a ping with what it brought.
func (c *socket) pong(payload json.RawMessage) {
	c.mu.Lock()
	defer c.mu.Unlock()
	pong := message{Type: pongMessage}
	if payload != nil {
		pong.Payload = payload
	}
	c.write(pong)
}

// refuse tells that an operation is not begun, and why. It is called with the lock held.
func (c *socket) refuse(id string, err error) {
	why := c.s.failed(c.ctx, err)
	c.s.turnedAway(why.Fault())
	c.write(message{ID: id, Type: errorMessage, Payload: why.Errors})
}

// subscribe starts an operation.
func (c *socket) subscribe(m received) *closing {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case !c.begun:
		return closeWith(closedUnauthorized, "Unauthorized")
	case c.operations[m.id] != nil:
		return closeWith(closedDuplicate, "Subscriber for %s already exists", m.id)
	case c.stopping:
		c.refuse(m.id, errStopping)
		return nil
	case len(c.operations) >= c.s.limits.OperationsAtOnce:
		c.refuse(m.id, &graph.Error{
			Fault: graph.Overloaded, Err: fmt.Errorf("%d operations are under way on this connection, which is all that one may have: complete one first", len(c.operations)),
		})
		return nil
	}
	curator, err := c.curator() // for each: the token may have been taken back meanwhile
	if err != nil {
		c.refuse(m.id, err)
		return nil
	}
	m.request.Curator = curator
	ctx, stop := context.WithCancel(renamed(c.ctx, c.s.c.Random))
	op := &operation{m.id, stop}
	c.operations[m.id] = op
	c.running.Go(func() { c.run(ctx, op, m.request) })
	return nil
}

// complete ends an operation that the client wants no more of. One that is over, or never was, is no error: the two sides may
// end it at the same time.
func (c *socket) complete(id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if op := c.operations[id]; op != nil {
		delete(c.operations, id)
		op.stop()
	}
}
