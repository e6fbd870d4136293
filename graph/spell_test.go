package graph_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"dyad/graph"
	"github.com/google/go-cmp/cmp"
)

// spellTexts words spells: "so 2021/2022 throughout (2 claims)", "not so …".
func spellTexts(spells []graph.Spell) []string {
	var all []string
	for _, s := range spells {
		all = append(all, fmt.Sprintf("%s %s %s (%d)", map[bool]string{true: "so", false: "not so"}[s.Holds], s.When, s.Extent, len(s.Claims)))
	}
	return all
}

func TestSpells(t *testing.T) {
	a, b := tell().in("courier"), tell().in("herald")
	tests := []struct {
		name string
		said []telling
		want []string
	}{
		{"nothing", nil, nil},
		{"undated stays undated", []telling{a}, nil},
		{"a fear is in no spell", []telling{a.as(graph.Hypothetical).sometime("2021")}, nil},
		{"one claim", []telling{a.throughout("2021")}, []string{"so 2021 throughout (1)"}},
		{"some day of it", []telling{a.sometime("2021")}, []string{"so 2021 sometime (1)"}},
		{"one whole day", []telling{a.sometime("2021-08-15")}, []string{"so 2021-08-15 throughout (1)"}},
		{"perhaps throughout is not throughout", []telling{a.throughout("2021?")}, []string{"so 2021 sometime (1)"}},
		{"the same time twice", []telling{a.throughout("2021"), b.throughout("2021")}, []string{"so 2021 throughout (2)"}},
		{"overlapping", []telling{a.throughout("2019/2021"), b.throughout("2020/2022")}, []string{"so 2019/2022 throughout (2)"}},
		{"one inside the other", []telling{a.throughout("2019/2022"), b.sometime("2020")}, []string{"so 2019/2022 sometime (2)"}},
		{"touching: adjacent days leave no gap", []telling{a.throughout("2020"), b.throughout("2021")}, []string{"so 2020/2021 throughout (2)"}},
		{
			"a day between is a gap",
			[]telling{a.throughout("2021-08-01/2021-08-10"), b.throughout("2021-08-12")},
			[]string{"so 2021-08-01/2021-08-10 throughout (1)", "so 2021-08-12 throughout (1)"},
		},
		{
			"a bridge joins what is apart",
			[]telling{a.throughout("2019"), a.throughout("2021"), b.throughout("2020")},
			[]string{"so 2019/2021 throughout (3)"},
		},
		{
			"so and not so are never one spell",
			[]telling{a.throughout("2020"), b.negated().throughout("2021")},
			[]string{"so 2020 throughout (1)", "not so 2021 throughout (1)"},
		},
		{
			"at one time, what holds comes first",
			[]telling{a.negated().sometime("2021"), b.sometime("2021")},
			[]string{"so 2021 sometime (1)", "not so 2021 sometime (1)"},
		},
		{
			"an end has a spell on either side",
			[]telling{a.ended("2021-08-15")},
			[]string{"so ../2021-08-15 sometime (1)", "not so 2021-08-16/.. sometime (1)"},
		},
		{
			"an end in a year is in no day of it",
			[]telling{a.ended("2021")},
			[]string{"so ../2021 sometime (1)", "not so 2021/.. sometime (1)"},
		},
		{
			"nor is a beginning in a month",
			[]telling{a.starting("2021-08")},
			[]string{"not so ../2021-08 sometime (1)", "so 2021-08/.. sometime (1)"},
		},
		{"an end that is denied is in no day of its year either", []telling{a.ended("2021").negated()}, []string{"so 2021/.. sometime (1)"}},
		{"a denied beginning", []telling{a.starting("2021-08").negated()}, []string{"not so 2021-08/.. sometime (1)"}},
		{"a refusal up to some day of a year", []telling{a.ended("2021").ending(graph.Refused)}, []string{"not so ../2021 sometime (1)"}},
		{
			"an end by the day of a report",
			[]telling{a.ended("").on("2021-08-15")},
			[]string{"so ../2021-08-14 sometime (1)", "not so ../.. sometime (1)"},
		},
		{
			"a beginning by then: it was so on that day",
			[]telling{a.starting("").on("2021-08-15")},
			[]string{"not so ../2021-08-14 sometime (1)", "so ../.. sometime (1)"},
		},
		{
			"an end by some day of a year",
			[]telling{a.ended("").on("2021")},
			[]string{"so ../2021 sometime (1)", "not so ../.. sometime (1)"},
		},
		{
			"a beginning by some day of a month",
			[]telling{a.starting("").on("2021-08")},
			[]string{"not so ../2021-08 sometime (1)", "so ../.. sometime (1)"},
		},
		{"an end by then that is denied", []telling{a.ended("").negated().on("2021")}, []string{"so ../.. sometime (1)"}},
		{
			"on again",
			[]telling{a.throughout("2019"), b.negated().throughout("2020"), a.throughout("2021")},
			[]string{"so 2019 throughout (1)", "not so 2020 throughout (1)", "so 2021 throughout (1)"},
		},
		{"a rejected rejection is one claim", []telling{
			a.throughout("2021").by("outer", graph.Rejects).by("inner", graph.Rejects),
		}, []string{"so 2021 throughout (1)", "not so 2021 throughout (1)"}},
		{"nobody knows when it ended, or when that was written", []telling{a.ended("").on("")}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := spellTexts(graph.SpellsOf(positionsOf(t, tt.said...)))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("SpellsOf (-want +got):\n%s", diff)
			}
		})
	}
}

// A spell begins and ends where a date does that somebody gave: the claim, or of a change without a date its source. Only next to
// a day that was given may stand the day before it, or after it.
func TestSpellsShowNoDayThatNobodyGave(t *testing.T) {
	dates := []string{"", "2021", "2021-08", "2021-08-15", "2021~", "2019/2021", "2021-03/2021-05", "../2021", "2021/..", "2019/", "201X", "2021-22"}
	outcomes := []graph.Outcome{graph.NoOutcome, graph.Refused}
	for _, date := range dates {
		for _, published := range []string{"", "2023", "2023-02", "2023-02-03", "2023~", "2021"} {
			for _, outcome := range outcomes {
				a := tell().on(published).ending(outcome)
				for _, said := range []telling{a.sometime(date), a.throughout(date), a.starting(date), a.ended(date)} {
					for _, position := range append(said.positions(t), said.negated().positions(t)...) {
						given := dateOf(t, date)
						if date == "" {
							given = dateOf(t, published)
						}
						checkEnds(t, &position, given)
					}
				}
			}
		}
	}
}

// checkEnds checks that the spells of a position end where the date does.
func checkEnds(t *testing.T, p *graph.Position, given graph.EDTF) {
	t.Helper()
	days := given.Bounds()
	ends := map[graph.Day]bool{graph.DistantPast: true, graph.DistantFuture: true, days.From: true, days.To: true}
	if days.From == days.To {
		ends[days.From-1], ends[days.To+1] = true, true
	}
	for _, s := range graph.SpellsOf([]graph.Position{*p}) {
		if !ends[s.Span().From] || !ends[s.Span().To] {
			t.Errorf("%q, dated %v, is told as %s, of which nobody gave both ends", reading(*p), p.Claim.When, s.When)
		}
	}
}

func TestSpellsKnowNoOrder(t *testing.T) {
	a, b := tell().in("courier"), tell().in("herald")
	positions := positionsOf(t,
		a.throughout("2019"), b.throughout("2019"), a.sometime("2020"), b.negated().sometime("2020"), a.ended("2021"),
		b.starting("2017"), a.throughout("2015"), b.sometime("2015-03"),
	)
	want := graph.SpellsOf(positions)
	shuffle := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		shuffle.Shuffle(len(positions), func(i, j int) { positions[i], positions[j] = positions[j], positions[i] })
		if diff := cmp.Diff(want, graph.SpellsOf(positions), cmp.AllowUnexported(graph.Spell{})); diff != "" {
			t.Fatalf("SpellsOf in another order (-want +got):\n%s", diff)
		}
	}
}

// Two spells of one value lie at least a day apart, and each holds its claims' days.
func TestSpellsOfOneValueLeaveGaps(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 300 {
		var said []telling
		for range 1 + random.IntN(8) {
			first := 1 + random.IntN(28)
			last := min(first+random.IntN(5), 28)
			said = append(said, tell().throughout(fmt.Sprintf("2021-02-%02d/2021-02-%02d", first, last)))
		}
		positions := positionsOf(t, said...)
		spells := graph.SpellsOf(positions)
		for i, s := range spells {
			if i > 0 && spells[i-1].Span().Adjacent(s.Span(), 0) {
				t.Fatalf("spells %s: two of them touch", strings.Join(spellTexts(spells), ", "))
			}
		}
		for _, p := range positions {
			held := 0
			for _, s := range spells {
				if p.Pieces[0].Outer.Within(s.Span()) {
					held++
				}
			}
			if held != 1 {
				t.Fatalf("%v lies in %d of the spells %s, want 1", p.Pieces[0].Outer, held, strings.Join(spellTexts(spells), ", "))
			}
		}
	}
}
