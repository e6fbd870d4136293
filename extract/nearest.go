package extract

import (
	"slices"

	"dyad/graph"
)

// maxOffered is how many words are offered for one that nobody knows.
const maxOffered = 3

// maxNear is the length in bytes of the longest word that is compared with others to offer the nearest.
const maxNear = 100

// maxCompared is how many words the unknown ones of one file, or of files that share it, are compared with. A file that needs more was not written for
// this vocabulary and registry: its problems are all reported, the last of them without an offer, and not many seconds later.
const maxCompared = 1_000_000

// nearest returns the words that may have been meant by one that is none of them, best first.
func (d *document) nearest(want string, have []string) []string {
	if !d.afford(want, len(have)) {
		return nil
	}
	return graph.Nearest(want, slices.Values(have), maxOffered)
}

// afford reports whether a word may still be compared with so many others.
func (d *document) afford(want string, others int) bool {
	if len(want) > maxNear || *d.compared+others > maxCompared {
		return false
	}
	*d.compared += others
	return true
}
