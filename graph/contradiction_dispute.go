package graph

// checkDisputes finds, for each claim that others say is wrong, those others. Both must have been admitted; when they were
// made is not asked. Two claims that dispute each other, and no third, are one contradiction.
func (f *finder) checkDisputes() {
	against := map[ClaimID][]*Claim{}
	for i := range f.Positions {
		c := f.Positions[i].Claim
		for _, id := range c.Disputes {
			if id != c.ID {
				against[id] = append(against[id], c)
			}
		}
	}
	for i := range f.Positions {
		c := f.Positions[i].Claim
		others := against[c.ID]
		if others == nil {
			continue
		}
		delete(against, c.ID) // a claim may have several positions
		f.report(DisputeRule, CertainOverlap, false,
			side{"disputed: " + f.labels([]*Claim{c}), []*Claim{c}},
			side{"disputes it: " + f.labels(others), others},
		)
	}
}
