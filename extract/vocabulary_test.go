package extract_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dyad/extract"
	"dyad/graph"
)

// vocabulary is the first three lines of a vocabulary; what is tested begins in line 4.
const vocabulary = "dyad: 1\nkind: vocabulary\nkey: mine\n"

func TestVocabularyIsRead(t *testing.T) {
	bundles, problems := extract.Read([]extract.File{load(t, "vocabulary.yaml")}, extract.Base{}, nil)
	if len(problems) > 0 || len(bundles) != 1 {
		t.Fatalf("Read = %d bundles, %v; want one, no problem", len(bundles), problems)
	}
	nine := -9.0
	want := graph.Term{
		Kind: graph.RelationTerm, Key: "attacks", Label: "attacks", Definition: "Uses force against somebody.",
		ConfusedWith: []graph.TermKey{"fights"}, Mappings: []graph.Mapping{{Scheme: "plover", Value: "ASSAULT", Verified: true}},
		Inverse: "attacked by", Aspect: graph.EventAspect, From: []graph.TermKey{"actor"}, To: []graph.TermKey{"actor", "Place"},
		Sign: graph.Negative, Weight: &nine, WeightSource: "A manual", Batch: "vocabulary",
	}
	want.ID = want.DerivedID()
	fights := graph.Term{
		Kind: graph.RelationTerm, Key: "fights", Label: "fights", Definition: "Is at war with somebody.",
		ConfusedWith: []graph.TermKey{"attacks"}, Inverse: "fights", Symmetric: true, Aspect: graph.StateAspect,
		Broader: "opposes", From: []graph.TermKey{"actor"}, To: []graph.TermKey{"actor"}, Sign: graph.Negative, Batch: "vocabulary",
		Incompatible: []graph.Incompatible{{With: "rival_of", Polarity: graph.Affirmed, Other: graph.Negated}},
	}
	fights.ID = fights.DerivedID()
	role := graph.Term{
		Kind: graph.RoleTerm, Key: "counterparty", Label: "other side", Definition: "The other side.",
		Holds: graph.HoldsEntity, Allowed: []graph.TermKey{"actor"}, Batch: "vocabulary",
	}
	role.ID = role.DerivedID()
	v := graph.NewVocabulary(bundles[0].Terms)
	for _, want := range []graph.Term{want, fights, role} {
		if diff := cmp.Diff(&want, v.Term(want.Kind, want.Key), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("the term %s (-want +got):\n%s", want.Key, diff)
		}
	}
	if !v.Term(graph.OfficeTerm, "president").Exclusive {
		t.Error("the office president is not exclusive, want it exclusive")
	}
	if class := v.ClassOf("Place"); class != graph.Place {
		t.Errorf("ClassOf(Place) = %q, want place", class)
	}
}

func TestVocabularyProblems(t *testing.T) {
	const whole = ", label: l, inverse: i, aspect: event, definition: d"
	runProblems(t, nil, []problemTest{
		{"a term that extends the vocabulary", vocabulary + "relations:\n  - {term: robs" + whole + ", broader: attacks}\n", nil},
		{"a term of the vocabulary, said again", vocabulary +
			"offices:\n  - {term: president, label: president, exclusive: true, definition: The head of a state.}\n", nil},
		{"a term of the vocabulary, defined otherwise", vocabulary + "offices:\n  - {term: ¦president, label: p, definition: d}\n", []string{
			`office "president" is known already, and is something else, from batch "vocabulary": choose another word, or change it there`,
		}},
		{"a term of two words", vocabulary + "relations:\n  - {term: ¦robs and runs" + whole + "}\n", []string{
			`"robs and runs" is no term: a term is one word of letters, digits, _ and -`,
		}},
		{"a term without a name", vocabulary + "offices:\n  - ¦{label: l, definition: d}\n", []string{`term is missing`}},
		{"a term without a definition", vocabulary + "offices:\n  - {term: ¦king, label: l}\n", []string{
			`a term needs a label and a definition`,
		}},
		{"a term twice", vocabulary + "offices:\n  - {term: king, label: l, definition: d}\n  - {term: ¦king, label: l, definition: d}\n", []string{
			`office "king" is defined already, in line 5: keep one`,
		}},
		{"a misspelt key", vocabulary + "offices:\n  - {term: ¦king, ¦lable: l, definition: d}\n", []string{
			`a term needs a label and a definition`,
			`unknown key "lable"; did you mean "label"?`,
		}},
		{"a key of another kind of term", vocabulary + "offices:\n  - {term: king, label: l, definition: d, ¦symmetric: true}\n", []string{
			`unknown key "symmetric"; an office has confused_with, definition, example, exclusive, label, mappings, not, term`,
		}},
		{"no class", vocabulary + "entity_types:\n  - ¦{term: Ship, label: l, definition: d}\n", []string{`class is missing`}},
		{"an unknown class", vocabulary + "entity_types:\n  - {term: Ship, label: l, definition: d, class: ¦thing}\n", []string{
			`no class "thing"; it is "actor", "place" or "event"`,
		}},
		{"an unknown sign", vocabulary + "relations:\n  - {term: robs" + whole + ", sign: ¦minus}\n", []string{
			`no sign "minus"; it is "+", "-" or "0"`,
		}},
		{"a flag that is neither", vocabulary + "relations:\n  - {term: robs" + whole + ", commits: ¦yes}\n", []string{
			`commits is true or false, not "yes"`,
		}},
		{"a weight in words", vocabulary + "sources: {plover: p}\nrelations:\n  - {term: robs" + whole + ", weight: ¦ten}\n", []string{
			`weight is a number in digits, not "ten"`,
		}},
		{"a weight without a source", vocabulary + "relations:\n  - {term: robs" + whole + ", weight: ¦-1}\n", []string{
			`a weight needs a source: add sources: {plover: …} to the file`,
		}},
		{"cues that fit no word, or too many", vocabulary + "relations:\n  - {term: robs" + whole + ", cues: [robb*, ¦holds up, ¦ro*]}\n", []string{
			`cue "holds up" is no word: write one of letters, or a stem with * behind it`,
			`cue "ro*" would fit too many words: a stem has at least 3 letters`,
		}},
		{"an end that is no type", vocabulary + "relations:\n  - {term: robs" + whole + ", from: [¦Stat]}\n", []string{
			`no entity type "Stat"; did you mean "State"?`,
		}},
		{"a broader type that nobody defines", vocabulary + "relations:\n  - {term: robs" + whole + ", broader: ¦attack}\n", []string{
			`no relation "attack"; did you mean "attacks"?`,
		}},
		{"a type that is its own broader", vocabulary + "relations:\n  - {term: ¦robs" + whole + ", broader: robs}\n", []string{
			`broader leads back to the type itself`,
		}},
		{"an incompatibility that one side declares", vocabulary + "relations:\n  - {term: ¦robs" + whole + ", incompatible: [{with: attacks}]}\n", []string{
			`incompatible with "attacks", which does not say so of it`,
		}},
		{"a symmetric type that reads two ways", vocabulary + "relations:\n  - {term: ¦robs, symmetric: true" + whole + "}\n", []string{
			`a symmetric type reads the same both ways and has the same ends`,
		}},
		{"a role that holds nothing", vocabulary + "roles:\n  - ¦{term: via, label: l, definition: d}\n", []string{`holds is missing`}},
		{"a projection of no role", vocabulary + "relations:\n  - {term: robs" + whole + ", projects: [office, ¦victim]}\n", []string{
			`no role "victim" in the vocabulary`,
		}},
		{"entries that are texts", vocabulary + "relations:\n  - ¦robs\n  - {term: raids" + whole + ", mappings: [¦plover], incompatible: [¦attacks]}\n", []string{
			"a relation is a mapping of keys to values, and this is a text",
			"a mapping to another scheme is a mapping of keys to values, and this is a text",
			"an incompatibility is a mapping of keys to values, and this is a text",
		}},
		{
			"an incompatibility with nothing, or with what nobody defines",
			vocabulary + "relations:\n  - {term: robs" + whole + ", incompatible: [¦{polarity: negated}, {with: ¦atacks}]}\n",
			[]string{
				"with is missing", `no relation "atacks"; did you mean "attacks"?`,
			},
		},
		{"sources that are a list", vocabulary + "sources: ¦[plover]\n", []string{
			`sources is a mapping of schemes to titles, and this is a list`,
		}},
	})
}

func TestTermInTwoFiles(t *testing.T) {
	const office = "offices:\n  - {term: king, label: l, definition: d}\n"
	_, problems := extract.Read([]extract.File{
		{Name: "a", Data: []byte("dyad: 1\nkind: vocabulary\nkey: one\n" + office)},
		{Name: "b", Data: []byte("dyad: 1\nkind: vocabulary\nkey: two\n" + office)},
		{Name: "c", Data: []byte("dyad: 1\nkind: vocabulary\nkey: two\n")},
	}, extract.Base{}, nil)
	want := []string{
		`b:5:12: office "king" is defined in a too, line 5: keep one`,
		`c:3:6: b has the key "two" too: two files can't be one batch, so give one of them another key`,
	}
	if diff := cmp.Diff(want, lines(problems)); diff != "" {
		t.Errorf("Read: problems (-want +got):\n%s", diff)
	}
}

func TestAVocabularyThatOthersRestOnIsReplaced(t *testing.T) {
	base := baseOf(t)
	robs := graph.Term{
		Kind: graph.RelationTerm, Key: "robs", Label: "robs", Inverse: "robbed by", Definition: "Takes things.", Broader: "attacks", Batch: "mine",
	}
	base.Terms = append(base.Terms, robs)
	want := []string{`f:1:1: relation robs: broader names "attacks", which is no relation`}
	got := problemsOf(base, nil, "f", "dyad: 1\nkind: vocabulary\nkey: vocabulary\noffices:\n  - {term: king, label: l, definition: d}\n")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Read: problems (-want +got):\n%s", diff)
	}
}
