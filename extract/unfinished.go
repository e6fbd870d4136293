package extract

import "go.yaml.in/yaml/v4"

// Something unfinished is left for Seal to do: words in place of a span, find in place of the spans of a name.
type unfinished struct {
	node    *yaml.Node
	message string // if nothing stands in the way
}

// reportUnfinished reports what is still to be sealed. Where the text is at hand it tells at once what Seal could not do, so
// that nobody has to seal a file to learn of it.
func (a *annotated) reportUnfinished() {
	if len(a.unfinished) == 0 {
		return
	}
	stuck, ok := a.rehearse()
	if !ok {
		return
	}
	for _, u := range a.unfinished {
		if !stuck[u.node] {
			a.doc.report(where(u.node), "%s", u.message)
		}
	}
}

// rehearse looks for words and names as Seal does, reports what is not to be found, and returns where it stands. It is not ok if that
// is more than the file may ask for.
func (a *annotated) rehearse() (stuck map[*yaml.Node]bool, ok bool) {
	if a.words == nil {
		return nil, true
	}
	d := *a.doc
	d.problems = nil
	s := newSealing(&d)
	s.text = a.words
	s.readDigests()
	s.locate(s.spans())
	s.sealWords()
	s.sealNames()
	if a.doc.paid = d.paid; d.spent(a.words) {
		return nil, false
	}
	a.doc.problems = append(a.doc.problems, d.problems...)
	return s.stuck, true
}
