package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"dyad/extract"
	"dyad/graph"
	"dyad/graph/index"
	"dyad/internal/export"

	"github.com/spf13/cobra"
)

// An exporter is the flags of the command.
type exporter struct {
	dir, texts, format, table, out string
	period                         string
	guard                          bool
	around, between, pair          []string
	depth, length                  int
	history, loss, manifest, list  bool
	view                           viewFlags
	filter                         filterFlags
}

func newExport() *cobra.Command {
	var e exporter
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the graph, or a part of it, in a format that other programs read",
		Long: `export streams the graph in the order of keys and ids: the same data gives the same bytes.

` + formatHelp() + `
Without --around, --between or --dyad everything that the view shows and the filter admits is written. A format of several tables takes
a folder as -o, or writes the one that --table names.

With -o a manifest is written beside the file, NAME.manifest.json: what was asked for, of which data, how much there is of it, and what the
format could not carry. --loss prints the last of these and writes nothing.

Cells of CSV are written as they are. Before a spreadsheet opens what others wrote, --guard-formulas puts an apostrophe before
cells that begin like a formula.`,
		Example: `  dyad export --format jsonl -o copy.jsonl
  dyad export --format csv --voice SELF -o claims.csv
  dyad export --format graphml --dyad taliban,pakistan -o dyad.graphml
  dyad export --format dyad-period --table dyads --period month --dyad taliban,pakistan
  dyad export --format dot --around iskp --depth 1 | dot -Tsvg > iskp.svg`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return e.run(cmd) },
	}
	f := cmd.Flags()
	f.StringVar(&e.dir, "data", defaultData, "data directory")
	f.StringVar(&e.texts, "texts", "", "folder with the texts, to write the words of claims")
	f.StringVar(&e.format, "format", "", "one of "+strings.Join(formatNames(), ", "))
	f.StringVar(&e.table, "table", "", "of a format of several tables, only this one")
	f.StringVarP(&e.out, "output", "o", "", "file to write, or folder for several tables; standard output without it")
	f.StringSliceVar(&e.around, "around", nil, "only what lies around these entities")
	f.IntVar(&e.depth, "depth", 1, "with --around, how many hops away")
	f.StringSliceVar(&e.between, "between", nil, "only what is on a path between these two entities")
	f.IntVar(&e.length, "max-length", 3, "with --between, most hops of a path")
	f.StringSliceVar(&e.pair, "dyad", nil, "only these two entities, and what joins them")
	f.BoolVar(&e.history, "history", false, "with jsonl: closed records and recorded times too")
	f.BoolVar(&e.loss, "loss", false, "say what of the selection the format can't carry, and write nothing")
	f.BoolVar(&e.manifest, "manifest", true, "with -o, write a manifest beside the file")
	f.BoolVar(&e.guard, "guard-formulas", false, "with formats of CSV: put ' before cells that a spreadsheet might run as formulas; it changes the data")
	f.StringVar(&e.period, "period", string(export.YearPeriod), "with dyad-period: count by year or month")
	f.BoolVar(&e.list, "formats", false, "list the formats: name, extension and tables, separated by tabs")
	e.view.flags(cmd)
	e.filter.flags(cmd)
	complete(cmd, "format", formatNames()...)
	complete(cmd, "period", periodNames()...)
	return cmd
}

// formatHelp tells of each format what is in it.
func formatHelp() string {
	var b strings.Builder
	fmt.Fprintf(&b, "  %-12s %s\n", jsonlFormat, "everything, to load again: dyad JSON Lines (no selection, no view)")
	for _, f := range export.Formats() {
		fmt.Fprintf(&b, "  %-12s %s\n", f.Name, f.About)
	}
	return b.String()
}

// periodNames lists the periods in which claims can be counted.
func periodNames() []string {
	var names []string
	for _, p := range export.Periods() {
		names = append(names, string(p))
	}
	return names
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
	if e.list {
		return listFormats(cmd.OutOrStdout())
	}
	format, err := e.known()
	if err != nil {
		return err
	}
	if err := e.fitting(cmd, format); err != nil {
		return err
	}
	if format == nil && e.loss {
		fmt.Fprintln(cmd.OutOrStdout(), "jsonl carries everything; without --history not the closed records and recorded times")
		return nil
	}
	return withWorkspace(cmd, e.dir, func(w *workspace) error {
		x, err := w.index(cmd.Context())
		if err != nil {
			return err
		}
		if format == nil {
			return writeTo(e.out, cmd.OutOrStdout(), func(out io.Writer) error { return w.jsonl(cmd.Context(), out, x, e.history) })
		}
		s, asked, err := e.selection(cmd.Context(), w, x)
		if err != nil {
			return err
		}
		s.Options = export.Options{GuardFormulas: e.guard, Period: export.Period(e.period)}
		asked.GuardFormulas = e.guard
		if format.Periods {
			asked.Period = s.Options.Period
		}
		for _, l := range s.Graph.RolledUp().Merged {
			fmt.Fprintf(cmd.ErrOrStderr(), "%s is counted as %s\n", l.Part, l.Whole)
		}
		p := printing{workspace: w, format: format, selection: s, asked: asked, table: e.table}
		if e.loss {
			return p.tellLoss(cmd.Context(), cmd.OutOrStdout())
		}
		return p.print(cmd.Context(), e.out, cmd.OutOrStdout(), e.manifest)
	})
}

// listFormats prints a line for each format, for scripts.
func listFormats(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "%s\t%s\t\n", jsonlFormat, jsonlFormat); err != nil {
		return err
	}
	for _, f := range export.Formats() {
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\n", f.Name, f.Extension, names(f.Tables)); err != nil {
			return err
		}
	}
	return nil
}

// fitting refuses flags that don't go together.
func (e *exporter) fitting(cmd *cobra.Command, format *export.Format) error {
	changed := cmd.Flags().Changed
	switch {
	case format == nil && e.selects():
		return usageError{errors.New("jsonl carries everything: it takes no --around, --between, --dyad, view or filter")}
	case changed("depth") && len(e.around) == 0:
		return usageError{errors.New("--depth is the distance from --around: name that too")}
	case changed("max-length") && len(e.between) == 0:
		return usageError{errors.New("--max-length is that of paths --between two: name them too")}
	case e.texts != "" && (format == nil || !format.Words):
		return usageError{fmt.Errorf("--texts is for formats with the words of claims: %s has no place for them", e.format)}
	case format != nil && e.history:
		return usageError{errors.New("--history is for jsonl")}
	case e.guard && (format == nil || !format.Guards):
		return usageError{fmt.Errorf("--guard-formulas is for formats of CSV: %s is none", e.format)}
	case changed("period") && (format == nil || !format.Periods):
		return usageError{fmt.Errorf("--period is for formats that count by periods: %s does not", e.format)}
	case !slices.Contains(periodNames(), e.period):
		return usageError{fmt.Errorf("--period takes one of %s, not %q", strings.Join(periodNames(), ", "), e.period)}
	case e.table != "" && (format == nil || len(format.Tables) == 0):
		return usageError{fmt.Errorf("--table is for formats of several tables: %s is one file", e.format)}
	}
	return nil
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
	return err != nil || wrong != nil || view != nil || filter != nil || len(e.around)+len(e.between)+len(e.pair) > 0
}

// selection is what the flags ask for, and how the API would word it.
func (e *exporter) selection(ctx context.Context, w *workspace, x *index.Index) (*export.Selection, export.Asked, error) {
	var asked export.Asked
	view, err := e.view.view(ctx, w, x)
	if err != nil {
		return nil, asked, err
	}
	g, err := x.Under(view)
	if err != nil {
		return nil, asked, err
	}
	var r export.Request
	if r, asked, err = e.request(g); err != nil {
		return nil, asked, err
	}
	s, err := export.Select(ctx, g, r)
	if err != nil {
		return nil, asked, err
	}
	known, err := openTexts(e.texts)
	if err != nil {
		return nil, asked, err
	}
	s.Claims = w.store
	s.Texts = wordsOf(known)
	return s, asked, nil
}

// request reads which part of g is wanted.
func (e *exporter) request(g *index.Graph) (export.Request, export.Asked, error) {
	r := export.Request{Depth: e.depth, Length: e.length}
	var asked export.Asked
	var err error
	note := func(wrong error) { err = cmp.Or(err, wrong) }
	find := func(refs []string, nodes *[]index.Node, keys *[]graph.EntityKey) {
		for _, ref := range refs {
			n, wrong := g.Locate(ref)
			if wrong != nil && !graph.ValidKey(ref) {
				n, wrong = g.Resolve(ref)
			}
			if note(wrong); wrong == nil {
				*nodes = append(*nodes, g.Whole(n))
				*keys = append(*keys, g.Key(g.Whole(n)))
			}
		}
	}
	find(e.around, &r.Around, &asked.Around)
	find(e.between, &r.Between, &asked.Between)
	find(e.pair, &r.Pair, &asked.Dyad)
	if len(e.around) > 0 {
		asked.Depth = &e.depth
	}
	if len(e.between) > 0 {
		asked.Length = e.length
	}
	var wrong error
	r.Match, wrong = e.filter.matcher(g)
	note(wrong)
	filter, wrong := e.filter.input()
	note(wrong)
	view, wrong := e.view.input()
	note(wrong)
	if filter != nil {
		asked.Filter = filter
	}
	if view != nil {
		asked.View = view
	}
	return r, asked, err
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
