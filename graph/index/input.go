package index

import (
	"iter"

	"dyad/graph"
)

// An Input is everything that a store has recorded, from which an index is built. It is read once and not kept, but for the
// vocabulary and what the records' strings and slices share with the index: nobody may change them afterwards.
type Input struct {
	Vocabulary *graph.Vocabulary
	Entities   []Version[graph.Entity] // in any order
	Sources    []Version[graph.Source]
	SameAs     []Version[graph.SameAs]
	Verdicts   []Version[graph.Verdict]
	// Claims yields every version of every claim, open and closed, in any order. Claims are normalized; evidence, gist,
	// annotator, codebook and batch are ignored. A yielded error ends the build and is returned as it is. Nil means no claims.
	Claims iter.Seq2[Version[graph.Claim], error]
	// Last is the number of the last committed transaction; 0 where nothing was ever committed.
	Last graph.Tx
}

// A Version is a record as it stood from one transaction until another.
type Version[T any] struct {
	Value  T
	Opened graph.Tx
	Closed graph.Tx // 0 while it is current
}

// current reports whether the version stands now.
func (v *Version[T]) current() bool { return v.Closed == 0 }

// at reports whether the version stood when tx had been committed; tx 0 is the present.
func (v *Version[T]) at(tx graph.Tx) bool { return recordedAt(v.Opened, v.Closed, tx) }

// recordedAt reports whether a record opened and closed by these transactions stood when tx had been committed.
func recordedAt(opened, closed, tx graph.Tx) bool {
	if tx == 0 {
		return closed == 0
	}
	return opened <= tx && (closed == 0 || tx < closed)
}
