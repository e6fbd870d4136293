package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

const usage = `usage: graphs OUT GRAPH [DATA]
GRAPH is rmatN for 2^N vertices (N is 8 to 24) and 16 times as many edges, rmatN-M for M edges, debian or ged. The last two are read from the
folder DATA.`

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) < 2 || len(args) > 3 {
		return fmt.Errorf("%s", usage)
	}
	g, err := named(args[1], append(args, "")[2])
	if err != nil {
		return err
	}
	if err := os.MkdirAll(args[0], 0o755); err != nil {
		return err
	}
	return g.write(args[0])
}

// named makes the graph of a name.
func named(name, data string) (*drawn, error) {
	switch {
	case name == "debian":
		return debian(filepath.Join(data, "debian", "edges.tsv.gz"))
	case name == "ged":
		return ged(filepath.Join(data, "ged", "myanmar.csv.gz"))
	}
	scale, count, sized := strings.Cut(strings.TrimPrefix(name, "rmat"), "-")
	n, err := strconv.Atoi(scale)
	if err != nil || n < 8 || n > 24 || !strings.HasPrefix(name, "rmat") {
		return nil, fmt.Errorf("no graph is called %q\n%s", name, usage)
	}
	edges := 16 << n
	if sized {
		if edges, err = strconv.Atoi(count); err != nil || edges < 1 || edges > 1<<n*16 {
			return nil, fmt.Errorf("%q: M is 1 to %d edges\n%s", name, 16<<n, usage)
		}
	}
	return rmatOf(name, n, edges), nil
}
