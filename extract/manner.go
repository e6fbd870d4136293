package extract

import (
	"go.yaml.in/yaml/v4"

	"dyad/graph"
)

// readManner reads how the claim is held, and when and in what number.
func (a *annotated) readManner(d *draft) {
	m, c := d.fields, &d.claim
	c.Polarity = choice(m, "polarity", graph.Polarities())
	c.Modality = choice(m, "modality", graph.Modalities())
	c.Outcome = choice(m, "outcome", graph.Outcomes())
	if c.Polarity == graph.Negated && c.Outcome != "" && c.Outcome != graph.NoOutcome {
		a.doc.report(m.at("outcome"), "a negated claim has no outcome: what failed or was refused is affirmed, with that outcome")
	}
	c.When = a.doc.when(m)
	c.Number = a.readNumber(m)
}

// when reads the time of a claim: a date, or a mapping. A date alone is stated, and dates the whole.
func (d *document) when(m mapping) graph.When {
	n := m.values["when"]
	if n == nil {
		return graph.When{}
	}
	if n.Kind == yaml.ScalarNode {
		return graph.When{EDTF: d.date(n)}
	}
	w, ok := d.mapping(n, "when", "edtf", "basis", "bound", "extent")
	if !ok {
		return graph.When{}
	}
	when := graph.When{
		Basis: choice(w, "basis", graph.Bases()), Bound: choice(w, "bound", graph.Bounds()), Extent: choice(w, "extent", graph.Extents()),
	}
	bounded := when.Bound == graph.StartBound || when.Bound == graph.EndBound
	switch edtf := w.values["edtf"]; {
	case edtf != nil:
		when.EDTF = d.date(edtf)
	case !bounded:
		d.report(w.at("edtf"), "edtf is missing: a time without a date says something only of a start or an end")
	case when.Basis != "":
		d.report(w.at("basis"), "basis says how a date is known, and there is none: remove it, or add edtf")
	}
	if bounded && when.Extent != "" {
		d.report(w.at("extent"), "extent belongs to the date of the whole: remove it, or the bound")
	}
	return when
}

// readNumber reads how many a claim speaks of.
func (a *annotated) readNumber(m mapping) *graph.Number {
	n := m.values["number"]
	if n == nil {
		return nil
	}
	f, ok := a.doc.mapping(n, "a number", "low", "best", "high", "unit", "worded")
	if !ok {
		return nil
	}
	number := &graph.Number{
		Low: f.decimal("low"), Best: f.decimal("best"), High: f.decimal("high"), Unit: f.text("unit"), Worded: f.text("worded"),
	}
	if number.Worded == "" {
		a.doc.report(f.at("worded"), "worded is missing: give the number in the words of the source, such as worded: dozens")
	}
	a.write("wording of the number", number.Worded, f.at("worded"))
	a.checkBounds(f, number)
	return number
}

// checkBounds reports what is below zero and can't be, and bounds that are not in order, the first pair of them.
func (a *annotated) checkBounds(m mapping, n *graph.Number) {
	type bound struct {
		key   string
		value *float64
	}
	var last bound
	for _, b := range []bound{{"low", n.Low}, {"best", n.Best}, {"high", n.High}} {
		if b.value == nil {
			continue
		}
		if *b.value < 0 && !graph.Money(n.Unit) {
			a.doc.report(m.at(b.key), "%s is %v: only money can be below zero, in a unit such as EUR", b.key, *b.value)
		}
		if last.value != nil && *last.value > *b.value {
			a.doc.report(m.at(b.key), "%s is %v and %s is %v: put them in order", last.key, *last.value, b.key, *b.value)
			return
		}
		last = b
	}
}
