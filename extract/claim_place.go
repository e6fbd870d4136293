package extract

import "dyad/graph"

// A ClaimPlace is where an annotator wrote a claim.
type ClaimPlace struct {
	File  string
	Line  int    // from 1
	Label string // "" for a claim that has none
}

// ReadPlaced is [Read], and tells besides where each claim of the bundles stands in the files.
func ReadPlaced(files []File, base Base, texts *Texts) ([]graph.Bundle, map[graph.ClaimID]ClaimPlace, []Problem) {
	r := newReading(base, texts)
	bundles, problems := r.readFiles(files)
	places := make(map[graph.ClaimID]ClaimPlace, len(r.claims))
	for id, d := range r.claims {
		places[id] = ClaimPlace{File: d.of.doc.name, Line: d.fields.node.Line, Label: d.label}
	}
	return bundles, places, problems
}
