package extract

import (
	"io"
	"slices"
	"strings"

	"dyad/graph"
)

// A Foreign is what a file in a format that is not dyad's own was read as.
type Foreign struct {
	Bundles []graph.Bundle
	Notes   []Note // what was left out, or read otherwise than it stood there
}

// A Note is one kind of thing that a file holds and dyad could not take as it is, with how often.
type Note struct {
	What    string // "relationships to objects that are not in the file"
	Count   int
	Example string // one of them, as the file calls it
}

// A ForeignReader reads a file whole. Problems that are no warnings mean that nothing of it can be used. name is what problems call the file, and what
// its batch and its source are named after where the file itself says nothing better.
type ForeignReader func(name string, r io.Reader) (*Foreign, []Problem)

// Note counts a case of what, of which example is one.
func (f *Foreign) Note(what, example string) {
	i := slices.IndexFunc(f.Notes, func(n Note) bool { return n.What == what })
	if i < 0 {
		f.Notes = append(f.Notes, Note{What: what, Example: example})
		i = len(f.Notes) - 1
	}
	f.Notes[i].Count++
}

// SortNotes puts notes in the order of what they say.
func (f *Foreign) SortNotes() {
	slices.SortFunc(f.Notes, func(a, b Note) int { return strings.Compare(a.What, b.What) })
}
