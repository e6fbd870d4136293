package webanno

import (
	"strings"
)

// An annotation is a span of a layer, with what its columns say.
type annotation struct {
	layer    *layer
	lines    []*line
	features []string // by column of the layer, as they stand
	owner    string   // key of the entity that it names
}

// A handle is how one is referred to: its layer, the line where it stands, and its number there; "" if it has none.
type handle struct{ layer, unit, id string }

// annotations gathers the spans of all layers of spans and chains, in the order in which they begin.
func (f *tsv) annotations() (all []*annotation, by map[handle]*annotation) {
	by = map[handle]*annotation{}
	for _, l := range f.layers {
		if l.kind == relations {
			continue
		}
		byID := map[string]*annotation{}
		for i := range f.lines {
			for _, entry := range f.entries(&f.lines[i], l) {
				a := byID[entry.id]
				if entry.id == "" || a == nil {
					a = &annotation{layer: l, features: entry.texts}
					all = append(all, a)
				}
				if entry.id != "" {
					byID[entry.id] = a
				}
				a.lines = append(a.lines, &f.lines[i])
				by[handle{l.name, f.lines[i].unit, entry.id}] = a
				if _, taken := by[handle{l.name, f.lines[i].unit, ""}]; !taken {
					by[handle{l.name, f.lines[i].unit, ""}] = a // a reference may leave the number out
				}
			}
		}
	}
	return all, by
}

// An entry is one annotation in the columns of a layer, on one line.
type entry struct {
	id    string
	texts []string
}

// entries are the annotations of a layer on a line. Its columns have as many each, or none.
func (f *tsv) entries(at *line, l *layer) []entry {
	var all []entry
	for c := range l.columns {
		read := values
		if l.fillers(c) {
			read = references
		}
		for i, v := range read(at.cells[l.first+c]) {
			if i == len(all) {
				all = append(all, entry{texts: make([]string, len(l.columns))})
			}
			all[i].texts[c] = v.text
			if v.id != "" && all[i].id == "" && !strings.Contains(v.id, "_") {
				all[i].id = v.id
			}
		}
	}
	if l.kind == chains {
		for i := range all {
			all[i].id = linkOf(all[i].texts) // the number in brackets is that of the chain
		}
	}
	return all
}

// linkOf is CHAIN-LINK of the columns of a chain; "" if they tell none.
func linkOf(texts []string) string {
	for _, text := range texts {
		if before := beforeLink(text); before != text {
			return text[len(before)+len("->"):]
		}
	}
	return ""
}

// beforeLink is the feature in a column of a chain, without ->CHAIN-LINK.
func beforeLink(text string) string {
	if at := strings.LastIndex(text, "->"); at >= 0 && !escaped(text, at) {
		return text[:at]
	}
	return text
}

// extent is where it begins and ends: its lines are tokens and parts of them, in whatever order.
func (a *annotation) extent() (start, end int) {
	start, end = a.lines[0].start, a.lines[0].end
	for _, l := range a.lines[1:] {
		start, end = min(start, l.start), max(end, l.end)
	}
	return start, end
}

// zero reports whether the span covers nothing.
func (a *annotation) zero() bool {
	start, end := a.extent()
	return start == end
}

// words are what it covers, with one space where it goes from sentence to sentence; whole tells that they are of one sentence, and so are those of the text.
func (a *annotation) words(f *tsv) (text string, whole bool) {
	var parts []string
	for i := 0; i < len(a.lines); {
		of := a.lines[i].sentence
		from, to := a.lines[i].at, 0
		for ; i < len(a.lines) && a.lines[i].sentence == of; i++ {
			from, to = min(from, a.lines[i].at), max(to, a.lines[i].at+len(a.lines[i].words))
		}
		parts = append(parts, f.sentences[of-1][from:to])
	}
	return strings.Join(parts, " "), len(parts) == 1
}
