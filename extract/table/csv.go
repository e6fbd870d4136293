package table

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
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
	comma  byte
	quotes bool

	line, column int // of the next character, in code points
	size         int // of the row so far
	cells        []string
	at           []place
	stray        place  // of the first CR of the row outside quotes that ends no line; none: 0
	text         []byte // the cells of the row, one behind the other
	ends         []int  // where in text they end
}

func newCSVReader(in io.Reader, comma byte, quotes bool) *csvReader {
	return &csvReader{in: bufio.NewReaderSize(in, 1<<16), comma: comma, quotes: quotes, line: 1, column: 1}
}

// strayCR is what is wrong with a CR that is no end of a line. Of files whose lines end so, all lines would be one.
const strayCR = "a CR that no LF follows: save the file with lines that end in LF, or put the cell in quotes"

// notUTF8 is what is wrong with a cell in another encoding.
const notUTF8 = "not valid UTF-8"

// foreign returns the first cell of the row in another encoding, -1 if there is none.
func (c *csvReader) foreign() int {
	return slices.IndexFunc(c.cells, func(cell string) bool { return !utf8.ValidString(cell) })
}

// next reads a row that is not empty. Its cells and places are overwritten by the next one. At the end of the file it is io.EOF.
func (c *csvReader) next() error {
	for {
		c.cells, c.at, c.size, c.stray, c.text, c.ends = c.cells[:0], c.at[:0], 0, place{}, c.text[:0], c.ends[:0]
		if !c.plain() {
			if err := c.row(); err != nil {
				return err
			}
		}
		text, start := string(c.text), 0
		for _, end := range c.ends {
			c.cells = append(c.cells, text[start:end])
			start = end
		}
		if len(c.cells) > 1 || c.cells[0] != "" {
			return nil
		}
	}
}

// plain reads a row as most are: whole in memory already, without quotes that may mean something and without CR. false: nothing was read.
func (c *csvReader) plain() bool {
	window, _ := c.in.Peek(c.in.Buffered()) // it is there
	end := bytes.IndexByte(window, '\n')
	if end < 0 || bytes.IndexByte(window[:end], '\r') >= 0 || c.quotes && bytes.IndexByte(window[:end], '"') >= 0 {
		return false
	}
	start := place{c.line, c.column}
	for _, b := range window[:end] {
		if utf8.RuneStart(b) {
			c.column++
		}
		if b != c.comma {
			c.text = append(c.text, b)
			continue
		}
		c.ends, c.at = append(c.ends, len(c.text)), append(c.at, start)
		start.column = c.column
	}
	c.ends, c.at = append(c.ends, len(c.text)), append(c.at, start)
	c.line, c.column = c.line+1, 1
	_, _ = c.in.Discard(end + 1) // likewise
	return true
}

// row reads one row, be it empty.
func (c *csvReader) row() error {
	for {
		last, err := c.field()
		switch {
		case errors.Is(err, io.EOF) && len(c.ends) == 1 && c.ends[0] == 0:
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
	start := place{c.line, c.column}
	last, err = c.content(start)
	c.ends, c.at = append(c.ends, len(c.text)), append(c.at, start)
	return last, err
}

// content reads what a cell holds.
func (c *csvReader) content(start place) (last bool, err error) {
	b, err := c.read()
	if c.quotes && err == nil && b == '"' {
		return c.quoted(start)
	}
	for {
		switch {
		case err != nil:
			return true, err
		case b == c.comma:
			return false, nil
		case b == '\n':
			return true, nil
		case b == '\r' && (c.peeks('\n') || c.over()):
		default:
			if b == '\r' && c.stray.line == 0 {
				c.stray = place{c.line, c.column - 1}
			}
			c.text = append(c.text, b)
		}
		b, err = c.read()
	}
}

// quoted reads on after an opening quote.
func (c *csvReader) quoted(start place) (last bool, err error) {
	for {
		b, err := c.read()
		switch {
		case errors.Is(err, io.EOF):
			return true, &broken{start.line, start.column, "the quote that begins here is never closed"}
		case err != nil:
			return true, err
		case b != '"':
			c.text = append(c.text, b)
		case c.peeks('"'):
			c.text = append(c.text, '"')
			_, _ = c.read() // it is there
		default:
			return c.closed(start)
		}
	}
}

// closed reads what follows a closing quote.
func (c *csvReader) closed(start place) (last bool, err error) {
	at := place{c.line, c.column}
	b, err := c.read()
	if err == nil && b == '\r' && (c.peeks('\n') || c.over()) {
		b, err = c.read()
	}
	switch {
	case err != nil:
		return true, err
	case b == '\n':
		return true, nil
	case b == c.comma:
		return false, nil
	}
	if b == '\r' {
		return true, &broken{at.line, at.column, strayCR}
	}
	return true, &broken{at.line, at.column, fmt.Sprintf(
		"%q after the quote that ends the cell of line %d: within quotes, a quote is written twice; where quotes mean nothing, say quotes: false", b, start.line)}
}

// read takes the next byte.
func (c *csvReader) read() (byte, error) {
	b, err := c.in.ReadByte()
	if err != nil {
		return 0, err
	}
	switch c.size++; {
	case c.size > MaxRow && c.stray.line > 0:
		return 0, &broken{c.stray.line, c.stray.column, strayCR}
	case c.size > MaxRow:
		return 0, &broken{c.line, c.column, fmt.Sprintf("this row is longer than %d bytes: a quote may be open since an earlier line", MaxRow)}
	}
	switch {
	case b == '\n':
		c.line, c.column = c.line+1, 1
	case utf8.RuneStart(b): // the other bytes of a character do not move on
		c.column++
	}
	return b, nil
}

// over reports whether nothing comes next.
func (c *csvReader) over() bool {
	_, err := c.in.Peek(1)
	return err != nil
}

// peeks reports whether a character of ASCII comes next.
func (c *csvReader) peeks(b byte) bool {
	next, err := c.in.Peek(1)
	return err == nil && next[0] == b
}
