package graph

// A post is an office in something that is led: the one that only one can hold at a time.
type post struct {
	in     EntityKey
	office TermKey
}

// hearOffices finds, for each exclusive office, affirmed claims that two hold it at times that certainly overlap. A time that
// only may overlap is how one holder follows another, and no contradiction.
func (h *hearing) hearOffices() {
	held := map[post][]reading[EntityKey]{}
	for p := range h.affirming(TypeLeads) {
		for _, office := range h.exclusive(p.Claim) {
			at := post{p.Claim.To, office}
			for _, piece := range p.Pieces {
				if piece.Value == Affirms {
					held[at] = append(held[at], reading[EntityKey]{p.Claim, p.Claim.From, piece})
				}
			}
		}
	}
	for at, readings := range held {
		for _, c := range clashes(readings, different, CertainOverlap) {
			h.findHolders(at.office, c)
		}
	}
}

// exclusive returns the offices of a claim that have one holder at a time.
func (h *hearing) exclusive(c *Claim) []TermKey {
	r := c.Roles.named(RoleOffice)
	if r == nil {
		return nil
	}
	var offices []TermKey
	for _, key := range r.Terms {
		if t := h.Vocabulary.Term(OfficeTerm, key); t != nil && t.Exclusive {
			offices = append(offices, key)
		}
	}
	return offices
}

func different(a, b EntityKey) bool { return a != b }

// findHolders writes up a clash with a side for each holder.
func (h *hearing) findHolders(office TermKey, c clash[EntityKey]) {
	label := h.Vocabulary.Term(OfficeTerm, office).Label
	if label == "" {
		label = string(office)
	}
	var parties []party
	for holder, claims := range c.said {
		parties = append(parties, party{label + ": " + h.called(holder), claims})
	}
	h.find(RoleRule, c.overlap, parties...)
}
