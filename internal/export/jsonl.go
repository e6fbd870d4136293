package export

import (
	"bufio"
	"io"
	"iter"

	"dyad/graph"
)

// JSONL writes dyad JSON Lines, which carry everything: the records as they come, which must be in the order of
// [graph.RecordKinds] and then of keys or ids, and behind them the relationships, as they come. Loaded into an empty
// store, the lines give the same lines again. Either sequence may be nil.
//
// Relationships are for readers that don't know what claims add up to; whoever loads the lines works them out anew. The first
// error of a sequence or of w ends the export and is returned.
func JSONL(w io.Writer, records iter.Seq2[graph.Line, error], relationships iter.Seq[graph.Relationship]) error {
	out := bufio.NewWriterSize(w, 64<<10)
	if err := putLines(out, records); err != nil {
		return err
	}
	if err := putLines(out, derived(relationships)); err != nil {
		return err
	}
	return out.Flush()
}

// putLines writes one line after the other.
func putLines(w io.Writer, lines iter.Seq2[graph.Line, error]) error {
	if lines == nil {
		return nil
	}
	var buf []byte
	for line, err := range lines {
		if err != nil {
			return err
		}
		buf = line.Append(buf[:0])
		if _, err := w.Write(buf); err != nil {
			return err
		}
	}
	return nil
}

// derived yields relationships as lines.
func derived(relationships iter.Seq[graph.Relationship]) iter.Seq2[graph.Line, error] {
	if relationships == nil {
		return nil
	}
	return func(yield func(graph.Line, error) bool) {
		for r := range relationships {
			data, err := graph.EncodeRecord(r)
			if !yield(graph.Line{Kind: graph.RelationshipRecord, JSON: data}, err) {
				return
			}
		}
	}
}
