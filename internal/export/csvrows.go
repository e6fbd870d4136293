package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A csvRows writes a table as RFC 4180 has it, in UTF-8 without byte order mark; lines end with a line feed.
type csvRows struct {
	out   *csv.Writer
	guard bool
}

// csvRows begins a table with its header.
func (s *Selection) csvRows(w io.Writer, header []string) (*csvRows, error) {
	r := &csvRows{out: csv.NewWriter(w), guard: s.Options.GuardFormulas}
	return r, r.out.Write(header)
}

// write adds a row. With a guard it changes cells in place.
func (r *csvRows) write(cells []string) error {
	if r.guard {
		for i := range cells {
			cells[i] = guarded(cells[i])
		}
	}
	return r.out.Write(cells)
}

func (r *csvRows) end() error {
	r.out.Flush()
	return r.out.Error()
}

// formulaStarts are the characters with which a cell begins that a spreadsheet may take for a formula, their full-width forms, and
// the white space that some spreadsheets skip before them.
const formulaStarts = "=+-@\t\r\n＝＋－＠"

// guarded puts an apostrophe before a cell that a spreadsheet may take for a formula. Numbers and lone signs are none.
func guarded(cell string) string {
	first, _ := utf8.DecodeRuneInString(cell)
	if cell == "" || !strings.ContainsRune(formulaStarts, first) {
		return cell
	}
	if _, err := strconv.ParseFloat(cell, 64); err == nil || cell == "+" || cell == "-" {
		return cell
	}
	return "'" + cell
}
