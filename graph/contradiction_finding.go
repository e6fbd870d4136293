package graph

import "slices"

// A side is a [Side] before it is written up: with its claims whole, in any order.
type side struct {
	says   string
	claims []*Claim
}

// report writes up what a rule found, and whether it is based on inference.
func (f *finder) report(rule Rule, overlap Overlap, inferred bool, sides ...side) {
	c := Contradiction{Rule: rule, Overlap: overlap, BasedOnInference: inferred, Between: betweenOf(sides)}
	var all []ClaimID
	for _, s := range sides {
		ids := idsOf(s.claims)
		c.Sides = append(c.Sides, Side{Says: s.says, Claims: ids})
		all = append(all, ids...)
	}
	slices.SortFunc(c.Sides, Side.compare)
	c.ID = ContradictionIDOf(rule, all...)
	c.ReconciledBy = f.reconciling(c.Sides)
	f.found = append(f.found, c)
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
func betweenOf(sides []side) Between {
	carried := map[SourceKey]int{} // how many sides a source is on, from the first on without a break
	for i, s := range sides {
		for _, c := range s.claims {
			if carried[c.Source] == i {
				carried[c.Source] = i + 1
			}
		}
	}
	for _, n := range carried {
		if n == len(sides) {
			return BetweenVoices
		}
	}
	return BetweenSources
}

// inferred reports whether the date of a claim was inferred.
func (f *finder) inferred(c *Claim) bool { return c.When.inferred(f.published(c.Source)) }

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
func (f *finder) reconciling(sides []Side) []ClaimID {
	var out []ClaimID
	for _, s := range sides {
		for _, id := range s.Claims {
			for _, c := range f.reconcilers[id] {
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
