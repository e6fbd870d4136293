package server

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"sync"

	"dyad/graph"
)

// An entry is what the log line of a request says besides what HTTP tells.
type entry struct {
	mu        sync.Mutex
	operation string
	cost      int
	fault     graph.Fault
	curator   string
}

// entryKey is the key of the entry in a request's context.
type entryKey struct{}

// note adds to the log line of the request, if it gets one.
func note(ctx context.Context, write func(*entry)) {
	if e, ok := ctx.Value(entryKey{}).(*entry); ok {
		e.mu.Lock()
		defer e.mu.Unlock()
		write(e)
	}
}

// logged writes one line for each request when it has been answered. Queries and variables are not in it: they are the
// business of who asks.
func (s *Server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := s.c.Clock()
		e := &entry{}
		ctx := context.WithValue(s.identified(r.Context()), entryKey{}, e)
		w.Header().Set("X-Request-Id", requestID(ctx))
		counted := &countingWriter{ResponseWriter: w, status: http.StatusOK}
		defer func() { // after a panic too
			e.mu.Lock()
			defer e.mu.Unlock()
			s.c.Log.LogAttrs(ctx, slog.LevelInfo, "request",
				slog.String("request", requestID(ctx)), slog.String("method", r.Method), slog.String("path", r.URL.Path),
				slog.Int("status", counted.status), slog.Int64("bytes", counted.bytes),
				slog.Duration("took", s.c.Clock().Sub(start)), slog.String("operation", e.operation),
				slog.Int("cost", e.cost), slog.String("fault", string(e.fault)), slog.String("curator", e.curator))
		}()
		next.ServeHTTP(counted, r.WithContext(ctx))
	})
}

// recovered answers a panic as any other error of ours. A connection whose answer has begun is cut.
func (s *Server) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			problem := recover()
			if problem == nil {
				return
			}
			if problem == http.ErrAbortHandler {
				panic(problem)
			}
			s.c.Log.ErrorContext(r.Context(), "panic", "request", requestID(r.Context()),
				"panic", fmt.Sprint(problem), "stack", string(debug.Stack()))
			if counted, ok := w.(*countingWriter); ok && counted.bytes > 0 {
				panic(http.ErrAbortHandler)
			}
			s.refuse(w, r, http.StatusInternalServerError, &graph.Error{Fault: graph.Internal})
		}()
		next.ServeHTTP(w, r)
	})
}

// A countingWriter remembers what was answered.
type countingWriter struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// WriteHeader sends the status.
func (w *countingWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Write sends a part of the body.
func (w *countingWriter) Write(p []byte) (int, error) {
	n, err := w.ResponseWriter.Write(p)
	w.bytes += int64(n)
	return n, err
}

// Flush sends what compression has let through.
func (w *countingWriter) Flush() { _ = http.NewResponseController(w.ResponseWriter).Flush() }

// Unwrap lets http.ResponseController reach the connection.
func (w *countingWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
