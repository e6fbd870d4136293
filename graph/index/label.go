package index

import (
	"errors"
	"iter"

	"dyad/graph"
)

// CheckLabel refuses a label by which no claim names a voice, whatever its time, as NotFound with the nearest labels. Labels are
// compared letter for letter.
func (g *Graph) CheckLabel(label string) error {
	x := g.x.root() // an index that was rolled up lacks what lies within a whole
	for have := range x.labels() {
		if have == label {
			return nil
		}
	}
	return &graph.Error{
		On: label, Fault: graph.NotFound, Err: errors.New("no voice has this label"),
		Candidates: graph.Nearest(label, x.labels(), offers),
	}
}

// labels yields the labels of voices, of every attitude that has one: some come more than once.
func (x *Index) labels() iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range x.attitudes {
			for _, v := range x.attitudes[i].voices {
				if v.Label != "" && !yield(v.Label) {
					return
				}
			}
		}
	}
}
