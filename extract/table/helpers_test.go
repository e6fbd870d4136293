package table_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"

	"dyad/extract"
	"dyad/extract/table"
	"dyad/graph"
)

// files are the files of a test, by their names.
type files map[string]string

// open opens one of them; those named .gz are compressed.
func (f files) open(name string) (io.ReadCloser, error) {
	text, there := f[name]
	if !there {
		return nil, fs.ErrNotExist
	}
	if !strings.HasSuffix(name, ".gz") {
		return io.NopCloser(strings.NewReader(text)), nil
	}
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		return nil, err
	}
	return io.NopCloser(&b), w.Close()
}

// names lists all files.
func (f files) names() []string {
	var names []string
	for name := range f {
		names = append(names, name)
	}
	return names
}

// head begins a mapping of one table that reads all files.
const head = `dyad: 1
kind: mapping
dataset: {name: watch, prefix: vw, title: Valley Watch}
`

// parsed reads a mapping that is sound.
func parsed(t testing.TB, text string) *table.Mapping {
	t.Helper()
	m, problems := table.Parse(extract.File{Name: "map.yaml", Data: []byte(text)}, nil)
	if len(problems) > 0 {
		t.Fatalf("Parse: %v", problems)
	}
	return m
}

// A result is what was made of files.
type result struct {
	graph.Bundle
	table.Report
	told   []string
	chunks int
}

// read reads files that can be read, by a mapping that is sound.
func read(t testing.TB, mapping string, given files) result {
	t.Helper()
	var out result
	stream, problems, err := table.Open(parsed(t, mapping), given.names(), given.open, table.Options{
		Tell: func(p extract.Problem) { out.told = append(out.told, p.String()) }, SkipRefused: true,
	})
	if err != nil || len(problems) > 0 {
		t.Fatalf("Open: %v, %v", problems, err)
	}
	for part, err := range stream.Chunks {
		if err != nil {
			t.Fatal(err)
		}
		out.chunks++
		out.Batch = part.Batch
		out.Entities = append(out.Entities, part.Entities...)
		out.Sources = append(out.Sources, part.Sources...)
		out.Claims = append(out.Claims, part.Claims...)
	}
	out.Report = *stream.Report
	for _, r := range out.Tables {
		if r.Read != r.Imported+r.Refused {
			t.Errorf("table %s: %d rows read, %d imported and %d refused", r.Table, r.Read, r.Imported, r.Refused)
		}
	}
	return out
}

// wrong opens files, reads them to their end if it can, and returns what keeps them from being read.
func wrong(t testing.TB, m *table.Mapping, names []string, open table.Opener, o table.Options) []extract.Problem {
	t.Helper()
	stream, problems, err := table.Open(m, names, open, o)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	if stream == nil {
		return problems
	}
	for _, err = range stream.Chunks {
	}
	var unreadable table.Unreadable
	if err != nil && !errors.As(err, &unreadable) {
		t.Fatalf("Chunks: %v", err)
	}
	return append(problems, unreadable...)
}
