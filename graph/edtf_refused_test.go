package graph_test

import (
	"strings"
	"testing"

	"dyad/graph"
)

func TestParseEDTFRefuses(t *testing.T) {
	const form = "not a date: write YYYY, YYYY-MM or YYYY-MM-DD"
	tests := []struct{ name, text, want string }{
		{"nothing", "", form},
		{"words", "late 2021", form},
		{"a mark alone", "?", form},
		{"a hyphen alone", "-", form},
		{"a space before", " 2021", form},
		{"a line end after", "2021\n", form},
		{"two digits of a year", "21", form},
		{"five digits of a year", "20210", form},
		{"a month of one digit", "2021-8", form},
		{"a day of one digit", "2021-08-5", form},
		{"the basic format", "20210815", form},
		{"the American order", "08-15-2021", form},
		{"a hyphen too many", "2021-08-15-", form},
		{"two minus signs", "--2021", form},
		{"a plus sign", "+2021", form},
		{"digits of another script", "２０２１", form},
		{"a NUL", "2021\x00", form},
		{"no text at all", "\xff\xfe", form},
		{"a small x", "201x", form},
		{"two dots alone", "..", form},
		{"a book", strings.Repeat("2021", 1000), "too long to be a date"},

		{"a 30th of February", "2021-02-30", "there is no day 30: February 2021 has 28 days"},
		{"a 29th of February in 1900", "1900-02-29", "February 1900 has 28 days"},
		{"a 29th of February in a common year before 0000", "-0005-02-29", "February -0005 has 28 days"},
		{"a 31st of June", "2021-06-31", "June 2021 has 30 days"},
		{"a day 00", "2021-06-00", "there is no day 00: days count from 01"},
		{"a month 00", "2021-00", "there is no month 00: months are 01 to 12, seasons 21 to 24"},
		{"a month 13", "2021-13", "there is no month 13: months are 01 to 12, seasons 21 to 24"},
		{"a month 20", "2021-20", "there is no month 20"},
		{"a month 42", "2021-42", "there is no month 42"},
		{"a month 13 with a day", "2021-13-01", "there is no month 13: months are 01 to 12"},
		{"a month 13 with an unspecified day", "2021-13-XX", "there is no month 13"},
		{"a day of a season", "2021-21-01", "there is no month 21"},
		{"a year minus 0", "-0000", "there is no year -0000"},
		{"a month of year minus 0", "-0000-05", "there is no year -0000"},

		{"a year of four digits with Y", "Y2021", "leave the Y out"},
		{"a long year with leading zeros", "Y002021", "without leading zeros"},
		{"a month of a long year", "Y12000-05", "after Y comes a year alone"},
		{"Y alone", "Y", "leave the Y out"},
		{"a small y", "y12000", form},
		{"a year beyond reach", "Y1000000000001", "years go from -1000000000000 to 1000000000000"},
		{"a year before reach", "Y-1000000000001", "years go from"},
		{"a year beyond 64 bits", "Y99999999999999999999", "years go from"},

		{"an hour 24", "2021-08-15T24:00:00", "hours are 00 to 23"},
		{"a minute 60", "2021-08-15T10:60:00", "minutes are 00 to 59"},
		{"a second 61", "2021-08-15T10:00:61", "seconds are 00 to 60"},
		{"no seconds", "2021-08-15T10:00", "a time is hh:mm:ss"},
		{"no time after T", "2021-08-15T", "a time is hh:mm:ss"},
		{"a time of a month", "2021-08T10:00:00", "before the T of a time comes a whole day"},
		{"a time of a 30th of February", "2021-02-30T10:00:00", "February 2021 has 28 days"},
		{"fractions of a second", "2021-08-15T10:00:00.5Z", "no fractions of a second"},
		{"a small z", "2021-08-15T10:00:00z", "after a time comes nothing, Z or an offset"},
		{"an offset without a colon", "2021-08-15T10:00:00+0430", "after a time comes nothing, Z or an offset"},
		{"an offset of a day", "2021-08-15T10:00:00+24:00", "hours of an offset are 00 to 23"},
		{"an offset of 60 minutes", "2021-08-15T10:00:00+04:60", "minutes of an offset are 00 to 59"},
		{"an offset of minus nothing", "2021-08-15T10:00:00-00:00", "write Z"},
		{"a marked time", "2021-08-15T10:00:00?", "takes no mark"},

		{"two marks", "2021?~", "% is both uncertain and approximate"},
		{"a mark within", "2004?-06-11", "a mark on a part of a date is EDTF level 2"},
		{"a mark in front", "?2004", "a mark on a part of a date is EDTF level 2"},
		{"marks here and there", "2004-06~-11%", "a mark on a part of a date is EDTF level 2"},
		{"one of a set", "[1667,1668,1670..1672]", "a set of dates is EDTF level 2; dyad reads levels 0 and 1"},
		{"all of a set", "{1960,1961-12}", "a set of dates is EDTF level 2"},
		{"an exponent", "Y-17E7", "EDTF level 2"},
		{"significant digits", "1950S2", "significant digits is EDTF level 2"},
		{"significant digits of a long year", "Y171010000S3", "EDTF level 2"},
		{"a quarter", "2001-34", "the part of the year numbered 34 is EDTF level 2"},
		{"the first part of level 2", "2001-25", "numbered 25 is EDTF level 2"},
		{"the last part of level 2", "2001-41", "numbered 41 is EDTF level 2"},
		{"a southern spring", "2001-29", "the part of the year numbered 29 is EDTF level 2"},
		{"an unspecified millennium", "1XXX", "an unspecified digit"},
		{"an unspecified year", "XXXX", "EDTF level 2"},
		{"a day of an unspecified decade", "156X-12-25", "EDTF level 2"},
		{"a month of any year", "XXXX-12-XX", "EDTF level 2"},
		{"half a month", "1984-1X", "EDTF level 2"},
		{"a day of any month", "1984-XX-12", "EDTF level 2"},
		{"an unspecified day in an interval", "2004-06-XX/2004-07-03", "an unspecified digit in an interval is EDTF level 2"},
		{"a decade at the end of an interval", "2004/201X", `its end "201X": an unspecified digit in an interval is EDTF level 2`},

		{"an end before the beginning", "2021/2020-06", "the interval ends (2020-06-30) before it begins (2021-01-01)"},
		{"an end one day before the beginning", "2021-06-02/2021-06-01", "before it begins"},
		{"an impossible start", "2021-02-30/2021", `its start "2021-02-30": there is no day 30`},
		{"an impossible end", "2021/2021-13", `its end "2021-13": there is no month 13`},
		{"two unknown ends", "/", "says nothing: leave the date out"},
		{"three ends", "2021/2022/2023", "an interval has one slash"},
		{"slashes for hyphens", "2021/08/15", "joined by hyphens"},
		{"a duration", "2021/P1Y", "EDTF has no durations"},
		{"a time in an interval", "2021-08-15T10:00:00/2021-08-16", "an interval has no times of day"},
		{"an end cut short", "2004-02-01/05", `its end "05": ` + form},
		{"an open end in the words of the draft", "2004/open", `its end "open": ` + form},
		{"a marked open end", "2004/..?", `its end "..?": ` + form},
		{"three dots", "2004/...", `its end "...": ` + form},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := graph.ParseEDTF(tt.text)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("ParseEDTF(%q) = %v, %v, want an error with %q", tt.text, got, err, tt.want)
			}
			if !got.IsZero() {
				t.Errorf("ParseEDTF(%q) = %v with an error, want no date", tt.text, got)
			}
			if fault := graph.FaultOf(err); fault != graph.BadInput {
				t.Errorf("ParseEDTF(%q) failed as %s, want %s", tt.text, fault, graph.BadInput)
			}
			if len(err.Error()) > 400 {
				t.Errorf("ParseEDTF(%q): a message of %d bytes, want one that can be read", tt.text, len(err.Error()))
			}
		})
	}
}

func TestARefusalQuotesTheDate(t *testing.T) {
	_, err := graph.ParseEDTF("2021-02-30")
	if got, want := err.Error(), `date "2021-02-30": there is no day 30: February 2021 has 28 days`; got != want {
		t.Errorf("ParseEDTF(2021-02-30) says %q, want %q", got, want)
	}
}
