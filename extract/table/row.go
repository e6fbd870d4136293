package table

import (
	"fmt"
	"slices"
	"strings"

	"dyad/extract"
)

// A row is a record of a file. It lasts until the next one is read; texts may be kept, but not slices of them.
type row struct {
	table  *Table
	file   int    // its place among the files that are read
	number uint32 // from 1, of the file

	line  int
	cells [][]string // by slot, as they stand in the file; of columns that are worked out, nothing
	at    []place    // by slot; nil where only the line is known
	parts [][]int    // by slot, how many of the cells each item of a list of JSON gave; nil in other formats

	made   *made   // the last claim that was made of it
	memo   []found // by slot
	placed []found // likewise, with gaps; nil until one is asked for
}

// A found is what was worked out of a column.
type found struct {
	done   bool
	values []string
	fault  *fault
}

// A fault is why a row can't be taken.
type fault struct {
	line, column int
	name, value  string // of the column; "" where the row as a whole is at fault
	why          string
}

// fault says what is wrong with the value of a column.
func (r *row) fault(slot int, value, why string) *fault {
	f := &fault{line: r.line, column: 1, name: r.table.columns[slot].name, value: value, why: why}
	if base := r.table.columns[slot].base(); base >= 0 && r.at != nil && r.at[base].line > 0 {
		f.line, f.column = r.at[base].line, r.at[base].column
	}
	return f
}

// wrong says what is wrong with the row as a whole.
func (r *row) wrong(format string, args ...any) *fault {
	return &fault{line: r.line, column: 1, why: fmt.Sprintf(format, args...)}
}

// problem is the fault as something to be told.
func (f *fault) problem(file string) extract.Problem {
	message := f.why
	if f.name != "" {
		message = fmt.Sprintf("column %q is %s: %s", f.name, quoted(f.value), f.why)
	}
	return extract.Problem{File: file, Line: f.line, Column: f.column, Message: message}
}

// quoted is a value in quotes, cut where it is long.
func quoted(value string) string {
	const most = 100
	if runes := []rune(value); len(runes) > most {
		value = string(runes[:most]) + "…"
	}
	return fmt.Sprintf("%q", value)
}

// values returns what a column holds in the row, worked out once.
func (r *row) values(slot int) ([]string, *fault) {
	m := &r.memo[slot]
	if !m.done {
		m.done = true
		m.values, m.fault = r.table.columns[slot].work(r, slot)
	}
	return m.values, m.fault
}

// places is values with a gap, "", wherever one of several is missing: values of columns that stand in the same place go together. A column that holds nothing
// at all has one gap.
func (r *row) places(slot int) ([]string, *fault) {
	if r.placed == nil {
		r.placed = make([]found, len(r.memo))
	}
	m := &r.placed[slot]
	if !m.done {
		m.done = true
		m.values, m.fault = r.table.columns[slot].places(r, slot)
	}
	return m.values, m.fault
}

// turns calls do with the row, or, for a rule that names columns under each, with a row for each place in which one of them holds something.
func (r *row) turns(u *rule, do func(*row) *fault) *fault {
	if len(u.each) == 0 {
		return do(r)
	}
	lists := make([][]string, len(u.each))
	for i, slot := range u.each {
		places, f := r.places(slot)
		if f != nil {
			return f
		}
		lists[i] = places
	}
	if !slices.ContainsFunc(lists, some) {
		return nil
	}
	for i, slot := range u.each {
		if len(lists[i]) != len(lists[0]) {
			return r.fault(slot, strings.Join(lists[i], " | "), fmt.Sprintf(
				"%d values, and column %q beside it has %d", len(lists[i]), r.table.columns[u.each[0]].name, len(lists[0])))
		}
		a, b := r.spread(u.each[0], len(lists[0])), r.spread(slot, len(lists[i]))
		if len(a) == len(b) && !slices.Equal(a, b) {
			return r.fault(slot, strings.Join(lists[i], " | "), fmt.Sprintf(
				"as many values as column %q beside it, but not in each item of the list: let rows go down to its items", r.table.columns[u.each[0]].name))
		}
	}
	for i := range lists[0] {
		one := *r
		one.memo = make([]found, len(r.memo))
		if !one.turn(u, lists, i) {
			continue
		}
		if f := do(&one); f != nil {
			return f
		}
	}
	return nil
}

// spread is how many of the n places of a column each item of a list of JSON gave; nil where that is not known.
func (r *row) spread(slot, n int) []int {
	if r.parts == nil {
		return nil
	}
	base := r.table.columns[slot].base()
	for base >= 0 && base != slot {
		slot, base = base, r.table.columns[base].base()
	}
	if base < 0 {
		return nil
	}
	for _, part := range r.parts[base] {
		n -= part
	}
	if n != 0 {
		return nil // cells were cut, or one of their values was picked
	}
	return r.parts[base]
}

// turn has the columns under each hold what stands in one place. It reports false where that is nothing in all of them.
func (r *row) turn(u *rule, lists [][]string, at int) bool {
	some := false
	for k, slot := range u.each {
		values := filled(lists[k][at : at+1])
		r.memo[slot] = found{done: true, values: values}
		some = some || len(values) > 0
	}
	for _, slot := range u.each {
		m, c := &r.memo[slot], r.table.columns[slot]
		if len(m.values) == 0 && c.empty != nil {
			m.values, m.fault = c.empty.all(r)
		}
	}
	return some
}

// some reports whether one of the places is no gap.
func some(places []string) bool {
	return slices.ContainsFunc(places, func(v string) bool { return v != "" })
}

// filled returns what stands in the places that are no gaps.
func filled(places []string) []string {
	if !slices.Contains(places, "") { // as most: no memory of its own
		return places
	}
	var values []string
	for _, v := range places {
		if v != "" {
			values = append(values, v)
		}
	}
	return values
}

// holds reports whether the conditions of a rule are met.
func (r *row) holds(u *rule) (bool, *fault) {
	for _, c := range u.when {
		values, f := r.values(c.slot)
		if f != nil {
			return false, f
		}
		if c.met(values) == c.not {
			return false, nil
		}
	}
	return true, nil
}

// met reports whether one of the values is asked for; of a column without any, whether "" is.
func (c *condition) met(values []string) bool {
	if len(values) == 0 {
		return c.values[""]
	}
	for _, v := range values {
		if c.values[v] {
			return true
		}
	}
	return false
}
