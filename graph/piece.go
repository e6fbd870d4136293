package graph

// A Piece is one state, or one event, of a position, and what is known about when.
//
// Three spans of days say it. On every day of Sure it is so. On at least one day of Some it is so. On no day outside Outer is
// it so. An undated piece has no spans: it may have been at any time.
type Piece struct {
	Value   Value
	Undated bool
	Outer   Span
	Sure    Span // empty where no day is sure
	Some    Span // empty where not even some day is
}

// pieces places a claim of the given value in time, and returns with it where the change lies that it tells of, if it does.
//
// A change has a state on either side: "it began" is not so before, and so from then on. To negate a change tells of the state
// after it alone: that "it has ended" is wrong means that it goes on, and nothing new about before. What counts as not so since
// an attempt at it was fruitless is no negated change: "until 2021 they refused to meet" says that they didn't up to then, and
// nothing of later.
func (w When) pieces(v Value, fruitless bool, published Published) ([]Piece, Span) {
	switch {
	case w.Bound == StartBound, w.Bound == EndBound:
		boundary := w.firstAfter(published)
		before, after := w.sides(v, boundary, published)
		switch {
		case v != Negates:
			return []Piece{before, after}, boundary
		case fruitless && w.Bound == EndBound:
			return []Piece{before}, Never()
		}
		return []Piece{after}, Never()
	case w.EDTF.IsZero():
		return []Piece{undated(v)}, Never()
	}
	return []Piece{w.whole(v, published)}, Never()
}

// exact reports whether the date, or without one that of publication, is one day.
func (w When) exact(published Published) bool {
	date := w.EDTF
	if date.IsZero() {
		date = published.EDTF
	}
	days := date.Bounds()
	return days.From == days.To
}

// undated is a piece of which nothing is known but its value.
func undated(v Value) Piece {
	return Piece{Value: v, Undated: true, Outer: Always(), Sure: Never(), Some: Never()}
}

// whole places a claim about the whole of a state or event.
func (w When) whole(v Value, published Published) Piece {
	p := Piece{Value: v, Outer: w.EDTF.Bounds(), Sure: Never(), Some: Never()}
	open, appeared := p.Outer.To >= DistantFuture, published.days()
	if vague(w.EDTF) || open && appeared.Empty() {
		return p
	}
	p.Some = p.Outer.until(appeared.To)
	if w.Extent == Throughout { // which says more, and so no less
		p.Sure = p.Outer.until(appeared.From)
	}
	return p.exact()
}

// firstAfter returns the days that can be the first after a change: an end is the last day of what ends. A change without a
// date came no later than it was reported.
func (w When) firstAfter(published Published) Span {
	switch {
	case w.EDTF.IsZero():
		if last, ok := published.Day(); ok {
			return Span{From: DistantPast, To: last}
		}
		return Always()
	case w.Bound == EndBound:
		return w.EDTF.Bounds().shift(1)
	}
	return w.EDTF.Bounds()
}

// sides places the two states on either side of a change. Since when the one before had held is unknown, but it had a last
// day. The one after had a first day and held from then on, until publication at least.
func (w When) sides(v Value, boundary Span, published Published) (before, after Piece) {
	before, after = undated(v.opposite()), undated(v)
	if w.Bound == EndBound {
		before, after = after, before
	}
	if boundary == Always() {
		return before, after
	}
	before.Undated, before.Outer.To = false, boundary.shift(-1).To
	after.Undated, after.Outer.From = false, boundary.From
	appeared := published.days()
	switch {
	case w.EDTF.IsZero(): // the state after it was there to be reported
		after.Some = appeared
	case vague(w.EDTF):
	default:
		if boundary.bounded() {
			before.Some, after.Some = boundary.shift(-1), boundary
		}
		if !appeared.Empty() {
			after.Sure = Span{From: boundary.To, To: DistantFuture}.until(appeared.From)
		}
	}
	return before.exact(), after.exact()
}

// exact makes the day sure that Some leaves no choice about.
func (p Piece) exact() Piece {
	if p.Sure.Empty() && p.Some.From == p.Some.To {
		p.Sure = p.Some
	}
	return p
}

// vague reports whether a date is qualified, or has an unknown end: then nothing about it is sure.
func vague(d EDTF) bool {
	return d.Uncertain() || d.Approximate() || d.UnknownStart() || d.UnknownEnd()
}

// days returns the days on which the source can have appeared, and none where its date is vague or open. A state that goes
// on is vouched for on all days up to the first of them; an event without a last day, on some day up to the last.
func (p Published) days() Span {
	days := p.EDTF.Bounds()
	if vague(p.EDTF) || !days.bounded() {
		return Never()
	}
	return days
}

// bounded reports whether both ends of s are known.
func (s Span) bounded() bool { return s.From > DistantPast && s.To < DistantFuture }

// shift moves both ends by n days; an end without limit stays where it is.
func (s Span) shift(n Day) Span {
	if s.From > DistantPast {
		s.From += n
	}
	if s.To < DistantFuture {
		s.To += n
	}
	return s
}

// until cuts a span that is open towards the future after its last day; other spans stay as they are.
func (s Span) until(last Day) Span {
	if s.To < DistantFuture {
		return s
	}
	return s.Intersect(Span{From: DistantPast, To: last})
}

// A Held is the answer to whether something held in a given time.
type Held int8

// The answers.
const (
	No       Held = iota // certainly not
	Unknown              // it is undated
	Possibly             // it may have
	Certainly
)

// During reports whether the piece held on some day of q.
func (p Piece) During(q Span) Held {
	switch {
	case p.Undated:
		return Unknown
	case p.Sure.Meets(q), !p.Some.Empty() && p.Some.Within(q):
		return Certainly
	case p.Outer.Meets(q):
		return Possibly
	}
	return No
}

// An Overlap says whether two pieces share a day.
type Overlap string

// The overlaps.
const (
	CertainOverlap  Overlap = "certain"
	PossibleOverlap Overlap = "possible"
	UnknownOverlap  Overlap = "unknown" // one of them is undated
	NoOverlap       Overlap = "none"
)

// Overlaps reports whether p and q share a day.
func (p Piece) Overlaps(q Piece) Overlap {
	switch {
	case p.Undated || q.Undated:
		return UnknownOverlap
	case !p.Outer.Meets(q.Outer):
		return NoOverlap
	case p.Sure.Meets(q.Sure), surelyWithin(p.Some, q.Sure), surelyWithin(q.Some, p.Sure):
		return CertainOverlap
	}
	return PossibleOverlap
}

// surelyWithin reports whether a day that some holds for certain is also a day of sure.
func surelyWithin(some, sure Span) bool { return !some.Empty() && some.Within(sure) }
