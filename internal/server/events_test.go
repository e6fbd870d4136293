package server_test

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dyad/internal/server"
	"dyad/schema/resolver"
)

const eventsType = "text/event-stream"

// ask sends a question to a listening server. Its connection is closed when the test ends.
func (l *listening) ask(t testing.TB, method, query string, headers ...string) *http.Response {
	t.Helper()
	target, body := "http://"+l.addr+"/graphql", `{"query":"`+query+`"}`
	if method != "POST" {
		target, body = target+"?query="+url.QueryEscape(query), ""
	}
	r, err := http.NewRequestWithContext(t.Context(), method, target, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", jsonType)
	r.Header.Set("Accept", eventsType)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	got, err := (&http.Transport{}).RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { got.Body.Close() })
	return got
}

// event is one as it is written. Nothing in the toy costs anything.
func event(data string) string {
	return "event: next\ndata: {\"data\":" + data + ",\"extensions\":{\"cost\":{\"limit\":100000,\"requested\":0}}}\n\n"
}

const completed = "event: complete\ndata: \n\n"

// TestEvents follows the protocol of graphql-sse, distinct connections mode.
func TestEvents(t *testing.T) {
	l := listen(t, nil, nil)
	hello, count := event(`{"hello":"world"}`)+completed, event(`{"count":1}`)+event(`{"count":2}`)+completed
	tests := []struct {
		name, method, query string
		headers             []string
		want                string // the events
	}{
		{"a query", "POST", "{ hello }", nil, hello},
		{"a query in a URL", "GET", "{ hello }", nil, hello},
		{"a subscription", "POST", "subscription { count(to: 2) }", nil, count},
		{"a subscription in a URL", "GET", "subscription { count(to: 2) }", nil, count},
		{"a client that takes gzip", "POST", "subscription { count(to: 2) }", []string{"Accept-Encoding", "gzip"}, count},
		{"events are preferred", "POST", "{ hello }", []string{"Accept", eventsType + ", application/json;q=0.5"}, hello},
		{"a subscription where events are taken", "POST", "subscription { count(to: 2) }", []string{"Accept", "application/json, " + eventsType}, count},
		{"a page of this server", "GET", "{ hello }", []string{"Origin", "http://" + l.addr}, hello},
		{"the header alone", "HEAD", "{ hello }", nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := l.ask(t, tt.method, tt.query, tt.headers...)
			if r.StatusCode != 200 || r.Header.Get("Content-Type") != eventsType+"; charset=utf-8" || r.Header.Get("Content-Encoding") != "" {
				t.Errorf("%d %v, want 200, %s, not compressed", r.StatusCode, r.Header, eventsType)
			}
			if diff := cmp.Diff(tt.want, strings.ReplaceAll(text(t, r), ":\n\n", "")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestEventErrors: a document that can't be run is told as an event; what is no request at all, as over HTTP.
func TestEventErrors(t *testing.T) {
	l := listen(t, nil, nil)
	tests := []struct {
		name, method, query string
		headers             []string
		status              int
		want                string // part of the body
	}{
		{"a document that can't be read", "POST", "{", nil, 200, `"code":"BAD_USER_INPUT"`},
		{"a field that there is not", "POST", "{ x }", nil, 200, completed},
		{"a subscription that is refused", "POST", "subscription { refused }", nil, 200, `"code":"INTERNAL"`},
		{"a mutation in a URL", "GET", "mutation { change }", nil, 200, "mutations are posted"},
		{"no query", "POST", "", nil, 400, "query is missing"},
		{"a form", "POST", "{ hello }", []string{"Content-Type", "text/plain"}, 415, "application/json"},
		{"another method", "PUT", "{ hello }", nil, 405, "GET or POST"},
		{"a page of another site", "GET", "{ hello }", []string{"Origin", "http://elsewhere.example"}, 403, `"code":"FORBIDDEN"`},
		{"a subscription where one answer is expected", "POST", "subscription { never }", []string{"Accept", jsonType}, 200, "Accept: text/event-stream"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := l.ask(t, tt.method, tt.query, tt.headers...)
			if got := text(t, r); r.StatusCode != tt.status || !strings.Contains(got, tt.want) || strings.Contains(got, "secret") {
				t.Errorf("%d %s, want %d and %s", r.StatusCode, got, tt.status, tt.want)
			}
		})
	}
}

// TestEventsEnd: events come as they happen; what nobody waits for any more ends; and when the server stops, streams end without
// saying that they are complete.
func TestEventsEnd(t *testing.T) {
	l := listen(t, func(c *resolver.Config) { c.Limits.Connections = 1 }, func(c *server.Config) { c.Timeouts.Beat = 10 * time.Millisecond })
	r := l.ask(t, "POST", "subscription { never }")
	l.busy(t, 1)
	lines := bufio.NewReader(r.Body)
	for range 3 {
		if beat, err := lines.ReadString('\n'); beat != ":\n" {
			t.Fatalf("%q (%v), want a comment from time to time", beat, err)
		}
		if _, err := lines.ReadString('\n'); err != nil {
			t.Fatal(err)
		}
	}
	if r := l.ask(t, "POST", "{ hello }"); r.StatusCode != 503 || r.Header.Get("Retry-After") == "" {
		t.Errorf("a second stream where one may be: %d, want 503", r.StatusCode)
	}
	r.Body.Close()
	l.idle(t)
	l.waitOpen(t, 0)
	r = l.ask(t, "POST", "subscription { never }")
	l.busy(t, 1)
	l.stop()
	rest, err := io.ReadAll(r.Body)
	if err != nil || strings.Contains(string(rest), "event:") {
		t.Errorf("when the server stops: %q (%v), want no event and an orderly end", rest, err)
	}
	if err := <-l.done; err != nil {
		t.Errorf("Serve: %v, want nil", err)
	}
	l.done <- nil
}

// TestStreamsOutliveTimeouts: the time that a request has to arrive and to be answered in does not end a stream.
func TestStreamsOutliveTimeouts(t *testing.T) {
	l := listen(t, nil, func(c *server.Config) {
		c.Timeouts.Read, c.Timeouts.Write, c.Timeouts.Beat = 200*time.Millisecond, 200*time.Millisecond, 50*time.Millisecond
	})
	r := l.ask(t, "POST", "{ slow }")
	time.AfterFunc(time.Second, func() { close(l.slow) })
	got := text(t, r)
	if want := event(`{"slow":"world"}`) + completed; strings.ReplaceAll(got, ":\n\n", "") != want || strings.Count(got, ":\n\n") < 3 {
		t.Errorf("%q, want %q and comments while it was being made", got, want)
	}
}

// TestStreamWithoutHTTP: programs that embed the server get every answer of a subscription, and none after they have left.
func TestStreamWithoutHTTP(t *testing.T) {
	l := listen(t, nil, nil)
	var got []string
	err := l.Stream(t.Context(), server.Request{Query: "subscription { count(to: 3) }"}, func(a *server.Answer) error {
		got = append(got, string(a.Data))
		return nil
	})
	if diff := cmp.Diff([]string{`{"count":1}`, `{"count":2}`, `{"count":3}`}, got); diff != "" || err != nil {
		t.Errorf("Stream: %v (-want +got):\n%s", err, diff)
	}
	ctx, leave := context.WithCancel(t.Context())
	err = l.Stream(ctx, server.Request{Query: "subscription { count(to: 3) }"}, func(*server.Answer) error {
		leave()
		return nil
	})
	if err != context.Canceled {
		t.Errorf("Stream of a client that leaves: %v, want %v", err, context.Canceled)
	}
	l.idle(t)
}
