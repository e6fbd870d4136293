package export_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"dyad/extract"
	"dyad/graph"
	"dyad/graph/index"
	"dyad/internal/export"

	"github.com/google/go-cmp/cmp"
)

// An ftmEntity is what a reader of FollowTheMoney sees of a line.
type ftmEntity struct {
	ID         string
	Schema     string
	Properties map[string][]string
	Dyad       map[string]json.RawMessage
}

// first returns the first value of a property, "" if there is none.
func (e ftmEntity) first(property string) string {
	if len(e.Properties[property]) == 0 {
		return ""
	}
	return e.Properties[property][0]
}

// paper builds a world from entities and claims of one article, in the form of annotations.
func paper(t *testing.T, entities, claims string) *world {
	t.Helper()
	return annotated(t, extract.File{Name: "paper.yaml", Data: []byte(`dyad: 1
kind: annotations
source: {key: paper, kind: article, genre: reporting, publisher: Sandgate Gazette, published: 2031-05-04, language: en, url: "https://gazette.example/1",
  text: {file: none.txt, sha256: "0000000000000000000000000000000000000000000000000000000000000000", codepoints: 1000}}
annotator: a
codebook: "0"
entities:
` + entities + "\nclaims:\n" + claims)})
}

// ftmLines writes a selection and reads the lines.
func ftmLines(t *testing.T, s *export.Selection) []ftmEntity {
	t.Helper()
	var all []ftmEntity
	for line := range strings.Lines(string(write(t, format(t, "ftm"), s))) {
		var e ftmEntity
		if err := json.Unmarshal([]byte(line), &e); err != nil {
			t.Fatalf("%v: %s", err, line)
		}
		all = append(all, e)
	}
	return all
}

// TestFTMLinks asks for a schema of its own only where a claim plainly says what the schema means.
func TestFTMLinks(t *testing.T) {
	const entities = `
  - {key: marlow, type: Person, name: Reed Marlow}
  - {key: brigade, type: MilitantGroup, name: Orchard Brigade}
  - {key: gunmen, type: UnknownActor, name: Gunmen}
  - {key: cabinet, type: Government, name: The cabinet}
  - {key: valley, type: State, name: Blue Valley}`
	tests := []struct {
		name, claim               string
		schema, from, to          string // the link, and what its ends are called
		role, date, start, finish string
	}{
		{"a member", "{claim: marlow member_of brigade, at: 0-9, gist: g}", "Membership", "member", "organization", "member of", "", "", ""},
		{"a member since a day", "{claim: marlow member_of brigade, when: {edtf: 2030-02-03, bound: start}, at: 0-9, gist: g}", "Membership", "member", "organization", "member of (from then on)", "", "2030-02-03", ""},
		{"a member until a day", "{claim: marlow member_of brigade, when: {edtf: 2030, bound: end}, at: 0-9, gist: g}", "Membership", "member", "organization", "member of (no longer)", "", "", "2030"},
		{"no longer a member, and nobody says since when", "{claim: marlow member_of brigade, when: {bound: end}, at: 0-9, gist: g}", "UnknownLink", "subject", "object", "member of (no longer)", "", "", ""},
		{"no member", "{claim: marlow member_of brigade, polarity: negated, at: 0-9, gist: g}", "UnknownLink", "subject", "object", "member of (negated)", "", "", ""},
		{"a member, it is said", "{claim: marlow member_of brigade, modality: alleged, at: 0-9, gist: g}", "UnknownLink", "subject", "object", "member of (alleged)", "", "", ""},
		{"a member, which the paper doubts", "{claim: marlow member_of brigade, voices: [{entity: cabinet, stance: doubts}], at: 0-9, gist: g}", "UnknownLink", "subject", "object", "member of (doubted)", "", "", ""},
		{"a member of people who are no organization", "{claim: marlow member_of gunmen, at: 0-9, gist: g}", "UnknownLink", "subject", "object", "member of", "", "", ""},
		{"paid by a government", "{claim: marlow employed_by cabinet, at: 0-9, gist: g}", "Employment", "employee", "employer", "employed by", "", "", ""},
		{"paid by a state, which is no organization", "{claim: marlow employed_by valley, at: 0-9, gist: g}", "UnknownLink", "subject", "object", "employed by", "", "", ""},
		{"speaks for a state", "{claim: cabinet acts_for valley, when: {edtf: 2030/2031-02, extent: throughout}, at: 0-9, gist: g}", "Representation", "agent", "client", "acts for", "", "2030", "2031-02"},
		{"in the place of another", "{claim: cabinet replaces gunmen, when: 2031-05-01, at: 0-9, gist: g}", "Succession", "successor", "predecessor", "replaces", "2031-05-01", "", ""},
		{"the head, who need be no director", "{claim: marlow leads brigade, when: {edtf: 2030/2031}, at: 0-9, gist: g}", "UnknownLink", "subject", "object", "leads", "", "", ""},
		{"a day that is not sure", "{claim: marlow leads brigade, when: 2031-05-01~, at: 0-9, gist: g}", "UnknownLink", "subject", "object", "leads", "", "", ""},
		{"a season", "{claim: marlow leads brigade, when: 2031-21, at: 0-9, gist: g}", "UnknownLink", "subject", "object", "leads", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := paper(t, entities, "  - "+tt.claim)
			s := everything(t, w.graph)
			s.Claims = w
			all := ftmLines(t, s)
			l := all[len(all)-1]
			got := []string{l.Schema, l.first("role"), l.first("date"), l.first("startDate"), l.first("endDate"), l.first("publisher"), l.first("sourceUrl")}
			want := []string{tt.schema, tt.role, tt.date, tt.start, tt.finish, "Sandgate Gazette", "https://gazette.example/1"}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("link (-want +got):\n%s", diff)
			}
			for _, c := range w.claims {
				if l.first(tt.from) != c.From.ID().String() || l.first(tt.to) != c.To.ID().String() {
					t.Errorf("%s = %q and %s = %q, want the ids of %s and %s", tt.from, l.first(tt.from), tt.to, l.first(tt.to), c.From, c.To)
				}
			}
		})
	}
}

// TestFTMContestedMembership has two papers' worth of disagreement: a program that knows Membership and no denial must not see one.
func TestFTMContestedMembership(t *testing.T) {
	w := paper(t, `
  - {key: marlow, type: Person, name: Reed Marlow}
  - {key: brigade, type: MilitantGroup, name: Orchard Brigade}`, `
  - {claim: marlow member_of brigade, at: 0-9, gist: g}
  - {claim: marlow member_of brigade, polarity: negated, voices: [marlow], at: 9-19, gist: g}`)
	s := everything(t, w.graph)
	s.Claims = w
	links := 0
	for _, l := range ftmLines(t, s) {
		if l.first("subject") != "" {
			links++
			if l.Schema != "UnknownLink" || l.first("status") != "contested" {
				t.Errorf("a contested membership is a %s of status %q", l.Schema, l.first("status"))
			}
		}
	}
	if links != 2 {
		t.Errorf("%d links, want one for each claim", links)
	}
}

// TestFTMNames puts each kind of name where FollowTheMoney expects it.
func TestFTMNames(t *testing.T) {
	x, err := index.Build(index.Input{
		Vocabulary: graph.NewVocabulary(nil), Last: 1,
		Entities: []graph.Version[graph.Entity]{{Opened: 1, Value: graph.Entity{
			ID: graph.EntityKey("brigade").ID(), Key: "brigade", Type: "MilitantGroup", Name: "Orchard Brigade", Description: "of the north",
			Names: []graph.Name{
				{Text: "OB", Kind: graph.Acronym}, {Text: "The Mowers", Kind: graph.Former}, {Text: "The Brigade", Kind: graph.Alias, Ambiguous: true},
			},
			External: []graph.ExternalID{{Scheme: "wikidata", Value: "Q1", Verified: true}, {Scheme: "wikidata", Value: "Q2"}},
		}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	all := ftmLines(t, everything(t, x.Present()))
	want := map[string][]string{
		"name": {"Orchard Brigade"}, "alias": {"OB"}, "previousName": {"The Mowers"}, "weakAlias": {"The Brigade"},
		"description": {"of the north"}, "keywords": {"MilitantGroup"}, "wikidataId": {"Q1"},
	}
	if diff := cmp.Diff(want, all[0].Properties); diff != "" {
		t.Errorf("properties (-want +got):\n%s", diff)
	}
}

// TestFTMPartNamesNobodyElse exports one pair: whoever speaks of it comes along, so that no line names what no line has.
func TestFTMPartNamesNobodyElse(t *testing.T) {
	w := paper(t, `
  - {key: brigade, type: MilitantGroup, name: Orchard Brigade}
  - {key: valley, type: State, name: Blue Valley}
  - {key: gazette, type: Organization, name: Sandgate Gazette}
  - {key: round, type: Event, name: The round}`, `
  - {claim: brigade negotiates_with valley, voices: [gazette], roles: {event: round}, at: 0-9, gist: g}
  - {claim: gazette comments_on round, at: 9-19, gist: g}`)
	b, _ := w.graph.Locate("brigade")
	v, _ := w.graph.Locate("valley")
	s, err := export.Select(t.Context(), w.graph, export.Request{Pair: []index.Node{b, v}})
	if err != nil {
		t.Fatal(err)
	}
	s.Claims = w
	var order []string
	for _, l := range ftmLines(t, s) {
		order = append(order, l.Schema)
	}
	// The pair, the source, the event and the voice of its claim, the claim.
	want := []string{"Organization", "LegalEntity", "Article", "Event", "Organization", "UnknownLink"}
	if diff := cmp.Diff(want, order); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

// TestFTMFollowsTheVocabulary holds the schemata to the mappings that the vocabulary has for its terms.
func TestFTMFollowsTheVocabulary(t *testing.T) {
	w := nasty(t)
	entities := ""
	for _, term := range w.graph.Vocabulary().Keys(graph.EntityTypeTerm) {
		entities += "  - {key: a-" + strings.ToLower(string(term)) + ", type: " + string(term) + ", name: " + string(term) + "}\n"
	}
	w = paper(t, entities, "  - {claim: a-state opposes a-person, at: 0-9, gist: g}")
	s := everything(t, w.graph)
	s.Claims = w
	for _, l := range ftmLines(t, s) {
		if bytes.Contains(l.Dyad["entity"], []byte(`"key"`)) {
			term := w.graph.Vocabulary().Term(graph.EntityTypeTerm, graph.TermKey(l.first("keywords")))
			for _, m := range term.Mappings {
				if m.Scheme == "ftm" && m.Value != l.Schema {
					t.Errorf("%s is written as %s, and the vocabulary maps it to %s", term.Key, l.Schema, m.Value)
				}
			}
		}
	}
}
