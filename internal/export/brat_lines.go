package export

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"dyad/graph"
)

// A bratFile is the annotations of a source, as they are written.
type bratFile struct {
	s         *Selection
	src       *graph.Source
	claims    []*graph.Claim // with a place in the text
	placeless []*graph.Claim

	out     bytes.Buffer
	err     error
	written map[graph.EntityKey]bool       // the entities whose records are there
	at      map[graph.EntityKey][]bratSpan // where entities are mentioned
	bare    []string                       // the spans of mentions without a digest

	spans, relations, events, attributes, references, notes int
}

// A bratSpan is a span that is written.
type bratSpan struct {
	graph.Part
	id string
}

// A bratRecord is a note of dyad: what brat has no place for. extract/brat reads it.
type bratRecord struct {
	Source     *graph.Source  `json:"source,omitempty"`
	Undigested []string       `json:"undigested,omitempty"` // the spans of mentions without a digest
	Entities   []graph.Entity `json:"entities,omitempty"`
	Claim      *graph.Claim   `json:"claim,omitempty"`
	Claims     []*graph.Claim `json:"claims,omitempty"`
	Again      string         `json:"again,omitempty"`
}

// line writes one annotation and returns its id.
func (b *bratFile) line(format string, args ...any) string {
	line := fmt.Sprintf(format, args...)
	b.out.WriteString(line + "\n")
	id, _, _ := strings.Cut(line, "\t")
	return id
}

// note writes what there is to note beside an annotation, on one line: of several notes brat shows one, and that takes the place of the others when it
// is edited. The first note has what is said of the source too; brat opens no file in which one stands with a trigger.
func (b *bratFile) note(of string, r bratRecord) {
	if b.notes == 0 {
		b.whole(&r)
	} else if r.Claim == nil && r.Again == "" && len(r.Entities) == 0 {
		return
	}
	data, err := graph.EncodeRecord(r)
	if err != nil {
		b.err = cmp.Or(b.err, err)
		return
	}
	b.notes++
	b.line("#%d\tAnnotatorNotes %s\tdyad %s", b.notes, of, bytes.ReplaceAll(data, []byte("\u0085"), []byte(`\u0085`))) // JSON escapes the other breaks
}

// span writes a span and returns its id. brat holds the words against the text to the character, and has no line end in a line: a part that goes over lines
// is one for each of them. An exact one can be told from them again.
func (b *bratFile) span(label graph.TermKey, exact bool, parts ...graph.Part) string {
	b.spans++
	var offsets, words []string
	for _, p := range parts {
		covered, _, _ := b.s.Texts.Words(b.src, graph.Part{Start: p.Start, End: p.End})
		for _, l := range onLines(p.Start, covered, exact) {
			offsets, words = append(offsets, fmt.Sprintf("%d %d", l.start, l.end)), append(words, l.words)
		}
	}
	return b.line("T%d\t%s %s\t%s", b.spans, bratLabel(label), strings.Join(offsets, ";"), onOneLine(strings.Join(words, " ")))
}

// A lineOf is the words of a span that stand on one line.
type lineOf struct {
	start, end int
	words      string
}

// onLines takes the words of a span apart at the ends of lines. Words that are nothing else stay whole; so do exact ones that begin or end with one, since nobody could
// tell from the parts where they began: that line brat passes over.
func onLines(start int, words string, exact bool) []lineOf {
	bare := strings.TrimLeft(words, bratBreaks)
	at := start + utf8.RuneCountInString(words) - utf8.RuneCountInString(bare)
	bare = strings.TrimRight(bare, bratBreaks)
	if bare == "" || exact && bare != words {
		return []lineOf{{start, start + utf8.RuneCountInString(words), words}}
	}
	words = bare
	var lines []lineOf
	for words != "" {
		line := words
		if i := strings.IndexAny(words, bratBreaks); i >= 0 {
			line = words[:i]
		}
		rest := strings.TrimLeft(words[len(line):], bratBreaks)
		end := at + utf8.RuneCountInString(line)
		lines = append(lines, lineOf{at, end, line})
		at, words = end+utf8.RuneCountInString(words[len(line):len(words)-len(rest)]), rest
	}
	return lines
}

// whole adds what is said of the source as a whole.
func (b *bratFile) whole(r *bratRecord) {
	src := *b.src
	src.Batch = ""
	r.Source, r.Undigested, r.Claims = &src, b.bare, b.placeless
	for _, c := range b.placeless {
		r.Entities = append(r.Entities, b.named(c.Entities()...)...)
	}
}

// bratLabel is a term as a label: every other character than letters, digits, _ and - is _. extract/brat has the same.
func bratLabel(term graph.TermKey) string {
	return strings.Map(func(r rune) rune {
		if r == '_' || r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' {
			return r
		}
		return '_'
	}, string(term))
}

// bratBreaks are what ends a line for brat, which has Python split its files. extract/brat has the same.
const bratBreaks = "\n\v\f\r\x1c\x1d\x1e\u0085\u2028\u2029"

// onOneLine is text with a space for each end of a line, so that its length stays.
func onOneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(bratBreaks, r) {
			return ' '
		}
		return r
	}, text)
}

// mentions writes the spans that name entities. The key stands in a reference, the record with the first.
func (b *bratFile) mentions(all []graph.Mention) {
	all = slices.DeleteFunc(slices.Clone(all), func(m graph.Mention) bool { return !b.inText(m.Part) })
	for i := range all {
		if all[i].SHA256 == "" {
			b.bare = append(b.bare, fmt.Sprintf("T%d", i+1)) // as they will be called, being the first spans
		}
	}
	for i := range all {
		m := &all[i]
		e := b.entity(m.Entity)
		id := b.span(e.Type, true, m.Part)
		b.references++
		b.line("N%d\tReference %s dyad:%s\t%s", b.references, id, m.Entity, onOneLine(e.Name))
		b.note(id, bratRecord{Entities: b.named(m.Entity)})
		b.at[m.Entity] = append(b.at[m.Entity], bratSpan{m.Part, id})
	}
}

// inText reports whether a span is one of the text.
func (b *bratFile) inText(p graph.Part) bool {
	return 0 <= p.Start && p.Start < p.End && p.End <= b.src.Text.Codepoints
}

// entity returns the record of an entity; of one that the graph lacks, its key.
func (b *bratFile) entity(key graph.EntityKey) *graph.Entity {
	if n, known := b.s.Graph.Node(key); known {
		return b.s.Graph.Entity(n)
	}
	return &graph.Entity{Key: key, Name: string(key), Type: graph.UnknownPrefix + "untyped"}
}

// named returns the records of the entities of these keys, and of those that they are filed under, as far as no note has them yet.
func (b *bratFile) named(keys ...graph.EntityKey) []graph.Entity {
	return b.s.filed(b.written, keys...)
}
