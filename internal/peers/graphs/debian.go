package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"strings"
)

// debian reads the dependencies of Debian packages: an edge for each row. What is depended on and no package of the list is a vertex
// too, as in the data.
func debian(path string) (*drawn, error) {
	g := &drawn{name: "debian"}
	w, numbers, types := newWitnesses(1<<19), numbering{}, numbering{}
	err := unzipped(path, func(r io.Reader) error {
		lines := bufio.NewScanner(r)
		for n := 1; lines.Scan(); n++ {
			cells := strings.Split(lines.Text(), "\t")
			if len(cells) < 3 {
				return fmt.Errorf("%s:%d: %d cells, and source, type and target are wanted", path, n, len(cells))
			}
			if n == 1 || cells[0] == cells[2] {
				continue
			}
			e := edge{from: numbers.of(cells[0]), to: numbers.of(cells[2]), kind: uint8(types.of(cells[1]))}
			w.give(&e)
			g.edges = append(g.edges, e)
		}
		return lines.Err()
	})
	g.vertices, g.actors, g.sources = len(numbers), len(numbers), w.names
	g.types = make([]string, len(types))
	for name, i := range types {
		g.types[i] = strings.ReplaceAll(strings.ToLower(name), "-", "_")
	}
	return g, err
}

// unzipped has a compressed file read.
func unzipped(path string, read func(io.Reader) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return read(z)
}
