package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"

	"github.com/coder/websocket"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"dyad/graph"
)

// An operation is one that a client has asked for and that is not over.
type operation struct {
	id   string
	stop context.CancelFunc
}

// run answers an operation until it is over.
func (c *socket) run(ctx context.Context, op *operation, r Request) {
	defer op.stop()
	e, start, answers := &entry{}, c.s.c.Clock(), 0
	ctx = context.WithValue(ctx, entryKey{}, e)
	defer func() {
		if problem := recover(); problem != nil {
			c.s.c.Log.ErrorContext(ctx, "panic", "request", requestID(ctx), "panic", fmt.Sprint(problem), "stack", string(debug.Stack()))
			_ = c.conn.CloseNow()
		}
	}()
	err := c.s.Stream(ctx, r, func(a *Answer) error {
		answers++
		note(ctx, func(e *entry) { e.fault = a.Fault() })
		return c.answer(op, a)
	})
	c.end(ctx, op, err)
	e.mu.Lock()
	defer e.mu.Unlock()
	c.s.c.Log.LogAttrs(ctx, slog.LevelInfo, "operation",
		slog.String("request", requestID(ctx)), slog.String("connection", requestID(c.ctx)), slog.String("operation", e.operation),
		slog.Int("answers", answers), slog.Duration("took", c.s.c.Clock().Sub(start)), slog.Int("cost", e.cost), slog.String("fault", string(e.fault)))
}

// errOver is an answer to an operation that the client has ended.
var errOver = errors.New("the operation is over")

// answer writes an answer. One without data ends its operation.
func (c *socket) answer(op *operation, a *Answer) error {
	m := message{ID: op.id, Type: nextMessage, Payload: a}
	if a.Data == nil {
		m = message{ID: op.id, Type: errorMessage, Payload: a.Errors}
	}
	text, err := json.Marshal(m)
	if err != nil {
		return &graph.Error{Op: "write an answer", Fault: graph.Internal, Err: err}
	}
	release, err := c.s.streams.hold(len(text))
	if err != nil {
		return err
	}
	defer release()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.operations[op.id] != op {
		return errOver
	}
	if a.Data == nil { // before the client can know, and use the id anew
		delete(c.operations, op.id)
	}
	return c.send(text)
}

// end tells the client that there are no more answers, or why there are none. When the server stops it tells nothing: the client
// is to go on elsewhere.
func (c *socket) end(ctx context.Context, op *operation, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.operations[op.id] != op {
		return
	}
	delete(c.operations, op.id)
	switch {
	case err == nil:
		c.write(message{ID: op.id, Type: completeMessage})
	case ctx.Err() == nil && !errors.Is(err, errStopping):
		c.write(failure(op.id, c.s.shown(ctx, err)))
	}
}

// failure is what an operation is told that fails as a whole.
func failure(id string, why *gqlerror.Error) message {
	return message{ID: id, Type: errorMessage, Payload: gqlerror.List{why}}
}

// write writes a message. It is called with the lock held.
func (c *socket) write(m message) {
	text, err := json.Marshal(m)
	if err != nil {
		_ = c.conn.CloseNow() // cannot happen: what is in it came from JSON
		return
	}
	_ = c.send(text) // whoever is gone is not told
}

// send writes a text. A client that does not take it in time is hung up on. It is called with the lock held.
func (c *socket) send(text []byte) error {
	ctx, cancel := context.WithTimeout(c.ctx, c.s.c.Timeouts.Write)
	defer cancel()
	err := c.conn.Write(ctx, websocket.MessageText, text)
	if err != nil {
		_ = c.conn.CloseNow()
	}
	return err
}
