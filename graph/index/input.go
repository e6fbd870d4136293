package index

import (
	"iter"

	"dyad/graph"
)

// An Input is everything that a store has recorded, from which an index is built. It is read once and not kept, but for the
// vocabulary and what the records' strings and slices share with the index: nobody may change them afterwards.
type Input struct {
	Vocabulary *graph.Vocabulary // of the present
	// Terms are all versions of the terms of Vocabulary, in the order of ids, so that a view of the past is read in the words of
	// its time. Without any, the vocabulary is the same at all times.
	Terms    []graph.Version[graph.Term]
	Entities []graph.Version[graph.Entity] // in any order
	Sources  []graph.Version[graph.Source]
	SameAs   []graph.Version[graph.SameAs]
	Verdicts []graph.Version[graph.Verdict]
	// Claims yields every version of every claim, open and closed, in any order. Claims are normalized; evidence, gist,
	// annotator, codebook and batch are ignored. A yielded error ends the build and is returned as it is. Nil means no claims.
	Claims iter.Seq2[graph.Version[graph.Claim], error]
	// Last is the number of the last committed transaction; 0 where nothing was ever committed.
	Last graph.Tx
}

// recordedAt reports whether a record opened and closed by these transactions stood when tx had been committed.
func recordedAt(opened, closed, tx graph.Tx) bool {
	if tx == 0 {
		return closed == 0
	}
	return opened <= tx && (closed == 0 || tx < closed)
}
