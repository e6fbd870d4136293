package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"dyad/extract"
	"dyad/extract/jsonl"
	"dyad/graph"
	"dyad/store"
)

// readLines reads a file of dyad JSON Lines. A manifest is a problem, and so is a history that comes through a pipe: its past would be left out.
func readLines(name string) ([]graph.Bundle, []extract.Problem, error) {
	if of, is := strings.CutSuffix(name, manifestEnding); is {
		return nil, []extract.Problem{{File: name, Message: "the manifest of an export, which tells what was written: load " + filepath.Base(of)}}, nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, fileError(name, err)
	}
	defer f.Close()
	in := bufio.NewReader(f)
	if head, _ := in.Peek(headBytes); !isRegular(name) && jsonl.Historical(head) { // of what can't be read, reading tells
		return nil, []extract.Problem{{File: name, Message: "a history, but no regular file: write what it brings to a file first"}}, nil
	}
	bundles, problems := jsonl.Read(name, in)
	return bundles, problems, nil
}

// headBytes is enough of a file to tell whether it is a history.
const headBytes = 64

// isHistory reports whether a file is an export with its history. One that can't be read is not; who reads it whole will say why. Nor is a pipe, the head
// of which could not be read again.
func isHistory(name string) bool {
	if !isRegular(name) {
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, headBytes))
	return err == nil && jsonl.Historical(head)
}

// restore puts a history into the empty store.
func (l *loader) restore(ctx context.Context, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return fileError(name, err)
	}
	defer f.Close()
	lines, problems := jsonl.History(name, bufio.NewReader(f))
	if !extract.Usable(problems) {
		return l.unreadable(problems)
	}
	report(l.talk, problems)
	err = l.workspace.store.Restore(ctx, each(lines))
	if refused := store.Problems(nil); errors.As(err, &refused) {
		return l.refused(refused)
	}
	if err != nil {
		return inDirectory(l.workspace.dir, err)
	}
	fmt.Fprintf(l.talk, "restored %s up to transaction %d\n", count(len(lines), "line"), l.workspace.store.Last())
	return l.workspace.reindex(ctx, l.talk)
}

// each yields lines that have been read.
func each(lines []graph.Line) iter.Seq2[graph.Line, error] {
	return func(yield func(graph.Line, error) bool) {
		for _, line := range lines {
			if !yield(line, nil) {
				return
			}
		}
	}
}
