package export

import (
	"context"
	"io"
	"strconv"
	"strings"
)

var neo4jFormat = Format{
	Name: "csv-neo4j", Extension: "csv", MediaType: "text/csv; charset=utf-8", Words: true, Guards: true,
	About:  "tables for neo4j-admin database import: claims and sources are nodes",
	Lacks:  lpgLacks,
	Notes:  append([]string{"elements of lists are joined by U+001F, which becomes U+FFFD within one"}, lpgNotes...),
	Tables: neo4jTables(),
}

// neo4jTables are the tables of the property graph, each with a header that neo4j-admin reads.
func neo4jTables() []Table {
	var tables []Table
	for _, t := range lpgTables() {
		tables = append(tables, Table{t.name, t.neo4j})
	}
	return tables
}

// neo4j writes a table.
func (t *lpgTable) neo4j(ctx context.Context, w io.Writer, s *Selection) error {
	out, err := s.csvRows(w, t.neo4jHeader())
	if err != nil {
		return err
	}
	for row, err := range t.rows(s, ctx) {
		if err != nil {
			return err
		}
		if err := out.write(t.neo4jCells(row)); err != nil {
			return err
		}
	}
	return out.end()
}

// neo4jHeader names the columns with their types; groups of ids are the labels.
func (t *lpgTable) neo4jHeader() []string {
	header := []string{":START_ID(" + t.ends[0] + ")", ":END_ID(" + t.ends[1] + ")", ":TYPE"}
	if t.label != "" {
		header = []string{lpgKeys[t.label] + ":ID(" + t.label + ")", ":LABEL"}
	}
	for _, c := range t.columns {
		header = append(header, c.name+":"+string(c.kind))
	}
	return header
}

func (t *lpgTable) neo4jCells(row lpgRow) []string {
	cells := []string{row.from, row.to, row.kind}
	if t.label != "" {
		labels := []string{t.label}
		if row.kind != "" {
			labels = append(labels, row.kind)
		}
		cells = []string{row.key, neo4jCell(labels)}
	}
	for i := range t.columns {
		cells = append(cells, neo4jCell(row.values[i]))
	}
	return cells
}

// neo4jSeparator stands between the elements of a list: no name that people write has it.
const neo4jSeparator = "\x1f"

func neo4jCell(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case []string:
		var all []string
		for _, s := range v {
			all = append(all, strings.ReplaceAll(s, neo4jSeparator, "\ufffd"))
		}
		return strings.Join(all, neo4jSeparator)
	case int:
		return strconv.Itoa(v)
	case float64:
		return number(&v)
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}
