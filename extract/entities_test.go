package extract_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/extract"
	"dyad/graph"
)

// registry is the first four lines of a registry; what is tested begins in line 5.
const registry = "dyad: 1\nkind: registry\nkey: mine\nentities:\n"

func TestEntityIsRead(t *testing.T) {
	base := baseOf(t)
	i := 0
	for base.Entities[i].Key != "red-harbour" {
		i++
	}
	want := graph.Entity{
		ID: graph.EntityKey("red-harbour").ID(), Key: "red-harbour", Type: "State", Name: "Red Harbour",
		Names: []graph.Name{{Text: "The Harbour", Kind: graph.Alias, Ambiguous: true}, {Text: "RH", Kind: graph.Alias}},
		Batch: "registry",
	}
	if diff := cmp.Diff(want, base.Entities[i]); diff != "" {
		t.Errorf("red-harbour (-want +got):\n%s", diff)
	}
}

func TestEntityProblems(t *testing.T) {
	runProblems(t, nil, []problemTest{
		{"all that an entity can have", registry + `
  - key: ashford
    type: State
    name: Ashford
    names: [{text: Ash Ford, kind: former, language: pt-BR}, Aschfurt]
    description: A town.
    external: [{scheme: wikidata, value: Q1, verified: true}]
    parent: Red Harbour
    merged_into: red-harbour
`, nil},
		{"nothing that an entity needs", registry + "  - ¦¦¦{description: d}\n", []string{
			`key is missing`, `name is missing`, `type is missing`,
		}},
		{"a text for an entity", registry + "  - ¦red-harbour\n", []string{
			`an entity is a mapping of keys to values, and this is a text`,
		}},
		{"a key that is no slug", registry + "  - {key: ¦Ash_Ford, type: State, name: A}\n", []string{
			`"Ash_Ford" is no key: a key is lower-case letters, digits and single hyphens, at most 100`,
		}},
		{"an unknown type", registry + "  - {key: a, type: ¦Stat, name: A}\n", []string{
			`no entity type "Stat"; did you mean "State"?`,
		}},
		{"a type that another program knows", registry + "  - {key: a, type: ¦'x:Ship', name: A}\n", []string{
			"warning: x:Ship is in no vocabulary: the entity is kept as an actor that may stand anywhere",
		}},
		{"a list for a name", registry + "  - {key: a, type: State, name: A, names: [¦[B]]}\n", []string{
			"a name is a mapping of keys to values, and this is a list",
		}},
		{"an external id that is a text", registry + "  - {key: a, type: State, name: A, external: [¦Q1]}\n", []string{
			"an external id is a mapping of keys to values, and this is a text",
		}},
		{"a key that is taken in the file", registry + "  - {key: a, type: State, name: A}\n  - {key: ¦a, type: State, name: B}\n", []string{
			`entity "a" is declared already, in f, line 5: keep one of them`,
		}},
		{"a key that is known already", registry + "  - {key: ¦blue-valley, type: State, name: A}\n", []string{
			`entity "blue-valley" is known already, from batch "registry": remove this one, or give it another key`,
		}},
		{"a name that another one has", registry + "  - {key: a, type: State, name: ¦BLUE-VALLEY}\n", []string{
			`"BLUE-VALLEY" is a name of blue-valley too: if that is meant, add names: [{text: BLUE-VALLEY, kind: preferred, ambiguous: true}]`,
		}},
		{"a name that two others have", registry + "  - {key: a, type: State, name: A, names: [¦The Harbour]}\n", []string{
			`"The Harbour" is a name of harbour-council and 1 more too: if that is meant, add ambiguous: true to it`,
		}},
		{"a name shared on purpose", registry + "  - {key: a, type: State, name: Blue Valley, names: [{text: Blue Valley, kind: preferred, ambiguous: true}]}\n", nil},
		{"a name twice", registry + "  - {key: a, type: State, name: A, names: [B, ¦{text: B}]}\n", []string{
			`the name "B" comes twice: keep one`,
		}},
		{"an unknown kind of name", registry + "  - {key: a, type: State, name: A, names: [{text: B, kind: ¦acronim}]}\n", []string{
			`no kind "acronim"; did you mean "acronym"?`,
		}},
		{"a language in words", registry + "  - {key: a, type: State, name: A, names: [{text: B, language: ¦old english}]}\n", []string{
			`"old english" is no language tag: write one of BCP 47, such as en, ps or pt-BR`,
		}},
		{"an external id without a value", registry + "  - {key: a, type: State, name: A, external: [¦{scheme: wikidata}]}\n", []string{
			`value is missing`,
		}},
		{"a parent that nobody knows", registry + "  - {key: a, type: State, name: A, parent: ¦blue-vally}\n", []string{
			`no entity "blue-vally"; did you mean "blue-valley"?`,
		}},
		{"parents in a circle", registry + "  - {key: a, type: State, name: A, parent: ¦b}\n  - {key: b, type: State, name: B, parent: a}\n  - {key: c, type: State, name: C, parent: a}\n", []string{
			`parent leads back to the entity itself: a -> b -> a`,
		}},
		{"one that was merged into itself", registry + "  - {key: a, type: State, name: A, merged_into: ¦a}\n", []string{
			`merged_into leads back to the entity itself: a -> a`,
		}},
		{"one that was merged shares its name", registry + "  - {key: a, type: State, name: Blue Valley, merged_into: blue-valley}\n", nil},
	})
}

func TestUnusedEntities(t *testing.T) {
	base := baseOf(t)
	own := extract.File{Name: "f", Data: []byte(head + "entities:\n" +
		"  - {key: a, type: State, name: A}\n" +
		"  - {key: b, type: State, name: B, merged_into: c}\n" +
		"  - {key: c, type: State, name: C, parent: d}\n" +
		"  - {key: d, type: State, name: D}\n" +
		"claims:\n  - {claim: b attacks red-harbour, at: 1-2, gist: g}\n")}
	mine := extract.File{Name: "r", Data: []byte(registry + "  - {key: e, type: State, name: E}\n")}
	warning := `f:11:11: warning: entity "a" is in no mention and no claim: use it or remove it`

	_, problems := extract.Read([]extract.File{own, mine}, base, nil)
	if diff := cmp.Diff([]string{warning}, lines(problems)); diff != "" {
		t.Errorf("Read(some files): problems (-want +got):\n%s", diff)
	}
	if !extract.Usable(problems) {
		t.Errorf("Usable(%v) = false, want true: they are warnings", problems)
	}
	base.Whole = true
	_, problems = extract.Read([]extract.File{own, mine}, base, nil)
	want := []string{warning, `r:5:11: warning: entity "e" is in no mention and no claim: use it or remove it`}
	if diff := cmp.Diff(want, lines(problems)); diff != "" {
		t.Errorf("Read(all files): problems (-want +got):\n%s", diff)
	}
}
