package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/internal/metrics"

	"github.com/google/go-cmp/cmp"
)

// A metric is its type and its labels, sorted.
type metric struct{ kind, labels string }

var (
	typeLine   = regexp.MustCompile(`(?m)^# TYPE (\S+) (\S+)$`)
	sampleLine = regexp.MustCompile(`(?m)^([a-z_]+?)(?:\{(.*)\})? \S+$`)
	labelName  = regexp.MustCompile(`([a-z_]+)="(?:[^"\\]|\\.)*"`)
)

// metricsIn reads the dyad's own metrics out of a scrape.
func metricsIn(t *testing.T, scrape string) map[string]metric {
	t.Helper()
	found := map[string]metric{}
	for _, m := range typeLine.FindAllStringSubmatch(scrape, -1) {
		if strings.HasPrefix(m[1], "dyad_") {
			found[m[1]] = metric{kind: m[2]}
		} else if !regexp.MustCompile(`^(go|process)_`).MatchString(m[1]) {
			t.Errorf("%s is neither dyad's nor one of those that operating.md names", m[1])
		}
	}
	for _, sample := range sampleLine.FindAllStringSubmatch(scrape, -1) {
		name := sample[1]
		if _, known := found[name]; !known { // a part of a histogram
			name = regexp.MustCompile(`_(bucket|sum|count)$`).ReplaceAllString(name, "")
		}
		m, known := found[name]
		if !known {
			continue
		}
		var labels []string
		for _, l := range labelName.FindAllStringSubmatch(sample[2], -1) {
			if l[1] != "le" {
				labels = append(labels, l[1])
			}
		}
		slices.Sort(labels)
		m.labels = strings.Join(labels, " ")
		found[name] = m
	}
	return found
}

// documentedMetrics reads the table of operating.md.
func documentedMetrics(t *testing.T) map[string]metric {
	t.Helper()
	found := map[string]metric{}
	for _, row := range rows(t, "operating.md", "metric", "type", "labels", "tells") {
		labels := strings.FieldsFunc(row[2], func(r rune) bool { return r == ' ' || r == ',' || r == '`' })
		slices.Sort(labels)
		found[code(row[0])] = metric{row[1], strings.Join(labels, " ")}
	}
	return found
}

// TestDocumentedMetrics: the table of operating.md has every metric, with its type and labels, and no other.
func TestDocumentedMetrics(t *testing.T) {
	m := metrics.New(metrics.Build{Version: "v1"}, func() metrics.State {
		return metrics.State{BuildSeconds: 1, Index: &metrics.Index{}, Store: &metrics.Store{Free: new(uint64)}}
	})
	m.Done(metrics.Operation{Kind: "query", Class: "stats", Data: true, Fault: graph.NotFound})
	m.Done(metrics.Operation{Fault: graph.BadInput})
	m.Answered(metrics.Operation{Kind: "subscription", Class: "changes", Data: true})
	m.Sent("/graphql", 200, 1)
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	allow := cmp.AllowUnexported(metric{})
	if diff := cmp.Diff(documentedMetrics(t), metricsIn(t, w.Body.String()), allow); diff != "" {
		t.Errorf("metrics (-operating.md +served):\n%s", diff)
	}
}

// TestServeForMachines runs a server as its keeper does: metrics at an address of their own, every word of the log a line of JSON.
// Whatever is served there stands in operating.md.
func TestServeForMachines(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	s := serveFor(t, "--data", data, "--log", "json", "--metrics", "127.0.0.1:0")
	first := logLines(t, s.said())[0]
	base, apart := "http://"+first["address"].(string), "http://"+first["metrics"].(string)
	if first["msg"] != "serving" || first["loaded"] != true || first["transaction"] != 1.0 || first["data"] != data {
		t.Errorf("the first line is %v", first)
	}
	get(t, base+"/graphql?query=%7Bstats%7Bclaims%7D%7D", 200)
	get(t, base+"/metrics", 404)
	get(t, apart+"/graphql?query=%7Bstats%7Bclaims%7D%7D", 404)
	scrape := get(t, apart+"/metrics", 200)
	documented := documentedMetrics(t)
	found := metricsIn(t, scrape)
	for name := range found {
		if _, known := documented[name]; !known {
			t.Errorf("operating.md does not have %s", name)
		}
	}
	for _, name := range []string{"dyad_store_bytes", "dyad_store_transaction", "dyad_index_claims", "dyad_index_build_seconds", "dyad_build_info"} {
		if _, known := found[name]; !known {
			t.Errorf("%s is not served", name)
		}
	}
	if !strings.Contains(scrape, "\ndyad_operation_seconds_count{class=\"stats\",kind=\"query\"} 1\n") {
		t.Error("the question was not counted")
	}
	lines := logLines(t, s.stop())
	if last := lines[len(lines)-1]; last["msg"] != "stopped" {
		t.Errorf("the last line is %v", last)
	}
}

// TestServeWithoutMetrics counts nothing.
func TestServeWithoutMetrics(t *testing.T) {
	s := serveFor(t, "--data", filepath.Join(t.TempDir(), "data"), "--metrics", "off")
	defer s.stop()
	get(t, s.url+"/metrics", 404)
	get(t, s.url+"/readyz", 200)
}

// get returns the body that is served at an address.
func get(t *testing.T, url string, status int) string {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != status {
		t.Errorf("GET %s: %d, %v; want %d", url, r.StatusCode, err, status)
	}
	return string(body)
}

// logLines reads a log, all of which is JSON.
func logLines(t *testing.T, log string) []map[string]any {
	t.Helper()
	var lines []map[string]any
	for line := range strings.Lines(log) {
		var fields map[string]any
		if err := json.Unmarshal([]byte(line), &fields); err != nil {
			t.Fatalf("%q is no line of JSON: %v", line, err)
		}
		lines = append(lines, fields)
	}
	if len(lines) == 0 {
		t.Fatal("nothing was said")
	}
	return lines
}
