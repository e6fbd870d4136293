package extract

import (
	"go.yaml.in/yaml/v4"

	"dyad/graph"
)

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
	a.write("worded", number.Worded, f.at("worded"))
	a.checkOrder(f, number)
	return number
}

// checkOrder reports bounds that are not in order, the first pair of them.
func (a *annotated) checkOrder(m mapping, n *graph.Number) {
	type bound struct {
		key   string
		value *float64
	}
	var last bound
	for _, b := range []bound{{"low", n.Low}, {"best", n.Best}, {"high", n.High}} {
		if b.value == nil {
			continue
		}
		if last.value != nil && *last.value > *b.value {
			a.doc.report(m.at(b.key), "%s is %v and %s is %v: put them in order", last.key, *last.value, b.key, *b.value)
			return
		}
		last = b
	}
}

// readVoices reads who says it, from the outside in.
func (a *annotated) readVoices(d *draft) {
	for _, n := range d.fields.items("voices") {
		if n.Kind == yaml.ScalarNode {
			d.claim.Voices = append(d.claim.Voices, graph.Voice{Entity: a.voice(d, n)})
			continue
		}
		m, ok := d.of.doc.mapping(n, "a voice", "entity", "label", "affiliation", "mode", "stance")
		if !ok {
			continue
		}
		v := graph.Voice{
			Label: m.text("label"), Mode: choice(m, "mode", graph.Modes()), Stance: choice(m, "stance", graph.Stances()),
		}
		if e := m.values["entity"]; e != nil {
			v.Entity = a.voice(d, e)
		}
		if e := m.values["affiliation"]; e != nil {
			v.Affiliation = a.voice(d, e)
		}
		d.checkVoice(m, v)
		a.write("label", v.Label, m.at("label"))
		d.claim.Voices = append(d.claim.Voices, v)
	}
}

// voice returns the entity that a scalar names as a speaker or as whose the speaker is.
func (a *annotated) voice(d *draft, n *yaml.Node) graph.EntityKey {
	name := d.of.doc.text(n, "a voice")
	if name == "" {
		return ""
	}
	e := a.entity(d.of.doc, where(n), name)
	if e == nil {
		return ""
	}
	a.use(e.Key)
	if class := a.vocabulary.ClassOf(e.Type); class != graph.Actor {
		d.of.doc.report(where(n), "%s is of type %s, and only actors speak", e.Key, e.Type)
	}
	return e.Key
}

// checkVoice reports a voice that is nobody's, or two at once.
func (d *draft) checkVoice(m mapping, v graph.Voice) {
	entity, label := m.values["entity"] != nil, m.values["label"] != nil
	switch {
	case entity && label:
		d.of.doc.report(where(m.node), "a voice is an entity or, where the source names nobody, a label, and not both")
	case !entity && !label && v.Stance == graph.Rejects:
		d.of.doc.report(where(m.node), "whose view is rejected? where the text does not say, write %s", rejectedByNobody)
	case !entity && !label:
		d.of.doc.report(where(m.node), "whose voice? write entity: KEY or, where the source names nobody, label: unnamed officials")
	}
}
