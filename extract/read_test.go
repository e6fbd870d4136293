package extract_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dyad/extract"
	"dyad/graph"
)

func Example() {
	vocabulary, _ := os.ReadFile("testdata/vocabulary.yaml")
	registry, _ := os.ReadFile("testdata/registry.yaml")
	article := []byte(`dyad: 1
kind: annotations
source:
  key: war-for-the-lantern
  kind: article
  genre: reporting
  text: {file: lantern.txt, sha256: 5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9, codepoints: 90}
annotator: me
codebook: "0.1"
claims:
  - claim: Orchard Brigade attacks Blue Vally
    voices: [minister-vale]
    at: 57-180
    gist: The Brigade attacked the Valley, says the minister.
`)
	_, problems := extract.Read([]extract.File{
		{Name: "vocabulary.yaml", Data: vocabulary},
		{Name: "registry.yaml", Data: registry},
		{Name: "lantern.yaml", Data: article},
	}, extract.Base{}, nil)
	for _, p := range problems {
		fmt.Println(p)
	}
	// Output:
	// lantern.yaml:11:36: no entity "Blue Vally"; did you mean "blue-valley"?
	// lantern.yaml:13:9: 57-180 lies outside the text, which has 90 characters
}

func TestArticleIsRead(t *testing.T) {
	bundles, problems := extract.Read([]extract.File{load(t, "harbour.yaml")}, baseOf(t), textsOf(t))
	if len(problems) > 0 || len(bundles) != 1 {
		t.Fatalf("Read = %d bundles, %v; want one, no problem", len(bundles), problems)
	}
	if diff := cmp.Diff(article(t), bundles[0], cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("Read (-want +got):\n%s", diff)
	}
}

// article is testdata/harbour.yaml as a reader of the format understands it.
func article(t *testing.T) graph.Bundle {
	const key = "talks-at-gull-point"
	terms := graph.NewVocabulary(baseOf(t).Terms)
	b := graph.Bundle{Batch: graph.Batch{Key: key, Digest: fmt.Sprintf("%x", sha256.Sum256(load(t, "harbour.yaml").Data))}}
	b.Batch.ID = b.Batch.Key.ID(b.Batch.Digest)
	b.Sources = []graph.Source{{
		ID: graph.SourceKey(key).ID(), Key: key, Kind: graph.Article, Genre: graph.Reporting, Title: "Talks at Gull Point",
		Publisher: "The Lantern", Published: graph.Published{EDTF: edtf(t, "2031-05"), Basis: graph.InferredBasis},
		Language: "en", URL: "https://lantern.example/talks", Reliability: "B", Batch: key,
		Text: graph.Text{File: "harbour.txt", SHA256: "8183081b89a47fae31d4e83ee35e142f336d86de542ee2876eb50f4ec071c349", Codepoints: 348},
	}}
	b.Entities = []graph.Entity{
		{Key: "port-attack", Type: "Event", Name: "Attack on the port", Description: "The attack that is denied."},
		{Key: "gull-talks", Type: "Event", Name: "Talks"},
	}
	for i := range b.Entities {
		b.Entities[i].ID, b.Entities[i].Batch = b.Entities[i].Key.ID(), key
	}
	for _, m := range []graph.Mention{
		{Entity: "red-harbour", Form: "Red Harbour", Part: part(22, 33, redHarbour)},
		{Entity: "red-harbour", Form: "Red Harbour", Part: part(235, 246, redHarbour)},
		{Entity: "blue-valley", Form: "Blue Valley", Part: part(44, 55, blueValley)},
		{Entity: "blue-valley", Form: "Blue Valley", Part: part(257, 268, blueValley)},
		{Entity: "orchard-brigade", Form: "Orchard Brigade", Part: part(78, 93, orchardBrigade)},
		{Entity: "orchard-brigade", Form: "Orchard Brigade", Part: part(291, 306, orchardBrigade)},
		{Entity: "orchard-brigade", Form: "the Brigade", Part: part(164, 175, theBrigade)},
		{Entity: "minister-vale", Form: "Minister Vale", Part: part(95, 108, ministerVale)},
		{Entity: "minister-vale", Form: "Minister Vale", Part: part(308, 321, ministerVale)},
		{Entity: "gull-point", Form: "Gull Point", Part: part(11, 21, gullPoint)},
	} {
		m.Source, m.Batch = key, key
		m.ID = m.DerivedID()
		b.Mentions = append(b.Mentions, m)
	}
	war := graph.Claim{
		From: "blue-valley", Type: "fights", To: "orchard-brigade", Modality: graph.Demanded,
		When: graph.When{Bound: graph.EndBound}, Voices: []graph.Voice{{Entity: "minister-vale"}},
		Evidence: []graph.Occurrence{at(part(44, 93, toEndTheWar)), at(part(257, 306, toEndTheWar))},
		Gist:     "The Valley should stop fighting the Brigade.",
	}
	finish(&war, terms)
	demand := graph.Claim{
		From: "red-harbour", Type: "demands_of", To: "blue-valley", Voices: []graph.Voice{{Entity: "minister-vale"}},
		Roles:    graph.Roles{{Name: "content", Claims: []graph.ClaimID{war.ID}}},
		Evidence: []graph.Occurrence{at(part(22, 93, theDemand)), at(part(235, 306, theDemand))},
		Gist:     "The Harbour wants the Valley to make peace.",
	}
	finish(&demand, terms)
	denial := graph.Claim{
		From: "orchard-brigade", Type: "attacks", To: "gull-point", Polarity: graph.Negated,
		Roles:    graph.Roles{{Name: "event", Entities: []graph.EntityKey{"port-attack"}}},
		Voices:   []graph.Voice{{Label: "his spokesman", Affiliation: "minister-vale"}},
		Disputes: []graph.ClaimID{war.ID}, Evidence: []graph.Occurrence{at(part(152, 193, theDenial))},
		Gist: "The Brigade did not attack the port, says a spokesman.", Credibility: 3, Annotator: "another hand",
	}
	finish(&denial, terms)
	low, best, high := 2.0, 2.5, 3.0
	talks := graph.Claim{
		From: "gull-talks", Type: "began", Modality: graph.Alleged, When: graph.When{EDTF: edtf(t, "2031-05")},
		Number:   &graph.Number{Low: &low, Best: &best, High: &high, Unit: "rounds", Worded: "a few"},
		Evidence: []graph.Occurrence{at(part(2, 7, talksWord), part(11, 21, gullPoint))}, Gist: "Talks took place.",
	}
	finish(&talks, terms)
	b.Claims = []graph.Claim{demand, war, denial, talks}
	return b
}

// Digests of words of testdata/texts/harbour.txt, worked out with sha256sum.
const (
	redHarbour     = "4e135381a9b724cdfb68fdf3ff9ec9acc74bedc16933190bda3c3be21474c90e"
	blueValley     = "54df5cc083da4651723f6adbbcf64d52471ccd04219cdf81b8345f56bc145f9a"
	orchardBrigade = "9f026814c20b20f7e1409c90e3fc4d0cf192bff97062ee6046fe970dbc7e3fca"
	ministerVale   = "010bc0e3daeab6dcadccdde7354035268d0a6abc14e246787045ac3dc4b99d30"
	theBrigade     = "eed787358230b5b2349d1257b3d56a5c44a001cb1aa0905eb7774610c1f79493"
	gullPoint      = "dd36feb2411c904f94136c0817069c15789d3a56b3b2d1085a6a24caec72ff60"
	talksWord      = "b50d48e81a9e8acf0236a56a096da8b8c86affb1f032b816fda704fbb4b6f48f"
	theDemand      = "701dec4848df699bc5295a04e2fc08331fef2ff8aa068e84e5d1c92692e34fe8"
	toEndTheWar    = "daace2006911f964140a15f6e6da5da8e55ba069dfdecb578bc866e5557241c3"
	theDenial      = "f5016974b7755218ba797f84ab17ae2f56f3528bd33c7d0dd536ac80c3a0bfd5"
)

func part(start, end int, sha256 string) graph.Part {
	return graph.Part{Start: start, End: end, SHA256: sha256}
}

func at(parts ...graph.Part) graph.Occurrence { return graph.Occurrence{Parts: parts} }

// finish gives a claim of the article what all have, and its id.
func finish(c *graph.Claim, terms *graph.Vocabulary) {
	c.Source, c.Batch, c.Codebook = "talks-at-gull-point", "talks-at-gull-point", "0.1"
	if c.Annotator == "" {
		c.Annotator = "hand"
	}
	c.Normalize(terms.Relation(c.Type))
	c.ID = c.DerivedID()
}

func TestFilesAreReadInTheOrderOfTheirKinds(t *testing.T) {
	files := []extract.File{load(t, "harbour.yaml"), load(t, "registry.yaml"), load(t, "vocabulary.yaml")}
	bundles, problems := extract.Read(files, extract.Base{}, nil)
	if len(problems) > 0 {
		t.Fatalf("Read: %v, want no problem", problems)
	}
	var keys []graph.BatchKey
	for _, b := range bundles {
		keys = append(keys, b.Batch.Key)
	}
	if diff := cmp.Diff([]graph.BatchKey{"vocabulary", "registry", "talks-at-gull-point"}, keys); diff != "" {
		t.Errorf("the order of bundles (-want +got):\n%s", diff)
	}
	slices.Reverse(files)
	again, _ := extract.Read(files, extract.Base{}, nil)
	if diff := cmp.Diff(bundles, again); diff != "" {
		t.Errorf("the same files in another order (-want +got):\n%s", diff)
	}
}

func TestABatchTakesThePlaceOfItsFormerSelf(t *testing.T) {
	base := baseOf(t)
	bundles, _ := extract.Read([]extract.File{load(t, "harbour.yaml")}, base, nil)
	base.Entities = append(base.Entities, bundles[0].Entities...)
	files := []extract.File{load(t, "harbour.yaml"), load(t, "registry.yaml"), load(t, "vocabulary.yaml")}
	if _, problems := extract.Read(files, base, nil); len(problems) > 0 {
		t.Errorf("Read of what the base holds = %v, want no problem", problems)
	}
}

func TestProblemsAreOrderedByFileAndPlace(t *testing.T) {
	_, problems := extract.Read([]extract.File{
		{Name: "b", Data: []byte("dyad: 1\nkind: registry\nentities: [{key: A, type: B}]\nzoo: 1\nkey: mine\n")},
		{Name: "a", Data: []byte("\x00")},
	}, baseOf(t), nil)
	want := []string{
		`a:1:1: character U+0000 is not allowed: remove it`,
		`b:3:12: name is missing`,
		`b:3:18: "A" is no key: a key is lower-case letters, digits and single hyphens, at most 100`,
		`b:3:27: no entity type "B" in the vocabulary`,
		`b:4:1: unknown key "zoo"; a registry has dyad, entities, key, kind`,
	}
	if diff := cmp.Diff(want, lines(problems)); diff != "" {
		t.Errorf("Read: problems (-want +got):\n%s", diff)
	}
	if extract.Usable(problems) {
		t.Error("Usable = true, want false")
	}
}
