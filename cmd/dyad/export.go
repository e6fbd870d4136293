package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"slices"
	"strings"

	"dyad/extract"
	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/walk"
	"dyad/internal/export"

	"github.com/spf13/cobra"
)

// An exporter is the flags of the command.
type exporter struct {
	dir, texts, format, out string
	around                  []string
	depth                   int
	history, loss           bool
	view                    viewFlags
	filter                  filterFlags
}

func newExport() *cobra.Command {
	var e exporter
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the graph, or a part of it, in a format that other programs read",
		Long: `export streams the graph in the order of keys and ids: the same data gives the same bytes.

  jsonl     everything, to load again: dyad JSON Lines (no selection, no view)
  csv       one row per claim, with voices, status, and the words where the texts are given
  graphml   entities and relationships, for networkx, igraph, Gephi, Cytoscape
  dot       a drawing for Graphviz

Without --around everything that the view shows and the filter admits is written.`,
		Example: `  dyad export --format jsonl -o copy.jsonl
  dyad export --format csv --voice SELF -o claims.csv
  dyad export --format dot --around iskp --depth 1 | dot -Tsvg > iskp.svg`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return e.run(cmd) },
	}
	f := cmd.Flags()
	f.StringVar(&e.dir, "data", defaultData, "data directory")
	f.StringVar(&e.texts, "texts", "", "folder with the texts, to write the words of claims")
	f.StringVar(&e.format, "format", "", "one of "+strings.Join(formatNames(), ", "))
	f.StringVarP(&e.out, "output", "o", "", "file to write; standard output without it")
	f.StringSliceVar(&e.around, "around", nil, "only what lies around these entities")
	f.IntVar(&e.depth, "depth", 1, "with --around, how many hops away")
	f.BoolVar(&e.history, "history", false, "with jsonl: closed records and recorded times too")
	f.BoolVar(&e.loss, "loss", false, "say what the format can't carry, and write nothing")
	e.view.flags(cmd)
	e.filter.flags(cmd)
	complete(cmd, "format", formatNames()...)
	return cmd
}

// complete offers the values that a flag takes to the shell.
func complete(cmd *cobra.Command, flag string, values ...string) {
	// The only error is that of a flag that the command lacks.
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// jsonlFormat is the one format that carries everything, and no selection.
const jsonlFormat = "jsonl"

// formatNames lists every format.
func formatNames() []string {
	names := []string{jsonlFormat}
	for _, f := range export.Formats() {
		names = append(names, f.Name)
	}
	slices.Sort(names)
	return names
}

func (e *exporter) run(cmd *cobra.Command) error {
	format, err := e.known()
	if err != nil {
		return err
	}
	if e.loss {
		return e.tellLoss(cmd.OutOrStdout(), format)
	}
	if format == nil && e.selects() {
		return usageError{errors.New("jsonl carries everything: it takes no --around, view or filter")}
	}
	if e.selectsWithout(cmd) {
		return usageError{errors.New("--depth is the distance from --around: name that too")}
	}
	if e.texts != "" && (format == nil || !format.Words) {
		return usageError{fmt.Errorf("--texts is for csv: %s has no place for words", e.format)}
	}
	if format != nil && e.history {
		return usageError{errors.New("--history is for jsonl")}
	}
	return withWorkspace(cmd, e.dir, func(w *workspace) error {
		return writeTo(e.out, cmd.OutOrStdout(), func(out io.Writer) error {
			x, err := w.index(cmd.Context())
			if err != nil {
				return err
			}
			if format == nil {
				return w.jsonl(cmd.Context(), out, x, e.history)
			}
			s, err := e.selection(cmd.Context(), w, x)
			if err != nil {
				return err
			}
			for _, l := range s.Graph.RolledUp().Merged {
				fmt.Fprintf(cmd.ErrOrStderr(), "%s is counted as %s\n", l.Part, l.Whole)
			}
			return format.Write(cmd.Context(), out, s)
		})
	})
}

// known returns the format that was asked for, nil for JSON Lines.
func (e *exporter) known() (*export.Format, error) {
	for _, f := range export.Formats() {
		if f.Name == e.format {
			return &f, nil
		}
	}
	if e.format == jsonlFormat {
		return nil, nil
	}
	if e.format == "" {
		return nil, usageError{fmt.Errorf("--format is missing: one of %s", strings.Join(formatNames(), ", "))}
	}
	return nil, usageError{fmt.Errorf("--format takes one of %s, not %q", strings.Join(formatNames(), ", "), e.format)}
}

// selects reports whether less than everything was asked for.
func (e *exporter) selects() bool {
	view, err := e.view.input()
	filter, wrong := e.filter.input()
	return err != nil || wrong != nil || view != nil || filter != nil || len(e.around) > 0
}

// selectsWithout reports whether a distance was given and nothing that it is a distance from.
func (e *exporter) selectsWithout(cmd *cobra.Command) bool {
	return len(e.around) == 0 && cmd.Flags().Changed("depth")
}

// tellLoss prints what a format has no place for.
func (e *exporter) tellLoss(w io.Writer, format *export.Format) error {
	if format == nil {
		fmt.Fprintln(w, "jsonl carries everything; without --history not the closed records and recorded times")
		return nil
	}
	for _, line := range format.Loses {
		fmt.Fprintln(w, line)
	}
	return nil
}

// selection is what the flags ask for.
func (e *exporter) selection(ctx context.Context, w *workspace, x *index.Index) (*export.Selection, error) {
	view, err := e.view.view(ctx, w, x)
	if err != nil {
		return nil, err
	}
	g, err := x.Under(view)
	if err != nil {
		return nil, err
	}
	m, err := e.filter.matcher(g)
	if err != nil {
		return nil, err
	}
	s, err := e.part(ctx, g, m)
	if err != nil {
		return nil, err
	}
	known, err := openTexts(e.texts)
	if err != nil {
		return nil, err
	}
	s.Claims = w.store
	s.Texts = wordsOf(known)
	return s, nil
}

// part selects by --around, else by the filter, else everything.
func (e *exporter) part(ctx context.Context, g *index.Graph, m *index.Matcher) (*export.Selection, error) {
	if len(e.around) == 0 {
		if m == nil {
			return export.Everything(g), nil
		}
		return export.Matching(g, m), nil
	}
	var starts []index.Node
	for _, ref := range e.around {
		n, err := g.Locate(ref)
		if err != nil && !graph.ValidKey(ref) {
			n, err = g.Resolve(ref)
		}
		if err != nil {
			return nil, err
		}
		starts = append(starts, g.Whole(n))
	}
	found, err := walk.Around(ctx, g, starts, e.depth, g.CountEntities(), walk.Options{Match: m, Budget: math.MaxInt})
	if err != nil {
		return nil, err
	}
	return export.Walked(g, found), nil
}

// wordsOf hands texts to an export; nil stays nil.
func wordsOf(texts *extract.Texts) export.Texts {
	if texts == nil {
		return nil
	}
	return texts
}

// jsonl writes everything as dyad JSON Lines.
func (w *workspace) jsonl(ctx context.Context, out io.Writer, x *index.Index, history bool) error {
	if history {
		return export.JSONL(out, w.store.Archive(ctx), nil)
	}
	return export.JSONL(out, w.store.Records(ctx, 0), relationships(x.Present()))
}

// relationships yields what a graph derives, whole.
func relationships(g *index.Graph) iter.Seq[graph.Relationship] {
	return func(yield func(graph.Relationship) bool) {
		for e := range g.Relationships(index.Window[index.Triple]{}, nil) {
			if !yield(g.Relationship(e)) {
				return
			}
		}
	}
}

// writeTo runs write on the file of that name, which appears only once it is whole, or on standard output.
func writeTo(name string, stdout io.Writer, write func(io.Writer) error) error {
	if name != "" {
		return writeFile(name, write)
	}
	out := bufio.NewWriter(stdout)
	if err := write(out); err != nil {
		return err
	}
	return out.Flush()
}
