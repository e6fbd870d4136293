package match

import (
	"strings"
	"unicode"

	"dyad/graph"
)

// names finds forms by what they are like.
type names struct {
	folded   map[string][]form
	acronyms map[string][]form // names that look like acronyms, by their folded form
	initials map[string][]form // names of several words, by their initials
	edges    edges
}

func newNames(forms []form) *names {
	n := &names{folded: map[string][]form{}, acronyms: map[string][]form{}, initials: map[string][]form{}, edges: edges{}}
	for _, f := range forms {
		n.add(f)
	}
	return n
}

func (n *names) add(f form) {
	folded := graph.Fold(f.text)
	if folded == "" {
		return
	}
	n.folded[folded] = append(n.folded[folded], f)
	if isAcronym(f.text) {
		n.acronyms[folded] = append(n.acronyms[folded], f)
	}
	for _, letters := range initials(f.text) {
		n.initials[letters] = append(n.initials[letters], f)
	}
	n.edges.add(newNear(f))
}

// digits returns the digits of a name: 23 Brigade is not 24 Brigade.
func digits(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
}

// isAcronym reports whether a name is one word of three capitals or more, and little else.
func isAcronym(text string) bool {
	capitals, others := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsUpper(r):
			capitals++
		case unicode.IsSpace(r):
			return false
		case unicode.IsLetter(r):
			others++
		}
	}
	return capitals >= 3 && others <= 1
}

// initials returns the initials of a name of three words or more: of all words, and of those that are written with a capital.
func initials(text string) []string {
	var all, capitals strings.Builder
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && r != '\'' && r != '’' }) {
		first := []rune(word)[0]
		letter := graph.Fold(string(first))
		all.WriteString(letter)
		if unicode.IsUpper(first) {
			capitals.WriteString(letter)
		}
	}
	var out []string
	for _, letters := range []string{all.String(), capitals.String()} {
		if len(letters) >= 3 && (len(out) == 0 || out[0] != letters) {
			out = append(out, letters)
		}
	}
	return out
}
