package graph

import "cmp"

// A Span is a run of days, both ends included. An end without limit is [DistantPast] or [DistantFuture].
//
// A span whose From lies after its To holds no day and is empty. The zero Span is the one day 1970-01-01, so it must never
// stand for "no date": use [Never] for no day, [Always] for any day, and the zero [EDTF] for no date.
type Span struct{ From, To Day }

// Always returns the span of all days.
func Always() Span { return Span{DistantPast, DistantFuture} }

// Never returns the span of no day. Its hull with another span is that span.
func Never() Span { return Span{DistantFuture, DistantPast} }

// Empty reports whether s holds no day.
func (s Span) Empty() bool { return s.From > s.To }

// Meets reports whether s and other share a day.
func (s Span) Meets(other Span) bool { return !s.Intersect(other).Empty() }

// Within reports whether every day of s is one of other. An empty span lies within none, so that "it lies in it" always
// tells of a day.
func (s Span) Within(other Span) bool {
	return !s.Empty() && other.From <= s.From && s.To <= other.To
}

// Adjacent reports whether s and other meet or lie at most gap whole days apart: with gap 0, August and September are
// adjacent, and with gap 1 so are two days with one between them. An empty span is adjacent to none.
func (s Span) Adjacent(other Span, gap int64) bool {
	if s.Empty() || other.Empty() {
		return false
	}
	between := max(s.From, other.From) - min(s.To, other.To) - 1
	return int64(between) <= max(gap, 0)
}

// Hull returns the shortest span that holds both, and so also the days between them. An empty span adds nothing.
func (s Span) Hull(other Span) Span {
	switch {
	case s.Empty():
		return other
	case other.Empty():
		return s
	}
	return Span{min(s.From, other.From), max(s.To, other.To)}
}

// Intersect returns the days that s and other share, [Never] if there are none.
func (s Span) Intersect(other Span) Span {
	shared := Span{max(s.From, other.From), min(s.To, other.To)}
	if shared.Empty() { // always so if s or other is
		return Never()
	}
	return shared
}

// Compare orders spans by their first day, then by their last.
func (s Span) Compare(other Span) int {
	return cmp.Or(cmp.Compare(s.From, other.From), cmp.Compare(s.To, other.To))
}
