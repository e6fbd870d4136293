package export

import (
	"context"
	"io"
)

// A Format is a way to write a [Selection].
type Format struct {
	Name      string
	Extension string
	MediaType string
	Loses     []string // what it can't carry, one line each
	Write     func(ctx context.Context, w io.Writer, s *Selection) error
}

// Formats returns the formats that carry a selection, by name. JSON Lines carries everything and is written by [JSONL].
func Formats() []Format {
	return []Format{
		{
			Name: "csv", Extension: "csv", MediaType: "text/csv; charset=utf-8", Write: CSV,
			Loses: []string{
				"entities in no claim", "names other than the preferred one", "mentions", "digests of spans", "verdicts",
				"contradictions beyond the mark that a claim is in one",
			},
		},
		{
			Name: "dot", Extension: "dot", MediaType: "text/vnd.graphviz; charset=utf-8", Write: DOT,
			Loses: []string{
				"claims: a relationship shows its status, sign and counts", "voices and sources", "times", "names other than the preferred one",
				"mentions", "contradictions", "verdicts",
			},
		},
		{
			Name: "graphml", Extension: "graphml", MediaType: "application/graphml+xml", Write: GraphML,
			Loses: []string{
				"claims: a relationship carries its status, sign, support, spells and the ids of its claims", "voices, except who denies",
				"roles, except those that project", "mentions", "contradictions beyond the mark that a relationship is in one", "verdicts",
			},
		},
	}
}
