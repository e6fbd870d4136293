package server

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"time"

	"dyad/graph"
)

const (
	outletBytes = 256 << 10 // gathered before they are sent
	sentAtOnce  = 64 << 10  // have the time that the configuration gives to a write
)

// An outlet sends an export while it is being written, without an end in sight and in little memory. While a client takes what was
// written, the export gives up its turn, so that a slow one keeps nobody from asking. So does one that works long before it writes, now
// and then: see [export.Selection.Pause].
//
// Nothing is sent before so much has been written, or all: what fails early can still be refused.
type outlet struct {
	w       http.ResponseWriter
	control *http.ResponseController
	header  http.Header
	limit   time.Duration // for a client to take some more
	turn    turn
	buffer  *bufio.Writer
	begun   bool
	bytes   int // that were sent
}

// outlet returns what sends the answer to a request.
func (s *Server) outlet(ctx context.Context, w http.ResponseWriter) *outlet {
	o := &outlet{
		w: w, control: http.NewResponseController(w), limit: s.c.Timeouts.Write, turn: turn{ctx: ctx, queue: s.queue},
	}
	_ = o.control.SetReadDeadline(time.Time{}) // the request has been read; the connection stays
	o.buffer = bufio.NewWriterSize(sending{o}, outletBytes)
	return o
}

// Write gathers what is written, and sends it when there is enough.
func (o *outlet) Write(p []byte) (int, error) { return o.buffer.Write(p) }

// close sends what is left.
func (o *outlet) close() error {
	if err := o.buffer.Flush(); err != nil {
		return err
	}
	o.begin(http.StatusOK)
	o.extend() // for what is still underway to the network
	return nil
}

// bare answers without a body; unchanged tells that the client has it.
func (o *outlet) bare(unchanged bool) {
	status := http.StatusOK
	if unchanged {
		status = http.StatusNotModified
		o.header.Del("Content-Type")
		o.header.Del("Content-Disposition")
	}
	o.begin(status)
}

// begin sends the header, once.
func (o *outlet) begin(status int) {
	if o.begun {
		return
	}
	o.begun = true
	maps.Copy(o.w.Header(), o.header)
	o.w.WriteHeader(status)
}

// extend gives the client time to take some more.
func (o *outlet) extend() {
	_ = o.control.SetWriteDeadline(time.Now().Add(o.limit)) // where it can't be set, that of the connection holds
}

// nowhere returns a writer whose text is sent to nobody. Now and then it gives up the turn too.
func (o *outlet) nowhere() io.Writer { return bufio.NewWriterSize(passing{o}, outletBytes) }

// A passing is the end of what is sent to nobody.
type passing struct{ *outlet }

func (p passing) Write(text []byte) (int, error) {
	return len(text), p.turn.pause()
}

// A sending is the end of an outlet's buffer.
type sending struct{ *outlet }

func (s sending) Write(p []byte) (int, error) {
	s.turn.rest()
	s.begin(http.StatusOK)
	sent := 0
	for sent < len(p) {
		s.extend()
		n, err := s.w.Write(p[sent:min(len(p), sent+sentAtOnce)])
		sent += n
		s.bytes += n
		if err != nil { // the connection is gone, or the client took nothing for long
			return sent, &graph.Error{Fault: graph.Deadline, Err: fmt.Errorf("the client left: %w", err)}
		}
	}
	return sent, s.turn.resume()
}

// A turn is the place of a long piece of work in the queue. It is given up and taken again on the way.
type turn struct {
	ctx   context.Context
	queue queue
	leave func() // nil while it is given up
}

// rest gives up the turn.
func (t *turn) rest() {
	if t.leave != nil {
		t.leave()
		t.leave = nil
	}
}

// resume waits for the next turn, for as long as somebody waits for the work.
func (t *turn) resume() error {
	leave, err := t.queue.again(t.ctx)
	t.leave = leave
	return err
}

// pause gives up the turn to whoever waits for one, and waits for the next.
func (t *turn) pause() error {
	t.rest()
	return t.resume()
}
