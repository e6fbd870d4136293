package graph_test

import (
	"math/rand/v2"
	"testing"

	"dyad/graph"
	"github.com/google/go-cmp/cmp"
)

// supportOf adds up tellings about one relationship of the first one's type.
func supportOf(t *testing.T, said ...telling) graph.Support {
	t.Helper()
	term := &said[0].term
	return graph.RelationshipOf("red-harbour", term, "blue-valley", positionsOf(t, said...)).Support
}

func TestSupportCountsOrigins(t *testing.T) {
	a, b := tell().in("courier"), tell().in("herald")
	opinion := b.genre(graph.Opinion)
	tests := []struct {
		name string
		said []telling
		want graph.Support // the counts alone
	}{
		{"one source", []telling{a}, graph.Support{Claims: 1, Sources: 1, Origins: 1, Asserting: 1, Reporting: 1}},
		{"two sources", []telling{a, b}, graph.Support{Claims: 2, Sources: 2, Origins: 2, Asserting: 2, Reporting: 2}},
		{
			"reporting and opinion are counted apart",
			[]telling{a, opinion},
			graph.Support{Claims: 2, Sources: 2, Origins: 2, Asserting: 2, Reporting: 1, Opinion: 1},
		},
		{
			"one voice in a report and an opinion is one origin, and counts in both",
			[]telling{a.by("ash-league", graph.Neutral), opinion.by("ash-league", graph.Neutral)},
			graph.Support{Claims: 2, Sources: 2, Origins: 1, Asserting: 1, Reporting: 1, Opinion: 1},
		},
		{
			"data",
			[]telling{a.genre(graph.Data)},
			graph.Support{Claims: 1, Sources: 1, Origins: 1, Asserting: 1, Data: 1},
		},
		{
			"an allegation is an origin that doesn't assert",
			[]telling{a, b.as(graph.Alleged)},
			graph.Support{Claims: 2, Sources: 2, Origins: 2, Asserting: 1, Reporting: 2},
		},
		{
			"one origin alleges and asserts",
			[]telling{a.as(graph.Alleged), a},
			graph.Support{Claims: 2, Sources: 1, Origins: 1, Asserting: 1, Reporting: 1},
		},
		{"who denies is no origin of it", []telling{a.negated()}, graph.Support{Claims: 1, Sources: 1}},
		{"nor is who fears it", []telling{a.as(graph.Hypothetical)}, graph.Support{Claims: 1, Sources: 1}},
		{
			"an unsigned source counts as itself",
			[]telling{a.unsigned(), b},
			graph.Support{Claims: 2, Sources: 2, Origins: 2, Asserting: 2, Reporting: 2, IndependenceUnknown: true},
		},
		{
			"a named voice is independent of an unsigned source",
			[]telling{a.unsigned().by("ash-league", graph.Neutral)},
			graph.Support{Claims: 1, Sources: 1, Origins: 1, Asserting: 1, Reporting: 1},
		},
		{
			"an unsigned source that denies leaves nothing unknown",
			[]telling{a, b.unsigned().negated()},
			graph.Support{Claims: 2, Sources: 2, Origins: 1, Asserting: 1, Reporting: 1},
		},
		{
			"one claim, affirmed by its voice and rejected by its source",
			[]telling{a.by("ash-league", graph.Rejects)},
			graph.Support{Claims: 1, Sources: 1, Origins: 1, Asserting: 1, Reporting: 1},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := supportOf(t, tt.said...)
			got.Matrix, got.DeniedBy = nil, nil
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Support (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSupportMatrix(t *testing.T) {
	a := tell()
	got := supportOf(t,
		a.as(graph.Demanded), a.as(graph.Planned), a, a.sometime("2021"), a.as(graph.Alleged), a.negated().as(graph.Alleged),
		a.by("ash-league", graph.Rejects), // affirmed by the league, negated by the source
		a.by("grey-council", graph.Doubts), a.ending(graph.Refused), a.as(graph.Counterfactual).negated(),
	).Matrix
	want := []graph.Cell{
		{Polarity: graph.Affirmed, Modality: graph.Asserted, Count: 4},
		{Polarity: graph.Affirmed, Modality: graph.Alleged, Count: 2},
		{Polarity: graph.Affirmed, Modality: graph.Planned, Count: 1},
		{Polarity: graph.Affirmed, Modality: graph.Demanded, Count: 1},
		{Polarity: graph.Negated, Modality: graph.Asserted, Count: 1},
		{Polarity: graph.Negated, Modality: graph.Alleged, Count: 1},
		{Polarity: graph.Negated, Modality: graph.Counterfactual, Count: 1},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Matrix (-want +got):\n%s", diff)
	}
}

func TestWhoDenies(t *testing.T) {
	a := tell() // that Red Harbour supports Blue Valley
	no := a.negated()
	tests := []struct {
		name string
		said telling
		want []graph.Denial
	}{
		{"nobody", a, nil},
		{"the source", no, []graph.Denial{{Source: "courier", Role: graph.BySource}}},
		{"the accused", no.by("red-harbour", graph.Neutral), []graph.Denial{
			{Entity: "red-harbour", Source: "courier", Role: graph.Accused},
		}},
		{"the other end", no.by("blue-valley", graph.Neutral), []graph.Denial{
			{Entity: "blue-valley", Source: "courier", Role: graph.ThirdParty},
		}},
		{"the other end, of a type that runs both ways", no.symmetric().by("blue-valley", graph.Neutral), []graph.Denial{
			{Entity: "blue-valley", Source: "courier", Role: graph.Accused},
		}},
		{"somebody else", no.by("ash-league", graph.Neutral), []graph.Denial{
			{Entity: "ash-league", Source: "courier", Role: graph.ThirdParty},
		}},
		{"somebody unnamed", no.byLabel("officials", graph.Neutral), []graph.Denial{
			{Label: "officials", Source: "courier", Role: graph.ThirdParty},
		}},
		{
			"somebody unnamed of the accused", no.voiced(graph.Voice{Label: "a spokesman", Affiliation: "red-harbour"}),
			[]graph.Denial{{Label: "a spokesman", Source: "courier", Role: graph.Accused}},
		},
		{"the source, by rejecting", a.by("ash-league", graph.Rejects), []graph.Denial{
			{Source: "courier", Role: graph.BySource},
		}},
		{"the accused, by rejecting", a.by("red-harbour", graph.Neutral).by("ash-league", graph.Rejects), []graph.Denial{
			{Entity: "red-harbour", Source: "courier", Role: graph.Accused},
		}},
		{"who says that it was refused", a.ending(graph.Refused), []graph.Denial{{Source: "courier", Role: graph.BySource}}},
		{"not who says that it ended", a.ended("2021"), nil},
		{"not who fears that it is not so", no.as(graph.Hypothetical), nil},
		{"not who rejects a denial", no.by("red-harbour", graph.Rejects), []graph.Denial{
			{Entity: "red-harbour", Source: "courier", Role: graph.Accused},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, supportOf(t, tt.said).DeniedBy); diff != "" {
				t.Errorf("DeniedBy (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDeniersComeOnceAndInOrder(t *testing.T) {
	no := tell().negated()
	got := supportOf(t,
		no, no.by("grey-council", graph.Neutral), no.byLabel("officials", graph.Neutral), no.by("ash-league", graph.Neutral),
		no.in("herald").by("ash-league", graph.Neutral), no.sometime("2021").by("ash-league", graph.Neutral),
		no.by("red-harbour", graph.Neutral),
	).DeniedBy
	want := []graph.Denial{
		{Entity: "red-harbour", Source: "courier", Role: graph.Accused},
		{Label: "officials", Source: "courier", Role: graph.ThirdParty},
		{Entity: "ash-league", Source: "courier", Role: graph.ThirdParty},
		{Entity: "ash-league", Source: "herald", Role: graph.ThirdParty},
		{Entity: "grey-council", Source: "courier", Role: graph.ThirdParty},
		{Source: "courier", Role: graph.BySource},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("DeniedBy (-want +got):\n%s", diff)
	}
}

func TestRelationshipCarriesSignAndWeight(t *testing.T) {
	weight := 5.0
	a := tell()
	a.term.Weight = &weight
	tests := []struct {
		name string
		said []telling
		sign graph.Sign
	}{
		{"affirmed", []telling{a}, graph.Positive},
		{"alleged", []telling{a.as(graph.Alleged)}, graph.Positive},
		{"contested", []telling{a, a.negated()}, graph.Positive},
		{"denied", []telling{a.negated()}, graph.NoSign},
		{"planned", []telling{a.as(graph.Planned)}, graph.NoSign},
		{"tried, and failed", []telling{a.ending(graph.Failed)}, graph.NoSign},
		{"refused", []telling{a.ending(graph.Refused)}, graph.NoSign},
		{"rejected by the source: its voice still affirms", []telling{a.by("ash-league", graph.Rejects)}, graph.Positive},
		{"ended: it was", []telling{a.ended("2021")}, graph.Positive},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := graph.RelationshipOf("red-harbour", &a.term, "blue-valley", positionsOf(t, tt.said...))
			if r.Sign != tt.sign || (r.Weight != nil) != (tt.sign != graph.NoSign) {
				t.Errorf("sign %q and weight %v, want sign %q and a weight only with it", r.Sign, r.Weight, tt.sign)
			}
		})
	}
}

func TestRelationshipOf(t *testing.T) {
	a := tell().sometime("2021")
	r := graph.RelationshipOf("red-harbour", &a.term, "blue-valley", a.positions(t))
	if r.From != "red-harbour" || r.Type != "supports" || r.To != "blue-valley" || r.Status != graph.Stated {
		t.Errorf("RelationshipOf = %s %s %s, %s, want red-harbour supports blue-valley, stated", r.From, r.Type, r.To, r.Status)
	}
	if want := graph.RelationshipIDOf("red-harbour", "supports", "blue-valley"); r.ID != want {
		t.Errorf("id %s, want %s", r.ID, want)
	}
	if diff := cmp.Diff([]string{"so 2021 sometime (1)"}, spellTexts(r.Spells)); diff != "" {
		t.Errorf("Spells (-want +got):\n%s", diff)
	}
}

func TestRelationshipKnowsNoOrder(t *testing.T) {
	a, b := tell().in("courier"), tell().in("herald").genre(graph.Opinion)
	positions := positionsOf(t,
		a, b, a.sometime("2020"), b.negated().sometime("2021"), a.by("ash-league", graph.Rejects), b.as(graph.Alleged),
		a.unsigned(), b.negated().byLabel("officials", graph.Neutral), a.as(graph.Planned), b.ended("2022"),
	)
	of := func() graph.Relationship {
		return graph.RelationshipOf("red-harbour", &a.term, "blue-valley", positions)
	}
	want := of()
	shuffle := rand.New(rand.NewPCG(5, 6))
	for range 100 {
		shuffle.Shuffle(len(positions), func(i, j int) { positions[i], positions[j] = positions[j], positions[i] })
		if diff := cmp.Diff(want, of(), cmp.AllowUnexported(graph.Spell{})); diff != "" {
			t.Fatalf("RelationshipOf in another order (-want +got):\n%s", diff)
		}
	}
}
