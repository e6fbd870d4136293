package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"dyad/graph"
	"dyad/internal/metrics"
	"dyad/internal/server"
)

// The values of --metrics that are no address.
const (
	metricsBeside = "on"  // at /metrics, beside the API
	metricsNone   = "off" // nothing is counted
)

// listenForMetrics binds the address that --metrics names; nil if it names none.
func listenForMetrics(where string) (net.Listener, error) {
	if where == metricsBeside || where == metricsNone {
		return nil, nil
	}
	if _, _, err := net.SplitHostPort(where); err != nil {
		return nil, usageError{fmt.Errorf("--metrics takes on, off or an address such as 127.0.0.1:9090, not %q", where)}
	}
	return listen("--metrics", where)
}

// listen binds an address that a flag names.
func listen(flag, address string) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, &graph.Error{On: flag + " " + address, Fault: graph.Conflict, Err: fmt.Errorf("%w: name another address, or stop what listens there", err)}
	}
	return l, nil
}

// state returns what a server tells at each scrape of what it does not know by itself.
func (w *workspace) state(build time.Duration) func() metrics.State {
	return func() metrics.State {
		s := metrics.State{BuildSeconds: build.Seconds()}
		size, err := w.kv.Size()
		if err != nil { // no line is better than a wrong one; an alert on its absence says so
			return s
		}
		s.Store = &metrics.Store{Bytes: size, Transaction: uint64(w.store.Last())}
		if free, known := w.kv.Free(); known {
			s.Store.Free = &free
		}
		return s
	}
}

// serveBoth serves questions, and metrics on an address of their own unless it is nil, until ctx is done or one of them fails.
func serveBoth(ctx context.Context, srv *server.Server, questions, scrapes net.Listener) error {
	if scrapes == nil {
		return srv.Serve(ctx, questions)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	failed := make(chan error, 1)
	go func() {
		defer stop()
		failed <- srv.ServeMetrics(ctx, scrapes)
	}()
	err := srv.Serve(ctx, questions)
	stop()
	return errors.Join(err, <-failed)
}
