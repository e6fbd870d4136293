package graph

// A Holder is who holds a position: an entity, somebody unnamed under a label, or, as the zero Holder, the source itself.
type Holder struct {
	Entity      EntityKey
	Label       string
	Affiliation EntityKey
}

// Self reports whether the holder is the source.
func (h Holder) Self() bool { return h == Holder{} }

// holder returns who a voice is.
func (v Voice) holder() Holder {
	return Holder{Entity: v.Entity, Label: v.Label, Affiliation: v.Affiliation}
}

// A Value is how a position counts.
type Value int8

// The values.
const (
	Neither Value = iota // it speaks of what may, shall, should or would be
	Affirms              // F: it is so
	Negates              // N: it is not so
)

// opposite returns what the denial of v amounts to.
func (v Value) opposite() Value {
	switch v {
	case Affirms:
		return Negates
	case Negates:
		return Affirms
	}
	return Neither
}

// A Position is what one holder takes to be so, or not so. A claim gives one for its innermost voice, and one more for each
// voice, or the source, that rejects what reached it.
type Position struct {
	Claim     *Claim
	Holder    Holder
	Origin    Origin
	Genre     Genre // of the source
	Polarity  Polarity
	Modality  Modality
	Rejection bool    // it is the opposite of what the claim says
	Sign      Sign    // the type's, where the position carries it
	Pieces    []Piece // one, or two where it tells of a beginning or an end
	Boundary  Span    // where there are two: the days that can be the first after the change; empty elsewhere
	Exact     bool    // the date of the claim or, where it has none, of its source is one day
}

// Positions returns who holds what by the claim, the innermost voice first. t is the claim's type and s its source; both
// are needed, neither is kept. A normalized claim is expected (see [Claim.Normalize]).
//
// The stances are read from the inside out. A voice that is doubted is heard as alleging. A voice that is rejected makes the
// next outer voice, or the source, hold the opposite: asserted, where the rejected position was a statement of fact, and
// otherwise of the same modality, since to reject a demand is not to say that it went unmet. Who rejects a rejection holds
// what the claim says. Endorsement adds no position: two who say the same because one repeats the other are one origin.
func (c *Claim) Positions(t *Term, s *Source) []Position {
	positions := []Position{c.position(len(c.Voices), c.value(t), t, s)}
	for i := len(c.Voices) - 1; i >= 0; i-- {
		current := &positions[len(positions)-1]
		switch c.Voices[i].Stance {
		case Doubts:
			current.doubted()
		case Rejects:
			positions = append(positions, c.rejection(i, current, t, s))
		}
	}
	return positions
}

// position is what the claim says, at the given value, as held by whoever stands outside voice i. The sign goes with
// affirming: not with an attempt that came to nothing, even where that affirms.
func (c *Claim) position(i int, v Value, t *Term, s *Source) Position {
	p := Position{
		Claim: c, Holder: c.outside(i), Origin: c.originFrom(i, s), Genre: s.Genre,
		Polarity: c.Polarity, Modality: c.Modality,
	}
	p.Pieces, p.Boundary = c.When.pieces(v, c.fruitless(t), s.Published)
	p.Exact = c.When.exact(s.Published)
	if p.Has(Affirms) && !c.cameToNothing() {
		p.Sign = t.SignOf()
	}
	return p
}

// rejection is the opposite of a position, as held by whoever hears voice i and rejects it.
func (c *Claim) rejection(i int, of *Position, t *Term, s *Source) Position {
	v := c.value(t)
	if !of.Rejection {
		v = c.denied(t)
	}
	r := c.position(i, v, t, s)
	r.Rejection, r.Polarity = !of.Rejection, of.Polarity.Opposite()
	if r.Modality.Factual() {
		r.Modality = Asserted
	}
	return r
}

// value is how the claim itself counts: F, N or neither.
func (c *Claim) value(t *Term) Value {
	switch {
	case !c.Modality.Factual():
		return Neither
	case c.Polarity == Negated, c.fruitless(t):
		return Negates
	}
	return Affirms
}

// denied is how the opposite of the claim counts. To deny that an attempt came to nothing affirms nothing: that "they refused
// to meet" is wrong does not make a meeting.
func (c *Claim) denied(t *Term) Value {
	v := c.value(t)
	if v == Negates && c.cameToNothing() {
		return Neither
	}
	return v.opposite()
}

// cameToNothing reports whether the claim is about an attempt that failed or was refused.
func (c *Claim) cameToNothing() bool { return c.Outcome == Failed || c.Outcome == Refused }

// fruitless reports whether the outcome alone makes the claim one that it was not so.
func (c *Claim) fruitless(t *Term) bool {
	return c.Outcome == Refused || c.Outcome == Failed && t.Achievement
}

// outside returns who hears the voice i: the one before it in the chain, or the source. outside(len(Voices)) is the innermost
// voice itself.
func (c *Claim) outside(i int) Holder {
	if i == 0 {
		return Holder{}
	}
	return c.Voices[i-1].holder()
}

// originFrom returns the origin of what is held outside voice i: the nearest named voice from there outwards, else whoever
// stands behind the source. A label names nobody.
func (c *Claim) originFrom(i int, s *Source) Origin {
	for ; i > 0; i-- {
		if v := c.Voices[i-1]; v.Entity != "" {
			return Origin{Entity: v.Entity}
		}
	}
	return s.Origin()
}

// doubted makes a position that was asserted an alleged one. It keeps its sign and its place in time.
func (p *Position) doubted() {
	if p.Modality == Asserted {
		p.Modality = Alleged
	}
}

// Has reports whether some piece of p is of that value.
func (p *Position) Has(v Value) bool {
	for _, piece := range p.Pieces {
		if piece.Value == v {
			return true
		}
	}
	return false
}
