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
	Pieces    []Piece // one, or two where the claim is about a beginning or an end
}

// Positions returns who holds what by the claim, the innermost voice first. t is the claim's type and s its source; both
// are needed, neither is kept. A normalized claim is expected (see [Claim.Normalize]).
//
// The stances are read from the inside out. A voice that is doubted is heard as alleging. A voice that is rejected makes the
// next outer voice, or the source, hold the opposite: asserted, where the rejected position was a statement of fact, and
// otherwise of the same modality, since to reject a demand is not to say that it went unmet. Endorsement adds no
// position: two who say the same because one repeats the other are one origin.
func (c *Claim) Positions(t *Term, s *Source) []Position {
	first := c.innermost(t, s)
	positions := []Position{first}
	for i := len(c.Voices) - 1; i >= 0; i-- {
		current := &positions[len(positions)-1]
		switch c.Voices[i].Stance {
		case Doubts:
			current.doubted()
		case Rejects:
			positions = append(positions, current.rejectedBy(c.outside(i), c.originFrom(i, s), t))
		}
	}
	return positions
}

// innermost is what the claim says, held by its innermost voice.
func (c *Claim) innermost(t *Term, s *Source) Position {
	p := Position{
		Claim: c, Holder: c.outside(len(c.Voices)), Origin: c.originFrom(len(c.Voices), s), Genre: s.Genre,
		Polarity: c.Polarity, Modality: c.Modality,
	}
	value := c.value(t)
	if value == Affirms && c.Outcome != Failed {
		p.Sign = t.SignOf()
	}
	p.Pieces = c.When.pieces(value, s.Published)
	return p
}

// value is how the claim itself counts: F, N or neither.
func (c *Claim) value(t *Term) Value {
	switch {
	case !c.Modality.Factual():
		return Neither
	case c.Polarity == Negated, c.Outcome == Refused, c.Outcome == Failed && t.Achievement:
		return Negates
	}
	return Affirms
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

// rejectedBy returns the opposite of p as the position of who rejects it.
func (p *Position) rejectedBy(h Holder, o Origin, t *Term) Position {
	r := Position{
		Claim: p.Claim, Holder: h, Origin: o, Genre: p.Genre,
		Polarity: p.Polarity.Opposite(), Modality: p.Modality, Rejection: !p.Rejection,
		Pieces: []Piece{p.denied()},
	}
	if p.Modality.Factual() {
		r.Modality = Asserted
	}
	if r.Pieces[0].Value == Affirms {
		r.Sign = t.SignOf()
	}
	return r
}

// denied returns the opposite of what p says. Of a change, what is denied is the state after it: that "it has ended" is wrong
// means that it goes on, and tells nothing new about before. An attempt that came to nothing affirms nothing when it is
// denied: that "they refused to meet" is wrong does not make a meeting.
func (p *Position) denied() Piece {
	last := p.Pieces[len(p.Pieces)-1]
	last.Value = last.Value.opposite()
	undone := p.Claim.Outcome == Refused || p.Claim.Outcome == Failed
	if undone && last.Value == Affirms && !p.Rejection {
		last.Value = Neither
	}
	return last
}
