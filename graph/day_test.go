package graph_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"dyad/graph"
)

const secondsOfDay = 86_400

func TestDayCountsFrom1970(t *testing.T) {
	tests := []struct {
		year  int64
		month time.Month
		day   int
		want  graph.Day
		text  string
	}{
		{1970, time.January, 1, 0, "1970-01-01"},
		{1970, time.January, 2, 1, "1970-01-02"},
		{1969, time.December, 31, -1, "1969-12-31"},
		{1971, time.January, 1, 365, "1971-01-01"},
		{1973, time.January, 1, 3*365 + 1, "1973-01-01"}, // 1972 was a leap year
		{2000, time.January, 1, 30*365 + 7, "2000-01-01"},
		{2000, time.March, 1, 30*365 + 7 + 60, "2000-03-01"},
		{1570, time.January, 1, -146_097, "1570-01-01"}, // one whole cycle of 400 years
		{0, time.March, 1, -719_468, "0000-03-01"},
		{0, time.February, 29, -719_469, "0000-02-29"},
		{-1, time.December, 31, -719_468 - 61, "-0001-12-31"}, // 60 days of year 0 come before its March
		{10_000, time.January, 1, 2_932_897, "+10000-01-01"},
		{401_970, time.January, 1, 1000 * 146_097, "+401970-01-01"},
		{-1_000_000_000_000, time.January, 1, -365_242_500_719_528, "-1000000000000-01-01"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			got, err := graph.DayOf(tt.year, tt.month, tt.day)
			if err != nil || got != tt.want {
				t.Errorf("DayOf(%d, %v, %d) = %d, %v, want %d", tt.year, tt.month, tt.day, int64(got), err, int64(tt.want))
			}
			if got := tt.want.String(); got != tt.text {
				t.Errorf("Day(%d).String() = %q, want %q", int64(tt.want), got, tt.text)
			}
			year, month, day := tt.want.Civil()
			if year != tt.year || month != tt.month || day != tt.day {
				t.Errorf("Day(%d).Civil() = %d, %v, %d, want %s", int64(tt.want), year, month, day, tt.text)
			}
		})
	}
}

func TestDayOfRefusesWhatNoCalendarHas(t *testing.T) {
	tests := []struct {
		name  string
		year  int64
		month time.Month
		day   int
		want  string
	}{
		{"a 29th of February in a common year", 2021, time.February, 29, "there is no day 29: February 2021 has 28 days"},
		{"a 29th of February in a century year", 1900, time.February, 29, "February 1900 has 28 days"},
		{"a 30th of February in a leap year", 2024, time.February, 30, "February 2024 has 29 days"},
		{"a 31st of April", 2021, time.April, 31, "April 2021 has 30 days"},
		{"a 32nd", 2021, time.January, 32, "January 2021 has 31 days"},
		{"a day 0", 2021, time.January, 0, "days count from 01"},
		{"a day before that", 2021, time.January, -1, "days count from 01"},
		{"a month 0", 2021, 0, 1, "there is no month 00"},
		{"a month 13", 2021, 13, 1, "there is no month 13: months are 01 to 12"},
		{"a year too far ahead", 1_000_000_000_001, time.January, 1, "out of reach"},
		{"a year too far back", -1_000_000_000_001, time.January, 1, "out of reach"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := graph.DayOf(tt.year, tt.month, tt.day)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("DayOf(%d, %d, %d) = %v, %v, want an error with %q", tt.year, tt.month, tt.day, got, err, tt.want)
			}
			if fault := graph.FaultOf(err); fault != graph.BadInput {
				t.Errorf("DayOf(%d, %d, %d) failed as %s, want %s", tt.year, tt.month, tt.day, fault, graph.BadInput)
			}
		})
	}
}

func TestLeapYearsRunBackwardsThroughYear0(t *testing.T) {
	tests := map[int64]bool{
		1900: false, 2000: true, 2023: false, 2024: true, 2100: false,
		0: true, -1: false, -4: true, -100: false, -400: true,
	}
	for year, want := range tests {
		_, err := graph.DayOf(year, time.February, 29)
		if got := err == nil; got != want {
			t.Errorf("DayOf(%d, February, 29): exists %v (%v), want %v", year, got, err, want)
		}
	}
}

func TestNoLimitIsNoDate(t *testing.T) {
	for _, d := range []graph.Day{graph.DistantPast, graph.DistantFuture, math.MinInt64, math.MaxInt64} {
		if got := d.String(); got != ".." {
			t.Errorf("Day(%d).String() = %q, want %q", int64(d), got, "..")
		}
		d.Civil() // whatever it says, it ends
	}
	last, err := graph.DayOf(1_000_000_000_000, time.December, 31)
	if err != nil || last >= graph.DistantFuture {
		t.Errorf("DayOf(10^12, December, 31) = %d, %v, want a day before DistantFuture (%d)", int64(last), err, int64(graph.DistantFuture))
	}
}

// Eight centuries around year 0 and two around 1970, day by day, hold every rule of the calendar.
func TestDaysAgreeWithTheStandardLibrary(t *testing.T) {
	for _, years := range [][2]int{{-401, 401}, {1869, 2101}} {
		first := time.Date(years[0], 1, 1, 0, 0, 0, 0, time.UTC).Unix() / secondsOfDay
		last := time.Date(years[1], 1, 1, 0, 0, 0, 0, time.UTC).Unix() / secondsOfDay
		for n := first; n < last; n++ {
			checkDay(t, n)
		}
	}
}

func FuzzDay(f *testing.F) {
	for _, n := range []int64{0, -1, 59, 60, 719_468, -719_468, -719_469, 146_096, 146_097, 1 << 45, -1 << 45} {
		f.Add(n)
	}
	f.Fuzz(func(t *testing.T, n int64) {
		checkDay(t, n%100_000_000_000_000) // the standard library reaches little further
	})
}

// checkDay compares day n with the standard library, both ways.
func checkDay(t *testing.T, n int64) {
	t.Helper()
	wantYear, wantMonth, wantDay := time.Unix(n*secondsOfDay, 0).UTC().Date()
	year, month, day := graph.Day(n).Civil()
	if year != int64(wantYear) || month != wantMonth || day != wantDay {
		t.Fatalf("Day(%d).Civil() = %d, %v, %d, want %d, %v, %d", n, year, month, day, wantYear, wantMonth, wantDay)
	}
	if back, err := graph.DayOf(year, month, day); err != nil || int64(back) != n {
		t.Fatalf("DayOf(%d, %v, %d) = %d, %v, want %d", year, month, day, int64(back), err, n)
	}
}
