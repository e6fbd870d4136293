package graph

import (
	"fmt"
	"time"
)

// A Day is a day of the proleptic Gregorian calendar, counted from 1970-01-01, which is day 0; earlier days are negative.
// The calendar has a year 0, which is 1 BC. Days are whole and have no time zone: a day is the one the source writes.
type Day int64

// The days that stand for no limit. They lie far beyond every day that [DayOf] makes, far enough from the ends of an int64
// that adding days to them never wraps, and are exact as numbers of JSON. They are not days of any calendar.
const (
	DistantPast   Day = -1 << 52
	DistantFuture Day = 1 << 52
)

// maxYear bounds the years that can be written, on either side of zero: beyond it even cosmology has no dates.
const maxYear int64 = 1_000_000_000_000

// The Gregorian calendar repeats every 400 years, an era. Counting years from March puts the leap day last.
const (
	yearsOfEra  = 400
	daysOfEra   = 146_097
	daysTo1970  = 719_468 // from 0000-03-01
	daysOf4     = 1_460   // 4 years without their leap day
	daysOf100   = 36_524  // 100 years that end without a leap day
	daysOfYear  = 365
	marchToDays = 153 // five months from March or August
)

// DayOf returns the day of a date. It refuses, as [BadInput], a date that the calendar lacks and says what is impossible
// about it, and years beyond a million million on either side.
func DayOf(year int64, month time.Month, day int) (Day, error) {
	if err := checkDate(year, month, day); err != nil {
		return 0, &Error{Fault: BadInput, Err: err}
	}
	return dayOf(year, month, day), nil
}

// checkDate says what is impossible about a date.
func checkDate(year int64, month time.Month, day int) error {
	switch {
	case year < -maxYear || year > maxYear:
		return fmt.Errorf("year %d is out of reach: years go from -%d to %d", year, maxYear, maxYear)
	case month < time.January || month > time.December:
		return fmt.Errorf("there is no month %02d: months are 01 to 12", int(month))
	case day < 1:
		return fmt.Errorf("there is no day %02d: days count from 01", day)
	case day > daysIn(year, month):
		return fmt.Errorf("there is no day %02d: %s %s has %d days", day, month, yearDigits(year), daysIn(year, month))
	}
	return nil
}

// dayOf is DayOf of a date known to exist.
func dayOf(year int64, month time.Month, day int) Day {
	fromMarch := (int64(month) + 9) % 12
	if month < time.March {
		year--
	}
	era := floorDiv(year, yearsOfEra)
	ofEra := year - era*yearsOfEra
	dayOfYear := (marchToDays*fromMarch+2)/5 + int64(day) - 1
	dayOfEra := ofEra*daysOfYear + ofEra/4 - ofEra/100 + dayOfYear
	return Day(era*daysOfEra + dayOfEra - daysTo1970)
}

// Civil returns the date of d. Days beyond [DistantPast] and [DistantFuture] count as these.
func (d Day) Civil() (year int64, month time.Month, day int) {
	n := int64(min(max(d, DistantPast), DistantFuture)) + daysTo1970
	era := floorDiv(n, daysOfEra)
	dayOfEra := n - era*daysOfEra
	ofEra := (dayOfEra - dayOfEra/daysOf4 + dayOfEra/daysOf100 - dayOfEra/(daysOfEra-1)) / daysOfYear
	dayOfYear := dayOfEra - (ofEra*daysOfYear + ofEra/4 - ofEra/100)
	fromMarch := (5*dayOfYear + 2) / marchToDays
	day = int(dayOfYear-(marchToDays*fromMarch+2)/5) + 1
	month = time.Month((fromMarch+2)%12 + 1)
	year = era*yearsOfEra + ofEra
	if month < time.March {
		year++
	}
	return year, month, day
}

// String returns the date as ISO 8601 writes it: 2021-08-15, -0043-03-15, and with a sign +12000-01-01 where the year has
// more than four digits. No limit is "..".
func (d Day) String() string {
	if d <= DistantPast || d >= DistantFuture {
		return ".."
	}
	year, month, day := d.Civil()
	sign := ""
	if year > 9999 {
		sign = "+"
	}
	return fmt.Sprintf("%s%s-%02d-%02d", sign, yearDigits(year), int(month), day)
}

// yearDigits writes a year with at least four digits, and a sign if it is negative.
func yearDigits(year int64) string {
	if year < 0 {
		return fmt.Sprintf("-%04d", -year)
	}
	return fmt.Sprintf("%04d", year)
}

// daysIn returns the length of a month.
func daysIn(year int64, month time.Month) int {
	switch month {
	case time.April, time.June, time.September, time.November:
		return 30
	case time.February:
		if leap(year) {
			return 29
		}
		return 28
	}
	return 31
}

// leap reports whether year has a 29 February. The rule runs backwards through year 0, which has one.
func leap(year int64) bool {
	return year%4 == 0 && (year%100 != 0 || year%400 == 0)
}

// floorDiv divides towards minus infinity; the operator of Go divides towards zero.
func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
