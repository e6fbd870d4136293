package metrics

import (
	"net/http"
	"strconv"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"dyad/graph"
)

// Metrics are the counts of one server. They are safe for concurrent use.
type Metrics struct {
	registry *prometheus.Registry

	seconds *prometheus.HistogramVec // by kind and class
	waited  prometheus.Histogram
	price   prometheus.Histogram
	charged *prometheus.CounterVec // by kind and class
	answers prometheus.Histogram
	events  *prometheus.CounterVec // by class
	refused *prometheus.CounterVec // by code
	partial *prometheus.CounterVec // by code

	requests *prometheus.CounterVec // by route and status
	sent     prometheus.Counter
}

// New returns counts that begin at zero. state is called at each scrape, by one goroutine or several.
func New(build Build, state func() State) *Metrics {
	operation := []string{"kind", "class"}
	m := &Metrics{
		registry: prometheus.NewRegistry(),
		seconds: histograms("dyad_operation_seconds", "Seconds from the arrival of an operation to its answer, waiting included.",
			[]float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}, operation),
		waited: histogram("dyad_operation_wait_seconds", "Seconds that an operation waited for its turn.",
			[]float64{.0001, .001, .01, .1, .5, 1, 2}),
		price: histogram("dyad_operation_price", "Price of an operation that was run, in the unit of the cost limit.",
			[]float64{1, 10, 100, 500, 1_000, 5_000, 10_000, 50_000, 100_000}),
		charged: counters("dyad_price_charged_total", "Prices of the operations that were run, added up.", operation),
		answers: histogram("dyad_answer_bytes", "Bytes of the data of an answer, before compression.",
			prometheus.ExponentialBuckets(256, 4, 9)), // 256 B to 16 MiB
		events:   counters("dyad_subscription_answers_total", "Answers that subscriptions had.", []string{"class"}),
		refused:  counters("dyad_refusals_total", "Requests that got no data, by the code of their first error.", []string{"code"}),
		partial:  counters("dyad_field_errors_total", "Answers with data and errors beside it, by the code of the first.", []string{"code"}),
		requests: counters("dyad_http_requests_total", "HTTP requests that were answered.", []string{"route", "status"}),
		sent:     prometheus.NewCounter(prometheus.CounterOpts{Name: "dyad_http_sent_bytes_total", Help: "Bytes of the bodies of HTTP answers, after compression."}),
	}
	for _, fault := range graph.Faults() { // so that a rate is there before the first one
		m.refused.WithLabelValues(string(fault))
		m.partial.WithLabelValues(string(fault))
	}
	m.registry.MustRegister(
		m.seconds, m.waited, m.price, m.charged, m.answers, m.events, m.refused, m.partial, m.requests, m.sent, holding{state}, build.gauge(),
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return m
}

// Handler writes the metrics. It compresses nothing: that is for what is around it.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{DisableCompression: true, MaxRequestsInFlight: 4})
}

// Refused counts a request that was turned away before it was an operation.
func (m *Metrics) Refused(fault graph.Fault) { m.refused.WithLabelValues(string(fault)).Inc() }

// Sent counts an HTTP request that was answered. route is the pattern that it matched, "" for none; status is that of the answer.
func (m *Metrics) Sent(route string, status int, bytes int64) {
	if route == "" {
		route = "none"
	}
	m.requests.WithLabelValues(route, strconv.Itoa(status)).Inc()
	m.sent.Add(float64(bytes))
}

func histogram(name, help string, buckets []float64) prometheus.Histogram {
	return prometheus.NewHistogram(prometheus.HistogramOpts{Name: name, Help: help, Buckets: buckets})
}

func histograms(name, help string, buckets []float64, labels []string) *prometheus.HistogramVec {
	return prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: name, Help: help, Buckets: buckets}, labels)
}

func counters(name, help string, labels []string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
}
