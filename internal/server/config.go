package server

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"time"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/internal/metrics"
	"dyad/schema/resolver"
)

// A Config holds everything that a server depends on. The zero value of an optional field is what its comment says.
type Config struct {
	Resolvers *resolver.Root
	Log       *slog.Logger // nil: nothing is logged
	// Curator returns whose token it is that a request bears, and whether anybody holds it. It takes as long for any token. Nil: tokens
	// are not looked at, and nothing can be changed over HTTP.
	Curator func(token string) (name string, known bool)
	// Hosts are names besides those of loopback under which the server may be asked for, such as "dyad.example.org" or
	// "192.0.2.7", without port.
	Hosts []string
	// Random makes request ids; nil: crypto/rand.
	Random io.Reader
	// Clock tells the time for the log; nil: time.Now.
	Clock    func() time.Time
	Timeouts Timeouts // zero: DefaultTimeouts
	// Metrics has requests counted, and /metrics served. It is asked at each scrape for what the server does not know by itself:
	// the store, and how long the index took to build. nil: nothing is counted, and there is no /metrics.
	Metrics func() metrics.State
	// MetricsApart leaves /metrics out of [Server.Handler], for [Server.ServeMetrics].
	MetricsApart bool
	// Lines writes what a graph is of, and what it derives, as dyad JSON Lines. nil: they are no format of this server.
	Lines func(ctx context.Context, w io.Writer, g *index.Graph) error
	// Backup writes what was recorded after a point, with its past, for a curator to keep. It calls pause now and then, and ends with
	// its error. nil: there are no backups over HTTP.
	Backup func(ctx context.Context, w io.Writer, onto BackupBase, pause func() error) error
	// Candid tells whoever asks what else the log would be told alone. It is for who asks of a directory of their own, where there is no log.
	Candid bool
	// Stock leaves every field to gqlgen's own way of writing it, for comparison: the answers are the same, and take longer.
	Stock bool
}

// Timeouts bound every stage of a connection.
type Timeouts struct {
	Header   time.Duration // until the header of a request is read
	Read     time.Duration // until all of it is
	Write    time.Duration // until the answer is written, counted from the end of the header; zero: as by default
	Idle     time.Duration // between two requests
	Shutdown time.Duration // for requests that are being answered when the server is told to stop
	Init     time.Duration // until a WebSocket has said that it begins; zero: as by default
	Beat     time.Duration // between two signs of life on a connection that stays open; zero: as by default
}

// DefaultTimeouts suit a machine of one's own and a network that works.
func DefaultTimeouts() Timeouts {
	return Timeouts{
		Header: 5 * time.Second, Read: 15 * time.Second, Write: 60 * time.Second, Idle: 2 * time.Minute, Shutdown: 10 * time.Second,
		Init: 3 * time.Second, Beat: 15 * time.Second,
	}
}

// complete fills in what is optional.
func (c Config) complete() (Config, error) {
	if c.Resolvers == nil {
		return c, &graph.Error{Op: "server.New", Fault: graph.Internal, Err: errors.New("no resolvers")}
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Random == nil {
		c.Random = rand.Reader
	}
	if c.Clock == nil {
		c.Clock = time.Now
	}
	usual := DefaultTimeouts()
	if c.Timeouts == (Timeouts{}) {
		c.Timeouts = usual
	}
	c.Timeouts.Write = cmp.Or(c.Timeouts.Write, usual.Write)
	c.Timeouts.Init = cmp.Or(c.Timeouts.Init, usual.Init)
	c.Timeouts.Beat = cmp.Or(c.Timeouts.Beat, usual.Beat)
	return c, nil
}
