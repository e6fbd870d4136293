package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/internal/indexed"
	"dyad/store"
	"dyad/store/badgerkv"

	"github.com/spf13/cobra"
)

// defaultData is where data lives unless somebody says otherwise.
const defaultData = "dyad-data"

// A workspace is an open data directory.
type workspace struct {
	dir   string
	kv    *badgerkv.DB
	store *store.Store
	basis basis

	gathered *index.Gathering // all claims, where a load into an empty store kept them for the index; else nil
}

// openWorkspace opens a data directory for a command that takes --server as well. With create it is opened for writing, alone, and
// made where there is none; without, for reading, together with other readers, and nothing is written to it.
func openWorkspace(ctx context.Context, dir string, create bool) (*workspace, error) {
	if create {
		w, err := openToWrite(ctx, dir)
		return w, advised(dir, err, false)
	}
	w, err := openToRead(ctx, dir)
	return w, advised(dir, err, true)
}

// withWorkspace opens a data directory for reading, for a command that takes no --server, runs do, and closes it whatever happens.
func withWorkspace(cmd *cobra.Command, dir string, do func(*workspace) error) error {
	w, err := openToRead(cmd.Context(), dir)
	if err != nil {
		return advised(dir, err, false)
	}
	return errors.Join(do(w), w.close())
}

func openToWrite(ctx context.Context, dir string) (*workspace, error) {
	kv, err := badgerkv.Open(dir, badgerkv.Options{})
	if err != nil {
		return nil, err
	}
	s, err := store.Open(ctx, kv)
	if err != nil {
		return nil, errors.Join(err, kv.Discard())
	}
	w := &workspace{dir: dir, kv: kv, store: s}
	if s.Last() > 0 {
		return w, nil
	}
	// What lies beside an empty store is the image of another one, and has the stamp of a history that was edited and is loaded now.
	if err := os.Remove(w.image()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, errors.Join(&graph.Error{On: w.image(), Fault: graph.Internal, Err: err}, kv.Discard())
	}
	return w, nil
}

// A reader waits this long for whoever is about to finish what a killed process left, looking again after each pause.
const (
	patience = 2 * time.Second
	pause    = 50 * time.Millisecond
)

// openToRead opens a directory for reading. If another process has it, it is tried again for a moment: readers that come together
// after a killed process find each other settling what that one left.
func openToRead(ctx context.Context, dir string) (*workspace, error) {
	for waited := time.Duration(0); ; waited += pause {
		w, err := openSettled(ctx, dir)
		if graph.FaultOf(err) != graph.Conflict || waited >= patience {
			return w, err
		}
		select {
		case <-ctx.Done():
			return nil, err
		case <-time.After(pause):
		}
	}
}

// openSettled opens a directory for reading. What a killed process left to be finished is finished first, by opening it for writing.
func openSettled(ctx context.Context, dir string) (*workspace, error) {
	w, err := openReadOnly(ctx, dir)
	if !errors.Is(err, store.ErrUnsettled) {
		return w, err
	}
	why := err
	if w, err = openToWrite(ctx, dir); err == nil {
		err = w.kv.Close()
	}
	if graph.FaultOf(err) == graph.BadInput {
		return nil, &graph.Error{Op: "open", On: dir, Fault: graph.BadInput, Err: fmt.Errorf(
			"%w, which can't be done here: let a user who may write to it run 'dyad verify', or copy it to where you may", cause(why))}
	}
	if err != nil {
		return nil, err
	}
	return openReadOnly(ctx, dir)
}

func openReadOnly(ctx context.Context, dir string) (*workspace, error) {
	kv, err := badgerkv.Open(dir, badgerkv.Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	s, err := store.OpenReadOnly(ctx, kv)
	if err != nil {
		return nil, errors.Join(err, kv.Close())
	}
	return &workspace{dir: dir, kv: kv, store: s}, nil
}

// advised adds what to do to an error of opening a directory, where only the command line knows it. asks tells that the command
// could ask a server instead.
func advised(dir string, err error, asks bool) error {
	if err == nil {
		return nil
	}
	fault := graph.FaultOf(err)
	advice := ""
	switch {
	case fault == graph.NotFound && asks:
		advice = "make one with 'dyad load', name another with --data, or ask a server with --server"
	case fault == graph.NotFound:
		advice = "make one with 'dyad load', or name another with --data"
	case fault == graph.Conflict && asks:
		advice = "stop that one, or, if it is a server, ask it with --server"
	case fault == graph.Conflict:
		advice = "stop that one first; if it is a server, commands that take --server can ask it"
	default:
		return &graph.Error{On: dir, Fault: fault, Err: cause(err)}
	}
	return &graph.Error{On: dir, Fault: fault, Err: fmt.Errorf("%w: %s", cause(err), advice)}
}

// inDirectory names the directory in an error that names nothing else.
func inDirectory(dir string, err error) error {
	if e, ok := errors.AsType[*graph.Error](err); ok && e.On == "" {
		named := *e
		named.On = dir
		return &named
	}
	return err
}

// cause is what an error of ours says apart from where.
func cause(err error) error {
	if e, ok := errors.AsType[*graph.Error](err); ok && e.Err != nil {
		return e.Err
	}
	return err
}

// close lets go of the directory. Where nothing was ever recorded in it and this command made it, it is removed.
func (w *workspace) close() error {
	if w.store.Last() == 0 {
		return w.kv.Discard()
	}
	return w.kv.Close()
}

// image is the file with the image of the index.
func (w *workspace) image() string { return filepath.Join(w.dir, badgerkv.Beside) }

// indexNeeds returns how many bytes of memory it may take to build the index: some 240 for a claim, which takes 430 and more on disk.
func (w *workspace) indexNeeds() (uint64, error) {
	if w.kv == nil { // the store is in memory
		return 0, nil
	}
	size, err := w.kv.Size()
	return size / 10 * 6, err
}

// index returns the index of what is recorded.
func (w *workspace) index(ctx context.Context) (*index.Index, error) {
	x, _, err := indexed.Open(ctx, w.store, w.image())
	return x, err
}

// keep saves the image of an index, if it is of what is recorded, so that the next opening need not build it. Nothing is lost without one, so what
// keeps it from being saved is only told.
func (w *workspace) keep(ctx context.Context, x *index.Index, talk io.Writer) {
	if err := indexed.Save(ctx, w.store, x, w.image()); err != nil {
		fmt.Fprintf(talk, "the index was not saved, and will be built at the next opening: %s\n", err)
	}
}

// reindex saves the image of the index of what is recorded by now, if there is the memory to build it. An error is what kept the index from being
// built; what is recorded stays so.
func (w *workspace) reindex(ctx context.Context, talk io.Writer) error {
	err := w.buildAndKeep(ctx, talk)
	if err != nil {
		fmt.Fprintln(talk, "what was recorded stays; the index was not saved, and is to be built at the next opening")
	}
	return err
}

func (w *workspace) buildAndKeep(ctx context.Context, talk io.Writer) error {
	runtime.GC() // what was needed to change the store is needed no more
	need, err := w.indexNeeds()
	if err != nil {
		return err
	}
	if spareHeap() < need {
		fmt.Fprintf(talk, "the index was not saved, and will be built at the next opening: that may take %d MB of memory, which is more than there is here\n", need>>20)
		return nil
	}
	if w.gathered != nil {
		x, err := indexed.BuildOf(ctx, w.store, w.gathered)
		if w.gathered = nil; err == nil {
			w.keep(ctx, x, talk)
		}
		return err
	}
	x, imaged, err := indexed.Open(ctx, w.store, w.image())
	if err == nil && !imaged {
		w.keep(ctx, x, talk)
	}
	return err
}

// gathers has a commit keep claims for the index, if the store is empty and as long as there is memory for it.
func (w *workspace) gathers(c store.Commit) store.Commit {
	const often, little = 1 << 16, 64 << 20
	if w.gathered = nil; w.store.Last() > 0 || c.DryRun {
		return c
	}
	w.gathered = &index.Gathering{}
	seen := 0
	c.Opens = func(claim *graph.Claim) {
		if seen++; seen%often == 0 && spareHeap() < little {
			w.gathered.GiveUp()
		}
		w.gathered.Add(claim, 1)
	}
	return c
}

// load loads bundles as of now.
func (w *workspace) load(ctx context.Context, bundles []graph.Bundle, reason string, dryRun bool) (store.Report, error) {
	return w.store.Load(ctx, bundles, commitNow(reason, dryRun))
}

// loadStream loads a batch that comes in parts, and bundles beside it, as of now.
func (w *workspace) loadStream(
	ctx context.Context, beside []graph.Bundle, b graph.Batch, parts iter.Seq2[*graph.Bundle, error], dryRun bool,
) (store.Report, error) {
	return w.store.LoadStream(ctx, beside, b, parts, w.gathers(commitNow("", dryRun)))
}

// loadParts loads batches of which only what they begin with is at hand, and the rest comes in parts, and bundles beside them, as of now.
func (w *workspace) loadParts(
	ctx context.Context, beside, begun []graph.Bundle, parts iter.Seq2[[]graph.Bundle, error], dryRun bool,
) (store.Report, error) {
	return w.store.LoadParts(ctx, beside, begun, parts, w.gathers(commitNow("", dryRun)))
}

// hasTerms reports whether there is a vocabulary. Terms are the first of all records.
func (w *workspace) hasTerms(ctx context.Context) (bool, error) {
	for line, err := range w.store.Records(ctx, 0) {
		return err == nil && line.Kind == graph.TermRecord, err
	}
	return false, nil
}

func commitNow(reason string, dryRun bool) store.Commit {
	return store.Commit{Time: time.Now().UTC(), Author: os.Getenv("USER"), Reason: reason, DryRun: dryRun}
}
