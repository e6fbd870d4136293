package index_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/graph"
	"dyad/graph/index"
)

// lakes is a world of wings, governments and states.
func lakes(claims ...graph.Claim) index.Input {
	in := index.Input{Last: 3, Vocabulary: graph.NewVocabulary([]graph.Term{
		{Kind: graph.RelationTerm, Key: "part_of"},
		{Kind: graph.RelationTerm, Key: "acts_for"},
		{Kind: graph.RelationTerm, Key: "front_for", Broader: "acts_for"},
		{Kind: graph.RelationTerm, Key: "attacks", Sign: graph.Negative},
		{Kind: graph.RelationTerm, Key: "fights", Symmetric: true, Sign: graph.Negative},
		{Kind: graph.RelationTerm, Key: "mediates", Projects: []graph.TermKey{graph.RoleCounterparty}},
		{Kind: graph.EntityTypeTerm, Key: "Group", Class: graph.Actor},
		{Kind: graph.EntityTypeTerm, Key: "Town", Class: graph.Place},
	})}
	for _, key := range []graph.EntityKey{"brigade", "cabinet", "council", "harbour", "lantern", "ministry", "reed", "valley"} {
		in.Entities = append(in.Entities, graph.Version[graph.Entity]{Value: graph.Entity{Key: key, Type: "Group"}, Opened: 1})
	}
	for _, key := range []graph.EntityKey{"dock", "port"} {
		in.Entities = append(in.Entities, graph.Version[graph.Entity]{Value: graph.Entity{Key: key, Type: "Town"}, Opened: 1})
	}
	for _, key := range []graph.SourceKey{"herald", "voice"} {
		src := graph.Source{Key: key, Publisher: string(key), Published: graph.Published{EDTF: when("2031-06", "", "").EDTF}}
		in.Sources = append(in.Sources, graph.Version[graph.Source]{Value: src, Opened: 1})
	}
	return claimed(in, claims...)
}

// said is a claim in words: "lantern part_of brigade 2030", the date left out where there is none.
func said(text string) graph.Claim {
	parts := strings.Fields(text)
	c := claim("herald", graph.EntityKey(parts[0]), graph.TermKey(parts[1]), graph.EntityKey(parts[2]))
	if len(parts) > 3 {
		c.When = when(parts[3], "", "")
	}
	return c
}

func ended(c graph.Claim) graph.Claim  { c.When.Bound = graph.EndBound; return c }
func denied(c graph.Claim) graph.Claim { c.Polarity, c.Source = graph.Negated, "voice"; return c }

func by(voice graph.EntityKey, c graph.Claim) graph.Claim {
	c.Voices = []graph.Voice{{Entity: voice}}
	return c
}

func suspected(c graph.Claim) graph.Claim { c.Modality = graph.Alleged; return c }

func mediating(c graph.Claim, other graph.EntityKey) graph.Claim {
	c.Roles = graph.Roles{{Name: graph.RoleCounterparty, Entities: []graph.EntityKey{other}}}
	return c
}

// arrows are the relationships that a graph shows.
func arrows(g *index.Graph) []string {
	var out []string
	for e := range g.Relationships(index.Window[index.Triple]{}, nil) {
		t := g.Triple(e)
		out = append(out, fmt.Sprintf("%s %s %s", t.From, t.Type, t.To))
	}
	return out
}

// reported words what was rolled up: "lantern=brigade", with times if it has any; "cabinet? several_wholes harbour valley".
func reported(up index.RolledUp) []string {
	var out []string
	for _, l := range up.Merged {
		text := fmt.Sprintf("%s=%s", l.Part, l.Whole)
		if !l.Lasting() {
			for _, t := range l.Times {
				text += " " + t.EDTF()
			}
		}
		out = append(out, text)
	}
	for _, no := range up.Refused {
		text := fmt.Sprintf("%s? %s", no.Part, no.Doubt)
		for _, w := range no.Wholes {
			text += " " + string(w)
		}
		out = append(out, text)
	}
	return out
}

func TestRollup(t *testing.T) {
	tests := []struct {
		name   string
		rollup graph.Rollup
		claims []graph.Claim
		arrows []string
		report []string
		inner  int
	}{
		{
			"nothing is rolled up that nobody calls a part", graph.RollupState,
			[]graph.Claim{said("lantern attacks valley")},
			[]string{"lantern attacks valley"},
			nil, 0,
		},
		{
			"a wing counts as its movement, and that it is its wing lies within", graph.RollupParts,
			[]graph.Claim{said("lantern attacks valley"), said("lantern part_of brigade")},
			[]string{"brigade attacks valley"},
			[]string{"lantern=brigade"},
			1,
		},
		{
			"with parts alone a government is not its state", graph.RollupParts,
			[]graph.Claim{said("cabinet attacks brigade"), said("cabinet acts_for valley")},
			[]string{"cabinet acts_for valley", "cabinet attacks brigade"},
			nil, 0,
		},
		{
			"a ministry counts as the state, by way of its government; the narrower relation is followed too", graph.RollupState,
			[]graph.Claim{
				said("ministry attacks brigade"), said("ministry part_of cabinet"), said("cabinet acts_for valley"), said("reed front_for valley"),
				said("reed attacks lantern"),
			},
			[]string{"valley attacks brigade", "valley attacks lantern"},
			[]string{"cabinet=valley", "ministry=cabinet", "reed=valley"},
			3,
		},
		{
			"what two of one whole do to each other is dropped and counted", graph.RollupParts,
			[]graph.Claim{
				said("lantern part_of brigade"), said("reed part_of brigade"), said("lantern fights reed"), said("reed attacks brigade"),
				said("brigade attacks brigade"),
			},
			[]string{"brigade attacks brigade"}, // said of the whole itself
			[]string{"lantern=brigade", "reed=brigade"},
			4,
		},
		{
			"ends of symmetric types stay in order", graph.RollupParts,
			[]graph.Claim{said("lantern fights cabinet"), said("lantern part_of valley")},
			[]string{"cabinet fights valley"},
			[]string{"lantern=valley"},
			1,
		},
		{
			"two wholes: it stays what it is", graph.RollupParts,
			[]graph.Claim{said("lantern attacks valley"), said("lantern part_of brigade"), said("lantern part_of reed")},
			[]string{"lantern attacks valley", "lantern part_of brigade", "lantern part_of reed"},
			[]string{"lantern? several_wholes brigade reed"},
			0,
		},
		{
			"two wholes that are one are no choice", graph.RollupState,
			[]graph.Claim{
				said("ministry attacks brigade"), said("ministry part_of cabinet"), said("ministry acts_for valley"), said("cabinet acts_for valley"),
			},
			[]string{"valley attacks brigade"},
			[]string{"cabinet=valley", "ministry=cabinet", "ministry=valley"},
			3,
		},
		{
			"a circle: they stay, and who is part of one of them climbs that far", graph.RollupParts,
			[]graph.Claim{
				said("lantern part_of brigade"), said("brigade part_of lantern"), said("reed part_of lantern"), said("reed attacks valley"),
			},
			[]string{"brigade part_of lantern", "lantern attacks valley", "lantern part_of brigade"},
			[]string{"reed=lantern", "brigade? circle lantern", "lantern? circle brigade"},
			1,
		},
		{
			"a circle with a way out: they stay all the same", graph.RollupParts,
			[]graph.Claim{
				said("lantern part_of brigade"), said("brigade part_of lantern"), said("lantern part_of valley"), said("lantern attacks harbour"),
				said("reed part_of lantern"), said("reed attacks council"),
			},
			[]string{"brigade part_of lantern", "lantern attacks council", "lantern attacks harbour", "lantern part_of brigade", "lantern part_of valley"},
			[]string{"reed=lantern", "brigade? circle lantern", "lantern? circle brigade valley"},
			1,
		},
		{
			"a circle at one time: before and after it the way out is taken", graph.RollupParts,
			[]graph.Claim{
				said("lantern part_of brigade 2029"), said("brigade part_of lantern 2029"), said("lantern part_of valley"),
				said("lantern attacks harbour 2029"), said("lantern attacks council 2031"),
			},
			[]string{"brigade part_of lantern", "lantern attacks harbour", "lantern part_of brigade", "lantern part_of valley", "valley attacks council"},
			[]string{"lantern=valley", "brigade? circle lantern", "lantern? circle brigade valley"},
			0,
		},
		{
			"contested: dyad does not choose", graph.RollupParts,
			[]graph.Claim{said("lantern attacks valley"), said("lantern part_of brigade"), denied(said("lantern part_of brigade"))},
			[]string{"lantern attacks valley", "lantern part_of brigade"},
			[]string{"lantern? disputed brigade"},
			0,
		},
		{
			"suspected, or only denied: nobody moves", graph.RollupParts,
			[]graph.Claim{
				said("lantern attacks valley"), suspected(said("lantern part_of brigade")), denied(said("reed part_of brigade")), said("reed attacks valley"),
			},
			[]string{"lantern attacks valley", "lantern part_of brigade", "reed attacks valley", "reed part_of brigade"},
			nil, 0,
		},
		{
			"for the time told: in that time, and where a claim has none", graph.RollupParts,
			[]graph.Claim{
				said("lantern part_of brigade 2029/2030"), said("lantern attacks valley 2030-05"), said("lantern attacks harbour 2031"), said("lantern attacks reed"),
			},
			[]string{"brigade attacks reed", "brigade attacks valley", "lantern attacks harbour"},
			[]string{"lantern=brigade 2029/2030"},
			1,
		},
		{
			"an end: until then, and not after", graph.RollupParts,
			[]graph.Claim{ended(said("lantern part_of brigade 2029")), said("lantern attacks valley 2012"), said("lantern attacks harbour 2030")},
			[]string{"brigade attacks valley", "lantern attacks harbour"},
			[]string{"lantern=brigade ../2029"},
			1,
		},
		{
			"one whole after the other; an undated claim could be of either time", graph.RollupParts,
			[]graph.Claim{
				said("lantern part_of brigade 2029"), said("lantern part_of reed 2031"), said("lantern attacks valley 2029"), said("lantern attacks harbour 2031"),
				said("lantern attacks cabinet"),
			},
			[]string{"brigade attacks valley", "lantern attacks cabinet", "reed attacks harbour"},
			[]string{"lantern=brigade 2029", "lantern=reed 2031", "lantern? several_wholes brigade reed"},
			2,
		},
		{
			"a mediator between two wings of one movement mediates for it", graph.RollupParts,
			[]graph.Claim{mediating(said("council mediates lantern"), "reed"), said("lantern part_of brigade"), said("reed part_of brigade")},
			[]string{"council mediates brigade"},
			[]string{"lantern=brigade", "reed=brigade"},
			2,
		},
		{
			"a wing that mediates between its movement and another still does so for the other", graph.RollupParts,
			[]graph.Claim{mediating(said("lantern mediates brigade"), "valley"), said("lantern part_of brigade")},
			[]string{"brigade mediates valley"},
			[]string{"lantern=brigade"},
			1,
		},
		{
			"and with the sides the other way round", graph.RollupParts,
			[]graph.Claim{mediating(said("lantern mediates brigade"), "reed"), said("lantern part_of reed")},
			[]string{"reed mediates brigade"},
			[]string{"lantern=reed"},
			1,
		},
		{
			"places belong to nobody", graph.RollupParts,
			[]graph.Claim{said("dock part_of port"), said("lantern attacks dock")},
			[]string{"dock part_of port", "lantern attacks dock"},
			nil, 0,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			x := present(t, lakes(tt.claims...)).Index()
			g := under(t, x, graph.View{Rollup: tt.rollup})
			if diff := cmp.Diff(tt.arrows, arrows(g)); diff != "" {
				t.Errorf("relationships: -want +got\n%s", diff)
			}
			if diff := cmp.Diff(tt.report, reported(g.RolledUp())); diff != "" {
				t.Errorf("RolledUp: -want +got\n%s", diff)
			}
			if got := len(g.Inner(nil)); got != tt.inner {
				t.Errorf("Inner = %d claims, want %d", got, tt.inner)
			}
			if want := len(tt.claims) - tt.inner; g.CountClaims() != want {
				t.Errorf("CountClaims = %d, want %d: the others", g.CountClaims(), want)
			}
		})
	}
}

func TestRollupHeedsTheView(t *testing.T) {
	elsewhere := said("lantern part_of brigade")
	elsewhere.Source = "voice"
	in := lakes(by("reed", elsewhere), said("lantern attacks valley"), denied(said("lantern attacks harbour")))
	all := in.Claims
	in.Claims = func(yield func(graph.Version[graph.Claim], error) bool) {
		for v, err := range all {
			if v.Value.Type == "part_of" {
				v.Opened = 2 // a later load
			}
			if !yield(v, err) {
				return
			}
		}
	}
	x := present(t, in).Index()
	tests := []struct {
		name string
		view graph.View
		want []string
	}{
		{"all", graph.View{}, []string{"brigade attacks harbour", "brigade attacks valley"}},
		{"without the source that calls it a part", graph.View{WithoutSources: []graph.SourceKey{"voice"}}, []string{"lantern attacks valley"}},
		{"without the voice that does", graph.View{WithoutVoices: []graph.VoiceMatch{{Entity: "reed"}}}, []string{"lantern attacks harbour", "lantern attacks valley"}},
		{"what is denied, between wholes", graph.View{Polarity: []graph.Polarity{graph.Negated}}, []string{"brigade attacks harbour"}},
		{"before anything was recorded of it", graph.View{AsOf: 1}, []string{"lantern attacks harbour", "lantern attacks valley"}},
		{"once it was", graph.View{AsOf: 2}, []string{"brigade attacks harbour", "brigade attacks valley"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.view.Rollup = graph.RollupParts
			if diff := cmp.Diff(tt.want, arrows(under(t, x, tt.view))); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
	if diff := cmp.Diff([]string{"lantern attacks harbour", "lantern attacks valley", "lantern part_of brigade"}, arrows(x.Present())); diff != "" {
		t.Errorf("the present is changed: -want +got\n%s", diff)
	}
}

func TestRolledUpRelationshipsKeepTheirIDs(t *testing.T) {
	x := present(t, lakes(said("lantern part_of brigade"), said("valley fights lantern"), said("lantern part_of brigade 2030"))).Index()
	g := under(t, x, graph.View{Rollup: graph.RollupParts})
	e, found := g.Edge(graph.RelationshipIDOf("lantern", "fights", "valley"))
	if want := (index.Triple{From: "brigade", Type: "fights", To: "valley"}); !found || g.Triple(e) != want {
		t.Errorf("Edge(id between the parts) = %v, %v; want %v", g.Triple(e), found, want)
	}
	if _, found := g.Edge(graph.RelationshipIDOf("lantern", "part_of", "brigade")); found {
		t.Error("Edge(id of what lies within) is found, want not")
	}
}

// What all lies within one whole is a word of the data nevertheless: a filter that names it finds nothing, and is no mistake.
func TestWordsOfWhatLiesWithin(t *testing.T) {
	ranked := said("lantern x:obeys brigade")
	ranked.Roles = graph.Roles{{Name: "x:rank", Terms: []graph.TermKey{"x:treasurer"}}}
	x := present(t, lakes(said("lantern part_of brigade"), said("lantern attacks valley"), ranked)).Index()
	for _, asOf := range []graph.Tx{0, 1} {
		g := under(t, x, graph.View{Rollup: graph.RollupParts, AsOf: asOf})
		m, err := g.Matcher(index.Filter{Types: []graph.TermKey{"x:obeys"}})
		if err != nil {
			t.Errorf("as of %d, Matcher of x:obeys: %v", asOf, err)
			continue
		}
		for e := range g.Relationships(index.Window[index.Triple]{}, m) {
			t.Errorf("as of %d, x:obeys finds %v", asOf, g.Triple(e))
		}
		if _, err := g.Matcher(index.Filter{Types: []graph.TermKey{"x:obey"}}); graph.FaultOf(err) != graph.NotFound {
			t.Errorf("as of %d, Matcher of x:obey: %v, want %s", asOf, err, graph.NotFound)
		}
		var words []graph.TermKey
		for _, term := range g.Unlisted() {
			words = append(words, term.Key)
		}
		if diff := cmp.Diff([]graph.TermKey{"x:obeys", "x:rank", "x:treasurer"}, words); diff != "" {
			t.Errorf("as of %d, Unlisted: -want +got\n%s", asOf, diff)
		}
	}
}

func TestWhole(t *testing.T) {
	x := present(t, lakes(said("lantern part_of brigade"), said("reed part_of brigade 2030"), said("council part_of reed"), said("council part_of valley"))).Index()
	g := under(t, x, graph.View{Rollup: graph.RollupParts})
	for part, want := range map[graph.EntityKey]graph.EntityKey{
		"lantern": "brigade",
		"reed":    "reed",    // only at some time
		"council": "council", // two wholes
		"valley":  "valley",
	} {
		n, _ := g.Node(part)
		if got := g.Key(g.Whole(n)); got != want {
			t.Errorf("Whole(%s) = %s, want %s", part, got, want)
		}
		if m, _ := x.Present().Node(part); x.Present().Whole(m) != m {
			t.Errorf("Whole(%s) without a rollup is somebody else", part)
		}
	}
	if got := g.Whole(index.Nobody); got != index.Nobody {
		t.Errorf("Whole(Nobody) = %v", got)
	}
}

// A part that denies what is said of its whole is the accused, and is still the one who speaks.
func TestVoicesStayWhoSpoke(t *testing.T) {
	c := denied(by("cabinet", said("valley attacks brigade")))
	x := present(t, lakes(c, said("cabinet acts_for valley"))).Index()
	g := under(t, x, graph.View{Rollup: graph.RollupState})
	e, _ := g.EdgeOf(index.Triple{From: "valley", Type: "attacks", To: "brigade"})
	want := []graph.Denial{{Entity: "cabinet", Source: "voice", Role: graph.Accused}}
	if diff := cmp.Diff(want, g.Relationship(e).Support.DeniedBy); diff != "" {
		t.Errorf("DeniedBy: -want +got\n%s", diff)
	}
	heard := under(t, x, graph.View{Rollup: graph.RollupState, Voices: []graph.VoiceMatch{{Entity: "cabinet"}}})
	if got := arrows(heard); !slices.Equal(got, []string{"valley attacks brigade"}) {
		t.Errorf("according to the cabinet = %v, want what it said", got)
	}
}

func TestAbout(t *testing.T) {
	x := present(t, lakes(
		said("ministry part_of cabinet"), said("cabinet part_of valley"), said("lantern part_of brigade"), said("reed part_of valley"), said("reed part_of harbour"),
	)).Index()
	g := under(t, x, graph.View{Rollup: graph.RollupParts})
	valley, _ := g.Node("valley")
	want := []string{"cabinet=valley", "ministry=cabinet", "reed? several_wholes harbour valley"}
	if diff := cmp.Diff(want, reported(g.RolledUp().About(g, valley))); diff != "" {
		t.Errorf("About(valley): -want +got\n%s", diff)
	}
	if got := len(g.Inner([]index.Node{valley})); got != 2 {
		t.Errorf("Inner(valley) = %d, want the 2 of ministry and cabinet", got)
	}
}

// A view that rolls nobody up shows what the view without shows, whatever the history.
func TestRollupOfNobodyChangesNothing(t *testing.T) {
	for seed := range uint64(30) {
		w := newWorld(seed)
		x := w.build(t)
		for _, tx := range []graph.Tx{0, 3, lastTx} {
			plain, err := x.Under(graph.View{AsOf: tx})
			rolled, err2 := x.Under(graph.View{AsOf: tx, Rollup: graph.RollupState})
			if err != nil || err2 != nil {
				continue // identities of that time are a Conflict
			}
			if len(rolled.RolledUp().Merged) > 0 {
				continue
			}
			if diff := cmp.Diff(arrows(plain), arrows(rolled)); diff != "" {
				t.Errorf("seed %d as of %d: -plain +rolled\n%s", seed, tx, diff)
			}
		}
	}
}

// Whoever is rolled up with undated links is as if the claims had been made of the wholes.
func TestRollupIsAsIfSaidOfWholes(t *testing.T) {
	parts := []graph.Claim{
		said("lantern attacks valley 2030"), said("lantern fights reed"), suspected(by("valley", said("lantern attacks harbour"))), denied(said("lantern attacks valley")),
	}
	var wholes []graph.Claim
	for _, c := range parts {
		if c.From == "lantern" {
			c.From = "brigade"
		}
		wholes = append(wholes, c)
	}
	g := under(t, present(t, lakes(append(parts, said("lantern part_of brigade"))...)).Index(), graph.View{Rollup: graph.RollupParts})
	h := present(t, lakes(wholes...))
	texts := func(g *index.Graph) []string {
		var out []string
		for e := range g.Relationships(index.Window[index.Triple]{}, nil) {
			r := g.Relationship(e)
			out = append(out, fmt.Sprintf("%v %v %v %+v %v %v", g.Triple(e), r.Status, r.Sign, r.Support, r.Spells, g.ContradictionsOf(e)))
		}
		return out
	}
	if diff := cmp.Diff(texts(h), texts(g)); diff != "" {
		t.Errorf("-said of wholes +rolled up\n%s", diff)
	}
}

// An index that was rolled up is kept, and another view does not get it by mistake.
func TestRolledIndexIsKept(t *testing.T) {
	elsewhere := said("lantern part_of brigade")
	elsewhere.Source = "voice"
	x := present(t, lakes(elsewhere, said("lantern attacks valley"), said("cabinet acts_for valley"))).Index()
	parts, state := graph.View{Rollup: graph.RollupParts}, graph.View{Rollup: graph.RollupState}
	first, other := under(t, x, parts), under(t, x, state)
	if under(t, x, parts) != first || under(t, x, state) != other {
		t.Error("Under built the index of a rollup anew")
	}
	if diff := cmp.Diff(arrows(x.Present()), arrows(under(t, first.Index(), graph.View{}))); diff != "" {
		t.Errorf("the view without a rollup, asked of the index with one: -want +got\n%s", diff)
	}
	without := under(t, x, graph.View{Rollup: graph.RollupParts, WithoutSources: []graph.SourceKey{"voice"}})
	if got := without.RolledUp().Merged; len(got) > 0 {
		t.Errorf("without its source, %v is still merged", got)
	}
}
