package server_test

import (
	"fmt"
	"strings"
	"testing"

	"dyad/internal/metrics"
	"dyad/internal/server"
)

// TestStreamsAreCounted: each answer of a subscription is, whichever way it goes; its connection shows while it is open.
func TestStreamsAreCounted(t *testing.T) {
	l := listen(t, nil, func(c *server.Config) { c.Metrics = func() metrics.State { return metrics.State{} } })
	text(t, l.ask(t, "POST", "subscription { count(to: 2) }"))
	text(t, l.ask(t, "POST", "subscription { count(to: 4) }", "Accept", jsonType+", "+eventsType)) // found to be one when it has been read
	text(t, l.ask(t, "POST", "{ hello }"))
	text(t, l.ask(t, "POST", "{ nothing }"))
	l.waitOpen(t, 0)
	c := l.begin(t)
	c.write(`{"type":"subscribe","id":"1","payload":{"query":"subscription { count(to: 3) }"}}`)
	for range 4 { // three answers, and that there are no more
		if _, err := c.read(); err != nil {
			t.Fatal(err)
		}
	}
	l.wantSamples(t, `dyad_connections_open 1`)
	_ = c.conn.CloseNow()
	l.waitOpen(t, 0)
	l.wantLog(t, `"status":101`)
	l.wantSamples(t,
		`dyad_connections_open 0`, `dyad_connections_backlog_bytes 0`,
		`dyad_subscription_answers_total{class="count"} 9`,
		`dyad_operation_seconds_count{class="count",kind="subscription"} 3`,
		`dyad_operation_seconds_count{class="hello",kind="query"} 1`,
		`dyad_operation_seconds_count{class="unread",kind="unread"} 1`,
		`dyad_operation_price_count 10`, // nine answers to subscriptions, one to a query
		`dyad_answer_bytes_count 10`,
		`dyad_refusals_total{code="BAD_USER_INPUT"} 1`,
		`dyad_http_requests_total{route="/graphql",status="200"} 4`,
		`dyad_http_requests_total{route="/graphql",status="101"} 1`,
	)
}

// wantLog waits until the log has a text: lines are written when connections have ended.
func (s *served) wantLog(t *testing.T, want string) {
	t.Helper()
	until(t, func() bool { return strings.Contains(s.log.String(), want) },
		func() string { return fmt.Sprintf("the log does not get %s:\n%s", want, s.log) })
}

// TestLogOfOperations: an operation over a WebSocket has a line of its own, with the ids of both and the fields of any other.
func TestLogOfOperations(t *testing.T) {
	l := listen(t, nil, nil)
	c := l.begin(t)
	c.write(`{"type":"subscribe","id":"1","payload":{"query":"subscription Ticks { count(to: 2) }","operationName":"Ticks"}}`)
	l.wantLog(t, `"msg":"operation"`)
	line := l.log.String()
	for _, want := range []string{`"connection":"`, `"request":"`, `"answers":2`, `"operation":"Ticks"`, `"price":0`, `"code":""`, `"curator":""`, `"ms":`} {
		if !strings.Contains(line, want) {
			t.Errorf("log %s lacks %s", line, want)
		}
	}
}

// TestLogIsInert: what a client chose stands in the log cut, and without anything that a terminal obeys or a reader takes for
// something else.
func TestLogIsInert(t *testing.T) {
	s := serve(t, nil, nil)
	s.do("POST", "/graphql", `{"query": "{ stats { claims } }", "operationName": "\u001b[2Jx\u202e\u0000`+strings.Repeat("y", 500)+`"}`, "Content-Type", jsonType)
	s.do("GET", "/a%1b%5b2J%e2%80%ae", "")
	log := s.log.String()
	if strings.ContainsAny(log, "\x1b\u202e\x00") || strings.Contains(log, `\u001b`) || strings.Contains(log, strings.Repeat("y", 100)) {
		t.Errorf("the log repeats what a client chose: %q", log)
	}
	if !strings.Contains(log, `\\x1b[2Jx\\u202e`) || !strings.Contains(log, `"path":"/a\\x1b[2J\\u202e"`) {
		t.Errorf("the log does not show it escaped: %s", log)
	}
}
