package graph_test

import (
	"slices"
	"strings"
	"testing"

	"dyad/graph"
	"github.com/google/go-cmp/cmp"
)

// soundTerms is a small vocabulary without a fault: every relation has its labels, ends and mutual incompatibilities.
func soundTerms() []graph.Term {
	relation := func(key, inverse string, more func(*graph.Term)) graph.Term {
		t := graph.Term{
			Kind: graph.RelationTerm, Key: graph.TermKey(key), Label: key, Inverse: inverse, Definition: "d",
			From: []graph.TermKey{"actor"}, To: []graph.TermKey{"actor"},
		}
		if more != nil {
			more(&t)
		}
		return t
	}
	return []graph.Term{
		relation("opposes", "is opposed by", nil),
		relation("attacks", "is attacked by", func(t *graph.Term) {
			t.Broader, t.ConfusedWith = "fights", []graph.TermKey{"opposes"}
		}),
		relation("fights", "fights", func(t *graph.Term) { t.Symmetric, t.Broader = true, "opposes" }),
		relation("rival_of", "rival_of", func(t *graph.Term) {
			t.Symmetric = true
			t.Incompatible = []graph.Incompatible{{With: "fights", Polarity: graph.Negated, Other: graph.Affirmed}}
		}),
		relation("mediates", "is mediated by", func(t *graph.Term) { t.Projects = []graph.TermKey{"counterparty"} }),
		relation("began", "", func(t *graph.Term) { t.Unary, t.From, t.To = true, []graph.TermKey{"event"}, nil }),
		relation("carried_out", "was carried out by", func(t *graph.Term) { t.To = []graph.TermKey{"event", "Facility"} }),
		{Kind: graph.EntityTypeTerm, Key: "Group", Label: "group", Definition: "d", Class: graph.Actor},
		{Kind: graph.EntityTypeTerm, Key: "Facility", Label: "facility", Definition: "d", Class: graph.Place},
		{Kind: graph.EntityTypeTerm, Key: "Raid", Label: "raid", Definition: "d", Class: graph.Event},
		{Kind: graph.RoleTerm, Key: "counterparty", Label: "counterparty", Definition: "d", Holds: graph.HoldsEntity, Allowed: []graph.TermKey{"actor", "Facility"}},
		{Kind: graph.OfficeTerm, Key: "warden", Label: "warden", Definition: "d", Exclusive: true},
	}
}

// mutual adds the other half of rival_of's incompatibility.
func mutual(terms []graph.Term) []graph.Term {
	for i := range terms {
		if terms[i].Key == "fights" {
			terms[i].Incompatible = []graph.Incompatible{{With: "rival_of", Polarity: graph.Affirmed, Other: graph.Negated}}
		}
	}
	return terms
}

func TestASoundVocabularyHasNoProblem(t *testing.T) {
	if problems := graph.NewVocabulary(mutual(soundTerms())).Check(); len(problems) != 0 {
		t.Errorf("Check() = %v, want none", problems)
	}
	var none graph.Vocabulary
	if problems := none.Check(); len(problems) != 0 {
		t.Errorf("Check() of no terms = %v, want none", problems)
	}
}

func TestCheck(t *testing.T) {
	tests := []struct {
		name   string
		key    graph.TermKey
		change func(*graph.Term)
		want   []string // problems, each by its beginning
	}{
		{"no label", "warden", func(t *graph.Term) { t.Label = "" }, []string{"office warden: a term needs a label"}},
		{"no definition", "Group", func(t *graph.Term) { t.Definition = "" }, []string{"entity_type Group: a term needs a label and a definition"}},
		{
			"confused with nothing known", "attacks", func(t *graph.Term) { t.ConfusedWith = []graph.TermKey{"assaults", "opposes"} },
			[]string{`relation attacks: confused_with names "assaults", which is no relation`},
		},
		{
			"confused with a term of another kind", "attacks", func(t *graph.Term) { t.ConfusedWith = []graph.TermKey{"warden"} },
			[]string{`relation attacks: confused_with names "warden", which is no relation`},
		},
		{
			"a broader type that nobody defines", "attacks", func(t *graph.Term) { t.Broader = "harms" },
			[]string{`relation attacks: broader names "harms", which is no relation`},
		},
		{
			"projects an unknown role", "mediates", func(t *graph.Term) { t.Projects = []graph.TermKey{"audience"} },
			[]string{`relation mediates: projects names "audience", which is no role`},
		},
		{
			"an unknown end", "carried_out", func(t *graph.Term) { t.To = []graph.TermKey{"Raidd"} },
			[]string{`relation carried_out: an end names "Raidd", which is no entity_type`},
		},
		{
			"an unknown first end", "carried_out", func(t *graph.Term) { t.From = []graph.TermKey{"actors"} },
			[]string{`relation carried_out: an end names "actors", which is no entity_type`},
		},
		{
			"an unknown filler", "counterparty", func(t *graph.Term) { t.Allowed = []graph.TermKey{"Person"} },
			[]string{`role counterparty: an end names "Person", which is no entity_type`},
		},
		{
			"incompatible with nothing known", "opposes",
			func(t *graph.Term) { t.Incompatible = []graph.Incompatible{{With: "courts"}} },
			[]string{
				`relation opposes: incompatible names "courts", which is no relation`,
				`relation opposes: incompatible with "courts", which does not say so of it`,
			},
		},
		{
			"incompatible on one side", "opposes",
			func(t *graph.Term) {
				t.Incompatible = []graph.Incompatible{{With: "mediates", Polarity: graph.Affirmed, Other: graph.Affirmed}}
			},
			[]string{`relation opposes: incompatible with "mediates", which does not say so of it`},
		},
		{
			"incompatible in other polarities than the other side says", "rival_of",
			func(t *graph.Term) { t.Incompatible[0].Polarity = graph.Affirmed },
			[]string{
				`relation fights: incompatible with "rival_of", which does not say so of it`,
				`relation rival_of: incompatible with "fights", which does not say so of it`,
			},
		},
		{
			"a symmetric type with two readings", "fights", func(t *graph.Term) { t.Inverse = "is fought by" },
			[]string{"relation fights: a symmetric type reads the same both ways"},
		},
		{
			"a symmetric type with two kinds of ends", "fights", func(t *graph.Term) { t.To = []graph.TermKey{"Group"} },
			[]string{"relation fights: a symmetric type reads the same both ways and has the same ends"},
		},
		{
			"a unary type with a second end", "began", func(t *graph.Term) { t.To = []graph.TermKey{"Group"} },
			[]string{"relation began: a unary type has no second end"},
		},
		{
			"a unary type that is symmetric", "began", func(t *graph.Term) { t.Symmetric, t.Inverse, t.From = true, "began", nil },
			[]string{"relation began: a unary type has no second end"},
		},
		{
			"no inverse", "attacks", func(t *graph.Term) { t.Inverse = "" },
			[]string{"relation attacks: a type needs a label to be read backwards"},
		},
		{
			"a symmetric type that projects", "fights", func(t *graph.Term) { t.Projects = []graph.TermKey{"counterparty"} },
			[]string{"relation fights: only a type with two different ends can project a role"},
		},
		{
			"a unary type that projects", "began", func(t *graph.Term) { t.Projects = []graph.TermKey{"counterparty"} },
			[]string{"relation began: only a type with two different ends can project a role"},
		},
		{
			"broader than itself", "opposes", func(t *graph.Term) { t.Broader = "opposes" },
			[]string{"relation opposes: broader leads back to the type itself"},
		},
		{
			"a circle of three: each of them is told", "opposes", func(t *graph.Term) { t.Broader = "attacks" },
			[]string{
				"relation attacks: broader leads back to the type itself",
				"relation fights: broader leads back to the type itself",
				"relation opposes: broader leads back to the type itself",
			},
		},
		{
			"a circle further up: the terms in it are told, not those below", "fights",
			func(t *graph.Term) { t.Broader = "fights" },
			[]string{"relation fights: broader leads back to the type itself"},
		},
		{
			"several at once", "attacks", func(t *graph.Term) { t.Label, t.Inverse = "", "" },
			[]string{
				"relation attacks: a term needs a label",
				"relation attacks: a type needs a label to be read backwards",
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			terms := mutual(soundTerms())
			i := slices.IndexFunc(terms, func(x graph.Term) bool { return x.Key == tt.key })
			tt.change(&terms[i])
			problems := graph.NewVocabulary(terms).Check()
			if len(problems) != len(tt.want) {
				t.Fatalf("Check() = %q, want %d problems like %q", problems, len(tt.want), tt.want)
			}
			for i, p := range problems {
				if !strings.HasPrefix(p.Error(), tt.want[i]) || graph.FaultOf(p) != graph.BadInput {
					t.Errorf("Check()[%d] = %q (%s), want %q…", i, p, graph.FaultOf(p), tt.want[i])
				}
			}
		})
	}
}

func TestLaterTermsReplaceEarlierOnes(t *testing.T) {
	v := graph.NewVocabulary([]graph.Term{
		{Kind: graph.RelationTerm, Key: "meets", Label: "meets"},
		{Kind: graph.RoleTerm, Key: "meets", Label: "a role of that name"},
		{Kind: graph.RelationTerm, Key: "meets", Label: "sits down with"},
	})
	if got := v.Relation("meets").Label; got != "sits down with" {
		t.Errorf("label of meets = %q, want that of the later term", got)
	}
	if got := v.Term(graph.RoleTerm, "meets").Label; got != "a role of that name" {
		t.Errorf("label of the role meets = %q, want its own", got)
	}
	if got := len(slices.Collect(v.All())); got != 2 {
		t.Errorf("All() has %d terms, want 2", got)
	}
}

func TestAVocabularyKeepsItsTerms(t *testing.T) {
	terms := []graph.Term{{Kind: graph.RelationTerm, Key: "meets", Label: "meets"}}
	v := graph.NewVocabulary(terms)
	terms[0].Label = "changed since"
	if got := v.Relation("meets").Label; got != "meets" {
		t.Errorf("label of meets = %q after the caller changed its slice, want meets", got)
	}
}

func TestTermsInOrder(t *testing.T) {
	v := graph.NewVocabulary(soundTerms())
	var got []string
	for term := range v.All() {
		got = append(got, string(term.Key))
	}
	want := []string{
		"Facility", "Group", "Raid",
		"attacks", "began", "carried_out", "fights", "mediates", "opposes", "rival_of",
		"counterparty", "warden",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("All (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]graph.TermKey{"Facility", "Group", "Raid"}, v.Keys(graph.EntityTypeTerm)); diff != "" {
		t.Errorf("Keys(entity_type) (-want +got):\n%s", diff)
	}
	if got := v.Term(graph.RelationTerm, "courts"); got != nil {
		t.Errorf("Term(relation, courts) = %v, want nil", got)
	}
}

func TestAnUnknownRelation(t *testing.T) {
	got := graph.NewVocabulary(nil).Relation("x:courts")
	if got.Key != "x:courts" || got.Sign != graph.NoSign || got.SignOf() != graph.NoSign || got.Weight != nil ||
		got.Broader != "" || got.From != nil || got.To != nil || got.Symmetric {
		t.Errorf("Relation(x:courts) = %+v, want a bare term", got)
	}
	if !got.Key.Unknown() || graph.TermKey("courts").Unknown() {
		t.Error("Unknown: want true of x:courts and false of courts")
	}
}

func TestBroader(t *testing.T) {
	v := graph.NewVocabulary(soundTerms())
	if diff := cmp.Diff([]graph.TermKey{"attacks", "fights", "opposes"}, slices.Collect(v.Broader("attacks"))); diff != "" {
		t.Errorf("Broader(attacks) (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]graph.TermKey{"x:courts"}, slices.Collect(v.Broader("x:courts"))); diff != "" {
		t.Errorf("Broader(x:courts) (-want +got):\n%s", diff)
	}
	if got := slices.Collect(v.Broader("")); got != nil {
		t.Errorf("Broader of no type = %v, want none", got)
	}
	for k := range v.Broader("attacks") { // a caller may stop
		if k == "fights" {
			break
		}
	}
	circle := graph.NewVocabulary([]graph.Term{
		{Kind: graph.RelationTerm, Key: "a", Broader: "b"},
		{Kind: graph.RelationTerm, Key: "b", Broader: "c"},
		{Kind: graph.RelationTerm, Key: "c", Broader: "b"},
	})
	if diff := cmp.Diff([]graph.TermKey{"a", "b", "c"}, slices.Collect(circle.Broader("a"))); diff != "" {
		t.Errorf("Broader(a), above which b and c are a circle (-want +got):\n%s", diff)
	}
}

func TestEntails(t *testing.T) {
	v := graph.NewVocabulary(soundTerms())
	tests := []struct {
		narrow, wide graph.TermKey
		want         bool
	}{
		{"attacks", "attacks", true},
		{"attacks", "fights", true},
		{"attacks", "opposes", true},
		{"opposes", "attacks", false},
		{"rival_of", "opposes", false},
		{"x:courts", "x:courts", true},
		{"x:courts", "opposes", false},
	}
	for _, tt := range tests {
		if got := v.Entails(tt.narrow, tt.wide); got != tt.want {
			t.Errorf("Entails(%s, %s) = %v, want %v", tt.narrow, tt.wide, got, tt.want)
		}
	}
}

func TestAdmits(t *testing.T) {
	v := graph.NewVocabulary(soundTerms())
	tests := []struct {
		name    string
		allowed []graph.TermKey
		typ     graph.TermKey
		want    bool
	}{
		{"anything where nothing is said", nil, "Raid", true},
		{"the type itself", []graph.TermKey{"Facility"}, "Facility", true},
		{"a type of the class", []graph.TermKey{"actor"}, "Group", true},
		{"one of several", []graph.TermKey{"event", "Facility"}, "Facility", true},
		{"a type of another class", []graph.TermKey{"actor"}, "Raid", false},
		{"another type of the class", []graph.TermKey{"Facility"}, "Group", false},
		{"a class is no type", []graph.TermKey{"Group"}, "actor", false},
		{"an unknown type may stand anywhere", []graph.TermKey{"event"}, "x:Ship", true},
		{"a type that nobody defines is an actor", []graph.TermKey{"actor"}, "Ship", true},
		{"and no event", []graph.TermKey{"event"}, "Ship", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := v.Admits(tt.allowed, tt.typ); got != tt.want {
				t.Errorf("Admits(%v, %s) = %v, want %v", tt.allowed, tt.typ, got, tt.want)
			}
		})
	}
}

func TestClassOf(t *testing.T) {
	v := graph.NewVocabulary(soundTerms())
	for typ, want := range map[graph.TermKey]graph.Class{
		"Group": graph.Actor, "Facility": graph.Place, "Raid": graph.Event, "x:Ship": graph.Actor, "": graph.Actor,
	} {
		if got := v.ClassOf(typ); got != want {
			t.Errorf("ClassOf(%q) = %s, want %s", typ, got, want)
		}
	}
}
