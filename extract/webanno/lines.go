package webanno

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"dyad/extract"
)

// A line is a token, or a part of one.
type line struct {
	number     int
	unit       string
	start, end int // code points of the document
	words      string
	sentence   int // from 1
	at         int // where the words begin in it, in bytes
	cells      []string
}

// A tsv is a file as it stands.
type tsv struct {
	name      string
	words     func(text string) string // reads those of a sentence
	layers    []*layer
	columns   int
	lines     []line
	sentences []string // their words
	problems  []extract.Problem
}

func (f *tsv) blame(number, column int, format string, args ...any) {
	f.problems = append(f.problems, extract.Problem{File: f.name, Line: number, Column: column, Message: fmt.Sprintf(format, args...)})
}

// A sentence is the one at hand, and where it begins.
type sentence struct {
	number    int
	words     string
	begun     bool // its first token was met
	units, at int  // where it begins, in UTF-16 units and in code points of the document
	from      int  // where the one before it ends, in UTF-16 units
}

// end is where a sentence ends, in UTF-16 units: of one without a token, no further than the one before it.
func (s *sentence) end() int {
	if !s.begun {
		return s.from
	}
	return s.units + utf8.RuneCountInString(s.words) + surrogates(s.words)
}

// read reads the lines of a file.
func (f *tsv) read(data string) {
	lines := strings.Split(strings.TrimSuffix(data, "\n"), "\n")
	version, ok := strings.CutPrefix(strings.TrimSuffix(lines[0], "\r"), "#FORMAT=WebAnno TSV ")
	if !ok || version != "3" && !strings.HasPrefix(version, "3.") {
		f.blame(1, 1, "the first line is not #FORMAT=WebAnno TSV 3.x: export the document in that form")
		return
	}
	f.words = reader(version)
	var s sentence
	drift := 0 // UTF-16 units less code points of all sentences before
	for i, text := range lines[1:] {
		text = strings.TrimSuffix(text, "\r")
		number := i + 2
		switch {
		case strings.HasPrefix(text, "#Text=") && strings.HasPrefix(lines[i], "#Text="): // a line break within a sentence
			s.words += "\n" + f.words(text[len("#Text="):])
			f.sentences[s.number-1] = s.words
		case strings.HasPrefix(text, "#Text="):
			drift += surrogates(s.words)
			s = sentence{number: s.number + 1, words: f.words(text[len("#Text="):]), from: s.end()}
			f.sentences = append(f.sentences, s.words)
		case strings.HasPrefix(text, "#T_"):
			f.head(number, text, s)
		case text == "" || strings.HasPrefix(text, "#"):
		default:
			f.token(number, text, &s, drift)
		}
	}
}

// surrogates is how many characters of a text take two units of UTF-16.
func surrogates(text string) int {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r) - 1
	}
	return n
}

func (f *tsv) head(number int, text string, s sentence) {
	l, ok := readLayer(text, f.columns)
	switch {
	case s.number > 0:
		f.blame(number, 1, "a layer behind the first sentence: all stand in the head")
	case !ok:
		f.blame(number, 1, "no layer: #T_SP, #T_RL or #T_CH, = and a name are wanted")
	default:
		f.layers = append(f.layers, l)
		f.columns += len(l.columns)
	}
}

// units are how lines are called; what covers nothing, and so has no words, is named after its own.
var units = regexp.MustCompile(`^[0-9]+-[0-9]+(\.[0-9]+)*$`)

// token reads a line of a sentence, and holds its words against that.
func (f *tsv) token(number int, text string, s *sentence, drift int) {
	cells := strings.Split(text, "\t")
	if len(cells) > 3+f.columns && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1] // each column ends with a tab
	}
	if s.number == 0 {
		f.blame(number, 1, "a token before the first #Text=")
		return
	}
	if len(cells) != 3+f.columns {
		f.blame(number, 1, "%d columns, and there are 3 and %d of the layers", len(cells), f.columns)
		return
	}
	if !units.MatchString(cells[0]) {
		f.blame(number, 1, "%q is no token: write SENTENCE-TOKEN, such as 1-1, or 1-1.1 for a part of one", cells[0])
		return
	}
	first, last, cutInTwo := strings.Cut(cells[1], "-")
	begin, err := strconv.Atoi(first)
	end, err2 := strconv.Atoi(last)
	column := utf8.RuneCountInString(cells[0]) + 2
	if !cutInTwo || err != nil || err2 != nil || begin < 0 || end < begin {
		f.blame(number, column, "%q is no span: write BEGIN-END", cells[1])
		return
	}
	if !s.begun && begin < s.from {
		f.blame(number, column, "%s lies before the end of the sentence before it, %d", cells[1], s.from)
		return
	}
	if !s.begun {
		s.begun, s.units, s.at = true, begin, begin-drift
	}
	words, at, from, to, ok := within(s.words, begin-s.units, end-s.units)
	switch {
	case !ok:
		f.blame(number, column, "%s is no span of the sentence, which goes from %d on (offsets count UTF-16 code units)", cells[1], s.units)
		return
	case words != cells[2] && words != f.words(cells[2]): // WebAnno writes them as they are, other programs as in the sentence
		f.blame(number, column, "%s covers other words of the sentence than stand in the next column", cells[1])
		return
	}
	f.lines = append(f.lines, line{number, cells[0], s.at + from, s.at + to, words, s.number, at, cells[3:]})
}

// within returns a span of UTF-16 units of a text, where it begins in bytes, and its ends in code points.
func within(text string, begin, end int) (words string, at, from, to int, ok bool) {
	units, points, start := 0, 0, -1
	for i, r := range text {
		if units == begin && start < 0 {
			start, from = i, points
		}
		if units == end && start >= 0 {
			return text[start:i], start, from, points, true
		}
		units += utf16.RuneLen(r)
		points++
	}
	if units == begin && start < 0 {
		start, from = len(text), points
	}
	if units == end && start >= 0 {
		return text[start:], start, from, points, true
	}
	return "", 0, 0, 0, false
}
