package server

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync/atomic"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/internal/metrics"
)

// counting returns the counts of the server; nil if the configuration wants none.
func (s *Server) counting() *metrics.Metrics {
	if s.c.Metrics == nil {
		return nil
	}
	version, build := s.c.Resolvers.Build()
	var texts textCount
	return metrics.New(
		metrics.Build{Version: version, Commit: build.Commit, GoVersion: build.GoVersion, Modified: build.Modified},
		func() metrics.State {
			state := s.c.Metrics()
			state.Working, state.Waiting = s.queue.load()
			state.Connections, state.Backlog = s.streams.load()
			if x := s.c.Resolvers.Index(); x != nil {
				state.Index = figures(x)
				state.Texts = texts.of(x, s.c.Resolvers.TextsLoaded)
			}
			return state
		})
}

// figures are how much an index holds. None of them is counted here: a scrape must not cost more as the graph grows.
func figures(x *index.Index) *metrics.Index {
	g := x.Present()
	relationships, _ := g.CountRelationships(nil)
	return &metrics.Index{
		Entities: g.CountEntities(), Relationships: relationships, Claims: g.CountClaims(), Sources: g.CountSources(),
		Transaction: uint64(x.Last()),
	}
}

// A textCount remembers how many texts an index has, since counting looks at each.
type textCount struct{ last atomic.Pointer[counted] }

type counted struct {
	x *index.Index
	n int
}

func (t *textCount) of(x *index.Index, count func(*index.Index) int) int {
	known := t.last.Load()
	if known == nil || known.x != x {
		known = &counted{x, count(x)}
		t.last.Store(known)
	}
	return known.n
}

// load returns how many requests are worked on and how many wait.
func (q queue) load() (working, waiting int) {
	admitted := len(q.admitted)
	working = min(len(q.running), admitted) // the two are read one after the other
	return working, admitted - working
}

// load returns how many connections stay open, and how many bytes of answers wait for their clients.
func (s *streams) load() (open, backlog int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open, s.backlog
}

// turnedAway counts a request that is refused before it is an operation.
func (s *Server) turnedAway(fault graph.Fault) {
	if s.counts != nil {
		s.counts.Refused(fault)
	}
}

// sent counts an HTTP request that has been answered. r is the one that the routes were asked with: they leave their pattern in it.
func (s *Server) sent(r *http.Request, w *countingWriter) {
	if s.counts != nil {
		s.counts.Sent(r.Pattern, w.status, w.bytes)
	}
}

// routeMetrics serves /metrics, unless it is served elsewhere or nowhere.
func (s *Server) routeMetrics(mux *http.ServeMux) {
	if s.counts != nil && !s.c.MetricsApart {
		mux.Handle("/metrics", s.metricsHandler())
	}
}

// metricsHandler answers scrapes. The text is nobody's to keep.
func (s *Server) metricsHandler() http.Handler {
	text := s.counts.Handler()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "this is read with GET", http.StatusMethodNotAllowed)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		text.ServeHTTP(w, r)
	})
}

// ServeMetrics answers scrapes, and nothing else, on an address of their own until ctx is done; the hosts that may be asked for are
// those of the server. It closes l. Without Metrics in the configuration it is refused.
func (s *Server) ServeMetrics(ctx context.Context, l net.Listener) error {
	if s.counts == nil {
		return errors.Join(&graph.Error{Op: "server.ServeMetrics", Fault: graph.Internal, Err: errors.New("nothing is counted")}, l.Close())
	}
	mux := http.NewServeMux()
	mux.Handle("/metrics", s.metricsHandler())
	mux.Handle("/", http.HandlerFunc(s.serveNothing))
	h := s.over(s.logged(s.recovered(secured(s.hosted(s.compress(mux))))))
	stop := context.AfterFunc(ctx, func() { _ = h.Close() }) // a scrape that is cut is made again
	defer stop()
	if err := h.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
