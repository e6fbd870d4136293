package export

import (
	"context"
	"io"
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
	Write     WriteFunc // nil if there are tables
	Tables    []Table   // in the order in which they are read
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

// Formats returns the formats that carry a selection, by name. JSON Lines carry everything and are written by [JSONL].
func Formats() []Format {
	return []Format{
		csvFormat,
		gephiFormat,
		neo4jFormat,
		cypherFormat,
		dotFormat,
		dyadPeriodFormat,
		graphMLFormat,
		parquetFormat,
	}
}
