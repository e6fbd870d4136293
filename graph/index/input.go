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
	// Gathered are the same claims, where they were kept while they were recorded; nil where they were not. Claims are read if it is of no use.
	Gathered *Gathering
	// Last is the number of the last committed transaction; 0 where nothing was ever committed.
	Last graph.Tx
}

// Until returns what had been recorded when tx had been committed, without claims.
func (in *Input) Until(tx graph.Tx) Input {
	then := Input{
		Last: tx, Terms: until(in.Terms, tx), Entities: until(in.Entities, tx), Sources: until(in.Sources, tx),
		SameAs: until(in.SameAs, tx), Verdicts: until(in.Verdicts, tx),
	}
	then.Vocabulary = in.Vocabulary
	if len(in.Terms) > 0 {
		then.Vocabulary = then.vocabularyNow()
	}
	return then
}

// until returns the versions that had been opened by then, closed only if they had been by then.
func until[T any](versions []graph.Version[T], tx graph.Tx) []graph.Version[T] {
	var then []graph.Version[T]
	for _, v := range versions {
		if v.Opened > tx {
			continue
		}
		if v.Closed > tx {
			v.Closed = 0
		}
		then = append(then, v)
	}
	return then
}

// vocabularyNow is the vocabulary of the terms that stand.
func (in *Input) vocabularyNow() *graph.Vocabulary {
	var standing []graph.Term
	for i := range in.Terms {
		if in.Terms[i].Closed == 0 {
			standing = append(standing, in.Terms[i].Value)
		}
	}
	return graph.NewVocabulary(standing)
}

// recordedAt reports whether a record opened and closed by these transactions stood when tx had been committed.
func recordedAt(opened, closed, tx graph.Tx) bool {
	if tx == 0 {
		return closed == 0
	}
	return opened <= tx && (closed == 0 || tx < closed)
}
