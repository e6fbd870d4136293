package table

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// FuzzPlainRows reads rows as most are, which lie in memory, as it reads all others, byte by byte.
func FuzzPlainRows(f *testing.F) {
	for _, text := range []string{"a,b\n1,2\n", "a\n\n,\n", "é,\xff\xc3,b\n\"x\ny\",1\r\n,\n", "a,\rb\n", ",\n", "a"} {
		f.Add(text, true)
		f.Add(text, false)
	}
	type row struct {
		Cells       []string
		Lines, Cols []int
		Stray       place
	}
	read := func(c *csvReader) (rows []row, broken string) {
		for {
			err := c.next()
			if errors.Is(err, io.EOF) {
				return rows, ""
			}
			if err != nil {
				return rows, err.Error()
			}
			r := row{Cells: append([]string{}, c.cells...), Stray: c.stray}
			for _, at := range c.at {
				r.Lines, r.Cols = append(r.Lines, at.line), append(r.Cols, at.column)
			}
			rows = append(rows, r)
		}
	}
	f.Fuzz(func(t *testing.T, text string, quotes bool) {
		whole := newCSVReader(strings.NewReader(text), ',', quotes)
		bytewise := newCSVReader(nil, ',', quotes)
		bytewise.in = bufio.NewReaderSize(iotest.OneByteReader(strings.NewReader(text)), 16) // of which a row of more than nothing is never there whole
		got, wrong := read(whole)
		want, broken := read(bytewise)
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(place{})); diff != "" || wrong != broken {
			t.Errorf("%q: %q, want %q; rows (-want +got):\n%s", text, wrong, broken, diff)
		}
	})
}
