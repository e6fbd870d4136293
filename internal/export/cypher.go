package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
)

var cypherFormat = Format{
	Name: "cypher", Extension: "cypher", MediaType: "application/x-cypher-query; charset=utf-8", Write: Cypher, Words: true,
	About: "a script for Neo4j, or Kuzu behind its own table definitions: claims and sources are nodes",
	Lacks: lpgLacks,
	Notes: append([]string{"U+0000 becomes U+FFFD"}, lpgNotes...),
}

// Cypher writes statements that create the nodes and edges of the property graph, at most cypherBatch rows each. Every row of a
// statement has the same properties, and a property without a value is not written: Kuzu wants the types of all rows to be one. It is
// for an empty database: run twice, it makes everything twice, or fails where keys are unique.
//
// The constraints without which Neo4j would look at all nodes for each edge stand in a comment at the beginning: Kuzu does not know them.
func Cypher(ctx context.Context, w io.Writer, s *Selection) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "// Written by dyad. In Neo4j, run these first: without them it looks at all nodes for each edge.")
	for _, t := range lpgTables() {
		if t.label != "" {
			fmt.Fprintf(out, "// CREATE CONSTRAINT IF NOT EXISTS FOR (n:%s) REQUIRE n.%s IS UNIQUE;\n", t.label, lpgKeys[t.label])
		}
	}
	for _, t := range lpgTables() {
		if err := t.cypher(ctx, out, s); err != nil {
			return err
		}
	}
	return out.Flush()
}

// cypherBatch is how many rows are gathered into statements: no more are held.
const cypherBatch = 500

// cypher writes the statements of a table.
func (t *lpgTable) cypher(ctx context.Context, w *bufio.Writer, s *Selection) error {
	b := cypherStatements{table: t, rows: map[string][]string{}}
	for row, err := range t.rows(s, ctx) {
		if err != nil {
			return err
		}
		if b.add(row); b.count == cypherBatch {
			if err := b.flush(w); err != nil {
				return err
			}
		}
	}
	return b.flush(w)
}

// cypherStatements are rows on their way into statements, by what stands behind the rows in the statement.
type cypherStatements struct {
	table *lpgTable
	tails []string // in the order in which they came
	rows  map[string][]string
	count int
}

// add files a row under the statement that fits its type and properties.
func (b *cypherStatements) add(row lpgRow) {
	t := b.table
	properties, sets := []string{"from_key: " + cypherText(row.from), "to_key: " + cypherText(row.to)}, []string(nil)
	if t.label != "" {
		key := lpgKeys[t.label]
		properties, sets = []string{key + ": " + cypherText(row.key)}, []string{key + ": row." + key}
	}
	for i, c := range t.columns {
		if literal := cypherLiteral(row.values[i]); literal != "" {
			properties = append(properties, c.name+": "+literal)
			sets = append(sets, c.name+": row."+c.name)
		}
	}
	tail := t.cypherTail(row.kind, strings.Join(sets, ", "))
	if b.rows[tail] == nil {
		b.tails = append(b.tails, tail)
	}
	b.rows[tail] = append(b.rows[tail], "{"+strings.Join(properties, ", ")+"}")
	b.count++
}

// flush writes what was filed.
func (b *cypherStatements) flush(w *bufio.Writer) error {
	for _, tail := range b.tails {
		fmt.Fprintf(w, "UNWIND [\n%s\n] AS row\n%s\n", strings.Join(b.rows[tail], ",\n"), tail)
	}
	clear(b.rows)
	b.tails, b.count = nil, 0
	_, err := w.Write(nil) // what went wrong so far
	return err
}

// cypherTail is what a statement does with its rows.
func (t *lpgTable) cypherTail(kind, sets string) string {
	if t.label != "" {
		return fmt.Sprintf("CREATE (:%s {%s});", t.label, sets)
	}
	if sets != "" {
		sets = " {" + sets + "}"
	}
	return fmt.Sprintf("MATCH (a:%s {%s: row.from_key}), (b:%s {%s: row.to_key})\nCREATE (a)-[:%s%s]->(b);",
		t.ends[0], lpgKeys[t.ends[0]], t.ends[1], lpgKeys[t.ends[1]], cypherName(kind), sets)
}

// cypherName quotes a type.
func cypherName(s string) string { return "`" + strings.ReplaceAll(s, "`", "``") + "`" }

// cypherLiteral writes a value, and nothing for none. Decimals have a point, so that all of them are of one type.
func cypherLiteral(value any) string {
	switch v := value.(type) {
	case string:
		if v == "" {
			return ""
		}
		return cypherText(v)
	case []string:
		if len(v) == 0 {
			return ""
		}
		var all []string
		for _, s := range v {
			all = append(all, cypherText(s))
		}
		return "[" + strings.Join(all, ", ") + "]"
	case int:
		return strconv.Itoa(v)
	case float64:
		text := number(&v)
		if !strings.Contains(text, ".") {
			text += ".0"
		}
		return text
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

// cypherEscapes are the two characters that end or escape in a text. Others stand for themselves, line breaks too: what \n stands for
// differs between databases. An escaped backslash before a u is parted from it, for older readers of \uXXXX look before anything else.
var cypherEscapes = strings.NewReplacer(`\u`, `\\' + 'u`, `\U`, `\\' + 'U`, `\`, `\\`, `'`, `\'`, "\x00", "\ufffd")

func cypherText(s string) string { return "'" + cypherEscapes.Replace(s) + "'" }
