package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"strconv"

	"dyad/graph"
	"dyad/internal/server"
	"dyad/store"

	"github.com/spf13/cobra"
)

// A backing is the flags of the command.
type backing struct {
	at        where
	out, onto string
	since     uint64
}

func newBackup() *cobra.Command {
	var b backing
	cmd := &cobra.Command{
		Use:   "backup",
		Short: "Write everything that is recorded, with its past, into a file to keep",
		Long: `backup writes all records in all their forms, as they are at one moment, into a file that 'dyad restore' takes
back. A directory that nobody else has open is read with --data. A running server is asked with --server, and
the token of a curator; it goes on answering and changing meanwhile, and what is changed is not in the backup.

With --onto the backup is an incremental one: it holds what was recorded since an earlier one, full or
incremental, whose file is read to know where to go on; --since does the same by the number of the last
transaction that there is a backup of. docs/backup.md describes the file.`,
		Example: `  dyad backup --data dyad-data -o monday.backup
  DYAD_TOKEN=dyad_… dyad backup --server http://127.0.0.1:8080 -o monday.backup
  dyad backup --onto monday.backup -o tuesday.backup
  dyad restore monday.backup tuesday.backup --data restored`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return b.run(cmd) },
	}
	f := cmd.Flags()
	f.StringVar(&b.at.data, "data", defaultData, "data directory")
	f.StringVar(&b.at.server, "server", "", "address of a running server to back up instead, such as http://127.0.0.1:8080")
	f.StringVar(&b.at.token, "token", "", "token of a curator, with --server; better in the environment")
	f.StringVarP(&b.out, "output", "o", "", "file to write; standard output without it")
	f.StringVar(&b.onto, "onto", "", "earlier backup to go on from")
	f.Uint64Var(&b.since, "since", 0, "number of the transaction to go on from")
	return cmd
}

func (b *backing) run(cmd *cobra.Command) error {
	base, err := b.base(cmd)
	if err != nil {
		return err
	}
	address, err := b.at.address(cmd)
	if err != nil {
		return err
	}
	var about store.Backup
	write := func(w io.Writer) (err error) { about, err = b.local(cmd.Context(), w, base); return err }
	if address != "" {
		write = func(w io.Writer) (err error) { about, err = b.fetch(cmd.Context(), w, address, base); return err }
	}
	if err := writeTo(b.out, cmd.OutOrStdout(), write); err != nil {
		return err
	}
	fmt.Fprintf(cmd.ErrOrStderr(), "backup of %s, %s, SHA-256 %s\n", reach(about), count(int(about.Rows), "row"), about.SHA256)
	return nil
}

// reach words which transactions a backup is of.
func reach(b store.Backup) string {
	if b.After.Tx == b.UpTo.Tx {
		return fmt.Sprintf("nothing: transaction %d is still the last", b.UpTo.Tx)
	}
	return fmt.Sprintf("transactions %d to %d", b.After.Tx+1, b.UpTo.Tx)
}

// base reads what the backup is to be made onto.
func (b *backing) base(cmd *cobra.Command) (store.BackupBase, error) {
	if b.onto == "" {
		return store.BackupBase{After: store.Point{Tx: graph.Tx(b.since)}}, nil
	}
	if cmd.Flags().Changed("since") {
		return store.BackupBase{}, usageError{errors.New("give --onto or --since, not both")}
	}
	f, err := os.Open(b.onto)
	if err != nil {
		return store.BackupBase{}, fileError(b.onto, err)
	}
	defer f.Close()
	r, err := store.ReadBackup(b.onto, f)
	if err != nil {
		return store.BackupBase{}, err
	}
	if b.out != "" {
		to, err := os.Stat(b.out)
		from, err2 := f.Stat()
		if err == nil && err2 == nil && os.SameFile(to, from) {
			return store.BackupBase{}, usageError{fmt.Errorf("--onto and --output are the same file, %s: what goes on from a backup is of no use without it: name another file", b.out)}
		}
	}
	earlier, err := r.Check()
	switch {
	case err != nil:
		return store.BackupBase{}, err
	case earlier.Layout != store.Layout:
		return store.BackupBase{}, &graph.Error{On: b.onto, Fault: graph.BadInput, Err: fmt.Errorf(
			"its rows have layout %d, and this program writes layout %d: make a full backup", earlier.Layout, store.Layout)}
	}
	return store.BackupBase{After: earlier.UpTo, Previous: earlier.SHA256}, nil
}

// local writes the backup of a directory.
func (b *backing) local(ctx context.Context, w io.Writer, base store.BackupBase) (store.Backup, error) {
	at, err := openWorkspace(ctx, b.at.data, false)
	if err != nil {
		return store.Backup{}, err
	}
	about, err := at.store.Backup(ctx, w, base)
	return about, errors.Join(err, at.close())
}

// fetch writes the backup that a server sends, once each part of it was found to be as it was sent.
func (b *backing) fetch(ctx context.Context, w io.Writer, address string, base store.BackupBase) (store.Backup, error) {
	asked := url.Values{}
	if base.After.Tx > 0 {
		asked.Set("after", strconv.FormatUint(uint64(base.After.Tx), 10))
		for name, value := range map[string]string{"sha256": base.After.SHA256, "previous": base.Previous} {
			if value != "" {
				asked.Set(name, value)
			}
		}
	}
	f := &fetching{url: address + "/backup", parameters: asked, token: b.at.token}
	in, out := io.Pipe()
	defer in.Close()
	go func() { out.CloseWithError(f.get(ctx, "", out)) }()
	r, err := store.ReadBackup(f.url, io.TeeReader(in, w))
	if err != nil {
		return store.Backup{}, err
	}
	return r.Check()
}

// backup writes a backup for a client of the server.
func (w *workspace) backup(ctx context.Context, out io.Writer, onto server.BackupBase, pause func() error) error {
	_, err := w.store.Backup(ctx, out, store.BackupBase{
		After: store.Point{Tx: onto.After, SHA256: onto.Tip}, Previous: onto.Previous, Pause: pause,
	})
	return err
}
