package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dyad/graph"
)

// statusCells says what one claim in a single voice adds up to. A cell is a polarity, a modality and an outcome; "failed,
// achieves" is the outcome failed of a type that is an achievement, which changes no other outcome. The five letters are for a
// claim of the source itself, and for a voice towards which it is neutral, which it endorses, doubts, rejects: S stated,
// A alleged, C contested, D denied.
var statusCells = map[string]string{
	"affirmed asserted none":             "SSSAC",
	"affirmed asserted succeeded":        "SSSAC",
	"affirmed asserted failed":           "SSSAC",
	"affirmed asserted failed, achieves": "DDDDD", // who rejects that it failed doesn't say that it succeeded
	"affirmed asserted refused":          "DDDDD",
	"affirmed asserted inconclusive":     "SSSAC",

	"affirmed alleged none":             "AAAAC",
	"affirmed alleged succeeded":        "AAAAC",
	"affirmed alleged failed":           "AAAAC",
	"affirmed alleged failed, achieves": "DDDDD",
	"affirmed alleged refused":          "DDDDD",
	"affirmed alleged inconclusive":     "AAAAC",

	"negated asserted none":             "DDDDC",
	"negated asserted succeeded":        "DDDDC",
	"negated asserted failed":           "DDDDD",
	"negated asserted failed, achieves": "DDDDD",
	"negated asserted refused":          "DDDDD",
	"negated asserted inconclusive":     "DDDDC",

	"negated alleged none":             "DDDDC",
	"negated alleged succeeded":        "DDDDC",
	"negated alleged failed":           "DDDDD",
	"negated alleged failed, achieves": "DDDDD",
	"negated alleged refused":          "DDDDD",
	"negated alleged inconclusive":     "DDDDC",
}

func TestStatusOfEveryCell(t *testing.T) {
	letters := map[byte]graph.Status{
		'S': graph.Stated, 'A': graph.AllegedOnly, 'C': graph.Contested, 'D': graph.Denied, 'H': graph.HypotheticalOnly,
	}
	for _, p := range graph.Polarities() {
		for _, m := range graph.Modalities() {
			for _, o := range graph.Outcomes() {
				for _, achieves := range []bool{false, true} {
					cell := fmt.Sprintf("%s %s %s", p, m, o)
					if achieves && o == graph.Failed {
						cell += ", achieves"
					}
					want, ok := statusCells[cell]
					if m != graph.Asserted && m != graph.Alleged {
						want, ok = "HHHHH", true // neither affirms nor negates, whatever else it says
					}
					if !ok {
						t.Fatalf("the table has no cell %q", cell)
					}
					for i, a := range everyStance(p, m, o, achieves) {
						if got := graph.StatusOf(a.positions(t)); got != letters[want[i]] {
							t.Errorf("StatusOf(%s; stance %v) = %s, want %s", cell, a.claim.Voices, got, letters[want[i]])
						}
					}
				}
			}
		}
	}
}

// everyStance returns the claim of one cell by the source itself and by a voice of every stance.
func everyStance(p graph.Polarity, m graph.Modality, o graph.Outcome, achieves bool) []telling {
	a := tell().as(m).ending(o)
	a.claim.Polarity, a.term.Achievement = p, achieves
	all := []telling{a}
	for _, s := range []graph.Stance{graph.Neutral, graph.Endorses, graph.Doubts, graph.Rejects} {
		all = append(all, a.by("ash-league", s))
	}
	return all
}

func TestStatusOfSeveralClaims(t *testing.T) {
	a, b := tell().in("courier"), tell().in("herald")
	tests := []struct {
		name string
		said []telling
		want graph.Status
	}{
		{"nothing is claimed", nil, graph.HypotheticalOnly},

		// origins
		{"two sources assert", []telling{a, b}, graph.Corroborated},
		{"one source asserts twice", []telling{a, a.sometime("2021")}, graph.Stated},
		{"two sources with one publisher and author", []telling{a, b.signed("courier", "")}, graph.Stated},
		{"two writings of one publisher", []telling{a.signed("Valley Watch", "A. Reed"), b.signed("valley  watch ", "A. REED")}, graph.Stated},
		{"two authors of one publisher", []telling{a.signed("P", "A"), b.signed("P", "B")}, graph.Corroborated},
		{
			"two sources repeat one voice",
			[]telling{a.by("ash-league", graph.Neutral), b.by("ash-league", graph.Neutral)},
			graph.Stated,
		},
		{
			"one source carries two voices",
			[]telling{a.by("ash-league", graph.Neutral), a.by("grey-council", graph.Neutral)},
			graph.Corroborated,
		},
		{"a voice, and the source itself", []telling{a.by("ash-league", graph.Neutral), a}, graph.Corroborated},
		{
			"a voice that the source endorses is still one origin",
			[]telling{a.by("ash-league", graph.Endorses)},
			graph.Stated,
		},
		{
			"two labels in one source may be one person",
			[]telling{a.byLabel("officials", graph.Neutral), a.byLabel("a diplomat", graph.Neutral)},
			graph.Stated,
		},
		{
			"labels in two sources: the sources answer for them",
			[]telling{a.byLabel("officials", graph.Neutral), b.byLabel("officials", graph.Neutral)},
			graph.Corroborated,
		},
		{"two sources that nobody signs count as themselves", []telling{a.unsigned(), b.unsigned()}, graph.Corroborated},
		{"an assertion and an allegation", []telling{a, b.as(graph.Alleged)}, graph.Stated},
		{"two allegations", []telling{a.as(graph.Alleged), b.as(graph.Alleged)}, graph.AllegedOnly},
		{"a doubted voice doesn't corroborate", []telling{a, b.by("ash-league", graph.Doubts)}, graph.Stated},
		{"a doubted voice alone alleges", []telling{a.by("ash-league", graph.Doubts)}, graph.AllegedOnly},
		{"a failed attempt affirms all the same", []telling{a.ending(graph.Failed), b}, graph.Corroborated},

		// affirmed and negated
		{"asserted, and denied by another", []telling{a, b.negated()}, graph.Contested},
		{"alleged, and denied", []telling{a.as(graph.Alleged), b.negated()}, graph.Contested},
		{"asserted, and said to be suspected not to be", []telling{a, b.negated().as(graph.Alleged)}, graph.Contested},
		{"twice asserted, once denied", []telling{a, b, tell().in("ledger").negated()}, graph.Contested},
		{"two denials", []telling{a.negated(), b.negated()}, graph.Denied},
		{"refused, says one, and denied, says another", []telling{a.ending(graph.Refused), b.negated()}, graph.Denied},
		{"refused, says one, done, says another", []telling{a.ending(graph.Refused), b}, graph.Contested},
		{
			"a killing failed, says one, and succeeded, says another",
			[]telling{a.achievement().ending(graph.Failed), b.achievement()},
			graph.Contested,
		},
		{
			"an attack failed, says one, and succeeded, says another",
			[]telling{a.ending(graph.Failed), b.ending(graph.Succeeded)},
			graph.Corroborated,
		},

		// what neither affirms nor negates
		{"a fear and a denial", []telling{a.as(graph.Hypothetical), b.negated()}, graph.Denied},
		{"an assertion and a feared absence", []telling{a, b.negated().as(graph.Hypothetical)}, graph.Stated},
		{"a plan and an assertion", []telling{a.as(graph.Planned), b}, graph.Stated},
		{"a demand and an allegation", []telling{a.as(graph.Demanded), b.as(graph.Alleged)}, graph.AllegedOnly},
		{
			"plan, demand, fear and what would have been",
			[]telling{a.as(graph.Planned), a.as(graph.Demanded), b.as(graph.Hypothetical), b.as(graph.Counterfactual)},
			graph.HypotheticalOnly,
		},

		// time
		{"certainly apart in time", []telling{a.throughout("2019"), b.negated().throughout("2021")}, graph.Stated},
		{"apart by a day", []telling{a.sometime("2019"), b.negated().sometime("2020")}, graph.Stated},
		{"apart in time, twice affirmed", []telling{a.sometime("2019"), b.sometime("2019"), b.negated().sometime("2021")}, graph.Corroborated},
		{"apart in time, alleged", []telling{a.as(graph.Alleged).sometime("2019"), b.negated().sometime("2021")}, graph.AllegedOnly},
		{"the dates share a day", []telling{a.throughout("2019/2020"), b.negated().throughout("2020/2021")}, graph.Contested},
		{"some day of a year, and not on some day of it", []telling{a.sometime("2021"), b.negated().sometime("2021")}, graph.Contested},
		{"a month within the year", []telling{a.sometime("2021-08"), b.negated().throughout("2021")}, graph.Contested},
		{"one is undated", []telling{a.throughout("2019"), b.negated()}, graph.Contested},
		{"going on since, and later not so", []telling{a.throughout("2019/.."), b.negated().sometime("2021")}, graph.Contested},
		{"ended on an unknown day, and not so later", []telling{a.throughout("2019/"), b.negated().sometime("2021")}, graph.Contested},

		// beginnings and ends
		{"it ended", []telling{a.ended("2021-08-15")}, graph.Stated},
		{"it began", []telling{a.starting("2021-08-15")}, graph.Stated},
		{"no longer", []telling{a.ended("")}, graph.Stated},
		{"it ended, and was so before", []telling{a.ended("2021-08-15"), b.sometime("2020")}, graph.Corroborated},
		{"it ended, and was not so after", []telling{a.ended("2021-08-15"), b.negated().sometime("2022")}, graph.Stated},
		{"it ended, and was so after", []telling{a.ended("2021-08-15"), b.sometime("2022")}, graph.Contested},
		{"it ended, and was not so before", []telling{a.ended("2021-08-15"), b.negated().sometime("2020")}, graph.Contested},
		{"it ended that day, and was so on it", []telling{a.ended("2021-08-15"), b.sometime("2021-08-15")}, graph.Corroborated},
		{"it ended that day, and was not so on the next", []telling{a.ended("2021-08-15"), b.negated().sometime("2021-08-16")}, graph.Stated},
		{"it began that day, and was so on it", []telling{a.starting("2021-08-15"), b.sometime("2021-08-15")}, graph.Corroborated},
		{"it began that day, and was so the day before", []telling{a.starting("2021-08-15"), b.sometime("2021-08-14")}, graph.Contested},
		{"it began that day, and was not so the day before", []telling{a.starting("2021-08-15"), b.negated().sometime("2021-08-14")}, graph.Stated},
		{"no longer, and still so after the publication", []telling{a.on("2021-06-01").ended(""), b.sometime("2022")}, graph.Contested},
		{"no longer, and not so after the publication", []telling{a.on("2021-06-01").ended(""), b.negated().sometime("2022")}, graph.Stated},
		{"no longer, by now, and so before: that may have been earlier", []telling{a.ended(""), b.sometime("2020")}, graph.Corroborated},
		{"no longer, and not so before: it may have ended earlier yet", []telling{a.ended(""), b.negated().sometime("2020")}, graph.Stated},
		{"no longer, says one, and so, says another, nobody knows when", []telling{a.ended(""), b}, graph.Contested},
		{"no longer, and so, says one teller: that was before", []telling{a.ended(""), a}, graph.Stated},
		{"no longer, says the source; so, says somebody in it", []telling{a.ended(""), a.by("ash-league", graph.Neutral)}, graph.Contested},
		{"no longer, and so, say unnamed people, who may be others", []telling{a.byLabel("officials", graph.Neutral).ended(""), a.byLabel("officials", graph.Neutral)}, graph.Contested},
		{"it has begun, says one, and is so, says another, nobody knows when", []telling{a.starting(""), b}, graph.Corroborated},
		{"it began in 2021, says one, and is so, says another, nobody knows when", []telling{a.starting("2021"), b}, graph.Corroborated},
		{"it began in 2021, and is not so, says another, nobody knows when", []telling{a.starting("2021"), b.negated()}, graph.Contested},
		{"it began in 2021, and was so long before: it had an earlier time", []telling{a.starting("2021"), b.throughout("1996/2001")}, graph.Corroborated},
		{"it began in 2021, and was so up to then", []telling{a.starting("2021"), b.throughout("1996/2020")}, graph.Contested},
		{"no longer, says one, and not so, says another, nobody knows when", []telling{a.ended(""), b.negated()}, graph.Stated},
		{"so, and no longer from a day on, says one teller", []telling{a.ended("2021"), a}, graph.Stated},
		{"so in 2022, and no longer from 2021, says one teller", []telling{a.ended("2021"), a.sometime("2022")}, graph.Contested},
		{"no longer, and so on a day that reaches the publication", []telling{a.on("2021-06-01").ended(""), b.sometime("2021")}, graph.Contested},
		{"it has begun, and was so before: it may have begun earlier yet", []telling{a.starting(""), b.sometime("2020")}, graph.Corroborated},
		{"it has begun, and was not so before", []telling{a.starting(""), b.negated().sometime("2020")}, graph.Stated},
		{"it has begun, and is not so after the publication", []telling{a.on("2021-06-01").starting(""), b.negated().sometime("2022")}, graph.Contested},
		{"two say that it ended, in one year", []telling{a.ended("2021"), b.ended("2021")}, graph.Corroborated},
		{"two say that it ended, one knows the month", []telling{a.ended("2021"), b.ended("2021-08")}, graph.Corroborated},
		{"two say that it is no longer so", []telling{a.ended(""), b.ended("")}, graph.Corroborated},
		{"two say so, nobody knows when, or when they wrote", []telling{a.ended("").on(""), b.ended("").on("")}, graph.Corroborated},
		{"it ended, in different years", []telling{a.ended("2021"), b.ended("2023")}, graph.Contested},
		{"it has ended, says one; it ended after that, says another", []telling{a.on("2020-06-01").ended(""), b.ended("2023")}, graph.Contested},
		{"it began and ended in one year, and can have begun first", []telling{a.ended("2021"), b.starting("2021")}, graph.Corroborated},
		{"it began, and ended later", []telling{a.starting("2020"), b.ended("2021")}, graph.Corroborated},
		{"it ended, and began again", []telling{a.ended("2019").on("2020"), b.starting("2021").on("2022")}, graph.Contested}, // after 2019 reaches without limit
		{"it ended; it didn't, says another", []telling{a.ended("2021"), b.ended("2021").negated()}, graph.Contested},
		{"it ended; the source rejects that", []telling{a.ended("2021").by("ash-league", graph.Rejects)}, graph.Contested},
		{"it did not end, says one alone", []telling{a.ended("2021").negated()}, graph.Stated},
		{"it did not begin, says one alone", []telling{a.starting("2021").negated()}, graph.Denied},
		{"it did not begin then, and was so before", []telling{a.starting("2021").negated(), b.sometime("2019")}, graph.Stated},
		{"it is planned to end", []telling{a.ended("2025").as(graph.Planned)}, graph.HypotheticalOnly},

		{"until that day they refused", []telling{a.ended("2021-08-15").ending(graph.Refused)}, graph.Denied},
		{"until that day they refused, and later not so, says another", []telling{a.ended("2021-08-15").ending(graph.Refused), b.negated().sometime("2022")}, graph.Denied},
		{"until that day they refused, and later so, says another", []telling{a.ended("2021-08-15").ending(graph.Refused), b.sometime("2022")}, graph.Stated},
		{"until that day they refused, and so on it, says another", []telling{a.ended("2021-08-15").ending(graph.Refused), b.sometime("2021-08-15")}, graph.Contested},

		// events
		{"of one event", []telling{a.of("raid"), b.negated().of("raid")}, graph.Contested},
		{"of different events", []telling{a.of("raid"), b.negated().of("siege")}, graph.Stated},
		{"of events that share one", []telling{a.of("raid", "siege"), b.negated().of("march", "siege")}, graph.Contested},
		{"one names its event, the other none", []telling{a.of("raid"), b.negated()}, graph.Contested},
		{"of one event, apart in time", []telling{a.of("raid").sometime("2019"), b.negated().of("raid").sometime("2021")}, graph.Stated},

		// rejections
		{"rejected by the source", []telling{a.by("ash-league", graph.Rejects)}, graph.Contested},
		{"a view that nobody holds, rejected", []telling{a.byLabel(graph.Unattributed, graph.Rejects)}, graph.Contested},
		{"a denial that the source rejects", []telling{a.negated().by("ash-league", graph.Rejects)}, graph.Contested},
		{"a fear that the source rejects", []telling{a.as(graph.Hypothetical).by("ash-league", graph.Rejects)}, graph.HypotheticalOnly},
		{
			"a voice's rejection that the source doubts",
			[]telling{a.by("grey-council", graph.Doubts).by("ash-league", graph.Rejects)},
			graph.Contested,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			positions := positionsOf(t, tt.said...)
			if got := graph.StatusOf(positions); got != tt.want {
				t.Errorf("StatusOf(%q) = %s, want %s", readings(positions), got, tt.want)
			}
		})
	}
}

// signed sets who stands behind the source.
func (a telling) signed(publisher, author string) telling {
	a.source.Publisher, a.source.Author = publisher, author
	return a
}

func TestOpposes(t *testing.T) {
	a, b := tell().in("courier"), tell().in("herald").negated()
	tests := []struct {
		name string
		a, b telling
		want graph.Overlap
	}{
		{"throughout days that they share", a.throughout("2019/2020"), b.throughout("2020/2021"), graph.CertainOverlap},
		{"some day within a time that the other fills", a.sometime("2020-05"), b.throughout("2020"), graph.CertainOverlap},
		{"some day of a time that the other fills in part", a.sometime("2020"), b.throughout("2020-05"), graph.PossibleOverlap},
		{"some day each", a.sometime("2020"), b.sometime("2020"), graph.PossibleOverlap},
		{"one and the same day", a.sometime("2020-05-01"), b.sometime("2020-05-01"), graph.CertainOverlap},
		{"a day about then", a.sometime("2020-05-01~"), b.throughout("2020"), graph.PossibleOverlap},
		{"a year perhaps", a.throughout("2020?"), b.throughout("2020"), graph.PossibleOverlap},
		{"one undated", a, b.throughout("2020"), graph.UnknownOverlap},
		{"both undated", a, b, graph.UnknownOverlap},
		{"apart", a.throughout("2019"), b.throughout("2020"), graph.NoOverlap},
		{"both affirm", a, tell().in("herald"), graph.NoOverlap},
		{"neither", a.as(graph.Planned), b, graph.NoOverlap},
		{"different events", a.of("raid"), b.of("siege"), graph.NoOverlap},
		{"different offices", a.holding("chair"), b.holding("envoy"), graph.NoOverlap},
		{"with different companions, of whom one side may be wrong", a.describing(graph.RoleWith, "ash"), b.describing(graph.RoleWith, "birch"), graph.UnknownOverlap},
		{"in different places, of which one may be wrong", a.describing("place", "ford"), b.describing("place", "mill"), graph.UnknownOverlap},
		{"with different third parties", a.describing(graph.RoleCounterparty, "ash"), b.describing(graph.RoleCounterparty, "birch"), graph.NoOverlap},
		{"one office", a.holding("chair"), b.holding("chair"), graph.UnknownOverlap},
		{"an office, and none named", a.holding("chair"), b, graph.UnknownOverlap},
		{"began, and ended later, says the other", a.starting("2020"), tell().in("herald").ended("2021"), graph.NoOverlap},
		{"ended, and began in a time that the other fills with its end", a.ended("2019").on("2022"), tell().in("herald").starting("2021").on("2022"), graph.CertainOverlap},
		{"ended, and not so ever since", a.ended("2019").on("2022-01-01"), tell().in("herald").throughout("2021"), graph.CertainOverlap},
		{"ended in the year, and so on some day of it", a.ended("2021"), tell().in("herald").sometime("2021"), graph.PossibleOverlap},
		{"ended, says each", a.ended("2021"), tell().in("herald").ended("2021-08"), graph.NoOverlap},
		{"ended then, or later", a.ended("2019").on("2023-01-01"), tell().in("herald").ended("2021"), graph.CertainOverlap},
		{"no longer, and undated", a.ended(""), tell().in("herald"), graph.UnknownOverlap},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, q := tt.a.positions(t)[0], tt.b.positions(t)[0]
			if got, back := p.Opposes(&q), q.Opposes(&p); got != tt.want || back != tt.want {
				t.Errorf("Opposes = %s, the other way %s, want %s both ways", got, back, tt.want)
			}
			if got := p.Opposes(&p); got != graph.NoOverlap {
				t.Errorf("%s opposes itself: %s, want %s", reading(p), got, graph.NoOverlap)
			}
		})
	}
}

// Up to three of these, in any order and with repetition, are every way in which claims can meet.
func statusMenu(t *testing.T) []graph.Position {
	a, b := tell().in("courier"), tell().in("herald")
	menu := []telling{
		a, b, a.sometime("2019"), b.throughout("2021"), a.as(graph.Alleged), b.as(graph.Alleged).of("raid"),
		a.negated(), b.negated().throughout("2021"), b.negated().sometime("2019").of("siege"), a.negated().as(graph.Alleged),
		a.as(graph.Hypothetical), b.as(graph.Planned).negated(), a.ended("2020"), b.ended("2020-06"), b.starting("2020"),
		a.ended(""), a.ending(graph.Refused).of("raid"),
	}
	positions := positionsOf(t, menu...)
	return append(positions, positionsOf(t, a.by("ash-league", graph.Rejects).sometime("2021"))...)
}

func TestStatusIsTotalAndKnowsNoOrder(t *testing.T) {
	menu := statusMenu(t)
	seen := map[graph.Status]bool{}
	for i := range menu {
		for j := i; j < len(menu); j++ {
			for k := j; k < len(menu); k++ {
				some := []graph.Position{menu[i], menu[j], menu[k]}
				want := graph.StatusOf(some)
				seen[want] = true
				for _, order := range [][3]int{{0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
					turned := []graph.Position{some[order[0]], some[order[1]], some[order[2]]}
					if got := graph.StatusOf(turned); got != want {
						t.Fatalf("StatusOf(%q) = %s, in another order %s", readings(some), want, got)
					}
				}
			}
		}
	}
	for _, s := range graph.Statuses() {
		if !seen[s] {
			t.Errorf("no three positions are %s: the menu is too short to tell", s)
		}
	}
	for s := range seen {
		if !slices.Contains(graph.Statuses(), s) {
			t.Errorf("StatusOf gave %q, which is no status", s)
		}
	}
}

// Saying a thing again adds nothing, and neither does a position that counts neither way.
func TestRepetitionAndFearsChangeNoStatus(t *testing.T) {
	menu := statusMenu(t)
	fear := tell().as(graph.Hypothetical).positions(t)[0]
	for i := range menu {
		for j := i; j < len(menu); j++ {
			pair := []graph.Position{menu[i], menu[j]}
			want := graph.StatusOf(pair)
			if got := graph.StatusOf(append(slices.Clone(pair), menu[j])); got != want {
				t.Errorf("StatusOf(%q) = %s, with the last said again %s", readings(pair), want, got)
			}
			if got := graph.StatusOf(append(slices.Clone(pair), fear)); got != want {
				t.Errorf("StatusOf(%q) = %s, with a fear %s", readings(pair), want, got)
			}
		}
	}
}

func TestStatusRank(t *testing.T) {
	inOrder := []graph.Status{
		graph.Corroborated, graph.Stated, graph.Contested, graph.AllegedOnly, graph.HypotheticalOnly, graph.Denied, "no status",
	}
	for i, s := range inOrder {
		if got := s.Rank(); got != i {
			t.Errorf("%q.Rank() = %d, want %d", s, got, i)
		}
	}
}

func TestClosedSetsHaveNoDoubles(t *testing.T) {
	sets := map[string][]string{
		"polarities": texts(graph.Polarities()), "modalities": texts(graph.Modalities()), "outcomes": texts(graph.Outcomes()),
		"modes": texts(graph.Modes()), "stances": texts(graph.Stances()), "bases": texts(graph.Bases()),
		"bounds": texts(graph.Bounds()), "extents": texts(graph.Extents()), "signs": texts(graph.Signs()),
		"statuses": texts(graph.Statuses()), "faults": texts(graph.Faults()), "genres": texts(graph.Genres()),
		"denial roles": texts(graph.DenialRoles()), "scopes": texts(graph.VoiceScopes()), "rules": texts(graph.Rules()),
	}
	for name, set := range sets {
		for i, s := range set {
			if slices.Contains(set[:i], s) {
				t.Errorf("%s hold %q twice: %s", name, s, strings.Join(set, ", "))
			}
		}
	}
}

func texts[S ~string](set []S) []string {
	var all []string
	for _, s := range set {
		all = append(all, string(s))
	}
	return all
}
