package export

import (
	"fmt"

	"dyad/graph"
)

// An svgLegend says what lines and heads mean.
type svgLegend struct{ width, height float64 }

const (
	legendCell   = 150.0
	legendRow    = 24.0
	legendSample = 42.0
)

func newSVGLegend() svgLegend {
	return svgLegend{width: legendCell * float64(len(graph.Statuses())), height: 2*legendRow + 20}
}

// draw draws the legend below what ends at y.
func (l svgLegend) draw(out *xmlWriter, y float64) {
	neither := len(svgSigns) - 1
	out.raw(fmt.Sprintf(`<g id="legend"><path d="M0 %[1]sH%[2]s" stroke="#bbb"/>`+"\n", coordinate(y+6), coordinate(l.width)))
	y += 26
	for i, status := range graph.Statuses() {
		x := legendCell * float64(i)
		l.sample(out, x, y, svgStroke(status, neither), string(status))
		if status == graph.Denied {
			out.raw(svgCross(point{x + legendSample/2, y}, point{1, 0}, svgSigns[neither].colour))
		}
	}
	for i, h := range svgSigns {
		l.sample(out, legendCell*float64(i), y+legendRow, svgStroke(graph.Stated, i)+fmt.Sprintf(` marker-end="url(#%s)"`, h.id), h.means)
	}
	out.raw("</g>\n")
}

// sample draws a line, and beside it what it means.
func (svgLegend) sample(out *xmlWriter, x, y float64, paint, means string) {
	out.raw(fmt.Sprintf(`<path d="M%s %sH%s" %s/><text x="%s" y="%s" font-size="%s" fill="#111">%s</text>`+"\n",
		coordinate(x), coordinate(y), coordinate(x+legendSample), paint, coordinate(x+legendSample+8), coordinate(y+4), coordinate(svgSmall+0.5), means))
}
