package graph_test

import (
	"testing"

	"dyad/graph"
	"github.com/google/go-cmp/cmp"
)

// heldNames words an answer for messages.
var heldNames = map[graph.Held]string{
	graph.No: "no", graph.Unknown: "unknown", graph.Possibly: "possibly", graph.Certainly: "certainly",
}

func TestDuring(t *testing.T) {
	const no, unknown, possibly, certainly = graph.No, graph.Unknown, graph.Possibly, graph.Certainly
	a := tell() // published on 2024-06-01
	tests := []struct {
		name  string
		said  telling
		query string
		want  graph.Held
	}{
		// throughout W: certain if W meets Q
		{"throughout, the same year", a.throughout("2021"), "2021", certainly},
		{"throughout, a day of it", a.throughout("2021"), "2021-05-05", certainly},
		{"throughout, a time that shares its last day", a.throughout("2021"), "2021-12-31/2022", certainly},
		{"throughout, the year after", a.throughout("2021"), "2022", no},
		{"throughout, the day before", a.throughout("2021"), "2020-12-31", no},
		{"throughout several years", a.throughout("2019/2021"), "2020-02-29", certainly},
		{"throughout a month", a.throughout("2021-08"), "2021", certainly},
		{"throughout a month, the year before", a.throughout("2021-08"), "2020", no},

		// at some time in W: certain if W lies in Q, possible if they meet
		{"sometime, the same year", a.sometime("2021"), "2021", certainly},
		{"sometime, a longer time", a.sometime("2021"), "2020/2022", certainly},
		{"sometime, a month of it", a.sometime("2021"), "2021-08", possibly},
		{"sometime, all but its first day", a.sometime("2021"), "2021-01-02/2022", possibly},
		{"sometime, the year after", a.sometime("2021"), "2022", no},
		{"some day of a month, its year", a.sometime("2021-08"), "2021", certainly},
		{"one day, itself", a.sometime("2021-08-15"), "2021-08-15", certainly},
		{"one day, its year", a.sometime("2021-08-15"), "2021", certainly},
		{"one day, the next", a.sometime("2021-08-15"), "2021-08-16", no},
		{"late in a year, the year", a.sometime("2021-10/2021-12"), "2021", certainly},
		{"late in a year, its first half", a.sometime("2021-10/2021-12"), "2021-01/2021-06", no},

		// ?, ~ and unknown ends: at most possible
		{"perhaps throughout", a.throughout("2021?"), "2021", possibly},
		{"about throughout", a.throughout("2021~"), "2021-05-05", possibly},
		{"both marks", a.throughout("2021%"), "2021", possibly},
		{"perhaps, the year after", a.throughout("2021?"), "2022", no},
		{"some time, perhaps", a.sometime("2021-08?"), "2021", possibly},
		{"one mark of two dates", a.throughout("2019/2021~"), "2020", possibly},
		{"an unknown end", a.throughout("2019/"), "2019", possibly},
		{"an unknown end, years later", a.throughout("2019/"), "2030", possibly},
		{"an unknown end, the year before", a.throughout("2019/"), "2018", no},
		{"an unknown beginning", a.throughout("/2019"), "2019-12-31", possibly},
		{"an unknown beginning, after the end", a.throughout("/2019"), "2020", no},

		// ..: certain up to publication
		{"open, its first day", a.throughout("2021/.."), "2021-01-01", certainly},
		{"open, the day of publication", a.throughout("2021/.."), "2024-06-01", certainly},
		{"open, the day after publication", a.throughout("2021/.."), "2024-06-02", possibly},
		{"open, before it began", a.throughout("2021/.."), "2020", no},
		{"open, publication unknown", a.throughout("2021/..").on(""), "2021", possibly},
		{"open, published before it began", a.throughout("2021/..").on("2020"), "2021", possibly},
		{"open, published in a month: its first day", a.throughout("2021/..").on("2024-06"), "2024-06-01", certainly},
		{"open, published in a month: its second day", a.throughout("2021/..").on("2024-06"), "2024-06-02", possibly},
		{"open, published about then", a.throughout("2021/..").on("2024-06~"), "2021", possibly},
		{"open, published nobody knows how late", a.throughout("2021/..").on("2024/.."), "2021", possibly},
		{"open beginning, long ago", a.throughout("../2021"), "1066", certainly},
		{"open beginning, after the end", a.throughout("../2021"), "2022", no},
		{"always, up to publication", a.throughout("../.."), "2024-06-01", certainly},
		{"always, after publication", a.throughout("../.."), "2025", possibly},
		{"always, publication unknown", a.throughout("../..").on(""), "../2021", possibly},
		{"sometime since, up to publication", a.sometime("2021/.."), "2021/2024-06-01", certainly},
		{"sometime since, a time that ends the day before publication", a.sometime("2021/.."), "2021/2024-05-31", possibly},
		{"sometime since, publication unknown", a.sometime("2021/..").on(""), "2021/..", possibly},
		{"sometime since, published in a month: up to its last day", a.sometime("2021/..").on("2024-06"), "2021/2024-06-30", certainly},
		{"sometime since, published in a month: up to its first", a.sometime("2021/..").on("2024-06"), "2021/2024-06-01", possibly},
		{"open, published in the year in which it began: by the end of that", a.throughout("2030-03/..").on("2030"), "2030", certainly},
		{"open, published in the year in which it began: nobody knows the month", a.throughout("2030-03/..").on("2030"), "2030-03", possibly},
		{"a closed time after publication is as sure as it is said to be", a.throughout("2030"), "2030", certainly},
		{"a closed time, publication unknown", a.throughout("2021").on(""), "2021", certainly},

		// undated is unknown, whatever is asked
		{"undated", a, "2021", unknown},
		{"undated, always", a, "../..", unknown},
		{"an extent without a date", a.throughout(""), "2021", unknown},

		// precision: a date is no more exact than it is
		{"a decade", a.sometime("201X"), "2010/2019", certainly},
		{"a decade, a year of it", a.sometime("201X"), "2015", possibly},
		{"a season", a.sometime("2021-22"), "2021-06/2021-08", certainly},
		{"a time of day is its day", a.sometime("2021-08-15T10:00:00Z"), "2021-08-15", certainly},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			piece := tt.said.piece(t)
			if got := piece.During(daysOf(t, tt.query)); got != tt.want {
				t.Errorf("During(%s) = %s, want %s, of %+v", tt.query, heldNames[got], heldNames[tt.want], piece)
			}
		})
	}
}

// With a bound, the date says where the boundary lies: "was" is the state before it, "is" the state after.
func TestDuringAroundAChange(t *testing.T) {
	const no, unknown, possibly, certainly = graph.No, graph.Unknown, graph.Possibly, graph.Certainly
	a := tell()
	tests := []struct {
		name    string
		said    telling
		query   string
		was, is graph.Held
	}{
		{"ended on a day: that day", a.ended("2021-08-15"), "2021-08-15", certainly, no},
		{"ended on a day: the next", a.ended("2021-08-15"), "2021-08-16", no, certainly},
		{"ended on a day: long before, since nobody says since when", a.ended("2021-08-15"), "2015", possibly, no},
		{"ended on a day: the year", a.ended("2021-08-15"), "2021", certainly, certainly},
		{"ended on a day: up to publication", a.ended("2021-08-15"), "2024-06-01", no, certainly},
		{"ended on a day: after publication", a.ended("2021-08-15"), "2024-06-02", no, possibly},
		{"ended on a day, published in a month: its first day", a.ended("2021-08-15").on("2024-06"), "2024-06-01", no, certainly},
		{"ended on a day, published in a month: its second", a.ended("2021-08-15").on("2024-06"), "2024-06-02", no, possibly},
		{"ended on a day, publication unknown: the next day", a.ended("2021-08-15").on(""), "2021-08-16", no, certainly},
		{"ended on a day, publication unknown: the day after", a.ended("2021-08-15").on(""), "2021-08-17", no, possibly},

		{"began on a day: that day", a.starting("2021-08-15"), "2021-08-15", no, certainly},
		{"began on a day: the day before", a.starting("2021-08-15"), "2021-08-14", certainly, no},
		{"began on a day: long before", a.starting("2021-08-15"), "2015", possibly, no},
		{"began on a day: years later", a.starting("2021-08-15"), "2023", no, certainly},
		{"began on a day: after publication", a.starting("2021-08-15"), "2024-06-02", no, possibly},

		{"ended in a month: its first day", a.ended("2021-08"), "2021-08-01", possibly, no},
		{"ended in a month: its second day", a.ended("2021-08"), "2021-08-02", possibly, possibly},
		{"ended in a month: the month", a.ended("2021-08"), "2021-08", certainly, possibly},
		{"ended in a month: the month and a day", a.ended("2021-08"), "2021-08-01/2021-09-01", certainly, certainly},
		{"ended in a month: the next", a.ended("2021-08"), "2021-09", no, certainly},

		{"began in a year: the year", a.starting("2021"), "2021", possibly, certainly},
		{"began in a year: its first day", a.starting("2021"), "2021-01-01", possibly, possibly},
		{"began in a year: its last day", a.starting("2021"), "2021-12-31", no, certainly},
		{"began in a year: a month of it", a.starting("2021"), "2021-08", possibly, possibly},
		{"began in a year: the one before", a.starting("2021"), "2020", possibly, no},
		{"began in a year: from the last day of the one before", a.starting("2021"), "2020-12-31/2021", certainly, certainly},

		{"ended about then: that year", a.ended("2021~"), "2021", possibly, possibly},
		{"ended about then: the year after", a.ended("2021~"), "2022", no, possibly},
		{"ended between two dates: the time between", a.ended("2019/2021"), "2020", possibly, possibly},
		{"ended between two dates: after", a.ended("2019/2021"), "2022-01-01", no, certainly},

		{"ended, undated: the day of publication", a.ended(""), "2024-06-01", no, certainly},
		{"ended, undated: the day before", a.ended(""), "2024-05-31", possibly, possibly},
		{"ended, undated: long ago", a.ended(""), "1990", possibly, possibly},
		{"ended, undated: after publication", a.ended(""), "2025", no, possibly},
		{"began, undated: the day of publication", a.starting(""), "2024-06-01", no, certainly},
		{"began, undated: before", a.starting(""), "2020", possibly, possibly},
		{"ended, undated, published in a month: the month", a.ended("").on("2024-06"), "2024-06", possibly, certainly},
		{"ended, undated, published in a month: its last day", a.ended("").on("2024-06"), "2024-06-30", no, possibly},
		{"ended, undated, published about then", a.ended("").on("2024-06~"), "2024-06", possibly, possibly},
		{"ended, undated, publication unknown", a.ended("").on(""), "2021", unknown, unknown},
		{"began, undated, publication unknown", a.starting("").on(""), "../..", unknown, unknown},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			pieces := tt.said.positions(t)[0].Pieces
			if len(pieces) != 2 {
				t.Fatalf("pieces %+v, want two", pieces)
			}
			q := daysOf(t, tt.query)
			if was, is := pieces[0].During(q), pieces[1].During(q); was != tt.was || is != tt.is {
				t.Errorf("During(%s) = %s before, %s after, want %s, %s, of %+v",
					tt.query, heldNames[was], heldNames[is], heldNames[tt.was], heldNames[tt.is], pieces)
			}
		})
	}
}

// What is denied of a change is the state after it.
func TestADeniedChangeIsOnePiece(t *testing.T) {
	tests := []struct {
		name  string
		said  telling
		value graph.Value
		when  string // on which it is certainly so
	}{
		{"it didn't end: it goes on", tell().ended("2021-08").negated(), graph.Affirms, "2021-09-01"},
		{"it didn't begin: it is still not so", tell().starting("2021-08").negated(), graph.Negates, "2021-08-31"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			piece := tt.said.piece(t)
			if piece.Value != tt.value {
				t.Errorf("value %d, want %d", piece.Value, tt.value)
			}
			if got := piece.During(daysOf(t, tt.when)); got != graph.Certainly {
				t.Errorf("During(%s) = %s, want certainly", tt.when, heldNames[got])
			}
			if got := piece.During(daysOf(t, "2020")); got != graph.No {
				t.Errorf("During(2020) = %s, want no: nothing is said about before", heldNames[got])
			}
		})
	}
}

// An attempt that was refused, or failed to achieve, denies the thing itself, on the side that the bound dates: "until August they
// refused", "they have refused since". Whatever its date, it affirms nothing, and speaks of one side alone.
func TestAnAttemptThatCameToNothingAffirmsNothing(t *testing.T) {
	const no, unknown, possibly, certainly = graph.No, graph.Unknown, graph.Possibly, graph.Certainly
	tests := []struct {
		name          string
		said          telling
		before, after graph.Held // that it was not so: on the day before the month, and on the day after it
	}{
		{"until that month", tell().ended("2021-08"), possibly, no},
		{"since that month", tell().starting("2021-08"), no, certainly},
		{"until that day", tell().ended("2021-07-31"), certainly, no},
		{"since that day", tell().starting("2021-09-01"), no, certainly},
		{"no more", tell().ended("").on("2021-09"), possibly, possibly},
		{"no more, written in between", tell().ended("").on("2021-08"), possibly, no},
		{"by now", tell().starting("").on("2021-09-01"), possibly, certainly},
		{"no more, and nobody knows when that was written", tell().ended("").on(""), unknown, unknown},
		{"by now, and nobody knows when that was written", tell().starting("").on(""), unknown, unknown},
	}
	for _, tt := range tests {
		for how, said := range map[string]telling{
			"refused": tt.said.ending(graph.Refused), "alleged to be refused": tt.said.ending(graph.Refused).as(graph.Alleged),
			"failed": tt.said.achievement().ending(graph.Failed),
		} {
			t.Run(how+" "+tt.name, func(t *testing.T) {
				piece := said.piece(t)
				if piece.Value != graph.Negates {
					t.Fatalf("value %d, want %d: it was not so", piece.Value, graph.Negates)
				}
				before, after := piece.During(daysOf(t, "2021-07-31")), piece.During(daysOf(t, "2021-09-01"))
				if before != tt.before || after != tt.after {
					t.Errorf("not so before: %s, after: %s, want %s, %s", heldNames[before], heldNames[after], heldNames[tt.before], heldNames[tt.after])
				}
				if got := graph.StatusOf(said.positions(t)); got != graph.Denied {
					t.Errorf("StatusOf = %s, want %s", got, graph.Denied)
				}
			})
		}
	}
}

// A date says when, and not what: with one, and a bound, a claim that denies because of its outcome affirms as little as without.
func TestNoDateMakesAnAffirmationOfARefusal(t *testing.T) {
	for _, said := range []telling{
		tell().ending(graph.Refused), tell().ending(graph.Refused).negated(), tell().achievement().ending(graph.Failed),
		tell().ending(graph.Refused).by("ash-league", graph.Rejects), tell().ending(graph.Refused).as(graph.Planned),
		tell().ending(graph.Refused).by("grey-council", graph.Rejects).by("ash-league", graph.Rejects),
	} {
		for _, date := range []string{"", "2021", "2021-08-15", "2021~", "../2021", "2021/.."} {
			for _, dated := range []telling{said.starting(date), said.ended(date), said.sometime(date), said.throughout(date)} {
				for _, p := range dated.positions(t) {
					if p.Has(graph.Affirms) {
						t.Errorf("%s, %v: %q affirms, want nothing affirmed", said.claim.Outcome, dated.claim.When, reading(p))
					}
				}
			}
		}
	}
}

func TestBoundary(t *testing.T) {
	tests := []struct {
		name string
		said telling
		want graph.Span
	}{
		{"no change", tell().sometime("2021"), graph.Never()},
		{"undated", tell(), graph.Never()},
		{"a denied change", tell().ended("2021").negated(), graph.Never()},
		{"a beginning: its first day", tell().starting("2021"), daysOf(t, "2021")},
		{"an end: the day after", tell().ended("2021"), daysOf(t, "2021-01-02/2022-01-01")},
		{"undated: up to publication", tell().ended(""), daysOf(t, "../2024-06-01")},
		{"undated, publication unknown", tell().starting("").on(""), graph.Always()},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, tt.said.positions(t)[0].Boundary); diff != "" {
				t.Errorf("Boundary (-want +got):\n%s", diff)
			}
		})
	}
}

// pieceMenu holds pieces of every sort; pieceQueries spans of every sort, narrow and wide.
func pieceMenu(t *testing.T) []graph.Piece {
	var menu []graph.Piece
	for _, date := range []string{
		"2021", "2021-08", "2021-08-15", "2021?", "2021/..", "../2021", "2019/", "/2021", "../..", "2019/2021", "201X", "",
	} {
		for _, published := range []string{"", "2021-09", "2021-09-01~", "2024-06-01"} {
			a := tell().on(published)
			for _, said := range []telling{a.throughout(date), a.sometime(date), a.starting(date), a.ended(date)} {
				menu = append(menu, said.positions(t)[0].Pieces...)
			}
		}
	}
	return menu
}

func pieceQueries(t *testing.T) []graph.Span {
	var queries []graph.Span
	for _, q := range []string{
		"2021", "2021-08", "2021-08-15", "2021-08-16", "2021-07/2021-09", "2020", "2020/2022", "2021-12-31", "2021-01-01",
		"2022/..", "../2020", "../..", "2015", "2010/2019", "2024-06-01", "2024-06-02", "2021-09-30",
	} {
		queries = append(queries, daysOf(t, q))
	}
	return queries
}

func TestAWiderQueryIsNeverLessSure(t *testing.T) {
	queries := pieceQueries(t)
	for _, p := range pieceMenu(t) {
		for _, q := range queries {
			for _, wide := range queries {
				if got, want := p.During(wide), p.During(q); q.Within(wide) && got < want {
					t.Errorf("%+v: During(%v) = %s, but During(%v) = %s, which lies in it", p, wide, heldNames[got], q, heldNames[want])
				}
			}
		}
	}
}

// Who says that it was so throughout a time says more than that it was so at some time in it, and so is as sure at least: of each
// time that may be asked for, and against whatever else is said.
func TestThroughoutIsNoLessSureThanSometime(t *testing.T) {
	sureness := map[graph.Overlap]int{graph.NoOverlap: 0, graph.UnknownOverlap: 1, graph.PossibleOverlap: 2, graph.CertainOverlap: 3}
	queries, others := pieceQueries(t), pieceMenu(t)
	for _, date := range []string{"2021", "2021-08-15", "2021?", "2021/..", "2021-03/..", "../2021", "2019/", "../..", "201X", "", "2021-08-15/.."} {
		for _, published := range []string{"", "2020", "2021", "2021-08", "2021-09-01~", "2024-06-01", "2019/..", "2021-03-01"} {
			a := tell().on(published)
			more, less := a.throughout(date).piece(t), a.sometime(date).piece(t)
			for _, q := range queries {
				if got, least := more.During(q), less.During(q); got < least {
					t.Errorf("%q, published %q: throughout it %s in %v, sometime %s", date, published, heldNames[got], q, heldNames[least])
				}
			}
			for _, other := range others {
				if got, least := more.Overlaps(other), less.Overlaps(other); sureness[got] < sureness[least] {
					t.Errorf("%q, published %q, throughout overlaps %+v: %s, sometime %s", date, published, other, got, least)
				}
			}
		}
	}
}

func TestPiecesFitTogether(t *testing.T) {
	for _, p := range pieceMenu(t) {
		if p.Undated {
			if p.Outer != graph.Always() || !p.Sure.Empty() || !p.Some.Empty() {
				t.Errorf("%+v is undated and knows days", p)
			}
			continue
		}
		if p.Outer.Empty() {
			t.Errorf("%+v holds on no day", p)
		}
		for _, s := range []graph.Span{p.Sure, p.Some} {
			if !s.Empty() && !s.Within(p.Outer) {
				t.Errorf("%+v is sure of days that it rules out", p)
			}
		}
	}
}

func TestOverlaps(t *testing.T) {
	menu, queries := pieceMenu(t), pieceQueries(t)
	for _, p := range menu {
		for _, q := range menu {
			got := p.Overlaps(q)
			if back := q.Overlaps(p); back != got {
				t.Fatalf("%+v and %+v overlap: %s, the other way %s", p, q, got, back)
			}
			if want := p.Undated || q.Undated; (got == graph.UnknownOverlap) != want {
				t.Errorf("%+v and %+v overlap: %s, want unknown where one is undated: %v", p, q, got, want)
			}
			for _, day := range queries {
				checkOverlap(t, p, q, day, got)
			}
		}
	}
}

// checkOverlap compares an overlap with what the pieces say about one time.
func checkOverlap(t *testing.T, p, q graph.Piece, span graph.Span, got graph.Overlap) {
	t.Helper()
	least := min(p.During(span), q.During(span))
	oneDay := span.From == span.To
	if oneDay && least == graph.Certainly && got != graph.CertainOverlap {
		t.Errorf("%+v and %+v overlap: %s, though both certainly hold on %v", p, q, got, span)
	}
	if oneDay && least == graph.Possibly && got == graph.NoOverlap {
		t.Errorf("%+v and %+v overlap: none, though both may hold on %v", p, q, span)
	}
}
