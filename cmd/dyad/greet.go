package main

import (
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"strconv"

	"dyad/extract"
	"dyad/graph"
	"dyad/graph/index"
	"dyad/internal/explorer"
)

// firstQuery is what a newcomer is offered: who shelters the TTP, and who says so. README.md shows its answer.
const firstQuery = `{ relationships(filter: {to: {entities: ["ttp"]}, types: {in: ["shelters"]}}) ` +
	`{ nodes { from { name } type { label } status claims { nodes { gist modality voices { entity { key } } source { key } } } } } }`

// firstSubject is who the first query is about.
const firstSubject graph.EntityKey = "ttp"

// anyQuery is offered where the data is somebody's own.
const anyQuery = `{ stats { entities sources claims relationships contradictions } }`

// A beginning is what there is to say of a server that is about to answer.
type beginning struct {
	at       doors
	graph    *index.Graph
	loaded   bool // whether the built-in corpus was loaded just now
	texts    *extract.Texts
	curators int // tokens that may change the graph
}

// welcome says that the server is about to answer: to people with what they can do now, to machines in a line of the log.
func (s *serving) welcome(w io.Writer, log *slog.Logger, b beginning) {
	if s.log == jsonLog {
		s.announce(log, b)
		return
	}
	s.greet(w, b)
	if s.texts != "" {
		fmt.Fprintf(w, "The words of %s can be shown: their texts are in %s.\n\n", count(atHand(b.graph, b.texts), "source"), s.texts)
	}
	if s.tokens != "" {
		fmt.Fprintf(w, "Who holds one of %s of %s may change the graph.\n\n", count(b.curators, "token"), s.tokens)
	}
	if b.at.scrapes != nil {
		fmt.Fprintf(w, "Metrics are at http://%s/metrics.\n\n", reachable(b.at.scrapes.Addr()))
	}
	fmt.Fprintln(w, "Stop with Ctrl-C.")
}

// announce writes the first line of a log that a machine reads.
func (s *serving) announce(log *slog.Logger, b beginning) {
	facts := []any{
		"address", b.at.questions.Addr().String(), "version", version, "data", s.dir, "loaded", b.loaded,
		"transaction", uint64(b.graph.Index().Last()), "tokens", b.curators,
	}
	if b.at.scrapes != nil {
		facts = append(facts, "metrics", b.at.scrapes.Addr().String())
	}
	log.Info("serving", facts...)
}

// greet prints the addresses and a first query to paste.
func (s *serving) greet(w io.Writer, b beginning) {
	what, query, addr := "opened", anyQuery, b.at.questions.Addr()
	if b.loaded {
		what = "loaded the built-in corpus into"
	}
	if _, known := b.graph.Node(firstSubject); known {
		query = firstQuery
	}
	base := "http://" + reachable(addr)
	fmt.Fprintf(w, "dyad %s: %s %s, transaction %d\n\n", version, what, s.dir, b.graph.Index().Last())
	first := "start page"
	if explorer.HasApp() {
		first = "explorer  "
	}
	fmt.Fprintf(w, "  %s  %s/\n  GraphQL     %s/graphql\n  schema      %s/schema.graphql\n", first, base, base, base)
	if explorer.HasGraphiQL() {
		fmt.Fprintf(w, "  GraphiQL    %s/graphiql\n", base)
	}
	fmt.Fprintln(w)
	if !explorer.HasApp() {
		fmt.Fprint(w, "The explorer is not in this program: 'make explorer serve' puts it there, and needs Node 20.19 or later.\n\n")
	}
	fmt.Fprintf(w, "A first question, to paste into another terminal:\n\n  curl -s %s/graphql -H 'Content-Type: application/json' \\\n    -d '{\"query\": %q}'\n\n",
		base, query)
	fmt.Fprintf(w, "or:\n\n  %s query --server %s '%s'\n\n", os.Args[0], base, query)
	if tcp, ok := addr.(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
		fmt.Fprintf(w, "Whoever reaches %s can read everything here: only changes need a token. Names other than those of\nloopback need --host.\n\n", addr)
	}
}

// reachable is an address under which this machine reaches a listener.
func reachable(addr net.Addr) string {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return addr.String()
	}
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(tcp.Port))
}

// atHand counts the sources whose text is there.
func atHand(g *index.Graph, texts *extract.Texts) int {
	n := 0
	for src := range g.Sources(index.Window[graph.SourceKey]{}) {
		if _, _, ok := texts.Words(src, graph.Part{Start: 0, End: 1}); ok {
			n++
		}
	}
	return n
}
