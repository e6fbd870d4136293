package main

import (
	"bufio"
	"os"

	"dyad/extract"
	"dyad/extract/jsonl"
	"dyad/graph"
)

// readLines reads a file of dyad JSON Lines.
func readLines(name string) ([]graph.Bundle, []extract.Problem, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, fileError(name, err)
	}
	defer f.Close()
	bundles, problems := jsonl.Read(name, bufio.NewReader(f))
	return bundles, problems, nil
}
