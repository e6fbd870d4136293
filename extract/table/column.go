package table

import (
	"slices"
	"strconv"
	"strings"
)

// A column is one of the file, or one that is worked out of others.
type column struct {
	name string
	at   place    // where the mapping first names it
	path jsonPath // in JSON

	of      *template       // nil: it stands in the file
	missing map[string]bool // texts that stand for nothing, beside ""
	split   string          // what divides the values of a cell; "": it holds one
	nested  bool            // what divides them does not do so between brackets
	along   int             // slot of a column that has to hold several values for the cell to be divided; -1: none has
	before  string          // only what stands before this text
	after   string          // only what stands after this text
	date    string          // how dates are written; "": it holds none
	values  map[string]string
	other   *string // what values stand for that the table lacks; nil: the row is refused
	pick    string
	once    bool      // of several values that are the same, only one
	empty   *template // what the column holds where it would hold nothing; nil: nothing
	slot    int
}

// base returns the slot of the column of the file that the column is made of, -1 if there is none or several.
func (c *column) base() int {
	switch {
	case c.of == nil:
		return c.slot
	case len(c.of.slots) == 1:
		return c.of.slots[0]
	}
	return -1
}

// rests returns the slots of the columns that have to be known before this one.
func (c *column) rests() []int {
	var slots []int
	if c.of != nil {
		slots = append(slots, c.of.slots...)
	}
	if c.empty != nil {
		slots = append(slots, c.empty.slots...)
	}
	if c.along >= 0 {
		slots = append(slots, c.along)
	}
	return slots
}

// A manner is how columns and templates are read: without gaps, or with them (see [row.places]).
type manner struct {
	column   func(*row, int) ([]string, *fault)
	template func(*template, *row) ([]string, *fault)
}

// work works out what the column holds in a row.
func (c *column) work(r *row, slot int) ([]string, *fault) {
	held, f := c.held(r, slot, manner{(*row).values, (*template).all})
	if f != nil {
		return nil, f
	}
	values := c.picked(filled(held))
	if len(values) == 0 && c.empty != nil {
		return c.empty.all(r)
	}
	return values, nil
}

// places is work with gaps. One that is picked stands in no place beside others.
func (c *column) places(r *row, slot int) ([]string, *fault) {
	held, f := c.held(r, slot, manner{(*row).places, (*template).places})
	if f != nil {
		return nil, f
	}
	if c.pick != "" {
		held = c.picked(filled(held))
	}
	if !some(held) && c.empty != nil {
		return c.empty.places(r)
	}
	if len(held) == 0 {
		held = []string{""}
	}
	return held, nil
}

// held returns all that the column holds, with a gap in place of what stands for nothing.
func (c *column) held(r *row, slot int, in manner) ([]string, *fault) {
	cells := []string(nil)
	if c.of == nil {
		cells = r.cells[slot]
	} else {
		var f *fault
		if cells, f = in.template(c.of, r); f != nil {
			return nil, f
		}
	}
	divided, f := c.divided(r, in)
	if f != nil {
		return nil, f
	}
	held, f := c.worth(r, slot, cells, divided)
	if c.once {
		held = distinct(held)
	}
	return held, f
}

// worth returns what the texts of cells stand for, with a gap in place of nothing.
func (c *column) worth(r *row, slot int, cells []string, divided bool) ([]string, *fault) {
	if len(cells) == 1 && !divided {
		value, f := c.value(r, slot, cells[0])
		switch {
		case f != nil:
			return nil, f
		case value == cells[0]: // as most are: no memory of its own
			return cells, nil
		}
		return []string{value}, nil
	}
	var held []string
	for _, cell := range cells {
		for _, text := range c.pieces(cell, divided) {
			value, f := c.value(r, slot, text)
			if f != nil {
				return nil, f
			}
			held = append(held, value)
		}
	}
	return held, nil
}

// distinct returns the values, each once, with gaps where they stand again.
func distinct(values []string) []string {
	out := make([]string, 0, len(values))
	for _, v := range values {
		if slices.Contains(out, v) {
			v = ""
		}
		out = append(out, v)
	}
	return out
}

// divided reports whether a cell of the row holds several values, as far as that is known beside it.
func (c *column) divided(r *row, in manner) (bool, *fault) {
	if c.split == "" || c.along < 0 {
		return c.split != "", nil
	}
	values, f := in.column(r, c.along)
	return len(values) > 1, f
}

// pieces returns the texts in a cell.
func (c *column) pieces(cell string, divided bool) []string {
	if !divided || c.void(cell) {
		return []string{cell}
	}
	return c.divide(cell)
}

// divide cuts a cell where its values end.
func (c *column) divide(cell string) []string {
	if !c.nested {
		return strings.Split(cell, c.split)
	}
	var pieces []string
	depth, start := 0, 0
	for i := 0; i < len(cell); {
		switch cell[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth = max(depth-1, 0)
		}
		if depth == 0 && strings.HasPrefix(cell[i:], c.split) {
			pieces = append(pieces, cell[start:i])
			i += len(c.split)
			start = i
			continue
		}
		i++
	}
	return append(pieces, cell[start:])
}

// void reports whether a text stands for nothing.
func (c *column) void(text string) bool {
	text = strings.TrimSpace(text)
	return text == "" || c.missing[text]
}

// value returns the word that one text stands for; "" if it stands for nothing.
func (c *column) value(r *row, slot int, text string) (string, *fault) {
	if c.void(text) {
		return "", nil
	}
	return c.translate(r, slot, strings.TrimSpace(text))
}

// translate cuts a text and turns it into the word for it; "" if nothing is left, or there is none.
func (c *column) translate(r *row, slot int, text string) (string, *fault) {
	if c.before != "" {
		text, _, _ = strings.Cut(text, c.before)
	}
	if c.after != "" {
		_, rest, there := strings.Cut(text, c.after)
		if !there {
			return "", nil
		}
		text = rest
	}
	if text = strings.TrimSpace(text); text == "" {
		return "", nil
	}
	if c.date != "" {
		day, ok := readDate(text, c.date)
		if !ok {
			return "", r.fault(slot, text, "no date as "+dateForms[c.date])
		}
		text = day
	}
	if c.values == nil {
		return text, nil
	}
	word, listed := c.values[text]
	switch {
	case listed:
		return word, nil
	case c.other != nil:
		return *c.other, nil
	}
	return "", r.fault(slot, text, "not among the values that the mapping lists for this column: add it there, or give a default")
}

// The ways to pick one of several values.
const (
	pickFirst    = "first"
	pickLast     = "last"
	pickLeast    = "least"
	pickGreatest = "greatest"
	pickCount    = "count"
)

func picks() []string { return []string{pickFirst, pickLast, pickLeast, pickGreatest, pickCount} }

// picked returns the value to be picked, or all.
func (c *column) picked(values []string) []string {
	if c.pick == pickCount {
		return []string{strconv.Itoa(len(values))}
	}
	if len(values) == 0 || c.pick == "" {
		return values
	}
	i := 0
	switch c.pick {
	case pickLast:
		i = len(values) - 1
	case pickLeast:
		i = slices.Index(values, slices.MinFunc(values, compareValues))
	case pickGreatest:
		i = slices.Index(values, slices.MaxFunc(values, compareValues))
	}
	return values[i : i+1]
}

// compareValues orders numbers as numbers, and other texts as texts.
func compareValues(a, b string) int {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX == nil && errY == nil && x != y {
		if x < y {
			return -1
		}
		return 1
	}
	return strings.Compare(a, b)
}
