package server_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/resolver"
)

// A told world is claims in words, each a line of "transaction from type to" and then, where it is so, a date, "alleged", "denied",
// and the source if it is not the gazette. All are actors but the port.
type told struct {
	entities []graph.Version[graph.Entity]
	claims   []graph.Version[graph.Claim]
}

func newTold(t *testing.T, text string) *told {
	t.Helper()
	w := &told{}
	known := map[string]bool{}
	vocabulary := graph.NewVocabulary(toldTerms())
	for line := range strings.Lines(strings.TrimSpace(text)) {
		words := strings.Fields(line)
		for _, key := range []string{words[1], words[3]} {
			if !known[key] {
				w.entities = append(w.entities, graph.Version[graph.Entity]{Value: toldEntity(key), Opened: 1})
			}
			known[key] = true
		}
		c := toldClaim(t, words[1:])
		c.Normalize(vocabulary.Relation(c.Type))
		c.ID = c.DerivedID()
		w.claims = append(w.claims, graph.Version[graph.Claim]{Value: c, Opened: graph.Tx(words[0][0] - '0')})
	}
	return w
}

func toldEntity(key string) graph.Entity {
	e := graph.Entity{Key: graph.EntityKey(key), ID: graph.EntityKey(key).ID(), Type: "Group", Name: key}
	if key == "port" {
		e.Type = "Town"
	}
	return e
}

// toldClaim reads a claim, the transaction apart.
func toldClaim(t *testing.T, words []string) graph.Claim {
	t.Helper()
	c := graph.Claim{Source: "gazette", From: graph.EntityKey(words[0]), Type: graph.TermKey(words[1]), To: graph.EntityKey(words[2])}
	for _, word := range words[3:] {
		switch word {
		case "alleged":
			c.Modality = graph.Alleged
		case "denied":
			c.Polarity = graph.Negated
		case "herald":
			c.Source = "herald"
		default:
			date, err := graph.ParseEDTF(word)
			if err != nil {
				t.Fatal(err)
			}
			c.When.EDTF = date
		}
	}
	return c
}

func toldTerms() []graph.Term {
	terms := []graph.Term{
		{Kind: graph.EntityTypeTerm, Key: "Group", Label: "group", Class: graph.Actor},
		{Kind: graph.EntityTypeTerm, Key: "Town", Label: "town", Class: graph.Place},
		{Kind: graph.RelationTerm, Key: "aids", Sign: graph.Positive},
		{Kind: graph.RelationTerm, Key: "attacks", Sign: graph.Negative},
		{Kind: graph.RelationTerm, Key: "allied_with", Symmetric: true, Sign: graph.Positive},
		{Kind: graph.RelationTerm, Key: "part_of"},
		{Kind: graph.RelationTerm, Key: "mediates", Sign: graph.Positive, Projects: []graph.TermKey{graph.RoleCounterparty}},
	}
	for i := range terms {
		terms[i].ID = terms[i].DerivedID()
	}
	return terms
}

func (w *told) index(t *testing.T, last graph.Tx) *index.Index {
	t.Helper()
	in := index.Input{Vocabulary: graph.NewVocabulary(toldTerms()), Last: last, Entities: w.entities}
	for _, key := range []graph.SourceKey{"gazette", "herald"} {
		src := graph.Source{Key: key, ID: key.ID(), Publisher: string(key)}
		in.Sources = append(in.Sources, graph.Version[graph.Source]{Value: src, Opened: 1})
	}
	in.Claims = func(yield func(graph.Version[graph.Claim], error) bool) {
		for _, c := range w.claims {
			if !yield(c, nil) {
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

// Claims implements [resolver.Records].
func (w *told) Claims(_ context.Context, ids []graph.ClaimID, asOf graph.Tx) ([]*graph.Claim, error) {
	found := make([]*graph.Claim, len(ids))
	for i, id := range ids {
		for j := range w.claims {
			if c := &w.claims[j]; c.Value.ID == id && c.Opened <= asOf {
				found[i] = &c.Value
			}
		}
	}
	return found, nil
}

// History implements [resolver.Records].
func (w *told) History(_ context.Context, id graph.ClaimID) (versions []graph.Version[graph.Claim], err error) {
	for _, c := range w.claims {
		if c.Value.ID == id {
			versions = append(versions, c)
		}
	}
	return versions, nil
}

// serveTold serves what claims make.
func serveTold(t *testing.T, claims string, last graph.Tx) *served {
	t.Helper()
	w := newTold(t, claims)
	x := w.index(t, last)
	return serve(t, func(c *resolver.Config) { c.Snapshot, c.Records = func() *index.Index { return x }, w }, nil)
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

// A question over HTTP, and the data of its answer.
type question struct{ name, query, want string }

// askTwice asks each question twice: the second answer is one that was kept, and views asked in between must not be mistaken for it.
func (s *served) askTwice(t *testing.T, questions []question) {
	t.Helper()
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
