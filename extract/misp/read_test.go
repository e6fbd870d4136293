package misp_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dyad/extract"
	"dyad/extract/misp"
	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

const (
	mowers = "11111111-1111-4111-8111-111111111111"
	ferry  = "22222222-2222-4222-8222-222222222222"
	swans  = "33333333-3333-4333-8333-333333333333"
)

// cluster is a cluster of three actors, two of whom share a name.
const cluster = `{
  "name": "Valley Actors", "type": "valley-actor", "source": "https://valley.example/list", "authors": ["Vale", "Quill"], "description": "who is who",
  "values": [
    {"value": "MOWERS", "uuid": "` + mowers + `", "description": "of the north",
      "meta": {"synonyms": ["The Mowers", "Ferry Men", "MOWERS"], "country": "BV", "origin:Swan": "Gazette", "origin:Duck": ["Gazette"], "since": 2030},
      "related": [
        {"dest-uuid": "` + ferry + `", "type": "similar", "tags": ["estimative-language:likelihood-probability=\"likely\"", "tlp:white"]},
        {"dest-uuid": "` + swans + `", "type": "part-of"},
        {"dest-uuid": "` + mowers + `", "type": "similar"},
        {"dest-uuid": "99999999-9999-4999-8999-999999999999", "type": "uses", "tags": ["estimative-language:likelihood-probability=\"almost-certain\""]}
      ]},
    {"value": "FerryMen", "uuid": "` + ferry + `",
      "related": [{"dest-uuid": "` + mowers + `", "type": "linked-to", "tags": ["estimative-language:likelihood-probability=\"very-unlikely\""]}]},
    {"value": "SWANS", "uuid": "` + swans + `"},
    {"value": "SWANS again", "uuid": "` + swans + `"},
    {"value": " ", "uuid": "44444444-4444-4444-8444-444444444444"}
  ]}`

// read reads a file that is sound.
func read(t *testing.T, text string) *extract.Foreign {
	t.Helper()
	out, problems := misp.Read("valley.json", strings.NewReader(text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return out
}

func TestEntities(t *testing.T) {
	b := read(t, cluster).Bundles[0]
	want := []graph.Entity{
		{
			Key: "misp-" + mowers, Type: "x:valley-actor", Name: "MOWERS", Description: "of the north",
			Names:    []graph.Name{{Text: "The Mowers", Kind: graph.Alias}, {Text: "Ferry Men", Kind: graph.Alias, Ambiguous: true}},
			External: []graph.ExternalID{{Scheme: "misp", Value: mowers}},
		},
		{
			Key: "misp-" + ferry, Type: "x:valley-actor", Name: "FerryMen",
			Names:    []graph.Name{{Text: "FerryMen", Kind: graph.Preferred, Ambiguous: true}},
			External: []graph.ExternalID{{Scheme: "misp", Value: ferry}},
		},
		{Key: "misp-" + swans, Type: "x:valley-actor", Name: "SWANS", External: []graph.ExternalID{{Scheme: "misp", Value: swans}}},
	}
	for i := range want {
		want[i].ID = want[i].Key.ID()
	}
	if diff := cmp.Diff(want, b.Entities); diff != "" {
		t.Errorf("entities (-want +got):\n%s", diff)
	}
	source := graph.Source{
		Key: "misp-valley-actor", ID: graph.SourceKey("misp-valley-actor").ID(), Kind: graph.Dataset, Genre: graph.Data, Title: "Valley Actors",
		Author: "Vale, Quill", URL: "https://valley.example/list", Note: "who is who",
	}
	if diff := cmp.Diff([]graph.Source{source}, b.Sources); diff != "" {
		t.Errorf("source (-want +got):\n%s", diff)
	}
}

func TestRelations(t *testing.T) {
	type said struct {
		From, To graph.EntityKey
		Type     graph.TermKey
		Polarity graph.Polarity
		Modality graph.Modality
		Gist     string
	}
	var got []said
	for _, c := range read(t, cluster).Bundles[0].Claims {
		got = append(got, said{c.From, c.To, c.Type, c.Polarity, c.Modality, c.Gist})
	}
	want := []said{
		{"misp-" + mowers, "misp-" + ferry, "x:similar", graph.Affirmed, graph.Alleged, "MOWERS: similar, likely"},
		{"misp-" + mowers, "misp-" + swans, "part_of", graph.Affirmed, graph.Asserted, "MOWERS: part-of"},
		{"misp-" + mowers, "misp-99999999-9999-4999-8999-999999999999", "x:uses", graph.Affirmed, graph.Asserted, "MOWERS: uses, almost-certain"},
		{"misp-" + ferry, "misp-" + mowers, "linked_to", graph.Negated, graph.Alleged, "FerryMen: linked-to, very-unlikely"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
}

func TestNotes(t *testing.T) {
	got := map[string]int{}
	for _, n := range read(t, cluster).Notes {
		got[n.What] = n.Count
	}
	want := map[string]int{
		"entries with country: left out":                                   1,
		"entries with origin:…: left out":                                  2,
		"entries with since: left out":                                     1,
		"entries without a name: left out":                                 1,
		"entries whose UUID another one has: left out":                     1,
		"names that several entries have: marked as ambiguous":             1,
		"synonyms that the entry has already: left out":                    1,
		"other tags of relations: left out":                                1,
		"relations of an entry to itself: left out":                        1,
		"relations that are likely: read as affirmed and alleged":          1,
		"relations that are very-unlikely: read as negated and alleged":    1,
		"relations that are almost-certain: read as affirmed and asserted": 1,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}

func TestRefused(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"no JSON", "{\n  \"values\": [}", "c.json:2:14: invalid character"},
		{"a list", "[]", "c.json:1:1: field"},
		{"nothing in it", `{"name":"x"}`, "c.json: the file holds no entry"},
		{"a name that is a number", `{"values":[{"value":7}]}`, "c.json:1:21: field"},
		{"no UTF-8", "{\"name\":\"\xff\"}", "c.json: not valid UTF-8"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			out, problems := misp.Read("c.json", strings.NewReader(tt.text))
			if out != nil || len(problems) != 1 || !strings.HasPrefix(problems[0].String(), tt.want) {
				t.Errorf("Read = %v, %v, want a problem that begins with %q", out, problems, tt.want)
			}
		})
	}
}

// TestGalaxy reads clusters that others published; their README has the counts.
func TestGalaxy(t *testing.T) {
	folder := filepath.Join("..", "..", "..", "shared", "data", "misp")
	if _, err := os.Stat(folder); err != nil {
		t.Skip("../shared/data is not beside the checkout")
	}
	tests := []struct {
		file                                  string
		entries, synonyms, relations, doubles int
	}{
		// Two synonyms repeat the name of their entry, and one relation leads to where it starts.
		{"threat-actor.json", 1041, 1403 - 2, 432 - 1, 30},
		{"terrorist-groups.json", 90, 0, 0, 0},
		{"intelligence-agencies.json", 436, 53, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(folder, tt.file))
			if err != nil {
				t.Fatal(err)
			}
			out := read(t, string(data))
			b := out.Bundles[0]
			synonyms, doubles := 0, 0
			for _, e := range b.Entities {
				for _, n := range e.Names {
					if n.Kind == graph.Alias {
						synonyms++
					}
				}
			}
			for _, n := range out.Notes {
				if strings.HasPrefix(n.What, "names that several entries have") {
					doubles = n.Count
				}
			}
			if len(b.Entities) != tt.entries || synonyms != tt.synonyms || len(b.Claims) != tt.relations || doubles != tt.doubles {
				t.Errorf("%d entries, %d synonyms, %d relations, %d doubles; want %d, %d, %d, %d",
					len(b.Entities), synonyms, len(b.Claims), doubles, tt.entries, tt.synonyms, tt.relations, tt.doubles)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(cluster))
	f.Add([]byte(`{"type":"A b","values":[{"value":"x","meta":{"synonyms":[null,1,"y"]},"related":[{}]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		out, problems := misp.Read("f.json", bytes.NewReader(data))
		if (out == nil) != (len(problems) > 0) {
			t.Fatalf("Read = %v, %v", out, problems)
		}
		if out == nil {
			return
		}
		for _, e := range out.Bundles[0].Entities {
			for _, fault := range e.Check() {
				t.Errorf("entity %s: %s", e.Key, fault)
			}
		}
	})
}
