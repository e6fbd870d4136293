package balance

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/graph"
	"dyad/graph/index"
)

// lakes is a graph of claims in words, "brigade fights reed", each followed by "alleged" or "denied" where it is.
func lakes(t *testing.T, claims ...string) *index.Graph {
	t.Helper()
	in := index.Input{Last: 1, Vocabulary: graph.NewVocabulary([]graph.Term{
		{Kind: graph.RelationTerm, Key: "aids", Sign: graph.Positive},
		{Kind: graph.RelationTerm, Key: "fights", Sign: graph.Negative},
		{Kind: graph.RelationTerm, Key: "near", Sign: graph.Zero},
		{Kind: graph.RelationTerm, Key: "brokers", Sign: graph.Positive, Projects: []graph.TermKey{graph.RoleCounterparty}},
		{Kind: graph.RelationTerm, Key: "hosts_talks", Broader: "brokers", Sign: graph.Positive},
		{Kind: graph.EntityTypeTerm, Key: "Group", Class: graph.Actor},
		{Kind: graph.EntityTypeTerm, Key: "Town", Class: graph.Place},
	})}
	for key, typ := range map[graph.EntityKey]graph.TermKey{"brigade": "Group", "council": "Group", "port": "Town", "reed": "Group"} {
		in.Entities = append(in.Entities, graph.Version[graph.Entity]{Value: graph.Entity{Key: key, Type: typ}, Opened: 1})
	}
	for _, key := range []graph.SourceKey{"herald", "voice"} {
		in.Sources = append(in.Sources, graph.Version[graph.Source]{Value: graph.Source{Key: key, Publisher: string(key)}, Opened: 1})
	}
	in.Claims = func(yield func(graph.Version[graph.Claim], error) bool) {
		for i, text := range claims {
			w := strings.Fields(text + " plain")
			c := graph.Claim{ID: graph.ClaimID{byte(i + 1)}, Source: "herald", From: graph.EntityKey(w[0]), Type: graph.TermKey(w[1]), To: graph.EntityKey(w[2])}
			switch w[3] {
			case "alleged":
				c.Modality = graph.Alleged
			case "denied":
				c.Polarity, c.Source = graph.Negated, "voice"
			}
			c.Normalize(in.Vocabulary.Relation(c.Type))
			if !yield(graph.Version[graph.Claim]{Value: c, Opened: 1}, nil) {
				return
			}
		}
	}
	x, err := index.Build(in)
	if err != nil {
		t.Fatal(err)
	}
	return x.Present()
}

func TestWhatMakesAPair(t *testing.T) {
	for _, c := range []struct {
		name    string
		alleged bool
		claims  []string
		pairs   string // signs and numbers of claims
		out     LeftOut
	}{
		{"both directions make one pair", false, []string{"brigade aids reed", "reed aids brigade"}, "+2", LeftOut{}},
		{"hostility is negative", false, []string{"brigade fights reed"}, "-1", LeftOut{}},
		{"help and hostility make no sign, and no average", false, []string{"brigade aids reed", "reed fights brigade", "brigade fights reed"}, "?3", LeftOut{}},
		{"nothing but what is contested makes no sign", false, []string{"brigade aids reed", "brigade aids reed denied"}, "?1", LeftOut{}},
		{"a contested relationship beside a firm one of its sign leaves the sign", false, []string{"brigade aids reed", "brigade aids reed denied", "reed aids brigade"}, "+2", LeftOut{}},
		{"what is only denied makes no pair", false, []string{"brigade fights reed denied"}, "", LeftOut{Unaffirmed: 1}},
		{"what is only alleged is left out", false, []string{"brigade fights reed alleged"}, "", LeftOut{Alleged: 1}},
		{"and counts if asked for", true, []string{"brigade fights reed alleged"}, "-1", LeftOut{}},
		{"mediation is left out, and ways of it", false, []string{"brigade brokers reed", "brigade hosts_talks council"}, "", LeftOut{Mediation: 2}},
		{"a place is no actor", false, []string{"brigade fights port"}, "", LeftOut{NotActors: 1}},
		{"a relation of no sign says nothing", false, []string{"brigade near reed"}, "", LeftOut{Unsigned: 1}},
		{"and is left out for that, wherever it leads", false, []string{"brigade near port"}, "", LeftOut{Unsigned: 1}},
		{"mediation that is denied is mediation", false, []string{"brigade brokers reed denied"}, "", LeftOut{Mediation: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			n, err := Of(t.Context(), lakes(t, c.claims...), Options{Alleged: c.alleged})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for i := range n.Pairs {
				got += fmt.Sprint(string("+-?"[n.Pairs[i].Sign]), len(n.Claims(&n.Pairs[i], graph.Positive, graph.Negative)))
			}
			if got != c.pairs {
				t.Errorf("pairs %q, want %q", got, c.pairs)
			}
			if d := cmp.Diff(c.out, n.LeftOut); d != "" {
				t.Error(d)
			}
		})
	}
}
