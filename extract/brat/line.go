package brat

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"dyad/extract"
)

// A word is a piece of a line, and the column at which it begins.
type word struct {
	text   string
	column int // in code points, from 1
}

// after returns what begins so many bytes behind the beginning of w.
func (w word) after(bytes int) word {
	return word{w.text[bytes:], w.column + utf8.RuneCountInString(w.text[:bytes])}
}

// cut splits a word at the first separator, which is one byte.
func (w word) cut(sep string) (before, after word, found bool) {
	i := strings.Index(w.text, sep)
	if i < 0 {
		return w, word{"", w.column + utf8.RuneCountInString(w.text)}, false
	}
	return word{w.text[:i], w.column}, w.after(i + 1), true
}

// split returns the pieces between separators that are not empty.
func (w word) split(sep string) []word {
	var all []word
	for more := true; more; {
		var piece word
		if piece, w, more = w.cut(sep); piece.text != "" {
			all = append(all, piece)
		}
	}
	return all
}

// An annotation is a line.
type annotation struct {
	line   int
	kind   byte // the first letter of the id
	id     word
	label  word
	args   []arg // of R, E (the trigger first) and *; of A, N and #, what they are about
	value  string
	words  word // the last column
	ranges []span
}

// An arg names another annotation.
type arg struct {
	role string
	of   word
}

// A span is a part of the text, in code points, end exclusive.
type span struct{ start, end int }

// A shape reads what stands behind the id, and says what is wrong, and where; "" is nothing.
type shape func(a *annotation, body word) (wrong string, at int)

// shapes are the kinds of lines.
var shapes = map[byte]shape{
	'T': spanShape, 'R': relationShape, 'E': eventShape, 'A': attributeShape, 'M': attributeShape, 'N': referenceShape, '#': noteShape, '*': equalShape,
}

// parse reads the lines of a file. It reports whatever is wrong with a line by itself; such a line is not returned.
func (f *file) parse(data string) []*annotation {
	var all []*annotation
	number := 0
	for line := range strings.SplitSeq(data, "\n") {
		number++
		line = strings.TrimSuffix(line, "\r")
		if strings.TrimSpace(line) == "" {
			continue
		}
		a := &annotation{line: number}
		if wrong, at := a.read(line); wrong != "" {
			f.report(number, at, "%s", wrong)
			f.broken[a.id.text] = true
			continue
		}
		all = append(all, a)
	}
	return all
}

// read takes a line apart.
func (a *annotation) read(line string) (wrong string, at int) {
	id, rest, found := word{line, 1}.cut("\t")
	a.id, a.kind = id, line[0]
	shape, known := shapes[a.kind]
	switch {
	case !known || a.kind == '*' && id.text != "*":
		return "a line begins with an id, T, R, E, A, M, N or # and a number, or with *; here stands " + quoted(id.text), 1
	case !found:
		return "there is no tab behind the id " + quoted(id.text) + ": columns are separated by tabs", rest.column
	case a.kind != '*' && len(id.text) == 1:
		return "the id " + quoted(id.text) + " has no number", 1
	}
	body, words, _ := rest.cut("\t")
	a.words = words
	a.label, body, _ = body.cut(" ")
	if a.label.text == "" {
		return "there is no label in the second column", a.label.column
	}
	return shape(a, body)
}

// spanShape reads "0 5;10 15".
func spanShape(a *annotation, body word) (string, int) {
	for more := true; more; {
		var piece word
		piece, body, more = body.cut(";")
		ends := piece.split(" ")
		if len(ends) != 2 {
			return quoted(piece.text) + " is no span: write START END", piece.column
		}
		start, ok := offset(ends[0].text)
		end, ok2 := offset(ends[1].text)
		switch {
		case !ok || !ok2:
			return quoted(piece.text) + " is no span: offsets are whole numbers from 0", piece.column
		case end <= start:
			return quoted(piece.text) + " covers nothing: the end is the offset behind the last character", piece.column
		case len(a.ranges) > 0 && start < a.ranges[len(a.ranges)-1].end:
			return quoted(piece.text) + " begins before the part before it ends", piece.column
		}
		a.ranges = append(a.ranges, span{start, end})
	}
	return "", 0
}

// offset reads digits, and nothing else.
func offset(s string) (int, bool) {
	n, err := strconv.ParseUint(s, 10, 31)
	return int(n), err == nil
}

// relationShape reads "Arg1:T1 Arg2:T2".
func relationShape(a *annotation, body word) (string, int) {
	wrong, at := a.roles(body)
	switch {
	case wrong != "":
		return wrong, at
	case len(a.args) != 2:
		return "a relation has two ends, Arg1:ID and Arg2:ID; here are " + strconv.Itoa(len(a.args)), body.column
	case a.args[0].role == "Arg2" && a.args[1].role == "Arg1":
		a.args[0], a.args[1] = a.args[1], a.args[0]
	}
	return "", 0
}

// eventShape reads the trigger, which stands with the label, and "Role:T1 …".
func eventShape(a *annotation, body word) (string, int) {
	label, trigger, found := a.label.cut(":")
	if !found || label.text == "" || trigger.text == "" {
		return "an event begins with LABEL:TRIGGER; here stands " + quoted(a.label.text), a.label.column
	}
	a.label, a.args = label, []arg{{of: trigger}}
	return a.roles(body)
}

// roles reads ROLE:ID, separated by spaces.
func (a *annotation) roles(body word) (string, int) {
	for _, w := range body.split(" ") {
		role, of, found := w.cut(":")
		if !found || role.text == "" || of.text == "" {
			return quoted(w.text) + " is no argument: write ROLE:ID", w.column
		}
		a.args = append(a.args, arg{role.text, of})
	}
	return "", 0
}

// attributeShape reads what it is an attribute of, and its value.
func attributeShape(a *annotation, body word) (string, int) {
	of, value, _ := body.cut(" ")
	a.value = strings.TrimSpace(value.text)
	return a.about(of)
}

// about notes what the annotation is about.
func (a *annotation) about(of word) (string, int) {
	if of.text == "" {
		return "there is no id of what " + a.id.text + " is about", of.column
	}
	a.args = []arg{{of: of}}
	return "", 0
}

// referenceShape reads what is referred from, and the entry of a catalogue.
func referenceShape(a *annotation, body word) (string, int) {
	of, entry, _ := body.cut(" ")
	a.value = strings.TrimSpace(entry.text)
	if scheme, id, found := strings.Cut(a.value, ":"); !found || scheme == "" || id == "" {
		return "a reference leads to SCHEME:ENTRY; here stands " + quoted(a.value), entry.column
	}
	return a.about(of)
}

// noteShape reads what the note is about.
func noteShape(a *annotation, body word) (string, int) {
	of, _, _ := body.cut(" ")
	return a.about(of)
}

// equalShape reads the ids of what is one.
func equalShape(a *annotation, body word) (string, int) {
	for _, w := range body.split(" ") {
		a.args = append(a.args, arg{of: w})
	}
	if len(a.args) < 2 {
		return "what is one and the same are two annotations, or more", body.column
	}
	return "", 0
}

// quoted is what stands there, for problems: not more of it than helps.
func quoted(s string) string {
	const most = 60
	if runes := []rune(s); len(runes) > most {
		s = string(runes[:most]) + "…"
	}
	return strconv.Quote(s)
}

// report adds a problem.
func (f *file) report(line, column int, format string, args ...any) {
	f.problems = append(f.problems, extract.Problem{File: f.name, Line: line, Column: column, Message: fmt.Sprintf(format, args...)})
}
