package jsonl

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"io"
	"slices"
	"unicode/utf8"

	"dyad/extract"
)

// MaxLine is the longest line that is read, in bytes without its end. It is more than a store takes for one record.
const MaxLine = 1 << 20

// A lineReader cuts a file into lines, counts them, and digests all bytes.
type lineReader struct {
	file   string
	in     *bufio.Reader
	digest hash.Hash

	number   int    // of the line at hand, from 1
	took     int    // bytes of it, with its end
	line     []byte // without its end
	open     bool   // the file ended before the line did
	filled   bool   // there was a line that is not blank
	problems []extract.Problem

	met func(bytes int) // told of every line how long it is, with its end; nil: nobody asks
}

func newLineReader(name string, r io.Reader) *lineReader {
	digest := sha256.New()
	return &lineReader{file: name, in: bufio.NewReaderSize(io.TeeReader(r, digest), 64<<10), digest: digest}
}

// next moves on to the next line that can be read and is not blank. It returns false after the last.
func (r *lineReader) next() bool {
	for {
		line, err := r.take()
		if err != nil && len(line) == 0 {
			r.end(err)
			return false
		}
		r.number++
		if r.met != nil {
			r.met(r.took)
		}
		r.line, r.open = bytes.TrimRight(line, "\r\n"), err != nil
		if len(bytes.TrimSpace(r.line)) == 0 {
			continue
		}
		r.filled = true
		if r.readable() {
			return true
		}
	}
}

// end notes what is wrong with the file as a whole.
func (r *lineReader) end(err error) {
	switch {
	case !errors.Is(err, io.EOF):
		r.number++
		r.problem(0, "the file can't be read further: "+err.Error())
	case !r.filled:
		r.problems = append(r.problems, extract.Problem{
			File: r.file, Message: "the file holds no line: a file of JSON Lines has one record on each",
		})
	}
}

// take reads a line with its end. Of one that is too long it keeps only the beginning, one byte more than is allowed.
func (r *lineReader) take() ([]byte, error) {
	var line []byte
	r.took = 0
	for {
		piece, err := r.in.ReadSlice('\n')
		r.took += len(piece)
		if room := MaxLine + 3 - len(line); room > 0 {
			line = append(line, piece[:min(room, len(piece))]...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// readable reports what is wrong with the line as bytes.
func (r *lineReader) readable() bool {
	switch {
	case len(r.line) > MaxLine:
		r.problem(0, "the line is longer than 1 MiB")
	case r.number == 1 && bytes.HasPrefix(r.line, []byte("\xef\xbb\xbf")):
		r.problem(0, "the file begins with a byte order mark: save it as UTF-8 without one")
	case r.open && breaksOff(r.line):
		r.problem(len(r.line), "the file ends within this line, so it seems to have been cut short: use a whole copy of it")
	case !utf8.Valid(r.line):
		r.problem(invalidAt(r.line), "not valid UTF-8")
	default:
		return true
	}
	return false
}

// breaksOff reports whether a line is the beginning of something in JSON, and no more.
func breaksOff(line []byte) bool {
	var whole json.RawMessage
	return errors.Is(json.NewDecoder(bytes.NewReader(line)).Decode(&whole), io.ErrUnexpectedEOF)
}

// invalidAt returns the offset of the first byte that is not UTF-8.
func invalidAt(b []byte) int {
	at := 0
	for at < len(b) {
		c, size := utf8.DecodeRune(b[at:])
		if c == utf8.RuneError && size <= 1 {
			break
		}
		at += size
	}
	return at
}

// problem notes what is wrong at a byte of the line at hand.
func (r *lineReader) problem(offset int, message string) {
	column := utf8.RuneCount(r.line[:min(offset, len(r.line))]) + 1
	r.problems = append(r.problems, extract.Problem{File: r.file, Line: r.number, Column: column, Message: message})
}

// problemAt notes what is wrong with a line that was read before.
func (r *lineReader) problemAt(number int, message string) {
	r.problems = append(r.problems, extract.Problem{File: r.file, Line: number, Column: 1, Message: message})
}

// sorted returns the problems in the order of lines and columns.
func (r *lineReader) sorted() []extract.Problem {
	slices.SortStableFunc(r.problems, func(p, q extract.Problem) int {
		return cmp.Or(cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
	})
	return r.problems
}

// sum is the digest of all bytes, once the last line has been read.
func (r *lineReader) sum() string { return hex.EncodeToString(r.digest.Sum(nil)) }
