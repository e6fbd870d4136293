package main

import (
	"context"
	"errors"
	"fmt"
	"net"

	"dyad/graph"
	"dyad/internal/server"
)

// The values of --metrics that are no address.
const (
	metricsBeside = "on"  // at /metrics, beside the API
	metricsNone   = "off" // nothing is counted
)

// doors are what a server is reached through.
type doors struct {
	questions net.Listener
	scrapes   net.Listener // nil: metrics have no address of their own
}

// doors binds the addresses that the flags name.
func (s *serving) doors() (doors, error) {
	questions, err := listen("--listen", "", s.listen)
	if err != nil {
		return doors{}, err
	}
	scrapes, err := s.scrapes()
	if err != nil {
		return doors{}, errors.Join(err, questions.Close())
	}
	return doors{questions, scrapes}, nil
}

// scrapes binds the address that --metrics names, if it names one.
func (s *serving) scrapes() (net.Listener, error) {
	if s.metrics == metricsBeside || s.metrics == metricsNone {
		return nil, nil
	}
	return listen("--metrics", metricsBeside+", "+metricsNone+" or ", s.metrics)
}

// listen binds an address that a flag names, which takes what is besides.
func listen(flag, besides, address string) (net.Listener, error) {
	if _, _, err := net.SplitHostPort(address); err != nil {
		return nil, usageError{fmt.Errorf("%s takes %san address such as 127.0.0.1:9090, not %q", flag, besides, address)}
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, &graph.Error{On: flag + " " + address, Fault: graph.Conflict, Err: fmt.Errorf("%w: name another address, or stop what listens there", err)}
	}
	return l, nil
}

// close closes what is still open: a server closes what it served.
func (d doors) close() {
	d.questions.Close()
	if d.scrapes != nil {
		d.scrapes.Close()
	}
}

// serve serves questions, and metrics if they have an address of their own, until ctx is done or one of them fails.
func (d doors) serve(ctx context.Context, srv *server.Server) error {
	if d.scrapes == nil {
		return srv.Serve(ctx, d.questions)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	failed := make(chan error, 1)
	go func() {
		defer stop()
		failed <- srv.ServeMetrics(ctx, d.scrapes)
	}()
	err := srv.Serve(ctx, d.questions)
	stop()
	return errors.Join(err, <-failed)
}
