package server_test

import (
	"context"
	"net"
	"net/http"
	"runtime"
	"testing"
	"time"

	"dyad/internal/attack"
	"dyad/internal/server"
)

// attackBytes is what one attack may allocate, in the server and in the client that sends it, which are one process here. It is as much as
// the server may hold at once because of it, though most of what is counted here is let go meanwhile.
const attackBytes = 50 << 20

// TestAttacks: each is answered as the list says, and none makes the server allocate without measure.
func TestAttacks(t *testing.T) {
	s := serve(t, nil, func(c *server.Config) { c.Random, c.Timeouts = nil, server.DefaultTimeouts() })
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	serving, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(serving, l) }()
	t.Cleanup(func() { stop(); <-ended })
	for _, a := range attack.List() {
		t.Run(a.Name, func(t *testing.T) {
			if a.Corpus {
				t.Skip("the graph of this test has nobody of the corpus; make attack sends it")
			}
			ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
			defer cancel()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			got, err := a.Send(ctx, http.DefaultClient, l.Addr().String())
			runtime.ReadMemStats(&after)
			if err != nil {
				t.Fatal(err)
			}
			if differs := a.Differs(got); differs != "" {
				t.Error(differs)
			}
			if took := after.TotalAlloc - before.TotalAlloc; took > attackBytes {
				t.Errorf("%d bytes were allocated, want at most %d", took, attackBytes)
			}
		})
	}
}
