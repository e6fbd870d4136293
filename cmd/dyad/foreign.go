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
	"dyad/extract/claimtable"
	"dyad/extract/ftm"
	"dyad/extract/graphml"
	"dyad/extract/misp"
)

// foreignReaders are the formats of others that load takes, by the name that --as has for them.
var foreignReaders = map[string]extract.ForeignReader{
	"csv":     claimtable.Read,
	"ftm":     ftm.Read,
	"graphml": graphml.Read,
	"misp":    misp.Read,
}

// foreignFormats lists them.
func foreignFormats() []string { return slices.Sorted(maps.Keys(foreignReaders)) }

// readForeign reads files in a format of others. A name that ends in .gz is of a compressed file.
func readForeign(format string, names []string) ([]*extract.Foreign, []extract.Problem, error) {
	read, known := foreignReaders[format]
	if !known {
		return nil, nil, usageError{fmt.Errorf("--as takes one of %s, not %q", strings.Join(foreignFormats(), ", "), format)}
	}
	var all []*extract.Foreign
	var problems []extract.Problem
	for _, name := range names {
		found, wrong, err := readOneForeign(read, name)
		if err != nil {
			return nil, nil, err
		}
		problems = append(problems, wrong...)
		if found == nil {
			found = &extract.Foreign{}
		}
		all = append(all, found)
	}
	return all, problems, nil
}

// tellNotes says of each file what could not be taken as it is.
func (l *loader) tellNotes(names []string, all []*extract.Foreign) {
	for i, found := range all {
		for _, n := range found.Notes {
			fmt.Fprintf(l.talk, "%s: %s: %d, such as %s\n", names[i], n.What, n.Count, n.Example)
		}
	}
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
