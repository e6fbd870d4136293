package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dyad/graph"
)

// bounded reports whether no word goes on over the ends of a stretch of bytes.
func (t *text) bounded(from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(t.words[:from])
	after, _ := utf8.DecodeRuneInString(t.words[to:])
	return (from == 0 || !isWordRune(before)) && (to == len(t.words) || !isWordRune(after))
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '_'
}

// quoted returns every span with the given words, however they are spaced and broken into lines there. It gives up once pay says of
// an effort that it is too much.
func (t *text) quoted(words string, pay func(effort int) bool) []graph.Part {
	tokens := strings.Fields(words)
	if len(tokens) == 0 || !pay(len(t.words)/scanEffort) {
		return nil
	}
	var parts []graph.Part
	for i := 0; ; {
		next := strings.Index(t.words[i:], tokens[0])
		if next < 0 {
			return parts
		}
		i += next
		end, ok := t.follow(i, tokens)
		if !pay(matchEffort + end - i) {
			return nil
		}
		if ok {
			start := t.codepointAt(i)
			parts = append(parts, graph.Part{Start: start, End: start + utf8.RuneCountInString(t.words[i:end])})
		}
		_, size := utf8.DecodeRuneInString(t.words[i:])
		i += size
	}
}

// follow returns where tokens end that begin at a byte with white space between them, or how far they are there if it is not ok.
func (t *text) follow(i int, tokens []string) (end int, ok bool) {
	for n, token := range tokens {
		if n > 0 {
			rest := strings.TrimLeftFunc(t.words[i:], unicode.IsSpace)
			if len(rest) == len(t.words)-i {
				return i, false
			}
			i = len(t.words) - len(rest)
		}
		if !strings.HasPrefix(t.words[i:], token) {
			return i, false
		}
		i += len(token)
	}
	return i, true
}
