package graph

import "slices"

// A party is claims of one side, before it is written up.
type party struct {
	says   string
	claims []*Claim
}

// find writes up what a rule found.
func (h *hearing) find(rule Rule, overlap Overlap, parties ...party) {
	c := Contradiction{Rule: rule, Overlap: overlap, Between: betweenOf(parties)}
	var all []ClaimID
	for _, p := range parties {
		s := Side{Says: p.says, Claims: idsOf(p.claims)}
		c.Sides = append(c.Sides, s)
		all = append(all, s.Claims...)
	}
	slices.SortFunc(c.Sides, Side.compare)
	c.ID = ContradictionIDOf(rule, all...)
	c.BasedOnInference = restsOnDates(rule, overlap) && slices.ContainsFunc(parties, h.inferred)
	c.ReconciledBy = h.reconciling(c.Sides)
	h.found = append(h.found, c)
}

// idsOf returns the ids of claims, in order, each once.
func idsOf(claims []*Claim) []ClaimID {
	ids := make([]ClaimID, len(claims))
	for i, c := range claims {
		ids[i] = c.ID
	}
	return sortedClaims(ids)
}

// betweenOf tells whether one source carries all sides.
func betweenOf(parties []party) Between {
	sides := map[SourceKey]int{} // on how many sides a source is, from the first on without a break
	for i, p := range parties {
		for _, c := range p.claims {
			if sides[c.Source] == i {
				sides[c.Source] = i + 1
			}
		}
	}
	for _, n := range sides {
		if n == len(parties) {
			return BetweenVoices
		}
	}
	return BetweenSources
}

// restsOnDates reports whether what a rule found would not stand, or not as surely, without the dates.
func restsOnDates(rule Rule, overlap Overlap) bool {
	switch rule {
	case DateRule:
		return true
	case AttributionRule, DisputeRule:
		return false
	}
	return overlap == CertainOverlap
}

// inferred reports whether the date of some claim of a party was inferred.
func (h *hearing) inferred(p party) bool {
	return slices.ContainsFunc(p.claims, func(c *Claim) bool { return c.When.inferred(h.published(c.Source)) })
}

// inferred reports whether a date is the annotator's work: it was inferred, or is relative to a publication whose date was, or
// is not known; or what it says reaches to the publication, and that was inferred.
func (w When) inferred(published Published) bool {
	switch {
	case w.IsZero():
		return false
	case w.Basis == InferredBasis:
		return true
	case w.Basis == RelativeBasis:
		return published.Basis == InferredBasis || published.EDTF.IsZero()
	}
	reaches := w.EDTF.IsZero() || w.Bound != Whole || w.EDTF.OpenEnd()
	return reaches && published.Basis == InferredBasis
}

// reconciling returns the claims that explain the disagreement of the sides away: each names a claim of one side, and names,
// or is, one of another.
func (h *hearing) reconciling(sides []Side) []ClaimID {
	var out []ClaimID
	for _, s := range sides {
		for _, id := range s.Claims {
			for _, c := range h.reconcilers[id] {
				if bridges(c, sides) {
					out = append(out, c.ID)
				}
			}
		}
	}
	return sortedClaims(out)
}

// bridges reports whether a claim and those that it reconciles are on at least two sides.
func bridges(c *Claim, sides []Side) bool {
	met := 0
	for _, s := range sides {
		on := func(id ClaimID) bool {
			_, found := slices.BinarySearchFunc(s.Claims, id, ClaimID.Compare)
			return found
		}
		if on(c.ID) || slices.ContainsFunc(c.Reconciles, on) {
			met++
		}
	}
	return met >= 2
}
