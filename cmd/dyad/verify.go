package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"dyad/graph"
	"dyad/internal/indexed"
	"dyad/store/badgerkv"

	"github.com/spf13/cobra"
)

func newVerify() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "verify",
		Short: "Check that the data directory holds what was written, and nothing else",
		Long: `verify reads every row, checks checksums, ids and references, rebuilds everything that is derived and
compares it. It changes nothing, but for finishing first what a killed process left. The exit code is 1 if
there is any finding.`,
		Example: "  dyad verify --data dyad-data",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withWorkspace(cmd, dir, func(w *workspace) error {
				return w.verify(cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr())
			})
		},
	}
	cmd.Flags().StringVar(&dir, "data", defaultData, "data directory")
	return cmd
}

// verify checks all of a directory, prints what it finds to out, and how it is then to talk.
func (w *workspace) verify(ctx context.Context, out, talk io.Writer) error {
	if err := w.kv.Verify(ctx); err != nil {
		return err
	}
	findings, err := w.store.Verify(ctx)
	if err != nil {
		return err
	}
	for _, f := range findings {
		fmt.Fprintln(out, f)
	}
	if len(findings) > 0 {
		return w.corrupt("%s: restore a copy, or load the sources into a new directory", count(len(findings), "finding"))
	}
	last := w.store.Last()
	err = indexed.Check(ctx, w.store, w.image())
	if e, ours := errors.AsType[*graph.Error](err); ours && e.On == w.image() {
		fmt.Fprintln(out, err)
		return w.corrupt("1 finding: what is recorded is sound up to transaction %d; %s is not, and can go", last, badgerkv.Beside)
	}
	switch {
	case err != nil:
		return err
	case last == 0:
		fmt.Fprintf(talk, "%s is sound, and nothing is recorded in it\n", w.dir)
	default:
		fmt.Fprintf(talk, "%s is sound up to transaction %d\n", w.dir, last)
	}
	return nil
}

func (w *workspace) corrupt(format string, args ...any) error {
	return &graph.Error{On: w.dir, Fault: graph.Corrupt, Err: fmt.Errorf(format, args...)}
}

func newDump() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:     "dump",
		Short:   "Print every row of the data directory, for people who look into it",
		Example: "  dyad dump --data dyad-data | less",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return withWorkspace(cmd, dir, func(w *workspace) error { return w.store.Dump(cmd.Context(), cmd.OutOrStdout()) })
		},
	}
	cmd.Flags().StringVar(&dir, "data", defaultData, "data directory")
	return cmd
}
