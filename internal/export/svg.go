package export

import (
	"context"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"dyad/graph"
	"dyad/graph/index"
)

var svgFormat = Format{
	Name: "svg", Extension: "svg", MediaType: "image/svg+xml", Write: SVG,
	About: "a picture for a report, of up to 250 entities and 700 relationships",
	Lacks: lacks(EntityTypes, OtherNames, Descriptions, ExternalIDs, Parents, Weights, Deniers, Spells, EachClaim, Sources, Contradicting),
	Notes: []string{
		"of types of entities, the class; of relationships of one event alone, a line in its label",
		"of what relationships rest on, how many claims, sources and origins, not by genre, in the title that a pointer shows",
		"control characters become U+FFFD",
	},
	MostEntities: 250, MostRelationships: 700,
}

// The sizes of letters and boxes, in pixels of the picture.
const (
	svgName  = 13.0 // of names
	svgSmall = 10.5 // of labels of relationships
	svgLine  = 1.25 // of a line of text, in letters
	svgWide  = 24   // most letters in a line of a name
)

// SVG draws the selection. Nothing is told by colour alone: a relationship is written out with its type and, unless it is stated, its
// status; the status is told by the line as well (thick is corroborated, long dashes contested, short ones alleged, dashes and dots
// hypothetical, dots with a bar denied), and the sign by the head (a vee is cooperative, a bar hostile, a triangle neither). A
// legend says so in the picture. A relationship that goes both ways has two heads. The class of an entity is told by its outline.
//
// One relationship between two entities is a line from one to the other. Several are a card between them, which lists them by direction:
// so any number can be read, and none is drawn over another.
//
// Whoever reads the picture with a pointer or a screen reader is told of each relationship what it rests on. Places are rounded to a tenth of a
// pixel; processors that round otherwise within a calculation may come to others.
func SVG(ctx context.Context, w io.Writer, s *Selection) error {
	p := newPicture(s)
	width, height, err := p.layOut(func() error { return s.pause(ctx) })
	if err != nil {
		return err
	}
	legend := newSVGLegend()
	width = max(width, legend.width) + 2*svgMargin
	out := newXML(w)
	out.raw(fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%[1]s" height="%[2]s" viewBox="0 0 %[1]s %[2]s" role="img" font-family="sans-serif">`+"\n",
		coordinate(width), coordinate(height+legend.height+2*svgMargin)))
	out.raw(fmt.Sprintf("<title>%d entities, %d relationships</title>\n", len(p.nodes), p.relationships))
	out.raw(svgHeads())
	out.raw(`<rect width="100%" height="100%" fill="#fff"/>` + "\n")
	out.raw(fmt.Sprintf(`<g transform="translate(%[1]s %[1]s)">`+"\n", coordinate(svgMargin)))
	for _, t := range p.ties {
		p.drawLine(out, t)
	}
	for _, t := range p.ties {
		p.drawTie(out, t)
	}
	for i := range p.nodes {
		p.drawNode(out, i)
	}
	legend.draw(out, height)
	out.raw("</g>\n</svg>\n")
	return out.close()
}

const svgMargin = 16.0

// A picture is a selection with places.
type picture struct {
	drawing       // the boxes of the entities, then those of ties
	s             *Selection
	nodes         []index.Node
	labels        [][]string // lines
	ties          []*tie
	relationships int
}

// newPicture gathers what is drawn.
func newPicture(s *Selection) *picture {
	p := &picture{s: s}
	place := map[index.Node]int{}
	unary := s.unary()
	for n := range s.Nodes() {
		place[n] = len(p.nodes)
		p.nodes = append(p.nodes, n)
		lines := wrapped(s.Graph.Entity(n).Name, svgWide)
		for _, r := range unary[n] {
			p.relationships++
			lines = append(lines, wrapped(s.term(r.Type).Label+": "+string(r.Status)+spellText(r.Spells), svgWide)...)
		}
		p.labels = append(p.labels, lines)
		p.boxes = append(p.boxes, boxOf(lines, s.Graph.ClassOf(n)))
	}
	joined := map[[2]int]*tie{}
	for e := range s.Edges() {
		from, to := s.Graph.Ends(e)
		if to == index.Nobody {
			continue
		}
		p.relationships++
		a, b := place[from], place[to]
		pair := [2]int{min(a, b), max(a, b)}
		t := joined[pair]
		if t == nil {
			t = &tie{a: pair[0], b: pair[1]}
			joined[pair], p.ties = t, append(p.ties, t)
		}
		t.add(s, e, a == t.a)
	}
	p.join()
	return p
}

// join gives each tie a box between those of its ends.
func (p *picture) join() {
	p.next = make([][]int, len(p.nodes)+len(p.ties))
	for _, t := range p.ties {
		t.box = len(p.boxes)
		p.boxes = append(p.boxes, p.boxOfTie(t))
		ends := []int{t.a, t.b}
		if t.a == t.b {
			ends = ends[:1]
		}
		for _, end := range ends {
			p.next[end] = append(p.next[end], t.box)
			p.next[t.box] = append(p.next[t.box], end)
		}
	}
}

// boxOf is as large as its lines need.
func boxOf(lines []string, class graph.Class) box {
	longest := 0.0
	for _, l := range lines {
		longest = max(longest, textWidth(l))
	}
	b := box{w: longest*svgName + 22, h: float64(len(lines))*svgName*svgLine + 14}
	if class == graph.Event { // its corners are cut
		b.w += b.h / 2
	}
	return b
}

// wrapped breaks a text into lines of about so many letters, between words where there are any.
func wrapped(text string, most int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case len([]rune(line))+1+len([]rune(word)) > most:
			lines, line = append(lines, line), word
		default:
			line += " " + word
		}
	}
	return append(lines, line)
}

// textWidth is about how wide a text is, in sizes of its letters: no font is at hand to measure it with.
func textWidth(text string) float64 {
	wide := 0.0
	for _, r := range text {
		switch k := width.LookupRune(r).Kind(); {
		case k == width.EastAsianWide || k == width.EastAsianFullwidth:
			wide += 1.1
		case r == 0x200e:
		case strings.ContainsRune("iljt.,:;'|! ", r):
			wide += 0.35
		case r >= 'A' && r <= 'Z' || strings.ContainsRune("mw@%&", r):
			wide += 0.8
		default:
			wide += 0.61
		}
	}
	return wide
}

// coordinate writes a place in tenths of a pixel.
func coordinate(v float64) string {
	v = math.Round(v*10) / 10
	if v == 0 {
		v = 0 // no "-0"
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// drawNode draws the outline of an entity and its name.
func (p *picture) drawNode(out *xmlWriter, i int) {
	b, e := &p.boxes[i], p.s.Graph.Entity(p.nodes[i])
	class := p.s.Graph.ClassOf(p.nodes[i])
	out.raw(`<g id="`)
	out.text("entity-" + string(e.Key))
	out.raw(`" class="entity"><title>`)
	out.text(e.Name + " (" + string(class) + ")")
	out.raw("</title>")
	out.raw(svgOutline(b, class))
	top := b.y - float64(len(p.labels[i])-1)*svgName*svgLine/2 + svgName*0.35
	for j, line := range p.labels[i] {
		svgText(out, b.x, top+float64(j)*svgName*svgLine, svgName, "#111", line)
	}
	out.raw("</g>\n")
}

// svgOutline tells the class of an entity: actors have round corners, events are pointed, places stand on a second line, anything else
// is a plain box.
func svgOutline(b *box, class graph.Class) string {
	left, top, right, bottom := b.x-b.w/2, b.y-b.h/2, b.x+b.w/2, b.y+b.h/2
	const paint = ` fill="#fff" stroke="#333" stroke-width="1.2"/>`
	rect := fmt.Sprintf(`<rect x="%s" y="%s" width="%s" height="%s"`, coordinate(left), coordinate(top), coordinate(b.w), coordinate(b.h))
	switch class {
	case graph.Actor:
		return rect + ` rx="7"` + paint
	case graph.Event:
		cut := b.h / 4
		points := [][2]float64{{left, b.y}, {left + cut, top}, {right - cut, top}, {right, b.y}, {right - cut, bottom}, {left + cut, bottom}}
		var list []string
		for _, q := range points {
			list = append(list, coordinate(q[0])+","+coordinate(q[1]))
		}
		return `<polygon points="` + strings.Join(list, " ") + `"` + paint
	case graph.Place:
		return rect + paint + fmt.Sprintf(`<path d="M%s %sH%s" stroke="#333" stroke-width="2.4"/>`, coordinate(left), coordinate(bottom+3), coordinate(right))
	}
	return rect + paint
}

// svgText writes a line around a middle, in whatever direction its script runs.
func svgText(out *xmlWriter, x, y, size float64, colour, text string) {
	out.raw(fmt.Sprintf(`<text x="%s" y="%s" font-size="%s" fill="%s" text-anchor="middle" unicode-bidi="plaintext" paint-order="stroke" stroke="#fff" stroke-width="3">`,
		coordinate(x), coordinate(y), coordinate(size), colour))
	out.text(text)
	out.raw("</text>")
}
