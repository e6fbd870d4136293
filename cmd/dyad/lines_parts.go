package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dyad/extract"
	"dyad/extract/jsonl"
	"dyad/graph"
	"dyad/store"
)

// A file of lines of so many bytes is loaded in parts, of about so many records each. One that is smaller is read whole, which takes up to 50 MB.
const (
	largeLines  = 4 << 20
	partRecords = 4096
)

// isLines reports whether a file is one of JSON Lines, by its name.
func isLines(name string) bool {
	return slices.Contains([]string{".jsonl", ".ndjson", ".json"}, strings.ToLower(filepath.Ext(name)))
}

// large reports whether a file of lines is to be loaded in parts, if it is alone. One that can't be read is not; who reads it will say why.
func (l *loader) large(name string) bool {
	info, err := os.Stat(name)
	return err == nil && isLines(name) && info.Mode().IsRegular() && info.Size() >= cmp.Or(l.largeFrom, largeLines)
}

// tellWhole says which large files are read into memory, because they come with others.
func (l *loader) tellWhole(names []string) {
	for _, name := range names {
		if l.large(name) {
			fmt.Fprintf(l.talk, "%s: read whole into memory, since it comes with other files: load it alone where memory is short\n", name)
		}
	}
}

// loadLines loads a file of lines in parts: it is read once to find what is wrong with it, and again to be loaded.
func (l *loader) loadLines(out io.Writer, name string, dryRun bool) error {
	f, err := os.Open(name)
	if err != nil {
		return fileError(name, err)
	}
	defer f.Close()
	s, problems := jsonl.Open(name, interruptible{l.ctx, f})
	if err := l.ctx.Err(); err != nil {
		return err
	}
	if !extract.Usable(problems) {
		return l.unreadable(problems)
	}
	report(l.talk, problems)
	beside, err := l.beside(s)
	if err != nil {
		return err
	}
	done, err := l.workspace.loadParts(l.ctx, beside, s.Whole(), s.Parts(partRecords), dryRun)
	countSame(s, &done)
	if err := l.committed(out, &done, err); err != nil {
		return err
	}
	return l.finish(&done, dryRun)
}

// An interruptible file can't be read any more once the context has ended.
type interruptible struct {
	ctx  context.Context
	file io.ReaderAt
}

// ReadAt implements [io.ReaderAt].
func (f interruptible) ReadAt(p []byte, at int64) (int, error) {
	if err := f.ctx.Err(); err != nil {
		return 0, err
	}
	return f.file.ReadAt(p, at)
}

// countSame counts the records of batches that were loaded before from the same bytes, and so were not looked at.
func countSame(s *jsonl.Survey, done *store.Report) {
	for i := range done.Batches {
		b := &done.Batches[i]
		if !b.Same || len(b.Kinds) > 0 {
			continue
		}
		for kind, n := range s.Counts(b.Key) {
			b.Kinds[kind] = store.Counts{Read: n, Unchanged: n}
		}
	}
}

// beside returns the bundles of the built-in corpus that a file of lines has to bring along: see [needed].
func (l *loader) beside(s *jsonl.Survey) ([]graph.Bundle, error) {
	whole := s.Whole()
	if len(baseOf(whole).Terms) > 0 {
		return nil, nil
	}
	if has, err := l.workspace.hasTerms(l.ctx); err != nil || has {
		return nil, err
	}
	basis, err := readBasis()
	if err != nil {
		return nil, err
	}
	used := map[graph.BatchKey]bool{}
	for part, err := range s.Parts(partRecords) {
		if err != nil {
			return nil, err
		}
		for _, b := range needed(basis, slices.Concat(whole, part)) {
			used[b.Batch.Key] = true
		}
	}
	return slices.DeleteFunc(basis, func(b graph.Bundle) bool { return !used[b.Batch.Key] }), nil
}
