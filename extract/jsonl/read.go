package jsonl

import (
	"cmp"
	"fmt"
	"io"
	"path"
	"strings"

	"dyad/extract"
	"dyad/graph"
)

// Read turns the lines of a file into bundles, one for each batch, in the order of their keys. The name is only for problems
// to point to, and for the batch of records that name none: its last part, without its extension. Such a batch, and one that
// is named and has no line of its own, has the digest of all the bytes read.
//
// No bundle may be used if there is any problem; all of them are reported, in the order of lines. Of a history only what
// counts now is taken.
func Read(name string, r io.Reader) ([]graph.Bundle, []extract.Problem) {
	b := newBundler(name, r)
	b.each(b.add)
	return b.bundles()
}

// each reads all lines, and hands on the records that count, and whether nothing is wrong with them by themselves.
func (b *bundler) each(take func(rec record, sound bool)) {
	for b.lines.next() {
		rec, flaws := b.parser.parse(b.lines.line)
		for _, f := range flaws {
			b.lines.problem(f.offset, f.message)
		}
		if rec.Value != nil && (rec.Recorded == nil || rec.Recorded.Closed == 0) {
			b.judge(rec)
			take(rec, len(flaws) == 0)
		}
	}
}

// judge brings a claim into the form of one whose type nobody knows, and reports an id that its content does not give.
func (b *bundler) judge(rec record) {
	v, ok := rec.Value.(*graph.Claim)
	if !ok {
		return
	}
	v.Normalize(&graph.Term{})
	if id := v.DerivedID(); !v.ID.IsZero() && v.Revision <= 1 && v.ID != id {
		b.lines.problem(0, fmt.Sprintf(
			"its id is %s, and its content gives %s: leave the id out, or give the revision of the correction", v.ID, id))
	}
}

// A bundler sorts records into bundles.
type bundler struct {
	lines  *lineReader
	parser *parser
	batch  graph.BatchKey // of records that name none
	held   map[graph.BatchKey]*graph.Bundle
	met    map[string]placed // by kind and id
	shares []placed
}

// A placed is a record and the number of its line.
type placed struct {
	record
	line int
}

func newBundler(name string, r io.Reader) *bundler {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	return &bundler{
		lines: newLineReader(name, r), parser: newParser(),
		batch: graph.BatchKey(cmp.Or(strings.TrimSuffix(base, path.Ext(base)), base)),
		held:  map[graph.BatchKey]*graph.Bundle{}, met: map[string]placed{},
	}
}

// add files a record under its batch, unless a line before had it.
func (b *bundler) add(rec record, sound bool) {
	here := placed{rec, b.lines.number}
	switch rec.Value.(type) {
	case *transactionLine:
		return
	case *shareLine:
		if sound {
			b.shares = append(b.shares, here)
		}
		return
	}
	name := identity(rec)
	if before, twice := b.met[name]; twice {
		b.lines.problem(0, twiceMet(before.line, rec.Kind))
		return
	}
	b.met[name] = here
	b.file(rec.Value, "")
}

// twiceMet says that a line before had the record.
func twiceMet(line int, kind graph.RecordKind) string {
	return fmt.Sprintf("line %d has this %s already", line, kind)
}
