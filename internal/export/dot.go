package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"regexp"
	"strings"

	"dyad/graph"
	"dyad/graph/index"
)

var dotFormat = Format{
	Name: "dot", Extension: "dot", MediaType: "text/vnd.graphviz; charset=utf-8", Write: DOT,
	About: "a drawing for Graphviz",
	Lacks: lacks(EntityTypes, OtherNames, Descriptions, ExternalIDs, Parents, Weights, Supports, Deniers, Spells, EachClaim, Sources, Contradicting),
	Notes: []string{"of types of entities, the class; of relationships of one event alone, a line in its label", "control characters become U+FFFD"},
}

// DOT writes a directed multigraph for Graphviz. Status is told by the line and sign by the arrow head, each by colour as well,
// never by colour alone: solid is corroborated (bold) or stated, dashed alleged or hypothetical, dotted denied, and a
// contested relationship is dashed and bold. A vee is cooperative, a tee hostile. Relationships of events alone, which have one
// end, stand in the label of the event.
func DOT(ctx context.Context, w io.Writer, s *Selection) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "digraph dyad {")
	fmt.Fprintln(out, `  graph [overlap=false, splines=true];`)
	fmt.Fprintln(out, `  node [fontname="sans-serif", fontsize=11, style=filled, fillcolor=white];`)
	fmt.Fprintln(out, `  edge [fontname="sans-serif", fontsize=9];`)
	unary := s.unary()
	for n := range s.Nodes() {
		e := s.Graph.Entity(n)
		label := e.Name
		for _, r := range unary[n] {
			label += "\n" + s.term(r.Type).Label + ": " + string(r.Status) + spellText(r.Spells)
		}
		fmt.Fprintf(out, "  %s [label=%s, shape=%s];\n", dotQuote(string(e.Key)), dotLabel(label), dotShape(s.Graph.ClassOf(n)))
	}
	for e := range s.Edges() {
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, to := s.Graph.Ends(e); to != index.Nobody {
			s.dotEdge(out, e)
		}
	}
	fmt.Fprintln(out, "}")
	return out.Flush()
}

func (s *Selection) dotEdge(w io.Writer, e index.Edge) {
	r := s.Graph.Relationship(e)
	label := s.term(r.Type).Label + "\n" + string(r.Status)
	style, width := dotLine(r.Status)
	head, colour := dotHead(r.Sign)
	if s.Graph.Term(e).Symmetric {
		head += ", dir=both, arrowtail=" + head
	}
	fmt.Fprintf(w, "  %s -> %s [id=%s, label=%s, style=%s, penwidth=%s, color=%s, arrowhead=%s];\n",
		dotQuote(string(r.From)), dotQuote(string(r.To)), dotQuote(r.ID.String()), dotLabel(label), style, width, dotQuote(colour), head)
}

// term returns the vocabulary's entry for a relation type.
func (s *Selection) term(key graph.TermKey) *graph.Term {
	return s.Graph.Vocabulary().Relation(key)
}

func dotLine(status graph.Status) (style, width string) {
	switch status {
	case graph.Corroborated:
		return "solid", "2"
	case graph.Contested:
		return "dashed", "2"
	case graph.AllegedOnly, graph.HypotheticalOnly:
		return "dashed", "1"
	case graph.Denied:
		return "dotted", "1"
	}
	return "solid", "1"
}

func dotHead(sign graph.Sign) (head, colour string) {
	switch sign {
	case graph.Positive:
		return "vee", "#1b7837"
	case graph.Negative:
		return "tee", "#b2182b"
	}
	return "normal", "#555555"
}

func dotShape(class graph.Class) string {
	switch class {
	case graph.Place:
		return "house"
	case graph.Event:
		return "diamond"
	}
	return "box"
}

// dotReference is what Graphviz takes for a character reference of HTML, in labels that are none.
var dotReference = regexp.MustCompile(`&(#?[0-9A-Za-z]+;)`)

// dotLabel writes a text that is shown as it is.
func dotLabel(s string) string { return dotQuote(dotReference.ReplaceAllString(s, "&amp;$1")) }

// dotQuote writes a quoted string: quotes and backslashes escaped, line breaks as such, other control characters replaced.
func dotQuote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r < ' ' || r == 0x7f:
			b.WriteRune('\ufffd')
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// unary gathers the relationships that have one end, by that end.
func (s *Selection) unary() map[index.Node][]graph.Relationship {
	all := map[index.Node][]graph.Relationship{}
	for e := range s.Edges() {
		if from, to := s.Graph.Ends(e); to == index.Nobody {
			all[from] = append(all[from], s.Graph.Relationship(e))
		}
	}
	return all
}

// spellText words the times for which a relationship held.
func spellText(spells []graph.Spell) string {
	var held []string
	for _, sp := range spells {
		if sp.Holds {
			held = append(held, sp.When)
		}
	}
	if len(held) == 0 {
		return ""
	}
	return " " + strings.Join(held, ", ")
}
