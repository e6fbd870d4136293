package extract

import (
	"errors"
	"strings"
	"unicode"

	"dyad/graph"
)

// A Survey is what can be told of a text before anybody has read it: which known names stand where, what else looks like a name,
// and which words may carry a relation. Of the text it repeats names and single words alone.
type Survey struct {
	File       string
	SHA256     string
	Codepoints int
	Key        string // for the source, as the name of the file or the first words of the text suggest it; "" if neither does
	Known      []Named
	Unknown    []Proposal
	Sentences  []Sentence // those with cues alone
}

// A Sentence is one that has words which may carry a relation.
type Sentence struct {
	Number int // from 1
	Span   graph.Part
	Cues   []Cued
}

// A Cued is a word that may carry a relation.
type Cued struct {
	Word      string
	Span      graph.Part
	Relations []graph.TermKey // by key
}

// SurveyText surveys the bytes of a text by what is known. name is that of its file, without folders. The error is that of a text
// that is not UTF-8, or is empty.
func SurveyText(name string, data []byte, base Base) (*Survey, error) {
	return NewSurveyor(base).Survey(name, data)
}

// A Surveyor surveys texts by what is known. It is immutable and safe for concurrent use.
type Surveyor struct {
	registry *Registry
	cues     *graph.Cues
}

// NewSurveyor returns the surveyor who knows the terms and entities of a base.
func NewSurveyor(base Base) *Surveyor {
	return &Surveyor{NewRegistry(base.Entities), graph.NewVocabulary(base.Terms).Cues()}
}

// Knows reports whether a key is that of an entity, merged ones included.
func (y *Surveyor) Knows(key graph.EntityKey) bool { return y.registry.Entity(key) != nil }

// Survey is [SurveyText] by what the surveyor knows.
func (y *Surveyor) Survey(name string, data []byte) (*Survey, error) {
	t, err := newText(name, data)
	if err != nil {
		return nil, err
	}
	if t.length == 0 {
		return nil, &graph.Error{On: name, Fault: graph.BadInput, Err: errors.New("the text is empty: there is nothing to annotate")}
	}
	s := &Survey{File: name, SHA256: t.digest, Codepoints: t.length, Key: keyOf(name, t.words)}
	tokens := t.tokens()
	known, taken := t.known(y.registry)
	s.Known, s.Unknown = known, t.unknown(tokens, taken)
	longer := newCover(t)
	for _, p := range s.Unknown {
		for _, span := range p.Spans {
			if p.Words > 1 && p.Form != "" {
				longer.take(span)
			}
		}
	}
	inName := func(p graph.Part) bool { return taken.overlaps(p) || longer.overlaps(p) }
	s.Sentences = t.cued(tokens, y.cues, inName)
	return s, nil
}

// cued returns the sentences with words that may carry a relation and are no part of a name.
func (t *text) cued(tokens []token, cues *graph.Cues, inName func(graph.Part) bool) []Sentence {
	var all []Sentence
	for len(tokens) > 0 {
		n, end := sentenceEnd(tokens), len(t.words)
		if n < len(tokens) {
			end = tokens[n].from
		}
		s := Sentence{Number: tokens[0].sentence + 1, Cues: t.cuesOf(tokens[:n], cues, inName)}
		if len(s.Cues) > 0 {
			s.Span = t.part(tokens[0].from, tokens[0].from+len(closed(t.words[tokens[0].from:end])))
			all = append(all, s)
		}
		tokens = tokens[n:]
	}
	return all
}

// cuesOf returns the words among some that may carry a relation.
func (t *text) cuesOf(tokens []token, cues *graph.Cues, inName func(graph.Part) bool) []Cued {
	var all []Cued
	for _, k := range tokens {
		relations := cues.Of(k.word)
		if len(relations) == 0 {
			continue
		}
		if span := t.part(k.from, k.to); !inName(span) {
			all = append(all, Cued{k.word, span, relations})
		}
	}
	return all
}

// closed returns a sentence without what opens the next one: white space, quotes and brackets.
func closed(s string) string {
	for {
		s = strings.TrimRightFunc(s, unicode.IsSpace)
		rest := strings.TrimRight(s, "\"'“‘«([")
		if rest == s || !strings.HasSuffix(rest, " ") && !strings.HasSuffix(rest, "\n") {
			return s
		}
		s = rest
	}
}

// keyWords is how many words of a text may become a key.
const keyWords = 3

// keyOf proposes the key of a source: the name of its file, if it has a letter, or the first words of the text.
func keyOf(name, words string) string {
	if dot := strings.LastIndexByte(name, '.'); dot > 0 {
		name = name[:dot]
	}
	if key := slugOf(name); strings.ContainsFunc(key, unicode.IsLetter) {
		return key
	}
	line, _, _ := strings.Cut(strings.TrimSpace(words), "\n")
	fields := strings.Fields(line)
	return slugOf(strings.Join(fields[:min(len(fields), keyWords)], " "))
}

// maxSlug is how long a key is that is proposed.
const maxSlug = 60

// slugOf makes a key of words in Latin letters, whatever their accents: "" if none is left, or if the rest is no key.
func slugOf(words string) string {
	var parts []string
	length := 0
	for _, w := range strings.FieldsFunc(words, func(r rune) bool { return !isWordRune(r) && !isApostrophe(r) || r == '_' }) {
		w = strings.Map(func(r rune) rune {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, graph.Fold(w))
		if length += len(w) + 1; w == "" || length > maxSlug && len(parts) > 0 {
			continue
		}
		parts = append(parts, w)
	}
	if key := strings.Join(parts, "-"); graph.ValidKey(key) {
		return key
	}
	return ""
}
