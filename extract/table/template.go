package table

import (
	"strings"

	"dyad/extract"
)

// A template is text with columns in braces: "{first} {last}". Two braces stand for one.
type template struct {
	parts []part
	slots []int // of the columns in it
}

// A part is literal text, or a column.
type part struct {
	text string
	slot int // -1: text
}

// template reads a template over the columns of a table.
func (t *Table) template(n extract.Node, what string) *template {
	text := n.Text(what)
	out := &template{}
	for text != "" {
		i := strings.IndexAny(text, "{}")
		if i < 0 {
			break
		}
		out.literal(text[:i])
		switch rest := text[i+1:]; {
		case rest != "" && rest[0] == text[i]:
			out.literal(text[i : i+1])
			text = rest[1:]
		case text[i] == '}':
			n.Report("a } without a { before it: write }} for the character itself")
			return out
		default:
			name, after, closed := strings.Cut(rest, "}")
			if !closed || strings.TrimSpace(name) == "" {
				n.Report("a { begins the name of a column, and } ends it: write {{ for the character itself")
				return out
			}
			slot := t.slot(n, strings.TrimSpace(name))
			out.parts, out.slots = append(out.parts, part{slot: slot}), append(out.slots, slot)
			text = after
		}
	}
	out.literal(text)
	return out
}

// literal adds text as it is.
func (m *template) literal(text string) {
	if text != "" {
		m.parts = append(m.parts, part{text: text, slot: -1})
	}
}

// constant returns the text of a template without columns.
func (m *template) constant() (string, bool) {
	if m == nil || len(m.slots) > 0 {
		return "", false
	}
	return m.fill(func(int) string { return "" }), true
}

// fill puts the template together.
func (m *template) fill(value func(i int) string) string {
	var b strings.Builder
	i := 0
	for _, p := range m.parts {
		if p.slot < 0 {
			b.WriteString(p.text)
			continue
		}
		b.WriteString(value(i))
		i++
	}
	return b.String()
}

// all returns the texts of a template in a row: several where one of its columns holds several, none where one of them is missing.
func (m *template) all(r *row) ([]string, *fault) {
	if m == nil {
		return nil, nil
	}
	cells, many, f := m.cells(r)
	if f != nil || cells == nil {
		return nil, f
	}
	count := 1
	if many >= 0 {
		count = len(cells[many])
	}
	texts := make([]string, count)
	for i := range texts {
		texts[i] = strings.TrimSpace(m.fill(func(k int) string {
			if k == many {
				return cells[k][i]
			}
			return cells[k][0]
		}))
	}
	return texts, nil
}

// cells returns the values of the columns of a template, nil if one of them is missing, and which one holds several, -1 if none does.
func (m *template) cells(r *row) ([][]string, int, *fault) {
	cells, many, missing := make([][]string, len(m.slots)), -1, false
	for i, slot := range m.slots {
		values, f := r.values(slot)
		switch {
		case f != nil:
			return nil, 0, f
		case len(values) == 0:
			missing = true
		case len(values) > 1 && many >= 0:
			return nil, 0, r.fault(slot, strings.Join(values, ", "), "two columns of one template hold several values each: name both under each, so that they go together")
		case len(values) > 1:
			many = i
		}
		cells[i] = values
	}
	if missing {
		return nil, -1, nil
	}
	return cells, many, nil
}

// one returns the one text of a template in a row, "" where one of its columns is missing.
func (m *template) one(r *row) (string, *fault) {
	texts, f := m.all(r)
	switch {
	case f != nil || len(texts) == 0:
		return "", f
	case len(texts) > 1:
		return "", r.fault(m.slots[0], strings.Join(texts, ", "), "several values where one is wanted: name the column under each, or pick one")
	}
	return texts[0], nil
}

// words returns a text for people: columns that are missing are left out, several values joined by commas, white space made one
// space. It is "" if the template has columns and all are missing.
func (m *template) words(r *row) (string, *fault) {
	if m == nil {
		return "", nil
	}
	found := make([]string, len(m.slots))
	some := len(m.slots) == 0
	for i, slot := range m.slots {
		values, f := r.values(slot)
		if f != nil {
			return "", f
		}
		found[i] = strings.Join(values, ", ")
		some = some || len(values) > 0
	}
	if !some {
		return "", nil
	}
	return strings.Join(strings.Fields(m.fill(func(i int) string { return found[i] })), " "), nil
}
