package extract

import (
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"dyad/graph"
)

// findWord stands for spans that Seal is to find.
const findWord = "find"

// maxForm is how many characters a form of a name has at most.
const maxForm = 500

// A placedMention is a mention where a file has it.
type placedMention struct {
	mention graph.Mention
	at      place
}

// readMentions reads where the text names whom: entity, form of the name, spans.
func (a *annotated) readMentions() {
	n := a.doc.top.values["mentions"]
	if n == nil {
		return
	}
	if n.Kind != yaml.MappingNode {
		a.doc.report(where(n), "mentions is a mapping of entities to forms of their names, and this is a %s", kindOf(n))
		return
	}
	for key, value := range pairs(n) {
		e := a.entity(a.doc, where(key), key.Value)
		a.unread = a.unread || e == nil
		if empty(value) || value.Kind != yaml.MappingNode {
			a.doc.report(where(key), "mentions of %q are a mapping of forms of the name to spans: write {Name: [57-80]}", key.Value)
			continue
		}
		for form, spans := range pairs(value) {
			a.readForm(e, form, spans)
		}
	}
	a.checkOverlaps()
}

// readForm reads the spans of one form of a name. e may be nil: the spans are then judged all the same.
func (a *annotated) readForm(e *graph.Entity, form, spans *yaml.Node) {
	switch {
	case utf8.RuneCountInString(form.Value) > maxForm:
		a.doc.report(where(form), "a name has at most %d characters: %q", maxForm, form.Value)
		return
	case empty(spans):
		a.doc.report(where(form), "no span of %q: write [57-80], or find", form.Value)
		return
	case spans.Kind == yaml.ScalarNode && spans.Value == findWord:
		a.unfinished = append(a.unfinished, unfinished{
			spans, fmt.Sprintf("the spans of %q are still to be found: %s finds them", form.Value, sealCommand),
		})
		if e != nil {
			a.use(e.Key)
		}
		return
	case spans.Kind == yaml.MappingNode:
		a.doc.report(where(spans), "the spans of %q are a list, and this is a mapping: write [57-80]", form.Value)
		return
	}
	list := []*yaml.Node{spans}
	if spans.Kind == yaml.SequenceNode {
		list = a.doc.full(spans.Content)
	}
	for _, n := range list {
		a.readMention(e, form.Value, n)
	}
}

// readMention reads one mention.
func (a *annotated) readMention(e *graph.Entity, form string, n *yaml.Node) {
	parts, ok := a.parts(n)
	if !ok {
		return
	}
	if len(parts) > 1 {
		a.doc.report(where(n), "a name stands in one piece: give its span alone, or every span as an item of its own")
		return
	}
	part := parts[0]
	if length := utf8.RuneCountInString(form); length != part.End-part.Start {
		a.doc.report(where(n), "%s has %d characters, and %q has %d: correct the span", spanText(part), part.End-part.Start, form, length)
	}
	m := graph.Mention{Source: a.source.Key, Form: form, Part: part, Batch: a.doc.batch.Key}
	if e != nil {
		m.Entity = e.Key
		a.use(e.Key)
	}
	m.ID = m.DerivedID()
	a.mentions = append(a.mentions, placedMention{m, where(n)})
}

// checkOverlaps reports mentions that share characters: a mention is the longest match, and none lies in another.
func (a *annotated) checkOverlaps() {
	byStart := slices.Clone(a.mentions)
	slices.SortStableFunc(byStart, func(x, y placedMention) int {
		return cmp.Or(cmp.Compare(x.mention.Start, y.mention.Start), cmp.Compare(y.mention.End, x.mention.End))
	})
	var widest placedMention
	for i, m := range byStart {
		switch {
		case i == 0 || m.mention.Start >= widest.mention.End:
		case m.mention.Start == widest.mention.Start && m.mention.End == widest.mention.End:
			a.doc.report(m.at, "the span %s is mentioned already, in line %d: keep one", spanText(m.mention.Part), widest.at.line)
		default:
			a.doc.report(m.at, "the mention %s overlaps %s (%q, line %d): keep the longest name",
				spanText(m.mention.Part), spanText(widest.mention.Part), widest.mention.Form, widest.at.line)
		}
		if i == 0 || m.mention.End > widest.mention.End {
			widest = m
		}
	}
}
