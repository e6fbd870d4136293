package graph

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// marks are the signs of doubt: uncertain, approximate, both.
const marks = "?~%"

// parseDate reads a date without a time, and the mark at its end.
func parseDate(s string) (dateEnd, error) {
	bare, mark := s, byte(0)
	if n := len(s) - 1; n >= 0 && strings.IndexByte(marks, s[n]) >= 0 {
		bare, mark = s[:n], s[n]
	}
	if at := strings.IndexAny(bare, marks); at >= 0 {
		return dateEnd{}, misplacedMark(bare, at)
	}
	days, precision, err := parseUnmarked(bare)
	if err != nil {
		return dateEnd{}, err
	}
	return dateEnd{
		kind:        endDated,
		days:        days,
		precision:   precision,
		uncertain:   mark == '?' || mark == '%',
		approximate: mark == '~' || mark == '%',
	}, nil
}

// misplacedMark says what is wrong with a mark at a place other than the last.
func misplacedMark(bare string, at int) error {
	if at > 0 && strings.Trim(bare[at:], marks) == "" {
		return errors.New("a date has one mark: % is both uncertain and approximate")
	}
	return beyondLevel1("a mark on a part of a date")
}

// parseUnmarked reads a date by its shape: one layout of digits is one form.
func parseUnmarked(s string) (Span, Precision, error) {
	if long, ok := strings.CutPrefix(s, "Y"); ok {
		days, err := parseLongYear(long)
		return days, PrecisionYear, err
	}
	digits, before0 := strings.CutPrefix(s, "-")
	if before0 && strings.HasPrefix(digits, "0000") {
		return Span{}, NoPrecision, errors.New("there is no year -0000: 0000 comes before 0001, and -0001 before that")
	}
	switch dateShape(digits) {
	case "dddd":
		return yearsFrom(dateNumber(digits), 1, before0), PrecisionYear, nil
	case "dddX":
		return yearsFrom(10*dateNumber(digits[:3]), 10, before0), PrecisionDecade, nil
	case "ddXX":
		return yearsFrom(100*dateNumber(digits[:2]), 100, before0), PrecisionCentury, nil
	case "dddd-XX", "dddd-XX-XX":
		return yearsFrom(dateNumber(digits[:4]), 1, before0), PrecisionYear, nil
	case "dddd-dd", "dddd-dd-XX", "dddd-dd-dd":
		return parseInYear(signedYear(dateNumber(digits[:4]), before0), digits[5:])
	}
	return Span{}, NoPrecision, unread(digits)
}

// parseInYear reads what follows a year: a season, a month, a month with an unspecified day, or a month and a day.
func parseInYear(year int64, s string) (Span, Precision, error) {
	month, day := dateNumber(s[:2]), int64(1)
	if len(s) == len("dd") {
		return parseMonth(year, month)
	}
	exact := s[3:] != "XX"
	if exact {
		day = dateNumber(s[3:])
	}
	if err := checkDate(year, time.Month(month), int(day)); err != nil {
		return Span{}, NoPrecision, err
	}
	if !exact {
		return monthsFrom(year, time.Month(month), 1), PrecisionMonth, nil
	}
	d := dayOf(year, time.Month(month), int(day))
	return Span{d, d}, PrecisionDay, nil
}

// parseMonth reads the number that follows a year and a hyphen: a month or, from 21, a season of three months. Winter
// begins in the year that names it.
func parseMonth(year, n int64) (Span, Precision, error) {
	switch {
	case n >= 1 && n <= 12:
		return monthsFrom(year, time.Month(n), 1), PrecisionMonth, nil
	case n >= 21 && n <= 24:
		return monthsFrom(year, time.March+3*time.Month(n-21), 3), PrecisionSeason, nil
	case n >= 25 && n <= 41:
		return Span{}, NoPrecision, beyondLevel1(fmt.Sprintf("the part of the year numbered %d", n))
	}
	return Span{}, NoPrecision, fmt.Errorf("there is no month %02d: months are 01 to 12, seasons 21 to 24", n)
}

// parseLongYear reads what follows a Y.
func parseLongYear(s string) (Span, error) {
	digits, before0 := strings.CutPrefix(s, "-")
	switch {
	case strings.ContainsAny(digits, "ESX"):
		return Span{}, beyondLevel1("a year with an exponent, significant digits or unspecified ones")
	case strings.Trim(dateShape(digits), "d") != "":
		return Span{}, errors.New("after Y comes a year alone, of five digits or more")
	case len(digits) < 5 || digits[0] == '0':
		return Span{}, errors.New("a year with Y has five digits or more, without leading zeros: leave the Y out")
	}
	year, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || year > maxYear {
		return Span{}, fmt.Errorf("years go from -%d to %d", maxYear, maxYear)
	}
	return yearsFrom(year, 1, before0), nil
}

// unread says why nothing could be made of a date.
func unread(digits string) error {
	form := dateShape(digits)
	switch strings.ReplaceAll(form, "X", "d") {
	case "dddd", "dddd-dd", "dddd-dd-dd":
		return beyondLevel1("an unspecified digit before a specified one, or a third one in a year")
	}
	if strings.HasPrefix(form, "ddddS") {
		return beyondLevel1("a year with significant digits")
	}
	return errors.New("not a date: write YYYY, YYYY-MM or YYYY-MM-DD, with a time YYYY-MM-DDThh:mm:ss")
}

// yearsFrom returns the days of count years that begin with the digits first; before year 0 they run backwards.
func yearsFrom(first, count int64, before0 bool) Span {
	last := first + count - 1
	if before0 {
		first, last = -last, -max(first, 1) // no year is written -0000
	}
	return Span{dayOf(first, time.January, 1), dayOf(last, time.December, 31)}
}

// monthsFrom returns the days of count months, at most twelve. They may run into the next year.
func monthsFrom(year int64, first time.Month, count int) Span {
	lastYear, last := year, first+time.Month(count)-1
	if last > time.December {
		lastYear, last = year+1, last-12
	}
	return Span{dayOf(year, first, 1), dayOf(lastYear, last, daysIn(lastYear, last))}
}

// dateShape writes d for every digit of s and leaves the rest.
func dateShape(s string) string {
	form := []byte(s)
	for i, c := range form {
		if c >= '0' && c <= '9' {
			form[i] = 'd'
		}
	}
	return string(form)
}

// dateNumber returns the value of a few digits, as dateShape found them.
func dateNumber(digits string) int64 {
	var n int64
	for _, c := range []byte(digits) {
		n = 10*n + int64(c-'0')
	}
	return n
}

// signedYear returns the year of digits that may have had a minus sign.
func signedYear(year int64, before0 bool) int64 {
	if before0 {
		return -year
	}
	return year
}
