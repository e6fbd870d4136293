package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"dyad/extract"
	"dyad/graph"
	"dyad/internal/curation"
	"dyad/internal/indexed"
	"dyad/internal/server"
	"dyad/internal/tokens"
	"dyad/store/badgerkv"

	"github.com/spf13/cobra"
)

// The formats of the log.
const (
	textLog = "text"
	jsonLog = "json"
)

// A serving is the flags of the command.
type serving struct {
	dir, listen, texts, tokens string
	hosts                      []string
	log, metrics               string
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
behind each claim.

Each request is a line of the log, on standard error, without what it asked. Counts are at /metrics, for
Prometheus; --metrics ADDRESS serves them there and nowhere else, --metrics off counts nothing.
docs/operating.md says how to run a server.`,
		Example: `  dyad serve
  dyad serve --data mine --listen 127.0.0.1:9000 --texts ../articles
  dyad serve --tokens curators
  dyad serve --log json --metrics 127.0.0.1:9090`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return s.run(cmd) },
	}
	f := cmd.Flags()
	f.StringVar(&s.dir, "data", defaultData, "data directory, made if it is not there")
	f.StringVar(&s.listen, "listen", "127.0.0.1:8080", "address to bind; port 0 picks a free one")
	f.StringVar(&s.texts, "texts", "", "folder with the texts, to show the words behind claims; whoever reaches the server can read them whole")
	f.StringVar(&s.tokens, "tokens", "", "file of curators and the hashes of their tokens, who may change the graph; read again when it changes")
	f.StringSliceVar(&s.hosts, "host", nil, "further names under which the server may be asked for, besides those of loopback")
	f.BoolVar(&s.quiet, "quiet", false, "log no requests")
	f.StringVar(&s.log, "log", textLog, "format of the log: text, for people, or json, where all that is said is one")
	f.StringVar(&s.metrics, "metrics", metricsBeside, "where counts are served: on (at /metrics), an address of their own, or off")
	complete(cmd, "log", textLog, jsonLog)
	return cmd
}

func (s *serving) run(cmd *cobra.Command) error {
	log, err := s.logger(cmd.ErrOrStderr())
	if err != nil {
		return err
	}
	texts, err := openTexts(s.texts)
	if err != nil {
		return err
	}
	config := server.Config{Log: log, Hosts: s.hosts}
	keeper, err := s.keeper(&config)
	if err != nil {
		return err
	}
	at, err := s.doors()
	if err != nil {
		return err
	}
	defer at.close()
	w, err := openWorkspace(cmd.Context(), s.dir, true)
	if err != nil {
		return err
	}
	return errors.Join(s.serve(cmd, w, at, texts, keeper, config), w.close())
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

// serve serves an open workspace until the command is interrupted.
func (s *serving) serve(
	cmd *cobra.Command, w *workspace, at doors, texts *extract.Texts, keeper *tokens.Keeper, config server.Config,
) error {
	loaded, err := w.fill(cmd.Context())
	if err != nil {
		return err
	}
	begun := time.Now()
	x, imaged, err := indexed.Open(cmd.Context(), w.store, w.image())
	if err != nil {
		return err
	}
	live := curation.New(w.store, x, func() time.Time { return time.Now().UTC() })
	if s.metrics != metricsNone {
		config.Metrics, config.MetricsApart = w.state(time.Since(begun)), at.scrapes != nil
	}
	answers := answering{snapshot: live.Index, watch: live.Watch}
	if keeper != nil {
		answers.changes = &curating{live, w, texts}
	}
	srv, err := w.server(answers, texts, config)
	if err != nil {
		return err
	}
	begin := beginning{at: at, graph: live.Index().Present(), loaded: loaded, texts: texts}
	if keeper != nil {
		begin.curators = keeper.Len()
	}
	s.welcome(cmd.ErrOrStderr(), config.Log, begin)
	if n, known := badgerkv.FilesForOthers(); known {
		at.questions = atMost(at.questions, n)
	}
	err = at.serve(cmd.Context(), srv)
	if last := live.Index(); !imaged || last != x {
		w.keep(context.WithoutCancel(cmd.Context()), last, cmd.ErrOrStderr())
	}
	if s.log == jsonLog {
		config.Log.Info("stopped")
	}
	return err
}

// fill loads the built-in corpus into a store that this opening began, and reports whether it did. One that is there and empty is of a load or a
// restoring that was cut short: whoever asks it wants to know of something else than the corpus.
func (w *workspace) fill(ctx context.Context) (bool, error) {
	switch {
	case w.store.Last() > 0:
		return false, nil
	case w.kv != nil && !w.kv.Begun():
		return false, &graph.Error{On: w.dir, Fault: graph.Conflict, Err: fmt.Errorf(
			"nothing is recorded in it: a load or a restoring was cut short; do it again, or load the built-in corpus with 'dyad load --data %s'", w.dir)}
	}
	bundles, err := readCorpus()
	if err != nil {
		return false, err
	}
	_, err = w.load(ctx, bundles, "built-in corpus", false)
	return err == nil, err
}

// logger returns the log of requests.
func (s *serving) logger(w io.Writer) (*slog.Logger, error) {
	options := &slog.HandlerOptions{Level: slog.LevelInfo}
	if s.quiet {
		options.Level = slog.LevelWarn
	}
	switch s.log {
	case textLog:
		return slog.New(slog.NewTextHandler(w, options)), nil
	case jsonLog:
		return slog.New(slog.NewJSONHandler(w, options)), nil
	}
	return nil, usageError{fmt.Errorf("--log takes text or json, not %q", s.log)}
}
