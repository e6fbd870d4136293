package brat

import (
	"cmp"
	"slices"
	"strings"

	"dyad/graph"
)

// claims makes claims of relations and of the arguments of events.
func (f *file) claims() {
	for _, a := range f.all {
		switch {
		case f.own.said[a.id.text]:
		case a.kind == 'R':
			f.relation(a)
		case a.kind == 'E':
			f.arguments(a)
		}
	}
}

// relation makes the claim of a relation.
func (f *file) relation(a *annotation) {
	if a.args[0].role != "Arg1" || a.args[1].role != "Arg2" {
		f.out.Note("relations whose ends are not called Arg1 and Arg2: they lead from the first to the second", a.id.text+" "+a.args[0].role+" "+a.args[1].role)
	}
	from, to := a.args[0].of.text, a.args[1].of.text
	f.claim(a, f.key(from), a.label.text, f.key(to), from, to)
}

// arguments makes a claim of each argument of an event: from the event, of the type of the role.
func (f *file) arguments(a *annotation) {
	for _, arg := range a.args[1:] {
		f.claim(a, f.keys[a.id.text], role(arg.role, a), f.key(arg.of.text), a.id.text, arg.of.text)
	}
}

// role is a role without the number that tells apart several in one: Theme2 is Theme, where the event has a Theme too. A0 and A1 are two roles.
func role(r string, event *annotation) string {
	bare := strings.TrimRight(r, "0123456789")
	if slices.ContainsFunc(event.args[1:], func(other arg) bool { return other.role == bare }) {
		return bare
	}
	return r
}

// key returns the entity that an argument stands for. The trigger of one event alone is that event.
func (f *file) key(id string) graph.EntityKey {
	if events := f.triggered[id]; len(events) == 1 && f.keys[events[0].id.text] != "" {
		return f.keys[events[0].id.text]
	}
	return f.keys[id]
}

// claim adds what an annotation says, or where it says so again.
func (f *file) claim(a *annotation, from graph.EntityKey, label string, to graph.EntityKey, ends ...string) {
	switch {
	case from == "" || to == "":
		f.out.Note("relations and arguments that lead to a trigger of several events, or of a claim of dyad: left out", a.id.text+" "+label)
		return
	case from == to:
		f.out.Note("relations and arguments that lead from an entity to itself: left out", a.id.text+" "+label)
		return
	}
	c := graph.Claim{Source: f.source, From: from, Type: f.term(label), To: to, Gist: f.gist(a, label, ends)}
	f.manner(a, &c)
	c.Normalize(&graph.Term{})
	i, met := f.said[c.DerivedID()]
	if !met {
		i = len(f.bundle.Claims)
		f.said[c.DerivedID()] = i
		f.bundle.Claims = append(f.bundle.Claims, c)
		f.heard[heard{i, c.Gist}] = true
	}
	f.again(i, graph.Occurrence{Parts: f.evidence(ends)}, c.Gist)
}

// again adds to a claim a place and a gist that it lacks. The gist of a claim that dyad wrote stays.
func (f *file) again(i int, where graph.Occurrence, gist string) {
	c := &f.bundle.Claims[i]
	if place := (heard{i, where.String()}); !f.heard[place] {
		f.heard[place] = true
		c.Evidence = append(c.Evidence, where)
	}
	if told := (heard{i, gist}); !f.heard[told] && c.ID.IsZero() {
		f.heard[told] = true
		c.Gist += "\n" + gist
	}
}

// A heard is a place or a gist that a claim of the bundle has.
type heard struct {
	claim int
	what  string
}

// manner reads the attributes that say whether it is so.
func (f *file) manner(a *annotation, c *graph.Claim) {
	for _, of := range f.about[a.id.text] {
		switch {
		case of.value != "":
			if of.label.text == "Negation" || of.label.text == "Speculation" {
				f.out.Note("attributes "+of.label.text+" with a value: the claim is as if they were not there, and its gist tells", of.id.text+" "+of.value)
			}
		case of.label.text == "Negation":
			c.Polarity = graph.Negated
		case of.label.text == "Speculation":
			c.Modality = graph.Alleged
		}
	}
}

// gist words a claim: its ends as they stand in the text, and whatever else the file says of it.
func (f *file) gist(a *annotation, label string, ends []string) string {
	gist := f.called(ends[0]) + " " + label + " " + f.called(ends[1])
	for _, of := range f.about[a.id.text] {
		if of.value != "" || of.label.text != "Negation" && of.label.text != "Speculation" {
			gist += "; " + strings.TrimSpace(of.label.text+" "+of.value)
		}
	}
	if a.kind == 'R' {
		for _, note := range f.notes[a.id.text] {
			gist += "; " + note.label.text + ": " + strings.TrimSpace(note.words.text)
		}
	}
	return gist
}

// called is the words of a span, or of the trigger of an event.
func (f *file) called(id string) string { return strings.TrimSpace(f.surface(f.spanOf(id))) }

// spanOf is a span, or the trigger of an event.
func (f *file) spanOf(id string) *annotation {
	a := f.met[id]
	if a.kind == 'E' {
		return f.met[a.args[0].of.text]
	}
	return a
}

// evidence is the spans of both ends, in the order of the text; those that overlap are one.
func (f *file) evidence(ends []string) []graph.Part {
	var spans []span
	for _, id := range ends {
		spans = append(spans, f.spanOf(id).ranges...)
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	apart := spans[:1]
	for _, s := range spans[1:] {
		if last := &apart[len(apart)-1]; s.start < last.end {
			last.end = max(last.end, s.end)
			continue
		}
		apart = append(apart, s)
	}
	var parts []graph.Part
	for _, s := range apart {
		parts = append(parts, f.text.Part(s.start, s.end))
	}
	return parts
}
