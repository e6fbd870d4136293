package index

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"dyad/graph"
)

// A nameIndex finds entities by the forms of their names, those of all versions, and those of entities that were merged into
// others.
type nameIndex struct {
	bearers []bearer
	forms   []form   // in the order of folded, then of bearer
	words   []inForm // in the order of words; of names of several words only
}

// A bearer is a version of an entity that bears names.
type bearer struct {
	*graph.Version[graph.Entity]
	node Node // under which it is known
}

// A form is one name of one bearer.
type form struct {
	folded  string
	bearer  int32
	nth     int32 // in AllNames
	letters signature
}

// An inForm is a folded word of a form.
type inForm struct {
	word    string
	form    int32
	letters signature
}

// A naming is a name index on its way: folding names takes as long as all else that is done with entities, and only who looks for a name waits for it.
type naming struct {
	done  chan struct{}
	names nameIndex
}

// newNaming begins to make the name index of entities, which nobody changes any more.
func newNaming(ns *nodes) *naming {
	n := &naming{done: make(chan struct{})}
	go func() {
		defer close(n.done)
		n.names = newNameIndex(ns)
	}()
	return n
}

// names returns the name index, once it is made.
func (x *Index) names() *nameIndex {
	<-x.naming.done
	return &x.naming.names
}

// newNameIndex folds and sorts the names of all entities.
func newNameIndex(ns *nodes) nameIndex {
	var ix nameIndex
	for i := range ns.records {
		ix.add(&ns.records[i], Node(i))
		for j := range ns.past[Node(i)] {
			ix.add(&ns.past[Node(i)][j], Node(i))
		}
	}
	for i := range ns.merged {
		ix.add(&ns.merged[i].Version, ns.merged[i].into)
	}
	slices.SortFunc(ix.forms, func(a, b form) int {
		return cmp.Or(cmp.Compare(a.folded, b.folded), cmp.Compare(a.bearer, b.bearer), cmp.Compare(a.nth, b.nth))
	})
	for i := range ix.forms {
		for _, w := range wordsOf(ix.name(&ix.forms[i]).Text) {
			ix.words = append(ix.words, inForm{w, int32(i), signatureOf(w)})
		}
	}
	slices.SortFunc(ix.words, func(a, b inForm) int {
		return cmp.Or(cmp.Compare(a.word, b.word), cmp.Compare(a.form, b.form))
	})
	ix.bearers, ix.forms, ix.words = tight(ix.bearers), tight(ix.forms), tight(ix.words)
	return ix
}

// add takes in the names of a version of an entity.
func (ix *nameIndex) add(v *graph.Version[graph.Entity], n Node) {
	ix.bearers = append(ix.bearers, bearer{v, n})
	for nth, name := range v.Value.AllNames() {
		if folded := graph.Fold(name.Text); folded != "" {
			ix.forms = append(ix.forms, form{folded, int32(len(ix.bearers) - 1), int32(nth), signatureOf(folded)})
		}
	}
}

// name returns the name that a form is of.
func (ix *nameIndex) name(f *form) graph.Name {
	return ix.bearers[f.bearer].Value.AllNames()[f.nth]
}

// from returns the forms from the first that does not come before text on.
func (ix *nameIndex) from(text string) []form {
	i, _ := slices.BinarySearchFunc(ix.forms, text, func(f form, t string) int { return cmp.Compare(f.folded, t) })
	return ix.forms[i:]
}

// wordsFrom is from for words.
func (ix *nameIndex) wordsFrom(text string) []inForm {
	i, _ := slices.BinarySearchFunc(ix.words, text, func(w inForm, t string) int { return cmp.Compare(w.word, t) })
	return ix.words[i:]
}

// wordsOf returns the folded words of a name of several; none for a single word, which the whole name tells.
func wordsOf(name string) []string {
	parts := strings.FieldsFunc(name, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || r == '/' || r == '(' || r == ')'
	})
	if len(parts) < 2 {
		return nil
	}
	var words []string
	for _, p := range parts {
		if w := graph.Fold(p); w != "" && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}
