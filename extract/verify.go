package extract

import (
	"maps"
	"slices"

	"dyad/graph"
)

// findText finds the text that the file annotates among those at hand, and reports one that is not what was annotated.
func (a *annotated) findText() {
	if a.texts == nil || a.source.Text.File == "" && a.source.Text.SHA256 == "" {
		return
	}
	found, exact, err := a.texts.find(a.source.Text)
	switch {
	case err != nil:
		a.doc.report(a.text.at("file"), "%v", err)
		return
	case found == nil:
		a.doc.warn(a.text.at("file"), "no text of that name or digest is at hand: spans and names were not held against it")
		return
	case !exact && a.source.Text.SHA256 != "":
		a.doc.report(a.text.at("sha256"), "the text at hand has another digest: it was changed since, or is another one; "+
			"put the right one there, or let %s move the spans", sealCommand)
	case exact && a.source.Text.Codepoints != found.length && a.source.Text.Codepoints > 0:
		a.doc.report(a.text.at("codepoints"), "the text has %d characters, not %d", found.length, a.source.Text.Codepoints)
	}
	a.words = found
}

// verify holds what the file says against the text, where it is at hand.
func (a *annotated) verify() {
	a.reportUnfinished()
	if a.words == nil {
		return
	}
	a.verifySpans(a.words)
	a.verifyForms(a.words)
	a.verifyProse(a.words)
	if a.doc.spent(a.words) {
		a.doc.report(a.text.at("file"), tooMuch)
	}
}

// verifySpans compares the words under every span with the digest that is recorded for it.
func (a *annotated) verifySpans(t *text) {
	lost := map[graph.Part]bool{}
	unsealed := 0
	for _, s := range a.spans {
		words, ok := t.covered(s.part)
		if s.part.SHA256 != "" && !a.doc.pay(t, len(words)+hashEffort) {
			return
		}
		switch {
		case !ok && s.part.SHA256 == "":
			a.doc.report(s.at, "%s lies outside the text, which has %d characters", spanText(s.part), t.length)
		case s.part.SHA256 == "":
			unsealed++
		case !ok || digestOf(words) != s.part.SHA256:
			lost[s.part] = true
		}
	}
	if unsealed > 0 {
		a.doc.warn(a.text.at("file"), "no digest is recorded yet for %d of %d spans: %s does it", unsealed, len(a.spans), sealCommand)
	}
	a.reportLost(t, lost)
}

// reportLost reports spans whose words are elsewhere, or nowhere.
func (a *annotated) reportLost(t *text, lost map[graph.Part]bool) {
	found := t.whereabouts(lost)
	names := map[place]bool{}
	for _, m := range a.mentions {
		names[m.at] = true
	}
	for _, s := range a.spans {
		if !lost[s.part] {
			continue
		}
		if now, ok := found[s.part].moved(s.part); ok {
			a.doc.report(s.at, "the words annotated at %s are now at %s: %s moves the span", spanText(s.part), spanText(now), sealCommand)
			continue
		}
		a.doc.report(s.at, "%s", found[s.part].lost(s.part, names[s.at]))
	}
}

// verifyForms compares every mention with the words at its place. Where these are not what was annotated, that was said.
func (a *annotated) verifyForms(t *text) {
	var wrong []placedMention
	forms := map[string]bool{}
	for _, m := range a.mentions {
		words, ok := t.covered(m.mention.Part)
		if !ok || words == m.mention.Form {
			continue
		}
		if m.mention.SHA256 != "" && (!a.doc.pay(t, len(words)+hashEffort) || m.mention.SHA256 != digestOf(words)) {
			continue
		}
		wrong = append(wrong, m)
		forms[m.mention.Form] = true
	}
	starts, ok := a.doc.findAll(t, slices.Sorted(maps.Keys(forms)))
	if !ok {
		return
	}
	for _, m := range wrong {
		words, _ := t.covered(m.mention.Part)
		hint := "correct the span or the name"
		if start, found := nearest(starts[m.mention.Form], m.mention.Start); found {
			hint = "the name is at " + spansText([]int{start}, m.mention.End-m.mention.Start)
		}
		a.doc.report(m.at, "the text has %q at %s, not %q: %s", words, spanText(m.mention.Part), m.mention.Form, hint)
	}
}

// nearest returns that of some places in order that is nearest to an offset; of two equally near ones, the first.
func nearest(starts []int, offset int) (int, bool) {
	i, _ := slices.BinarySearch(starts, offset)
	switch {
	case len(starts) == 0:
		return 0, false
	case i == len(starts) || i > 0 && offset-starts[i-1] <= starts[i]-offset:
		return starts[i-1], true
	}
	return starts[i], true
}
