package graph

import "slices"

// A pledge is what a position says of a relationship: as promised, or as a fact.
type pledge struct {
	promised bool
	value    Value
}

// checkCommitments finds, for each relationship, a promise and a fact that goes against it at the time it was for and on the
// same occasion: promised and negated, or promised not to be and affirmed. See promise for what a promise is. As in
// checkPolarity, who promises or affirms a narrower relationship does so of the broader one as well: to arm somebody breaks the
// promise not to support it, while to support it in another way breaks none not to arm it.
func (f *finder) checkCommitments(about []statement) {
	said := map[direction][]reading[pledge]{}
	for _, s := range about {
		if made, since := f.promise(s.Position); made {
			r := promised(s.Claim, since, f.published(s.Claim.Source))
			said[s.direction()] = append(said[s.direction()], r)
		}
	}
	if len(said) == 0 {
		return
	}
	for _, s := range about {
		for _, piece := range s.Pieces {
			if piece.Value != Neither {
				said[s.direction()] = append(said[s.direction()], reading[pledge]{s.Claim, pledge{value: piece.Value}, piece})
			}
		}
	}
	for wide, readings := range said {
		if !slices.ContainsFunc(readings, func(r reading[pledge]) bool { return r.says.value == Negates }) {
			continue
		}
		for _, c := range clashes(f, f.entailing(wide, said), pledge.opposes, UnknownOverlap) {
			f.reportBroken(c)
		}
	}
}

// entailing lists what is promised or so of a relationship: all that is said of itself, and what is affirmed of narrower ones.
func (f *finder) entailing(wide direction, said map[direction][]reading[pledge]) []reading[pledge] {
	readings := slices.Clone(said[wide])
	for narrow, others := range said {
		if narrow == wide || !f.covers(narrow, wide) {
			continue
		}
		for _, r := range others {
			if r.says.value == Affirms {
				readings = append(readings, r)
			}
		}
	}
	return readings
}

// opposes reports whether one is a promise and the other a fact that goes against it.
func (p pledge) opposes(other pledge) bool {
	return p.promised != other.promised && p.value == other.value.opposite()
}

// promise reports whether a position is given as promised, and the first day on which the promise can have been made.
//
// It is if it is planned, nobody turned it down, and somebody stands by it: it is the content of an affirmed claim whose type
// commits who makes it; or it is said by the actor whose act it is, by somebody affiliated to that actor, or by somebody who
// by some affirmed claim acts for it. What others ascribe to an actor, a belief or the source's own word, is a plan and no
// promise; and so is what its holder rejects.
func (f *finder) promise(p *Position) (made bool, since Day) {
	c := p.Claim
	if p.Modality != Planned || p.Rejection || c.Outcome == Refused {
		return false, 0
	}
	if day, ok := f.carried()[c.ID]; ok {
		return true, day
	}
	return f.speaksForItself(p), DistantPast
}

// speaksForItself reports whether who holds p is the actor that p is about, or stands for it.
func (f *finder) speaksForItself(p *Position) bool {
	voices := p.Claim.Voices
	if len(voices) == 0 || voices[len(voices)-1].Mode == Believes {
		return false
	}
	actors := []EntityKey{p.Claim.From}
	if f.kind(p.Claim.Type).term.Symmetric {
		actors = append(actors, p.Claim.To)
	}
	return slices.ContainsFunc(actors, func(actor EntityKey) bool {
		return p.Holder.Affiliation == actor || f.agents.lead(p.Holder.Entity, actor)
	})
}

// carried returns the claims that are the content of affirmed claims whose type commits, each with the first day on which one
// of these can have been made.
func (f *finder) carried() map[ClaimID]Day {
	if f.pledged != nil {
		return f.pledged
	}
	f.pledged = map[ClaimID]Day{}
	for i := range f.Positions {
		p := &f.Positions[i]
		if !f.kind(p.Claim.Type).commits || !p.Has(Affirms) {
			continue
		}
		for _, id := range p.Claim.Roles.Claims(RoleContent) {
			day, known := f.pledged[id]
			if first := p.first(); !known || first < day {
				f.pledged[id] = first
			}
		}
	}
	return f.pledged
}

// first returns the first day on which p can have been so.
func (p *Position) first() Day {
	day := DistantFuture
	for _, piece := range p.Pieces {
		if piece.Value == Affirms {
			day = min(day, piece.Outer.From)
		}
	}
	return day
}

// promised reads a promise made on the day since or later. What is promised of a change is the state after it. Without a date
// of its own, what was promised lies after the promise.
func promised(c *Claim, since Day, published Published) reading[pledge] {
	pieces, _ := c.When.pieces(valueOf(c.Polarity), false, published)
	piece := pieces[len(pieces)-1]
	if c.When.EDTF.IsZero() {
		piece = undated(piece.Value)
		piece.Undated, piece.Outer.From = since == DistantPast, since
	}
	return reading[pledge]{c, pledge{promised: true, value: piece.Value}, piece}
}

// reportBroken writes up a promise and what goes against it.
func (f *finder) reportBroken(c clash[pledge]) {
	var sides []side
	for says, claims := range c.said {
		sides = append(sides, side{says.words() + ": " + f.labels(claims), claims})
	}
	f.report(CommitmentRule, c.overlap, c.inferred, sides...)
}

// words says in a word or two how a claim is meant.
func (p pledge) words() string {
	switch {
	case p.promised && p.value == Negates:
		return "promised not"
	case p.promised:
		return "promised"
	case p.value == Negates:
		return "negated"
	}
	return "affirmed"
}
