package webannotation

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"dyad/extract"
)

// deepest is how far values may lie in each other.
const deepest = 100

// A node is a value of JSON, and where it begins.
type node struct {
	at, end int // bytes
	value   any // string, json.Number, bool or nil; nil too for the others
	fields  map[string]*node
	items   []*node
	list    bool
}

func (n *node) object() bool { return n.fields != nil }

// text is the value of a string.
func (n *node) text() (string, bool) {
	s, ok := n.value.(string)
	return s, ok
}

// each returns what a property holds: the items of a list, or the one value. A property that is not there holds nothing.
func (n *node) each(name string) []*node {
	v := n.fields[name]
	switch {
	case v == nil:
		return nil
	case v.list:
		return v.items
	}
	return []*node{v}
}

// one returns the single text of a property, "" if it has none.
func (n *node) one(name string) string {
	for _, v := range n.each(name) {
		if s, ok := v.text(); ok {
			return s
		}
	}
	return ""
}

// parse reads JSON as a tree. A problem has the place where reading stopped.
func parse(data []byte) (*node, *extract.Problem) {
	if !utf8.Valid(data) {
		return nil, &extract.Problem{Message: "not valid UTF-8"}
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	p := parser{d, data}
	n, err := p.next(0)
	if err == nil {
		if _, err = d.Token(); errors.Is(err, io.EOF) {
			return n, nil
		}
		err = errors.New("there is something behind the value")
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("it ends early")
	}
	problem := place(data, p.offset(err))
	problem.Message = "no JSON: " + err.Error()
	return nil, &problem
}

type parser struct {
	*json.Decoder
	data []byte
}

func (p *parser) offset(err error) int {
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return int(syntax.Offset) - 1
	}
	return int(p.InputOffset())
}

// next reads a value. The token before it may be a comma or a colon, which the decoder has passed over by then.
func (p *parser) next(depth int) (*node, error) {
	if depth > deepest {
		return nil, fmt.Errorf("values lie more than %d deep in each other", deepest)
	}
	before := int(p.InputOffset())
	t, err := p.Token()
	if err != nil {
		return nil, err
	}
	n := &node{at: before + len(p.data[before:]) - len(bytes.TrimLeft(p.data[before:], " \t\r\n,:"))}
	switch t {
	case json.Delim('{'):
		n.fields = map[string]*node{}
		for p.More() {
			key, err := p.Token()
			if err != nil {
				return nil, err
			}
			name := key.(string) // the decoder takes nothing else there
			if n.fields[name] != nil {
				return nil, fmt.Errorf("the object has %q twice", name)
			}
			if n.fields[name], err = p.next(depth + 1); err != nil {
				return nil, err
			}
		}
		_, err = p.Token()
		n.end = int(p.InputOffset())
		return n, err
	case json.Delim('['):
		n.list = true
		for p.More() {
			item, err := p.next(depth + 1)
			if err != nil {
				return nil, err
			}
			n.items = append(n.items, item)
		}
		_, err = p.Token()
		n.end = int(p.InputOffset())
		return n, err
	}
	n.value, n.end = t, int(p.InputOffset())
	return n, nil
}

// place is a problem at a byte.
func place(data []byte, offset int) extract.Problem {
	before := data[:min(max(offset, 0), len(data))]
	start := bytes.LastIndexByte(before, '\n') + 1
	return extract.Problem{Line: bytes.Count(before, []byte("\n")) + 1, Column: utf8.RuneCount(before[start:]) + 1}
}
