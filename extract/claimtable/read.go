package claimtable

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"dyad/extract"
	"dyad/graph"
)

// needed are the columns without which a table is not one of claims.
var needed = []string{"claim", "revision", "source", "from", "type", "to", "polarity", "modality", "outcome", "voices", "roles", "when"}

// ignored are columns that say what others say already, or what claims add up to.
var ignored = []string{"relationship", "voice", "stance", "status", "sign", "contradicted"}

// Read reads a file whole, as [extract.ForeignReader] has it. Columns may stand in any order, and more of them than dyad writes: those
// are counted and left out. A line end of two characters within a cell comes back as one.
func Read(name string, r io.Reader) (*extract.Foreign, []extract.Problem) {
	digest := sha256.New()
	in := csv.NewReader(withoutMark(io.TeeReader(r, digest)))
	t := &table{name: name, in: in, out: extract.NewForeign(), claims: map[graph.ClaimID]int{}, entities: map[graph.EntityKey]string{}, sources: map[graph.SourceKey]bool{}}
	if t.header() {
		for t.next() {
			t.claim()
		}
	}
	if len(t.problems) > 0 {
		return nil, t.problems
	}
	t.bundle.Batch = extract.NewBatch("csv", extract.FileSlug(name), digest.Sum(nil))
	t.out.Whole(&t.bundle)
	t.out.Bundles = []graph.Bundle{t.bundle}
	t.out.SortNotes()
	return t.out, nil
}

// withoutMark passes over the byte order mark that spreadsheets put in front.
func withoutMark(r io.Reader) io.Reader {
	const mark = "\ufeff"
	head := make([]byte, len(mark))
	n, err := io.ReadFull(r, head)
	if err == nil && string(head) == mark {
		return r
	}
	return io.MultiReader(bytes.NewReader(head[:n]), r)
}

// A table is what was read of one.
type table struct {
	name     string
	in       *csv.Reader
	columns  map[string]int
	cells    []string
	line     int
	problems []extract.Problem
	out      *extract.Foreign
	bundle   graph.Bundle

	claims   map[graph.ClaimID]int // lines
	entities map[graph.EntityKey]string
	sources  map[graph.SourceKey]bool
}

func (t *table) problem(format string, args ...any) {
	t.problems = append(t.problems, extract.Problem{File: t.name, Line: t.line, Column: 1, Message: fmt.Sprintf(format, args...)})
}

// header reads the names of columns, and reports whether they are those of claims.
func (t *table) header() bool {
	if !t.next() {
		if len(t.problems) == 0 {
			t.line = 1
			t.problem("the file is empty: a table of claims has a line with the names of its columns")
		}
		return false
	}
	t.columns = map[string]int{}
	for i, name := range t.cells {
		if _, twice := t.columns[name]; twice {
			t.problem("column %q is there twice", name)
		}
		t.columns[name] = i
	}
	var missing []string
	for _, name := range needed {
		if _, there := t.columns[name]; !there {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		t.problem("no column %s: csv is the table of claims that dyad export --format csv writes, with commas between its cells", strings.Join(missing, ", "))
	}
	return len(t.problems) == 0
}

// next moves on to the next line that can be read.
func (t *table) next() bool {
	for {
		cells, err := t.in.Read()
		if errors.Is(err, io.EOF) {
			return false
		}
		var syntax *csv.ParseError
		switch {
		case errors.As(err, &syntax):
			t.line = syntax.Line
			t.problem("%s", syntax.Err)
			if !errors.Is(err, csv.ErrFieldCount) {
				return false // where the next line begins is anybody's guess
			}
			continue
		case err != nil:
			t.problem("the file can't be read further: %s", err)
			return false
		}
		t.line, _ = t.in.FieldPos(0)
		t.cells = cells
		if slices.ContainsFunc(cells, func(c string) bool { return !utf8.ValidString(c) }) {
			t.problem("not valid UTF-8")
			continue
		}
		return true
	}
}

// cell returns the text in a column of the line at hand, "" if the table lacks it.
func (t *table) cell(column string) string {
	if i, there := t.columns[column]; there {
		return t.cells[i]
	}
	return ""
}

// claim reads the line at hand.
func (t *table) claim() {
	before := len(t.problems)
	c := t.parse()
	for _, key := range c.Entities() {
		if !graph.ValidKey(string(key)) {
			t.problem("%q is no key of an entity", key)
		}
	}
	for _, fault := range c.Check() {
		t.problem("%s", fault)
	}
	if len(t.problems) > before {
		return
	}
	if line, twice := t.claims[c.ID]; twice {
		t.problem("line %d has claim %s already", line, c.ID)
		return
	}
	t.claims[c.ID] = t.line
	t.bundle.Claims = append(t.bundle.Claims, c)
	t.entity(c.From, t.cell("from_name"))
	t.entity(c.To, t.cell("to_name"))
	if n := len(c.Voices); n > 0 {
		t.entity(c.Voices[n-1].Entity, t.cell("voice"))
	}
	t.source(c.Source)
	t.losses(&c)
}

// entity takes in an entity by the name that the table has for it.
func (t *table) entity(key graph.EntityKey, name string) {
	if key == "" || name == "" {
		return
	}
	if before, met := t.entities[key]; met {
		if before != name {
			t.out.Note("entities with a second name: called by the first", string(key)+" "+name)
		}
		return
	}
	t.entities[key] = name
	t.out.Partial.Entities[key] = true
	t.out.Note("entities of which the table has key and name: of type "+string(graph.Untyped)+", unless they are known already", string(key))
	t.bundle.Entities = append(t.bundle.Entities, graph.Entity{ID: key.ID(), Key: key, Type: graph.Untyped, Name: name})
}

// source takes in the source of the line at hand.
func (t *table) source(key graph.SourceKey) {
	if t.sources[key] {
		return
	}
	t.sources[key] = true
	s := graph.Source{
		ID: key.ID(), Key: key, Title: t.cell("source_title"), Publisher: t.cell("source_publisher"), Author: t.cell("source_author"),
		Genre: graph.Genre(t.cell("source_genre")), Published: graph.Published{EDTF: t.date("source_published")},
	}
	for _, fault := range s.Check() {
		t.problem("source: %s", fault)
	}
	t.out.Partial.Sources[key] = true
	t.out.Note("sources of which the table has title, publisher, author, date and genre alone, unless they are known already", string(key))
	t.bundle.Sources = append(t.bundle.Sources, s)
}

// losses notes what the line at hand has and a claim has no place for, or lacks.
func (t *table) losses(c *graph.Claim) {
	if len(c.Evidence) > 0 {
		t.out.Note("claims with places in their source, whose words can't be verified for want of digests", c.ID.String())
	}
	if quote := t.cell("quote"); quote != "" {
		t.out.Note("claims with their words: left out, since texts are not kept", c.ID.String())
	}
	for column, i := range t.columns {
		if !slices.Contains(known, column) && t.cells[i] != "" {
			t.out.Note("cells of column "+column+", which dyad does not write: left out", t.cells[i])
		}
	}
}
