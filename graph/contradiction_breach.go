package graph

// A troth is what a statement says of a commitment between two ends: that one made it, or that one did not keep it.
type troth struct {
	broken bool
	by     uint32 // whose it is
	mutual bool   // it is that of both: the type that commits is symmetric
}

// checkBreaches finds, between each two ends, a commitment that was made and the word that it was not kept, by the one who made
// it and on the same occasion: a claim of a type that commits, and one of a type that breaches, both affirmed. What was
// undertaken need not be told.
func (f *finder) checkBreaches(about []statement) {
	var readings []reading[troth]
	for _, s := range about {
		k := f.kind(s.Claim.Type)
		if !s.Has(Affirms) || !k.commits && !k.breaches {
			continue
		}
		says := troth{broken: k.breaches, by: s.from, mutual: k.term.Symmetric}
		for _, piece := range s.Pieces {
			if piece.Value != Affirms {
				continue
			}
			if k.commits {
				piece = binding(piece.Outer.From)
			}
			readings = append(readings, reading[troth]{s.Claim, says, piece})
		}
	}
	for _, c := range clashes(f, readings, troth.opposes, UnknownOverlap) {
		f.reportBreach(c)
	}
}

// opposes reports whether one is a commitment and the other the breach of one by the same end.
func (t troth) opposes(other troth) bool {
	return t.broken != other.broken && (t.mutual || other.mutual || t.by == other.by)
}

// binding is the time for which a commitment holds that was made on a day or later: from then on.
func binding(since Day) Piece {
	p := undated(Affirms)
	p.Undated, p.Outer.From = since == DistantPast, since
	return p
}

// reportBreach writes up commitments and what is said to have broken them.
func (f *finder) reportBreach(c clash[troth]) {
	said := map[bool][]*Claim{}
	for says, claims := range c.said {
		said[says.broken] = append(said[says.broken], claims...)
	}
	f.report(CommitmentRule, c.overlap, c.inferred,
		side{"promised: " + f.labels(said[false]), said[false]},
		side{"broken: " + f.labels(said[true]), said[true]},
	)
}
