package export_test

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"strings"
	"testing"

	"dyad/extract"
	"dyad/extract/graphml"
	"dyad/graph"
	"dyad/graph/index"
	"dyad/internal/export"

	"github.com/google/go-cmp/cmp"
)

// orchard reads claims about the Brigade and the Valley, each with a place of its own; a claim is the fields of an annotation.
func orchard(t *testing.T, claims ...string) *export.Selection {
	t.Helper()
	text := `dyad: 1
kind: annotations
source:
  key: gazette
  kind: article
  genre: reporting
  publisher: Sandgate Gazette
  published: 2031-06-10
  language: en
  text: {file: none.txt, sha256: "` + strings.Repeat("0", 64) + `", codepoints: 1000}
annotator: nobody
codebook: "0"
entities:
  - {key: orchard-brigade, type: MilitantGroup, name: Orchard Brigade, external: [{scheme: wikidata, value: Q1}]}
  - {key: blue-valley, type: State, name: Blue Valley}
  - {key: quay-raid, type: Event, name: The raid on the quay}
claims:
`
	for i, fields := range claims {
		text += fmt.Sprintf("  - {at: %d-%d, gist: They do., %s}\n", 10*i, 10*i+5, fields)
	}
	w := annotated(t, extract.File{Name: "orchard.yaml", Data: []byte(text)})
	s := everything(t, w.graph)
	s.Claims = w
	return s
}

// A gexfEdge is what the tests read of an edge.
type gexfEdge struct {
	Type   string `xml:"type,attr"`
	Kind   string `xml:"kind,attr"`
	Weight string `xml:"weight,attr"`
	Values []struct {
		For   string `xml:"for,attr"`
		Value string `xml:"value,attr"`
	} `xml:"attvalues>attvalue"`
	Spells []struct {
		Start string `xml:"start,attr"`
		End   string `xml:"end,attr"`
	} `xml:"spells>spell"`
}

func gexfEdges(t *testing.T, s *export.Selection) []gexfEdge {
	t.Helper()
	var file struct {
		Edges []gexfEdge `xml:"graph>edges>edge"`
	}
	if err := xml.Unmarshal(write(t, format(t, "gexf"), s), &file); err != nil {
		t.Fatal(err)
	}
	return file.Edges
}

// TestGEXFSpells writes the days on which something held.
func TestGEXFSpells(t *testing.T) {
	tests := []struct {
		name   string
		claims []string
		spells string // START/END, nothing where they are open
	}{
		{"a month", []string{"when: 2031-02"}, "2031-02-01/2031-02-28"},
		{"two months with one between them", []string{"when: 2031-04", "when: 2031-02"}, "2031-02-01/2031-02-28 2031-04-01/2031-04-30"},
		{"two months that adjoin", []string{"when: 2031-03", "when: 2031-04"}, "2031-03-01/2031-04-30"},
		{"an end", []string{"when: {edtf: 2031-06-03, bound: end}"}, "/2031-06-03"},
		{"a beginning", []string{"when: {edtf: 2031-06-03, bound: start}"}, "2031-06-03/"},
		{"at all times", []string{"when: ../.."}, ""},
		{"nobody knows when", []string{"outcome: none"}, ""},
		{"it did not hold then", []string{"polarity: negated, when: 2031-02"}, ""},
		{"since before our era", []string{"when: -0043/2031"}, "/2031-12-31"},
		{"until a year of five digits", []string{"when: 2031-01/Y12000"}, "2031-01-01/"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var claims, got []string
			for _, fields := range tt.claims {
				claims = append(claims, "claim: orchard-brigade controls blue-valley, "+fields)
			}
			for _, e := range gexfEdges(t, orchard(t, claims...)) {
				for _, sp := range e.Spells {
					got = append(got, sp.Start+"/"+sp.End)
				}
			}
			if got := strings.Join(got, " "); got != tt.spells {
				t.Errorf("spells = %q, want %q", got, tt.spells)
			}
		})
	}
}

// TestGEXFEdges holds what keeps edges apart and alive in Gephi, which merges parallel ones of one kind and drops those of weight 0.
func TestGEXFEdges(t *testing.T) {
	s := orchard(t,
		"claim: orchard-brigade demands_of blue-valley", // its type has weight 0
		"claim: orchard-brigade attacks blue-valley",
		"claim: blue-valley rival_of orchard-brigade", // symmetric: the ends of both are one relationship
		"claim: orchard-brigade rival_of blue-valley, polarity: negated",
	)
	var got []string
	for _, e := range gexfEdges(t, s) {
		weight := ""
		for _, v := range e.Values {
			if v.For == "type_weight" {
				weight = v.Value
			}
		}
		got = append(got, e.Kind+" "+e.Type+" "+weight+e.Weight)
	}
	want := []string{"rival_of undirected ", "attacks directed -9", "demands_of directed 0"} // by from: blue-valley, orchard-brigade
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("kind, direction and weight (-want +got):\n%s", diff)
	}
}

// A nodeLink is what the tests read of node-link JSON.
type nodeLink struct {
	Graph struct {
		Claims         map[string]map[string]any
		Sources        map[string]map[string]any
		Contradictions []map[string]any
		Events         []map[string]any
	}
	Nodes, Links, Edges []map[string]any
}

func readNodeLink(t *testing.T, s *export.Selection) (file nodeLink) {
	t.Helper()
	if err := json.Unmarshal(write(t, format(t, "node-link"), s), &file); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestNetworksSayWho tells who holds what, how surely and for how long, by the attributes that all networks share.
func TestNetworksSayWho(t *testing.T) {
	file := readNodeLink(t, orchard(t,
		"claim: orchard-brigade attacks blue-valley, when: {edtf: 2031-05, extent: throughout}, voices: [blue-valley]",
		"claim: orchard-brigade attacks blue-valley, when: 2031-02, modality: alleged, voices: [{label: a fisher}]",
		"claim: orchard-brigade attacks blue-valley, polarity: negated, when: 2031-05-03, voices: [orchard-brigade]",
		"claim: orchard-brigade attacks blue-valley, modality: planned", // the source: it affirms nothing
	))
	if diff := cmp.Diff(file.Links, file.Edges); diff != "" {
		t.Errorf("links and edges differ:\n%s", diff)
	}
	got := file.Links[0]
	for _, id := range []string{"id", "key", "claim_ids"} {
		delete(got, id)
	}
	want := map[string]any{
		"source": "orchard-brigade", "target": "blue-valley", "type": "attacks", "label": "attacks",
		"status": "contested", "sign": "-", "type_weight": -9.0, "symmetric": false, "contradicted": true,
		"claims": 4.0, "sources": 1.0, "origins": 2.0, "asserting": 1.0,
		"origins_reporting": 2.0, "origins_opinion": 0.0, "origins_data": 0.0, "independence_unknown": false,
		"positions":       []any{"affirmed asserted 1", "affirmed alleged 1", "affirmed planned 1", "negated asserted 1"},
		"denied_by":       []any{"Orchard Brigade (accused)"},
		"held":            []any{"2031-02", "2031-05"},
		"held_throughout": []any{"2031-05"},
		"not_held":        []any{"2031-05-03"},
		// Of a single day, some time in it and all of it are the same days.
		"not_held_throughout": []any{"2031-05-03"},
	}
	who, _ := got["affirmed_by"].([]any)
	delete(got, "affirmed_by") // in the order of ids
	if len(who) != 2 || fmt.Sprint(who) != "[Blue Valley a fisher]" && fmt.Sprint(who) != "[a fisher Blue Valley]" {
		t.Errorf("affirmed_by = %v, want Blue Valley and a fisher", who)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("edge (-want +got):\n%s", diff)
	}
	if got := file.Nodes[1]["external"]; !cmp.Equal(got, []any{"wikidata:Q1"}) {
		t.Errorf("external ids of the Brigade = %v, want wikidata:Q1", got)
	}
}

// TestNodeLinkOfAPart has of the graph's attributes what the part rests on.
func TestNodeLinkOfAPart(t *testing.T) {
	w := nasty(t)
	contested, err := w.graph.Matcher(index.Filter{Status: []graph.Status{graph.Contested}})
	if err != nil {
		t.Fatal(err)
	}
	round, err := w.graph.Locate("round")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name                                                 string
		request                                              export.Request
		nodes, edges, events, claims, sources, contradiction int
	}{
		{"an attack that somebody denies", export.Request{Match: contested}, 2, 1, 0, 2, 1, 1},
		{"an event, of which something is said alone", export.Request{Around: []index.Node{round}}, 1, 0, 1, 1, 1, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := export.Select(t.Context(), w.graph, tt.request)
			if err != nil {
				t.Fatal(err)
			}
			s.Claims = w
			f := readNodeLink(t, s)
			got := []int{len(f.Nodes), len(f.Links), len(f.Graph.Events), len(f.Graph.Claims), len(f.Graph.Sources), len(f.Graph.Contradictions)}
			want := []int{tt.nodes, tt.edges, tt.events, tt.claims, tt.sources, tt.contradiction}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("nodes, edges, events, claims, sources, contradictions (-want +got):\n%s", diff)
			}
		})
	}
}

// told are texts in which every place says the same.
type told struct{}

func (told) Words(*graph.Source, graph.Part) (string, bool, bool) {
	return "They sit there.", true, true
}

// TestNetworksWithWords quotes where texts are at hand, and only there.
func TestNetworksWithWords(t *testing.T) {
	s := orchard(t, "claim: orchard-brigade controls blue-valley")
	for _, texts := range []export.Texts{nil, told{}} {
		s.Texts = texts
		for _, c := range readNodeLink(t, s).Graph.Claims {
			if want := texts != nil; (c["quote"] == "They sit there.") != want {
				t.Errorf("quote = %v with texts %v", c["quote"], texts)
			}
		}
	}
}

// TestExportsEnd ends an export of any format that nobody waits for, or that has no room.
func TestExportsEnd(t *testing.T) {
	s := orchard(t, "claim: orchard-brigade controls blue-valley, voices: [{label: a fisher}, orchard-brigade]")
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	for _, f := range export.Formats() {
		for _, file := range f.Files(f.Name) {
			t.Run(f.Name+" "+file.Name, func(t *testing.T) {
				if err := file.Write(gone, &bytes.Buffer{}, s); !errors.Is(err, context.Canceled) {
					t.Errorf("cancelled: %v, want %v", err, context.Canceled)
				}
				if err := file.Write(t.Context(), full{}, s); !errors.Is(err, errFull) {
					t.Errorf("to a full disk: %v, want %v", err, errFull)
				}
			})
		}
	}
}

// TestNetworksInXMLSurviveForbiddenCharacters parses what is written for a name that XML can't hold.
func TestNetworksInXMLSurviveForbiddenCharacters(t *testing.T) {
	x, err := index.Build(index.Input{
		Vocabulary: graph.NewVocabulary(nil), Last: 1,
		Entities: []graph.Version[graph.Entity]{{Opened: 1, Value: graph.Entity{
			ID: graph.EntityKey("odd").ID(), Key: "odd", Type: "State", Name: "bell \a, null \x00, \r\n\t ]]> & <odd> \uffff \U0001f986",
		}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"gexf", "graphml"} {
		text := texts(t, write(t, format(t, name), everything(t, x.Present())))
		if want := "bell \ufffd, null \ufffd, \r\n\t ]]> & <odd> \ufffd \U0001f986"; !strings.Contains(text, want) {
			t.Errorf("%s: the name reads back in %q, want %q", name, text, want)
		}
	}
}

// TestEventsComeBack reads what GraphML says of an event alone as [graphml.Read] does, which takes the attribute apart.
func TestEventsComeBack(t *testing.T) {
	s := orchard(t, "claim: quay-raid happened, when: 2031-05", "claim: quay-raid ended, modality: alleged")
	read, problems := graphml.Read("quay.graphml", bytes.NewReader(write(t, format(t, "graphml"), s)))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var got []string
	for _, c := range read.Bundles[0].Claims {
		got = append(got, string(c.From)+" "+string(c.Type)+" "+string(c.Modality)+": "+c.Gist)
	}
	want := []string{"quay-raid ended alleged: alleged", "quay-raid happened asserted: stated; held: 2031-05"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
}

// texts is what a reader of XML sees: the content of elements and attributes.
func texts(t *testing.T, file []byte) string {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(file))
	text := ""
	for {
		token, err := d.Token()
		switch token := token.(type) {
		case nil:
			if err.Error() != "EOF" {
				t.Fatal(err)
			}
			return text
		case xml.CharData:
			text += string(token)
		case xml.StartElement:
			for _, a := range token.Attr {
				text += a.Value + "\n"
			}
		}
	}
}
