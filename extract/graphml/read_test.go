package graphml_test

import (
	"bytes"
	"strings"
	"testing"

	"dyad/extract"
	"dyad/extract/graphml"
	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

const head = `<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="a" for="node" attr.name="key" attr.type="string"/>
  <key id="b" for="node" attr.name="label" attr.type="string"/>
  <key id="c" for="node" attr.name="type" attr.type="string"/>
  <key id="d" for="node" attr.name="names" attr.type="string"/>
  <key id="e" for="node" attr.name="events" attr.type="string"/>
  <key id="f" for="edge" attr.name="type" attr.type="string"/>
  <key id="g" for="edge" attr.name="status" attr.type="string"/>
  <key id="h" for="edge" attr.name="asserting" attr.type="int"/>
  <key id="i" for="edge" attr.name="denied_by" attr.type="string"/>
  <key id="j" for="edge" attr.name="held" attr.type="string"/>
  <key id="k" for="edge" attr.name="affirmed_by" attr.type="string"/>
  <key id="l" for="node" attr.name="external" attr.type="string"/>
  <graph id="dyad" edgedefault="directed">
    <node id="brigade"><data key="b">Orchard &lt;Brigade&gt;</data><data key="c">MilitantGroup</data><data key="d">Orchard &lt;Brigade&gt;; OB; the&#xA;Brigade</data></node>
    <node id="valley"><data key="b">Blue Valley</data><data key="c">State</data><data key="d">Blue Valley</data><data key="l">wikidata:Q7; list:a:b</data></node>
    <node id="round"><data key="b">The round</data><data key="c">Event</data><data key="e">happened stated 2031-05, 2031-07; ended alleged; x:odd: one denied</data></node>
`

const foot = "</graph></graphml>"

// edge is a relationship from the brigade to the valley, with further data.
func edge(status, more string) string {
	return `<edge id="x" source="brigade" target="valley"><data key="f">attacks</data><data key="g">` + status + `</data>` + more + `</edge>`
}

// read reads a file that is sound.
func read(t *testing.T, text string) *extract.Foreign {
	t.Helper()
	out, problems := graphml.Read("valley.graphml", strings.NewReader(text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return out
}

// TestStatus turns each status into claims that add up to it again, a corroborated one to stated: the file alone says so.
func TestStatus(t *testing.T) {
	tests := []struct {
		name, edge string
		claims     []string // polarity, modality and voice
		again      graph.Status
	}{
		{"corroborated", edge("corroborated", `<data key="h">2</data>`), []string{"affirmed asserted "}, graph.Stated},
		{"stated", edge("stated", `<data key="h">1</data>`), []string{"affirmed asserted "}, graph.Stated},
		{"alleged", edge("alleged", `<data key="h">0</data>`), []string{"affirmed alleged "}, graph.AllegedOnly},
		{"hypothetical", edge("hypothetical", ""), []string{"affirmed hypothetical "}, graph.HypotheticalOnly},
		{"denied", edge("denied", `<data key="i">Vale (third_party)</data>`), []string{"negated asserted Vale (third_party)"}, graph.Denied},
		{"contested", edge("contested", `<data key="h">1</data><data key="i">Vale; Quill (accused)</data>`), []string{"affirmed asserted ", "negated asserted Vale; Quill (accused)"}, graph.Contested},
		{"contested, and nobody asserts it", edge("contested", `<data key="h">0</data>`), []string{"affirmed alleged ", "negated asserted "}, graph.Contested},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out := read(t, head+tt.edge+foot)
			var got []string
			var positions []graph.Position
			term := &graph.Term{Kind: graph.RelationTerm, Key: "attacks"}
			for _, c := range out.Bundles[0].Claims {
				if c.To == "" {
					continue
				}
				c.Normalize(term)
				voice := ""
				for _, v := range c.Voices {
					voice += v.Label
				}
				got = append(got, string(c.Polarity)+" "+string(c.Modality)+" "+voice)
				positions = append(positions, c.Positions(term, &out.Bundles[0].Sources[0])...)
			}
			if diff := cmp.Diff(tt.claims, got); diff != "" {
				t.Errorf("claims (-want +got):\n%s", diff)
			}
			if again := graph.StatusOf(positions); again != tt.again {
				t.Errorf("they add up to %s, want %s", again, tt.again)
			}
		})
	}
}

// TestNodes reads entities, and what is said of an event alone.
func TestNodes(t *testing.T) {
	out := read(t, head+foot)
	want := []graph.Entity{
		{Key: "brigade", Type: "MilitantGroup", Name: "Orchard <Brigade>", Names: []graph.Name{{Text: "OB", Kind: graph.Alias}, {Text: "the\nBrigade", Kind: graph.Alias}}},
		{Key: "valley", Type: "State", Name: "Blue Valley", External: []graph.ExternalID{{Scheme: "wikidata", Value: "Q7"}, {Scheme: "list", Value: "a:b"}}},
		{Key: "round", Type: "Event", Name: "The round"},
	}
	for i := range want {
		want[i].ID = want[i].Key.ID()
	}
	if diff := cmp.Diff(want, out.Bundles[0].Entities); diff != "" {
		t.Errorf("entities (-want +got):\n%s", diff)
	}
	var events []string
	for _, c := range out.Bundles[0].Claims {
		c.Normalize(&graph.Term{})
		events = append(events, string(c.From)+" "+string(c.Type)+" "+string(c.Polarity)+" "+string(c.Modality)+": "+c.Gist)
	}
	said := []string{
		"round happened affirmed asserted: stated; held: 2031-05, 2031-07", "round ended affirmed alleged: alleged",
		"round x:odd: one negated asserted: denied",
	}
	if diff := cmp.Diff(said, events); diff != "" {
		t.Errorf("events (-want +got):\n%s", diff)
	}
	if !out.Partial.Entities["brigade"] {
		t.Error("the brigade is not marked as described in part")
	}
}

// TestGist words who the file says holds that it is so, and who does not.
func TestGist(t *testing.T) {
	out := read(t, head+edge("contested", `<data key="h">1</data><data key="j">2030/2031</data><data key="k">Vale; ferry (source)</data><data key="i">Quill (accused)</data>`)+foot)
	all := out.Bundles[0].Claims
	want := "contested; origins that assert it: 1; held: 2030/2031; affirmed by: Vale; ferry (source); denied by: Quill (accused)"
	if got := all[len(all)-1].Gist; got != want {
		t.Errorf("gist = %q, want %q", got, want)
	}
}

func TestRefused(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"nothing", "", "g.graphml:1:1: the file has no graph"},
		{"no XML", "graph", "g.graphml:1:1: the file has no graph"},
		{"cut short", head, "g.graphml:19:1: XML syntax error"},
		{"by another program", `<graphml><key id="w" for="edge" attr.name="weight"/><graph></graph></graphml>`, "g.graphml:1:1: not written by dyad"},
		{"a status that dyad lacks", head + edge("certain", "") + foot, `g.graphml:19:1: a relationship of type "attacks" and status "certain"`},
		{"a node without a name", head + `<node id="x"><data key="c">State</data></node>` + foot, `g.graphml:19:1: node "x": an entity needs a name`},
		{"a node whose id is no key", head + `<node id="X"><data key="b">x</data><data key="c">State</data></node>` + foot, `g.graphml:19:1: node "X": key`},
		{"an event without a type", head + `<node id="x"><data key="b">x</data><data key="c">Event</data><data key="e">stated</data></node>` + foot, `g.graphml:19:1: a relationship of type ""`},
		{"an end that is no key", head + `<edge source="" target="valley"/>` + foot, `g.graphml:19:1: an edge from "" to "valley"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, problems := graphml.Read("g.graphml", strings.NewReader(tt.text))
			if out != nil || len(problems) == 0 || !strings.HasPrefix(problems[0].String(), tt.want) {
				t.Errorf("Read = %v, %v, want a problem that begins with %q", out, problems, tt.want)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(head + foot))
	f.Add([]byte(head + edge("contested", `<data key="i">x</data>`) + foot))
	f.Fuzz(func(t *testing.T, data []byte) {
		out, problems := graphml.Read("f.graphml", bytes.NewReader(data))
		if (out == nil) != (len(problems) > 0) {
			t.Fatalf("Read = %v, %v", out, problems)
		}
		if out == nil {
			return
		}
		for i := range out.Bundles[0].Claims {
			for _, fault := range out.Bundles[0].Claims[i].Check() {
				t.Error(fault)
			}
		}
	})
}
