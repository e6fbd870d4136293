package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dyad/graph"
)

// A Proposal is a run of capitalised words that may be a name, and that no known entity bears.
type Proposal struct {
	Form  string // empty where the run is too long to be repeated, or is a sentence by itself, or part of a headline
	Words int
	Spans []graph.Part // in the order of the text, without digests
}

// A run is some tokens in a row that read like one name.
type run struct{ first, last int }

// A capitals finds runs in the tokens of one text, by what the text shows of its own use of capitals.
type capitals struct {
	text   *text
	tokens []token
	common map[string]bool // words that the text has in lower case
	proper map[string]bool // words that it has with a capital where the place gives none
	alone  map[string]bool // runs that begin where the place gives no capital, outside of headlines
}

// unknown proposes the names of a text that are not among those taken. They come in the order of the text.
//
// A capital at the beginning of a sentence tells nothing, nor does any in a headline: the word there counts as part of a name only if the text never has it in
// lower case, and as a name by itself only if it is an acronym or has its capital elsewhere too.
func (t *text) unknown(tokens []token, taken *cover) []Proposal {
	c := &capitals{text: t, tokens: tokens, common: map[string]bool{}, proper: map[string]bool{}, alone: map[string]bool{}}
	runs := c.runs()
	c.learn(runs)
	var all []Proposal
	places := map[string]int{}
	for _, r := range runs {
		whole := c.whole(r)
		r, ok := c.trim(r)
		if !ok || !c.tells(r, taken) {
			continue
		}
		form := c.form(r)
		i, known := places[form]
		if !known {
			i = len(all)
			places[form] = i
			all = append(all, Proposal{Form: form, Words: r.last - r.first + 1})
			if passage := whole && all[i].Words > 1 && !c.alone[form]; passage || all[i].Words >= repeatedWords {
				all[i].Form = ""
			}
		}
		all[i].Spans = append(all[i].Spans, t.part(c.bytes(r)))
	}
	return all
}

// part returns the span of some bytes.
func (t *text) part(from, to int) graph.Part {
	start := t.codepointAt(from)
	return graph.Part{Start: start, End: start + utf8.RuneCountInString(t.words[from:to])}
}

// runs returns the longest runs, one after the other.
func (c *capitals) runs() []run {
	var all []run
	for i := 0; i < len(c.tokens); {
		last, ok := c.head(i)
		if !ok {
			i++
			continue
		}
		for next, ok := c.extend(last); ok; next, ok = c.extend(last) {
			last = next
		}
		all = append(all, run{i, last})
		i = last + 1
	}
	return all
}

// head returns the token up to which a run begins at token i: itself, or the word behind an article that hangs on it.
func (c *capitals) head(i int) (int, bool) {
	switch word := c.tokens[i].word; {
	case c.tokens[i].capital():
		return i, true
	case (isArticle(word) && c.joins(i+1, hyphens) || word == "al" && c.joins(i+1, spaces)) && c.tokens[i+1].capital():
		return i + 1, true
	}
	return 0, false
}

// extend returns the next capitalised word of a run that reaches up to a token: the next word, or one behind words that link names.
func (c *capitals) extend(last int) (int, bool) {
	next := last + 1
	switch {
	case c.joins(next, spaces|hyphens) && c.leads(next), c.joins(next, stops) && c.tokens[next].capital():
		return c.head(next)
	case c.joins(next, spaces) && isLink(c.tokens[next].word):
		if c.tokens[next].word == "of" && c.joins(next+1, spaces) && c.tokens[next+1].word == "the" {
			next++
		}
		if c.joins(next+1, spaces) {
			return c.head(next + 1)
		}
	case c.joins(next, hyphens) && isEzafe(c.tokens[next].word) && c.joins(next+1, spaces|hyphens):
		return c.head(next + 1)
	}
	return 0, false
}

func (c *capitals) leads(i int) bool {
	_, ok := c.head(i)
	return ok
}

// What may stand between two words of a name.
const (
	spaces = 1 << iota
	hyphens
	stops // between the letters of U.S., and behind the initial of R. Marlow
)

// joins reports whether a token is there, and what stands before it is of one of the kinds.
func (c *capitals) joins(i, kinds int) bool {
	if i >= len(c.tokens) || c.tokens[i].sentence != c.tokens[i-1].sentence {
		return false
	}
	switch before := c.tokens[i].before; {
	case before == "-" || before == "‐" || before == "‑":
		return kinds&hyphens != 0
	case strings.HasPrefix(before, "."):
		initials := letters(c.tokens[i-1].word) == 1
		dotted := before == "." && letters(c.tokens[i].word) == 1
		named := isSpaces(before[1:]) && !strings.HasPrefix(c.tokens[i-1].before, ".")
		return kinds&stops != 0 && initials && (dotted || named)
	default:
		return kinds&spaces != 0 && isSpaces(before)
	}
}

func letters(word string) int { return utf8.RuneCountInString(word) }

// isSpaces reports whether s is white space within a line, and some.
func isSpaces(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return r != ' ' && !unicode.Is(unicode.Zs, r) }) < 0
}

// isLink reports whether a word links the words of one name: it stands between two with capitals.
func isLink(word string) bool {
	return slices.Contains([]string{"of", "de", "del", "della", "der", "di", "do", "dos", "du", "la", "van", "von", "bin", "ibn", "bint"}, word)
}

// isArticle reports whether a word is the Arabic article where a hyphen follows.
func isArticle(word string) bool {
	return slices.Contains([]string{"al", "el", "ul", "ur", "an", "ar", "as", "ash", "at", "ad", "az"}, word)
}

// isEzafe reports whether a word is the Persian linking vowel where a hyphen goes before.
func isEzafe(word string) bool { return slices.Contains([]string{"i", "e", "yi", "ye"}, word) }

// learn notes how the text writes its words, and which runs are names wherever they stand.
func (c *capitals) learn(runs []run) {
	for i := range c.tokens {
		switch k := &c.tokens[i]; {
		case !k.capital():
			c.common[k.word] = true
		case !k.initial:
			c.proper[k.word] = true
		}
	}
	for _, r := range runs {
		if !c.tokens[r.first].initial && !c.whole(r) {
			c.alone[c.form(r)] = true
		}
	}
}

// trim takes the first word off a run if only its place gives it a capital, and says whether a run is left.
func (c *capitals) trim(r run) (run, bool) {
	first := &c.tokens[r.first]
	if !first.initial || first.acronym() || !first.capital() {
		return r, true
	}
	rest := run{r.first + 1, r.last}
	for rest.first <= rest.last && !c.leads(rest.first) {
		rest.first++
	}
	switch {
	case rest.first > rest.last:
		return r, c.proper[first.word]
	case c.common[strings.ToLower(first.word)] || c.alone[c.form(rest)]:
		return rest, true
	}
	return r, true
}

// tells reports whether a run has a word, beside those of names that are taken, that is or may be part of a name.
func (c *capitals) tells(r run, taken *cover) bool {
	if r.first == r.last && letters(c.tokens[r.first].word) == 1 {
		return false
	}
	for i := r.first; i <= r.last; i++ {
		k := &c.tokens[i]
		if !k.capital() || taken.overlaps(c.text.part(k.from, k.to)) {
			continue
		}
		if !k.initial || k.acronym() || c.proper[k.word] || !c.touches(r, taken) {
			return true
		}
	}
	return false
}

// touches reports whether a run has words of a name that is taken.
func (c *capitals) touches(r run, taken *cover) bool { return taken.overlaps(c.text.part(c.bytes(r))) }

// bytes returns where a run stands. The stop behind the last letter of U.S. belongs to it.
func (c *capitals) bytes(r run) (from, to int) {
	from, to = c.tokens[r.first].from, c.tokens[r.last].to
	if r.last > r.first && c.tokens[r.last].before == "." && strings.HasPrefix(c.text.words[to:], ".") {
		to++
	}
	return from, to
}

func (c *capitals) form(r run) string {
	from, to := c.bytes(r)
	return c.text.words[from:to]
}

// whole reports whether a run is all of a sentence, or is part of a headline.
func (c *capitals) whole(r run) bool {
	if c.tokens[r.first].headline {
		return true
	}
	s := c.tokens[r.first].sentence
	before := r.first > 0 && c.tokens[r.first-1].sentence == s
	behind := r.last+1 < len(c.tokens) && c.tokens[r.last+1].sentence == s
	return !before && !behind
}
