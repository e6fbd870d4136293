package index_test

import (
	"errors"
	"testing"

	"dyad/graph"
	"dyad/graph/index"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// found is what a test says of a hit.
type found struct {
	Key   graph.EntityKey
	Match index.Match
	Name  string
}

func search(g *index.Graph, query string) []found {
	var out []found
	for _, h := range g.Search(query) {
		out = append(out, found{g.Key(h.Node), h.Match, h.Name.Text})
	}
	return out
}

func TestSearch(t *testing.T) {
	g := present(t, harbour())
	tests := []struct {
		name, query string
		want        []found
	}{
		{"a key", "green-ford", []found{{"green-ford", index.ByKey, "green-ford"}}},
		{"a name, and longer ones that begin with it", "Red Harbour", []found{
			{"red-harbour", index.ByName, "Red Harbour"}, {"red-harbour-town", index.ByPrefix, "Red Harbour Town"},
		}},
		{"a name in another case", "GREEN FORD", []found{{"green-ford", index.ByFolded, "Green Ford"}}},
		{"another transliteration", "tehreek-i-nasr", []found{{"red-harbour", index.ByFolded, "Tehrik-e-Nasr"}}},
		{"another script", "جبهه الوادى", []found{{"blue-valley", index.ByFolded, "جبهة الوادي"}}},
		{"the beginning of a name", "gre", []found{{"green-ford", index.ByPrefix, "Green Ford"}}},
		{"a word", "nasr", []found{{"red-harbour", index.ByWord, "Tehrik-e-Nasr"}}},
		{"words in another order", "front blue", []found{{"blue-valley", index.ByWord, "Blue Valley Front"}}},
		{"a slip of the finger", "Grene Fodr", []found{{"green-ford", index.BySimilar, "Green Ford"}}},
		{"several misspelt words of a longer name", "vally bleu frunt", []found{{"blue-valley", index.BySimilar, "Blue Valley Front"}}},
		{"a misspelt word beside the beginning of one", "vallie bl", []found{{"blue-valley", index.BySimilar, "Blue Valley"}}},
		{"another vowel, as transliterations have it", "Tahrek-e Nasser", []found{{"red-harbour", index.BySimilar, "Tehrik-e-Nasr"}}},
		{"a misspelt word beside one that no name has", "vally zzzzzz", nil},
		{"the name of an entity that was merged", "Valley Blues", []found{{"blue-valley", index.ByName, "Valley Blues"}}},
		{"an entity that is no longer recorded", "Grey Hill", nil},
		{"nothing", " ", nil},
		{"nothing like it", "zzzzzzzz", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, search(g, tt.query), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("Search(%q): -want +got\n%s", tt.query, diff)
			}
		})
	}
}

func TestWhatIsOnlySimilarIsNoHitBesideBetterOnes(t *testing.T) {
	in := harbour()
	in.Entities = append(in.Entities, graph.Version[graph.Entity]{
		Value: graph.Entity{Key: "mill", Type: "Town", Name: "Green Fort"}, Opened: 1,
	})
	want := []found{{"mill", index.ByName, "Green Fort"}}
	if diff := cmp.Diff(want, search(present(t, in), "Green Fort")); diff != "" {
		t.Errorf("Search(Green Fort), with a Green Ford nearby: -want +got\n%s", diff)
	}
}

func TestSearchOfAnEarlierTime(t *testing.T) {
	x, err := index.Build(harbour())
	if err != nil {
		t.Fatalf("Build: %v", err)
	}
	g := under(t, x, graph.View{AsOf: 2})
	want := []found{{"grey-hill", index.ByName, "Grey Hill"}}
	if diff := cmp.Diff(want, search(g, "Grey Hill")); diff != "" {
		t.Errorf("Search as of transaction 2: -want +got\n%s", diff)
	}
}

func TestTransliterationsThatAreNotOneAreOffered(t *testing.T) {
	in := harbour()
	in.Entities = append(in.Entities, graph.Version[graph.Entity]{
		Value: graph.Entity{Key: "seekers", Type: "Group", Name: "Talibano", Names: []graph.Name{{Text: "Talibano Movement of the Hills", Kind: graph.Alias}}}, Opened: 1,
	})
	g := present(t, in)
	for _, query := range []string{"Talebano", "Tâlebânô", "Talebano Movment", "hils talebano"} {
		if got := search(g, query); len(got) == 0 || got[0].Key != "seekers" {
			t.Errorf("Search(%q) = %v, want seekers first", query, got)
		}
	}
}

func TestResolve(t *testing.T) {
	g := present(t, harbour())
	tests := []struct {
		name, text string
		want       graph.EntityKey
		fault      graph.Fault
		candidates []string
	}{
		{name: "a name", text: "Green Ford", want: "green-ford"},
		{name: "a name written differently", text: "green-FORD", want: "green-ford"},
		{name: "a name of before a merge", text: "valley blues", want: "blue-valley"},
		{
			name: "a name that two bear", text: "Harbour", fault: graph.Ambiguous,
			candidates: []string{"red-harbour", "red-harbour-town"},
		},
		{name: "a word of a name is not taken", text: "Nasr", fault: graph.NotFound, candidates: []string{"red-harbour"}},
		{name: "a similar name is not taken", text: "Gren Ford", fault: graph.NotFound, candidates: []string{"green-ford"}},
		{name: "nothing is like it", text: "zzzzzzzz", fault: graph.NotFound},
		{name: "nothing", text: "", fault: graph.NotFound},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n, err := g.Resolve(tt.text)
			if graph.FaultOf(err) != tt.fault || g.Key(n) != tt.want {
				t.Fatalf("Resolve(%q) = %q, %v; want %q, %q", tt.text, g.Key(n), err, tt.want, tt.fault)
			}
			var e *graph.Error
			if errors.As(err, &e) {
				if diff := cmp.Diff(tt.candidates, e.Candidates, cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("Resolve(%q) offers: -want +got\n%s", tt.text, diff)
				}
			}
		})
	}
}

func TestLocateAndFind(t *testing.T) {
	const number = "7fc88d2a-7084-4d66-8fcc-69acb4b15f1c" // as data sets call those of whom they know no more
	in := harbour()
	in.Entities = append(in.Entities, graph.Version[graph.Entity]{Value: graph.Entity{Key: "nameless", Type: "Group", Name: number}, Opened: 1})
	g := present(t, in)
	tests := []struct {
		name, ref  string
		find       func(string) (index.Node, error)
		want       graph.EntityKey
		candidates []string
	}{
		{"a key", "red-harbour", g.Locate, "red-harbour", nil},
		{"an id", graph.EntityKey("red-harbour").ID().String(), g.Locate, "red-harbour", nil},
		{"the id of a merged entity", graph.EntityKey("old-blue").ID().String(), g.Locate, "blue-valley", nil},
		{"a key that is misspelt", "red-habour", g.Locate, "", []string{"red-harbour", "red-harbour-town"}},
		{"a name is no key", "BVF", g.Locate, "", []string{"blue-valley"}},
		{"an id of nothing", graph.EntityKey("nobody").ID().String(), g.Locate, "", nil},
		{"a name will do", "BVF", g.Find, "blue-valley", nil},
		{"a name in the form of an id will do", number, g.Find, "nameless", nil},
		{"an id and a name of nobody", graph.EntityKey("nobody").ID().String(), g.Find, "", nil},
		{"a key will do", "green-ford", g.Find, "green-ford", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n, err := tt.find(tt.ref)
			if g.Key(n) != tt.want || (err == nil) != (tt.want != "") {
				t.Fatalf("found %q, %v; want %q", g.Key(n), err, tt.want)
			}
			var e *graph.Error
			if errors.As(err, &e) {
				if diff := cmp.Diff(tt.candidates, e.Candidates, cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("offered: -want +got\n%s", diff)
				}
			}
		})
	}
}
