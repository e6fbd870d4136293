package table

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// MaxRow is the largest row that is read, in bytes: a quote that is never closed does not take the rest of the file into memory.
const MaxRow = 8 << 20

// A broken is why a file can't be read further, and where.
type broken struct {
	line, column int
	message      string
}

func (b *broken) Error() string { return b.message }

// A csvReader reads rows of cells. Quotes within a cell that does not begin with one are letters.
type csvReader struct {
	in     *bufio.Reader
	comma  rune
	quotes bool

	line, column int // of the next character, in code points
	size         int // of the row so far
	cells        []string
	at           []place
	cell         strings.Builder
}

func newCSVReader(in io.Reader, comma rune, quotes bool) *csvReader {
	return &csvReader{in: bufio.NewReaderSize(in, 1<<16), comma: comma, quotes: quotes, line: 1, column: 1}
}

// next reads a row that is not empty. Its cells and places are overwritten by the next one. At the end of the file it is io.EOF.
func (c *csvReader) next() error {
	for {
		c.cells, c.at, c.size = c.cells[:0], c.at[:0], 0
		if err := c.row(); err != nil {
			return err
		}
		if len(c.cells) > 1 || c.cells[0] != "" {
			return nil
		}
	}
}

// row reads one row, be it empty.
func (c *csvReader) row() error {
	for {
		last, err := c.field()
		switch {
		case errors.Is(err, io.EOF) && len(c.cells) == 1 && c.cells[0] == "":
			return io.EOF // nothing after the end of the last line
		case err != nil && !errors.Is(err, io.EOF):
			return err
		case last:
			return nil
		}
	}
}

// field reads one cell, and reports whether it is the last of its row. At the end of the file it says so as well.
func (c *csvReader) field() (last bool, err error) {
	c.cell.Reset()
	start := place{c.line, c.column}
	defer func() {
		c.cells, c.at = append(c.cells, c.cell.String()), append(c.at, start)
	}()
	r, err := c.read()
	if c.quotes && err == nil && r == '"' {
		return c.quoted(start)
	}
	for {
		switch {
		case err != nil:
			return true, err
		case r == c.comma:
			return false, nil
		case r == '\n':
			return true, nil
		case r == '\r' && c.peeks('\n'):
		default:
			c.cell.WriteRune(r)
		}
		r, err = c.read()
	}
}

// quoted reads on after an opening quote.
func (c *csvReader) quoted(start place) (last bool, err error) {
	for {
		r, err := c.read()
		switch {
		case errors.Is(err, io.EOF):
			return true, &broken{start.line, start.column, "the quote that begins here is never closed"}
		case err != nil:
			return true, err
		case r != '"':
			c.cell.WriteRune(r)
		case c.peeks('"'):
			c.cell.WriteRune('"')
			_, _ = c.read() // it is there
		default:
			return c.closed(start)
		}
	}
}

// closed reads what follows a closing quote.
func (c *csvReader) closed(start place) (last bool, err error) {
	at := place{c.line, c.column}
	r, err := c.read()
	if err == nil && r == '\r' && c.peeks('\n') {
		r, err = c.read()
	}
	switch {
	case err != nil:
		return true, err
	case r == '\n':
		return true, nil
	case r == c.comma:
		return false, nil
	}
	return true, &broken{at.line, at.column, fmt.Sprintf(
		"%q after the quote that ends the cell of line %d: within quotes, a quote is written twice; where quotes mean nothing, say quotes: false", r, start.line)}
}

// read takes the next character. Bytes that are no UTF-8 come as U+FFFD, for the row to be refused.
func (c *csvReader) read() (rune, error) {
	r, n, err := c.in.ReadRune()
	if err != nil {
		return 0, err
	}
	if c.size += n; c.size > MaxRow {
		return 0, &broken{c.line, c.column, fmt.Sprintf("this row is longer than %d bytes: a quote may be open since an earlier line", MaxRow)}
	}
	c.column++
	if r == '\n' {
		c.line, c.column = c.line+1, 1
	}
	return r, nil
}

// peeks reports whether a character of ASCII comes next.
func (c *csvReader) peeks(b byte) bool {
	next, err := c.in.Peek(1)
	return err == nil && next[0] == b
}

// isReplaced reports whether a text holds what stands for bytes that are no UTF-8.
func isReplaced(text string) bool { return strings.ContainsRune(text, utf8.RuneError) }
