package extract

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"dyad/graph"
)

// A Named is a name that a text has, and whose it is.
type Named struct {
	Form     string
	Entities []graph.EntityKey // who bears it, merges followed; several where only a reader can tell who is meant
	Spans    []graph.Part      // in the order of the text, with digests
}

// known finds the names of a registry in a text as [Seal] does: exactly as they are written, as words of their own, the longest
// first, none inside another. They come in the order of the text.
func (t *text) known(r *Registry) ([]Named, *cover) {
	starts := t.findAll(slices.Sorted(maps.Keys(r.exact)))
	forms := slices.SortedFunc(maps.Keys(starts), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b))
	})
	taken := newCover(t)
	var all []Named
	for _, form := range forms {
		if spans := claim(form, starts[form], taken); len(spans) > 0 {
			all = append(all, Named{form, r.exact[form], spans})
		}
	}
	slices.SortFunc(all, func(a, b Named) int { return cmp.Compare(a.Spans[0].Start, b.Spans[0].Start) })
	return all, taken
}

// claim takes every place of a form of which nothing is taken yet.
func claim(form string, starts []int, taken *cover) []graph.Part {
	var spans []graph.Part
	length, digest := utf8.RuneCountInString(form), digestOf(form)
	for _, start := range starts {
		p := graph.Part{Start: start, End: start + length}
		if taken.take(p) {
			p.SHA256 = digest
			spans = append(spans, p)
		}
	}
	return spans
}

// findAll returns for each of some forms, sorted and each once, what [text.occurrences] returns for it; those that the text does not
// have are left out. It goes through the text once, however many there are.
func (t *text) findAll(forms []string) map[string][]int {
	starts := map[string][]int{}
	at, within := 0, false
	for i, r := range t.words {
		if !within {
			for form := range beginning(t.words[i:], forms) {
				if t.bounded(i, i+len(form)) {
					starts[form] = append(starts[form], at)
				}
			}
		}
		within = isWordRune(r)
		at++
	}
	return starts
}

// beginning yields those of some sorted forms that a text begins with, the shortest first.
func beginning(words string, forms []string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for n := 0; len(forms) > 0; n++ { // all forms that are left have the first n bytes of the text
			if len(forms[0]) == n {
				if n > 0 && !yield(forms[0]) {
					return
				}
				forms = forms[1:]
			}
			if n == len(words) {
				return
			}
			from := sort.Search(len(forms), func(i int) bool { return forms[i][n] >= words[n] })
			to := from + sort.Search(len(forms)-from, func(i int) bool { return forms[from+i][n] > words[n] })
			forms = forms[from:to]
		}
	}
}
