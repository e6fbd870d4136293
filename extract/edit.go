package extract

import (
	"cmp"
	"slices"
)

// An edit replaces some bytes of a file.
type edit struct {
	start, end int
	with       string
}

// apply returns the data with the edits made, which do not overlap. The data itself stays as it is.
func apply(data []byte, edits []edit) []byte {
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(a.start, b.start) })
	var out []byte
	from := 0
	for _, e := range edits {
		out = append(out, data[from:e.start]...)
		out = append(out, e.with...)
		from = e.end
	}
	return append(out, data[from:]...)
}
