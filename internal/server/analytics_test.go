package server_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/resolver"
)

// lakesClaims are "transaction from type to date". Up to transaction 2 they are a tree of five and a pair:
//
//	brigade - lakes - harbour - reed     column - lantern
//	valley  /
const lakesClaims = `
1 lakes aids brigade
1 lakes aids valley
1 lakes aids harbour
1 harbour attacks reed 2031-06-02
2 lantern allied_with column
3 column part_of lakes
`

// lakesIndex is what lakesClaims make.
func lakesIndex(t *testing.T) *index.Index {
	t.Helper()
	terms := []graph.Term{
		{Kind: graph.EntityTypeTerm, Key: "Group", Label: "group", Class: graph.Actor},
		{Kind: graph.RelationTerm, Key: "aids", Sign: graph.Positive},
		{Kind: graph.RelationTerm, Key: "attacks", Sign: graph.Negative},
		{Kind: graph.RelationTerm, Key: "allied_with", Symmetric: true, Sign: graph.Positive},
		{Kind: graph.RelationTerm, Key: "part_of"},
	}
	for i := range terms {
		terms[i].ID = terms[i].DerivedID()
	}
	in := index.Input{Vocabulary: graph.NewVocabulary(terms), Last: 3}
	for key := range strings.FieldsSeq("lakes brigade valley harbour reed lantern column") {
		e := graph.Entity{Key: graph.EntityKey(key), Type: "Group", Name: key}
		e.ID = e.Key.ID()
		in.Entities = append(in.Entities, graph.Version[graph.Entity]{Value: e, Opened: 1})
	}
	src := graph.Source{Key: "gazette", ID: graph.SourceKey("gazette").ID(), Publisher: "Gazette"}
	in.Sources = []graph.Version[graph.Source]{{Value: src, Opened: 1}}
	in.Claims = func(yield func(graph.Version[graph.Claim], error) bool) {
		for line := range strings.Lines(strings.TrimSpace(lakesClaims)) {
			words := strings.Fields(line)
			c := graph.Claim{Source: "gazette", From: graph.EntityKey(words[1]), Type: graph.TermKey(words[2]), To: graph.EntityKey(words[3])}
			if len(words) > 4 {
				date, err := graph.ParseEDTF(words[4])
				if err != nil {
					t.Fatal(err)
				}
				c.When.EDTF = date
			}
			c.Normalize(in.Vocabulary.Relation(c.Type))
			c.ID = c.DerivedID()
			if !yield(graph.Version[graph.Claim]{Value: c, Opened: graph.Tx(words[0][0] - '0')}, nil) {
				return
			}
		}
	}
	x, err := index.Build(in)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func serveLakes(t *testing.T) *served {
	t.Helper()
	x := lakesIndex(t)
	return serve(t, func(c *resolver.Config) { c.Snapshot = func() *index.Index { return x } }, nil)
}

// post asks over HTTP.
func (s *served) post(t *testing.T, query string) *answer {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, []byte(text(t, s.do("POST", "/graphql", string(body), "Content-Type", "application/json"))))
}

// Each question is asked twice: the second answer is one that was kept, and views asked in between must not be mistaken for it.
func TestAnalyticsOverHTTP(t *testing.T) {
	questions := []struct{ name, query, want string }{
		{
			"degree: neighbours, and equal values share a rank",
			`{ ranking(measure: DEGREE, view: {asOf: {transaction: 2}}) { exact totalCount net { entities relationships leftOut } nodes { rank value entity { key } } } }`,
			`{"ranking": {"exact": true, "totalCount": 7, "net": {"entities": 7, "relationships": 5, "leftOut": 0}, "nodes": [
			  {"rank": 1, "value": 3, "entity": {"key": "lakes"}}, {"rank": 2, "value": 2, "entity": {"key": "harbour"}},
			  {"rank": 3, "value": 1, "entity": {"key": "brigade"}}, {"rank": 3, "value": 1, "entity": {"key": "column"}},
			  {"rank": 3, "value": 1, "entity": {"key": "lantern"}}, {"rank": 3, "value": 1, "entity": {"key": "reed"}},
			  {"rank": 3, "value": 1, "entity": {"key": "valley"}}]}}`,
		},
		{
			"betweenness: five pairs meet by way of lakes, three by way of harbour",
			`{ ranking(measure: BETWEENNESS, options: {normalized: false}, view: {asOf: {transaction: 2}}, first: 3) { exact samples nodes { rank value entity { key } } } }`,
			`{"ranking": {"exact": true, "samples": 7, "nodes": [{"rank": 1, "value": 5, "entity": {"key": "lakes"}},
			  {"rank": 2, "value": 3, "entity": {"key": "harbour"}}, {"rank": 3, "value": 0, "entity": {"key": "brigade"}}]}}`,
		},
		{
			"betweenness from a sample says so",
			`{ ranking(measure: BETWEENNESS, options: {samples: 2}, view: {asOf: {transaction: 2}}, first: 0) { exact samples } }`,
			`{"ranking": {"exact": false, "samples": 2}}`,
		},
		{
			"PageRank of two that a symmetric relationship ties is even",
			`{ ranking(measure: PAGERANK, filter: {types: {in: ["allied_with"]}}) { converged nodes { rank value entity { key } } } }`,
			`{"ranking": {"converged": true, "nodes": [{"rank": 1, "value": 0.5, "entity": {"key": "column"}}, {"rank": 1, "value": 0.5, "entity": {"key": "lantern"}}]}}`,
		},
		{
			"the filter chooses what counts, and each entity leads to it",
			`{ ranking(measure: DEGREE, filter: {sign: [NEGATIVE]}) { nodes { value contestedShare entity { key } relationships { nodes { type { term } to { key } } } } } }`,
			`{"ranking": {"nodes": [
			  {"value": 1, "contestedShare": 0, "entity": {"key": "harbour"}, "relationships": {"nodes": [{"type": {"term": "attacks"}, "to": {"key": "reed"}}]}},
			  {"value": 1, "contestedShare": 0, "entity": {"key": "reed"}, "relationships": {"nodes": [{"type": {"term": "attacks"}, "to": {"key": "reed"}}]}}]}}`,
		},
		{
			"what held on a day",
			`{ ranking(measure: DEGREE, view: {validAt: "2031-06-02"}) { nodes { entity { key } } } }`,
			`{"ranking": {"nodes": [{"entity": {"key": "harbour"}}, {"entity": {"key": "reed"}}]}}`,
		},
		{
			"and on the day before",
			`{ ranking(measure: DEGREE, view: {validAt: "2031-06-01"}) { totalCount } }`,
			`{"ranking": {"totalCount": 0}}`,
		},
		{
			// Of five ties: 2/5-(5/10)², 1/5-(2/10)² and 1/5-(3/10)² are 0.42; a tree left whole gives 0.32.
			"communities of the greatest modularity",
			`{ communities(view: {asOf: {transaction: 2}}) { modularity totalCount nodes { size innerRelationships outerRelationships central { key } members { nodes { key } } } } }`,
			`{"communities": {"modularity": 0.42, "totalCount": 3, "nodes": [
			  {"size": 3, "innerRelationships": 2, "outerRelationships": 1, "central": {"key": "lakes"}, "members": {"nodes": [{"key": "brigade"}, {"key": "lakes"}, {"key": "valley"}]}},
			  {"size": 2, "innerRelationships": 1, "outerRelationships": 0, "central": {"key": "column"}, "members": {"nodes": [{"key": "column"}, {"key": "lantern"}]}},
			  {"size": 2, "innerRelationships": 1, "outerRelationships": 1, "central": {"key": "harbour"}, "members": {"nodes": [{"key": "harbour"}, {"key": "reed"}]}}]}}`,
		},
		{
			"components as of the first transaction",
			`{ components(view: {asOf: {transaction: 1}}) { nodes { size } } }`,
			`{"components": {"nodes": [{"size": 5}]}}`,
		},
		{
			"as of the second",
			`{ components(view: {asOf: {transaction: 2}}) { nodes { size innerRelationships members(first: 1) { totalCount nodes { key } } } } }`,
			`{"components": {"nodes": [{"size": 5, "innerRelationships": 4, "members": {"totalCount": 5, "nodes": [{"key": "brigade"}]}},
			  {"size": 2, "innerRelationships": 1, "members": {"totalCount": 2, "nodes": [{"key": "column"}]}}]}}`,
		},
		{
			"now, when column is part of lakes",
			`{ components { nodes { size } } }`,
			`{"components": {"nodes": [{"size": 7}]}}`,
		},
		{
			"now, and column counted as lakes",
			`{ components(view: {rollup: PARTS}) { nodes { size members { nodes { key } } } } }`,
			`{"components": {"nodes": [{"size": 6, "members": {"nodes": [{"key": "brigade"}, {"key": "harbour"}, {"key": "lakes"}, {"key": "lantern"}, {"key": "reed"}, {"key": "valley"}]}}]}}`,
		},
		{
			"strongly: only the two that a symmetric relationship ties lead to each other",
			`{ components(kind: STRONG, view: {asOf: {transaction: 2}}) { totalCount nodes { size outerRelationships } } }`,
			`{"components": {"totalCount": 6, "nodes": [{"size": 2, "outerRelationships": 0}, {"size": 1, "outerRelationships": 1}, {"size": 1, "outerRelationships": 2},
			  {"size": 1, "outerRelationships": 3}, {"size": 1, "outerRelationships": 1}, {"size": 1, "outerRelationships": 1}]}}`,
		},
	}
	s := serveLakes(t)
	for range 2 {
		for _, q := range questions {
			a := s.post(t, q.query)
			if len(a.Errors) > 0 {
				t.Errorf("%s: %v", q.name, a.Errors)
				continue
			}
			var got, want any
			if err := json.Unmarshal(a.Data, &got); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal([]byte(q.want), &want); err != nil {
				t.Fatalf("%s: %v", q.name, err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", q.name, diff)
			}
		}
	}
}

// Pages one after another are the whole, and so are they backwards.
func TestRankingPages(t *testing.T) {
	s := serveLakes(t)
	type ranked struct {
		Ranking struct {
			Nodes    []struct{ Entity struct{ Key string } }
			PageInfo struct {
				HasNextPage, HasPreviousPage bool
				StartCursor, EndCursor       string
			}
		}
	}
	const shown = `{ nodes { entity { key } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`
	ask := func(page string) ranked {
		var got ranked
		a := s.post(t, `{ ranking(measure: DEGREE, view: {asOf: {transaction: 2}}, `+page+`) `+shown+` }`)
		if err := json.Unmarshal(a.Data, &got); err != nil {
			t.Fatalf("%s: %v %v", page, err, a.Errors)
		}
		return got
	}
	want := strings.Fields("lakes harbour brigade column lantern reed valley")
	var forward, backward []string
	for page, more := "first: 2", true; more; {
		got := ask(page).Ranking
		for _, n := range got.Nodes {
			forward = append(forward, n.Entity.Key)
		}
		page, more = `first: 2, after: "`+got.PageInfo.EndCursor+`"`, got.PageInfo.HasNextPage
	}
	for page, more := "last: 3", true; more; {
		got := ask(page).Ranking
		var keys []string
		for _, n := range got.Nodes {
			keys = append(keys, n.Entity.Key)
		}
		backward = append(keys, backward...)
		page, more = `last: 3, before: "`+got.PageInfo.StartCursor+`"`, got.PageInfo.HasPreviousPage
	}
	if diff := cmp.Diff(want, forward); diff != "" {
		t.Errorf("forward (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, backward); diff != "" {
		t.Errorf("backward (-want +got):\n%s", diff)
	}
}

func TestAnalyticsRefused(t *testing.T) {
	s := serveLakes(t)
	var many strings.Builder
	for i := range 10 {
		many.WriteString(" a" + string(rune('0'+i)) + ": ranking(measure: BETWEENNESS, first: 0) { totalCount }")
	}
	for _, q := range []struct {
		name, query string
		code        graph.Fault
		says        string
	}{
		{"an option that the measure has no use for", `{ ranking(measure: DEGREE, options: {damping: 0.5}) { totalCount } }`, graph.BadInput, "PAGERANK"},
		{"a sample of nobody", `{ ranking(measure: BETWEENNESS, options: {samples: 0}) { totalCount } }`, graph.BadInput, "1 or more"},
		{"a resolution out of bounds", `{ communities(resolution: 0) { totalCount } }`, graph.BadInput, "resolution"},
		{"a negative page", `{ components(first: -1) { totalCount } }`, graph.BadInput, "first"},
		{"ten measures in one request", `{` + many.String() + ` }`, graph.CostLimit, "100000"},
	} {
		a := s.post(t, q.query)
		if a.code() != q.code || !strings.Contains(a.Errors[0].Message, q.says) {
			t.Errorf("%s: %v, want %v that says %q", q.name, a.Errors, q.code, q.says)
		}
	}
}
