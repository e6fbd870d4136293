package export

import (
	"fmt"
	"math"
	"strings"

	"dyad/graph"
	"dyad/graph/index"
)

// A tie is all that joins two entities.
type tie struct {
	a, b, box int
	ways      [3][]index.Edge // from a to b, from b to a, and what goes both ways
}

// The ways of a tie.
const (
	forth = iota
	back
	mutual
)

func (t *tie) add(s *Selection, e index.Edge, forward bool) {
	way := back
	switch {
	case s.Graph.Term(e).Symmetric:
		way = mutual
	case forward:
		way = forth
	}
	t.ways[way] = append(t.ways[way], e)
}

// single is the only relationship of the tie, with its way, if there is only one, and two that it joins.
func (t *tie) single() (e index.Edge, way int, ok bool) {
	n := 0
	for w, edges := range t.ways {
		n += len(edges)
		if len(edges) == 1 {
			e, way = edges[0], w
		}
	}
	return e, way, n == 1 && t.a != t.b
}

// The sizes of cards.
const (
	cardRow    = svgSmall * 1.45
	cardSample = 38.0 // the line before a relationship
	cardGap    = 7.0
)

// heading says which way the relationships below it go. The marks beside the arrow keep it in its direction between names that run from right to
// left: without them it would be drawn from the second to the first.
func (p *picture) heading(t *tie, way int) string {
	a, b := p.s.Graph.Entity(p.nodes[t.a]).Name, p.s.Graph.Entity(p.nodes[t.b]).Name
	switch way {
	case forth:
		return spaced(a) + "\u200e → \u200e" + spaced(b)
	case back:
		return spaced(b) + "\u200e → \u200e" + spaced(a)
	}
	return spaced(a) + "\u200e ↔ \u200e" + spaced(b)
}

// spaced is a name in one line.
func spaced(name string) string { return strings.Join(strings.Fields(name), " ") }

// worded is a relationship in a picture: its type, and its status unless it is stated.
func (p *picture) worded(e index.Edge) []string {
	lines := []string{p.s.Graph.Term(e).Label}
	if status := p.s.Graph.Status(e); status != graph.Stated {
		lines = append(lines, string(status))
	}
	return lines
}

// boxOfTie is as large as what is written in it.
func (p *picture) boxOfTie(t *tie) box {
	if e, _, ok := t.single(); ok {
		lines := p.worded(e)
		longest := 0.0
		for _, l := range lines {
			longest = max(longest, textWidth(l))
		}
		return box{w: longest*svgSmall + 8, h: float64(len(lines))*svgSmall*svgLine + 4}
	}
	b := box{h: 2 * cardGap}
	for way, edges := range t.ways {
		if len(edges) == 0 {
			continue
		}
		b.h += cardRow * float64(1+len(edges))
		b.w = max(b.w, textWidth(p.heading(t, way))*svgSmall*1.14)
		for _, e := range edges {
			b.w = max(b.w, cardSample+cardGap+textWidth(strings.Join(p.worded(e), ", "))*svgSmall)
		}
	}
	b.w += 2 * cardGap
	return b
}

// drawLine draws what lies below the boxes: the line of a relationship that is alone, or thin ones from a card to its ends.
func (p *picture) drawLine(out *xmlWriter, t *tie) {
	middle := point{p.boxes[t.box].x, p.boxes[t.box].y}
	a, b := &p.boxes[t.a], &p.boxes[t.b]
	e, way, ok := t.single()
	if !ok {
		for _, end := range []*box{a, b} {
			from := end.border(middle)
			out.raw(fmt.Sprintf(`<path d="M%s %sL%s %s" stroke="#999" stroke-width="1"/>`+"\n", coordinate(from.x), coordinate(from.y), coordinate(middle.x), coordinate(middle.y)))
		}
		return
	}
	if way == back {
		a, b = b, a
	}
	// A curve with its ends and its bend passes through a quarter of the one, half of the other and a quarter of the third.
	bend := point{2*middle.x - (a.x+b.x)/2, 2*middle.y - (a.y+b.y)/2}
	start, end := a.border(bend), b.border(bend)
	bend = point{2*middle.x - (start.x+end.x)/2, 2*middle.y - (start.y+end.y)/2}
	p.begin(out, e)
	sign := svgSign(p.s.Graph.Sign(e))
	heads := fmt.Sprintf(` marker-end="url(#%s)"`, svgSigns[sign].id)
	if way == mutual {
		heads += fmt.Sprintf(` marker-start="url(#%s-back)"`, svgSigns[sign].id)
	}
	out.raw(fmt.Sprintf(`<path d="M%s %sQ%s %s %s %s" %s%s/>`, coordinate(start.x), coordinate(start.y), coordinate(bend.x), coordinate(bend.y),
		coordinate(end.x), coordinate(end.y), svgStroke(p.s.Graph.Status(e), sign), heads))
	if p.s.Graph.Status(e) == graph.Denied {
		// A quarter of the way along the curve.
		at := point{(9*start.x + 6*bend.x + end.x) / 16, (9*start.y + 6*bend.y + end.y) / 16}
		dx, dy := (bend.x-start.x)*3+(end.x-bend.x), (bend.y-start.y)*3+(end.y-bend.y)
		length := max(math.Hypot(dx, dy), 1e-6)
		out.raw(svgCross(at, point{dx / length, dy / length}, svgSigns[sign].colour))
	}
	out.raw("</g>\n")
}

// begin opens the group of a relationship, whose title tells what it rests on.
func (p *picture) begin(out *xmlWriter, e index.Edge) {
	r := p.s.Graph.Relationship(e)
	out.raw(`<g class="relationship" data-id="` + r.ID.String() + `"><title>`)
	out.text(fmt.Sprintf("%s: %s: %s; %s. %s", spaced(p.s.name(r.From)), p.s.Graph.Term(e).Label, spaced(p.s.name(r.To)), r.Status, rests(r.Support)))
	out.raw("</title>")
}

// rests words what a relationship rests on.
func rests(s graph.Support) string {
	text := fmt.Sprintf("Claims: %d; sources: %d; independent origins that affirm it: %d, that assert it: %d", s.Claims, s.Sources, s.Origins, s.Asserting)
	var cells []string
	for _, c := range s.Matrix {
		cells = append(cells, fmt.Sprintf("%s and %s: %d", c.Polarity, c.Modality, c.Count))
	}
	return text + ". " + strings.Join(cells, "; ")
}

// drawTie draws the words of a tie: on its line, or as a card.
func (p *picture) drawTie(out *xmlWriter, t *tie) {
	b := &p.boxes[t.box]
	if e, _, ok := t.single(); ok {
		lines := p.worded(e)
		for i, l := range lines {
			svgText(out, b.x, b.y+svgSmall*(0.35+svgLine*(float64(i)-float64(len(lines)-1)/2)), svgSmall, svgSigns[svgSign(p.s.Graph.Sign(e))].colour, l)
		}
		out.raw("\n")
		return
	}
	out.raw(fmt.Sprintf(`<rect x="%s" y="%s" width="%s" height="%s" fill="#fafafa" stroke="#bbb"/>`+"\n",
		coordinate(b.x-b.w/2), coordinate(b.y-b.h/2), coordinate(b.w), coordinate(b.h)))
	y := b.y - b.h/2 + cardGap
	for way, edges := range t.ways {
		if len(edges) == 0 {
			continue
		}
		svgRow(out, b.x-b.w/2+cardGap, y+cardRow*0.75, "#111", ` font-weight="bold"`, p.heading(t, way))
		y += cardRow
		for _, e := range edges {
			p.drawRow(out, b.x-b.w/2+cardGap, y, e, way)
			y += cardRow
		}
	}
}

// drawRow draws a relationship in a card: its line, then its words.
func (p *picture) drawRow(out *xmlWriter, x, y float64, e index.Edge, way int) {
	p.begin(out, e)
	sign := svgSign(p.s.Graph.Sign(e))
	heads := fmt.Sprintf(` marker-end="url(#%s)"`, svgSigns[sign].id)
	if way == mutual {
		heads += fmt.Sprintf(` marker-start="url(#%s-back)"`, svgSigns[sign].id)
	}
	middle := y + cardRow/2
	out.raw(fmt.Sprintf(`<path d="M%s %sH%s" %s%s/>`, coordinate(x), coordinate(middle), coordinate(x+cardSample), svgStroke(p.s.Graph.Status(e), sign), heads))
	if p.s.Graph.Status(e) == graph.Denied {
		out.raw(svgCross(point{x + cardSample/2, middle}, point{1, 0}, svgSigns[sign].colour))
	}
	svgRow(out, x+cardSample+cardGap, y+cardRow*0.75, svgSigns[sign].colour, "", strings.Join(p.worded(e), ", "))
	out.raw("</g>\n")
}

// svgRow writes a line from its left end.
func svgRow(out *xmlWriter, x, y float64, colour, more, text string) {
	out.raw(fmt.Sprintf(`<text x="%s" y="%s" font-size="%s" fill="%s"%s>`, coordinate(x), coordinate(y), coordinate(svgSmall), colour, more))
	out.text(text)
	out.raw("</text>\n")
}
