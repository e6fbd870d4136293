package extract

import (
	"cmp"
	"maps"
	"slices"
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
	forms := slices.SortedFunc(maps.Keys(r.exact), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b))
	})
	taken := &cover{}
	var all []Named
	for _, form := range forms {
		if spans := t.claim(form, taken); len(spans) > 0 {
			all = append(all, Named{form, r.exact[form], spans})
		}
	}
	slices.SortFunc(all, func(a, b Named) int { return cmp.Compare(a.Spans[0].Start, b.Spans[0].Start) })
	return all, taken
}

// claim takes every occurrence of a form of which nothing is taken yet.
func (t *text) claim(form string, taken *cover) []graph.Part {
	var spans []graph.Part
	length, digest := utf8.RuneCountInString(form), digestOf(form)
	for _, start := range t.occurrences(form) {
		p := graph.Part{Start: start, End: start + length}
		if taken.take(p) {
			p.SHA256 = digest
			spans = append(spans, p)
		}
	}
	return spans
}
