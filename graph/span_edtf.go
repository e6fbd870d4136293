package graph

import (
	"fmt"
	"time"
)

// EDTF returns the text of years, months and days whose [EDTF.Bounds] are s, in the coarsest of these units that fits both
// ends: "2021", "2021-08", "2021-08-15", or an interval such as "2021-10/2021-12"; ".." is an end without limit. Both ends
// have one unit because "2021-10/2021" has the same bounds and reads as if the end were unsure. Seasons and unspecified
// digits are not used: "some year of the 2010s" says more than the years 2010 to 2019.
//
// Level 1 writes no month or day in years of more than four digits: an end in one is moved outwards to that of its year. A
// span that holds no day of the calendar has no text, and "" is returned.
func (s Span) EDTF() string {
	if s.Empty() || s.To <= DistantPast || s.From >= DistantFuture {
		return ""
	}
	unit := s.unit()
	first, last := dayText(s.From, unit), dayText(s.To, unit)
	if first == last && s != Always() {
		return first
	}
	return first + "/" + last
}

// unit returns the coarsest of year, month and day that s is made of.
func (s Span) unit() Precision {
	for _, unit := range []Precision{PrecisionYear, PrecisionMonth} {
		if (s.From <= DistantPast || begins(s.From, unit)) && (s.To >= DistantFuture || begins(s.To+1, unit)) {
			return unit
		}
	}
	return PrecisionDay
}

// begins reports whether d is the first day of a month or of a year.
func begins(d Day, unit Precision) bool {
	_, month, day := d.Civil()
	return day == 1 && (unit == PrecisionMonth || month == time.January)
}

// dayText writes the year, the month or the day that d lies in.
func dayText(d Day, unit Precision) string {
	if d <= DistantPast || d >= DistantFuture {
		return d.String()
	}
	year, month, day := d.Civil()
	switch {
	case year < -9999 || year > 9999:
		return fmt.Sprintf("Y%d", year)
	case unit == PrecisionYear:
		return yearDigits(year)
	case unit == PrecisionMonth:
		return fmt.Sprintf("%s-%02d", yearDigits(year), int(month))
	}
	return fmt.Sprintf("%s-%02d-%02d", yearDigits(year), int(month), day)
}
