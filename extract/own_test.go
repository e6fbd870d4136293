package extract_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/extract"
	"dyad/graph"
)

func TestFilesNeedKeysOfTheirOwn(t *testing.T) {
	runProblems(t, nil, []problemTest{
		{"a vocabulary without a key leaves the built-in one in its place", "dyad: 1\nkind: ¦vocabulary\nrelations:\n" +
			"  - {term: robs, label: robs, inverse: robbed by, aspect: event, definition: Takes things., broader: attacks}\n", []string{
			`key is missing: give the file a key of its own; "vocabulary" is that of the built-in one and takes its place`,
		}},
		{"a registry without a key", "dyad: 1\nkind: ¦registry\nentities:\n  - {key: old-valley, type: State, name: Old Valley, parent: blue-valley}\n", []string{
			`key is missing: give the file a key of its own; "registry" is that of the built-in one and takes its place`,
		}},
		{"a key that is left empty", "dyad: 1\nkind: ¦registry\nkey:\n", []string{
			`key is missing: give the file a key of its own; "registry" is that of the built-in one and takes its place`,
		}},
	})
	_, problems := extract.Read([]extract.File{
		{Name: "a", Data: []byte("dyad: 1\nkind: registry\n")}, {Name: "b", Data: []byte("dyad: 1\nkind: registry\nentities:\n")},
	}, extract.Base{}, nil)
	want := []string{
		`a:2:7: key is missing: give the file a key of its own; "registry" is that of the built-in one and takes its place`,
		`b:2:7: key is missing: give the file a key of its own; "registry" is that of the built-in one and takes its place`,
	}
	if diff := cmp.Diff(want, lines(problems)); diff != "" {
		t.Errorf("Read of two without keys: problems (-want +got):\n%s", diff)
	}
}

// TestOneExtendsWhatIsBuiltIn reads a vocabulary, a registry and an article of somebody's own on top of what there is.
func TestOneExtendsWhatIsBuiltIn(t *testing.T) {
	files := []extract.File{
		{Name: "words.yaml", Data: []byte(`dyad: 1
kind: vocabulary
key: my-words
relations:
  - term: robs
    label: robs
    inverse: robbed by
    aspect: event
    broader: attacks
    from: [actor]
    to: [actor]
    sign: "-"
    definition: Takes things by force.
`)},
		{Name: "people.yaml", Data: []byte(`dyad: 1
kind: registry
key: my-people
entities:
  - {key: harbour-gang, type: MilitantGroup, name: Harbour Gang, merged_into: orchard-brigade}
  - {key: north-valley, type: State, name: North Valley, parent: blue-valley}
`)},
		{Name: "f", Data: []byte(head + claim("Harbour Gang robs North Valley"))},
	}
	base := baseOf(t)
	bundles, problems := extract.Read(files, base, nil)
	if len(problems) > 0 {
		t.Fatalf("Read: %v, want no problem", problems)
	}
	var keys []graph.BatchKey
	for _, b := range bundles {
		keys = append(keys, b.Batch.Key)
	}
	if diff := cmp.Diff([]graph.BatchKey{"my-words", "my-people", "lantern"}, keys); diff != "" {
		t.Errorf("Read: batches (-want +got):\n%s", diff)
	}
	if got := len(bundles[0].Terms); got != 1 {
		t.Errorf("the vocabulary has %d terms, want its own alone", got)
	}
	if got := bundles[1].Entities[0].MergedInto; got != "orchard-brigade" {
		t.Errorf("harbour-gang is merged into %q, want orchard-brigade", got)
	}
	c := bundles[2].Claims[0]
	if c.From != "orchard-brigade" || c.Type != "robs" || c.To != "north-valley" {
		t.Errorf("the claim is %s %s %s, want orchard-brigade robs north-valley", c.From, c.Type, c.To)
	}
}

func TestAFileGivenTwice(t *testing.T) {
	file := extract.File{Name: "f", Data: []byte(head + claim("red-harbour atacks blue-valley"))}
	bundles, problems := extract.Read([]extract.File{file, {Name: "./f", Data: file.Data}, file}, baseOf(t), nil)
	want := []string{
		"./f: byte for byte the same as f: leave one of them out",
		"f: the file is given twice: name it once",
		`f:11:24: no relation "atacks"; did you mean "attacks"? A new one goes into a vocabulary of your own`,
	}
	if diff := cmp.Diff(want, lines(problems)); diff != "" || len(bundles) != 1 {
		t.Errorf("Read: %d bundles, want 1; problems (-want +got):\n%s", len(bundles), diff)
	}
}
