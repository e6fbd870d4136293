package metrics_test

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"dyad/graph"
	"dyad/internal/metrics"
)

// scrape returns the lines of samples.
func scrape(t *testing.T, m *metrics.Metrics) []string {
	t.Helper()
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	if w.Code != 200 {
		t.Fatalf("scrape: %d %s", w.Code, w.Body)
	}
	var lines []string
	for line := range strings.Lines(w.Body.String()) {
		if !strings.HasPrefix(line, "#") {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}

// wantLines looks for whole lines.
func wantLines(t *testing.T, got []string, want ...string) {
	t.Helper()
	text := "\n" + strings.Join(got, "\n") + "\n"
	for _, line := range want {
		if !strings.Contains(text, "\n"+line+"\n") {
			t.Errorf("no line %q", line)
		}
	}
	if t.Failed() {
		t.Log(text)
	}
}

func nothing() metrics.State { return metrics.State{} }

func TestOperations(t *testing.T) {
	m := metrics.New(metrics.Build{}, nothing)
	for _, o := range []metrics.Operation{
		{Kind: "query", Class: "entity", Took: 3 * time.Millisecond, Waited: time.Millisecond, Price: 7, Bytes: 300, Data: true},
		{Kind: "query", Class: "entity", Took: 20 * time.Millisecond, Price: 5, Bytes: 100, Data: true, Fault: graph.NotFound},
		{Kind: "query", Class: "stats", Took: 11 * time.Second, Price: 500, Fault: graph.Deadline},
		{Took: time.Millisecond, Fault: graph.CostLimit},
	} {
		m.Done(o)
	}
	m.Refused(graph.Forbidden)
	wantLines(t, scrape(t, m),
		`dyad_operation_seconds_bucket{class="entity",kind="query",le="0.0025"} 0`,
		`dyad_operation_seconds_bucket{class="entity",kind="query",le="0.005"} 1`,
		`dyad_operation_seconds_bucket{class="entity",kind="query",le="0.025"} 2`,
		`dyad_operation_seconds_bucket{class="stats",kind="query",le="10"} 0`,
		`dyad_operation_seconds_count{class="stats",kind="query"} 1`,
		`dyad_operation_seconds_count{class="unread",kind="unread"} 1`,
		`dyad_operation_wait_seconds_bucket{le="0.001"} 4`,
		`dyad_operation_wait_seconds_bucket{le="0.0001"} 3`,
		`dyad_price_charged_total{class="entity",kind="query"} 12`,
		`dyad_price_charged_total{class="stats",kind="query"} 500`,
		`dyad_operation_price_count 3`,
		`dyad_answer_bytes_bucket{le="256"} 1`,
		`dyad_answer_bytes_sum 400`,
		`dyad_field_errors_total{code="NOT_FOUND"} 1`,
		`dyad_refusals_total{code="DEADLINE_EXCEEDED"} 1`,
		`dyad_refusals_total{code="COST_LIMIT_EXCEEDED"} 1`,
		`dyad_refusals_total{code="FORBIDDEN"} 1`,
		`dyad_refusals_total{code="INTERNAL"} 0`, // there from the beginning, so that a rate is too
	)
}

// TestSubscriptions: what a subscription has to wait for is its beginning; each of its answers is charged.
func TestSubscriptions(t *testing.T) {
	m := metrics.New(metrics.Build{}, nothing)
	m.Began(metrics.Operation{Kind: "subscription", Class: "changes", Took: 2 * time.Millisecond, Price: 5})
	m.Answered(metrics.Operation{Kind: "subscription", Class: "changes", Price: 5, Bytes: 40, Data: true})
	m.Answered(metrics.Operation{Kind: "subscription", Class: "changes", Price: 5, Bytes: 4, Data: true, Fault: graph.Deadline})
	wantLines(t, scrape(t, m),
		`dyad_operation_seconds_count{class="changes",kind="subscription"} 1`,
		`dyad_subscription_answers_total{class="changes"} 2`,
		`dyad_price_charged_total{class="changes",kind="subscription"} 10`,
		`dyad_answer_bytes_sum 44`,
		`dyad_field_errors_total{code="DEADLINE_EXCEEDED"} 1`,
		`dyad_refusals_total{code="DEADLINE_EXCEEDED"} 0`,
	)
}

func TestRequests(t *testing.T) {
	m := metrics.New(metrics.Build{}, nothing)
	m.Sent("/graphql", 200, 1000)
	m.Sent("/graphql", 200, 24)
	m.Sent("", 403, 100)
	wantLines(t, scrape(t, m),
		`dyad_http_requests_total{route="/graphql",status="200"} 2`, `dyad_http_requests_total{route="none",status="403"} 1`, `dyad_http_sent_bytes_total 1124`)
}

// TestState: what is not known has no line, rather than a wrong one.
func TestState(t *testing.T) {
	free := uint64(1 << 30)
	state := metrics.State{}
	m := metrics.New(metrics.Build{Version: "v1", Commit: "c0ffee", GoVersion: "go1.26.0", Modified: true}, func() metrics.State { return state })
	got := scrape(t, m)
	wantLines(t, got, `dyad_index_loaded 0`, `dyad_build_info{commit="c0ffee",go_version="go1.26.0",modified="true",version="v1"} 1`)
	for _, line := range got {
		if strings.HasPrefix(line, "dyad_store_") || strings.HasPrefix(line, "dyad_index_entities") || strings.HasPrefix(line, "dyad_index_build") {
			t.Errorf("a line for what is not known: %s", line)
		}
	}
	state = metrics.State{
		Working: 2, Waiting: 3, Connections: 4, Backlog: 77, Texts: 1, BuildSeconds: 1.5,
		Index: &metrics.Index{Entities: 7, Relationships: 6, Claims: 8, Sources: 3, Transaction: 4},
		Store: &metrics.Store{Bytes: 12345, Free: &free, Transaction: 5},
	}
	wantLines(t, scrape(t, m),
		`dyad_connections_open 4`, `dyad_connections_backlog_bytes 77`,
		`dyad_operations_working 2`, `dyad_operations_waiting 3`, `dyad_texts_loaded 1`, `dyad_index_loaded 1`, `dyad_index_build_seconds 1.5`,
		`dyad_index_entities 7`, `dyad_index_relationships 6`, `dyad_index_claims 8`, `dyad_index_sources 3`, `dyad_index_transaction 4`,
		`dyad_store_bytes 12345`, `dyad_store_free_bytes 1.073741824e+09`, `dyad_store_transaction 5`)
}

// TestTwo servers in one process don't count for each other.
func TestTwo(t *testing.T) {
	one, other := metrics.New(metrics.Build{}, nothing), metrics.New(metrics.Build{}, nothing)
	one.Sent("/", 200, 1)
	wantLines(t, scrape(t, other), `dyad_http_sent_bytes_total 0`)
}
