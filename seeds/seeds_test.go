package seeds_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dyad/extract"
	"dyad/graph"
	"dyad/seeds"
)

// files returns everything that is embedded, in the order of the names.
func files(t *testing.T) []extract.File {
	t.Helper()
	var all []extract.File
	err := fs.WalkDir(seeds.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := seeds.FS.ReadFile(name)
		all = append(all, extract.File{Name: name, Data: data})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// read returns what the files say, and fails on every problem that they have.
func read(t *testing.T, texts *extract.Texts) []graph.Bundle {
	t.Helper()
	bundles, problems := extract.Read(files(t), extract.Base{}, texts)
	for _, p := range problems {
		t.Error(p)
	}
	return bundles
}

func TestCorpusIsClean(t *testing.T) {
	bundles := read(t, nil)
	sources, claims := 0, 0
	for _, b := range bundles {
		sources += len(b.Sources)
		claims += len(b.Claims)
	}
	if articles, _ := filepath.Glob("articles/*.yaml"); sources != len(articles) || claims == 0 {
		t.Errorf("the corpus has %d sources in %d files and %d claims", sources, len(articles), claims)
	}
}

// TestCorpusAgainstTexts verifies every span and digest where the articles are at hand. They are not part of the project.
func TestCorpusAgainstTexts(t *testing.T) {
	dir := filepath.Join("..", "..", "shared", "articles")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the articles are not beside this checkout (../shared/articles): spans are checked by their digests only elsewhere")
	}
	texts, err := extract.NewTexts(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	read(t, texts)
}

// vocabulary returns the terms of the built-in vocabulary.
func vocabulary(t *testing.T) *graph.Vocabulary {
	t.Helper()
	var terms []graph.Term
	for _, b := range read(t, nil) {
		terms = append(terms, b.Terms...)
	}
	return graph.NewVocabulary(terms)
}

func TestVocabularyIsSound(t *testing.T) {
	v := vocabulary(t)
	for _, err := range v.Check() {
		t.Error(err)
	}
	for term := range v.All() {
		if term.Kind == graph.RelationTerm && (term.Example == "" || term.Not == "" || term.Aspect == "" || len(term.Cues) == 0) {
			t.Errorf("relation %s lacks an example, what it is not, its aspect, or cues", term.Key)
		}
		for _, other := range term.ConfusedWith {
			if back := v.Term(term.Kind, other); back != nil && !slices.Contains(back.ConfusedWith, term.Key) {
				t.Errorf("%s is said to be confused with %s, which does not say so of it", term.Key, other)
			}
		}
	}
}

// TestVocabularyIsComplete holds the file to the model's own table of relations: sign, weight on the PLOVER scale (absent
// where the manual gives none), and which are symmetric or unary.
func TestVocabularyIsComplete(t *testing.T) {
	v := vocabulary(t)
	for _, line := range strings.Split(strings.TrimSpace(relations), "\n") {
		fields := strings.Fields(line)
		sign, names := graph.Sign(fields[0]), fields[1:]
		for _, name := range names {
			checkRelation(t, v, sign, name)
		}
	}
	for _, name := range strings.Fields(entityTypes) {
		if v.Term(graph.EntityTypeTerm, graph.TermKey(name)) == nil {
			t.Errorf("no entity type %s", name)
		}
	}
	for _, name := range strings.Fields(roles) {
		if v.Term(graph.RoleTerm, graph.TermKey(name)) == nil {
			t.Errorf("no role %s", name)
		}
	}
}

// checkRelation reads an entry of the table below, "name", "name~" if symmetric, "name/1" if unary, with "=weight" behind.
func checkRelation(t *testing.T, v *graph.Vocabulary, sign graph.Sign, entry string) {
	t.Helper()
	name, weight, weighted := strings.Cut(entry, "=")
	name, symmetric := strings.CutSuffix(name, "~")
	name, unary := strings.CutSuffix(name, "/1")
	term := v.Term(graph.RelationTerm, graph.TermKey(name))
	if term == nil {
		t.Errorf("no relation %s", name)
		return
	}
	if term.SignOf() != sign || term.Symmetric != symmetric || term.Unary != unary {
		t.Errorf("%s has sign %q, symmetric %t, unary %t; want %q, %t, %t", name,
			term.SignOf(), term.Symmetric, term.Unary, sign, symmetric, unary)
	}
	got := ""
	if term.Weight != nil {
		got = strconv.FormatFloat(*term.Weight, 'g', -1, 64)
	}
	if weighted != (term.Weight != nil) || got != weight {
		t.Errorf("%s weighs %q, want %q", name, got, weight)
	}
}

const relations = `
- attacks=-9 fights~=-9 kills=-9.5 abducts=-8.5 detains=-7 operates_against=-5.5
- threatens=-3.5 warns=-3.5 accuses=-3.5 criticizes=-2 pressures sanctions=-6 expels=-5.5
0 demands_of=0
- endangers opposes rival_of~ overthrows disputes_border_with~
- breaks_agreement_with=-2 ends_ceasefire_with fails exposes
+ supports=5 sponsors funds=10 arms=10 trains aids=10 shelters protects tolerates
+ allied_with cooperates_with=9.5 shares_ideology_with~ pledges_to
0 mediates=1 honest_broker_for
+ negotiates_with=2.5 meets~=2.5 visits=4 agrees_with~=2.5 ceasefire_with~=7.5 releases=6.5 hands_over recognizes=5
0 influences directs linked_to~ comments_on investigates announces replaces
0 member_of part_of acts_for front_for leads employed_by affiliated_with~ splinter_of founded recruits_from defects_to
0 controls governs operates_in withdraws_from based_in located_in borders~
0 carried_out participates_in victim_of occurred_in claims_responsibility_for blamed_for began/1 happened/1 ended/1
`

const entityTypes = `MilitantGroup Faction State Government StateAgency PoliticalParty InternationalOrganization Organization
	Person Population Coalition UnknownActor Place Facility Event`

const roles = `counterparty event place instrument object office with on_behalf_of content in_exchange_for in_response_to`

// TestNames holds the registry to one rule: two entities share a folded name only where both declare it.
func TestNames(t *testing.T) {
	type bearer struct {
		key       graph.EntityKey
		ambiguous bool
	}
	bearers := map[string][]bearer{}
	for _, b := range read(t, nil) {
		for _, e := range b.Entities {
			for _, n := range e.AllNames() {
				bearers[graph.Fold(n.Text)] = append(bearers[graph.Fold(n.Text)], bearer{e.Key, n.Ambiguous})
			}
		}
	}
	for name, all := range bearers {
		for _, b := range all {
			if b.key != all[0].key && !(b.ambiguous && all[0].ambiguous) {
				t.Errorf("%q names %s and %s, and not both declare it ambiguous", name, all[0].key, b.key)
			}
		}
	}
}
