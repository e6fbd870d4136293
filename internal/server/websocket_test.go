package server_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"dyad/graph"
	"dyad/internal/server"
	"dyad/schema/resolver"
)

const subprotocol = "graphql-transport-ws"

// A line is a client's end of a WebSocket, which writes and reads raw messages.
type line struct {
	t    testing.TB
	conn *websocket.Conn
}

// dial opens a WebSocket. Without a subprotocol it offers that of the server.
func (l *listening) dial(t testing.TB, subprotocols ...string) *line {
	t.Helper()
	if len(subprotocols) == 0 {
		subprotocols = []string{subprotocol}
	}
	conn, r, err := websocket.Dial(t.Context(), "ws://"+l.addr+"/graphql", &websocket.DialOptions{Subprotocols: subprotocols})
	if err != nil {
		t.Fatalf("dial: %v, %v", err, r)
	}
	conn.SetReadLimit(-1)
	t.Cleanup(func() { conn.CloseNow() })
	return &line{t, conn}
}

// begin opens a WebSocket on which operations can be asked for.
func (l *listening) begin(t testing.TB) *line {
	t.Helper()
	c := l.dial(t)
	c.write(`{"type":"connection_init"}`)
	c.want(`{"type":"connection_ack"}`)
	return c
}

func (c *line) write(text string) {
	c.t.Helper()
	if err := c.conn.Write(c.t.Context(), websocket.MessageText, []byte(text)); err != nil {
		c.t.Fatalf("write %.100s: %v", text, err)
	}
}

// read returns the next message, or the error that ends the connection.
func (c *line) read() (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	_, text, err := c.conn.Read(ctx)
	return string(text), err
}

// want reads messages that are exactly these.
func (c *line) want(messages ...string) {
	c.t.Helper()
	for _, want := range messages {
		if got, err := c.read(); got != want {
			c.t.Fatalf("message %.300s (%v), want %s", got, err, want)
		}
	}
}

// failure reads an error message about an operation and returns its code.
func (c *line) failure(id string) graph.Fault {
	c.t.Helper()
	text, err := c.read()
	var m struct {
		ID, Type string
		Payload  []struct{ Extensions struct{ Code graph.Fault } }
	}
	if err != nil || json.Unmarshal([]byte(text), &m) != nil || m.Type != "error" || m.ID != id || len(m.Payload) == 0 {
		c.t.Fatalf("message %.300s (%v), want an error of %s", text, err, id)
	}
	return m.Payload[0].Extensions.Code
}

// closed reads until the server closes the connection and returns the code and the reason.
func (c *line) closed() (code websocket.StatusCode, reason string) {
	c.t.Helper()
	for {
		_, err := c.read()
		if err == nil {
			continue
		}
		var e websocket.CloseError
		if !errors.As(err, &e) {
			c.t.Fatalf("the connection ended with %v, want a close frame", err)
		}
		return e.Code, e.Reason
	}
}

// next is the message of an answer of the toy. Every subscription of it costs nothing: it has no objects.
func next(id, data string) string {
	return `{"id":"` + id + `","type":"next","payload":{"data":` + data + `,"extensions":{"cost":{"limit":100000,"requested":0}}}}`
}

func subscribe(id, query string) string {
	return fmt.Sprintf(`{"id":%q,"type":"subscribe","payload":{"query":%q}}`, id, query)
}

func complete(id string) string { return `{"id":"` + id + `","type":"complete"}` }

func TestWebSocket(t *testing.T) {
	l := listen(t, nil, nil)
	c := l.begin(t)
	c.write(subscribe("q", "{ hello }"))
	c.want(next("q", `{"hello":"world"}`), complete("q"))
	c.write(subscribe("q", "subscription { n: count(to: 2) }")) // an id that is over is free
	c.want(next("q", `{"n":1}`), next("q", `{"n":2}`), complete("q"))
	c.write(`{"id":"v","type":"subscribe","payload":{"query":"query A($n: Int!) { text(length: $n) } query B { hello }","operationName":"A","variables":{"n":3},"extensions":null}}`)
	c.want(next("v", `{"text":"xxx"}`), complete("v"))
	c.write(`{"type":"ping"}`)
	c.want(`{"type":"pong"}`)
	c.write(`{"type":"ping","payload":{"at":1}}`)
	c.want(`{"type":"pong","payload":{"at":1}}`)
	c.write(`{"type":"pong"}`)     // needs no answer
	c.write(complete("never was")) // may cross an end of ours
	c.write(subscribe("last", "{ hello }"))
	c.want(next("last", `{"hello":"world"}`), complete("last"))
	if err := c.conn.Close(websocket.StatusNormalClosure, ""); err != nil {
		t.Errorf("Close: %v, want a close frame in answer", err)
	}
}

// TestCloseCodes: what a client may not do ends the conversation with the code of the protocol.
func TestCloseCodes(t *testing.T) {
	l := listen(t, nil, nil)
	start := `{"type":"connection_init"}`
	tests := []struct {
		name     string
		messages []string
		code     websocket.StatusCode
		reason   string
	}{
		{"no JSON", []string{`{`}, 4400, "the message is no JSON object"},
		{"two messages in one", []string{`{"type":"ping"}{"type":"ping"}`}, 4400, "something follows the JSON object"},
		{"a list", []string{`[]`}, 4400, "the message is no JSON object"},
		{"null", []string{`null`}, 4400, "the message is no JSON object"},
		{"no type", []string{`{}`}, 4400, "the message has no type"},
		{"a type that is no text", []string{`{"type":1}`}, 4400, "type has to be a string"},
		{"a type that there is not", []string{`{"type":"start"}`}, 4400, `a client sends no message of type "start"`},
		{"a type that is the server's", []string{start, `{"id":"a","type":"next","payload":{}}`}, 4400, `a client sends no message of type "next"`},
		{"what it begins with is no object", []string{`{"type":"connection_init","payload":"x"}`}, 4400, "payload has to be an object"},
		{"a ping with no object", []string{`{"type":"ping","payload":[]}`}, 4400, "payload has to be an object"},
		{"an operation without id", []string{start, `{"type":"subscribe","payload":{"query":"{ hello }"}}`}, 4400, "id is missing"},
		{"an id that is no text", []string{start, `{"id":1,"type":"subscribe","payload":{"query":"{ hello }"}}`}, 4400, "id has to be a string"},
		{"an id that is long", []string{start, subscribe(strings.Repeat("x", 201), "{ hello }")}, 4400, "an id here has at most 200 bytes"},
		{"an operation without payload", []string{start, `{"id":"a","type":"subscribe"}`}, 4400, "payload is missing"},
		{"an operation without query", []string{start, `{"id":"a","type":"subscribe","payload":{}}`}, 4400, "query is missing"},
		{"a query that is no text", []string{start, `{"id":"a","type":"subscribe","payload":{"query":1}}`}, 4400, "query has to be a string"},
		{"variables that are no object", []string{start, `{"id":"a","type":"subscribe","payload":{"query":"{ hello }","variables":[]}}`}, 4400, "variables has to be an object"},
		{"the end of nothing", []string{start, `{"type":"complete"}`}, 4400, "id is missing"},
		{"an operation before the beginning", []string{subscribe("a", "{ hello }")}, 4401, "Unauthorized"},
		{"two beginnings", []string{start, start}, 4429, "Too many initialisation requests"},
		{"an id that is in use", []string{start, subscribe("a", "subscription { never }"), subscribe("a", "{ hello }")}, 4409, "Subscriber for a already exists"},
		{
			"a long id that is in use",
			[]string{start, subscribe(strings.Repeat("é", 100), "subscription { never }"), subscribe(strings.Repeat("é", 100), "{ hello }")},
			4409, "Subscriber for " + strings.Repeat("é", 54), // 15 bytes and 54 times 2 are the 123 that fit
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := l.dial(t)
			for _, m := range tt.messages {
				c.write(m)
			}
			if code, reason := c.closed(); code != tt.code || reason != tt.reason {
				t.Errorf("closed with %d %q, want %d %q", code, reason, tt.code, tt.reason)
			}
			l.idle(t)
		})
	}
}

// TestInitTimeout: the time to begin in is no time to end in.
func TestInitTimeout(t *testing.T) {
	hasty := listen(t, nil, func(c *server.Config) { c.Timeouts.Init = 20 * time.Millisecond })
	if code, reason := hasty.dial(t).closed(); code != 4408 || reason != "Connection initialisation timeout" {
		t.Errorf("a client that says nothing: closed with %d %q, want 4408", code, reason)
	}
	l := listen(t, nil, func(c *server.Config) { c.Timeouts.Init = time.Second })
	c := l.begin(t)
	time.Sleep(1100 * time.Millisecond)
	c.write(subscribe("a", "{ hello }"))
	c.want(next("a", `{"hello":"world"}`), complete("a"))
}

func TestOtherCloseCodes(t *testing.T) {
	l := listen(t, nil, nil)
	for _, offered := range []string{"graphql-ws", "x"} {
		if code, reason := l.dial(t, offered).closed(); code != 4406 || reason != "Subprotocol not acceptable" {
			t.Errorf("subprotocol %s: closed with %d %q, want 4406", offered, code, reason)
		}
	}
	c := l.begin(t)
	if err := c.conn.Write(t.Context(), websocket.MessageBinary, []byte(`{"type":"ping"}`)); err != nil {
		t.Fatal(err)
	}
	if code, reason := c.closed(); code != 4400 || reason != "messages are text" {
		t.Errorf("a binary message: closed with %d %q, want 4400", code, reason)
	}
	c = l.begin(t)
	c.write(`{"type":"ping","payload":{"x":"` + strings.Repeat("x", 1<<20) + `"}}`)
	if code, _ := c.closed(); code != websocket.StatusMessageTooBig {
		t.Errorf("a message larger than a body may be: closed with %d, want 1009", code)
	}
}

// TestRefusedOperations: an operation that can't be run is told so, and the others on its connection go on.
func TestRefusedOperations(t *testing.T) {
	l := listen(t, func(c *resolver.Config) { c.Limits.OperationsAtOnce = 2 }, nil)
	c := l.begin(t)
	for query, want := range map[string]graph.Fault{
		"{":                                                graph.BadInput,
		"{ unknown }":                                      graph.BadInput,
		"subscription { unknown }":                         graph.BadInput,
		"subscription { __typename }":                      graph.BadInput,
		"subscription { never count(to: 1) }":              graph.BadInput,
		"subscription { a: never b: never }":               graph.BadInput,
		"subscription { never @skip(if: true) }":           graph.BadInput,
		"subscription { refused }":                         graph.Internal,
		"{ hello " + strings.Repeat("hello ", 1_001) + "}": graph.CostLimit,
		"subscription { " + strings.Repeat("count(to: 1) ", 1_001) + " }": graph.CostLimit,
		"subscription { " + strings.Repeat("never ", 10_001) + "}":        graph.CostLimit,
	} {
		c.write(subscribe("a", query))
		if got := c.failure("a"); got != want {
			t.Errorf("%.60s: %s, want %s", query, got, want)
		}
	}
	c.write(subscribe("1", "subscription { never }"))
	c.write(subscribe("2", "subscription { never }"))
	c.write(subscribe("3", "{ hello }"))
	if got := c.failure("3"); got != graph.Overloaded {
		t.Errorf("a third operation where two may be: %s, want %s", got, graph.Overloaded)
	}
	c.write(complete("1"))
	c.write(subscribe("3", "{ hello }"))
	c.want(next("3", `{"hello":"world"}`), complete("3"))
	if logged := l.log.String(); strings.Contains(logged, "count(to") || !strings.Contains(logged, `"msg":"operation"`) {
		t.Errorf("the log should have a line for each operation and no query: %.2000s", logged)
	}
}

// TestFailedEvents: an event that can't be shown is told as such, tells no secret, and the subscription goes on.
func TestFailedEvents(t *testing.T) {
	l := listen(t, func(c *resolver.Config) { c.Limits.AnswerBytes = 1_000 }, nil)
	c := l.begin(t)
	for query, want := range map[string][]string{
		"subscription { fails }":              {`"data":null`, `"code":"INTERNAL"`, `"path":["fails","inner"]`},
		"subscription { panics }":             {`"data":null`, `"code":"INTERNAL"`},
		"subscription { text(length: 2000) }": {`"data":null`, `"code":"COST_LIMIT_EXCEEDED"`},
	} {
		c.write(subscribe("a", query))
		text, err := c.read()
		for _, part := range append(want, `"type":"next"`) {
			if !strings.Contains(text, part) || strings.Contains(text, "secret") {
				t.Errorf("%s: %s (%v), want %s and nothing secret", query, text, err, part)
			}
		}
		if strings.Contains(query, "text") {
			c.want(next("a", `{"text":"done"}`))
		}
		c.want(complete("a"))
	}
}

// TestWhoLeaves: what nobody waits for any more ends: an operation that is completed, and all of a connection that is cut.
func TestWhoLeaves(t *testing.T) {
	l := listen(t, nil, nil)
	c := l.begin(t)
	c.write(subscribe("a", "subscription { never }"))
	c.write(subscribe("b", "{ slow }"))
	l.busy(t, 2)
	c.write(complete("a"))
	c.write(complete("b"))
	l.idle(t)
	c.write(subscribe("a", "{ hello }")) // no word of what was completed comes before
	c.want(next("a", `{"hello":"world"}`), complete("a"))
	c.write(subscribe("a", "subscription { never }"))
	c.write(subscribe("b", "{ slow }"))
	l.busy(t, 2)
	c.conn.CloseNow()
	l.idle(t)
}

// TestStop: when the server stops, subscriptions end, what else was asked is answered, and clients are told to go elsewhere.
func TestStop(t *testing.T) {
	l := listen(t, nil, nil)
	c := l.begin(t)
	c.write(subscribe("s", "subscription { never }"))
	c.write(subscribe("q", "{ slow }"))
	l.busy(t, 2)
	l.stop()
	l.busy(t, 1)
	close(l.slow)
	c.want(next("q", `{"slow":"world"}`), complete("q"))
	if code, _ := c.closed(); code != websocket.StatusGoingAway {
		t.Errorf("closed with %d, want 1001", code)
	}
	if err := <-l.done; err != nil {
		t.Errorf("Serve: %v, want nil", err)
	}
	l.done <- nil
}

func TestUpgrade(t *testing.T) {
	l := listen(t, func(c *resolver.Config) { c.Limits.Connections = 1 }, nil)
	open := func(header ...string) (int, *websocket.Conn) {
		h := http.Header{}
		host := ""
		for i := 0; i < len(header); i += 2 {
			if header[i] == "Host" {
				host = header[i+1]
			}
			h.Set(header[i], header[i+1])
		}
		conn, r, err := websocket.Dial(t.Context(), "ws://"+l.addr+"/graphql", &websocket.DialOptions{
			Subprotocols: []string{subprotocol}, HTTPHeader: h, Host: host,
		})
		if (err == nil) != (r.StatusCode == 101) {
			t.Fatalf("%v: %d %v", header, r.StatusCode, err)
		}
		return r.StatusCode, conn
	}
	for name, tt := range map[string]struct {
		header []string
		want   int
	}{
		"a program":                    {nil, 101},
		"a program that takes gzip":    {[]string{"Accept-Encoding", "gzip"}, 101},
		"a page of this server":        {[]string{"Origin", "http://" + l.addr}, 101},
		"a page behind a proxy":        {[]string{"Origin", "https://" + l.addr}, 101},
		"a page of another site":       {[]string{"Origin", "http://elsewhere.example"}, 403},
		"a page of another port":       {[]string{"Origin", "http://127.0.0.1:1"}, 403},
		"a page from nowhere":          {[]string{"Origin", "null"}, 403},
		"a name that was pointed here": {[]string{"Host", "elsewhere.example", "Origin", "http://elsewhere.example"}, 403},
	} {
		status, conn := open(tt.header...)
		if status != tt.want {
			t.Errorf("%s: %d, want %d", name, status, tt.want)
		}
		if conn != nil {
			conn.Close(websocket.StatusNormalClosure, "")
			l.waitOpen(t, 0)
		}
	}
	if r := l.do("GET", "/healthz", "", "Upgrade", "websocket", "Connection", "Upgrade"); r.StatusCode != 200 {
		t.Errorf("an upgrade elsewhere: %d, want 200, which is the page", r.StatusCode)
	}
	_, first := open()
	if status, _ := open(); status != 503 {
		t.Errorf("a second connection where one may be: %d, want 503", status)
	}
	first.CloseNow()
	l.waitOpen(t, 0)
	status, last := open()
	if status != 101 {
		t.Fatalf("a connection where another has ended: %d, want 101", status)
	}
	last.CloseNow()
}

// TestBeats: a client that does not answer a ping is hung up on, and one that does is not.
func TestBeats(t *testing.T) {
	l := listen(t, nil, func(c *server.Config) {
		c.Timeouts.Beat, c.Timeouts.Write = 100*time.Millisecond, 100*time.Millisecond
	})
	l.begin(t) // it reads nothing from here on, so it answers no ping
	l.waitOpen(t, 0)
	alive := l.begin(t)
	alive.write(subscribe("a", "{ slow }"))
	time.AfterFunc(time.Second, func() { close(l.slow) })
	alive.want(next("a", `{"slow":"world"}`), complete("a"))
}

// TestSlowClients: a client that does not take what it asked for is hung up on, and what was made for it is let go.
func TestSlowClients(t *testing.T) {
	l := listen(t, nil, func(c *server.Config) { c.Timeouts.Write = 100 * time.Millisecond })
	c := l.begin(t)
	for i := range 2 {
		c.write(subscribe(fmt.Sprint(i), "{ text(length: 10000000) }")) // more than networks hold
	}
	l.waitOpen(t, 0)
	if held := l.Held(); held != 0 {
		t.Errorf("%d bytes are held for clients that have left, want 0", held)
	}
}
