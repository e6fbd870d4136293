package graph

import "cmp"

// An EDTF is a date as a source gives it: as exact as that and no more, so that "2021" never becomes 2021-01-01. It is an
// expression of the Extended Date/Time Format, levels 0 and 1, as specified by the Library of Congress and ISO 8601-2:2019.
// [ParseEDTF] lists the forms.
//
// Two dates are compared by the days that they may mean, their [EDTF.Bounds]. Marks of doubt widen no bounds: 1984~ is
// somewhere about 1984, and how far about is for the reader to say.
//
// The zero EDTF is no date. Nothing is known of it: its bounds are [Always], and both its ends are unknown. Values can be
// compared with ==, and are equal if their texts are.
type EDTF struct {
	text       string
	start, end dateEnd // the same for a single date
}

// A dateEnd is one end of an interval, or a single date.
type dateEnd struct {
	days        Span
	kind        endKind
	precision   Precision
	uncertain   bool
	approximate bool
}

// An endKind tells an end that has a date from one that has none.
type endKind uint8

const (
	endUnknown endKind = iota // it has a date, which nobody gives
	endOpen                   // it has none
	endDated
)

// A Precision is the unit that a date is exact to. Coarser units come first; the zero Precision is that of no date.
type Precision uint8

// The precisions. They are shown and never stored, so that their numbers may change.
const (
	NoPrecision Precision = iota
	PrecisionCentury
	PrecisionDecade
	PrecisionYear
	PrecisionSeason
	PrecisionMonth
	PrecisionDay
	PrecisionSecond
)

// String names the unit: "century", "decade", "year", "season", "month", "day", "second"; "none" if there is none.
func (p Precision) String() string {
	switch p {
	case PrecisionCentury:
		return "century"
	case PrecisionDecade:
		return "decade"
	case PrecisionYear:
		return "year"
	case PrecisionSeason:
		return "season"
	case PrecisionMonth:
		return "month"
	case PrecisionDay:
		return "day"
	case PrecisionSecond:
		return "second"
	}
	return "none"
}

// String returns the text as it was parsed, "" for no date. Nothing is normalised: 2021-08-15T10:00:00Z keeps its time.
func (e EDTF) String() string { return e.text }

// IsZero reports whether e is no date.
func (e EDTF) IsZero() bool { return e.text == "" }

// Equal reports whether e and other have the same text. Dates that mean the same days may differ: 2021 and 2021-XX do.
func (e EDTF) Equal(other EDTF) bool { return e == other }

// Compare orders dates for a timeline: by the first day that each may mean, then by the last, then by text. It is zero only
// if they are equal.
func (e EDTF) Compare(other EDTF) int {
	return cmp.Or(e.Bounds().Compare(other.Bounds()), cmp.Compare(e.text, other.text))
}

// Bounds returns the earliest and the latest day that e can refer to. An open or unknown end has no limit.
func (e EDTF) Bounds() Span { return Span{e.Start().From, e.End().To} }

// Start returns the days on which an interval can begin: those of its first date; [DistantPast] alone if it is open; all
// days up to the last of the interval if it is unknown. A single date is its own start.
func (e EDTF) Start() Span {
	if e.IsZero() {
		return Always()
	}
	return e.start.days
}

// End returns the days on which an interval can end: those of its last date; [DistantFuture] alone if it is open; all days
// from the first of the interval if it is unknown. A single date is its own end.
func (e EDTF) End() Span {
	if e.IsZero() {
		return Always()
	}
	return e.end.days
}

// OpenStart reports whether e has no beginning: ../2021.
func (e EDTF) OpenStart() bool { return e.start.kind == endOpen }

// OpenEnd reports whether e has no end, or none yet: 2021/..
func (e EDTF) OpenEnd() bool { return e.end.kind == endOpen }

// UnknownStart reports whether e begins on a day that nobody gives: /2021.
func (e EDTF) UnknownStart() bool { return e.start.kind == endUnknown }

// UnknownEnd reports whether e ends on a day that nobody gives: 2021/. Unknown is not open: it did end, or will.
func (e EDTF) UnknownEnd() bool { return e.end.kind == endUnknown }

// Uncertain reports whether e, or an end of it, is doubted: it is marked ? or %.
func (e EDTF) Uncertain() bool { return e.start.uncertain || e.end.uncertain }

// Approximate reports whether e, or an end of it, is an estimate: it is marked ~ or %.
func (e EDTF) Approximate() bool { return e.start.approximate || e.end.approximate }

// Precision returns the unit that e is exact to. For an interval it is the coarser of the dates given; [NoPrecision] if
// none is. Unspecified digits count as left out: 2004-XX is exact to the year.
func (e EDTF) Precision() Precision {
	if e.start.kind != endDated {
		return e.end.precision
	}
	if e.end.kind != endDated {
		return e.start.precision
	}
	return min(e.start.precision, e.end.precision)
}

// MarshalText returns the text of e; nothing for no date.
func (e EDTF) MarshalText() ([]byte, error) { return []byte(e.text), nil }

// UnmarshalText reads what MarshalText wrote. Empty text is no date; all else is for [ParseEDTF].
func (e *EDTF) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*e = EDTF{}
		return nil
	}
	parsed, err := ParseEDTF(string(text))
	if err != nil {
		return err
	}
	*e = parsed
	return nil
}
