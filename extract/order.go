package extract

import (
	"fmt"
	"slices"
	"strings"

	"dyad/graph"
)

// order returns the claims of all files so that each comes after those in its roles, and apart from them those that can't be
// ordered because they rest on each other, which it reports.
func (r *reading) order() (ordered, circular []*draft) {
	waiting := map[*draft]int{} // on how many claims
	resting := map[*draft][]*draft{}
	var ready []*draft
	for _, d := range r.drafts {
		rests := r.restsOn(d)
		for _, other := range rests {
			resting[other] = append(resting[other], d)
		}
		if waiting[d] = len(rests); len(rests) == 0 {
			ready = append(ready, d)
		}
	}
	for len(ready) > 0 {
		d := ready[0]
		ready = ready[1:]
		ordered = append(ordered, d)
		for _, other := range resting[d] {
			if waiting[other]--; waiting[other] == 0 {
				ready = append(ready, other)
			}
		}
	}
	for _, d := range r.drafts {
		if waiting[d] > 0 {
			circular = append(circular, d)
		}
	}
	r.reportCircles(circular)
	return ordered, circular
}

// restsOn returns the claims of the files in the roles of a claim.
func (r *reading) restsOn(d *draft) []*draft {
	var others []*draft
	for _, ref := range d.content {
		if other := d.of.named(ref.name); other != nil {
			others = append(others, other)
		}
	}
	return others
}

// named returns the claim of the file that has a label, or the one of any file that keeps an id.
func (a *annotated) named(name string) *draft {
	if d := a.labels[name]; d != nil {
		return d
	}
	id, err := graph.ParseID[graph.Claim](name)
	if err != nil || id.IsZero() {
		return nil
	}
	return a.kept[id]
}

// reportCircles reports each circle among claims that could not be ordered, once, at the reference that leads out of the
// claim of it that is found first. The others only rest on a circle.
func (r *reading) reportCircles(circular []*draft) {
	in := map[*draft]bool{}
	for _, d := range circular {
		in[d] = true
	}
	next := func(d *draft) (*draft, reference) {
		for _, ref := range d.content {
			if other := d.of.named(ref.name); in[other] {
				return other, ref
			}
		}
		return nil, reference{}
	}
	seen := map[*draft]bool{}
	for _, d := range circular {
		var way []*draft
		for d != nil && !seen[d] {
			seen[d] = true
			way = append(way, d)
			d, _ = next(d)
		}
		if start := slices.Index(way, d); start >= 0 {
			_, ref := next(d)
			d.of.doc.report(ref.at, "claims that rest on each other have no ground: %s", chain(way[start:]))
		}
	}
}

// chain writes a circle of claims by their labels, or else by their places.
func chain(circle []*draft) string {
	var names []string
	for _, d := range append(circle, circle[0]) {
		name := d.label
		if name == "" {
			name = fmt.Sprintf("%s:%d", d.of.doc.name, d.fields.node.Line)
		}
		names = append(names, name)
	}
	return strings.Join(names, " -> ")
}
