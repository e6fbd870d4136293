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
	Some    Span // empty where nothing narrower than Outer is known to hold a day of it
}

// pieces places a claim of the given value in time. published tells how far a state that is open, or that a change left
// behind, can be vouched for.
func (w When) pieces(v Value, published Published) []Piece {
	switch {
	case w.IsZero():
		return []Piece{{Value: v, Undated: true, Outer: Always(), Sure: Never(), Some: Never()}}
	case w.Bound == StartBound: // so from its date on
		b := w.boundary(published)
		return changed(v.opposite(), v, b.shift(-1), b, w.vague(), published)
	case w.Bound == EndBound: // so up to its date
		b := w.boundary(published)
		return changed(v, v.opposite(), b, b.shift(1), w.vague(), published)
	}
	return []Piece{w.whole(v, published)}
}

// boundary is the span in which a change lies: its date, or, undated, any time before publication, when the state after the
// change was reported.
func (w When) boundary(published Published) Span {
	if !w.EDTF.IsZero() {
		return w.EDTF.Bounds()
	}
	last, ok := published.Day()
	switch {
	case !ok:
		return Always()
	case w.Bound == EndBound:
		return Span{From: DistantPast, To: last - 1}
	}
	return Span{From: DistantPast, To: last}
}

// vague reports whether the date carries a qualification or an unknown end: then nothing about it is sure.
func (w When) vague() bool {
	d := w.EDTF
	return d.Uncertain() || d.Approximate() || d.UnknownStart() || d.UnknownEnd()
}

// whole places a claim about the whole of a state or event.
func (w When) whole(v Value, published Published) Piece {
	outer := w.EDTF.Bounds()
	p := Piece{Value: v, Outer: outer, Sure: Never(), Some: Never()}
	switch {
	case w.vague():
	case w.Extent == Throughout:
		p.Sure = vouched(outer, published)
	default:
		p.Some = vouched(outer, published)
	}
	return p
}

// changed places the two states on either side of a change. The state before it had its last day in lastBefore; since when it
// had held is unknown. The state after it had its first day in firstAfter, and held from then until publication at least.
func changed(before, after Value, lastBefore, firstAfter Span, vague bool, published Published) []Piece {
	first := Piece{Value: before, Outer: Span{From: DistantPast, To: lastBefore.To}, Sure: Never(), Some: Never()}
	then := Piece{Value: after, Outer: Span{From: firstAfter.From, To: DistantFuture}, Sure: Never(), Some: Never()}
	if vague {
		return []Piece{first, then}
	}
	if lastBefore.bounded() {
		first.Some, then.Some = lastBefore, firstAfter
	}
	if last, ok := published.Day(); ok && firstAfter.To <= last {
		then.Sure = Span{From: firstAfter.To, To: last}
	}
	return []Piece{first, then}
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

// vouched cuts a span that is open towards the future at publication: nobody can vouch for what came after. Without a date of
// publication only a closed span is sure.
func vouched(s Span, published Published) Span {
	if s.To < DistantFuture {
		return s
	}
	last, ok := published.Day()
	if !ok || last < s.From {
		return Never()
	}
	return Span{From: s.From, To: last}
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
