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
	return m.fill(nil), true
}

// fill puts the template together, of a value for each of its columns.
func (m *template) fill(values []string) string {
	if len(m.parts) == 1 && len(values) == 1 {
		return values[0]
	}
	size := 0
	for _, p := range m.parts {
		size += len(p.text)
	}
	for _, v := range values {
		size += len(v)
	}
	var b strings.Builder
	b.Grow(size)
	i := 0
	for _, p := range m.parts {
		if p.slot < 0 {
			b.WriteString(p.text)
			continue
		}
		b.WriteString(values[i])
		i++
	}
	return b.String()
}

// few is how many columns most templates have at most: for so many there is room on the stack.
const few = 8

// all returns the texts of a template in a row: several where one of its columns holds several, none where one of them is missing. They may lie in
// memory of the row.
func (m *template) all(r *row) ([]string, *fault) {
	if m == nil {
		return nil, nil
	}
	if len(m.parts) == 1 && len(m.slots) == 1 {
		return r.values(m.slots[0])
	}
	var room [few]string
	values := room[:0]
	many, missing := -1, false
	var several []string
	for i, slot := range m.slots {
		found, f := r.values(slot)
		switch {
		case f != nil:
			return nil, f
		case len(found) == 0:
			missing = true
			continue
		case len(found) > 1 && many >= 0:
			return nil, r.severalTwice(slot, found)
		case len(found) > 1:
			many, several = i, found
		}
		values = append(values, found[0])
	}
	if missing {
		return nil, nil
	}
	if many < 0 {
		return []string{strings.TrimSpace(m.fill(values))}, nil
	}
	texts := make([]string, len(several))
	for i, value := range several {
		values[many] = value
		texts[i] = strings.TrimSpace(m.fill(values))
	}
	return texts, nil
}

// places is all with gaps: where a column has one, and throughout where one of those that hold a single text is missing.
func (m *template) places(r *row) ([]string, *fault) {
	values := make([]string, len(m.slots))
	many, missing := -1, false
	several := []string{""}
	for i, slot := range m.slots {
		held, f := r.places(slot)
		switch {
		case f != nil:
			return nil, f
		case len(held) > 1 && many >= 0:
			return nil, r.severalTwice(slot, held)
		case len(held) > 1:
			many, several = i, held
		default:
			values[i] = held[0]
			missing = missing || held[0] == ""
		}
	}
	texts := make([]string, len(several))
	for i, value := range several {
		if missing || many >= 0 && value == "" {
			continue
		}
		if many >= 0 {
			values[many] = value
		}
		texts[i] = strings.TrimSpace(m.fill(values))
	}
	return texts, nil
}

// severalTwice is what is wrong with a second column of a template that holds several values.
func (r *row) severalTwice(slot int, values []string) *fault {
	return r.fault(slot, strings.Join(values, ", "), "two columns of one template hold several values each: name both under each, so that they go together")
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
	var room [few]string
	values, some := room[:0], len(m.slots) == 0
	for _, slot := range m.slots {
		found, f := r.values(slot)
		if f != nil {
			return "", f
		}
		values = append(values, strings.Join(found, ", "))
		some = some || len(found) > 0
	}
	if !some {
		return "", nil
	}
	return oneLine(m.fill(values)), nil
}
