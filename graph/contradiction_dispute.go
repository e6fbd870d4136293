package graph

// hearDisputes finds, for each claim that others say is wrong, those others. Both must have been admitted; when they were
// made is not asked. Two claims that dispute each other, and no third, are one contradiction.
func (h *hearing) hearDisputes() {
	against := map[ClaimID][]*Claim{}
	for i := range h.Positions {
		c := h.Positions[i].Claim
		for _, id := range c.Disputes {
			if id != c.ID {
				against[id] = append(against[id], c)
			}
		}
	}
	for i := range h.Positions {
		c := h.Positions[i].Claim
		others := against[c.ID]
		if others == nil {
			continue
		}
		delete(against, c.ID) // a claim may have several positions
		h.find(DisputeRule, CertainOverlap,
			party{"disputed: " + h.labels([]*Claim{c}), []*Claim{c}},
			party{"disputes it: " + h.labels(others), others},
		)
	}
}
