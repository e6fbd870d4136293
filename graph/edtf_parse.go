package graph

import (
	"errors"
	"fmt"
	"strings"
)

// maxText is more than the longest expression needs, so that a whole page given for a date is refused unread.
const maxText = 64

// ParseEDTF reads an expression of EDTF level 0 or 1, and keeps its text:
//
//	2021  2021-08  2021-08-15       a year, a month, a day
//	-0043  Y170000002  Y-170000002  years before 0000, and years of more than four digits
//	2021-08-15T10:00:00             a day with a time; Z, +05 or +04:30 may follow
//	2021-21                         a season: 21 March to May, 22 June to August, 23 September to November, 24 December to
//	                                February of the next year
//	201X  20XX                      some year of a decade, of a century
//	2004-XX  1985-04-XX  1985-XX-XX some month or day
//	1984?  2004-06~  2004-06-11%    uncertain, approximate, both; the mark is for the whole date
//	2004-06/2006-08  1984~/2004?    an interval of two dates
//	2021/..  ../2021                without an end, without a beginning
//	2021/  /2021                    with an end, with a beginning, that nobody gives
//
// A time changes no bounds, and neither does its zone: the day is the one that is written. The specification leaves the
// months of the seasons open; these are the northern ones. It has no intervals of times, and in intervals it leaves
// unspecified digits to level 2.
//
// Whatever else is written is [BadInput], and the message says what is wrong with it: dates that the calendar lacks,
// intervals that can't but end before they begin, intervals of two unknown ends, years beyond a million million, and
// level 2. An empty string is no date, and is refused.
func ParseEDTF(s string) (EDTF, error) {
	e, err := parseExpression(s)
	if err != nil {
		return EDTF{}, &Error{On: fmt.Sprintf("date %q", s[:min(len(s), maxText)]), Fault: BadInput, Err: err}
	}
	return e, nil
}

// parseExpression tells a single date from an interval.
func parseExpression(s string) (EDTF, error) {
	switch {
	case len(s) > maxText:
		return EDTF{}, errors.New("too long to be a date")
	case strings.ContainsAny(s, "[]{}"):
		return EDTF{}, beyondLevel1("a set of dates")
	}
	if before, after, isInterval := strings.Cut(s, "/"); isInterval {
		return parseInterval(s, before, after)
	}
	date, err := parseSingle(s)
	if err != nil {
		return EDTF{}, err
	}
	return EDTF{text: s, start: date, end: date}, nil
}

// parseSingle reads a date that stands alone: it may have a time.
func parseSingle(s string) (dateEnd, error) {
	if date, clock, hasClock := strings.Cut(s, "T"); hasClock {
		return parseDateTime(date, clock)
	}
	return parseDate(s)
}

// parseInterval reads text, which is before, a slash, and after.
func parseInterval(text, before, after string) (EDTF, error) {
	switch {
	case strings.Contains(after, "/"):
		return EDTF{}, errors.New("an interval has one slash; the parts of a date are joined by hyphens")
	case before == "" && after == "":
		return EDTF{}, errors.New("an interval of two unknown ends says nothing: leave the date out")
	}
	start, err := parseEnd(before, DistantPast)
	if err != nil {
		return EDTF{}, fmt.Errorf("its start %q: %w", before, err)
	}
	end, err := parseEnd(after, DistantFuture)
	if err != nil {
		return EDTF{}, fmt.Errorf("its end %q: %w", after, err)
	}
	if start.kind == endUnknown {
		start.days = Span{DistantPast, end.days.To}
	}
	if end.kind == endUnknown {
		end.days = Span{start.days.From, DistantFuture}
	}
	if start.days.From > end.days.To {
		return EDTF{}, fmt.Errorf("the interval ends (%s) before it begins (%s): swap its ends", end.days.To, start.days.From)
	}
	return EDTF{text: text, start: start, end: end}, nil
}

// parseEnd reads one end of an interval; limit is the day that stands for it if it is open. The days of an unknown end
// depend on the other one, and are left to the caller.
func parseEnd(s string, limit Day) (dateEnd, error) {
	switch {
	case s == "":
		return dateEnd{kind: endUnknown}, nil
	case s == "..":
		return dateEnd{kind: endOpen, days: Span{limit, limit}}, nil
	case strings.HasPrefix(s, "P"):
		return dateEnd{}, errors.New("EDTF has no durations: write the date")
	case strings.Contains(s, "T"):
		return dateEnd{}, errors.New("an interval has no times of day: write the days alone")
	case strings.Contains(s, "X"):
		return dateEnd{}, beyondLevel1("an unspecified digit in an interval")
	}
	return parseDate(s)
}

// beyondLevel1 refuses what dyad does not read.
func beyondLevel1(what string) error {
	return fmt.Errorf("%s is EDTF level 2; dyad reads levels 0 and 1", what)
}
