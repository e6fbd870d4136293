package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"strconv"
	"time"

	"dyad/extract"
	"dyad/graph"
	"dyad/graph/index"
	"dyad/internal/curation"
	"dyad/internal/server"
	"dyad/internal/tokens"
	"dyad/schema/resolver"

	"github.com/spf13/cobra"
)

// A serving is the flags of the command.
type serving struct {
	dir, listen, texts, tokens string
	hosts                      []string
	quiet                      bool
}

func newServe() *cobra.Command {
	var s serving
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the graph over GraphQL",
		Long: `serve opens the data directory, or makes it and loads the built-in corpus, and serves it until it is
interrupted. It binds to the loopback address unless told otherwise, and only reads, unless --tokens names a
file of curators and the hashes of their tokens ('dyad token' makes one): these may change the graph.

The texts of sources are not part of the data. Where you have them, --texts makes the API show the words
behind each claim.`,
		Example: `  dyad serve
  dyad serve --data mine --listen 127.0.0.1:9000 --texts ../articles
  dyad serve --tokens curators`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return s.run(cmd) },
	}
	f := cmd.Flags()
	f.StringVar(&s.dir, "data", defaultData, "data directory, made if it is not there")
	f.StringVar(&s.listen, "listen", "127.0.0.1:8080", "address to bind; port 0 picks a free one")
	f.StringVar(&s.texts, "texts", "", "folder with the texts, to show the words behind claims")
	f.StringVar(&s.tokens, "tokens", "", "file of curators and the hashes of their tokens, who may change the graph; read again when it changes")
	f.StringSliceVar(&s.hosts, "host", nil, "further names under which the server may be asked for, besides those of loopback")
	f.BoolVar(&s.quiet, "quiet", false, "log no requests")
	return cmd
}

func (s *serving) run(cmd *cobra.Command) error {
	texts, err := openTexts(s.texts)
	if err != nil {
		return err
	}
	talk := cmd.ErrOrStderr()
	config := server.Config{Log: s.log(talk), Hosts: s.hosts}
	keeper, err := s.keeper(&config)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", s.listen)
	if err != nil {
		return &graph.Error{On: "--listen " + s.listen, Fault: graph.Conflict, Err: fmt.Errorf("%w: name another address, or stop what listens there", err)}
	}
	defer l.Close()
	w, err := openWorkspace(cmd.Context(), s.dir, true)
	if err != nil {
		return err
	}
	return errors.Join(s.serve(cmd, w, l, texts, keeper, config), w.close())
}

// keeper opens the file of tokens, if one is named, and lets the server ask it.
func (s *serving) keeper(config *server.Config) (*tokens.Keeper, error) {
	if s.tokens == "" {
		return nil, nil
	}
	k, err := tokens.Open(s.tokens, config.Log)
	if err != nil {
		return nil, err
	}
	config.Curator = k.Holder
	return k, nil
}

// serve serves an open workspace.
func (s *serving) serve(
	cmd *cobra.Command, w *workspace, l net.Listener, texts *extract.Texts, keeper *tokens.Keeper, config server.Config,
) error {
	loaded, err := w.fill(cmd.Context())
	if err != nil {
		return err
	}
	live, err := curation.Open(cmd.Context(), w.store, func() time.Time { return time.Now().UTC() })
	if err != nil {
		return err
	}
	var changes resolver.Curation
	if keeper != nil {
		changes = &curating{live, w, texts}
	}
	srv, err := w.server(live.Index, texts, changes, config)
	if err != nil {
		return err
	}
	talk := cmd.ErrOrStderr()
	s.greet(talk, l.Addr(), live.Index().Present(), loaded)
	if s.texts != "" {
		fmt.Fprintf(talk, "The words of %s can be shown: their texts are in %s.\n\n", count(atHand(live.Index().Present(), texts), "source"), s.texts)
	}
	if keeper != nil {
		fmt.Fprintf(talk, "Who holds one of %s of %s may change the graph.\n\n", count(keeper.Len(), "token"), s.tokens)
	}
	fmt.Fprintln(talk, "Stop with Ctrl-C.")
	return srv.Serve(cmd.Context(), l)
}

// fill loads the built-in corpus into an empty store, and reports whether it did.
func (w *workspace) fill(ctx context.Context) (bool, error) {
	if w.store.Last() > 0 {
		return false, nil
	}
	bundles, err := readCorpus()
	if err != nil {
		return false, err
	}
	_, err = w.load(ctx, bundles, "built-in corpus", false)
	return err == nil, err
}

// log returns the log of requests.
func (s *serving) log(w io.Writer) *slog.Logger {
	level := slog.LevelInfo
	if s.quiet {
		level = slog.LevelWarn
	}
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: level}))
}

// firstQuery is what a newcomer is offered: who shelters the TTP, and who says so. README.md shows its answer.
const firstQuery = `{ relationships(filter: {to: {entities: ["ttp"]}, types: {in: ["shelters"]}}) ` +
	`{ nodes { from { name } type { label } status claims { nodes { gist modality voices { entity { key } } source { key } } } } } }`

// firstSubject is who the first query is about.
const firstSubject graph.EntityKey = "ttp"

// anyQuery is offered where the data is somebody's own.
const anyQuery = `{ stats { entities sources claims relationships contradictions } }`

// greet prints the addresses and a first query to paste.
func (s *serving) greet(w io.Writer, addr net.Addr, g *index.Graph, loaded bool) {
	what, query := "opened", anyQuery
	if loaded {
		what = "loaded the built-in corpus into"
	}
	if _, known := g.Node(firstSubject); known {
		query = firstQuery
	}
	base := "http://" + reachable(addr)
	fmt.Fprintf(w, "dyad %s: %s %s, transaction %d\n\n", version, what, s.dir, g.Index().Last())
	fmt.Fprintf(w, "  start page  %s/\n  GraphQL     %s/graphql\n  schema      %s/schema.graphql\n\n", base, base, base)
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
