package table

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// A jsonReader reads records one after the other, whichever way they stand in the file.
type jsonReader struct {
	lines  *lineReader
	dec    *json.Decoder
	inside bool // the list of records, or of what holds them
	depth  int  // lists and objects that were entered and not left
}

func newJSONReader(in io.Reader) *jsonReader {
	lines := &lineReader{in: in, budget: MaxRow}
	dec := json.NewDecoder(lines)
	dec.UseNumber()
	return &jsonReader{lines: lines, dec: dec}
}

// enter goes to the first list on the way to the records, past whatever stands before it. A file that is no list, and has none on
// the way, is one record by itself.
func (j *jsonReader) enter(steps []step) (rest []step, err error) {
	for len(steps) > 0 {
		if steps[0].field != "" {
			if err := j.field(steps[0].field); err != nil {
				return nil, err
			}
		}
		if steps[0].items {
			j.inside = true
			return steps[1:], j.open('[', "a list")
		}
		steps = steps[1:]
	}
	return nil, nil
}

// open reads the beginning of a list or an object.
func (j *jsonReader) open(delim json.Delim, what string) error {
	j.lines.budget = MaxRow
	token, err := j.dec.Token()
	if err != nil {
		return j.broken(err)
	}
	if token != delim {
		return j.at("here should be " + what + ", as rows in the mapping has it")
	}
	j.depth++
	return nil
}

// field goes to the value of a field of the object that comes next.
func (j *jsonReader) field(name string) error {
	if err := j.open('{', "an object with the field "+name); err != nil {
		return err
	}
	for j.more() {
		token, err := j.dec.Token()
		if err != nil {
			return j.broken(err)
		}
		if token == name {
			return nil
		}
		var skipped json.RawMessage
		j.lines.budget = MaxRow
		if err := j.dec.Decode(&skipped); err != nil {
			return j.broken(err)
		}
	}
	return j.at(fmt.Sprintf("no field %q: rows in the mapping says that the records are in it", name))
}

// more reports whether another value comes in the list or object at hand. It reads up to there, which takes room of its own: where nothing may be read, nothing seems
// to come. It is false too where the file can't be read further, which whatever is read next says.
func (j *jsonReader) more() bool {
	j.lines.budget = MaxRow
	return j.dec.More()
}

// next reads the next record, and tells its line. At the end it is io.EOF.
func (j *jsonReader) next() (record any, line int, err error) {
	if j.inside && !j.more() {
		return nil, 0, j.leave()
	}
	j.lines.budget = MaxRow
	var raw json.RawMessage
	err = j.dec.Decode(&raw)
	if errors.Is(err, io.EOF) && !j.inside {
		return nil, 0, io.EOF
	}
	if err != nil {
		return nil, 0, j.broken(err)
	}
	line, _ = j.lines.place(j.dec.InputOffset() - int64(len(raw)))
	if !utf8.Valid(raw) {
		return nil, line, nil // for the row to be refused
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	if err := dec.Decode(&record); err != nil {
		return nil, line, j.broken(err)
	}
	return record, line, nil
}

// leave reads what follows the records. It is io.EOF where that is sound: the ends of what holds them, and other fields of it.
func (j *jsonReader) leave() error {
	for {
		j.lines.budget = MaxRow
		token, err := j.dec.Token()
		switch {
		case errors.Is(err, io.EOF) && j.depth == 0:
			return io.EOF
		case err != nil:
			return j.broken(err)
		case j.depth == 0:
			return j.at("no JSON: something stands behind the end")
		case token == json.Delim('{') || token == json.Delim('['):
			j.depth++
		case token == json.Delim('}') || token == json.Delim(']'):
			j.depth--
		}
	}
}

// broken says where the JSON can't be read.
func (j *jsonReader) broken(err error) error {
	var syntax *json.SyntaxError
	var already *broken
	switch {
	case errors.As(err, &already):
		return err
	case errors.As(err, &syntax):
		line, column := j.lines.place(j.dec.InputOffset() + j.ahead())
		return &broken{line, column, "no JSON: " + syntax.Error()}
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return j.at("the file ends in the middle")
	}
	return err
}

// ahead is how far the next value can be read until it is wrong. The decoder does not count what it read by tokens, so its own offset is
// none in the file.
func (j *jsonReader) ahead() int64 {
	rest, err := io.ReadAll(j.dec.Buffered())
	if err != nil {
		return 0 // it never fails
	}
	var value json.RawMessage
	var syntax *json.SyntaxError
	if errors.As(json.NewDecoder(bytes.NewReader(rest)).Decode(&value), &syntax) {
		return syntax.Offset - 1
	}
	return 0
}

// at is a problem where the reader is.
func (j *jsonReader) at(message string) error {
	line, column := j.lines.place(j.dec.InputOffset())
	return &broken{line, column, message}
}

// A lineReader remembers where lines began that were handed out and not yet asked for, and stops for good where a record is too long.
type lineReader struct {
	in     io.Reader
	read   int64 // bytes handed out
	budget int   // that may still be
	over   error // once more was wanted

	line   int     // lines that ended before what is remembered
	start  int64   // of that line
	starts []int64 // of later lines
}

func (l *lineReader) Read(p []byte) (int, error) {
	if l.budget <= 0 && l.over == nil {
		line, column := l.place(l.read)
		l.over = &broken{line, column, fmt.Sprintf("a record is longer than %d bytes", MaxRow)}
	}
	if l.over != nil {
		return 0, l.over
	}
	n, err := l.in.Read(p[:min(len(p), l.budget)])
	for i, c := range p[:n] {
		if c == '\n' {
			l.starts = append(l.starts, l.read+int64(i)+1)
		}
	}
	l.read, l.budget = l.read+int64(n), l.budget-n
	return n, err
}

// place returns line and column, in bytes, of an offset; what lies before it is forgotten.
func (l *lineReader) place(offset int64) (line, column int) {
	i := 0
	for i < len(l.starts) && l.starts[i] <= offset {
		l.line, l.start, i = l.line+1, l.starts[i], i+1
	}
	l.starts = append(l.starts[:0], l.starts[i:]...)
	return l.line + 1, int(offset-l.start) + 1
}

// jsonLines calls do with each line that holds something: a record, or nil and what is wrong with it.
func jsonLines(in io.Reader, do func(record any, line, column int, wrong string) error) error {
	r := bufio.NewReaderSize(in, 1<<16)
	for line := 1; ; line++ {
		text, err := readLine(r)
		if errors.Is(err, io.EOF) && len(text) == 0 {
			return nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			if errors.Is(err, bufio.ErrTooLong) {
				err = &broken{line, 1, fmt.Sprintf("this line is longer than %d bytes", MaxRow)}
			}
			return err
		}
		if len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		record, column, wrong := oneRecord(text)
		if err := do(record, line, column, wrong); err != nil {
			return err
		}
	}
}

// readLine reads a line with its end.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		piece, err := r.ReadSlice('\n')
		if line = append(line, piece...); len(line) > MaxRow {
			return nil, bufio.ErrTooLong
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
}

// oneRecord reads a line, or says what is wrong with it.
func oneRecord(text []byte) (record any, column int, wrong string) {
	if !utf8.Valid(text) {
		return nil, 1, "not valid UTF-8"
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	err := dec.Decode(&record)
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return nil, utf8.RuneCount(text[:min(max(int(syntax.Offset)-1, 0), len(text))]) + 1, "no JSON: " + syntax.Error()
	case err != nil:
		return nil, 1, "no JSON: the line ends in the middle of a record"
	case len(bytes.TrimSpace(text[dec.InputOffset():])) > 0:
		return nil, utf8.RuneCount(text[:dec.InputOffset()]) + 1, "no JSON: something stands behind the record"
	case record == nil:
		return nil, 1, "no record: null"
	}
	return record, 1, ""
}
