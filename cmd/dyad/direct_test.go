package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"testing"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/internal/server"
)

// TestDirectAnswers asks, of the built-in corpus, every question of the documentation and some that are hard on whoever writes the
// answer, once as answers are written and once in gqlgen's own way. They must be the same byte by byte.
func TestDirectAnswers(t *testing.T) {
	stock, direct := bothServers(t)
	for name, query := range directQueries(t) {
		t.Run(name, func(t *testing.T) {
			want, got := answerOf(t, stock, query), answerOf(t, direct, query)
			if want != got {
				t.Errorf("gqlgen: %.2000s\ndirect: %.2000s\n%s", want, got, query)
			}
		})
	}
}

// bothServers returns two servers of one workspace that holds the built-in corpus: one that leaves all to gqlgen, and one as it is.
func bothServers(t testing.TB) (stock, direct *server.Server) {
	t.Helper()
	w, err := openWorkspace(t.Context(), filepath.Join(t.TempDir(), "data"), true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := w.fill(t.Context()); err != nil {
		t.Fatal(err)
	}
	x, err := w.index(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	snapshot := func() *index.Index { return x }
	for s, config := range map[**server.Server]server.Config{&stock: {Stock: true}, &direct: {}} {
		if *s, err = w.server(answering{snapshot: snapshot}, nil, config); err != nil {
			t.Fatal(err)
		}
	}
	return stock, direct
}

// answerOf returns an answer as a client gets it.
func answerOf(t testing.TB, s *server.Server, query string) string {
	t.Helper()
	text, err := s.Execute(t.Context(), server.Request{Query: query, Variables: map[string]any{"yes": true, "no": false}}).JSON()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// directQueries are the questions by a name of each. Of the documentation, all that stand alone: those that need variables of their
// own are refused, alike.
func directQueries(t *testing.T) map[string]string {
	t.Helper()
	queries := map[string]string{}
	pages, err := filepath.Glob(filepath.Join("..", "..", "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range pages {
		page := filepath.Base(path)
		for i, r := range recipesOf(docPage(t, page)) {
			queries[fmt.Sprint(page, " ", i, " ", r.question)] = r.query
		}
	}
	for i, query := range blocks(t, "api.md", "graphql") {
		queries[fmt.Sprint("api.md, block ", i)] = query
	}
	maps.Copy(queries, hardQueries)
	return queries
}

// hardQueries are shapes of selections rather than questions.
var hardQueries = map[string]string{
	"many plain objects": `{ a: entities(first: 500) { nodes { id key name description } } }`,
	"aliases and merged fields": `{ entities(first: 40) { list: nodes { x: key x: key y: key type { term } type { label class: term }
		names { text } names { kind text } } nodes { key } nodes { name } } }`,
	"typenames": `{ __typename entities(first: 3) { __typename nodes { t: __typename __typename type { __typename } } pageInfo { __typename } } }`,
	"fragments": `{ entities(first: 9) { ...page nodes { ...on Node { id ...on Entity { key } } ...on Entity { id names { ...form } } ...form2 } } }
		fragment page on EntityConnection { totalCount nodes { ...form2 } pageInfo { hasNextPage endCursor startCursor hasPreviousPage } }
		fragment form on Name { text language }
		fragment form2 on Entity { name external { scheme value verified } }`,
	"skipped and included": `query ($yes: Boolean!, $no: Boolean!) { entities(first: 5) { nodes { key @skip(if: $yes) name @include(if: $yes)
		id @include(if: $no) type @skip(if: $no) { term label @skip(if: $yes) } ...f @include(if: $no) ...on Entity @skip(if: $yes) { description } } } }
		fragment f on Entity { names { text } }`,
	"nothing left to select": `query ($yes: Boolean!) { entities(first: 5) { nodes { key @skip(if: $yes) type { term @skip(if: $yes) } } } }`,
	"plain fields beside those that are looked up": `{ relationships(first: 60) { totalCount nodes { id from { key degree } type { label }
		to { key parent { key } } status sign weight support { claims origins matrix { polarity modality count } }
		spells { when extent claims { nodes { id } } } claims { nodes { gist polarity voices { entity { key } label }
		when { text: edtf basis bound extent } number { value unit } evidence { verified parts { start end } } recordedAt } } } } }`,
	"kinds behind an interface": fmt.Sprintf(`{ nodes(ids: [%q, %q, %q]) { __typename id ...on Entity { key type { term } } ...on Source { title } } }`,
		graph.EntityKey("iskp").ID(), graph.SourceKey("embassy-attack-in-kabul").ID(), graph.EntityKey("nobody").ID()),
	"no ids, behind an interface":   `{ nodes(ids: ["nobody", "nothing"]) { __typename id ...on Entity { key } } }`,
	"the schema beside the data":    `{ __type(name: "Entity") { name fields { name type { kind name ofType { name } } } } entities(first: 3) { nodes { key } } }`,
	"a wrong argument in the midst": `{ entities(first: 3) { nodes { key claims(first: 3, after: "nonsense") { totalCount } } } }`,
	"nothing found":                 `{ entity(by: {key: "nobody-has-this"}) { key } entities(search: "zzzzqqqq") { nodes { key } totalCount } }`,
	"not a field":                   `{ entities { nodes { nothing } } }`,
	"lists in a list of objects":    `{ vocabulary(first: 300) { nodes { term kind label definition broader narrower } totalCount } }`,
	"the server":                    `{ server { version limits { cost depth } } stats { entities relationships claims } }`,
	"everything of sources":         `{ sources { nodes { id key kind genre title publisher author language claims(first: 2) { nodes { id source { key } } } } } }`,
	"edges":                         `{ claims(first: 300) { edges { cursor node { id revision gist type { term label } from { key } to { key } roles { name } } } } }`,
	"paths":                         `{ paths(from: "iskp", to: "taliban", maxLength: 3) { nodes { hops { forward relationship { from { key } to { key } } claim { gist } } } } }`,
}
