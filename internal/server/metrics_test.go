package server_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"

	"dyad/graph/index"
	"dyad/internal/metrics"
	"dyad/internal/server"
	"dyad/schema/resolver"
)

// counted is a server that counts.
func counted(t *testing.T, change func(*resolver.Config), also func(*server.Config)) *served {
	t.Helper()
	return serve(t, change, func(c *server.Config) {
		c.Random = nil
		c.Metrics = func() metrics.State { return metrics.State{Store: &metrics.Store{Bytes: 4096, Transaction: 9}} }
		if also != nil {
			also(c)
		}
	})
}

// samples are the lines of /metrics that begin so.
func (s *served) samples(t *testing.T, prefix string) []string {
	t.Helper()
	var lines []string
	for line := range strings.Lines(text(t, s.do("GET", "/metrics", ""))) {
		if strings.HasPrefix(line, prefix) {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}

// wantSamples looks for whole lines among those of /metrics.
func (s *served) wantSamples(t *testing.T, want ...string) {
	t.Helper()
	got := "\n" + strings.Join(s.samples(t, "dyad_"), "\n") + "\n"
	for _, line := range want {
		if !strings.Contains(got, "\n"+line+"\n") {
			t.Errorf("/metrics has no line %q", line)
		}
	}
	if t.Failed() {
		t.Log(got)
	}
}

// TestClasses: an operation is counted under its root field, whatever its client calls it.
func TestClasses(t *testing.T) {
	tests := []struct{ name, query, class string }{
		{"one field", `{ entity(by: {key: "red-harbour"}) { key } }`, "entity"},
		{"under another name", `query Mine { paths: stats { claims } }`, "stats"},
		{"twice the same", `{ a: stats { claims } b: stats { sources } }`, "stats"},
		{"with the name of its type", `{ __typename stats { claims } }`, "stats"},
		{"two fields", `{ stats { claims } server { version } }`, "several"},
		{"two fields, one in a fragment", `{ ...f server { version } } fragment f on Query { ... { stats { claims } } }`, "several"},
		{"one field in a fragment", `{ ...f } fragment f on Query { ... { stats { claims } } }`, "stats"},
		{"the schema", `{ __schema { queryType { name } } }`, "introspection"},
		{"the operation that is run", `{ stats { claims } }`, "stats"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := counted(t, nil, nil)
			if a := s.execute(t, tt.query, nil); len(a.Errors) > 0 {
				t.Fatal(a.Errors)
			}
			s.wantSamples(t, fmt.Sprintf(`dyad_operation_seconds_count{class=%q,kind="query"} 1`, tt.class))
		})
	}
}

// TestClassesAreFew: a client can't make up labels, which would be kept for ever.
func TestClassesAreFew(t *testing.T) {
	s := counted(t, nil, nil)
	s.samples(t, "") // the first scrape is counted itself from the second on
	lines := 0
	for round := range 2 {
		for i := range 50 {
			name := fmt.Sprintf("Made%dUp%d", round, i)
			s.do("POST", "/graphql", fmt.Sprintf(`{"query": "query %s { x%d: server { version } }", "operationName": %[1]q}`, name, i), "Content-Type", jsonType)
			s.do("POST", "/graphql", fmt.Sprintf(`{"query": "{ %s }", "operationName": "none"}`, name), "Content-Type", jsonType)
			s.do("GET", "/"+name, "", "Host", name+".example.org")
			s.do("GET", "/"+name, "")
			s.do(strings.ToUpper(name), "/graphql/"+name, "")
		}
		now := len(s.samples(t, "dyad_"))
		if round > 0 && now != lines {
			t.Errorf("%d lines after other names, %d before", now, lines)
		}
		lines = now
	}
	if got := strings.Join(s.samples(t, ""), "\n"); strings.Contains(strings.ToLower(got), "made1up") {
		t.Errorf("a client's word is in the metrics:\n%s", got)
	}
}

// TestCounts follows requests from HTTP to the counts: price, codes, statuses, and what the graph holds.
func TestCounts(t *testing.T) {
	s := counted(t, nil, nil)
	ask := func(query string, headers ...string) {
		s.do("GET", "/graphql?query="+url.QueryEscape(query), "", headers...)
	}
	ask(`{ entity(by: {key: "red-harbour"}) { key } }`)                        // 1
	ask(`{ entities(first: 10) { nodes { key } } }`)                           // 11
	ask(`{ __typename entity(by: {name: "Nobody At All"}) { key } }`)          // 1, and an error beside the data
	ask(`{ entities(`)                                                         // no question
	ask(`{ a: stats { claims } ` + strings.Repeat(` __typename`, 1001) + ` }`) // too many fields
	ask(`{ __typename }`, "Host", "evil.example.org")                          // not for here
	s.do("POST", "/graphql", `{"query": "{ __typename }"}`)                    // no content type
	s.do("GET", "/nothing", "")                                                // nothing is there
	s.wantSamples(t,
		`dyad_price_charged_total{class="entity",kind="query"} 2`,
		`dyad_price_charged_total{class="entities",kind="query"} 11`,
		`dyad_operation_price_sum 13`,
		`dyad_operation_price_count 3`,
		`dyad_operation_seconds_count{class="unread",kind="unread"} 2`,
		`dyad_field_errors_total{code="NOT_FOUND"} 1`,
		`dyad_refusals_total{code="BAD_USER_INPUT"} 2`,
		`dyad_refusals_total{code="COST_LIMIT_EXCEEDED"} 1`,
		`dyad_refusals_total{code="FORBIDDEN"} 1`,
		`dyad_refusals_total{code="NOT_FOUND"} 1`,
		`dyad_answer_bytes_count 3`,
		`dyad_http_requests_total{route="/graphql",status="200"} 5`,
		`dyad_http_requests_total{route="/graphql",status="415"} 1`,
		`dyad_http_requests_total{route="none",status="403"} 1`,
		`dyad_http_requests_total{route="/",status="404"} 1`,
		`dyad_index_loaded 1`, `dyad_index_entities 6`, `dyad_index_sources 3`, `dyad_index_claims 8`, `dyad_index_transaction 3`, `dyad_texts_loaded 1`,
		`dyad_store_bytes 4096`, `dyad_store_transaction 9`,
	)
}

// TestWorkingAndWaiting: the gauges tell who is worked on and who waits, and the time of waiting is kept.
func TestWorkingAndWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		running := 2 * runtime.GOMAXPROCS(0)
		release := make(chan struct{})
		s := counted(t, failWith(func(context.Context) error { <-release; return nil }), nil)
		for range running + 3 {
			go s.Execute(t.Context(), server.Request{Query: `{ claims(first: 1) { nodes { id } } }`})
		}
		synctest.Wait()
		s.wantSamples(t, fmt.Sprintf(`dyad_operations_working %d`, running), `dyad_operations_waiting 3`)
		close(release)
		synctest.Wait()
		s.wantSamples(t, `dyad_operations_working 0`, `dyad_operations_waiting 0`,
			fmt.Sprintf(`dyad_operation_wait_seconds_count %d`, running+3),
			fmt.Sprintf(`dyad_operation_seconds_count{class="claims",kind="query"} %d`, running+3))
	})
}

// TestOverloadIsCounted: who waited in vain is counted as refused, with the time that it took.
func TestOverloadIsCounted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		slow := failWith(func(context.Context) error { <-release; return nil })
		s := counted(t, func(c *resolver.Config) { slow(c); c.Limits.InFlight = 2 * runtime.GOMAXPROCS(0) }, nil)
		for range 2 * runtime.GOMAXPROCS(0) {
			go s.Execute(t.Context(), server.Request{Query: `{ claims(first: 1) { nodes { id } } }`})
		}
		synctest.Wait()
		s.execute(t, `{ __typename }`, nil)
		s.wantSamples(t, `dyad_refusals_total{code="OVERLOADED"} 1`, `dyad_operation_seconds_count{class="unread",kind="unread"} 1`)
		close(release)
		synctest.Wait()
	})
}

// TestPanicsAreCounted as faults of ours.
func TestPanicsAreCounted(t *testing.T) {
	asked := 0
	s := counted(t, func(c *resolver.Config) {
		whole := c.Snapshot
		c.Snapshot = func() *index.Index {
			if asked++; asked == 1 {
				panic("secret")
			}
			return whole()
		}
	}, nil)
	s.do("GET", "/graphql?query=%7B__typename%7D", "")
	s.wantSamples(t, `dyad_refusals_total{code="INTERNAL"} 1`, `dyad_http_requests_total{route="/graphql",status="500"} 1`)
}

// TestMetricsRoute: /metrics is there if it is wanted, for the server's own names, and is only read.
func TestMetricsRoute(t *testing.T) {
	on := counted(t, nil, nil)
	if r := on.do("GET", "/metrics", ""); r.StatusCode != 200 || !strings.HasPrefix(r.Header.Get("Content-Type"), "text/plain") || r.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("GET /metrics: %d, headers %v", r.StatusCode, r.Header)
	}
	if r := on.do("GET", "/metrics", "", "Host", "evil.example.org"); r.StatusCode != 403 || strings.Contains(text(t, r), "dyad_") {
		t.Errorf("GET /metrics as evil.example.org: %d, want 403", r.StatusCode)
	}
	if r := on.do("POST", "/metrics", ""); r.StatusCode != 405 || r.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST /metrics: %d, want 405", r.StatusCode)
	}
	if r := serve(t, nil, nil).do("GET", "/metrics", ""); r.StatusCode != 404 {
		t.Errorf("GET /metrics of a server that does not count: %d, want 404", r.StatusCode)
	}
	apart := counted(t, nil, func(c *server.Config) { c.MetricsApart = true })
	if r := apart.do("GET", "/metrics", ""); r.StatusCode != 404 {
		t.Errorf("GET /metrics where they are served elsewhere: %d, want 404", r.StatusCode)
	}
}

// TestServeMetrics: on their own address metrics are served to whoever asks for the right host, and nothing else is.
func TestServeMetrics(t *testing.T) {
	s := counted(t, nil, func(c *server.Config) { c.MetricsApart = true })
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.ServeMetrics(ctx, l) }()
	for target, want := range map[string]int{"/metrics": 200, "/graphql?query=%7B__typename%7D": 404, "/": 404} {
		r, err := http.Get("http://" + l.Addr().String() + target)
		if err != nil {
			t.Fatal(err)
		}
		body, _ := io.ReadAll(r.Body)
		r.Body.Close()
		if r.StatusCode != want || (want == 200) != strings.Contains(string(body), "dyad_index_entities 6") {
			t.Errorf("GET %s: %d %.80s, want %d", target, r.StatusCode, body, want)
		}
	}
	stop()
	if err := <-done; err != nil {
		t.Errorf("ServeMetrics: %v, want nil", err)
	}
	l, err = net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := serve(t, nil, nil).ServeMetrics(t.Context(), l); err == nil {
		t.Error("ServeMetrics of a server that does not count: nil, want an error")
	}
}
