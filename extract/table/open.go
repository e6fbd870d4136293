package table

import (
	"bufio"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"dyad/extract"
)

// An Opener opens a file by its name. Files whose names end in .gz come as they are, compressed.
type Opener func(name string) (io.ReadCloser, error)

// A file is one that was given, and the table that it is of.
type file struct {
	name   string
	table  *Table
	digest string   // of its content, once it was read
	unread []string // its columns that the mapping does not name
	had    []bool   // by slot, whether any record had a value there; of JSON
}

// read calls do with every row of a file, which is overwritten by the next one, and refuse with what is wrong with those that can't be read, whose numbers it tells too. It returns the digest of
// the content. The error is a *broken where the file can't be read further.
func (f *file) read(open Opener, do func(*row) error, refuse func(number uint32, wrong *fault) error) (digest string, err error) {
	sum := sha256.New()
	rows := &rowReader{file: f, do: do, refuse: refuse}
	err = f.unpacked(open, func(content io.Reader) error {
		content = io.TeeReader(content, sum)
		if err := rows.read(withoutMark(content)); err != nil {
			return err
		}
		_, err := io.Copy(io.Discard, content)
		return err
	})
	return hex.EncodeToString(sum.Sum(nil)), err
}

// sum returns the digest of the content.
func (f *file) sum(open Opener) (string, error) {
	sum := sha256.New()
	err := f.unpacked(open, func(content io.Reader) error {
		_, err := io.Copy(sum, content)
		return err
	})
	return hex.EncodeToString(sum.Sum(nil)), err
}

// checkHead reads no row: it finds out whether the file can be read at all and, where its columns are named at its beginning, has those that the
// mapping names.
func (f *file) checkHead(open Opener) error {
	return f.unpacked(open, func(content io.Reader) error {
		in := bufio.NewReader(content)
		if first, _ := in.Peek(4); isUTF16(first) { // what there is of them
			return &broken{1, 1, "UTF-16, as it begins: save the file as UTF-8"}
		}
		if strings.HasPrefix(f.table.format, "json") {
			return nil
		}
		_, err := (&rowReader{file: f}).head(f.table.csv(withoutMark(in)))
		return err
	})
}

// isUTF16 reports whether the first bytes of a file are those of UTF-16, with its mark or with letters of ASCII: in UTF-8 neither is there.
func isUTF16(first []byte) bool {
	head := string(first)
	return strings.HasPrefix(head, "\xff\xfe") || strings.HasPrefix(head, "\xfe\xff") || strings.Contains(head, "\x00")
}

// csv reads rows of cells as they are in files of the table.
func (t *Table) csv(in io.Reader) *csvReader { return newCSVReader(in, t.delimiter, t.quotes) }

// unpacked calls do with what a file holds.
func (f *file) unpacked(open Opener, do func(io.Reader) error) (err error) {
	in, err := open(f.name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	var content io.Reader = in
	if strings.HasSuffix(f.name, ".gz") {
		if content, err = gzip.NewReader(bufio.NewReader(in)); err != nil {
			return &broken{message: "not compressed by gzip, as its name says: " + err.Error()}
		}
	}
	return damaged(do(content))
}

// damaged words the errors of compressed files.
func damaged(err error) error {
	if errors.Is(err, gzip.ErrChecksum) || errors.Is(err, gzip.ErrHeader) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &broken{message: "the compressed file is damaged: " + err.Error()}
	}
	return err
}

// withoutMark passes over the byte order mark that spreadsheets put in front.
func withoutMark(r io.Reader) io.Reader {
	const mark = "\ufeff"
	b := bufio.NewReader(r)
	if head, err := b.Peek(len(mark)); err == nil && string(head) == mark {
		_, _ = b.Discard(len(mark)) // it is there
	}
	return b
}

// fileColumn is the column that every table has: the name of the file at hand, without folder and ending.
const fileColumn = "$file"

// baseName is the name of a file without its folder and without .gz.
func baseName(name string) string {
	return strings.TrimSuffix(path.Base(strings.ReplaceAll(name, `\`, "/")), ".gz")
}

// bareName is baseName without the ending.
func bareName(name string) string {
	base := baseName(name)
	return strings.TrimSuffix(base, path.Ext(base))
}

// A rowReader turns what a file holds into rows.
type rowReader struct {
	*file
	do     func(*row) error
	refuse func(uint32, *fault) error
	number uint32
	one    row      // the last one
	texts  []string // what its cells hold, of files whose cells hold one text each
}

func (r *rowReader) read(in io.Reader) error {
	switch r.table.format {
	case "json":
		return r.readJSON(in)
	case "jsonl":
		return jsonLines(in, func(record any, line, column int, wrong string) error {
			if wrong != "" {
				r.number++
				return r.refuse(r.number, &fault{line: line, column: column, why: wrong})
			}
			return r.records(r.table.rows.steps, []any{record}, line)
		})
	}
	return r.readCSV(r.table.csv(in))
}

func (r *rowReader) readJSON(in io.Reader) error {
	j := newJSONReader(in)
	rest, err := j.enter(r.table.rows.steps)
	for err == nil {
		var record any
		var line int
		record, line, err = j.next()
		switch {
		case err != nil:
		case record == nil:
			r.number++
			err = r.refuse(r.number, &fault{line: line, column: 1, why: "no record: null, or not valid UTF-8"})
		default:
			err = r.records(rest, []any{record}, line)
		}
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// records makes rows of what lies at the end of the steps from the last of the values, which lie in each other.
func (r *rowReader) records(steps []step, around []any, line int) error {
	for i, s := range steps {
		if !s.items {
			continue
		}
		var err error
		jsonPath{steps: steps[:i+1]}.follow(around[len(around)-1], func(v any) {
			if err == nil {
				err = r.records(steps[i+1:], append(around[:len(around):len(around)], v), line)
			}
		}, func() {})
		return err
	}
	var err error
	jsonPath{steps: steps}.follow(around[len(around)-1], func(v any) {
		if err == nil {
			err = r.record(append(around[:len(around)-1:len(around)-1], v), line)
		}
	}, func() {})
	return err
}

// record hands out one record of JSON.
func (r *rowReader) record(around []any, line int) error {
	r.number++
	if around[len(around)-1] == nil {
		return r.refuse(r.number, &fault{line: line, column: 1, why: "no record: null"})
	}
	out := r.row(line)
	if out.parts == nil {
		out.parts = make([][]int, len(r.table.columns))
	}
	clear(out.parts)
	if r.had == nil {
		r.had = make([]bool, len(r.table.columns))
	}
	var wrong *fault
	for slot, c := range r.table.columns {
		up := len(around) - 1 - c.path.up
		if c.of != nil || c.name == fileColumn || up < 0 {
			continue
		}
		end := c.path.texts(around[up])
		if end.odd && wrong == nil {
			wrong = &fault{line: line, column: 1, name: c.name, value: "{…}", why: "an object, where a text or a list of texts is wanted: name a field of it"}
		}
		r.had[slot] = r.had[slot] || end.some || end.odd
		out.cells[slot], out.parts[slot] = end.texts, end.parts
	}
	if wrong != nil {
		return r.refuse(r.number, wrong)
	}
	return r.do(out)
}

// row begins the next row, in the memory of the last one.
func (r *rowReader) row(line int) *row {
	n := len(r.table.columns)
	if r.one.table == nil {
		r.one = row{table: r.table, cells: make([][]string, n), memo: make([]found, n), made: &made{}}
	}
	clear(r.one.cells)
	clear(r.one.memo)
	clear(r.one.placed)
	r.one.number, r.one.line = r.number, line
	if slot, named := r.table.slots[fileColumn]; named {
		r.one.cells[slot] = []string{bareName(r.name)}
	}
	return &r.one
}

func (r *rowReader) readCSV(in *csvReader) error {
	slots, err := r.head(in)
	for err == nil {
		if err = in.next(); err == nil {
			err = r.cells(in, slots)
		}
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// head finds out which columns a file has.
func (r *rowReader) head(in *csvReader) ([]int, error) {
	names := r.table.names
	if r.table.header {
		err := in.next()
		switch {
		case errors.Is(err, io.EOF):
			return nil, &broken{1, 1, "the file is empty: its first line has the names of the columns"}
		case err != nil:
			return nil, err
		case names == nil && in.foreign() >= 0:
			at := in.at[in.foreign()]
			return nil, &broken{at.line, at.column, notUTF8 + ": save the file as UTF-8"}
		case in.stray.line > 0:
			return nil, &broken{in.stray.line, in.stray.column, strayCR}
		case names == nil:
			names = slices.Clone(in.cells)
		case len(names) != len(in.cells):
			return nil, &broken{in.at[0].line, 1, fmt.Sprintf("%d columns, and the mapping names %d", len(in.cells), len(names))}
		}
	}
	slots, err := r.table.bind(names)
	r.unread = nil
	for i, slot := range slots {
		if slot < 0 {
			r.unread = append(r.unread, names[i])
		}
	}
	return slots, err
}

// cells hands out one row of cells.
func (r *rowReader) cells(in *csvReader, slots []int) error {
	r.number++
	if in.stray.line > 0 {
		return r.refuse(r.number, &fault{line: in.stray.line, column: in.stray.column, why: strayCR})
	}
	if len(in.cells) != len(slots) {
		return r.refuse(r.number, &fault{line: in.at[0].line, column: 1, why: fmt.Sprintf("%d cells, and there are %d columns", len(in.cells), len(slots))})
	}
	out := r.row(in.at[0].line)
	if out.at == nil {
		out.at, r.texts = make([]place, len(out.cells)), make([]string, len(out.cells))
	}
	for i, slot := range slots {
		if !utf8.ValidString(in.cells[i]) {
			return r.refuse(r.number, &fault{line: in.at[i].line, column: in.at[i].column, why: notUTF8})
		}
		if slot >= 0 {
			r.texts[slot] = in.cells[i]
			out.cells[slot], out.at[slot] = r.texts[slot:slot+1:slot+1], in.at[i]
		}
	}
	return r.do(out)
}

// A missingColumns is what a mapping names and a file has not.
type missingColumns struct {
	table *Table
	names []string // of the file
	slots []int
}

func (m *missingColumns) Error() string { return "columns are missing" }

// bind returns, for each column of a file, its slot in rows; -1 for those that the mapping does not name.
func (t *Table) bind(names []string) ([]int, error) {
	slots := make([]int, len(names))
	found := make([]bool, len(t.columns))
	for i, name := range names {
		name = strings.TrimSpace(name)
		slots[i] = -1
		slot, named := t.slots[name]
		if !named || t.columns[slot].of != nil {
			continue
		}
		if found[slot] {
			return nil, &broken{1, 1, fmt.Sprintf("two columns are called %q: give names to the columns in the mapping", name)}
		}
		slots[i], found[slot] = slot, true
	}
	m := &missingColumns{table: t, names: names}
	for slot, c := range t.columns {
		if c.of == nil && c.name != fileColumn && !found[slot] {
			m.slots = append(m.slots, slot)
		}
	}
	if len(m.slots) > 0 {
		return nil, m
	}
	return slots, nil
}

// problems says of each column that is missing what may have been meant.
func (m *missingColumns) problems(mapping, file string, nearest func(string, []string) string) []extract.Problem {
	var out []extract.Problem
	for _, slot := range m.slots {
		c := m.table.columns[slot]
		message := fmt.Sprintf("%s has no column %q", file, c.name)
		if near := nearest(c.name, m.names); near != "" {
			message += "; did you mean " + near + "?"
		}
		out = append(out, extract.Problem{File: mapping, Line: c.at.line, Column: c.at.column, Message: message})
	}
	return out
}
