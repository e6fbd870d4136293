package walk_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/walk"
)

// shore is a world about Blue Valley and Red Harbour, and about who stands beside them.
func shore(t *testing.T, claims ...graph.Claim) *index.Graph {
	t.Helper()
	in := index.Input{Last: 1, Vocabulary: graph.NewVocabulary([]graph.Term{
		{Kind: graph.RelationTerm, Key: "attacks", Sign: graph.Negative},
		{Kind: graph.RelationTerm, Key: "arms", Sign: graph.Positive},
		{Kind: graph.RelationTerm, Key: "allied_with", Symmetric: true, Sign: graph.Positive},
		{Kind: graph.RelationTerm, Key: "based_in", Sign: graph.Zero},
		{Kind: graph.RelationTerm, Key: "mediates", Projects: []graph.TermKey{graph.RoleCounterparty}},
		{Kind: graph.EntityTypeTerm, Key: "Group", Class: graph.Actor},
		{Kind: graph.EntityTypeTerm, Key: "Town", Class: graph.Place},
	})}
	for _, key := range []graph.EntityKey{"brigade", "council", "harbour", "lantern", "reed", "valley"} {
		in.Entities = append(in.Entities, graph.Version[graph.Entity]{Value: graph.Entity{Key: key, Type: "Group"}, Opened: 1})
	}
	in.Entities = append(in.Entities, graph.Version[graph.Entity]{Value: graph.Entity{Key: "sandgate", Type: "Town"}, Opened: 1})
	for _, key := range []graph.SourceKey{"herald", "voice"} {
		in.Sources = append(in.Sources, graph.Version[graph.Source]{Value: graph.Source{Key: key, Publisher: string(key)}, Opened: 1})
	}
	in.Claims = func(yield func(graph.Version[graph.Claim], error) bool) {
		for i, c := range claims {
			c.Normalize(in.Vocabulary.Relation(c.Type))
			c.ID[0] = byte(i + 1) // in the order in which they are written
			if !yield(graph.Version[graph.Claim]{Value: c, Opened: 1}, nil) {
				return
			}
		}
	}
	return build(t, in).Present()
}

// said is a claim in words, "valley attacks harbour 2031", the date left out where there is none, and who says so.
func said(t *testing.T, text string, voices ...graph.Voice) graph.Claim {
	t.Helper()
	parts := strings.Fields(text)
	c := graph.Claim{
		Source: "herald", From: graph.EntityKey(parts[0]), Type: graph.TermKey(parts[1]), To: graph.EntityKey(parts[2]), Voices: voices,
	}
	if len(parts) > 3 {
		date, err := graph.ParseEDTF(parts[3])
		if err != nil {
			t.Fatal(err)
		}
		c.When.EDTF = date
	}
	return c
}

func between(t *testing.T, g *index.Graph, a, b graph.EntityKey) *walk.Pair {
	t.Helper()
	m, known := g.Node(a)
	n, known2 := g.Node(b)
	p, err := walk.Between(g, m, n, nil)
	if !known || !known2 || err != nil {
		t.Fatalf("Between(%s, %s): %v", a, b, err)
	}
	return p
}

// arrows words relationships.
func arrows(g *index.Graph, edges []index.Edge) []string {
	var out []string
	for _, e := range edges {
		t := g.Triple(e)
		out = append(out, fmt.Sprintf("%s %s %s", t.From, t.Type, t.To))
	}
	return out
}

// numbers are the claims of statements, in their order, by their place in the world.
func numbers(statements []walk.Statement) []int {
	var out []int
	for _, s := range statements {
		out = append(out, int(s.Claim.ID[0]))
	}
	return out
}

func TestBetween(t *testing.T) {
	g := shore(t,
		said(t, "valley attacks harbour"), said(t, "harbour arms valley"), said(t, "valley allied_with harbour"), said(t, "valley arms harbour"),
		said(t, "valley attacks reed"),
	)
	p := between(t, g, "valley", "harbour")
	for _, tt := range []struct {
		name  string
		edges []index.Edge
		want  []string
	}{
		{"forward", p.Forward, []string{"valley arms harbour", "valley attacks harbour"}},
		{"backward", p.Backward, []string{"harbour arms valley"}},
		{"mutual, once", p.Mutual, []string{"harbour allied_with valley"}},
	} {
		if diff := cmp.Diff(tt.want, arrows(g, tt.edges)); diff != "" {
			t.Errorf("%s: -want +got\n%s", tt.name, diff)
		}
	}
	if diff := cmp.Diff([]int{4, 1, 2, 3}, numbers(p.Statements)); diff != "" {
		t.Errorf("statements: -want +got\n%s", diff)
	}
	turned := between(t, g, "harbour", "valley")
	if !slices.Equal(turned.Forward, p.Backward) || !slices.Equal(turned.Backward, p.Forward) || !slices.Equal(turned.Mutual, p.Mutual) {
		t.Error("the pair turned round is not the same turned round")
	}
	if _, err := walk.Between(g, p.A, p.A, nil); graph.FaultOf(err) != graph.BadInput {
		t.Errorf("Between(valley, valley) = %v, want BadInput", err)
	}
}

func TestTimeline(t *testing.T) {
	begun := said(t, "valley arms harbour")
	begun.When.Bound = graph.StartBound
	p := between(t, shore(t,
		said(t, "valley attacks harbour 2031-05"), said(t, "valley attacks harbour"), said(t, "harbour attacks valley 2029"),
		begun, said(t, "valley arms harbour 2031-05/2031-06"), said(t, "valley arms harbour ../2030"), said(t, "harbour arms valley 2029~"),
	), "valley", "harbour")
	dated, undated := p.Timeline()
	if diff := cmp.Diff([]int{6, 3, 7, 1, 5}, numbers(dated)); diff != "" {
		t.Errorf("dated, by first day, last day, claim: -want +got\n%s", diff)
	}
	if diff := cmp.Diff([]int{2, 4}, numbers(undated)); diff != "" {
		t.Errorf("undated, a beginning without a date among them: -want +got\n%s", diff)
	}
}

func TestSpeakers(t *testing.T) {
	officials := graph.Voice{Label: "officials"}
	elsewhere := said(t, "valley attacks harbour", officials)
	elsewhere.Source = "voice"
	p := between(t, shore(t,
		said(t, "valley attacks harbour", graph.Voice{Entity: "harbour"}),
		said(t, "valley arms harbour"),
		said(t, "harbour attacks valley", officials),
		elsewhere,
		said(t, "harbour arms valley", graph.Voice{Entity: "harbour", Stance: graph.Rejects}), // and the herald holds the opposite
	), "valley", "harbour")
	var got []string
	for _, s := range p.Speakers() {
		got = append(got, fmt.Sprintf("%s/%s/%s %v", s.Entity, s.Label, s.Source, numbers(s.Statements)))
	}
	want := []string{"harbour// [1 5]", "/officials/herald [3]", "/officials/voice [4]", "//herald [2 5]"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Speakers: -want +got\n%s", diff)
	}
}

func TestSigned(t *testing.T) {
	refused := said(t, "valley arms harbour")
	refused.Outcome = graph.Refused
	p := between(t, shore(t, said(t, "valley attacks harbour"), said(t, "valley arms harbour 2030"), refused, said(t, "harbour based_in valley")), "valley", "harbour")
	for sign, want := range map[graph.Sign][]int{graph.Negative: {1}, graph.Positive: {2}, graph.Zero: {4}} {
		var got []int
		for _, c := range p.Signed(sign) {
			got = append(got, int(c.ID[0]))
		}
		if !slices.Equal(got, want) {
			t.Errorf("Signed(%s) = %v, want %v", sign, got, want)
		}
	}
}

func TestTurns(t *testing.T) {
	denied := said(t, "valley arms harbour 2030")
	denied.Polarity = graph.Negated
	g := shore(t, said(t, "valley arms harbour 2028"), denied, said(t, "harbour attacks valley 2031"))
	var got []string
	for _, c := range between(t, g, "valley", "harbour").Changes() {
		of := "sign"
		if !c.Sign {
			of = arrows(g, []index.Edge{c.Edge})[0]
		}
		got = append(got, of+": "+c.Before.When+", "+c.After.When)
	}
	want := []string{"sign: 2028, 2031", "valley arms harbour: 2028, 2030"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Changes: -want +got\n%s", diff)
	}
}

func TestMediators(t *testing.T) {
	with := func(c graph.Claim, other graph.EntityKey) graph.Claim {
		c.Roles = graph.Roles{{Name: graph.RoleCounterparty, Entities: []graph.EntityKey{other}}}
		return c
	}
	planned := with(said(t, "lantern mediates valley"), "harbour")
	planned.Modality = graph.Planned
	g := shore(t,
		with(said(t, "council mediates valley"), "harbour"),
		with(said(t, "council mediates valley"), "reed"),    // another mediation of the same
		with(said(t, "reed mediates valley"), "brigade"),    // not between the two
		said(t, "brigade mediates harbour"),                 // for one of them alone
		with(said(t, "harbour mediates valley"), "harbour"), // a side is no mediator
		planned,
	)
	mediators, err := between(t, g, "valley", "harbour").Mediators(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range mediators {
		got = append(got, fmt.Sprintf("%s %s %d %s", g.Key(m.Node), m.Status, len(m.Claims), strings.Join(arrows(g, m.Edges), ", ")))
	}
	want := []string{
		"council stated 1 council mediates harbour, council mediates valley",
		"lantern hypothetical 1 lantern mediates harbour, lantern mediates valley",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Mediators: -want +got\n%s", diff)
	}
}

func TestShared(t *testing.T) {
	denied := said(t, "harbour attacks council")
	denied.Polarity = graph.Negated
	g := shore(t,
		said(t, "valley arms reed"), said(t, "reed allied_with harbour"), // a friend of both, whichever way
		said(t, "lantern attacks valley"), said(t, "harbour attacks lantern"), said(t, "lantern arms harbour"),
		said(t, "valley attacks council"), denied, // an enemy of one
		said(t, "valley attacks sandgate"), said(t, "harbour attacks sandgate"), // a place is no enemy
		said(t, "valley attacks harbour"),
	)
	p := between(t, g, "valley", "harbour")
	for sign, want := range map[graph.Sign][]string{
		graph.Positive: {"reed: valley arms reed; harbour allied_with reed"},
		graph.Negative: {"lantern: lantern attacks valley; harbour attacks lantern"},
	} {
		shared, err := p.Shared(t.Context(), sign)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range shared {
			got = append(got, fmt.Sprintf("%s: %s; %s", g.Key(s.Node), strings.Join(arrows(g, s.WithA), ", "), strings.Join(arrows(g, s.WithB), ", ")))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("Shared(%s): -want +got\n%s", sign, diff)
		}
	}
}

func TestContradictionsOfAPair(t *testing.T) {
	denied, other := said(t, "valley attacks harbour"), said(t, "reed attacks harbour")
	denied.Polarity, other.Polarity = graph.Negated, graph.Negated
	g := shore(t, said(t, "valley attacks harbour"), denied, said(t, "reed attacks harbour"), other)
	found, err := between(t, g, "valley", "harbour").Contradictions(t.Context())
	if err != nil || len(found) != 1 || found[0].Rule != graph.PolarityRule || found[0].Sides[0].Claims[0][0] > 2 {
		t.Errorf("Contradictions = %v, %v; want the one about the two of %d", found, err, len(g.Contradictions()))
	}
}

func TestWhatHasNoDateIsCounted(t *testing.T) {
	x := shore(t,
		said(t, "valley attacks harbour 2031"), said(t, "valley attacks harbour"), said(t, "harbour arms valley"), said(t, "valley arms harbour 2029"),
	).Index()
	g, err := x.Under(graph.View{ValidAt: said(t, "a b c 2031").When.EDTF})
	if err != nil {
		t.Fatal(err)
	}
	p := between(t, g, "valley", "harbour")
	if len(p.Statements) != 1 || p.Undated != 2 {
		t.Errorf("in 2031: %d statements, %d left out for having no date; want 1 and 2", len(p.Statements), p.Undated)
	}
}
