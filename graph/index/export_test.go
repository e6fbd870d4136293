package index

import (
	"maps"
	"slices"

	"dyad/graph"
)

// Spoil changes a part of an index that is looked up and not walked through, and reports whether there was anything to change.
func (x *Index) Spoil(part string) bool {
	cs := &x.claims
	switch part {
	case "byID":
		return swapped(cs.byID)
	case "pastByID":
		return swapped(cs.pastByID)
	case "original":
		for r, c := range x.original {
			c.From, c.To = c.To, c.From
			x.original[r] = c
			return c.From != c.To
		}
	case "an original less":
		for r := range x.original {
			delete(x.original, r)
			return true
		}
	case "original of another":
		for r := range row(len(cs.id)) {
			if _, rewritten := x.original[r]; !rewritten && len(x.original) > 0 {
				at := slices.Min(slices.Collect(maps.Keys(x.original)))
				x.original[r] = x.original[at]
				delete(x.original, at)
				return true
			}
		}
	case "former":
		for id, e := range x.former {
			x.former[id] = (e + 1) % Edge(len(x.edges.from))
			return x.former[id] != e
		}
	case "a former id less":
		for id := range x.former {
			delete(x.former, id)
			return true
		}
	case "another former id":
		for id, e := range x.former {
			delete(x.former, id)
			x.former[graph.RelationshipIDOf("nobody", "knows", "it")] = e
			return true
		}
	}
	return false
}

func swapped(rows []row) bool {
	if len(rows) < 2 {
		return false
	}
	rows[0], rows[1] = rows[1], rows[0]
	return true
}
