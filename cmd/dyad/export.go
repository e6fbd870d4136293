package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"

	"dyad/extract"
	"dyad/graph"
	"dyad/graph/index"
	"dyad/internal/conditions"
	"dyad/internal/export"

	"github.com/spf13/cobra"
)

// An exporter is the flags of the command.
type exporter struct {
	at                            where
	format, table, out            string
	wanted                        export.Wanted
	options                       export.Options
	period                        string
	history, loss, manifest, list bool
	view                          viewFlags
	filter                        filterFlags
}

func newExport() *cobra.Command {
	var e exporter
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the graph, or a part of it, in a format that other programs read",
		Long: `export streams the graph in the order of keys and ids: the same data gives the same bytes.

` + formatHelp() + `
Without --around, --between or --dyad everything that the view shows and the filter admits is written. A format of several tables takes
a folder as -o, or writes the one that --table names. One that stands beside the texts takes their folder as --texts and a folder as -o, and
says which sources it left out.

With -o a manifest is written beside the file, NAME.manifest.json: what was asked for, of which data, how much there is of it, and what the
format could not carry. --loss prints the last of these and writes nothing. With --server the export is that of a running server.

Cells of CSV are written as they are. Before a spreadsheet opens what others wrote, --guard-formulas puts an apostrophe before
cells that begin like a formula.`,
		Example: `  dyad export --format jsonl -o copy.jsonl
  dyad export --format csv --voice SELF -o claims.csv
  dyad export --format graphml --dyad taliban,pakistan -o dyad.graphml
  dyad export --format dyad-period --table dyads --period month --dyad taliban,pakistan
  dyad export --format dot --around iskp --depth 1 | dot -Tsvg > iskp.svg
  dyad export --format brat --texts articles -o annotated
  dyad export --server http://127.0.0.1:8080 --format csv --around iskp -o iskp.csv`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return e.run(cmd) },
	}
	e.at.flagsWithTexts(cmd)
	f := cmd.Flags()
	f.StringVar(&e.format, "format", "", "one of "+strings.Join(formatNames(), ", "))
	f.StringVar(&e.table, "table", "", "of a format of several tables, only this one")
	f.StringVarP(&e.out, "output", "o", "", "file to write, or folder for several tables; standard output without it")
	f.StringSliceVar(&e.wanted.Around, "around", nil, "only what lies around these entities: keys, ids or names")
	f.IntVar(&e.wanted.Depth, "depth", export.DefaultDepth, "with --around, how many hops away")
	f.StringSliceVar(&e.wanted.Between, "between", nil, "only what is on a path between these two")
	f.IntVar(&e.wanted.Length, "max-length", export.DefaultLength, "with --between, most hops of a path")
	f.StringSliceVar(&e.wanted.Pair, "dyad", nil, "only these two entities, and what joins them")
	f.BoolVar(&e.history, "history", false, "with jsonl: closed records and recorded times too")
	f.BoolVar(&e.loss, "loss", false, "say what of the selection the format can't carry, and write nothing")
	f.BoolVar(&e.manifest, "manifest", true, "with -o, write a manifest beside the file")
	f.BoolVar(&e.options.GuardFormulas, "guard-formulas", false, "with formats of CSV: put ' before cells that a spreadsheet might run as formulas; it changes the data")
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
	fmt.Fprintf(&b, "  %-12s %s\n", jsonlFormat, export.Lines().About)
	for _, f := range exportFormats() {
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
var jsonlFormat = export.Lines().Name

// exportFormats lists the formats that carry a selection, by name.
func exportFormats() []export.Format {
	all := slices.Concat(export.Formats(), export.Standoff())
	slices.SortStableFunc(all, func(a, b export.Format) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// formatNames lists every format.
func formatNames() []string {
	names := []string{jsonlFormat}
	for _, f := range exportFormats() {
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
	if format == nil || !format.Words {
		e.at.texts = "" // the environment may name some for whatever shows words
	}
	e.options.Period = export.Period(e.period)
	if format == nil && e.loss {
		fmt.Fprintln(cmd.OutOrStdout(), "jsonl carries everything; without --history not the closed records and recorded times")
		return nil
	}
	address, err := e.at.address(cmd)
	if err != nil {
		return err
	}
	if address != "" {
		if format != nil && format.Documents != nil {
			return usageError{fmt.Errorf("%s is written of a data directory: no server sends it", e.format)}
		}
		return e.fetch(cmd, address, format)
	}
	return e.local(cmd, format)
}

// local writes what a data directory has.
func (e *exporter) local(cmd *cobra.Command, format *export.Format) error {
	w, err := openWorkspace(cmd.Context(), e.at.data, false)
	if err != nil {
		return err
	}
	return errors.Join(e.write(cmd, w, format), w.close())
}

func (e *exporter) write(cmd *cobra.Command, w *workspace, format *export.Format) error {
	x, err := w.index(cmd.Context())
	if err != nil {
		return err
	}
	if format == nil {
		return e.everything(cmd, w, x)
	}
	s, asked, err := e.selection(cmd.Context(), w, x)
	if err != nil {
		return err
	}
	for _, l := range s.Graph.RolledUp().Merged {
		fmt.Fprintf(cmd.ErrOrStderr(), "%s is counted as %s\n", l.Part, l.Whole)
	}
	s.Options = e.options
	asked.Choose(format, e.options)
	p := printing{workspace: w, format: format, selection: s, asked: asked, table: e.table}
	if e.loss {
		return p.tellLoss(cmd.Context(), cmd.OutOrStdout())
	}
	if format.Documents != nil {
		return p.documents(cmd.Context(), e.out, cmd.ErrOrStderr(), e.manifest)
	}
	return p.print(cmd.Context(), e.out, cmd.OutOrStdout(), e.manifest)
}

// everything writes JSON Lines.
func (e *exporter) everything(cmd *cobra.Command, w *workspace, x *index.Index) error {
	lines := export.Lines()
	lines.Write = func(ctx context.Context, out io.Writer, _ *export.Selection) error {
		return w.jsonl(ctx, out, x, e.history)
	}
	if e.history {
		lines.Lacks = nil
	}
	p := printing{workspace: w, format: &lines, selection: &export.Selection{Graph: x.Present(), Claims: w.store}}
	return p.print(cmd.Context(), e.out, cmd.OutOrStdout(), e.manifest)
}

// listFormats prints a line for each format, for scripts.
func listFormats(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "%s\t%s\t\n", jsonlFormat, jsonlFormat); err != nil {
		return err
	}
	for _, f := range exportFormats() {
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\n", f.Name, f.Extension, names(f.Tables)); err != nil {
			return err
		}
	}
	return nil
}

// fitting refuses flags that don't go together.
func (e *exporter) fitting(cmd *cobra.Command, format *export.Format) error {
	changed := cmd.Flags().Changed
	if selecting := e.selecting(cmd); format == nil && len(selecting) > 0 {
		return usageError{fmt.Errorf("jsonl carries everything: leave out %s", strings.Join(selecting, ", "))}
	}
	switch {
	case changed("depth") && len(e.wanted.Around) == 0:
		return usageError{errors.New("--depth is the distance from --around: name that too")}
	case changed("max-length") && len(e.wanted.Between) == 0:
		return usageError{errors.New("--max-length is that of paths --between two: name them too")}
	case changed("texts") && (format == nil || !format.Words):
		return usageError{fmt.Errorf("--texts is for formats with the words of claims: %s has no place for them", e.format)}
	case format != nil && format.Documents != nil && !e.loss && (e.at.texts == "" || e.out == ""):
		return usageError{fmt.Errorf("%s stands beside the texts: name their folder with --texts, and the folder to write with -o", e.format)}
	case format != nil && e.history:
		return usageError{errors.New("--history is for jsonl")}
	case e.options.GuardFormulas && (format == nil || !format.Guards):
		return usageError{fmt.Errorf("--guard-formulas is for formats of CSV: %s is none", e.format)}
	case changed("period") && (format == nil || !format.Periods):
		return usageError{fmt.Errorf("--period is for formats that count by periods: %s does not", e.format)}
	case !slices.Contains(periodNames(), e.period):
		return usageError{fmt.Errorf("--period takes one of %s, not %q", strings.Join(periodNames(), ", "), e.period)}
	case e.table != "" && (format == nil || len(format.Tables) == 0):
		return usageError{fmt.Errorf("--table is for formats of several tables: %s is one file", e.format)}
	case e.table != "":
		if _, err := format.Table(e.table); err != nil {
			return usageError{err}
		}
	}
	return nil
}

// known returns the format that was asked for, nil for JSON Lines.
func (e *exporter) known() (*export.Format, error) {
	for _, f := range exportFormats() {
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

// selecting names what asks for less than everything, in the order of the letters: flags, and variables of the environment that stand for some.
func (e *exporter) selecting(cmd *cobra.Command) []string {
	asked := conditions.Given{"around": e.wanted.Around, "between": e.wanted.Between, "dyad": e.wanted.Pair}
	if view, err := e.view.input(); err != nil || view != nil { // --rollup none is none
		maps.Copy(asked, e.view.given())
	}
	maps.Copy(asked, e.filter.given())
	var selecting []string
	for _, name := range slices.Sorted(maps.Keys(asked)) {
		switch {
		case len(asked[name]) == 0:
		case cmd.Flags().Changed(name):
			selecting = append(selecting, "--"+name)
		default:
			selecting = append(selecting, variable(name))
		}
	}
	return selecting
}

// selection is what the flags ask for, and how the API would word it.
func (e *exporter) selection(ctx context.Context, w *workspace, x *index.Index) (*export.Selection, export.Asked, error) {
	texts, err := openTexts(e.at.texts)
	if err != nil {
		return nil, export.Asked{}, err
	}
	root, err := w.resolvers(still(x), texts)
	if err != nil {
		return nil, export.Asked{}, err
	}
	view, err := e.view.input()
	if err != nil {
		return nil, export.Asked{}, err
	}
	filter, err := e.filter.input()
	if err != nil {
		return nil, export.Asked{}, err
	}
	g, match, err := root.Show(ctx, view, filter)
	if err != nil {
		return nil, export.Asked{}, err
	}
	r, asked, err := e.wanted.In(g)
	if err != nil {
		return nil, asked, err
	}
	r.Match = match
	asked.Look(view, filter)
	s, err := export.Select(ctx, g, r)
	if err != nil {
		return nil, asked, err
	}
	s.Claims, s.Texts, s.Mentions = w.store, wordsOf(texts), w.store
	return s, asked, nil
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
	return w.lines(ctx, out, x.Present())
}

// lines writes what g is of, and what it derives, as dyad JSON Lines.
func (w *workspace) lines(ctx context.Context, out io.Writer, g *index.Graph) error {
	return export.JSONL(out, w.store.Records(ctx, g.Index().Last()), relationships(g))
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
