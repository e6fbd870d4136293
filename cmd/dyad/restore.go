package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"dyad/store"

	"github.com/spf13/cobra"
)

func newRestore() *cobra.Command {
	var dir string
	var dryRun bool
	cmd := &cobra.Command{
		Use:   "restore BACKUP...",
		Short: "Make a data directory from backups",
		Long: `restore reads a full backup, and the incremental ones made onto it, in their order, into a data directory in
which nothing is recorded, or makes one. It is all or nothing: digests and order are checked, rows of an older
layout are taken forward, and what was written is verified before any of it counts.

--dry-run reads the backups to their ends, checks digests and order, and writes nothing.`,
		Example: `  dyad restore monday.backup --data restored
  dyad restore monday.backup tuesday.backup wednesday.backup --data restored
  dyad restore monday.backup tuesday.backup --dry-run`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, names []string) error {
			if dryRun {
				return checkBackups(cmd.OutOrStdout(), names)
			}
			return restoreBackups(cmd.Context(), cmd.ErrOrStderr(), dir, names)
		},
	}
	cmd.Flags().StringVar(&dir, "data", defaultData, "data directory to restore into, made if it is not there")
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "check the backups, and write nothing")
	return cmd
}

// withBackups opens files of backups, runs do and closes them.
func withBackups(names []string, do func([]*store.BackupReader) error) error {
	var backups []*store.BackupReader
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			return fileError(name, err)
		}
		defer f.Close()
		b, err := store.ReadBackup(name, f)
		if err != nil {
			return err
		}
		backups = append(backups, b)
	}
	return do(backups)
}

// checkBackups prints what backups are of, a line each.
func checkBackups(w io.Writer, names []string) error {
	return withBackups(names, func(backups []*store.BackupReader) error {
		all, err := store.CheckBackups(backups...)
		for i, b := range all {
			fmt.Fprintf(w, "%s: %s, %s, SHA-256 %s\n", names[i], reach(b), count(int(b.Rows), "row"), b.SHA256)
		}
		return err
	})
}

// restoreBackups restores backups into a directory.
func restoreBackups(ctx context.Context, talk io.Writer, dir string, names []string) error {
	return withBackups(names, func(backups []*store.BackupReader) error {
		w, err := openWorkspace(ctx, dir, true)
		if err != nil {
			return err
		}
		err = w.store.Rebuild(ctx, backups...)
		if err == nil {
			fmt.Fprintf(talk, "restored %s up to transaction %d\n", count(len(names), "backup"), w.store.Last())
			err = w.reindex(ctx, talk)
		}
		err = errors.Join(err, w.close())
		if problems := store.Problems(nil); errors.As(err, &problems) {
			for _, p := range problems {
				fmt.Fprintln(talk, p)
			}
			fmt.Fprintf(talk, "nothing was restored: what is in %s does not add up: use another backup, or those of one chain from its full one on\n", strings.Join(names, ", "))
			return errReported
		}
		return inDirectory(dir, err)
	})
}
