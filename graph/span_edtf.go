package graph

import (
	"fmt"
	"slices"
	"time"
)

// noLimit is an end without limit.
const noLimit = ".."

// EDTF returns the shortest text of years, months and days whose [EDTF.Bounds] are s: "2021", "2021-08", "2021-08-15", or
// an interval of them such as "2021-10/2021-12"; ".." is an end without limit. Seasons and unspecified digits are never
// used, because "some year of the 2010s" says more than the years 2010 to 2019.
//
// Level 1 writes no month or day in years of more than four digits: an end in one is moved outwards to that of its year. A
// span that holds no day of the calendar has no text, and "" is returned.
func (s Span) EDTF() string {
	if s.Empty() || s.To <= DistantPast || s.From >= DistantFuture {
		return ""
	}
	first, last := unitsFrom(s.From), unitsTo(s.To)
	for _, unit := range first {
		if unit != noLimit && slices.Contains(last, unit) {
			return unit
		}
	}
	return first[0] + "/" + last[0]
}

// unitsFrom returns the texts of the year, the month and the day that begin with d, the shortest first.
func unitsFrom(d Day) []string {
	if d <= DistantPast {
		return []string{noLimit}
	}
	year, month, day := d.Civil()
	return units(year, month, day, month == time.January && day == 1, day == 1)
}

// unitsTo returns the texts of the year, the month and the day that end with d, the shortest first.
func unitsTo(d Day) []string {
	if d >= DistantFuture {
		return []string{noLimit}
	}
	year, month, day := d.Civil()
	last := day == daysIn(year, month)
	return units(year, month, day, month == time.December && last, last)
}

// units returns the texts of a day, of its month if wanted, and of its year if wanted, the shortest first.
func units(year int64, month time.Month, day int, wantYear, wantMonth bool) []string {
	if year < -9999 || year > 9999 {
		return []string{fmt.Sprintf("Y%d", year)}
	}
	var texts []string
	if wantYear {
		texts = append(texts, yearDigits(year))
	}
	if wantMonth {
		texts = append(texts, fmt.Sprintf("%s-%02d", yearDigits(year), int(month)))
	}
	return append(texts, fmt.Sprintf("%s-%02d-%02d", yearDigits(year), int(month), day))
}
