package graph_test

import (
	"testing"

	"dyad/graph"
	"github.com/google/go-cmp/cmp"
)

func TestSpansAsSets(t *testing.T) {
	tests := []struct {
		name                string
		a, b                graph.Span
		meets, aInB, bInA   bool
		hull, intersection  graph.Span
		touch, gap1, gap100 bool
	}{
		{
			"one after the other", spanOf(0, 4), spanOf(5, 9), false, false, false,
			spanOf(0, 9), graph.Never(), true, true, true,
		},
		{
			"one day between", spanOf(0, 4), spanOf(6, 9), false, false, false,
			spanOf(0, 9), graph.Never(), false, true, true,
		},
		{
			"a hundred days between", spanOf(0, 4), spanOf(105, 109), false, false, false,
			spanOf(0, 109), graph.Never(), false, false, true,
		},
		{
			"a hundred and one days between", spanOf(0, 4), spanOf(106, 109), false, false, false,
			spanOf(0, 109), graph.Never(), false, false, false,
		},
		{
			"one shared day", spanOf(0, 5), spanOf(5, 9), true, false, false,
			spanOf(0, 9), spanOf(5, 5), true, true, true,
		},
		{
			"one inside the other", spanOf(-9, 9), spanOf(-1, 2), true, false, true,
			spanOf(-9, 9), spanOf(-1, 2), true, true, true,
		},
		{
			"the same", spanOf(3, 4), spanOf(3, 4), true, true, true,
			spanOf(3, 4), spanOf(3, 4), true, true, true,
		},
		{
			"a day of all", spanOf(7, 7), graph.Always(), true, true, false,
			graph.Always(), spanOf(7, 7), true, true, true,
		},
		{
			"without an end, without a beginning", spanOf(5, graph.DistantFuture), spanOf(graph.DistantPast, 9), true, false, false,
			graph.Always(), spanOf(5, 9), true, true, true,
		},
		{
			"no limits that don't meet", spanOf(graph.DistantPast, 2), spanOf(4, graph.DistantFuture), false, false, false,
			graph.Always(), graph.Never(), false, true, true,
		},
		{
			"none and all", graph.Never(), graph.Always(), false, false, false,
			graph.Always(), graph.Never(), false, false, false,
		},
		{
			"reversed ends, which are none, around the other", spanOf(9, 0), spanOf(4, 5), false, false, false,
			spanOf(4, 5), graph.Never(), false, false, false,
		},
		{
			"none twice", graph.Never(), graph.Never(), false, false, false,
			graph.Never(), graph.Never(), false, false, false,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, b := tt.a, tt.b
			bools := []struct {
				call      string
				got, want bool
			}{
				{"a.Meets(b)", a.Meets(b), tt.meets},
				{"b.Meets(a)", b.Meets(a), tt.meets},
				{"a.Within(b)", a.Within(b), tt.aInB},
				{"b.Within(a)", b.Within(a), tt.bInA},
				{"a.Adjacent(b, 0)", a.Adjacent(b, 0), tt.touch},
				{"b.Adjacent(a, 0)", b.Adjacent(a, 0), tt.touch},
				{"a.Adjacent(b, -5)", a.Adjacent(b, -5), tt.touch},
				{"a.Adjacent(b, 1)", a.Adjacent(b, 1), tt.gap1},
				{"b.Adjacent(a, 1)", b.Adjacent(a, 1), tt.gap1},
				{"a.Adjacent(b, 100)", a.Adjacent(b, 100), tt.gap100},
			}
			for _, c := range bools {
				if c.got != c.want {
					t.Errorf("%s = %v, want %v, where a is %v and b is %v", c.call, c.got, c.want, a, b)
				}
			}
			spans := []struct {
				call      string
				got, want graph.Span
			}{
				{"a.Hull(b)", a.Hull(b), tt.hull},
				{"b.Hull(a)", b.Hull(a), tt.hull},
				{"a.Intersect(b)", a.Intersect(b), tt.intersection},
				{"b.Intersect(a)", b.Intersect(a), tt.intersection},
			}
			for _, c := range spans {
				if diff := cmp.Diff(c.want, c.got); diff != "" {
					t.Errorf("%s where a is %v and b is %v (-want +got):\n%s", c.call, a, b, diff)
				}
			}
		})
	}
}

func TestSpanEmpty(t *testing.T) {
	tests := []struct {
		name string
		span graph.Span
		want bool
	}{
		{"never", graph.Never(), true},
		{"always", graph.Always(), false},
		{"the last before the first", graph.Span{1, 0}, true},
		{"one day", graph.Span{1, 1}, false},
		{"the zero span is the first day of 1970", graph.Span{}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.span.Empty(); got != tt.want {
				t.Errorf("%v.Empty() = %v, want %v", tt.span, got, tt.want)
			}
		})
	}
}

func TestSpanCompare(t *testing.T) {
	inOrder := []graph.Span{{graph.DistantPast, 3}, {0, 0}, {0, 9}, {0, graph.DistantFuture}, {1, 1}, {1, 2}}
	for i, a := range inOrder {
		for j, b := range inOrder {
			if got, want := a.Compare(b), sign(i-j); got != want {
				t.Errorf("%v.Compare(%v) = %d, want %d", a, b, got, want)
			}
		}
	}
}

// spanOf is a span literal that fits on a line of a table.
func spanOf(from, to graph.Day) graph.Span { return graph.Span{From: from, To: to} }

func sign(n int) int { return min(max(n, -1), 1) }

func TestSpanEDTF(t *testing.T) {
	tests := []struct {
		name, from, to, want string
	}{
		{"a year", "2021-01-01", "2021-12-31", "2021"},
		{"two years", "2021-01-01", "2022-12-31", "2021/2022"},
		{"a month", "2021-08-01", "2021-08-31", "2021-08"},
		{"a leap February", "2024-02-01", "2024-02-29", "2024-02"},
		{"a leap February without its last day", "2024-02-01", "2024-02-28", "2024-02-01/2024-02-28"},
		{"the last three months of a year", "2021-10-01", "2021-12-31", "2021-10/2021-12"},
		{"three months within a year", "2021-09-01", "2021-11-30", "2021-09/2021-11"},
		{"the first day of a year", "2021-01-01", "2021-01-01", "2021-01-01"},
		{"the last day of a year", "2021-12-31", "2021-12-31", "2021-12-31"},
		{"a day within a month", "2021-08-15", "2021-08-15", "2021-08-15"},
		{"some days", "2021-08-15", "2021-08-26", "2021-08-15/2021-08-26"},
		{"from a year's first day to a month's last", "2019-01-01", "2021-10-31", "2019-01/2021-10"},
		{"from a month's first day to a year's last but one", "2019-03-01", "2021-12-30", "2019-03-01/2021-12-30"},
		{"without an end", "2021-08-15", "..", "2021-08-15/.."},
		{"without a beginning", "..", "2021-08-31", "../2021-08"},
		{"without an end, from a year", "2021-01-01", "..", "2021/.."},
		{"without limits", "..", "..", "../.."},
		{"before year 0", "-0044-03-15", "-0001-12-31", "-0044-03-15/-0001-12-31"},
		{"year 0", "0000-01-01", "0000-12-31", "0000"},
		{"a year of five digits", "Y12000", "Y12000", "Y12000"},
		{"years of five digits before year 0", "Y-12000", "Y-11000", "Y-12000/Y-11000"},
		{"a winter into the year 10000 is moved out to its end", "9999-12-01", "9999-24", "9999-12/Y10000"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			span := graph.Span{From: graph.DistantPast, To: graph.DistantFuture}
			if tt.from != ".." {
				span.From = dateOf(t, tt.from).Bounds().From
			}
			if tt.to != ".." {
				span.To = dateOf(t, tt.to).Bounds().To
			}
			if got := span.EDTF(); got != tt.want {
				t.Errorf("%v.EDTF() = %q, want %q", span, got, tt.want)
			}
		})
	}
}

func TestSpanOfNoDayHasNoText(t *testing.T) {
	beyond := []graph.Span{
		graph.Never(),
		{5, 4},
		{graph.DistantPast, graph.DistantPast},
		{graph.DistantFuture, graph.DistantFuture},
	}
	for _, s := range beyond {
		if got := s.EDTF(); got != "" {
			t.Errorf("%v.EDTF() = %q, want none", s, got)
		}
	}
}
