package graph_test

import (
	"testing"

	"dyad/graph"
)

// What parses has bounds that hold a day, keeps its text, and reads back as itself.
func FuzzEDTF(f *testing.F) {
	for _, text := range []string{
		"1985-04-12T23:20:30+04:30", "2004-02-01/2005-02-08", "Y-170000002", "2001-24", "1984-06-02?/2004-08-08~", "20XX",
		"1985-XX-XX", "-0044-03-15", "../1985", "1985/", "[1667..1672]", "2021-02-30", "Y17E7", "", "/", "-000X", "\xff",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		date, err := graph.ParseEDTF(text)
		if err != nil {
			if graph.FaultOf(err) != graph.BadInput || !date.IsZero() {
				t.Fatalf("ParseEDTF(%q) = %v, %v, want no date and bad input", text, date, err)
			}
			return
		}
		if date.String() != text || date.Bounds().Empty() || date.Start().Empty() || date.End().Empty() {
			t.Fatalf("ParseEDTF(%q) = %q, %v from %v to %v, want the text and days", text, date, date.Bounds(), date.Start(), date.End())
		}
		again, err := graph.ParseEDTF(date.String())
		if err != nil || again != date || again.Compare(date) != 0 {
			t.Fatalf("ParseEDTF(%q) twice = %v, then %v, %v", text, date, again, err)
		}
	})
}

// A span of years that four digits write, or without a limit, comes back from its text unchanged.
func FuzzSpanEDTF(f *testing.F) {
	f.Add(int64(18_628), int64(364), false, false) // the year 2021
	f.Add(int64(18_628), int64(30), false, false)  // its January
	f.Add(int64(0), int64(0), true, true)
	f.Add(int64(-800_000), int64(0), true, false)
	f.Add(int64(-719_528), int64(365), false, true)
	f.Fuzz(func(t *testing.T, from, length int64, noStart, noEnd bool) {
		span := graph.Span{From: graph.Day(from % 2_900_000)} // the years -5970 to 9909
		span.To = span.From + graph.Day(uint64(length)%1000)
		if noStart {
			span.From = graph.DistantPast
		}
		if noEnd {
			span.To = graph.DistantFuture
		}
		text := span.EDTF()
		date, err := graph.ParseEDTF(text)
		if err != nil || date.Bounds() != span {
			t.Fatalf("ParseEDTF(%v.EDTF() = %q).Bounds() = %v, %v, want the span again", span, text, date.Bounds(), err)
		}
	})
}
