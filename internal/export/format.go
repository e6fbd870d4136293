package export

import (
	"context"
	"io"
	"slices"
)

// A Format is a way to write a [Selection].
type Format struct {
	Name      string
	Extension string
	MediaType string
	Words     bool     // it carries the words of claims, where their texts are at hand
	Loses     []string // what it can't carry, one line each
	Write     func(ctx context.Context, w io.Writer, s *Selection) error
}

// Formats returns the formats that carry a selection, by name. JSON Lines carries everything and is written by [JSONL].
func Formats() []Format {
	return []Format{
		{
			Name: "csv", Extension: "csv", MediaType: "text/csv; charset=utf-8", Words: true, Write: CSV,
			Loses: slices.Concat([]string{
				"entities in no claim; types, other names, descriptions and external ids of entities",
				"of sources: kind, language, URL, reliability, note, digest of the text",
				"of relationships: weight, support, who denies, when it held", "digests of spans, and the words of all occurrences but the first",
				"contradictions, beyond the mark that a claim is in one",
			}, always()),
		},
		{
			Name: "dot", Extension: "dot", MediaType: "text/vnd.graphviz; charset=utf-8", Write: DOT,
			Loses: slices.Concat([]string{
				"claims with their voices, times, numbers, gists and evidence; sources",
				"of entities: types beyond their class, other names, descriptions, external ids", "of relationships: weight, support, who denies, when it held",
				"contradictions",
			}, always()),
		},
		{
			Name: "graphml", Extension: "graphml", MediaType: "application/graphml+xml", Write: GraphML,
			Loses: slices.Concat([]string{
				"claims with their voices, times, numbers, gists and evidence, beyond their ids and who denies; sources",
				"of entities: kinds and languages of names, external ids", "of support: polarity by modality, origins by genre",
				"contradictions, beyond the mark that a relationship is in one",
			}, always()),
		},
	}
}

// always is what only JSON Lines carry.
func always() []string {
	return []string{"mentions, the vocabulary, judgements of identity, verdicts, batches", "closed records and recorded times"}
}
