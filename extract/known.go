package extract

import (
	"cmp"
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
	starts, _ := t.findAll(slices.Sorted(maps.Keys(r.exact)), func(int) bool { return true })
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

// findAll returns where each of some forms, sorted and each once, stands as a word, or as words, of its own: no letter, digit or mark
// touches it. Forms that the text does not have are left out. It goes through the text once, however many forms there are, and gives
// up once pay says of an effort that it is too much.
func (t *text) findAll(forms []string, pay func(effort int) bool) (starts map[string][]int, ok bool) {
	starts = map[string][]int{}
	at, within := 0, false
	var met []string
	for i, r := range t.words {
		if !within {
			var depth int
			met, depth = beginning(t.words[i:], forms, met[:0])
			if !pay(matchEffort*len(met) + stepEffort*depth) {
				return nil, false
			}
			for _, form := range met {
				if t.bounded(i, i+len(form)) {
					starts[form] = append(starts[form], at)
				}
			}
		}
		within = isWordRune(r)
		at++
	}
	return starts, true
}

// beginning adds those of some sorted forms that a text begins with, the shortest first, and returns how far it had to look.
func beginning(words string, forms, met []string) (found []string, depth int) {
	for ; len(forms) > 0; depth++ { // all forms that are left have so many bytes of the text
		if len(forms[0]) == depth {
			if depth > 0 {
				met = append(met, forms[0])
			}
			forms = forms[1:]
		}
		if depth == len(words) {
			break
		}
		from := sort.Search(len(forms), func(i int) bool { return forms[i][depth] >= words[depth] })
		to := from + sort.Search(len(forms)-from, func(i int) bool { return forms[from+i][depth] > words[depth] })
		forms = forms[from:to]
	}
	return met, depth
}

// findAll is [text.findAll] for forms that a file has, as far as it may ask for them.
func (d *document) findAll(t *text, forms []string) (starts map[string][]int, ok bool) {
	if len(forms) == 0 {
		return nil, true
	}
	return t.findAll(forms, func(effort int) bool { return d.pay(t, effort) })
}
