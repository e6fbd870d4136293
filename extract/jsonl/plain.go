package jsonl

import (
	"bytes"
	"encoding/json"
	"slices"

	"dyad/graph"
)

// plainly reads a line as most are, such as dyad writes them: it begins with its kind, its fields are known, and each is there once, without
// escapes in its name. Whether it is such a line is the second result; what is wrong with any other is for parse to find out.
func (p *parser) plainly(line []byte) (record, bool) {
	head, found := bytes.CutPrefix(line, []byte(`{"kind":"`))
	name, _, closed := bytes.Cut(head, []byte(`"`))
	kind := graph.RecordKind(name)
	s := p.shapes[kind]
	if !found || !closed || s == nil {
		return record{}, false
	}
	r := record{Kind: kind, Value: empty(kind)}
	if err := json.Unmarshal(line, r.Value); err != nil {
		return record{}, false
	}
	c := &cursor{line: line}
	return r, c.plain(s)
}

// A cursor goes over a line that is valid JSON.
type cursor struct {
	line []byte
	at   int
}

// plain goes over a value and reports whether the objects in it that have a shape have no other fields, none twice, all that are needed, and no
// name with an escape. After one that is not plain it stands anywhere.
func (c *cursor) plain(s *shape) bool {
	switch b := c.next(); {
	case b == '{' && s.fields != nil:
		return c.plainObject(s)
	case b == '[' && s.item != nil:
		return c.plainList(s.item)
	case b == 'n' && s.needed != "": // null
		return false
	}
	c.skip()
	return true
}

func (c *cursor) plainObject(s *shape) bool {
	var room [24]*shape // more than any record has
	met := room[:0]
	c.at++
	for b := c.next(); b != '}'; b = c.next() {
		if b == ',' {
			c.at++
			c.next()
		}
		name := c.text()
		field := s.fields[string(name)]
		if field == nil || bytes.IndexByte(name, '\\') >= 0 || slices.Contains(met, field) {
			return false
		}
		met = append(met, field)
		c.next()
		c.at++ // the colon
		if !c.plain(field) {
			return false
		}
	}
	c.at++
	return !slices.ContainsFunc(s.needs, func(field *shape) bool { return !slices.Contains(met, field) })
}

func (c *cursor) plainList(item *shape) bool {
	c.at++
	for b := c.next(); b != ']'; b = c.next() {
		if b == ',' {
			c.at++
		}
		if !c.plain(item) {
			return false
		}
	}
	c.at++
	return true
}

// next passes over white space, and returns what stands behind it.
func (c *cursor) next() byte {
	for {
		switch b := c.line[c.at]; b {
		case ' ', '\t', '\r', '\n':
			c.at++
		default:
			return b
		}
	}
}

// text returns the text at which the cursor stands, as it is written, without its quotes, and passes over it.
func (c *cursor) text() []byte {
	start := c.at + 1
	for c.at = start; c.line[c.at] != '"'; c.at++ {
		if c.line[c.at] == '\\' {
			c.at++
		}
	}
	c.at++
	return c.line[start : c.at-1]
}

// skip passes over the value at which the cursor stands.
func (c *cursor) skip() {
	for depth := 0; ; {
		switch c.line[c.at] {
		case '"':
			c.text()
		case '{', '[':
			c.at++
			depth++
		case '}', ']':
			c.at++
			depth--
		default: // a number, a word, a comma, a colon, white space
			c.at++
			if depth == 0 {
				c.at += bytes.IndexAny(c.line[c.at:], ",}] \t\r\n") // something closes what the value is in
			}
		}
		if depth == 0 {
			return
		}
	}
}
