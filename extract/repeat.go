package extract

import (
	"iter"
	"strings"
)

// repeatedWords is how many words in a row an annotator may not take from a text. Texts belong to their publishers.
const repeatedWords = 6

// verifyProse reports what annotators wrote if it repeats a passage of the text. Case and punctuation make no difference.
func (a *annotated) verifyProse(t *text) {
	runs := map[string][]int{} // runs of words, with the prose that has them
	for i, p := range a.prose {
		for run := range runsOf(p.text) {
			runs[run] = append(runs[run], i)
		}
	}
	if len(runs) == 0 {
		return
	}
	reported := map[int]bool{}
	for run := range runsOf(t.words) {
		with := runs[run]
		delete(runs, run) // all that have it are told of now
		for _, i := range with {
			if reported[i] {
				continue
			}
			reported[i] = true
			p := a.prose[i]
			a.doc.report(p.at, "the %s repeats %d words or more of the text in a row: say it in words of your own", p.what, repeatedWords)
		}
	}
}

// runsOf yields every run of so many words that no annotator may repeat.
func runsOf(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		var last []string
		for w := range strings.FieldsSeq(s) {
			w = strings.ToLower(strings.TrimFunc(w, func(r rune) bool { return !isWordRune(r) }))
			if w == "" {
				continue
			}
			if last = append(last, straight(w)); len(last) > repeatedWords {
				last = last[1:]
			}
			if len(last) == repeatedWords && !yield(strings.Join(last, " ")) {
				return
			}
		}
	}
}

// straight writes apostrophes one way.
func straight(w string) string {
	return strings.NewReplacer("’", "'", "ʼ", "'").Replace(w)
}
