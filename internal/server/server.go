package server

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"dyad/client"
	"dyad/graph"
	"dyad/internal/explorer"
	"dyad/internal/export"
	"dyad/internal/metrics"
	"dyad/schema"
	"dyad/schema/exec"
	"dyad/schema/resolver"
)

// A Server answers questions. It is safe for concurrent use.
type Server struct {
	c         Config
	limits    resolver.Limits
	schema    graphql.ExecutableSchema
	plain     fs.FS           // what the page refers to that is shown where the explorer is not in the program
	app       explorer.Bundle // the explorer
	routes    []string        // the paths of its pages
	compress  func(http.Handler) http.HandlerFunc
	queue     queue
	events    chan struct{} // holds one element for each event of a subscription that is being answered
	streams   *streams
	graphiql  explorer.Bundle
	documents documents
	types     *ast.Schema     // what inputs are held to, whatever schema answers
	formats   []export.Format // by name
	exports   gate
	runID     string           // tells this server from others and from itself when it ran before
	counts    *metrics.Metrics // nil: none
}

// New returns a server of what c holds.
func New(c Config) (*Server, error) {
	c, err := c.complete()
	if err != nil {
		return nil, err
	}
	parsed, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: schema.SDL()})
	if err != nil {
		return nil, &graph.Error{Op: "server.New", Fault: graph.Internal, Err: err}
	}
	delete(parsed.Directives, "defer") // gqlparser brings it; answers here come whole
	files, err := explorer.Files()
	if err != nil {
		return nil, &graph.Error{Op: "server.New", Fault: graph.Internal, Err: err}
	}
	app, err := explorer.LoadApp()
	if err != nil {
		return nil, &graph.Error{Op: "server.New", Fault: graph.Internal, Err: err}
	}
	routes, err := explorer.Routes()
	if err != nil {
		return nil, &graph.Error{Op: "server.New", Fault: graph.Internal, Err: err}
	}
	graphiql, err := explorer.LoadGraphiQL()
	if err != nil {
		return nil, &graph.Error{Op: "server.New", Fault: graph.Internal, Err: err}
	}
	compress, err := compression()
	if err != nil {
		return nil, &graph.Error{Op: "server.New", Fault: graph.Internal, Err: err}
	}
	limits := c.Resolvers.Limits()
	s := &Server{
		c: c, limits: limits, documents: newDocuments(),
		schema: exec.NewExecutableSchema(exec.Config{Schema: parsed, Resolvers: c.Resolvers}),
		plain:  files, app: app, routes: routes, graphiql: graphiql, compress: compress,
		queue:  newQueue(limits.InFlight, workers*runtime.GOMAXPROCS(0)),
		events: make(chan struct{}, runtime.GOMAXPROCS(0)), streams: newStreams(limits.Connections),
		types: parsed, formats: c.formats(), exports: make(gate, limits.Exports), runID: requestID(renamed(context.Background(), c.Random)),
	}
	s.counts = s.counting()
	return s, nil
}

// Handler returns the routes, with everything around them.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle(graphqlPath, http.HandlerFunc(s.serveGraphQL))
	mux.Handle("/schema.graphql", page("text/plain; charset=utf-8", schema.SDL))
	mux.Handle("/healthz", page("text/plain; charset=utf-8", func() string { return "ok\n" }))
	mux.Handle("/readyz", http.HandlerFunc(s.serveReady))
	mux.Handle("/client/dyad.py", page("text/x-python; charset=utf-8", func() string { return string(client.Python()) }))
	s.routeExplorer(mux)
	s.routeExports(mux)
	mux.Handle(backupPath, http.HandlerFunc(s.serveBackup))
	s.routeGraphiQL(mux)
	s.routeMetrics(mux)
	mux.Handle("/", http.HandlerFunc(s.serveNothing))
	return s.logged(s.recovered(secured(s.hosted(s.upgraded(s.compress(mux))))))
}

// Serve answers requests that come in through l until ctx is done. Then it accepts no more, ends subscriptions, lets what else is
// being answered finish within the time that the configuration gives it, and returns nil if all did. It closes l, and can be
// called once.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	h := s.over(s.Handler())
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		end, cancel := context.WithTimeout(context.WithoutCancel(ctx), s.c.Timeouts.Shutdown)
		defer cancel()
		s.streams.stop()
		err := errors.Join(h.Shutdown(end), s.streams.wait(end))
		if errors.Is(err, context.DeadlineExceeded) {
			err = &graph.Error{Op: "stop", Fault: graph.Deadline, Err: fmt.Errorf("what was still being answered after %s was cut off: %w", s.c.Timeouts.Shutdown, context.DeadlineExceeded)}
		}
		if err != nil {
			err = errors.Join(err, s.cut(ctx, h))
		}
		stopped <- err
	}()
	if err := h.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}

// cutTime is how long what is cut off has to notice.
const cutTime = 5 * time.Second

// cut closes the connections of what has not ended in its time, and waits for the exports among it: they read what is closed next.
func (s *Server) cut(ctx context.Context, h *http.Server) error {
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), cutTime)
	defer cancel()
	return errors.Join(h.Close(), s.exports.shut(end))
}

// over returns what speaks HTTP for a handler, with bounds on every stage. What goes wrong below the handler is for the log.
func (s *Server) over(h http.Handler) *http.Server {
	t := s.c.Timeouts
	return &http.Server{
		Handler:           h,
		ReadHeaderTimeout: t.Header, ReadTimeout: t.Read, WriteTimeout: t.Write, IdleTimeout: t.Idle,
		MaxHeaderBytes: 64 << 10,
		ErrorLog:       slog.NewLogLogger(s.c.Log.Handler(), slog.LevelWarn),
	}
}
