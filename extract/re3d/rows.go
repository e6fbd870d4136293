package re3d

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"unicode/utf8"

	"dyad/extract"
)

// A document is a line of documents.json.
type document struct {
	ID    string `json:"_id"`
	Text  string `json:"text"`
	Title string `json:"title"`
	Name  string `json:"sourceName"`
	URL   string `json:"sourceUrl"`
}

// A span is words of a text, as the file has them.
type span struct {
	Begin int
	End   int
	Words string
}

// An entity is a line of entities.json.
type entity struct {
	ID         string   `json:"_id"`
	Document   string   `json:"documentId"`
	Begin      int      `json:"begin"`
	End        int      `json:"end"`
	Type       string   `json:"type"`
	Value      string   `json:"value"`
	Confidence *float64 `json:"confidence"` // nil: nobody said any
}

// A relation is a line of relations.json.
type relation struct {
	entity
	SourceBegin int    `json:"sourceBegin"`
	SourceEnd   int    `json:"sourceEnd"`
	Source      string `json:"source"`
	TargetBegin int    `json:"targetBegin"`
	TargetEnd   int    `json:"targetEnd"`
	Target      string `json:"target"`
}

// A place is a line of a file.
type place struct {
	file string
	line int
}

// problem is what is wrong with the line.
func (p place) problem(format string, args ...any) extract.Problem {
	return extract.Problem{File: p.file, Line: p.line, Column: 1, Message: fmt.Sprintf(format, args...)}
}

// largest is how many bytes a file may have.
const largest = extract.MaxText

// rows reads a file of one object a line. Empty lines are passed over. Problems are told with the column at which reading stopped.
func rows[T any](fsys fs.FS, name, shown string, take func(place, *T)) (data []byte, problems []extract.Problem) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, []extract.Problem{{File: shown, Message: "it can't be opened: a folder in the form of re3d has documents.json, entities.json and relations.json"}}
	}
	defer f.Close()
	if data, err = io.ReadAll(io.LimitReader(f, largest+1)); err != nil {
		return nil, []extract.Problem{{File: shown, Message: "it can't be read: " + err.Error()}}
	}
	if len(data) > largest {
		return nil, []extract.Problem{{File: shown, Message: fmt.Sprintf("more than %d MB: divide the documents among several folders", largest>>20)}}
	}
	if !utf8.Valid(data) {
		return nil, []extract.Problem{{File: shown, Message: "not valid UTF-8"}}
	}
	n := 0
	for line := range bytes.Lines(data) {
		n++
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		var row T
		if err := json.Unmarshal(line, &row); err != nil {
			problems = append(problems, broken(place{shown, n}, line, err))
			continue
		}
		take(place{shown, n}, &row)
	}
	return data, problems
}

// broken says where in a line reading stopped.
func broken(at place, line []byte, err error) extract.Problem {
	p := at.problem("%s: every line is one JSON object", err)
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		p.Column = utf8.RuneCount(line[:min(max(int(syntax.Offset)-1, 0), len(line))]) + 1
	case errors.As(err, &wrong):
		p.Column = utf8.RuneCount(line[:min(max(int(wrong.Offset)-1, 0), len(line))]) + 1
		p.Message = fmt.Sprintf("field %q can't be a %s", wrong.Field, wrong.Value)
	}
	return p
}
