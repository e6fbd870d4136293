package webanno

import (
	"slices"
	"strings"
)

// A kind says what the annotations of a layer are.
type kind int

const (
	spans kind = iota
	relations
	chains
)

// A layer is one of the head of a file.
type layer struct {
	kind    kind
	name    string // whole
	columns []string
	first   int // its first column, from 0 for the first behind the words
}

// short is the last part of a layer's name.
func (l *layer) short() string { return l.name[strings.LastIndexByte(l.name, '.')+1:] }

// grammar are the layers about words and sentences themselves, which say nothing of anybody.
var grammar = []string{"Token", "Lemma", "Stem", "POS", "MorphologicalFeatures", "Dependency", "Chunk", "SurfaceForm", "Sentence", "Heading", "Paragraph"}

func (l *layer) grammatical() bool { return slices.Contains(grammar, l.short()) }

// fillers reports whether a column has references to what fills the slot before it.
func (l *layer) fillers(column int) bool {
	return column > 0 && strings.HasPrefix(l.columns[column-1], "ROLE_")
}

// base is the layer that the relations of a layer lie between, "" if it has none.
func (l *layer) base() string {
	for _, c := range l.columns {
		if name, is := strings.CutPrefix(c, "BT_"); is {
			return name
		}
	}
	return ""
}

// readLayer reads a line of the head; ok is false if it is none.
func readLayer(line string, first int) (l *layer, ok bool) {
	for prefix, k := range map[string]kind{"#T_SP=": spans, "#T_RL=": relations, "#T_CH=": chains} {
		rest, is := strings.CutPrefix(line, prefix)
		if !is {
			continue
		}
		parts := strings.Split(rest, "|")
		l = &layer{kind: k, name: parts[0], columns: parts[1:], first: first}
		if len(l.columns) == 0 {
			l.columns = []string{""}
		}
		return l, l.name != ""
	}
	return nil, false
}

// A value is one annotation of a cell, before its backslashes are read.
type value struct {
	text string
	id   string // of [n]; "" if it has none
}

// values reads a cell: "_" holds none.
func values(cell string) []value {
	all := references(cell)
	for i := range all {
		text := all[i].text
		if open := strings.LastIndexByte(text, '['); open >= 0 && strings.HasSuffix(text, "]") && !escaped(text, open) {
			all[i] = value{text[:open], text[open+1 : len(text)-1]}
		}
	}
	return all
}

// references reads a cell of references to what fills slots: a number in brackets is that of the filler, and stays.
func references(cell string) []value {
	if cell == "_" {
		return nil
	}
	var all []value
	for _, text := range cut(cell, '|') {
		all = append(all, value{text: text})
	}
	return all
}

// escaped reports whether a backslash takes the meaning from what stands at a byte.
func escaped(text string, at int) bool {
	n := 0
	for at > 0 && text[at-1] == '\\' {
		n++
		at--
	}
	return n%2 == 1
}

// cut divides a text at a sign that no backslash precedes.
func cut(text string, sign byte) []string {
	var parts []string
	from := 0
	for i := range len(text) {
		if text[i] == sign && !escaped(text, i) {
			parts = append(parts, text[from:i])
			from = i + 1
		}
	}
	return append(parts, text[from:])
}

// featureText is the value of a feature; "*" and "_" are none.
func featureText(text string) string {
	if text == "*" || text == "_" {
		return ""
	}
	return plain(text)
}
