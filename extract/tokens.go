package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token is a word of a text, without what hangs on it by an apostrophe and a lone s.
type token struct {
	from, to int    // bytes
	word     string // what stands there
	before   string // what stands between it and the word before
	sentence int    // which one it is in, from 0
	initial  bool   // its place alone would give it a capital: it begins a sentence, a quotation, or what follows a colon
	headline bool   // its sentence gives every longer word a capital
}

// tokens cuts a text into words, and these into sentences. A sentence ends at a stop that is followed by space and by a word that
// is not in lower case, at an empty line, and at the end of a line before such a word. A stop behind an initial or a title
// without vowels (R. Marlow, Dr. Vale) ends none.
func (t *text) tokens() []token {
	var all []token
	end, sentence := 0, 0
	for from, to := t.word(0); from < to; from, to = t.word(to) {
		next := token{from: from, to: to, before: t.words[end:from]}
		next.to -= len(possessive(t.words[from:to]))
		next.word = t.words[from:next.to]
		switch {
		case len(all) == 0:
			next.initial = true
		case next.begins(&all[len(all)-1]):
			sentence++
			next.initial = true
		default:
			next.initial = strings.ContainsAny(next.before, ":\"“„«‹")
		}
		next.sentence = sentence
		end = next.to
		all = append(all, next)
	}
	for rest := all; len(rest) > 0; {
		n := sentenceEnd(rest)
		markHeadline(rest[:n], t.words[rest[n-1].to:])
		rest = rest[n:]
	}
	return all
}

// sentenceEnd returns how many of the tokens are in the sentence of the first.
func sentenceEnd(tokens []token) int {
	n := slices.IndexFunc(tokens, func(k token) bool { return k.sentence != tokens[0].sentence })
	if n < 0 {
		return len(tokens)
	}
	return n
}

// shortWord is up to how many letters headlines leave a word in lower case.
const shortWord = 3

// markHeadline marks the tokens of a sentence if it is written like a headline, so that capitals tell nothing in it: without a full
// stop behind it.
func markHeadline(sentence []token, behind string) {
	if strings.HasPrefix(behind, ".") || slices.ContainsFunc(sentence, func(k token) bool { return !k.capital() && utf8.RuneCountInString(k.word) > shortWord }) {
		return
	}
	for i := range sentence {
		sentence[i].initial, sentence[i].headline = true, true
	}
}

// word returns the bytes of the first word at or after a byte; nothing at the end of the text. An apostrophe between letters is
// part of a word.
func (t *text) word(i int) (from, to int) {
	skip := strings.IndexFunc(t.words[i:], isWordRune)
	if skip < 0 {
		return len(t.words), len(t.words)
	}
	from = i + skip
	for to = from; to < len(t.words); {
		r, size := utf8.DecodeRuneInString(t.words[to:])
		after, _ := utf8.DecodeRuneInString(t.words[to+size:])
		if !isWordRune(r) && !(isApostrophe(r) && isWordRune(after)) {
			break
		}
		to += size
	}
	return from, to
}

func isApostrophe(r rune) bool { return r == '\'' || r == '’' }

// possessive returns the ending of a word that says whose something is; mostly "".
func possessive(word string) string {
	for _, ending := range []string{"'s", "’s", "'S", "’S"} {
		if strings.HasSuffix(word, ending) {
			return ending
		}
	}
	return ""
}

// begins reports whether a sentence ends between the word before and this one.
func (k *token) begins(last *token) bool {
	first, _ := utf8.DecodeRuneInString(k.word)
	if breaks := strings.Count(k.before, "\n"); breaks > 1 || breaks == 1 && !unicode.IsLower(first) {
		return true
	}
	if strings.ContainsAny(k.before, "。！？") {
		return true
	}
	stop := strings.IndexAny(k.before, ".!?…؟۔।")
	if stop < 0 || unicode.IsLower(first) || !strings.ContainsFunc(k.before[stop:], unicode.IsSpace) {
		return false
	}
	return !strings.HasPrefix(k.before, ".") || !last.abbreviated()
}

// abbreviated reports whether a stop behind the word belongs to it: it is an initial, or a short title without vowels.
func (k *token) abbreviated() bool {
	letters := utf8.RuneCountInString(k.word)
	if !k.capital() || letters > 3 {
		return false
	}
	return letters == 1 || !k.acronym() && !strings.ContainsAny(strings.ToLower(k.word), "aeiouy")
}

// capital reports whether the word begins with a capital letter.
func (k *token) capital() bool {
	first, _ := utf8.DecodeRuneInString(k.word)
	return unicode.IsUpper(first) || unicode.IsTitle(first)
}

// acronym reports whether the word has two capital letters or more, and no other letter.
func (k *token) acronym() bool {
	upper := 0
	for _, r := range k.word {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLetter(r):
			return false
		}
	}
	return upper > 1
}
