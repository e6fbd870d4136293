package server

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"sync"
	"time"
)

// eventsType is the type of an answer that comes in parts, as events of the protocol of the npm package graphql-sse in its
// distinct connections mode: one operation for each connection.
const eventsType = "text/event-stream"

// serveEvents answers a request as a stream of events: next for each answer, complete behind the last.
func (s *Server) serveEvents(w http.ResponseWriter, r *http.Request, request Request) {
	if err := sameOrigin(r); err != nil {
		s.refuse(w, r, http.StatusForbidden, err)
		return
	}
	leave, err := s.streams.enter()
	if err != nil {
		s.refuse(w, r, http.StatusServiceUnavailable, err)
		return
	}
	defer leave()
	h := w.Header()
	h.Set("Content-Type", eventsType+"; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no") // what stands between is to pass on each event as it comes
	h.Set("No-Gzip-Compression", "1")
	w.WriteHeader(http.StatusOK)
	if r.Method == http.MethodHead {
		return
	}
	e := &eventWriter{w: w, control: http.NewResponseController(w), limit: s.c.Timeouts.Write}
	_ = e.control.SetReadDeadline(time.Time{}) // the request has been read; the connection stays
	s.streamEvents(r.Context(), e, request)
}

// streamEvents writes the answers to a request, and what is to be known behind them. A stream that ends early has no complete:
// its client is to go on elsewhere.
func (s *Server) streamEvents(ctx context.Context, e *eventWriter, request Request) {
	still := e.beat(ctx, s.c.Timeouts.Beat)
	defer still()
	err := s.Stream(ctx, request, func(a *Answer) error { return s.emit(ctx, e, a) })
	still()
	if ctx.Err() != nil || errors.Is(err, errStopping) {
		return
	}
	if err != nil {
		_ = s.emit(ctx, e, s.failed(ctx, err))
	}
	_ = e.write([]byte("event: complete\ndata: \n\n")) // a client that has left is no error of anybody's
}

// emit writes one answer as an event.
func (s *Server) emit(ctx context.Context, e *eventWriter, a *Answer) error {
	note(ctx, func(e *entry) { e.fault = a.Fault() })
	body, err := a.JSON() // JSON has no line breaks outside of strings, and none in them
	if err != nil {
		return err
	}
	release, err := s.streams.hold(len(body))
	if err != nil {
		return err
	}
	defer release()
	return e.write(bytes.Join([][]byte{[]byte("event: next\ndata: "), body, []byte("\n\n")}, nil))
}

// An eventWriter writes events, each whole. It is safe for concurrent use.
type eventWriter struct {
	mu      sync.Mutex
	w       http.ResponseWriter
	control *http.ResponseController
	limit   time.Duration
}

// write sends a part of the stream at once.
func (e *eventWriter) write(text []byte) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	_ = e.control.SetWriteDeadline(time.Now().Add(e.limit)) // where it can't be set, that of the connection holds
	if _, err := e.w.Write(text); err != nil {
		return err
	}
	return e.control.Flush()
}

// beat writes a comment at once and then from time to time, so that neither side, nor what stands between, takes the connection
// for dead, until ctx is done or still is called. Once still has returned, nothing more is written.
func (e *eventWriter) beat(ctx context.Context, every time.Duration) (still func()) {
	ctx, cancel := context.WithCancel(ctx)
	var beating sync.WaitGroup
	beating.Go(func() {
		ticks := time.NewTicker(every)
		defer ticks.Stop()
		for e.write([]byte(":\n\n")) == nil {
			select {
			case <-ctx.Done():
				return
			case <-ticks.C:
			}
		}
	})
	return func() {
		cancel()
		beating.Wait()
	}
}
