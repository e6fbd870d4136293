package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"dyad/extract"
	"dyad/graph"
	"dyad/store"

	"github.com/spf13/cobra"
)

func newLoad() *cobra.Command {
	var dir, texts, as, mapping string
	var dryRun, skipRefused bool
	cmd := &cobra.Command{
		Use:   "load [PATH...]",
		Short: "Load the built-in corpus, annotations or JSON Lines into the data directory",
		Long: `load reads annotation files (.yaml), dyad JSON Lines (.jsonl) and folders of them, checks all of them,
and loads all or nothing. None of them may be compressed. Without a path it loads the built-in corpus.

A file that was loaded before and has changed takes the place of what it brought then: what is gone is
retracted, what has changed is corrected, and the former state still answers --as-of. A file that has
not changed changes nothing, unless what was recorded since makes something else of it, such as an id that
is known by now. An export with its history goes into an empty data directory, alone.
A file of JSON Lines of 4 MB and more need not fit into memory, if it is alone: it is read twice, and must not change meanwhile.

--as reads files in formats of others, and what dyad itself wrote in them; of brat, w3c and webanno folders too, of re3d nothing
else. What could not be taken as it is, is counted on standard error.

--map reads tables (CSV, TSV, JSON, JSON Lines, each also .gz) of whatever columns, by a mapping that says what they mean
(docs/mapping.md; docs/mappings has some). Every row is imported or refused; each refusal is told with file, line, column,
value and reason, and one refuses all unless --skip-refused or the mapping says otherwise. A later release of a data set
of the same name takes the place of the one before. 'dyad match' then proposes who of it may be whom.`,
		Example: `  dyad load
  dyad load my-article.yaml --texts texts
  dyad load export.jsonl --data copy
  dyad load seeds --dry-run
  dyad load --as misp threat-actor.json terrorist-groups.json
  dyad load --map docs/mappings/ucdp-actor.yaml ucdp-actor-221.csv
  dyad load --map docs/mappings/debian.yaml nodes.tsv.gz edges.tsv.gz --dry-run`,
		RunE: func(cmd *cobra.Command, paths []string) error {
			known, err := openTexts(texts)
			if err != nil {
				return err
			}
			w, err := openWorkspace(cmd.Context(), dir, true)
			if err != nil {
				return err
			}
			l := loader{ctx: cmd.Context(), workspace: w, texts: known, as: as, mapping: mapping, skipRefused: skipRefused, talk: cmd.ErrOrStderr()}
			return errors.Join(l.load(cmd.OutOrStdout(), paths, dryRun), w.close())
		},
	}
	cmd.Flags().StringVar(&dir, "data", defaultData, "data directory, made if it is not there")
	cmd.Flags().StringVar(&texts, "texts", "", "folder with the texts, to verify spans and digests against")
	cmd.Flags().StringVar(&as, "as", "", "read the files as one of "+strings.Join(foreignFormats(), ", ")+" (.gz too, but of re3d)")
	cmd.Flags().StringVar(&mapping, "map", "", "read the files as tables, by this mapping")
	cmd.Flags().BoolVar(&skipRefused, "skip-refused", false, "with --map, load the other rows where some are refused")
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "say what would change, and change nothing")
	return cmd
}

// A loader reads files and loads them.
type loader struct {
	ctx       context.Context
	workspace *workspace
	texts     *extract.Texts
	as        string // the format of others in which the files are; "": dyad's own
	mapping   string // the file of a mapping, by which the files are read; "": none
	talk      io.Writer

	skipRefused bool  // leave out rows of a mapped table that can't be taken
	largeFrom   int64 // of so many bytes a file of lines is loaded in parts; 0: largeLines
}

// load reads paths, or the built-in corpus, loads them and prints the report.
func (l *loader) load(out io.Writer, paths []string, dryRun bool) error {
	if err := l.usage(paths); err != nil {
		return err
	}
	if l.mapping != "" {
		return l.loadMapped(out, paths, dryRun)
	}
	if len(paths) == 1 && l.as == "" && isHistory(paths[0]) {
		if dryRun {
			return usageError{errors.New("--dry-run is not for a history, which goes into an empty data directory")}
		}
		return l.restore(l.ctx, paths[0])
	}
	if len(paths) == 1 && l.as == "" && l.large(paths[0]) {
		return l.loadLines(out, paths[0], dryRun)
	}
	bundles, problems, err := l.read(paths)
	if err != nil {
		return err
	}
	if !extract.Usable(problems) {
		return l.unreadable(problems)
	}
	report(l.talk, problems)
	done, err := l.commit(out, bundles, dryRun)
	if err != nil {
		return err
	}
	return l.finish(&done, dryRun)
}

// usage judges what the flags and paths ask for together.
func (l *loader) usage(paths []string) error {
	switch {
	case l.as != "" && l.mapping != "":
		return usageError{errors.New("--as and --map both say what the files are: give one of them")}
	case l.as != "" && len(paths) == 0:
		return usageError{errors.New("--as says what the files are: name them")}
	case l.mapping != "" && len(paths) == 0:
		return usageError{errors.New("--map says what the files mean: name them")}
	case l.skipRefused && l.mapping == "":
		return usageError{errors.New("--skip-refused is about rows of tables, which --map reads")}
	}
	return nil
}

// commit loads bundles, or tries to, and prints what that does.
func (l *loader) commit(out io.Writer, bundles []graph.Bundle, dryRun bool) (store.Report, error) {
	done, err := l.workspace.load(l.ctx, bundles, "", dryRun)
	return done, l.committed(out, &done, err)
}

// committed prints what a load did, or why it was refused.
func (l *loader) committed(out io.Writer, done *store.Report, err error) error {
	var refused store.Problems
	if errors.As(err, &refused) {
		return l.refused(refused)
	}
	if err != nil {
		return err
	}
	tellUnknown(l.talk, done)
	if err := tell(out, done); err != nil {
		return err
	}
	tellKept(l.talk, done)
	return nil
}

// finish says whether anything was loaded, and saves the index of it.
func (l *loader) finish(done *store.Report, dryRun bool) error {
	switch {
	case dryRun:
		fmt.Fprintln(l.talk, "dry run: nothing was loaded")
	case done.Tx == 0:
		fmt.Fprintln(l.talk, "nothing has changed")
	default:
		fmt.Fprintf(l.talk, "loaded as transaction %d\n", done.Tx)
		return l.workspace.reindex(l.ctx, l.talk)
	}
	return nil
}

// refused lists why the store refused a load.
func (l *loader) refused(problems store.Problems) error {
	for _, p := range problems {
		fmt.Fprintln(l.talk, p)
	}
	fmt.Fprintln(l.talk, "nothing was loaded")
	return errReported
}

// read reads the files that paths name into bundles. JSON Lines stand for themselves, if they bring a vocabulary; annotations
// build on the store, or on the built-in vocabulary and registry where it is empty.
func (l *loader) read(paths []string) ([]graph.Bundle, []extract.Problem, error) {
	if len(paths) == 0 {
		bundles, err := readCorpus()
		return bundles, nil, err
	}
	if l.as != "" {
		return l.readAs(paths)
	}
	names, err := expand(paths, ".yaml", ".yml", ".jsonl", ".ndjson", ".json")
	if err != nil {
		return nil, nil, err
	}
	var annotations []string
	var bundles []graph.Bundle
	var problems []extract.Problem
	l.tellWhole(names)
	for _, name := range names {
		if !isLines(name) {
			annotations = append(annotations, name)
			continue
		}
		read, found, err := readLines(name)
		if err != nil {
			return nil, nil, err
		}
		bundles, problems = append(bundles, read...), append(problems, found...)
	}
	base, basis, err := l.workspace.baseWith(l.ctx, bundles)
	if err != nil {
		return nil, nil, err
	}
	files, found, err := annotationFiles(annotations)
	if err != nil {
		return nil, nil, err
	}
	read, more := extract.Read(files, base, l.texts)
	return slices.Concat(needed(basis, slices.Concat(bundles, read)), bundles, read), slices.Concat(problems, found, more), nil
}

// readAs reads files in a format of others, and fits them to what the store holds.
func (l *loader) readAs(names []string) ([]graph.Bundle, []extract.Problem, error) {
	names, all, problems, err := readForeign(l.as, names)
	if err != nil || !extract.Usable(problems) {
		return nil, problems, err
	}
	_, basis, err := l.workspace.baseWith(l.ctx, nil)
	if err != nil {
		return nil, problems, err
	}
	read, err := l.fit(all, basis)
	if err != nil {
		return nil, problems, err
	}
	l.tellNotes(names, all)
	return slices.Concat(needed(basis, read), read), problems, nil
}

// baseWith returns what annotations may build on: what the store holds and what comes with them. In a store without a vocabulary
// they build on the built-in vocabulary and registry, unless the load brings its own; these are returned too.
func (w *workspace) baseWith(ctx context.Context, loaded []graph.Bundle) (extract.Base, []graph.Bundle, error) {
	feed, err := w.store.Feed(ctx)
	if err != nil {
		return extract.Base{}, nil, err
	}
	var basis []graph.Bundle
	if len(feed.Terms) == 0 && len(baseOf(loaded).Terms) == 0 {
		if basis, err = readBasis(); err != nil {
			return extract.Base{}, nil, err
		}
	}
	base := baseOf(slices.Concat(basis, loaded))
	for _, t := range feed.Terms {
		t.Batch = cmp.Or(feed.Files[t.DerivedID().String()], t.Batch)
		base.Terms = append(base.Terms, t)
	}
	for _, e := range feed.Entities {
		if e.Closed == 0 {
			e.Value.Batch = cmp.Or(feed.Files[e.Value.Key.ID().String()], e.Value.Batch)
			base.Entities = append(base.Entities, e.Value)
		}
	}
	sources, data := map[graph.SourceKey]bool{}, map[graph.SourceKey]bool{}
	for _, s := range feed.Sources {
		sources[s.Value.Key] = true
		if s.Closed == 0 {
			data[s.Value.Key] = s.Value.IsData() && s.Value.Batch == graph.BatchKey(s.Value.Key)
		}
	}
	base.HasSource = func(k graph.SourceKey) bool { return sources[k] }
	base.HasData = func(k graph.SourceKey) bool { return data[k] }
	here := base.HasClaim
	base.HasClaim = func(id graph.ClaimID) bool {
		return here(id) || w.had(ctx, id)
	}
	return base, basis, nil
}

// readBasis reads the built-in vocabulary and registry.
func readBasis() ([]graph.Bundle, error) {
	corpus, err := readCorpus()
	return slices.DeleteFunc(corpus, func(b graph.Bundle) bool { return len(b.Sources) > 0 }), err
}

// needed returns what of the basis a load has to bring along: the vocabulary, and the registry if the load names an entity of it.
// What the load brings itself under the same key takes its place.
func needed(basis, loaded []graph.Bundle) []graph.Bundle {
	named := map[graph.EntityKey]bool{}
	brought := map[graph.BatchKey]bool{}
	for _, b := range loaded {
		brought[b.Batch.Key] = true
		for i := range b.Claims {
			for _, k := range b.Claims[i].Entities() {
				named[k] = true
			}
		}
		for i := range b.Mentions {
			named[b.Mentions[i].Entity] = true
		}
		for i := range b.Entities {
			named[b.Entities[i].Parent], named[b.Entities[i].MergedInto] = true, true
		}
	}
	var out []graph.Bundle
	for _, b := range basis {
		used := len(b.Terms) > 0 || slices.ContainsFunc(b.Entities, func(e graph.Entity) bool { return named[e.Key] })
		if used && !brought[b.Batch.Key] {
			out = append(out, b)
		}
	}
	return out
}

// tellUnknown says which types a load brings that no vocabulary knows, and how many claims are of each.
func tellUnknown(w io.Writer, done *store.Report) {
	unknown := map[graph.TermKey]int{}
	for _, b := range done.Batches {
		for t, n := range b.Unknown {
			unknown[t] += n
		}
	}
	for _, t := range slices.Sorted(maps.Keys(unknown)) {
		fmt.Fprintf(w, "%s: no vocabulary knows this type: %s kept, without sign\n", t, count(unknown[t], "claim"))
	}
}

// tell prints what a load did, a line for each batch that did not come back unchanged, then the sum.
func tell(w io.Writer, r *store.Report) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "read\tnew\tunchanged\tchanged\tretracted\trefused\t  ")
	total := r.Kinds()
	for _, kind := range graph.RecordKinds() {
		if c := total[kind]; c != (store.Counts{}) {
			row(t, c, string(kind))
		}
	}
	row(t, r.Total(), "in all")
	return t.Flush()
}

// tellKept lists the records that stay as curators have them, whatever the files say.
func tellKept(w io.Writer, r *store.Report) {
	for _, b := range r.Batches {
		for _, k := range b.Kept {
			fmt.Fprintf(w, "%s: %s\n", b.Key, k)
		}
	}
}

func row(w io.Writer, c store.Counts, name string) {
	fmt.Fprintf(w, "%d\t%d\t%d\t%d\t%d\t%d\t  %s\n", c.Read, c.New, c.Unchanged, c.Changed, c.Retracted, c.Refused, name)
}
