package graph_test

import (
	"testing"

	"dyad/graph"
	"github.com/google/go-cmp/cmp"
)

// viewCorpus is what a few sources say about one relationship.
func viewCorpus(t *testing.T) []graph.Position {
	a, b := tell().in("courier"), tell().in("herald")
	return positionsOf(t,
		a.throughout("2020"),
		a.by("grey-council", graph.Neutral).by("ash-league", graph.Rejects).sometime("2021"),
		a.byLabel("officials", graph.Neutral).as(graph.Alleged),
		b.negated(),
		b.ended("2021-08-15"),
		b.by("ash-league", graph.Doubts).as(graph.Planned).sometime("2025"),
	)
}

func TestAdmit(t *testing.T) {
	const (
		year2020  = "source F affirmed asserted +"
		league    = "ash-league F affirmed asserted +"
		council   = "grey-council N negated asserted"
		officials = "officials F affirmed alleged +"
		denial    = "source N negated asserted"
		end       = "source FN affirmed asserted +"
		plan      = "ash-league - affirmed planned"
	)
	all := []string{year2020, league, council, officials, denial, end, plan}
	entity := func(keys ...graph.EntityKey) []graph.VoiceMatch {
		var matches []graph.VoiceMatch
		for _, k := range keys {
			matches = append(matches, graph.VoiceMatch{Entity: k})
		}
		return matches
	}
	self, label := []graph.VoiceMatch{{Self: true}}, []graph.VoiceMatch{{Label: "officials"}}
	tests := []struct {
		name    string
		view    graph.View
		validAt string
		want    []string
		undated int
	}{
		{"no condition", graph.View{}, "", all, 0},
		{"asOf alone is for the store", graph.View{AsOf: 7}, "", all, 0},
		{"one source", graph.View{Sources: []graph.SourceKey{"herald"}}, "", []string{denial, end, plan}, 0},
		{"no source at all", graph.View{Sources: []graph.SourceKey{}}, "", nil, 0},
		{"two sources", graph.View{Sources: []graph.SourceKey{"herald", "courier"}}, "", all, 0},
		{"without a source", graph.View{WithoutSources: []graph.SourceKey{"herald"}}, "", []string{year2020, league, council, officials}, 0},
		{
			"a source both asked for and left out",
			graph.View{Sources: []graph.SourceKey{"herald"}, WithoutSources: []graph.SourceKey{"herald"}},
			"", nil, 0,
		},

		{"a voice", graph.View{Voices: entity("ash-league")}, "", []string{league, plan}, 0},
		{"a voice that only rejects", graph.View{Voices: entity("grey-council")}, "", []string{council}, 0},
		{"two voices", graph.View{Voices: entity("grey-council", "ash-league")}, "", []string{league, council, plan}, 0},
		{"the source itself", graph.View{Voices: self}, "", []string{year2020, denial, end}, 0},
		{"somebody unnamed", graph.View{Voices: label}, "", []string{officials}, 0},
		{"a label that is an entity's key", graph.View{Voices: []graph.VoiceMatch{{Label: "ash-league"}}}, "", nil, 0},
		{"an entity's key that is a label", graph.View{Voices: entity("officials")}, "", nil, 0},
		{"a match of nothing", graph.View{Voices: []graph.VoiceMatch{{}}}, "", nil, 0},
		{"no voice at all", graph.View{Voices: []graph.VoiceMatch{}}, "", nil, 0},
		{
			"a voice anywhere: what the council rejects reached us through it",
			graph.View{Voices: entity("grey-council"), Scope: graph.AnyVoice},
			"",
			[]string{league, council},
			0,
		},
		{"the source anywhere is all", graph.View{Voices: self, Scope: graph.AnyVoice}, "", all, 0},
		{"innermost, said outright", graph.View{Voices: entity("grey-council"), Scope: graph.InnermostVoice}, "", []string{council}, 0},
		{
			"a voice anywhere: not what others hold of it",
			graph.View{Voices: entity("ash-league"), Scope: graph.AnyVoice},
			"",
			[]string{league, plan},
			0,
		},
		{"without a voice", graph.View{WithoutVoices: entity("ash-league")}, "", []string{year2020, council, officials, denial, end}, 0},
		{
			"without a voice anywhere",
			graph.View{WithoutVoices: entity("grey-council"), Scope: graph.AnyVoice},
			"",
			[]string{year2020, officials, denial, end, plan},
			0,
		},
		{"without the sources' own word", graph.View{WithoutVoices: self}, "", []string{league, council, officials, plan}, 0},
		{"without somebody unnamed", graph.View{WithoutVoices: label}, "", []string{year2020, league, council, denial, end, plan}, 0},

		{"a modality", graph.View{Modality: []graph.Modality{graph.Alleged}}, "", []string{officials}, 0},
		{
			"without a modality",
			graph.View{WithoutModality: []graph.Modality{graph.Alleged}},
			"",
			[]string{year2020, league, council, denial, end, plan},
			0,
		},
		{
			"without two modalities",
			graph.View{WithoutModality: []graph.Modality{graph.Asserted, graph.Planned}},
			"",
			[]string{officials},
			0,
		},
		{
			"a modality both asked for and left out",
			graph.View{Modality: []graph.Modality{graph.Alleged}, WithoutModality: []graph.Modality{graph.Alleged}},
			"", nil, 0,
		},
		{"without no modality", graph.View{WithoutModality: []graph.Modality{}}, "", all, 0},
		{
			"two modalities",
			graph.View{Modality: []graph.Modality{graph.Alleged, graph.Planned}},
			"",
			[]string{officials, plan},
			0,
		},
		{"a polarity: rejections have their own", graph.View{Polarity: []graph.Polarity{graph.Negated}}, "", []string{council, denial}, 0},
		{
			"all conditions hold together",
			graph.View{Polarity: []graph.Polarity{graph.Negated}, Sources: []graph.SourceKey{"courier"}},
			"",
			[]string{council},
			0,
		},

		{"a year", graph.View{}, "2020", []string{year2020, "source F affirmed asserted +"}, 2},
		{
			"after the end its state is what counts, and has no sign",
			graph.View{},
			"2022",
			[]string{"source N affirmed asserted"},
			2,
		},
		{"the year of the end: both states", graph.View{}, "2021", []string{league, council, end}, 2},
		{"a plan has a time too", graph.View{}, "2025", []string{"source N affirmed asserted", plan}, 2},
		{
			"undated ones asked for",
			graph.View{Undated: true},
			"2020",
			[]string{year2020, officials, denial, "source F affirmed asserted +"},
			0,
		},
		{
			"only what else would count is counted as undated",
			graph.View{Sources: []graph.SourceKey{"courier"}},
			"2020",
			[]string{year2020},
			1,
		},
		{"always is a condition too", graph.View{}, "../..", []string{year2020, league, council, end, plan}, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.view.ValidAt = dateOf(t, tt.validAt)
			admitted, undated := tt.view.Admit(viewCorpus(t))
			if diff := cmp.Diff(tt.want, readings(admitted)); diff != "" {
				t.Errorf("Admit (-want +got):\n%s", diff)
			}
			if undated != tt.undated {
				t.Errorf("Admit left out %d for being undated, want %d", undated, tt.undated)
			}
		})
	}
}

func TestAdmitChangesNothing(t *testing.T) {
	positions := viewCorpus(t)
	before := readings(positions)
	view := graph.View{ValidAt: dateOf(t, "2022")}
	view.Admit(positions)
	if diff := cmp.Diff(before, readings(positions)); diff != "" {
		t.Errorf("the positions after Admit (-before +after):\n%s", diff)
	}
}

// What was so by a year's end is denied in the next: the status is that of the time asked for.
func TestAViewProjectsAnew(t *testing.T) {
	said := tell().ended("2021-08-15")
	tests := []struct {
		validAt string
		want    graph.Status
		sign    graph.Sign
	}{
		{"", graph.Stated, graph.Positive},
		{"2020", graph.Stated, graph.Positive},
		{"2022", graph.Denied, graph.NoSign},
	}
	for _, tt := range tests {
		t.Run(tt.validAt, func(t *testing.T) {
			view := graph.View{ValidAt: dateOf(t, tt.validAt)}
			admitted, _ := view.Admit(said.positions(t))
			r := graph.RelationshipOf("red-harbour", &said.term, "blue-valley", admitted)
			if r.Status != tt.want || r.Sign != tt.sign {
				t.Errorf("valid at %q: %s %q, want %s %q", tt.validAt, r.Status, r.Sign, tt.want, tt.sign)
			}
		})
	}
}

// Two who say that it ended in one year agree in every month of it.
func TestAgreementOnAChangeOutlivesAView(t *testing.T) {
	positions := positionsOf(t, tell().ended("2021"), tell().in("herald").ended("2021-08"))
	for _, month := range []string{"2021-01", "2021-08", "2021-10", "2021-12-31"} {
		view := graph.View{ValidAt: dateOf(t, month)}
		admitted, _ := view.Admit(positions)
		if got := graph.StatusOf(admitted); got == graph.Contested {
			t.Errorf("valid at %s, two ends of one year: %s", month, got)
		}
	}
}

func TestIsDefault(t *testing.T) {
	tests := []struct {
		name string
		view graph.View
		want bool
	}{
		{"the zero view", graph.View{}, true},
		{"a scope without voices", graph.View{Scope: graph.AnyVoice}, true},
		{"undated without a time", graph.View{Undated: true}, true},
		{"the past", graph.View{AsOf: 1}, false},
		{"a source", graph.View{Sources: []graph.SourceKey{"courier"}}, false},
		{"no source at all", graph.View{Sources: []graph.SourceKey{}}, false},
		{"a voice left out", graph.View{WithoutVoices: []graph.VoiceMatch{{Self: true}}}, false},
		{"a source left out", graph.View{WithoutSources: []graph.SourceKey{"courier"}}, false},
		{"a polarity", graph.View{Polarity: []graph.Polarity{graph.Negated}}, false},
		{"a modality", graph.View{Modality: []graph.Modality{graph.Alleged}}, false},
		{"a modality left out", graph.View{WithoutModality: []graph.Modality{graph.Alleged}}, false},
		{"a time", graph.View{ValidAt: dateOf(t, "2021")}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.view.IsDefault(); got != tt.want {
				t.Errorf("IsDefault() = %v, want %v", got, tt.want)
			}
		})
	}
}
