package graph_test

import (
	"fmt"
	"testing"

	"dyad/graph"
	"github.com/google/go-cmp/cmp"
)

// changeTexts words changes: "so 2020 > not so 2022", "+ 2020 > - 2022", with "told" behind one that a claim tells of.
func changeTexts(changes []graph.Change) []string {
	phase := func(p graph.Phase) string {
		if p.Sign != graph.NoSign {
			return string(p.Sign) + " " + p.When
		}
		return map[bool]string{true: "so ", false: "not so "}[p.Holds] + p.When
	}
	var all []string
	for _, c := range changes {
		text := phase(c.Before) + " > " + phase(c.After)
		if c.Told {
			text += fmt.Sprintf(" told (%d)", len(c.After.Claims))
		}
		all = append(all, text)
	}
	return all
}

func TestChanges(t *testing.T) {
	a, b := tell().in("courier"), tell().in("herald")
	tests := []struct {
		name string
		said []telling
		want []string
	}{
		{"nothing", nil, nil},
		{"undated changes nothing", []telling{a, b.negated()}, nil},
		{"it was, and later was not", []telling{a.sometime("2020"), b.negated().sometime("2022")}, []string{"so 2020 > not so 2022"}},
		{"it was not, and later was", []telling{a.negated().sometime("2020"), b.sometime("2022")}, []string{"not so 2020 > so 2022"}},
		{"perhaps at one time: no change", []telling{a.sometime("2020/2022"), b.negated().sometime("2022")}, nil},
		{"apart, and alike", []telling{a.sometime("2020"), b.sometime("2022")}, nil},
		{
			"there and back",
			[]telling{a.sometime("2018"), b.negated().sometime("2020"), a.sometime("2022")},
			[]string{"so 2018 > not so 2020", "not so 2020 > so 2022"},
		},
		{
			"only the nearest counts",
			[]telling{a.sometime("2016"), a.sometime("2018"), b.negated().sometime("2020")},
			[]string{"so 2018 > not so 2020"},
		},
		{"one claim tells that it ended", []telling{a.ended("2020")}, []string{"so ../2020 > not so 2020/.. told (1)"}},
		{"one claim tells that it began", []telling{a.starting("2020")}, []string{"not so ../2020 > so 2020/.. told (1)"}},
		{"that it is planned to begin, or feared to end, is no change", []telling{a.as(graph.Planned).starting("2020"), b.as(graph.Hypothetical).ended("2022")}, nil},
		{
			"a plan to begin adds nothing to a beginning that is told",
			[]telling{a.starting("2020"), b.as(graph.Planned).starting("2020")},
			[]string{"not so ../2020 > so 2020/.. told (1)"},
		},
		{
			"two tell of one end",
			[]telling{a.ended("2020"), b.ended("2020")},
			[]string{"so ../2020 > not so 2020/.. told (2)"},
		},
		{
			"an end to the day is told once, not found once more",
			[]telling{a.ended("2020-05-03")},
			[]string{"so ../2020-05-03 > not so 2020-05-04/.. told (1)"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, changeTexts(graph.ChangesOf(positionsOf(t, tt.said...)))); diff != "" {
				t.Errorf("ChangesOf: -want +got\n%s", diff)
			}
		})
	}
}

func TestSignChanges(t *testing.T) {
	helps, hits := tell().in("courier"), tell().in("herald")
	hits.claim.Type, hits.term = "attacks", graph.Term{Kind: graph.RelationTerm, Key: "attacks", Sign: graph.Negative}
	lives := tell().in("courier")
	lives.claim.Type, lives.term = "based_in", graph.Term{Kind: graph.RelationTerm, Key: "based_in", Sign: graph.Zero}
	tests := []struct {
		name string
		said []telling
		want []string
	}{
		{"hostile all along", []telling{hits.sometime("2020"), hits.sometime("2024")}, nil},
		{"help, then blows", []telling{helps.sometime("2020"), hits.sometime("2024")}, []string{"+ 2020 > - 2024"}},
		{"both at what may be one time: talk and fight", []telling{helps.sometime("2020/2022"), hits.sometime("2021")}, nil},
		{"touching days are apart", []telling{helps.throughout("2020"), hits.sometime("2021")}, []string{"+ 2020 > - 2021"}},
		{"sign 0 is between nothing", []telling{helps.sometime("2020"), lives.sometime("2022"), hits.sometime("2024")}, []string{"+ 2020 > - 2024"}},
		{"denied help is none", []telling{helps.negated().sometime("2020"), hits.sometime("2024")}, nil},
		{"planned help is none", []telling{helps.as(graph.Planned).sometime("2020"), hits.sometime("2024")}, nil},
		{
			"to and fro",
			[]telling{hits.sometime("2020"), helps.sometime("2022"), hits.sometime("2024")},
			[]string{"- 2020 > + 2022", "+ 2022 > - 2024"},
		},
		{"undated", []telling{helps, hits.sometime("2024")}, nil},
		{"it ended, and blows followed", []telling{helps.ended("2020"), hits.sometime("2024")}, []string{"+ ../2020 > - 2024"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, changeTexts(graph.SignChangesOf(positionsOf(t, tt.said...)))); diff != "" {
				t.Errorf("SignChangesOf: -want +got\n%s", diff)
			}
		})
	}
}
