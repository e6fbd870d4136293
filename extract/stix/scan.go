package stix

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"dyad/extract"
)

// A scanner finds the objects in a file: in a list, in the bundles, or one after the other.
type scanner struct {
	name     string
	data     []byte
	objects  []*object
	bundles  int
	problems []extract.Problem
}

// scan reads everything, and stops at the first place that is no JSON.
func (s *scanner) scan() {
	s.data = bytes.TrimPrefix(s.data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(s.data) {
		at := 0
		for r, size := utf8.DecodeRune(s.data); r != utf8.RuneError || size > 1; r, size = utf8.DecodeRune(s.data[at:]) {
			at += size
		}
		s.problem(at, "not valid UTF-8")
		return
	}
	d := json.NewDecoder(bytes.NewReader(s.data))
	for {
		var value json.RawMessage
		switch err := d.Decode(&value); {
		case errors.Is(err, io.EOF):
			if len(s.objects)+s.bundles+len(s.problems) == 0 {
				s.problems = append(s.problems, extract.Problem{File: s.name, Message: "no object of STIX is in it"})
			}
			return
		case err != nil:
			s.broken(err)
			return
		}
		s.value(value, int(d.InputOffset())-len(value))
	}
}

// broken notes that the file is no JSON.
func (s *scanner) broken(err error) {
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		s.problem(max(int(syntax.Offset)-1, 0), syntax.Error())
	case errors.Is(err, io.ErrUnexpectedEOF):
		s.problem(len(s.data), "the file ends within an object, so it seems to have been cut short: use a whole copy of it")
	default:
		s.problem(len(s.data), err.Error())
	}
}

// value takes an object, or those of a list or of a bundle.
func (s *scanner) value(raw json.RawMessage, at int) {
	switch raw[0] {
	case '[':
		s.list(raw, at)
	case '{':
		var head struct {
			Type string `json:"type"`
		}
		_ = json.Unmarshal(raw, &head) // a type that is no text is told below
		if head.Type == "bundle" {
			s.bundles++
			s.bundle(raw, at)
			return
		}
		s.object(raw, at)
	default:
		s.problem(at, "STIX has objects here; this is: "+string(raw[:min(len(raw), 40)]))
	}
}

// bundle takes the objects of a bundle.
func (s *scanner) bundle(raw json.RawMessage, at int) {
	d := json.NewDecoder(bytes.NewReader(raw))
	_, _ = d.Token() // raw is an object and valid, so that nothing below can fail
	for d.More() {
		name, _ := d.Token()
		var value json.RawMessage
		_ = d.Decode(&value)
		if name == "objects" && value[0] == '[' {
			s.list(value, at+int(d.InputOffset())-len(value))
		}
	}
}

// list takes each value of a list.
func (s *scanner) list(raw json.RawMessage, at int) {
	d := json.NewDecoder(bytes.NewReader(raw))
	_, _ = d.Token()
	for d.More() {
		var value json.RawMessage
		_ = d.Decode(&value)
		where := at + int(d.InputOffset()) - len(value)
		if value[0] != '{' {
			s.problem(where, "STIX has objects here; this is: "+string(value[:min(len(value), 40)]))
			continue
		}
		s.object(value, where)
	}
}

func (s *scanner) object(raw json.RawMessage, at int) {
	o, err := newObject(raw, at)
	if err != nil {
		s.problem(at, err.Error())
		return
	}
	for _, p := range []struct{ name, value string }{{"type", o.Type}, {"id", o.ID}} {
		if p.value == "" {
			s.problem(at, fmt.Sprintf("an object of STIX needs a text as its %q: is this STIX 2?", p.name))
			return
		}
	}
	s.objects = append(s.objects, o)
}

// problem notes what is wrong at a byte of the file.
func (s *scanner) problem(at int, message string) {
	before := s.data[:min(at, len(s.data))]
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	s.problems = append(s.problems, extract.Problem{
		File: s.name, Line: bytes.Count(before, []byte("\n")) + 1, Column: utf8.RuneCount(line) + 1, Message: message,
	})
}
