package metrics

import (
	"strconv"

	"github.com/prometheus/client_golang/prometheus"
)

// A State is what holds at the moment of a scrape. What is nil is not known, and has no line.
type State struct {
	Working, Waiting int // operations
	Connections      int // that stay open
	Backlog          int // bytes of answers that wait for their clients
	Texts            int // sources whose text is at hand
	Index            *Index
	BuildSeconds     float64 // that the index took to build; 0: not known
	Store            *Store
}

// An Index is what questions are answered from.
type Index struct {
	Entities, Relationships, Claims, Sources int
	Transaction                              uint64 // the last one that it knows
}

// A Store is what is on disk.
type Store struct {
	Bytes       uint64  // that it takes
	Free        *uint64 // that the file system has left; nil: not known
	Transaction uint64  // the last one
}

// A Build is what was built from what.
type Build struct {
	Version, Commit, GoVersion string
	Modified                   bool
}

// gauge is the customary one that always has the value 1, and says in its labels what runs.
func (b Build) gauge() prometheus.Collector {
	g := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "dyad_build_info", Help: "What runs here: always 1.",
		ConstLabels: prometheus.Labels{
			"version": b.Version, "commit": b.Commit, "go_version": b.GoVersion, "modified": strconv.FormatBool(b.Modified),
		},
	})
	g.Set(1)
	return g
}

// holding collects a state, all of it as of one moment.
type holding struct{ state func() State }

// The gauges of a state.
var (
	working      = gauge("dyad_operations_working", "Operations that are worked on.")
	waiting      = gauge("dyad_operations_waiting", "Operations that wait for their turn.")
	connections  = gauge("dyad_connections_open", "WebSockets and event streams that are open.")
	backlog      = gauge("dyad_connections_backlog_bytes", "Bytes of answers that wait for clients to take them.")
	texts        = gauge("dyad_texts_loaded", "Sources whose text is at hand.")
	loaded       = gauge("dyad_index_loaded", "Whether there is an index to answer from: 1 or 0.")
	entities     = gauge("dyad_index_entities", "Entities in the index.")
	relations    = gauge("dyad_index_relationships", "Relationships in the index.")
	claims       = gauge("dyad_index_claims", "Claims in the index, retracted ones left out.")
	sources      = gauge("dyad_index_sources", "Sources in the index.")
	answering    = gauge("dyad_index_transaction", "The last transaction that answers know of.")
	buildSeconds = gauge("dyad_index_build_seconds", "Seconds that it took to read the store and build the index.")
	storeBytes   = gauge("dyad_store_bytes", "Bytes that the data directory takes on disk.")
	storeFree    = gauge("dyad_store_free_bytes", "Bytes that the data directory's file system has left.")
	committed    = gauge("dyad_store_transaction", "The last transaction in the store.")
)

func gauge(name, help string) *prometheus.Desc { return prometheus.NewDesc(name, help, nil, nil) }

// Describe lists the gauges.
func (holding) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{
		working, waiting, connections, backlog, texts, loaded, entities, relations, claims, sources, answering, buildSeconds, storeBytes, storeFree, committed,
	} {
		to <- d
	}
}

// Collect sends what holds now.
func (h holding) Collect(to chan<- prometheus.Metric) {
	s := h.state()
	send := func(d *prometheus.Desc, v float64) { to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v) }
	send(working, float64(s.Working))
	send(waiting, float64(s.Waiting))
	send(connections, float64(s.Connections))
	send(backlog, float64(s.Backlog))
	send(texts, float64(s.Texts))
	if s.BuildSeconds > 0 {
		send(buildSeconds, s.BuildSeconds)
	}
	s.Index.collect(send)
	s.Store.collect(send)
}

func (x *Index) collect(send func(*prometheus.Desc, float64)) {
	if x == nil {
		send(loaded, 0)
		return
	}
	send(loaded, 1)
	send(entities, float64(x.Entities))
	send(relations, float64(x.Relationships))
	send(claims, float64(x.Claims))
	send(sources, float64(x.Sources))
	send(answering, float64(x.Transaction))
}

func (s *Store) collect(send func(*prometheus.Desc, float64)) {
	if s == nil {
		return
	}
	send(storeBytes, float64(s.Bytes))
	send(committed, float64(s.Transaction))
	if s.Free != nil {
		send(storeFree, float64(*s.Free))
	}
}
