package table

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"dyad/extract"
	"dyad/graph"
)

// maxKey is the length of the longest key.
const maxKey = 100

// A keyed is a key, and the text that it was made of.
type keyed struct {
	key  graph.EntityKey
	text string
	slot int // of the first column that it is made of; -1 if it is made of none
}

// keyOf returns the key for a text: the prefix of the data set and the text, as far as a key can hold it. Texts that differ have keys that do.
func (d *Dataset) keyOf(text string) string {
	return d.Prefix + "-" + extract.Slug(text, maxKey-len(d.Prefix)-1)
}

// keys returns the keys that a template comes to in a row.
func (d *Dataset) keys(m *template, r *row) ([]keyed, *fault) {
	texts, f := m.all(r)
	if f != nil {
		return nil, f
	}
	out := make([]keyed, 0, len(texts))
	for _, text := range texts {
		out = append(out, d.keyed(m, text))
	}
	return out, nil
}

// Names reports whether a key may be one that the mapping makes: it begins as all of these do.
func (d *Dataset) Names(key graph.EntityKey) bool {
	return strings.HasPrefix(string(key), d.Prefix+"-")
}

// keyed is what a template came to, as a key.
func (d *Dataset) keyed(m *template, text string) keyed {
	slot := -1
	if len(m.slots) > 0 {
		slot = m.slots[0]
	}
	return keyed{graph.EntityKey(d.keyOf(text)), text, slot}
}

// A maker works out templates in one row until one of them can't be.
type maker struct {
	d     *Dataset
	r     *row
	fault *fault
}

// words is [template.words], "" after a fault.
func (k *maker) words(m *template) string {
	if k.fault != nil {
		return ""
	}
	text, f := m.words(k.r)
	k.fault = f
	return text
}

// one is [template.one], "" after a fault.
func (k *maker) one(m *template) string {
	if k.fault != nil || m == nil {
		return ""
	}
	text, f := m.one(k.r)
	k.fault = f
	return text
}

// oneOf is one of a closed set. What the mapping alone tells was judged with it; this is for what stands in the cells.
func oneOf[T ~string](k *maker, m *template, what string, allowed []T) T {
	text := k.one(m)
	for _, a := range allowed {
		if text == string(a) {
			return a
		}
	}
	if text != "" && k.fault == nil {
		k.fault = k.at(m, text, "no "+what+": it is "+graph.OneOf(words(allowed)))
	}
	return ""
}

// at is a fault of the first column of a template, or of the row.
func (k *maker) at(m *template, value, why string) *fault {
	if len(m.slots) == 0 {
		return k.r.wrong("%s: %s", quoted(value), why)
	}
	return k.r.fault(m.slots[0], value, why)
}

// number reads a number in digits; nil if there is none.
func (k *maker) number(m *template) *float64 {
	text := k.one(m)
	if text == "" {
		return nil
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || strings.Trim(text, "+-.0123456789") != "" {
		k.fault = k.at(m, text, "no number in digits")
		return nil
	}
	if kept := strconv.FormatFloat(value, 'f', -1, 64); digits(kept) != digits(text) {
		k.fault = k.at(m, text, "a number with more digits than can be kept: it would be "+kept)
		return nil
	}
	return &value
}

// digits is a number in digits without sign and zeros that say nothing, to compare two that are written otherwise.
func digits(text string) string {
	whole, part, _ := strings.Cut(strings.TrimLeft(text, "+-"), ".")
	return strings.TrimLeft(whole, "0") + "." + strings.TrimRight(part, "0")
}

// when works out a time; the zero time where its dates are missing and nothing else is said.
func (k *maker) when(w *whenRule) (t graph.When) {
	if w == nil {
		return t
	}
	t.Basis = oneOf(k, w.basis, "basis", graph.Bases())
	t.Bound, t.Extent = oneOf(k, w.bound, "bound", graph.Bounds()), oneOf(k, w.extent, "extent", graph.Extents())
	text := k.day(w.date, w.precision)
	if w.date == nil {
		text = k.interval(w)
	}
	if k.fault != nil || text == "" {
		return t
	}
	date, err := graph.ParseEDTF(text)
	if err != nil {
		blame := k.noDate(w)
		k.fault = k.at(blame, k.one(blame), err.Error())
		return t
	}
	t.EDTF = date
	return t
}

// noDate returns which of the dates of a time is none; the first, where each is one and they don't go together.
func (k *maker) noDate(w *whenRule) *template {
	for _, m := range []*template{w.date, w.from, w.to} {
		if text := k.one(m); text != "" {
			if _, err := graph.ParseEDTF(text); err != nil {
				return m
			}
		}
	}
	return cmp.Or(w.date, w.from, w.to)
}

// day works out a date as exactly as it is known.
func (k *maker) day(m, precision *template) string {
	day := k.one(m)
	if day == "" || k.fault != nil {
		return ""
	}
	exact := oneOf(k, precision, "precision", precisions())
	if exact == "" || k.fault != nil {
		return day
	}
	if !validDay(day) {
		k.fault = k.at(m, day, "no date as YYYY, YYYY-MM or YYYY-MM-DD: say under columns how it is written (date)")
		return ""
	}
	return dated(day, exact)
}

// interval works out a beginning and an end. One that is missing is unknown.
func (k *maker) interval(w *whenRule) string {
	from, to := k.day(w.from, cmp.Or(w.fromPrecision, w.precision)), k.day(w.to, cmp.Or(w.toPrecision, w.precision))
	if from == to {
		return from
	}
	return from + "/" + to
}

// numberOf works out how many; nil where nothing is said. Its second result tells that bounds which contradict the best value were left out.
func (k *maker) numberOf(u *numberRule) (n *graph.Number, left bool) {
	if u == nil {
		return nil, false
	}
	n = &graph.Number{Low: k.number(u.low), Best: k.number(u.best), High: k.number(u.high), Worded: k.words(u.worded)}
	if k.fault != nil || n.Low == nil && n.Best == nil && n.High == nil && n.Worded == "" {
		return nil, false
	}
	n.Unit = k.words(u.unit)
	if u.keepBest && n.Best != nil && (n.Low != nil && *n.Low > *n.Best || n.High != nil && *n.High < *n.Best) {
		n.Low, n.High, left = nil, nil, true
	}
	return n, left
}

// check turns what a record finds wrong with itself into a fault of the row.
func (k *maker) check(what string, faults []error) *fault {
	if k.fault == nil && len(faults) > 0 {
		k.fault = k.r.wrong("%s: %s", what, faults[0])
	}
	return k.fault
}

// each calls do with what a rule is to be applied to: the row, or its parts, if its conditions are met.
func (d *Dataset) each(u *rule, r *row, do func(*maker) *fault) *fault {
	f := r.turns(u, func(one *row) *fault {
		holds, f := one.holds(u)
		if f != nil || !holds {
			return f
		}
		return do(&maker{d: d, r: one})
	})
	if f != nil {
		named := *f
		named.why = fmt.Sprintf("%s (rule %s)", f.why, u.name)
		return &named
	}
	return nil
}
