package export_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dyad/extract"
	"dyad/graph"
	"dyad/graph/index"
	"dyad/graph/walk"
	"dyad/internal/export"
	"dyad/seeds"

	"github.com/google/go-cmp/cmp"
)

// A world is a graph made to break readers, with its full claims.
type world struct {
	graph  *index.Graph
	claims map[graph.ClaimID]*graph.Claim
}

// Claims hands out full claims.
func (w *world) Claims(_ context.Context, ids []graph.ClaimID, _ graph.Tx) ([]*graph.Claim, error) {
	claims := make([]*graph.Claim, len(ids))
	for i, id := range ids {
		claims[i] = w.claims[id]
	}
	return claims, nil
}

// nasty reads the fixture that the readers of others are tried on.
func nasty(t *testing.T) *world {
	t.Helper()
	fixture, err := os.ReadFile(filepath.Join("..", "conformance", "testdata", "nasty.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return annotated(t, extract.File{Name: "nasty.yaml", Data: fixture})
}

// annotated is the world of an annotation with the built-in vocabulary.
func annotated(t *testing.T, annotation extract.File) *world {
	t.Helper()
	return built(t, bundlesOf(t, annotation))
}

// bundlesOf reads an annotation with the built-in vocabulary.
func bundlesOf(t *testing.T, annotation extract.File) []graph.Bundle {
	t.Helper()
	vocabulary, err := seeds.FS.ReadFile("vocabulary.yaml")
	if err != nil {
		t.Fatal(err)
	}
	bundles, problems := extract.Read([]extract.File{{Name: "vocabulary.yaml", Data: vocabulary}, annotation}, extract.Base{}, nil)
	if !extract.Usable(problems) {
		t.Fatal(problems)
	}
	return bundles
}

// built is the world of what was read, and of verdicts on it.
func built(t *testing.T, bundles []graph.Bundle, verdicts ...graph.Verdict) *world {
	t.Helper()
	w := &world{claims: map[graph.ClaimID]*graph.Claim{}}
	in := w.input(bundles)
	for _, v := range verdicts {
		in.Verdicts = append(in.Verdicts, graph.Version[graph.Verdict]{Value: v, Opened: 1})
	}
	x, err := index.Build(in)
	if err != nil {
		t.Fatal(err)
	}
	w.graph = x.Present()
	return w
}

// input is what an index is built from, as if one transaction had recorded it.
func (w *world) input(bundles []graph.Bundle) index.Input {
	in := index.Input{Last: 1}
	var terms []graph.Term
	var claims []*graph.Claim
	for _, b := range bundles {
		terms = append(terms, b.Terms...)
		for _, e := range b.Entities {
			in.Entities = append(in.Entities, graph.Version[graph.Entity]{Value: e, Opened: 1})
		}
		for _, s := range b.Sources {
			in.Sources = append(in.Sources, graph.Version[graph.Source]{Value: s, Opened: 1})
		}
		for i := range b.Claims {
			claims = append(claims, &b.Claims[i])
			w.claims[b.Claims[i].ID] = &b.Claims[i]
		}
	}
	in.Vocabulary = graph.NewVocabulary(terms)
	in.Claims = func(yield func(graph.Version[graph.Claim], error) bool) {
		for _, c := range claims {
			if !yield(graph.Version[graph.Claim]{Value: *c, Opened: 1}, nil) {
				return
			}
		}
	}
	return in
}

// empty is a graph of nothing.
func empty(t *testing.T) *index.Graph {
	t.Helper()
	x, err := index.Build(index.Input{Vocabulary: graph.NewVocabulary(nil), Last: 1})
	if err != nil {
		t.Fatal(err)
	}
	return x.Present()
}

// everything selects all of a graph.
func everything(t *testing.T, g *index.Graph) *export.Selection {
	t.Helper()
	s, err := export.Select(t.Context(), g, export.Request{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// write returns what a format makes of a selection.
func write(t *testing.T, f export.Format, s *export.Selection) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := f.Write(t.Context(), &out, s); err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	return out.Bytes()
}

// TestGolden holds every format to a file that was read when it was written. UPDATE=1 writes them anew: read the difference.
func TestGolden(t *testing.T) {
	w := nasty(t)
	s := everything(t, w.graph)
	s.Claims = w
	for _, f := range export.Formats() {
		if f.Name == "parquet" { // nobody reads its bytes: see TestParquet
			continue
		}
		folder, stem := "testdata", "nasty"
		if len(f.Tables) > 0 {
			folder = filepath.Join(folder, f.Name)
		}
		if f.Name != f.Extension {
			stem += "." + f.Name // several formats are JSON
		}
		for _, file := range f.Files(stem) {
			name := filepath.Join(folder, file.Name+"."+f.Extension)
			t.Run(name, func(t *testing.T) {
				got := written(t, file, s)
				golden(t, name, got)
				if again := written(t, file, s); !bytes.Equal(got, again) {
					t.Errorf("%s: a second export differs from the first", name)
				}
			})
		}
	}
}

// golden holds what was written to a file.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if os.Getenv("UPDATE") != "" {
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, got, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("it is not what %s holds (-file +now):\n%s", name, diff)
	}
}

// written returns one file of a format.
func written(t *testing.T, file export.Table, s *export.Selection) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := file.Write(t.Context(), &out, s); err != nil {
		t.Fatalf("%s: %v", file.Name, err)
	}
	return out.Bytes()
}

// TestCSVHasEveryClaimOnce reads the table back: names, quotes and line breaks survive, and a mediation is one row.
func TestCSVHasEveryClaimOnce(t *testing.T) {
	w := nasty(t)
	s := everything(t, w.graph)
	s.Claims = w
	rows, err := csv.NewReader(bytes.NewReader(write(t, format(t, "csv"), s))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	if len(rows)-1 != len(w.claims) {
		t.Errorf("%d rows for %d claims", len(rows)-1, len(w.claims))
	}
	statuses := map[string]int{}
	for _, row := range rows[1:] {
		c := claim(t, w, row[column["claim"]])
		if got := row[column["gist"]]; got != c.Gist {
			t.Errorf("gist = %q, want %q", got, c.Gist)
		}
		statuses[row[column["status"]]]++
	}
	// attacks one way is affirmed by the source and negated by somebody; leads is only negated; talks are only reported
	want := map[string]int{"contested": 2, "denied": 1, "alleged": 1, "stated": 7}
	if diff := cmp.Diff(want, statuses); diff != "" {
		t.Errorf("rows by status (-want +got):\n%s", diff)
	}
}

// TestSelections writes parts: around entities, between two, of a pair, and by a filter.
func TestSelections(t *testing.T) {
	w := nasty(t)
	named := func(keys ...string) (nodes []index.Node) {
		for _, key := range keys {
			n, err := w.graph.Locate(key)
			if err != nil {
				t.Fatal(err)
			}
			nodes = append(nodes, n)
		}
		return nodes
	}
	m, err := w.graph.Matcher(index.Filter{Status: []graph.Status{graph.Contested}})
	if err != nil {
		t.Fatal(err)
	}
	denied, err := w.graph.Matcher(index.Filter{Status: []graph.Status{graph.Denied}})
	if err != nil {
		t.Fatal(err)
	}
	within, err := w.graph.Matcher(index.Filter{Or: []index.Filter{{Status: []graph.Status{graph.Denied}}}})
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name         string
		request      export.Request
		nodes, edges int
	}{
		{"what is contested, with its ends", export.Request{Match: m}, 2, 1},
		{"a place and who sits there", export.Request{Around: named("markup"), Depth: 1}, 2, 1},
		{"a leader who is not leads nowhere", export.Request{Around: named("formula"), Depth: 1}, 1, 0},
		{"a leader who is not, where a filter names what is denied", export.Request{Around: named("formula"), Depth: 1, Match: denied}, 2, 1},
		{"a leader who is not, where it does so within", export.Request{Around: named("formula"), Depth: 1, Match: within}, 2, 1},
		{"between the leader and who has none", export.Request{Between: named("formula", "arabic"), Length: 1, Match: denied}, 2, 1},
		{"an entity alone", export.Request{Around: named("markup"), Depth: 0}, 1, 0},
		{"a pair: both attack, and they talk", export.Request{Pair: named("pashto", "arabic")}, 2, 3},
		{"a pair that nothing joins", export.Request{Pair: named("pashto", "markup")}, 2, 0},
		{"a pair, by a filter", export.Request{Pair: named("pashto", "arabic"), Match: m}, 2, 1},
		{"between two, directly", export.Request{Between: named("pashto", "emoji"), Length: 1}, 2, 1},
		{"between two, by way of a third", export.Request{Between: named("pashto", "emoji"), Length: 2}, 3, 7},
		{"between two that are apart", export.Request{Between: named("formula", "emoji"), Length: 3}, 2, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := export.Select(t.Context(), w.graph, tt.request)
			if err != nil {
				t.Fatal(err)
			}
			s.Claims = w
			text := string(write(t, format(t, "graphml"), s))
			nodes, edges := strings.Count(text, "<node "), strings.Count(text, "<edge ")
			if nodes != tt.nodes || edges != tt.edges {
				t.Errorf("%d nodes and %d edges, want %d and %d", nodes, edges, tt.nodes, tt.edges)
			}
		})
	}
}

// TestRefusedSelections asks for what is no part.
func TestRefusedSelections(t *testing.T) {
	w := nasty(t)
	tests := []struct {
		name    string
		request export.Request
		want    string
	}{
		{"two ways at once", export.Request{Around: []index.Node{0}, Pair: []index.Node{0, 1}}, "only one of them"},
		{"between one", export.Request{Between: []index.Node{0}, Length: 2}, "between: name two entities"},
		{"a pair of three", export.Request{Pair: []index.Node{0, 1, 2}}, "dyad: name two entities"},
		{"a pair of one", export.Request{Pair: []index.Node{1, 1}}, "the same entity"},
		{"too far around", export.Request{Around: []index.Node{0}, Depth: walk.MaxDepth + 1}, "depth"},
		{"too far between", export.Request{Between: []index.Node{0, 1}, Length: walk.MaxLength + 1}, "maxLength"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := export.Select(t.Context(), w.graph, tt.request); graph.FaultOf(err) != graph.BadInput || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Select = %v, want BadInput that says %q", err, tt.want)
			}
		})
	}
}

// TestFits refuses what a format has no room for, and takes as much as it has.
func TestFits(t *testing.T) {
	s := everything(t, nasty(t).graph) // 7 entities, 11 relationships
	tests := []struct {
		name                    string
		entities, relationships int
		want                    string // "": it fits
	}{
		{"any number", 0, 0, ""},
		{"exactly as many", 7, 11, ""},
		{"an entity too many", 6, 11, "takes at most 6 entities"},
		{"a relationship too many", 7, 10, "takes at most 10 relationships"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := export.Format{Name: "sketch", MostEntities: tt.entities, MostRelationships: tt.relationships}
			err := f.Fits(s)
			if tt.want == "" && err != nil || tt.want != "" && (graph.FaultOf(err) != graph.BadInput || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("Fits = %v, want %q", err, tt.want)
			}
		})
	}
}

// TestManifest counts what a selection has, and what of it GraphML does not carry.
func TestManifest(t *testing.T) {
	w := nasty(t)
	s := everything(t, w.graph)
	s.Claims = w
	census, err := s.Census(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f := format(t, "graphml")
	var file bytes.Buffer
	d := export.NewDigesting(&file)
	if err := f.Write(t.Context(), d, s); err != nil {
		t.Fatal(err)
	}
	m := export.NewManifest("0", &f, export.Asked{}, export.DataDigest{Transaction: 1}, census, []export.FileDigest{d.File("a.graphml")})
	sum := sha256.Sum256(file.Bytes())
	if diff := cmp.Diff([]export.FileDigest{{Name: "a.graphml", Bytes: int64(file.Len()), SHA256: hex.EncodeToString(sum[:])}}, m.Files); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	// Two claims are about one attack; a mediation is one claim behind two relationships. Who attacked is contradicted, and allies are
	// called rivals.
	if diff := cmp.Diff(export.ManifestCounts{Entities: 7, Relationships: 11, Claims: 11, Sources: 1, Contradictions: 2}, m.Counts); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	lost := map[export.Feature]int{}
	for _, l := range m.Lost {
		lost[l.What] = -1
		if l.Records != nil {
			lost[l.What] = *l.Records
		}
	}
	want := map[export.Feature]int{
		export.NameKinds: 2, export.EachClaim: 11, export.Sources: 1, export.Contradicted: 2,
		export.Mentions: -1, export.Vocabulary: -1, export.Identities: -1, export.Batches: -1, export.History: -1,
	}
	if diff := cmp.Diff(want, lost); diff != "" {
		t.Errorf("lost (-want +got):\n%s", diff)
	}
}

// TestWhereAListFilesAnEntity is told as lost by all but those that carry whole records, or RDF.
func TestWhereAListFilesAnEntity(t *testing.T) {
	w := spoken(t) // the Council is the Brigade's parent
	s := everything(t, w.graph)
	s.Claims = w
	census, err := s.Census(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	carry := []string{"ftm", "jsonld", "nquads", "stix", "trig", "turtle"}
	for _, f := range export.Formats() {
		lost := slices.ContainsFunc(f.Lost(census), func(l export.Loss) bool { return l.What == export.Parents && *l.Records == 1 })
		if lost == slices.Contains(carry, f.Name) {
			t.Errorf("%s loses it: %v", f.Name, lost)
		}
		if !lost && !strings.Contains(string(write(t, f, s)), "parent") {
			t.Errorf("%s says nothing of a parent", f.Name)
		}
	}
}

// format returns the format of that name.
func format(t *testing.T, name string) export.Format {
	t.Helper()
	for _, f := range export.Formats() {
		if f.Name == name {
			return f
		}
	}
	t.Fatalf("no format %q", name)
	return export.Format{}
}

// claim returns the claim with that id.
func claim(t *testing.T, w *world, id string) *graph.Claim {
	t.Helper()
	parsed, err := graph.ParseID[graph.Claim](id)
	if err != nil || w.claims[parsed] == nil {
		t.Fatalf("no claim %q", id)
	}
	return w.claims[parsed]
}
