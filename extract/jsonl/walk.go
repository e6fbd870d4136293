package jsonl

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	"dyad/graph"
)

// A flaw is something wrong at a place in a line.
type flaw struct {
	offset  int // in bytes
	message string
}

// A walk compares a line with the shape that it should have, and collects the flaws.
type walk struct {
	line  []byte
	json  *json.Decoder
	flaws []flaw
}

// flawsOf returns what is wrong with a line, which is JSON, that is to be one object of the given shape.
func flawsOf(line []byte, s *shape) []flaw {
	w := &walk{line: line, json: json.NewDecoder(bytes.NewReader(line))}
	w.json.UseNumber()
	if err := w.value(s); err != nil {
		w.flaw(int(w.json.InputOffset()), "%s", err)
	}
	return w.flaws
}

func (w *walk) flaw(offset int, format string, args ...any) {
	w.flaws = append(w.flaws, flaw{offset, fmt.Sprintf(format, args...)})
}

// value reads the next value, which should have the shape.
func (w *walk) value(s *shape) error {
	t, err := w.json.Token()
	if err != nil {
		return err
	}
	switch {
	case t == json.Delim('{') && s.fields != nil:
		return w.object(s)
	case t == json.Delim('[') && s.item != nil:
		return w.list(s.item)
	case t == json.Delim('{') || t == json.Delim('['):
		return w.skip()
	case t == nil && s.needed != "":
		w.flaw(int(w.json.InputOffset())-len("null"), "field %q can't be: null", s.needed)
	}
	if text, ok := t.(string); ok && s.text != nil {
		if err := s.read(text); err != nil {
			w.flaw(w.startOf(), "%s", err)
		}
	}
	return nil
}

// startOf returns where the text begins that was read last.
func (w *walk) startOf() int {
	end := int(w.json.InputOffset())
	for i := end - 2; i >= 0; i-- {
		if w.line[i] == '"' && !escaped(w.line[:i]) {
			return i
		}
	}
	return end
}

// escaped reports whether what follows b in a text is escaped: b ends in an odd number of backslashes.
func escaped(b []byte) bool {
	return (len(b)-len(bytes.TrimRight(b, `\`)))%2 == 1
}

// object reads the fields of an object, up to its end.
func (w *walk) object(s *shape) error {
	met, start := map[string]bool{}, int(w.json.InputOffset())-1
	for w.json.More() {
		t, err := w.json.Token()
		if err != nil {
			return err
		}
		name, _ := t.(string)
		field := s.fields[name]
		switch {
		case field == nil:
			w.flaw(w.startOf(), "%s", unknown("field", name, s.names()))
			field = &shape{}
		case met[name]:
			w.flaw(w.startOf(), "field %q comes twice", name)
		}
		met[name] = true
		if err := w.value(field); err != nil {
			return err
		}
	}
	for _, field := range s.needs {
		if !met[field.needed] {
			w.flaw(start, "field %q is missing", field.needed)
		}
	}
	_, err := w.json.Token()
	return err
}

func (w *walk) list(item *shape) error {
	for w.json.More() {
		if err := w.value(item); err != nil {
			return err
		}
	}
	_, err := w.json.Token()
	return err
}

// skip reads up to the end of a list or object that has just begun, however deep it goes.
func (w *walk) skip() error {
	for depth := 1; depth > 0; {
		t, err := w.json.Token()
		if err != nil {
			return err
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
	}
	return nil
}

// unknown says that there is no such thing, and what may have been meant.
func unknown(what, name string, known []string) string {
	err := &graph.Error{
		Err: fmt.Errorf("no %s %.100q", what, name), Candidates: graph.Nearest(name, slices.Values(known), 3),
	}
	return err.Error()
}
