package direct

import (
	"context"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
)

// A Writer collects the bytes of an answer. Generated code calls it.
type Writer struct {
	ctx      context.Context
	wrote    func(int)
	buf      []byte
	reported int // how much of buf has been reported
}

// reportEvery is after how many bytes what has been written is reported, and the request looked at.
const reportEvery = 16 << 10

// Field begins the field of an object that a step stands for, the first with i = 0.
func (w *Writer) Field(i int, s *Step) {
	if i > 0 {
		w.buf = append(w.buf, ',')
	}
	w.buf = append(w.buf, s.Key...)
}

// Element begins an element of a list, the first with i = 0. It gives up if the request is over.
func (w *Writer) Element(i int) {
	if i > 0 {
		w.buf = append(w.buf, ',')
	}
	if len(w.buf)-w.reported >= reportEvery {
		w.report()
		if w.ctx.Err() != nil {
			w.GiveUp()
		}
	}
}

// report tells the run what has been written since the last time.
func (w *Writer) report() {
	n := len(w.buf) - w.reported
	w.reported = len(w.buf)
	w.wrote(n)
}

// Byte writes a brace or bracket.
func (w *Writer) Byte(b byte) { w.buf = append(w.buf, b) }

// Null writes null.
func (w *Writer) Null() { w.buf = append(w.buf, "null"...) }

// Bool writes a boolean.
func (w *Writer) Bool(b bool) { w.buf = strconv.AppendBool(w.buf, b) }

// Int writes an integer.
func (w *Writer) Int(n int) { w.buf = strconv.AppendInt(w.buf, int64(n), 10) }

// String writes a text, in quotes.
func (w *Writer) String(s string) { w.buf = appendQuoted(w.buf, s) }

// Leaf writes a value that knows how to. It gives up on one that is null.
func (w *Writer) Leaf(m graphql.Marshaler) {
	if m == nil || m == graphql.Null {
		w.GiveUp()
	}
	m.MarshalGQL(w)
}

// Write implements [io.Writer].
func (w *Writer) Write(b []byte) (int, error) {
	w.buf = append(w.buf, b...)
	return len(b), nil
}

// GiveUp ends the attempt. It does not return.
func (w *Writer) GiveUp() { panic(errGivenUp) }

const hex = "0123456789ABCDEF"

// appendQuoted quotes a text as [graphql.MarshalString] does.
func appendQuoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	start := 0
	for i := range len(s) {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		dst = appendEscaped(append(dst, s[start:i]...), c)
		start = i + 1
	}
	return append(append(dst, s[start:]...), '"')
}

func appendEscaped(dst []byte, c byte) []byte {
	switch c {
	case '\t':
		return append(dst, `\t`...)
	case '\r':
		return append(dst, `\r`...)
	case '\n':
		return append(dst, `\n`...)
	case '\\', '"':
		return append(dst, '\\', c)
	}
	return append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xf])
}
