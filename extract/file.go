package extract

import "dyad/graph"

// A File is what was found under a name. The name is only for problems to point to.
type File struct {
	Name string
	Data []byte
}

// MaxFile is the largest file that is read, in bytes. A longer one is refused unread.
const MaxFile = 8 << 20

// A Base is what is known before the files are read: the built-in corpus, or what a store holds. What a batch of the base
// brought in is set aside if a file of the same batch is read, which will take its place.
type Base struct {
	Terms    []graph.Term
	Entities []graph.Entity
	// HasClaim tells whether a claim is known, be it of a batch that a file will replace. Where it is nil nobody can tell, and
	// an id that no file explains is worth a warning only.
	HasClaim func(graph.ClaimID) bool
	// HasSource reports whether claims of a source are known: an id that one of them pins, and that is not among them, is then a
	// slip. nil: nobody can tell.
	HasSource func(graph.SourceKey) bool
	// HasData reports whether a source that is known is a data set, whose place no file takes that is none itself. nil: there is none.
	HasData func(graph.SourceKey) bool
	// Whole tells that the files are all there is, so that an entity of a registry that none of them uses is worth a warning.
	Whole bool
	// Compared counts the words that unknown ones were compared with to offer the nearest. Readings that share it have together what one file
	// may have otherwise; nil: each file has its own.
	Compared *int
}

// knows reports whether the base holds a claim.
func (b *Base) knows(id graph.ClaimID) bool { return b.HasClaim != nil && b.HasClaim(id) }
