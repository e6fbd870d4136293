package export

import (
	"iter"
	"time"

	"dyad/graph"
)

// A Period is a unit of time in which claims are counted.
type Period string

// The periods. They are those of the calendar.
const (
	YearPeriod  Period = "year"
	MonthPeriod Period = "month"
)

// Periods lists every period.
func Periods() []Period { return []Period{YearPeriod, MonthPeriod} }

// around returns the period that a day lies in.
func (p Period) around(d graph.Day) graph.Span {
	year, first, _ := d.Civil()
	last := first
	if p != MonthPeriod {
		first, last = time.January, time.December
	}
	from, _ := graph.DayOf(year, first, 1) // there is one, since there is d
	for day := 31; ; day-- {
		if to, err := graph.DayOf(year, last, day); err == nil {
			return graph.Span{From: from, To: to}
		}
	}
}

// cover yields the periods that a span meets.
func (p Period) cover(s graph.Span) iter.Seq[graph.Span] {
	return func(yield func(graph.Span) bool) {
		q := p.around(s.From)
		for yield(q) && q.To < s.To {
			q = p.around(q.To + 1)
		}
	}
}

// count returns how many periods a span without open ends takes.
func (p Period) count(s graph.Span) int64 {
	year, month, _ := s.From.Civil()
	lastYear, lastMonth, _ := s.To.Civil()
	if p == MonthPeriod {
		return 12*(lastYear-year) + int64(lastMonth-month) + 1
	}
	return lastYear - year + 1
}

// A placing is how surely a position falls into a period. The letters order rows.
type placing string

// The placings.
const (
	certain  placing = "certain"
	possible placing = "possible"
	undated  placing = "undated" // into none: there is no date, or one without any limit
	wide     placing = "wide"    // into none: the date takes more than maxPeriods
)

// maxPeriods is how many periods a date may take and still be counted in each: a century by months.
const maxPeriods = 1200

// places yields the periods into which a position falls, with how surely it does; once, with the empty span, if that is none. Periods
// after an open end count up to the publication of the source, and those before an open beginning not at all.
func (p Period) places(of *graph.Position, published graph.Published) iter.Seq2[graph.Span, placing] {
	return func(yield func(graph.Span, placing) bool) {
		piece := dated(of)
		window, ok := window(of.Claim.When.EDTF, published)
		switch {
		case !ok:
			yield(graph.Never(), undated)
			return
		case p.count(window) > maxPeriods:
			yield(graph.Never(), wide)
			return
		}
		for q := range p.cover(window) {
			held := piece.During(q)
			if held == graph.Certainly && !yield(q, certain) || held == graph.Possibly && !yield(q, possible) {
				return
			}
		}
	}
}

// dated returns when it was what the claim of a position dates: the state or event itself or, where the date bounds it, the change.
func dated(of *graph.Position) graph.Piece {
	when := of.Claim.When
	if when.Bound != graph.StartBound && when.Bound != graph.EndBound {
		return of.Pieces[0]
	}
	change := graph.Piece{Outer: when.EDTF.Bounds(), Sure: graph.Never(), Some: graph.Never()}
	e := when.EDTF
	exact := !e.Uncertain() && !e.Approximate() && !e.UnknownStart() && !e.UnknownEnd() && !e.OpenStart() && !e.OpenEnd()
	if exact {
		change.Some = change.Outer
	}
	return change
}

// window returns the days of a date that are looked at, and false if it has no limit on either side. An end without limit is that of
// publication, but not before the last day on which the other end may lie; a beginning without limit is that of the other end.
func window(e graph.EDTF, published graph.Published) (graph.Span, bool) {
	days := e.Bounds()
	fromOpen, toOpen := days.From <= graph.DistantPast, days.To >= graph.DistantFuture
	switch {
	case fromOpen && toOpen:
		return graph.Never(), false
	case fromOpen:
		days.From = e.End().From
	case toOpen:
		days.To = e.Start().To
		if last, ok := published.Day(); ok {
			days.To = max(days.To, last)
		}
	}
	return days, true
}
