package graph

import (
	"errors"
	"strings"
)

// parseDateTime reads a day and the time that followed it after a T. The time must be right, and counts for nothing else.
func parseDateTime(date, clock string) (dateEnd, error) {
	if dateShape(strings.TrimPrefix(date, "-")) != "dddd-dd-dd" {
		return dateEnd{}, errors.New("before the T of a time comes a whole day: YYYY-MM-DDThh:mm:ss")
	}
	day, err := parseDate(date)
	if err != nil {
		return dateEnd{}, err
	}
	if err := checkClock(clock); err != nil {
		return dateEnd{}, err
	}
	day.precision = PrecisionSecond
	return day, nil
}

// checkClock says what is wrong with a time of day. A second 60 may be a leap second.
func checkClock(s string) error {
	const layout = "dd:dd:dd"
	if len(s) < len(layout) || dateShape(s[:len(layout)]) != layout {
		return errors.New("a time is hh:mm:ss, then nothing, Z or an offset such as +04:30")
	}
	switch {
	case dateNumber(s[:2]) > 23:
		return errors.New("hours are 00 to 23; midnight is 00:00:00 of the next day")
	case dateNumber(s[3:5]) > 59:
		return errors.New("minutes are 00 to 59")
	case dateNumber(s[6:8]) > 60:
		return errors.New("seconds are 00 to 60")
	}
	return checkZone(s[len(layout):])
}

// checkZone says what is wrong with the text after a time.
func checkZone(s string) error {
	switch dateShape(s) {
	case "", "Z":
		return nil
	case "+dd", "-dd", "+dd:dd", "-dd:dd":
		return checkOffset(s)
	}
	switch {
	case strings.HasPrefix(s, ".") || strings.HasPrefix(s, ","):
		return errors.New("EDTF has no fractions of a second: leave them out")
	case strings.ContainsAny(s, marks):
		return errors.New("a date with a time takes no mark: leave the time out")
	}
	return errors.New("after a time comes nothing, Z or an offset such as +04:30")
}

// checkOffset says what is wrong with a distance from UTC: a sign, hours, and perhaps minutes.
func checkOffset(s string) error {
	if dateNumber(s[1:3]) > 23 {
		return errors.New("hours of an offset are 00 to 23")
	}
	if len(s) > len("+dd") && dateNumber(s[4:]) > 59 {
		return errors.New("minutes of an offset are 00 to 59")
	}
	if strings.HasPrefix(s, "-00") && strings.Trim(s, "-0:") == "" {
		return errors.New("there is no offset of minus nothing: write Z")
	}
	return nil
}
