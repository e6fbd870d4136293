package graph

// A post is an office in something that is led: the one that only one can hold at a time.
type post struct {
	in     EntityKey
	office TermKey
}

// checkOffices finds, for each exclusive office, affirmed claims that two hold it at times that certainly overlap. A time that
// only may overlap is how one holder follows another, and no contradiction.
func (f *finder) checkOffices() {
	held := map[post][]reading[EntityKey]{}
	for p := range f.affirming(TypeLeads) {
		for _, office := range f.exclusive(p.Claim) {
			at := post{p.Claim.To, office}
			for _, piece := range p.Pieces {
				if piece.Value == Affirms {
					held[at] = append(held[at], reading[EntityKey]{p.Claim, p.Claim.From, piece})
				}
			}
		}
	}
	for at, readings := range held {
		for _, c := range clashes(f, readings, different, CertainOverlap) {
			f.reportHolders(at.office, c)
		}
	}
}

// exclusive returns the offices of a claim that have one holder at a time.
func (f *finder) exclusive(c *Claim) []TermKey {
	r := c.Roles.named(RoleOffice)
	if r == nil {
		return nil
	}
	var offices []TermKey
	for _, key := range r.Terms {
		if t := f.Vocabulary.Term(OfficeTerm, key); t != nil && t.Exclusive {
			offices = append(offices, key)
		}
	}
	return offices
}

func different(a, b EntityKey) bool { return a != b }

// reportHolders writes up a clash with a side for each holder.
func (f *finder) reportHolders(office TermKey, c clash[EntityKey]) {
	label := f.Vocabulary.Term(OfficeTerm, office).Label
	if label == "" {
		label = string(office)
	}
	var sides []side
	for holder, claims := range c.said {
		sides = append(sides, side{label + ": " + f.called(holder), claims})
	}
	f.report(RoleRule, c.overlap, c.inferred, sides...)
}
