package main

import (
	"fmt"

	"dyad/graph"
	"dyad/internal/indexed"

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
				if err := w.kv.Verify(cmd.Context()); err != nil {
					return err
				}
				findings, err := w.store.Verify(cmd.Context())
				if err != nil {
					return err
				}
				for _, f := range findings {
					fmt.Fprintln(cmd.OutOrStdout(), f)
				}
				if len(findings) > 0 {
					return &graph.Error{
						On: dir, Fault: graph.Corrupt,
						Err: fmt.Errorf("%s: restore a copy, or load the sources into a new directory", count(len(findings), "finding")),
					}
				}
				if err := indexed.Check(cmd.Context(), w.store, w.image()); err != nil {
					return err
				}
				fmt.Fprintf(cmd.ErrOrStderr(), "%s is sound up to transaction %d\n", dir, w.store.Last())
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&dir, "data", defaultData, "data directory")
	return cmd
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
