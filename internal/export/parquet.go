package export

import (
	"context"
	"io"
	"iter"

	"dyad/graph"

	"github.com/parquet-go/parquet-go"
)

var parquetFormat = Format{
	Name: "parquet", Extension: "parquet", MediaType: "application/vnd.apache.parquet", Words: true,
	About: "tables of claims, entities, relationships and sources with types and nested lists, for pandas, DuckDB, Spark",
	Lacks: lacks(Parents, Contradicted),
	Notes: []string{
		"the words are those of each place whose digest fits",
		"ends, roles and voices are those that identity resolves to",
		"days beyond what 32 bits count from 1970 are left out; the date itself is not",
	},
	Tables: []Table{
		{"claims", parquetTable((*Selection).parquetClaims)},
		{"entities", parquetTable((*Selection).parquetEntities)},
		{"relationships", parquetTable((*Selection).parquetRelationships)},
		{"sources", parquetTable((*Selection).parquetSources)},
	},
}

// parquetGroup is how many rows stand in one group: a writer holds no more.
const parquetGroup = 20_000

// parquetTable returns a function that writes the rows of a table, whose columns are the fields of R. Same rows, same bytes: what the
// library would say of its own version is left out. Values are compressed by Snappy, which every reader knows.
func parquetTable[R any](rows func(*Selection, context.Context) iter.Seq2[*R, error]) WriteFunc {
	return func(ctx context.Context, w io.Writer, s *Selection) error {
		out := parquet.NewGenericWriter[R](w,
			parquet.MaxRowsPerRowGroup(parquetGroup), parquet.Compression(&parquet.Snappy), parquet.CreatedBy("dyad", "", ""))
		for row, err := range rows(s, ctx) {
			if err != nil {
				return err
			}
			if _, err := out.Write([]R{*row}); err != nil {
				return err
			}
		}
		return out.Close()
	}
}

// day writes a day as Parquet's DATE does, days since 1970; nothing for no limit and for days that 32 bits do not hold.
func day(d graph.Day) *int32 {
	n := int32(d)
	if graph.Day(n) != d {
		return nil
	}
	return &n
}

// days writes both ends of a span.
func days(s graph.Span) (from, to *int32) {
	if s.Empty() {
		return nil, nil
	}
	return day(s.From), day(s.To)
}

// daysOf writes both ends of what a date allows; nothing for no date.
func daysOf(e graph.EDTF) (from, to *int32) {
	if e.IsZero() {
		return nil, nil
	}
	return days(e.Bounds())
}

// present returns the key that identity resolves to.
func (s *Selection) present(key graph.EntityKey) string {
	if n, ok := s.Graph.Node(key); ok {
		return string(s.Graph.Key(n))
	}
	return string(key)
}

// ids writes ids, or places, as texts.
func ids[T interface{ String() string }](all []T) []string {
	var out []string
	for _, id := range all {
		out = append(out, id.String())
	}
	return out
}
