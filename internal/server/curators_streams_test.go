package server_test

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/coder/websocket"

	"dyad/graph"
	"dyad/internal/server"
	"dyad/schema/resolver"
)

// listenDesk serves a toy that the holder of a token may change, as long as it is valid.
func listenDesk(t *testing.T) (l *listening, valid *atomic.Bool) {
	t.Helper()
	valid = &atomic.Bool{}
	valid.Store(true)
	return listen(t, func(c *resolver.Config) { c.Curation = &desk{} }, func(c *server.Config) {
		c.Curator = func(token string) (string, bool) { return "vale", token == "dyad_vale" && valid.Load() }
	}), valid
}

// dialWith opens a WebSocket with a token; the error is that of the handshake.
func (l *listening) dialWith(t *testing.T, token string) (*line, *http.Response, error) {
	t.Helper()
	conn, r, err := websocket.Dial(t.Context(), "ws://"+l.addr+"/graphql", &websocket.DialOptions{
		Subprotocols: []string{subprotocol}, HTTPHeader: http.Header{"Authorization": {"Bearer " + token}},
	})
	if err != nil {
		return nil, r, err
	}
	t.Cleanup(func() { conn.CloseNow() })
	c := &line{t, conn}
	c.write(`{"type":"connection_init"}`)
	c.want(`{"type":"connection_ack"}`)
	return c, r, nil
}

// TestChangesOverWebSocket: who opened the connection with a token may change, until the token is taken back.
func TestChangesOverWebSocket(t *testing.T) {
	l, valid := listenDesk(t)
	change := subscribe("m", "mutation { change }")

	anybody := l.begin(t)
	anybody.write(change)
	if got := anybody.failure("m"); got != graph.Unauthenticated {
		t.Errorf("a change by anybody: %s, want UNAUTHENTICATED", got)
	}
	if _, r, err := l.dialWith(t, "dyad_nobody"); err == nil || r.StatusCode != http.StatusUnauthorized {
		t.Errorf("a token that nobody holds: %v, want 401", err)
	}
	c, _, err := l.dialWith(t, "dyad_vale")
	if err != nil {
		t.Fatal(err)
	}
	c.write(change)
	c.want(strings.Replace(next("m", `{"change":"world"}`), `"requested":0`, `"requested":20000`, 1), complete("m"))
	valid.Store(false)
	c.write(change)
	if got := c.failure("m"); got != graph.Unauthenticated {
		t.Errorf("a change with a token that was taken back: %s, want UNAUTHENTICATED", got)
	}
	valid.Store(true)
	c.write(subscribe("q", "{ hello }"))
	c.want(next("q", `{"hello":"world"}`), complete("q"))
}

// TestChangesAsEvents: a mutation may be posted by who takes events, with a token as always.
func TestChangesAsEvents(t *testing.T) {
	l, _ := listenDesk(t)
	tests := []struct {
		name, method, token string
		status              int
		want                string
	}{
		{"a curator", "POST", "dyad_vale", 200, `{"data":{"change":"world"}`},
		{"anybody", "POST", "", 200, `"code":"UNAUTHENTICATED"`},
		{"a token that nobody holds", "POST", "dyad_nobody", 401, `"code":"UNAUTHENTICATED"`},
		{"a curator, in a URL", "GET", "dyad_vale", 200, "mutations are posted"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			headers := []string{"Authorization", "Bearer " + tt.token}
			if tt.token == "" {
				headers = nil
			}
			r := l.ask(t, tt.method, "mutation { change }", headers...)
			if got := text(t, r); r.StatusCode != tt.status || !strings.Contains(got, tt.want) {
				t.Errorf("%d %s, want %d with %s", r.StatusCode, got, tt.status, tt.want)
			}
		})
	}
}
