package table

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// dateForms are the ways in which a column may write dates, with what they are called in messages.
var dateForms = map[string]string{
	"iso":      "YYYY, YYYY-MM or YYYY-MM-DD (a time behind a day is left out)",
	"dmy":      "day, month and year: 31.12.2030, 31/12/2030 or 31-12-2030",
	"mdy":      "month, day and year: 12/31/2030",
	"compact":  "YYYYMMDD",
	"epoch-s":  "seconds since 1970 began",
	"epoch-ms": "milliseconds since 1970 began",
}

// isoTime is a time of day with a zone, if it has one, as programs and data bases write it behind a day: T10:30Z, 10:30:00.000 +0200 UTC. Anything else behind
// a day, another one perhaps, is no time.
const isoTime = `(?:T| +)(?:[01]?\d|2[0-4]):[0-5]\d(?::(?:[0-5]\d|60)(?:[.,]\d+)?)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))*`

var (
	isoDate   = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})(?:` + isoTime + `)?$|^(\d{4}(?:-\d{2})?)$`)
	threeDate = regexp.MustCompile(`^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$`)
	eight     = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
)

// readDate returns a date as EDTF writes it, and whether the text is one.
func readDate(text, form string) (string, bool) {
	var day string
	switch form {
	case "iso":
		if m := isoDate.FindStringSubmatch(text); m != nil {
			day = m[1] + m[2]
		}
	case "dmy", "mdy":
		if m := threeDate.FindStringSubmatch(text); m != nil {
			d, month := m[1], m[2]
			if form == "mdy" {
				d, month = month, d
			}
			day = fmt.Sprintf("%s-%02s-%02s", m[3], month, d)
		}
	case "compact":
		if m := eight.FindStringSubmatch(text); m != nil {
			day = m[1] + "-" + m[2] + "-" + m[3]
		}
	case "epoch-s", "epoch-ms":
		n, err := strconv.ParseInt(text, 10, 64)
		at := time.Unix(n, 0).UTC()
		if form == "epoch-ms" {
			at = time.UnixMilli(n).UTC()
		}
		if err == nil && at.Year() >= 0 && at.Year() <= 9999 {
			day = at.Format(time.DateOnly)
		}
	}
	return day, validDay(day)
}

// validDay reports whether a date is one of the calendar.
func validDay(day string) bool {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if len(day) == len(layout) {
			_, err := time.Parse(layout, day)
			return err == nil
		}
	}
	return false
}

// The words for how exact a date is.
const (
	exactDay       = "day"       // as it stands
	exactWindow    = "window"    // the same: the dates of an interval say how exact it is
	aboutDay       = "about-day" // some days around it
	exactMonth     = "month"     // its day says nothing
	aboutMonth     = "about-month"
	exactYear      = "year" // its month says nothing
	aboutYear      = "about-year"
	unsureYear     = "unsure-year" // it may be another year
	exactDecade    = "decade"
	unknownInstant = "unknown" // it says nothing
)

func precisions() []string {
	return []string{exactDay, exactWindow, aboutDay, exactMonth, aboutMonth, exactYear, aboutYear, unsureYear, exactDecade, unknownInstant}
}

// dated writes a date as exactly as it is known; "" if nothing of it is.
func dated(day, precision string) string {
	year, month := day[:min(4, len(day))], day[:min(7, len(day))]
	switch precision {
	case aboutDay:
		return day + "~"
	case exactMonth:
		return month
	case aboutMonth:
		return month + "~"
	case exactYear:
		return year
	case aboutYear:
		return year + "~"
	case unsureYear:
		return year + "?"
	case exactDecade:
		return year[:min(3, len(year))] + "X"
	case unknownInstant:
		return ""
	}
	return day
}
