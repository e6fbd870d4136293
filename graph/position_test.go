package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"dyad/graph"
	"github.com/google/go-cmp/cmp"
)

// reading words a position: who holds it, how it counts ("F", "N", "-", two of them for a change), modality and sign.
func reading(p graph.Position) string {
	who := string(p.Holder.Entity) + p.Holder.Label
	if p.Holder.Self() {
		who = "source"
	}
	var counts strings.Builder
	for _, piece := range p.Pieces {
		counts.WriteString(map[graph.Value]string{graph.Affirms: "F", graph.Negates: "N", graph.Neither: "-"}[piece.Value])
	}
	return strings.TrimSpace(fmt.Sprintf("%s %s %s %s %s", who, counts.String(), p.Polarity, p.Modality, p.Sign))
}

func readings(positions []graph.Position) []string {
	var all []string
	for _, p := range positions {
		all = append(all, reading(p))
	}
	return all
}

// The stances are given from the outside in: what the source thinks of outer comes first.
func TestStancesOfAChainOfVoices(t *testing.T) {
	const (
		n, e, d, r    = graph.Neutral, graph.Endorses, graph.Doubts, graph.Rejects
		innerSays     = "inner F affirmed asserted +"
		innerAlleges  = "inner F affirmed alleged +"
		middleDenies  = "middle N negated asserted"
		outerDenies   = "outer N negated asserted"
		outerAffirms  = "outer F affirmed asserted +"
		sourceDenies  = "source N negated asserted"
		sourceAffirms = "source F affirmed asserted +"
	)
	type stances = []graph.Stance
	tests := []struct {
		stances stances
		want    []string
	}{
		{stances{}, []string{sourceAffirms}},

		{stances{n}, []string{innerSays}},
		{stances{e}, []string{innerSays}},
		{stances{d}, []string{innerAlleges}},
		{stances{r}, []string{innerSays, sourceDenies}},

		{stances{n, n}, []string{innerSays}},
		{stances{e, n}, []string{innerSays}},
		{stances{d, n}, []string{innerAlleges}},
		{stances{r, n}, []string{innerSays, sourceDenies}},
		{stances{n, e}, []string{innerSays}},
		{stances{e, e}, []string{innerSays}},
		{stances{d, e}, []string{innerAlleges}},
		{stances{r, e}, []string{innerSays, sourceDenies}},
		{stances{n, d}, []string{innerAlleges}},
		{stances{e, d}, []string{innerAlleges}},
		{stances{d, d}, []string{innerAlleges}},
		{stances{r, d}, []string{innerAlleges, sourceDenies}},
		{stances{n, r}, []string{innerSays, outerDenies}},
		{stances{e, r}, []string{innerSays, outerDenies}},
		{stances{d, r}, []string{innerSays, "outer N negated alleged"}},
		{stances{r, r}, []string{innerSays, outerDenies, sourceAffirms}},

		{stances{n, n, n}, []string{innerSays}},
		{stances{e, d, e}, []string{innerAlleges}},
		{stances{n, n, r}, []string{innerSays, middleDenies}},
		{stances{n, r, n}, []string{innerSays, outerDenies}},
		{stances{r, n, n}, []string{innerSays, sourceDenies}},
		{stances{n, r, r}, []string{innerSays, middleDenies, outerAffirms}},
		{stances{d, r, r}, []string{innerSays, middleDenies, "outer F affirmed alleged +"}},
		{stances{r, n, r}, []string{innerSays, middleDenies, sourceAffirms}},
		{stances{r, d, r}, []string{innerSays, "middle N negated alleged", sourceAffirms}},
		{stances{r, r, n}, []string{innerSays, outerDenies, sourceAffirms}},
		{stances{r, r, d}, []string{innerAlleges, outerDenies, sourceAffirms}},
		{stances{r, r, r}, []string{innerSays, middleDenies, outerAffirms, sourceDenies}},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprint(tt.stances), func(t *testing.T) {
			a := tell()
			names := []graph.EntityKey{"outer", "middle", "inner"}
			if len(tt.stances) < 3 {
				names = []graph.EntityKey{"outer", "inner"}[2-min(len(tt.stances), 2):]
			}
			for i, stance := range tt.stances {
				a = a.by(names[i], stance)
			}
			if diff := cmp.Diff(tt.want, readings(a.positions(t))); diff != "" {
				t.Errorf("Positions, stances %v from the outside in (-want +got):\n%s", tt.stances, diff)
			}
		})
	}
}

func TestRejectionOfWhateverIsSaid(t *testing.T) {
	rejected := func(a telling) telling { return a.by("ash-league", graph.Rejects) }
	twice := func(a telling) telling { return a.by("grey-council", graph.Rejects).by("ash-league", graph.Rejects) }
	tests := []struct {
		name string
		said telling
		want []string
	}{
		{"a denial: the source affirms, and carries the sign", rejected(tell().negated()), []string{
			"ash-league N negated asserted", "source F affirmed asserted +",
		}},
		{"an allegation: the source does not merely allege the opposite", rejected(tell().as(graph.Alleged)), []string{
			"ash-league F affirmed alleged +", "source N negated asserted",
		}},
		{"an alleged denial", rejected(tell().negated().as(graph.Alleged)), []string{
			"ash-league N negated alleged", "source F affirmed asserted +",
		}},
		{"a demand: nothing is said about what is", rejected(tell().as(graph.Demanded)), []string{
			"ash-league - affirmed demanded", "source - negated demanded",
		}},
		{"a fear", rejected(tell().as(graph.Hypothetical)), []string{
			"ash-league - affirmed hypothetical", "source - negated hypothetical",
		}},
		{"a plan, rejected twice", twice(tell().as(graph.Planned)), []string{
			"ash-league - affirmed planned", "grey-council - negated planned", "source - affirmed planned",
		}},
		{"a failure of what is done by trying: it was not done", rejected(tell().ending(graph.Failed)), []string{
			"ash-league F affirmed asserted", "source N negated asserted",
		}},
		{"a failure of an achievement: not failing is not achieving", rejected(tell().ending(graph.Failed).achievement()), []string{
			"ash-league N affirmed asserted", "source - negated asserted",
		}},
		{"a refusal: not refusing is not doing", rejected(tell().ending(graph.Refused)), []string{
			"ash-league N affirmed asserted", "source - negated asserted",
		}},
		{"a refusal, rejected twice: it was refused after all", twice(tell().ending(graph.Refused)), []string{
			"ash-league N affirmed asserted", "grey-council - negated asserted", "source N affirmed asserted",
		}},
		{"a failed attempt, rejected twice: still a failed one, without a sign", twice(tell().ending(graph.Failed)), []string{
			"ash-league F affirmed asserted", "grey-council N negated asserted", "source F affirmed asserted",
		}},
		{"an end: it goes on, and nothing new is said about before", rejected(tell().ended("2021")), []string{
			"ash-league FN affirmed asserted +", "source F negated asserted +",
		}},
		{"a beginning: it is still not so", rejected(tell().starting("2021")), []string{
			"ash-league NF affirmed asserted +", "source N negated asserted",
		}},
		{"an end, rejected twice: it ended", twice(tell().ended("2021")), []string{
			"ash-league FN affirmed asserted +", "grey-council F negated asserted +", "source FN affirmed asserted +",
		}},
		{"a denied end: it ended", rejected(tell().ended("2021").negated()), []string{
			"ash-league F negated asserted +", "source FN affirmed asserted +",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, readings(tt.said.positions(t))); diff != "" {
				t.Errorf("Positions (-want +got):\n%s", diff)
			}
		})
	}
}

// A rejection counts as the claim of the opposite polarity by whoever rejects.
func TestARejectionIsTheNegatedClaim(t *testing.T) {
	for _, said := range []telling{
		tell(), tell().sometime("2021"), tell().throughout("2021"), tell().ended("2021-08"), tell().starting("2021-08"),
		tell().ended(""), tell().starting("").on(""), tell().as(graph.Planned), tell().ending(graph.Failed),
	} {
		rejections := said.by("ash-league", graph.Rejects).positions(t)
		got, want := rejections[1], said.negated().positions(t)[0]
		if reading(got) != reading(want) {
			t.Errorf("rejected: %q, want %q as of the negated claim", reading(got), reading(want))
		}
		if diff := cmp.Diff(want.Pieces, got.Pieces); diff != "" {
			t.Errorf("pieces of the rejection and of the negated claim %v (-want +got):\n%s", said.claim.When, diff)
		}
		if !got.Rejection || want.Rejection {
			t.Errorf("Rejection = %v and %v, want true of the rejection alone", got.Rejection, want.Rejection)
		}
	}
}

func TestRejectionIsTold(t *testing.T) {
	a := tell().by("outer", graph.Rejects).by("inner", graph.Rejects)
	var got []bool
	for _, p := range a.positions(t) {
		got = append(got, p.Rejection)
	}
	if diff := cmp.Diff([]bool{false, true, false}, got); diff != "" {
		t.Errorf("Rejection of voice, rejection and rejection of that (-want +got):\n%s", diff)
	}
}

func TestOrigins(t *testing.T) {
	courier := graph.Origin{Publisher: "courier"}
	tests := []struct {
		name string
		said telling
		want []graph.Origin
	}{
		{"the source itself", tell(), []graph.Origin{courier}},
		{"a named voice", tell().by("ash-league", graph.Neutral), []graph.Origin{{Entity: "ash-league"}}},
		{
			"of two named voices the innermost", tell().by("grey-council", graph.Neutral).by("ash-league", graph.Neutral),
			[]graph.Origin{{Entity: "ash-league"}},
		},
		{"a label names nobody", tell().byLabel("officials", graph.Neutral), []graph.Origin{courier}},
		{
			"a label inside a name: the name", tell().by("ash-league", graph.Neutral).byLabel("a clerk", graph.Neutral),
			[]graph.Origin{{Entity: "ash-league"}},
		},
		{
			"an affiliation is no name", tell().voiced(graph.Voice{Label: "a clerk", Affiliation: "ash-league"}),
			[]graph.Origin{courier},
		},
		{
			"a rejection by the source", tell().by("ash-league", graph.Rejects),
			[]graph.Origin{{Entity: "ash-league"}, courier},
		},
		{
			"a rejection by a voice", tell().by("grey-council", graph.Neutral).by("ash-league", graph.Rejects),
			[]graph.Origin{{Entity: "ash-league"}, {Entity: "grey-council"}},
		},
		{
			"a rejection by somebody unnamed", tell().byLabel("officials", graph.Neutral).by("ash-league", graph.Rejects),
			[]graph.Origin{{Entity: "ash-league"}, courier},
		},
		{"a source that nobody signs", tell().unsigned(), []graph.Origin{{Source: "courier"}}},
		{"a named voice in it", tell().unsigned().by("ash-league", graph.Neutral), []graph.Origin{{Entity: "ash-league"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []graph.Origin
			for _, p := range tt.said.positions(t) {
				got = append(got, p.Origin)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("origins of the positions (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSourceOrigin(t *testing.T) {
	tests := []struct {
		name    string
		source  graph.Source
		want    graph.Origin
		unknown bool
	}{
		{"publisher and author", graph.Source{Key: "s", Publisher: "P", Author: "A"}, graph.Origin{Publisher: "p", Author: "a"}, false},
		{"publisher alone", graph.Source{Key: "s", Publisher: "P"}, graph.Origin{Publisher: "p"}, false},
		{"author alone", graph.Source{Key: "s", Author: "A"}, graph.Origin{Author: "a"}, false},
		{"white space is no publisher", graph.Source{Key: "s", Publisher: " \t"}, graph.Origin{Source: "s"}, true},
		{"case, white space and how letters are composed say nothing", graph.Source{Key: "s", Publisher: " E\u0301CHO  de la Valle\u0301e\u00a0"}, graph.Origin{Publisher: "\u00e9cho de la vall\u00e9e"}, false},
		{"a capital that lower case takes apart", graph.Source{Key: "s", Publisher: "\u0130lk"}, (&graph.Source{Publisher: "I\u0307lk"}).Origin(), false},
		{"accents do", graph.Source{Key: "s", Publisher: "Echo de la Vallee"}, graph.Origin{Publisher: "echo de la vallee"}, false},
		{"neither: itself", graph.Source{Key: "s"}, graph.Origin{Source: "s"}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.source.Origin(); got != tt.want || got.Unknown() != tt.unknown {
				t.Errorf("Origin() = %v, unknown %v, want %v, %v", got, got.Unknown(), tt.want, tt.unknown)
			}
		})
	}
}

// Sign belongs to affirmed claims, asserted or alleged, that neither failed nor were refused.
func TestSign(t *testing.T) {
	carry := func(p graph.Polarity, m graph.Modality, o graph.Outcome) bool {
		return p == graph.Affirmed && (m == graph.Asserted || m == graph.Alleged) && o != graph.Failed && o != graph.Refused
	}
	for _, p := range graph.Polarities() {
		for _, m := range graph.Modalities() {
			for _, o := range graph.Outcomes() {
				a := tell().as(m).ending(o)
				a.claim.Polarity = p
				want := graph.NoSign
				if carry(p, m, o) {
					want = graph.Positive
				}
				if got := a.positions(t)[0].Sign; got != want {
					t.Errorf("sign of %s, %s, %s = %q, want %q", p, m, o, got, want)
				}
			}
		}
	}
}

func TestSignOfATerm(t *testing.T) {
	tests := []struct {
		name string
		term graph.Term
		want graph.Sign
	}{
		{"hostile", graph.Term{Kind: graph.RelationTerm, Key: "fights", Sign: graph.Negative}, graph.Negative},
		{"a relation without one is neutral", graph.Term{Kind: graph.RelationTerm, Key: "meets"}, graph.Zero},
		{"an unknown type has none", graph.Term{Kind: graph.RelationTerm, Key: "x:courts"}, graph.NoSign},
		{"a role has none", graph.Term{Kind: graph.RoleTerm, Key: "place"}, graph.NoSign},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.term.SignOf(); got != tt.want {
				t.Errorf("SignOf() = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestPositionsKeepClaimAndGenre(t *testing.T) {
	for _, p := range tell().genre(graph.Opinion).by("ash-league", graph.Rejects).positions(t) {
		if p.Claim == nil || p.Claim.From != "red-harbour" || p.Genre != graph.Opinion {
			t.Errorf("position %+v, want the claim it comes from and the genre of its source", p)
		}
	}
}
