// Package metrics counts what a server does, and writes it in the format that Prometheus reads.
//
// Each [Metrics] has a registry of its own: two servers in one process don't count for each other, and nothing is registered
// anywhere else. What happens is counted as it happens ([Metrics.Done], [Metrics.Refused], [Metrics.Sent]); what merely holds, such as the
// size of the index, is asked for at each scrape ([State]).
//
// # Labels
//
// A label's values have to be few, and known beforehand: each is kept for as long as the process lives, so that a client which
// chose them could fill the memory. Here they come from the schema (classes of operations are root fields), from closed sets
// (kinds, codes of [graph.Fault]), or from the routes of the server. The name that a client gives to an operation is none of
// these: it stands in the log.
//
// TestDocumentedMetrics in cmd/dyad holds docs/operating.md to what is written here.
package metrics
