package brat

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dyad/extract"
	"dyad/graph"
)

// A class is the spans that are one entity, in the order of the file.
type class []*annotation

// entities makes the entities of spans that trigger no event.
func (f *file) entities() {
	for _, c := range f.classes() {
		key := f.fresh(c[0])
		n := graph.Entity{ID: key.ID(), Key: key, Type: f.term(c[0].label.text)}
		for _, a := range c {
			f.keys[a.id.text] = key
			f.bear(&n, a)
			f.mention(key, a)
			if a.label.text != c[0].label.text {
				f.out.Note("spans of one entity with another label: the first holds", a.id.text+" "+a.label.text)
			}
		}
		f.bundle.Entities = append(f.bundle.Entities, n)
	}
}

// fresh is a key for what a span or an event stands for, which nothing else of the file has. dyad numbers lines anew each time that it writes a file:
// what somebody added as E1 has its own key by now, and the E1 that is added next is another. There the key is of the label and the place.
func (f *file) fresh(a *annotation) graph.EntityKey {
	what := a.id.text
	if f.own.source != nil {
		at := f.spanOf(what).ranges
		what = fmt.Sprintf("%s-%d-%d", a.label.text, at[0].start, at[len(at)-1].end)
	}
	first := "brat-" + f.slug + "-" + extract.Slug(strings.ToLower(what), 40)
	key := graph.EntityKey(first)
	for n := 2; f.taken[key]; n++ {
		key = graph.EntityKey(first + "-" + strconv.Itoa(n))
	}
	f.taken[key] = true
	return key
}

// classes joins the spans that are one entity.
func (f *file) classes() []class {
	var spans []*annotation
	first, of := map[string]int{}, map[string]int{}
	var parents []int
	root := func(i int) int {
		for parents[i] != i {
			parents[i] = parents[parents[i]]
			i = parents[i]
		}
		return i
	}
	join := func(i, j int) {
		i, j = root(i), root(j)
		parents[max(i, j)] = min(i, j)
	}
	for _, a := range f.all {
		if a.kind != 'T' || len(f.triggered[a.id.text]) > 0 || f.own.spans[a.id.text] != "" {
			continue
		}
		i := len(spans)
		spans, parents, of[a.id.text] = append(spans, a), append(parents, i), i
		same := a.label.text + "\t" + f.surface(a) + "\t" + f.catalogued(a)
		if j, met := first[same]; met {
			join(i, j)
		} else {
			first[same] = i
		}
	}
	for _, a := range f.all {
		if a.kind == '*' {
			f.equal(a, of, join)
		}
	}
	joined := make([]class, len(spans))
	for i, a := range spans {
		joined[root(i)] = append(joined[root(i)], a)
	}
	return slices.DeleteFunc(joined, func(c class) bool { return len(c) == 0 })
}

// equal joins what a line says is one.
func (f *file) equal(a *annotation, of map[string]int, join func(i, j int)) {
	if a.label.text != "Equiv" {
		f.out.Note("lines * "+a.label.text+": left out", a.args[0].of.text)
		return
	}
	first := -1
	for _, arg := range a.args {
		i, there := of[arg.of.text]
		switch {
		case !there:
			f.out.Note("triggers of events, and spans of dyad, in Equiv: left out of it", arg.of.text)
		case first < 0:
			first = i
		default:
			join(first, i)
		}
	}
}

// surface is the words of a span.
func (f *file) surface(a *annotation) string { return onLine(a.words.text) }

// catalogued is what catalogues call a span: spans with the same words and other entries are not one.
func (f *file) catalogued(a *annotation) string {
	var entries []string
	for _, n := range f.refs[a.id.text] {
		entries = append(entries, n.value)
	}
	slices.Sort(entries)
	return strings.Join(slices.Compact(entries), "\t")
}

// bear gives an entity what a span has for it: a name, ids of catalogues, a description.
func (f *file) bear(n *graph.Entity, a *annotation) {
	name := cmp.Or(strings.TrimSpace(f.surface(a)), a.id.text)
	n.Name = cmp.Or(n.Name, name)
	if !slices.ContainsFunc(n.AllNames(), func(m graph.Name) bool { return m.Text == name }) {
		n.Names = append(n.Names, graph.Name{Text: name, Kind: graph.Alias})
	}
	f.describe(n, a)
}

// describe adds what references and notes of an annotation say of it.
func (f *file) describe(n *graph.Entity, a *annotation) {
	for _, r := range f.refs[a.id.text] {
		scheme, value, _ := strings.Cut(r.value, ":")
		if id := (graph.ExternalID{Scheme: scheme, Value: value}); !slices.Contains(n.External, id) {
			n.External = append(n.External, id)
		}
	}
	for _, note := range f.notes[a.id.text] {
		text := strings.TrimSpace(note.words.text)
		if note.label.text == annotators && text != "" && !isOwn(note) && !slices.Contains(strings.Split(n.Description, "\n"), text) {
			n.Description = strings.TrimPrefix(n.Description+"\n"+text, "\n")
		}
	}
}

// mention notes where an entity is named. A span of several parts is no mention unless they are lines that follow each other, and a span names one.
func (f *file) mention(key graph.EntityKey, a *annotation) {
	at, one := f.joined(a.ranges)
	if !one {
		f.out.Note("spans of several parts: no mentions", a.id.text+" "+f.surface(a))
		return
	}
	if f.spanned[at] {
		f.out.Note("spans that another annotation has already: mentions of the first", a.id.text+" "+f.surface(a))
		return
	}
	f.spanned[at] = true
	form, _ := f.text.Covered(at.start, at.end)
	m := graph.Mention{Source: f.source, Entity: key, Form: form, Part: f.text.Part(at.start, at.end)}
	if f.own.bare[a.id.text] && f.own.spans[a.id.text] != "" {
		m.SHA256 = "" // as it was: with one it would be another mention
	}
	m.ID = m.DerivedID()
	f.bundle.Mentions = append(f.bundle.Mentions, m)
}

// joined is the one span that parts are between which there are ends of lines and nothing else: brat has no other way to write words that go over lines.
func (f *file) joined(parts []span) (whole span, one bool) {
	whole = parts[0]
	for _, p := range parts[1:] {
		between, _ := f.text.Covered(whole.end, p.start) // nothing, where they touch
		if strings.Trim(between, breaks) != "" {
			return whole, false
		}
		whole.end = p.end
	}
	return whole, true
}

// events makes an entity of each event, which is mentioned where its trigger is.
func (f *file) events() {
	for _, a := range f.all {
		if a.kind != 'E' || f.own.said[a.id.text] {
			continue
		}
		key, trigger := f.fresh(a), f.spanOf(a.id.text)
		n := graph.Entity{ID: key.ID(), Key: key, Type: f.term(a.label.text)}
		f.bear(&n, trigger)
		f.describe(&n, a)
		f.mention(key, trigger)
		f.keys[a.id.text] = key
		if trigger.label.text != a.label.text {
			f.out.Note("triggers with another label than their event: the event's holds", trigger.id.text+" "+trigger.label.text)
		}
		f.bundle.Entities = append(f.bundle.Entities, n)
	}
}

// ambiguous marks the names that several entities of the file have.
func (f *file) ambiguous() {
	bearers := map[string]map[graph.EntityKey]bool{}
	for i := range f.bundle.Entities {
		e := &f.bundle.Entities[i]
		for _, name := range e.AllNames() {
			folded := graph.Fold(name.Text)
			if bearers[folded] == nil {
				bearers[folded] = map[graph.EntityKey]bool{}
			}
			bearers[folded][e.Key] = true
		}
	}
	double := func(name string) bool { return len(bearers[graph.Fold(name)]) > 1 }
	for i := range f.bundle.Entities {
		e := &f.bundle.Entities[i]
		if f.own.entities[e.Key] {
			continue // it is as dyad wrote it
		}
		for j := range e.Names {
			e.Names[j].Ambiguous = double(e.Names[j].Text)
		}
		if double(e.Name) {
			e.Names = append([]graph.Name{{Text: e.Name, Kind: graph.Preferred, Ambiguous: true}}, e.Names...)
			f.out.Note("names that several entities of the file have: marked as ambiguous", e.Name)
		}
	}
}

// term is a label as a term: of letters, digits, _ and - alone. Whoever loads the file marks the ones that no vocabulary knows.
func (f *file) term(label string) graph.TermKey {
	if own := f.own.types[label]; own != "" {
		return own
	}
	term := asTerm(label)
	if term != label {
		f.out.Note("labels of other characters than letters, digits, _ and -: written with _", label)
	}
	if name, marked := strings.CutPrefix(term, asTerm(graph.UnknownPrefix)); marked && name != "" && f.own.source != nil {
		return graph.TermKey(graph.UnknownPrefix + name) // the note that said so was taken away, or it was added as one of these
	}
	return graph.TermKey(term)
}

// asTerm is a label as dyad's terms are written: every other character than A to Z, digits, _ and - is _.
func asTerm(label string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '_'
	}, label)
}
