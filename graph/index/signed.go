package index

import "dyad/graph"

// Signed reports whether some position that the view admits carries the sign of the relationship's type: one that asserts it, and one
// that only alleges it. Both are false where [Graph.Sign] is NoSign.
func (g *Graph) Signed(e Edge) (asserted, alleged bool) {
	if g.Sign(e) == graph.NoSign {
		return false, false
	}
	achievement := g.x.term(e).Achievement
	for v := range g.backing(e) {
		t := tally{origin: noOrigin}
		if !t.add(g, v.row, achievement) {
			return g.signed(e)
		}
		firm := g.x.attitudes[g.x.claims.attitude[v.row]].asserted
		asserted, alleged = asserted || t.signed && firm, alleged || t.signed && !firm
	}
	return asserted, alleged
}

// signed asks the model, where some claim is not plain.
func (g *Graph) signed(e Edge) (asserted, alleged bool) {
	positions, _ := g.Positions(e)
	for i := range positions {
		if positions[i].Sign == graph.NoSign {
			continue
		}
		firm := positions[i].Modality == graph.Asserted
		asserted, alleged = asserted || firm, alleged || !firm
	}
	return asserted, alleged
}
