package export

import (
	"fmt"
	"math"
	"strings"

	"dyad/graph"
)

// svgSigns are the heads: one for each sign, in its colour.
var svgSigns = [...]struct {
	sign         graph.Sign
	id, colour   string
	path, filled string
	means        string
}{
	{graph.Positive, "vee", "#1b7837", "M2 1L11 6L2 11", "none", "cooperative"},
	{graph.Negative, "bar", "#b2182b", "M10 0V12", "none", "hostile"},
	{"", "arrow", "#444444", "M2 2L11 6L2 10Z", "#444444", "neither"},
}

// svgHeads defines the heads, for the end of a line and for its beginning.
func svgHeads() string {
	var b strings.Builder
	b.WriteString("<defs>\n")
	for _, h := range svgSigns {
		for _, at := range []struct{ id, refX, turn string }{{"", "11", ""}, {"-back", "1", ` transform="rotate(180 6 6)"`}} {
			fmt.Fprintf(&b, `<marker id="%s%s" markerWidth="12" markerHeight="12" refX="%s" refY="6" orient="auto" markerUnits="userSpaceOnUse">`+
				`<path d="%s"%s fill="%s" stroke="%s" stroke-width="2"/></marker>`+"\n", h.id, at.id, at.refX, h.path, at.turn, h.filled, h.colour)
		}
	}
	b.WriteString("</defs>\n")
	return b.String()
}

// svgSign is the row of a sign; one that there is none of counts as neither.
func svgSign(sign graph.Sign) int {
	for i, h := range svgSigns {
		if h.sign == sign {
			return i
		}
	}
	return len(svgSigns) - 1
}

// svgStatus is how a status is told by a line: its width, and the lengths of dashes and gaps.
func svgStatus(status graph.Status) (wide, dashes string) {
	switch status {
	case graph.Corroborated:
		return "2.8", ""
	case graph.Contested:
		return "2.8", "14 5"
	case graph.AllegedOnly:
		return "1.3", "5 4"
	case graph.HypotheticalOnly:
		return "1.3", "9 3 1.5 3"
	case graph.Denied:
		return "1.6", "1.5 4"
	}
	return "1.3", ""
}

// svgStroke paints a path as status and sign want it.
func svgStroke(status graph.Status, sign int) string {
	wide, dashes := svgStatus(status)
	paint := fmt.Sprintf(`fill="none" stroke="%s" stroke-width="%s"`, svgSigns[sign].colour, wide)
	if dashes != "" {
		paint += fmt.Sprintf(` stroke-dasharray="%s"`, dashes)
	}
	return paint
}

// A point is a place in the picture.
type point struct{ x, y float64 }

// border is where a line from the middle of the box to a point leaves it.
func (b *box) border(to point) point {
	dx, dy := to.x-b.x, to.y-b.y
	scale := min(b.w/2/max(math.Abs(dx), 1e-6), b.h/2/max(math.Abs(dy), 1e-6))
	return point{b.x + dx*scale, b.y + dy*scale}
}

// svgCross is the bar across the line of a relationship that is only denied.
func svgCross(at, along point, colour string) string {
	const half = 7
	return fmt.Sprintf(`<path d="M%s %sL%s %s" stroke="%s" stroke-width="2"/>`,
		coordinate(at.x-half*along.y), coordinate(at.y+half*along.x), coordinate(at.x+half*along.y), coordinate(at.y-half*along.x), colour)
}
