package main

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"

	"dyad/extract"
	"dyad/extract/table"
	"dyad/graph"
	"dyad/store"
)

// A mapped is a data set that was read by a mapping, before it is loaded.
type mapped struct {
	mapping *table.Mapping
	stream  *table.Stream
	beside  []graph.Bundle // that have to be loaded with it
	parts   iter.Seq2[*graph.Bundle, error]
	foreign *extract.Foreign // what could not be taken as it is, once the parts were read
	rivals  *int             // entities that it describes, and another batch too, likewise
}

// readMapped reads the files of a data set by a mapping, and fits what they make to what the store holds. Rows that can't be taken are told as
// they are met; if those of files that describe somebody are refused, and nothing may be taken without them, there are no parts.
func (l *loader) readMapped(paths []string) (*mapped, []extract.Problem, error) {
	base, basis, err := l.workspace.baseWith(l.ctx, nil)
	if err != nil {
		return nil, nil, err
	}
	m, problems, err := readMapping(l.mapping, graph.NewVocabulary(base.Terms))
	if err != nil || !extract.Usable(problems) {
		return nil, problems, err
	}
	names, err := filesOf(paths, "file that the mapping reads", m.Reads)
	if err != nil {
		return nil, nil, err
	}
	if problems := notRegular(names); len(problems) > 0 {
		return nil, problems, nil
	}
	f, err := l.fitter(basis)
	if err != nil {
		return nil, nil, err
	}
	if problems, err := l.nameTaken(m, f, basis); err != nil || len(problems) > 0 {
		return nil, problems, err
	}
	f.learnStrangers(&m.Dataset)
	stream, problems, err := table.Open(m, names, openFile, table.Options{
		Known:       func(k graph.EntityKey) bool { return f.knows(k, graph.BatchKey(m.Dataset.Name)) },
		Tell:        func(p extract.Problem) { fmt.Fprintln(l.talk, p) },
		SkipRefused: m.SkipRefused || l.skipRefused,
		Nearest:     nearestWords,
	})
	if err != nil || len(problems) > 0 {
		return nil, problems, err
	}
	out := &mapped{mapping: m, stream: stream, foreign: extract.NewForeign(), rivals: &f.rivals}
	out.foreign.Partial.Entities = stream.Partial
	for _, b := range basis {
		if len(b.Terms) > 0 || slices.ContainsFunc(b.Entities, func(e graph.Entity) bool { return m.Dataset.Names(e.Key) }) {
			out.beside = append(out.beside, b)
		}
	}
	if f.former, err = l.former(stream); err != nil {
		return nil, nil, err
	}
	out.parts = f.stream(stream, out.foreign)
	return out, nil, nil
}

// nameTaken refuses a name under which something else than a data set was loaded, or will be beside it: the data set would take its place. A data set
// brings itself as a source, also without rows.
func (l *loader) nameTaken(m *table.Mapping, f *fitter, basis []graph.Bundle) ([]extract.Problem, error) {
	name := m.Dataset.Name
	there, err := l.workspace.store.Batch(l.ctx, graph.BatchKey(name))
	if err != nil {
		return nil, err
	}
	beside := slices.ContainsFunc(basis, func(b graph.Bundle) bool { return b.Batch.Key == graph.BatchKey(name) })
	if !beside && (there == nil || f.datasets[graph.SourceKey(name)]) {
		return nil, nil
	}
	return []extract.Problem{m.NameProblem(fmt.Sprintf(
		"%q is the name of annotations, a registry or a vocabulary, whose place the data set would take: give it another name", name))}, nil
}

// readMapping reads a mapping from its file.
func readMapping(name string, v *graph.Vocabulary) (*table.Mapping, []extract.Problem, error) {
	data, err := readAtMost(name, extract.MaxFile)
	if err != nil {
		return nil, nil, err
	}
	m, problems := table.Parse(extract.File{Name: name, Data: data}, v)
	return m, problems, nil
}

// openFile opens a file as it is.
func openFile(name string) (io.ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fileError(name, err)
	}
	return f, nil
}

// nearestWords words what may have been meant by a text that is none of those there are.
func nearestWords(want string, have []string) string {
	near := graph.Nearest(want, slices.Values(have), 3)
	if len(near) == 0 {
		return ""
	}
	return graph.OneOf(near)
}

// loadMapped reads a data set by a mapping, loads it and prints the reports.
func (l *loader) loadMapped(out io.Writer, paths []string, dryRun bool) error {
	done, err := l.takeMapped(out, paths, dryRun)
	if err != nil {
		return err
	}
	return l.finish(done, dryRun) // for which there is room in memory again: what had to be known of the data set is let go
}

// takeMapped is loadMapped until the data set is loaded. It prints the reports of its rows, of the load, and of how it differs from the release before.
func (l *loader) takeMapped(out io.Writer, paths []string, dryRun bool) (*store.Report, error) {
	m, problems, err := l.readMapped(paths)
	if err != nil {
		return nil, err
	}
	if len(problems) > 0 {
		return nil, l.unreadable(problems)
	}
	done, err := l.putMapped(m, dryRun)
	if broken, ok := errors.AsType[table.Unreadable](err); ok {
		return nil, l.unreadable(broken)
	}
	if errors.Is(err, table.ErrRefused) {
		if err := m.tellRows(out); err != nil {
			return nil, err
		}
		fmt.Fprintf(l.talk, "%s: nothing was loaded; --skip-refused loads the others\n", refusedRows(m.stream))
		return nil, errReported
	}
	if err == nil || m.stream.Ended() && errors.As(err, new(store.Problems)) {
		if err := m.tellRead(out, l.talk, batchOf(&done, m.stream.Batch.Key), err == nil); err != nil {
			return nil, err
		}
	}
	if err == nil && m.stream.Refused() > 0 {
		fmt.Fprintf(l.talk, "%s: the others %s loaded\n", refusedRows(m.stream), would(dryRun, "would be", "are"))
	}
	err = l.committed(out, &done, err)
	if errors.Is(err, errReported) && *m.rivals > 0 {
		fmt.Fprintf(l.talk, "entities of this data set that others describe too: %d: if they are others, give the data set another prefix; if they are the same, load the fuller data set first, or let the rule leave what is known as it is (partial: true)\n", *m.rivals)
	}
	if err == nil {
		m.tellRelease(out, &done, dryRun)
	}
	return &done, err
}

// putMapped loads what the parts bring; where rows were refused before, and nothing may be taken without them, the others are only judged.
func (l *loader) putMapped(m *mapped, dryRun bool) (store.Report, error) {
	if m.stream.Refused() == 0 || m.stream.SkipsRefused() {
		return l.workspace.loadStream(l.ctx, m.beside, m.stream.Batch, m.parts, dryRun)
	}
	for _, err := range m.stream.Chunks {
		if err != nil {
			return store.Report{}, err
		}
	}
	return store.Report{}, table.ErrRefused
}

// unreadable lists why nothing can be made of files.
func (l *loader) unreadable(problems []extract.Problem) error {
	report(l.talk, problems)
	fmt.Fprintln(l.talk, "nothing was loaded")
	return errReported
}
