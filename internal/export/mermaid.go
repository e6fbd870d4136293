package export

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"dyad/graph"
	"dyad/graph/index"
)

var mermaidFormat = Format{
	Name: "mermaid", Extension: "mmd", MediaType: "text/vnd.mermaid; charset=utf-8", Write: Mermaid,
	About: "a diagram for Markdown pages, of up to 500 relationships",
	Lacks: lacks(EntityTypes, OtherNames, Descriptions, ExternalIDs, Parents, Weights, Supports, Deniers, Spells, EachClaim, Sources, Contradicting),
	Notes: []string{
		"of types of entities, the class; of relationships of one event alone, a line in its label",
		"line breaks in names become spaces, control characters U+FFFD",
	},
	// What Mermaid takes unless its maxEdges is raised. Its maxTextSize of 50,000 characters may have to be raised as well.
	MostRelationships: 500,
}

// Mermaid writes a flowchart for Mermaid 10 and later. A relationship is labelled with its type and, unless it is stated, its status. Its line is
// thick if it is corroborated or contested, dotted if it is alleged, hypothetical or denied; it ends in a cross if it is hostile,
// in a circle if it is cooperative, and in an arrow otherwise, at both ends if it goes both ways. Actors are rounded, places are plain boxes and
// events hexagons.
//
// Its grammar is that of https://mermaid.js.org/syntax/flowchart.html.
func Mermaid(ctx context.Context, w io.Writer, s *Selection) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "flowchart LR")
	unary := s.unary()
	place := map[index.Node]int{}
	for n := range s.Nodes() {
		place[n] = len(place)
		label := mermaidText(s.Graph.Entity(n).Name)
		for _, r := range unary[n] {
			label += "<br>" + mermaidText(s.term(r.Type).Label+": "+string(r.Status)+spellText(r.Spells))
		}
		left, right := mermaidShape(s.Graph.ClassOf(n))
		fmt.Fprintf(out, "  n%d%s\"%s\"%s\n", place[n], left, label, right)
	}
	for e := range s.Edges() {
		if err := ctx.Err(); err != nil {
			return err
		}
		from, to := s.Graph.Ends(e)
		if to == index.Nobody {
			continue
		}
		label := s.Graph.Term(e).Label
		if status := s.Graph.Status(e); status != graph.Stated {
			label += " (" + string(status) + ")"
		}
		fmt.Fprintf(out, "  n%d %s|\"%s\"| n%d\n", place[from], mermaidLine(s.Graph.Status(e), s.Graph.Sign(e), s.Graph.Term(e).Symmetric), mermaidText(label), place[to])
	}
	return out.Flush()
}

// mermaidShape opens and closes the shape of a class.
func mermaidShape(class graph.Class) (left, right string) {
	switch class {
	case graph.Actor:
		return "(", ")"
	case graph.Event:
		return "{{", "}}"
	}
	return "[", "]"
}

// mermaidLine is a line with its heads.
func mermaidLine(status graph.Status, sign graph.Sign, symmetric bool) string {
	line := "--"
	switch status {
	case graph.Corroborated, graph.Contested:
		line = "=="
	case graph.AllegedOnly, graph.HypotheticalOnly, graph.Denied:
		line = "-.-"
	}
	tail, head := "<", ">"
	switch sign {
	case graph.Positive:
		tail, head = "o", "o"
	case graph.Negative:
		tail, head = "x", "x"
	}
	if !symmetric {
		tail = ""
	}
	return tail + line + head
}

// mermaidText writes what stands between quotes: letters, digits and the plainest marks as they are, anything else of ASCII as the code of its
// character, so that neither Mermaid nor Markdown nor HTML takes it for its own. Mermaid reads labels as Markdown before it reads codes, and
// in place of a list or a link many versions show that they know none: "1) x", "- x" and "www.x" are written so that they are neither.
func mermaidText(text string) string {
	var b strings.Builder
	numbered := true // what has been written would number a list
	for _, r := range spaced(text) {
		opens := numbered && (r == ')' || r == '-')
		numbered = numbered && r >= '0' && r <= '9'
		switch {
		case r < ' ' || r == 0x7f:
			b.WriteRune('\ufffd')
		case r > 0x7f || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || !opens && strings.ContainsRune(" ,()-", r):
			b.WriteRune(r)
		default:
			b.WriteString("#" + strconv.Itoa(int(r)) + ";")
		}
	}
	return b.String()
}
