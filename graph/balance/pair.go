package balance

import (
	"slices"

	"dyad/graph"
	"dyad/graph/index"
)

// A Sign is how a pair of actors counts.
type Sign int8

// The signs.
const (
	Positive   Sign = iota // all that counts between the two is cooperative
	Negative               // all that counts is hostile
	Ambivalent             // both, or nothing but what is contested: it has no sign
)

// A Pair is two actors with some relationship between them that counts, whichever way it leads.
type Pair struct {
	A, B index.Node // in the order of their keys
	Sign Sign
	// Mixed tells that there are cooperative and hostile relationships.
	Mixed bool
	// Contested tells that each relationship that counts is contested.
	Contested bool
	Edges     []index.Edge // that count, in their order
}

// weigh settles the sign from what is between the two.
func (p *Pair) weigh(g *index.Graph) {
	var positive, negative, firm bool
	for _, e := range p.Edges {
		positive = positive || g.Sign(e) == graph.Positive
		negative = negative || g.Sign(e) == graph.Negative
		firm = firm || g.Status(e) != graph.Contested
	}
	p.Mixed, p.Contested = positive && negative, !firm
	switch {
	case p.Mixed, p.Contested:
		p.Sign = Ambivalent
	case negative:
		p.Sign = Negative
	}
}

// Claims returns the claims behind the pair that carry one of the signs, in the order of their ids, each once. Who denies what they
// say stands beside them in the relationships.
func (n *Net) Claims(p *Pair, signs ...graph.Sign) []*graph.Claim {
	var claims []*graph.Claim
	for _, e := range p.Edges {
		positions, _ := n.g.Positions(e)
		for i := range positions {
			if slices.Contains(signs, positions[i].Sign) && (n.alleged || positions[i].Modality == graph.Asserted) {
				claims = append(claims, positions[i].Claim)
			}
		}
	}
	slices.SortFunc(claims, func(c, d *graph.Claim) int { return c.ID.Compare(d.ID) })
	return slices.CompactFunc(claims, func(c, d *graph.Claim) bool { return c.ID == d.ID })
}
