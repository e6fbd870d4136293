package graph_test

import (
	"encoding/json"
	"slices"
	"testing"

	"dyad/graph"
	"github.com/google/go-cmp/cmp"
)

// The expressions are examples of the specification, or as like to them as the rule in question allows.
func TestBounds(t *testing.T) {
	tests := []struct {
		text, earliest, latest string
		precision              graph.Precision
	}{
		// level 0
		{"1985-04-12", "1985-04-12", "1985-04-12", graph.PrecisionDay},
		{"1985-04", "1985-04-01", "1985-04-30", graph.PrecisionMonth},
		{"1985", "1985-01-01", "1985-12-31", graph.PrecisionYear},
		{"0000", "0000-01-01", "0000-12-31", graph.PrecisionYear},
		{"9999", "9999-01-01", "9999-12-31", graph.PrecisionYear},
		{"1900-02", "1900-02-01", "1900-02-28", graph.PrecisionMonth},
		{"2000-02", "2000-02-01", "2000-02-29", graph.PrecisionMonth},
		{"2024-02-29", "2024-02-29", "2024-02-29", graph.PrecisionDay},
		{"1985-04-12T23:20:30", "1985-04-12", "1985-04-12", graph.PrecisionSecond},
		{"1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12", graph.PrecisionSecond},
		{"1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12", graph.PrecisionSecond}, // the 13th in UTC
		{"1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12", graph.PrecisionSecond},
		{"2016-12-31T23:59:60Z", "2016-12-31", "2016-12-31", graph.PrecisionSecond}, // a leap second
		{"2021-08-15T00:00:00+00:00", "2021-08-15", "2021-08-15", graph.PrecisionSecond},
		{"1964/2008", "1964-01-01", "2008-12-31", graph.PrecisionYear},
		{"2004-06/2006-08", "2004-06-01", "2006-08-31", graph.PrecisionMonth},
		{"2004-02-01/2005-02-08", "2004-02-01", "2005-02-08", graph.PrecisionDay},
		{"2004-02-01/2005-02", "2004-02-01", "2005-02-28", graph.PrecisionMonth},
		{"2004-02-01/2005", "2004-02-01", "2005-12-31", graph.PrecisionYear},
		{"2005/2006-02", "2005-01-01", "2006-02-28", graph.PrecisionYear},
		{"2021-06/2021", "2021-06-01", "2021-12-31", graph.PrecisionYear},
		{"2021/2021-06", "2021-01-01", "2021-06-30", graph.PrecisionYear},
		{"2021/2021", "2021-01-01", "2021-12-31", graph.PrecisionYear},
		{"2021-06-01/2021-06-01", "2021-06-01", "2021-06-01", graph.PrecisionDay},
		// level 1: years
		{"Y170000002", "+170000002-01-01", "+170000002-12-31", graph.PrecisionYear},
		{"Y-170000002", "-170000002-01-01", "-170000002-12-31", graph.PrecisionYear},
		{"Y10000", "+10000-01-01", "+10000-12-31", graph.PrecisionYear},
		{"Y1000000000000", "+1000000000000-01-01", "+1000000000000-12-31", graph.PrecisionYear},
		{"Y-1000000000000", "-1000000000000-01-01", "-1000000000000-12-31", graph.PrecisionYear},
		{"-1985", "-1985-01-01", "-1985-12-31", graph.PrecisionYear},
		{"-0004-02", "-0004-02-01", "-0004-02-29", graph.PrecisionMonth},
		{"-0005-02", "-0005-02-01", "-0005-02-28", graph.PrecisionMonth},
		{"-0044-03-15", "-0044-03-15", "-0044-03-15", graph.PrecisionDay},
		// level 1: seasons
		{"2001-21", "2001-03-01", "2001-05-31", graph.PrecisionSeason},
		{"2001-22", "2001-06-01", "2001-08-31", graph.PrecisionSeason},
		{"2001-23", "2001-09-01", "2001-11-30", graph.PrecisionSeason},
		{"2001-24", "2001-12-01", "2002-02-28", graph.PrecisionSeason},
		{"2003-24", "2003-12-01", "2004-02-29", graph.PrecisionSeason},
		{"-0001-24", "-0001-12-01", "0000-02-29", graph.PrecisionSeason},
		{"2001-21~", "2001-03-01", "2001-05-31", graph.PrecisionSeason},
		{"2001-21/2001-23", "2001-03-01", "2001-11-30", graph.PrecisionSeason},
		// level 1: marks
		{"1984?", "1984-01-01", "1984-12-31", graph.PrecisionYear},
		{"2004-06~", "2004-06-01", "2004-06-30", graph.PrecisionMonth},
		{"2004-06-11%", "2004-06-11", "2004-06-11", graph.PrecisionDay},
		{"201X?", "2010-01-01", "2019-12-31", graph.PrecisionDecade},
		{"Y12000~", "+12000-01-01", "+12000-12-31", graph.PrecisionYear},
		// level 1: unspecified digits
		{"201X", "2010-01-01", "2019-12-31", graph.PrecisionDecade},
		{"20XX", "2000-01-01", "2099-12-31", graph.PrecisionCentury},
		{"000X", "0000-01-01", "0009-12-31", graph.PrecisionDecade},
		{"2004-XX", "2004-01-01", "2004-12-31", graph.PrecisionYear},
		{"1985-04-XX", "1985-04-01", "1985-04-30", graph.PrecisionMonth},
		{"1985-XX-XX", "1985-01-01", "1985-12-31", graph.PrecisionYear},
		{"-004X", "-0049-01-01", "-0040-12-31", graph.PrecisionDecade},
		{"-000X", "-0009-01-01", "-0001-12-31", graph.PrecisionDecade}, // there is no -0000
		{"-01XX", "-0199-01-01", "-0100-12-31", graph.PrecisionCentury},
		{"-0044-XX", "-0044-01-01", "-0044-12-31", graph.PrecisionYear},
		// level 1: intervals
		{"1985-04-12/..", "1985-04-12", "..", graph.PrecisionDay},
		{"1985-04/..", "1985-04-01", "..", graph.PrecisionMonth},
		{"1985/..", "1985-01-01", "..", graph.PrecisionYear},
		{"../1985-04-12", "..", "1985-04-12", graph.PrecisionDay},
		{"../1985", "..", "1985-12-31", graph.PrecisionYear},
		{"1985-04-12/", "1985-04-12", "..", graph.PrecisionDay},
		{"1985/", "1985-01-01", "..", graph.PrecisionYear},
		{"/1985-04", "..", "1985-04-30", graph.PrecisionMonth},
		{"/1985", "..", "1985-12-31", graph.PrecisionYear},
		{"../..", "..", "..", graph.NoPrecision},
		{"/..", "..", "..", graph.NoPrecision},
		{"../", "..", "..", graph.NoPrecision},
		{"1984~/2004-06", "1984-01-01", "2004-06-30", graph.PrecisionYear},
		{"1984?/2004%", "1984-01-01", "2004-12-31", graph.PrecisionYear},
		{"1984-06-02?/2004-08-08~", "1984-06-02", "2004-08-08", graph.PrecisionDay},
		{"-0044/0014", "-0044-01-01", "0014-12-31", graph.PrecisionYear},
		{"Y-20000/Y-10000", "-20000-01-01", "-10000-12-31", graph.PrecisionYear},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			date, err := graph.ParseEDTF(tt.text)
			if err != nil {
				t.Fatalf("ParseEDTF(%q): %v", tt.text, err)
			}
			bounds := date.Bounds()
			if bounds.From.String() != tt.earliest || bounds.To.String() != tt.latest {
				t.Errorf("ParseEDTF(%q).Bounds() = %v, want {%s %s}", tt.text, bounds, tt.earliest, tt.latest)
			}
			if got := date.Precision(); got != tt.precision {
				t.Errorf("ParseEDTF(%q).Precision() = %v, want %v", tt.text, got, tt.precision)
			}
			if got := date.String(); got != tt.text {
				t.Errorf("ParseEDTF(%q).String() = %q, want the text as written", tt.text, got)
			}
		})
	}
}

// facts is what an expression says about itself, beside its days.
type facts struct {
	OpenStart, OpenEnd, UnknownStart, UnknownEnd, Uncertain, Approximate bool
}

func TestFacts(t *testing.T) {
	tests := []struct {
		text string
		want facts
	}{
		{"2021", facts{}},
		{"2021?", facts{Uncertain: true}},
		{"2021~", facts{Approximate: true}},
		{"2021%", facts{Uncertain: true, Approximate: true}},
		{"2021/2022", facts{}},
		{"2021?/2022", facts{Uncertain: true}},
		{"2021/2022~", facts{Approximate: true}},
		{"2021?/2022~", facts{Uncertain: true, Approximate: true}},
		{"2021/..", facts{OpenEnd: true}},
		{"../2021", facts{OpenStart: true}},
		{"../..", facts{OpenStart: true, OpenEnd: true}},
		{"2021/", facts{UnknownEnd: true}},
		{"/2021~", facts{UnknownStart: true, Approximate: true}},
		{"/..", facts{UnknownStart: true, OpenEnd: true}},
		{"", facts{UnknownStart: true, UnknownEnd: true}},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			date := dateOf(t, tt.text)
			got := facts{
				date.OpenStart(), date.OpenEnd(), date.UnknownStart(), date.UnknownEnd(),
				date.Uncertain(), date.Approximate(),
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("what %q says (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

func TestStartAndEnd(t *testing.T) {
	tests := []struct{ text, startFrom, startTo, endFrom, endTo string }{
		{"2021-08", "2021-08-01", "2021-08-31", "2021-08-01", "2021-08-31"},
		{"2004/2006-02", "2004-01-01", "2004-12-31", "2006-02-01", "2006-02-28"},
		{"2021/..", "2021-01-01", "2021-12-31", "..", ".."},
		{"2021/", "2021-01-01", "2021-12-31", "2021-01-01", ".."},
		{"/2021", "..", "2021-12-31", "2021-01-01", "2021-12-31"},
		{"", "..", "..", "..", ".."},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			date := dateOf(t, tt.text)
			start, end := date.Start(), date.End()
			if start.From.String() != tt.startFrom || start.To.String() != tt.startTo {
				t.Errorf("Start() of %q = %v, want {%s %s}", tt.text, start, tt.startFrom, tt.startTo)
			}
			if end.From.String() != tt.endFrom || end.To.String() != tt.endTo {
				t.Errorf("End() of %q = %v, want {%s %s}", tt.text, end, tt.endFrom, tt.endTo)
			}
		})
	}
}

func TestOpenEndsLieBeyondEveryDay(t *testing.T) {
	if got, want := dateOf(t, "2021/..").End(), (graph.Span{From: graph.DistantFuture, To: graph.DistantFuture}); got != want {
		t.Errorf("End() of 2021/.. = %v, want %v", got, want)
	}
	if got, want := dateOf(t, "../2021").Start(), (graph.Span{From: graph.DistantPast, To: graph.DistantPast}); got != want {
		t.Errorf("Start() of ../2021 = %v, want %v", got, want)
	}
}

func TestAYearIsNotItsFirstDay(t *testing.T) {
	year, day := dateOf(t, "2021"), dateOf(t, "2021-01-01")
	if year.Equal(day) || year == day {
		t.Error("2021 equals 2021-01-01, want two dates")
	}
	if !day.Bounds().Within(year.Bounds()) || year.Bounds().Within(day.Bounds()) {
		t.Errorf("bounds %v and %v, want the day within the year and not the other way", year.Bounds(), day.Bounds())
	}
}

func TestDatesSortIntoATimeline(t *testing.T) {
	inOrder := []string{
		"../2019", "/2021", "../..", "-0044", "2021-01-01", "2021-01",
		"2021", "2021-XX", "2021?", // the same days: by text
		"2021/..", "2021-01-02", "2022",
	}
	dates := make([]graph.EDTF, len(inOrder))
	for i, text := range inOrder {
		dates[len(dates)-1-i] = dateOf(t, text)
	}
	slices.SortFunc(dates, graph.EDTF.Compare)
	got := make([]string, len(dates))
	for i, date := range dates {
		got[i] = date.String()
	}
	if diff := cmp.Diff(inOrder, got); diff != "" {
		t.Errorf("dates sorted by Compare (-want +got):\n%s", diff)
	}
}

func TestNoDate(t *testing.T) {
	var none graph.EDTF
	if !none.IsZero() || none.String() != "" || none.Bounds() != graph.Always() || none.Precision() != graph.NoPrecision {
		t.Errorf("the zero EDTF: IsZero %v, String %q, Bounds %v, Precision %v, want true, nothing, always, none",
			none.IsZero(), none.String(), none.Bounds(), none.Precision())
	}
	if dateOf(t, "2021").IsZero() {
		t.Error(`IsZero of "2021" = true, want false`)
	}
}

func TestPrecisionNamesItsUnit(t *testing.T) {
	want := []string{"none", "century", "decade", "year", "season", "month", "day", "second"}
	for p := graph.NoPrecision; p <= graph.PrecisionSecond; p++ {
		if got := p.String(); got != want[p] {
			t.Errorf("Precision(%d).String() = %q, want %q", int(p), got, want[p])
		}
	}
}

func TestDatesInJSON(t *testing.T) {
	type record struct {
		When graph.EDTF `json:"when,omitzero"`
	}
	tests := []struct{ name, text, when string }{
		{"a date is its text", `{"when":"2021-10/2021-12"}`, "2021-10/2021-12"},
		{"no date is left out", `{}`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got record
			if err := json.Unmarshal([]byte(tt.text), &got); err != nil || got.When.String() != tt.when {
				t.Fatalf("Unmarshal(%s) = %q, %v, want %q", tt.text, got.When, err, tt.when)
			}
			if back, err := json.Marshal(got); err != nil || string(back) != tt.text {
				t.Errorf("Marshal(%q) = %s, %v, want %s", got.When, back, err, tt.text)
			}
		})
	}
}

func TestUnmarshalText(t *testing.T) {
	date := dateOf(t, "2021")
	if err := date.UnmarshalText([]byte("2021-13")); err == nil || date.String() != "2021" {
		t.Errorf("UnmarshalText(2021-13) = %v and the date is %q, want an error and 2021 untouched", err, date)
	}
	if err := date.UnmarshalText(nil); err != nil || !date.IsZero() {
		t.Errorf("UnmarshalText() = %v and the date is %q, want no error and no date", err, date)
	}
}

// dateOf returns a date that must parse; none for an empty text.
func dateOf(t *testing.T, text string) graph.EDTF {
	t.Helper()
	if text == "" {
		return graph.EDTF{}
	}
	date, err := graph.ParseEDTF(text)
	if err != nil {
		t.Fatalf("ParseEDTF(%q): %v", text, err)
	}
	return date
}
