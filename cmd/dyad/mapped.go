package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"dyad/extract"
	"dyad/extract/table"
	"dyad/graph"
)

// A mapped is a data set that was read by a mapping, before it is loaded.
type mapped struct {
	mapping *table.Mapping
	stream  *table.Stream
	bundles []graph.Bundle
	foreign *extract.Foreign // what could not be taken as it is
	rivals  int              // entities that it describes, and another batch too
}

// errRefusedRows says that rows were refused and nothing may be taken without them. All that is wrong was told.
var errRefusedRows = errors.New("rows were refused")

// readMapped reads the files of a data set by a mapping, and fits what they make to what the store holds. Rows that can't be taken are told as
// they are met.
func (l *loader) readMapped(paths []string) (*mapped, []extract.Problem, error) {
	base, basis, err := l.base(nil)
	if err != nil {
		return nil, nil, err
	}
	m, problems, err := readMapping(l.mapping, graph.NewVocabulary(base.Terms))
	if err != nil || !extract.Usable(problems) {
		return nil, problems, err
	}
	names, err := filesOf(m, paths)
	if err != nil {
		return nil, nil, err
	}
	f, err := l.fitter(basis)
	if err != nil {
		return nil, nil, err
	}
	stream, problems, err := table.Open(m, names, openFile, table.Options{
		Known:   func(k graph.EntityKey) bool { return f.knows(k, graph.BatchKey(m.Dataset.Name)) },
		Tell:    func(p extract.Problem) { fmt.Fprintln(l.talk, p) },
		Nearest: nearestWords,
	})
	if err != nil || len(problems) > 0 {
		return nil, problems, err
	}
	out := &mapped{mapping: m, stream: stream, foreign: extract.NewForeign()}
	if stream.Refused() > 0 && !m.SkipRefused && !l.skipRefused {
		return out, nil, errRefusedRows
	}
	return out, nil, l.fitMapped(out, f, basis)
}

// fitMapped makes what a data set brings fit what is known.
func (l *loader) fitMapped(m *mapped, f *fitter, basis []graph.Bundle) error {
	m.foreign.Partial.Entities = m.stream.Partial
	bundle, err := gather(m.stream.Batch, l.keeping(m.stream.Batch.Key, m.foreign, f.stream(m.stream, m.foreign)))
	m.bundles = append(needed(basis, []graph.Bundle{bundle}), bundle)
	m.foreign.SortNotes()
	m.rivals = f.rivals
	return err
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

// filesOf replaces folders by the files below them that the mapping reads.
func filesOf(m *table.Mapping, paths []string) ([]string, error) {
	var names []string
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, fileError(p, err)
		}
		if !info.IsDir() {
			names = append(names, p)
			continue
		}
		err = filepath.WalkDir(p, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && m.Reads(name) {
				names = append(names, name)
			}
			return err
		})
		if err != nil {
			return nil, fileError(p, err)
		}
	}
	return names, nil
}

// nearestWords words what may have been meant by a text that is none of those there are.
func nearestWords(want string, have []string) string {
	near := graph.Nearest(want, slices.Values(have), 3)
	if len(near) == 0 {
		return ""
	}
	return graph.OneOf(near)
}

// gather puts the parts of a stream together, for a store that takes a batch as one bundle.
func gather(batch graph.Batch, chunks iter.Seq2[*graph.Bundle, error]) (graph.Bundle, error) {
	all := graph.Bundle{Batch: batch}
	for part, err := range chunks {
		if err != nil {
			return all, err
		}
		all.Entities, all.Sources, all.Claims = append(all.Entities, part.Entities...), append(all.Sources, part.Sources...), append(all.Claims, part.Claims...)
	}
	return all, nil
}

// loadMapped reads a data set by a mapping, loads it and prints the reports: of its rows, of the load, and of how it differs from the release before.
func (l *loader) loadMapped(out io.Writer, paths []string, dryRun bool) error {
	m, problems, err := l.readMapped(paths)
	if len(problems) > 0 {
		report(l.talk, problems)
		fmt.Fprintln(l.talk, "nothing was loaded")
		return errReported
	}
	if err != nil && !errors.Is(err, errRefusedRows) {
		return err
	}
	if err := m.tellRows(out); err != nil {
		return err
	}
	if err != nil {
		fmt.Fprintf(l.talk, "%s: nothing was loaded; --skip-refused loads the others\n", refusedRows(m.stream))
		return errReported
	}
	m.tellNotes(l.talk)
	if m.stream.Refused() > 0 {
		fmt.Fprintf(l.talk, "%s: the others are loaded\n", refusedRows(m.stream))
	}
	done, err := l.commit(out, m.bundles, dryRun)
	if errors.Is(err, errReported) && m.rivals > 0 {
		fmt.Fprintf(l.talk, "entities of this data set that others describe too: %d: load the fuller data set first, or let the rule leave what is known as it is (partial: true)\n", m.rivals)
	}
	if err != nil {
		return err
	}
	m.tellRelease(out, &done, dryRun)
	l.tellDone(&done, dryRun)
	return nil
}
