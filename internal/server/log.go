package server

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	"dyad/graph"
)

// An entry is what the log line of a request says besides what HTTP tells.
type entry struct {
	mu        sync.Mutex
	operation string // as the client names it
	price     int
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

// Characters of what a client chose that the log repeats.
const (
	loggedName = 64
	loggedPath = 200
)

// logged writes one line for each request when it has been answered. Queries, variables and headers are not in it: they are the
// business of who asks. What is in it of a client's own words is cut, and escaped whatever the format of the log.
func (s *Server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := s.c.Clock()
		e := &entry{}
		ctx := context.WithValue(s.identified(r.Context()), entryKey{}, e)
		w.Header().Set("X-Request-Id", requestID(ctx))
		counted := &countingWriter{ResponseWriter: w, status: http.StatusOK}
		r = r.WithContext(ctx)
		defer func() { // after a panic too
			s.sent(r, counted)
			s.line(r, e, counted, s.c.Clock().Sub(start))
		}()
		next.ServeHTTP(counted, r)
	})
}

// line writes the line of a request.
func (s *Server) line(r *http.Request, e *entry, w *countingWriter, took time.Duration) {
	if !s.c.Log.Enabled(r.Context(), slog.LevelInfo) {
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	s.c.Log.LogAttrs(r.Context(), slog.LevelInfo, "request",
		slog.String("request", requestID(r.Context())), slog.String("method", printable(r.Method, loggedName)),
		slog.String("path", printable(r.URL.Path, loggedPath)), slog.Int("status", w.status), slog.Float64("ms", milliseconds(took)),
		slog.Int64("bytes", w.bytes), slog.Int("price", e.price), slog.String("operation", printable(e.operation, loggedName)),
		slog.String("code", string(e.fault)), slog.String("curator", e.curator), slog.String("remote", r.RemoteAddr))
}

// milliseconds rounds a time to microseconds.
func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// printable is the beginning of a text of a client's, with everything escaped that is not a visible ASCII character or a space:
// what is read in a terminal must not steer it, nor look like something else.
func printable(text string, most int) string {
	quoted := strconv.QuoteToASCII(cut(text, most))
	return quoted[1 : len(quoted)-1]
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
