package export

import (
	"context"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"dyad/graph"
)

// A Format is a way to write a [Selection]: one file, or several tables.
type Format struct {
	Name      string
	Extension string
	MediaType string
	About     string    // what is in it, for whom: a line of help
	Words     bool      // it carries the words of claims, where their texts are at hand
	Guards    bool      // it is CSV, and takes [Options.GuardFormulas]
	Periods   bool      // it takes [Options.Period]
	Lacks     []Feature // what it has no place for
	Notes     []string  // what it writes otherwise than dyad has it, a line each
	Write     WriteFunc // nil if there are tables or documents
	Tables    []Table   // in the order in which they are read
	Documents Documents // of a format of [Standoff]: files for each source

	// How many there may be of each; 0: any number. [Format.Fits] refuses more.
	MostEntities, MostRelationships int
}

// Fits refuses a selection with more entities or relationships than the format can hold.
func (f *Format) Fits(s *Selection) error {
	counts := []struct {
		what string
		most int
		more bool
	}{
		{"entities", f.MostEntities, more(s.Nodes(), f.MostEntities)},
		{"relationships", f.MostRelationships, more(s.Edges(), f.MostRelationships)},
	}
	for _, c := range counts {
		if c.more {
			return &graph.Error{On: f.Name, Fault: graph.BadInput, Err: fmt.Errorf(
				"it takes at most %d %s, and more are selected: narrow it down by around, between, dyad or a filter, or take another format", c.most, c.what)}
		}
	}
	return nil
}

// more reports whether a sequence has more than so many elements; of 0 it has none.
func more[T any](all iter.Seq[T], most int) bool {
	if most == 0 {
		return false
	}
	n := 0
	for range all {
		if n++; n > most {
			return true
		}
	}
	return false
}

// A WriteFunc writes a selection. It streams, and stops with the error of ctx.
type WriteFunc func(ctx context.Context, w io.Writer, s *Selection) error

// A Table is one file of a format that needs several.
type Table struct {
	Name  string // of the file, without extension
	Write WriteFunc
}

// Files returns what the format writes, by the names of files: its tables, or one file that is called name.
func (f *Format) Files(name string) []Table {
	if len(f.Tables) == 0 {
		return []Table{{Name: name, Write: f.Write}}
	}
	return f.Tables
}

// Table returns the table of a name.
func (f *Format) Table(name string) (Table, error) {
	var names []string
	for _, t := range f.Tables {
		if t.Name == name {
			return t, nil
		}
		names = append(names, t.Name)
	}
	if len(names) == 0 {
		return Table{}, &graph.Error{On: "table", Fault: graph.BadInput, Err: fmt.Errorf("%s is one file: leave it out", f.Name)}
	}
	return Table{}, &graph.Error{
		On: "table", Fault: graph.BadInput, Err: fmt.Errorf("%s has no table %q, it has %s", f.Name, name, strings.Join(names, ", ")),
		Candidates: graph.Nearest(name, slices.Values(names), 3),
	}
}

// Lines is the format that carries everything, and no selection: dyad JSON Lines. Its Write is for whoever has the records: see [JSONL].
func Lines() Format {
	return Format{
		Name: "jsonl", Extension: "jsonl", MediaType: "application/x-ndjson",
		About: "everything, to load again: dyad JSON Lines (no selection, no view)",
		Lacks: []Feature{History},
	}
}

// Formats returns the formats that carry a selection, by name. JSON Lines carry everything: see [Lines]. Those that stand beside the texts are
// [Standoff].
func Formats() []Format {
	return []Format{
		bibtexFormat,
		cslFormat,
		csvFormat,
		gephiFormat,
		neo4jFormat,
		cypherFormat,
		cytoscapeFormat,
		dotFormat,
		dyadPeriodFormat,
		ftmFormat,
		gexfFormat,
		graphMLFormat,
		jsonLDFormat,
		mermaidFormat,
		nodeLinkFormat,
		nQuadsFormat,
		parquetFormat,
		stixFormat,
		svgFormat,
		trigFormat,
		turtleFormat,
	}
}
