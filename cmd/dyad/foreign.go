package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"dyad/extract"
	"dyad/extract/stix"
	"dyad/graph"
)

// foreignReaders are the formats of others that load takes, by the name that --as has for them.
var foreignReaders = map[string]extract.ForeignReader{
	"stix": stix.Read,
}

// foreignFormats lists them.
func foreignFormats() []string { return slices.Sorted(maps.Keys(foreignReaders)) }

// readForeign reads files in a format of others, and says what could not be taken as it is. A name that ends in .gz is of a compressed file.
func (l *loader) readForeign(format string, names []string) ([]graph.Bundle, []extract.Problem, error) {
	read, known := foreignReaders[format]
	if !known {
		return nil, nil, usageError{fmt.Errorf("--as takes one of %s, not %q", strings.Join(foreignFormats(), ", "), format)}
	}
	var bundles []graph.Bundle
	var problems []extract.Problem
	for _, name := range names {
		found, wrong, err := readOneForeign(read, name)
		if err != nil {
			return nil, nil, err
		}
		problems = append(problems, wrong...)
		if found == nil {
			continue
		}
		bundles = append(bundles, found.Bundles...)
		for _, n := range found.Notes {
			fmt.Fprintf(l.talk, "%s: %s: %d, such as %s\n", name, n.What, n.Count, n.Example)
		}
	}
	return bundles, problems, nil
}

func readOneForeign(read extract.ForeignReader, name string) (*extract.Foreign, []extract.Problem, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, fileError(name, err)
	}
	defer f.Close()
	var r io.Reader = bufio.NewReader(f)
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(r); err != nil {
			return nil, nil, fileError(name, err)
		}
	}
	found, problems := read(name, r)
	return found, problems, nil
}
