package graph

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Cue is a word of texts that often carries a relation: a form of it, "shelters", or a stem with an asterisk, "shelter*", for
// every word that begins so. Case makes no difference. A cue suggests a relation to an annotator; it defines nothing.
type Cue string

// minStem is how many letters a stem needs: shorter ones begin half of all words.
const minStem = 3

// Check returns what keeps the cue from ever fitting a word, or lets it fit nearly all of them.
func (c Cue) Check() error {
	stem, cut := strings.CutSuffix(string(c), "*")
	switch {
	case stem == "" || strings.ContainsFunc(stem, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }):
		return fmt.Errorf("cue %.100q is no word: write one of letters, or a stem with * behind it", string(c))
	case cut && utf8.RuneCountInString(stem) < minStem:
		return fmt.Errorf("cue %q would fit too many words: a stem has at least %d letters", string(c), minStem)
	}
	return nil
}

// Cues tells which relations a word may carry. It is immutable and safe for concurrent use.
type Cues struct {
	forms   map[string][]TermKey
	stems   map[string][]TermKey
	longest int // of the stems, in bytes
}

// Cues returns the cues of all relations. A label of one word is a cue of its relation, declared or not.
func (v *Vocabulary) Cues() *Cues {
	c := &Cues{forms: map[string][]TermKey{}, stems: map[string][]TermKey{}}
	for _, t := range v.order {
		if t.Kind != RelationTerm {
			continue
		}
		c.add(t.Key, Cue(t.Label))
		for _, cue := range t.Cues {
			c.add(t.Key, cue)
		}
	}
	return c
}

func (c *Cues) add(term TermKey, cue Cue) {
	stem, cut := strings.CutSuffix(strings.ToLower(string(cue)), "*")
	to := c.forms
	if cut {
		to = c.stems
		c.longest = max(c.longest, len(stem))
	}
	to[stem] = append(to[stem], term)
}

// Of returns the relations that a word may carry, each once, by key; none for most words.
func (c *Cues) Of(word string) []TermKey {
	word = strings.ToLower(word)
	terms := slices.Clone(c.forms[word])
	for i := range min(len(word), c.longest) + 1 { // a prefix that ends within a letter is no stem
		terms = append(terms, c.stems[word[:i]]...)
	}
	slices.Sort(terms)
	return slices.Compact(terms)
}
