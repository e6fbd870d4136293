package agreement_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/extract"
	"dyad/extract/agreement"
	"dyad/graph"
)

// vocabulary knows what the invented claims are made of.
func vocabulary() *graph.Vocabulary {
	return graph.NewVocabulary([]graph.Term{
		{Kind: graph.RelationTerm, Key: "attacks", Broader: "opposes"},
		{Kind: graph.RelationTerm, Key: "fights", Symmetric: true, Broader: "opposes"},
		{Kind: graph.RelationTerm, Key: "allied_with", Symmetric: true},
		{Kind: graph.RelationTerm, Key: "opposes"},
		{Kind: graph.RelationTerm, Key: "supports"},
		{Kind: graph.RelationTerm, Key: "shelters", Broader: "supports"},
		{Kind: graph.RelationTerm, Key: "mediates", Projects: []graph.TermKey{graph.RoleCounterparty}},
		{Kind: graph.RelationTerm, Key: "began", Unary: true},
	})
}

// statement reads "FROM TYPE TO @10-20 not alleged by VOICE with ROLE=KEY": what is not said has its default.
func statement(t testing.TB, source graph.SourceKey, text string) graph.Claim {
	t.Helper()
	head, rest, found := strings.Cut(text, " @")
	if !found {
		t.Fatalf("%q has no span", text)
	}
	words := strings.Fields(head)
	c := graph.Claim{Source: source, From: graph.EntityKey(words[0]), Type: graph.TermKey(words[1])}
	if len(words) > 2 {
		c.To = graph.EntityKey(words[2])
	}
	marks := strings.Fields(rest)
	for span := range strings.SplitSeq(marks[0], "+") {
		var p graph.Part
		if _, err := fmt.Sscanf(span, "%d-%d", &p.Start, &p.End); err != nil {
			t.Fatal(text, err)
		}
		c.Evidence = append(c.Evidence, graph.Occurrence{Parts: []graph.Part{p}})
	}
	for _, m := range marks[1:] {
		mark(&c, m)
	}
	c.Normalize(vocabulary().Relation(c.Type))
	c.ID = c.DerivedID()
	return c
}

func mark(c *graph.Claim, m string) {
	name, value, _ := strings.Cut(m, "=")
	switch name {
	case "not":
		c.Polarity = graph.Negated
	case "alleged":
		c.Modality = graph.Alleged
	case "by":
		c.Voices = append(c.Voices, graph.Voice{Entity: graph.EntityKey(value)})
	case "label":
		c.Voices = append(c.Voices, graph.Voice{Label: value})
	default:
		c.Roles = append(c.Roles, graph.Role{Name: graph.TermKey(name), Entities: []graph.EntityKey{graph.EntityKey(value)}})
	}
}

// coding makes a coding of one source.
func coding(t testing.TB, statements ...string) *agreement.Coding {
	t.Helper()
	b := graph.Bundle{Sources: []graph.Source{{Key: "ferry", Text: graph.Text{SHA256: strings.Repeat("1", 64)}}}}
	for _, s := range statements {
		b.Claims = append(b.Claims, statement(t, "ferry", s))
	}
	return &agreement.Coding{Bundles: []graph.Bundle{b}}
}

// pairs writes how the claims were matched: in which fields the pairs differ, and who is alone.
func pairs(r *agreement.Report) []string {
	var out []string
	for _, d := range r.Differing {
		var names []string
		for _, f := range d.Fields {
			names = append(names, f.Field)
		}
		out = append(out, fmt.Sprintf("%s @%s / %s @%s: %s", d.A.Triple, d.A.Spans, d.B.Triple, d.B.Spans, strings.Join(names, ", ")))
	}
	for _, a := range r.Alone {
		out = append(out, fmt.Sprintf("%s: %s @%s", a.Side, a.Claim.Triple, a.Claim.Spans))
	}
	return append(out, fmt.Sprintf("%d alike", r.Total.Whole))
}

func TestMatching(t *testing.T) {
	tests := []struct {
		name string
		a, b []string
		want []string
	}{
		{
			"the same words, another type",
			[]string{"reed attacks valley @10-20"},
			[]string{"reed supports valley @15-25"},
			[]string{"reed attacks valley @10-20 / reed supports valley @15-25: type", "0 alike"},
		},
		{
			"the same words say something else altogether",
			[]string{"reed attacks valley @10-20"},
			[]string{"council supports harbour @10-20"},
			[]string{"A: reed attacks valley @10-20", "B: council supports harbour @10-20", "0 alike"},
		},
		{
			"the same claim in other words is found wherever it stands",
			[]string{"reed attacks valley @10-20"},
			[]string{"reed attacks valley @80-90"},
			[]string{"1 alike"},
		},
		{
			"spans that only touch do not overlap",
			[]string{"reed attacks valley @10-20"},
			[]string{"reed supports valley @20-30"},
			[]string{"A: reed attacks valley @10-20", "B: reed supports valley @20-30", "0 alike"},
		},
		{
			"ends exchanged are still one passage read in two ways",
			[]string{"reed supports valley @10-20"},
			[]string{"valley shelters reed @10-20"},
			[]string{"reed supports valley @10-20 / valley shelters reed @10-20: from, to, type", "0 alike"},
		},
		{
			// from and to of a symmetric type in either order: attacks keeps its direction, fights is turned to it.
			"a symmetric type agrees in either order",
			[]string{"valley attacks reed @10-20"},
			[]string{"valley fights reed @10-20"},
			[]string{"valley attacks reed @10-20 / reed fights valley @10-20: type", "0 alike"},
		},
		{
			// Stored as "harbour fights reed" and "reed fights valley": what they share comes to the front.
			"two symmetric types that share an end differ in the other",
			[]string{"reed fights harbour @10-20"},
			[]string{"reed fights valley @10-20"},
			[]string{"harbour fights reed @10-20 / reed fights valley @10-20: to", "0 alike"},
		},
		{
			// The first of A and the first of B score 2+2+2+1, and 2 for evidence of 10 and 20 code points that share 10: 9. Given
			// up for the first of A with the second of B, 2+1+3, and the second of A with the first of B, 2+1+2, it would make 11.
			"a pair that is the same at the core is not given up for two that differ",
			[]string{"reed attacks valley @10-20", "harbour supports valley @10-20"},
			[]string{"reed attacks valley @10-30", "reed shelters council @10-20"},
			[]string{"A: harbour supports valley @10-20", "B: reed shelters council @10-20", "1 alike"},
		},
		{
			// Both pairs of equal polarity are the same at the core, whichever voice goes with which: the voices decide.
			"claims that differ only in voice find their own",
			[]string{"reed attacks valley @10-20 by=harbour", "reed attacks valley @10-20 by=council alleged"},
			[]string{"reed attacks valley @10-20 by=council alleged", "reed attacks valley @10-20 by=harbour"},
			[]string{"2 alike"},
		},
		{
			// In the order of their voices council would go with harbour, and harbour with lantern.
			"the greatest number of equal fields decides, and no order",
			[]string{"reed attacks valley @10-20 by=council", "reed attacks valley @10-20 by=harbour"},
			[]string{"reed attacks valley @10-20 by=harbour", "reed attacks valley @10-20 by=lantern"},
			[]string{"reed attacks valley @10-20 / reed attacks valley @10-20: voice, chain of voices", "1 alike"},
		},
		{
			"affirmed and denied in one sentence find their own",
			[]string{"reed attacks valley @10-20", "reed attacks valley @10-20 not by=reed"},
			[]string{"reed attacks valley @12-20 not by=reed", "reed attacks valley @12-20"},
			[]string{"2 alike"},
		},
		{
			// A label is folded as a name is.
			"the spelling of a label makes no voice",
			[]string{"reed attacks valley @10-20 label=Officials"},
			[]string{"reed attacks valley @10-20 label=officials"},
			[]string{"1 alike"},
		},
		{
			"an event has no second end",
			[]string{"talks began @10-20"},
			[]string{"raid began @10-20"},
			[]string{"talks began @10-20 / raid began @10-20: from", "0 alike"},
		},
		{
			"two occurrences cover what either does, once",
			[]string{"reed attacks valley @10-20+15-30"},
			[]string{"reed supports valley @29-40"},
			[]string{"reed attacks valley @10-20, 15-30 / reed supports valley @29-40: type", "0 alike"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := pairs(agreement.Compare(coding(t, tt.a...), coding(t, tt.b...), nil, vocabulary()))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Compare(%q, %q) (-want +got):\n%s", tt.a, tt.b, diff)
			}
		})
	}
}

func TestAlignment(t *testing.T) {
	tests := []struct {
		name  string
		a, b  []string
		align []extract.Same
		want  []string
	}{
		{
			"other keys of one actor",
			[]string{"gunmen attacks valley @10-20 by=gunmen place=quay"},
			[]string{"attackers attacks valley @10-20 by=attackers place=pier"},
			[]extract.Same{{Left: "gunmen", Right: "attackers"}, {Left: "quay", Right: "pier"}},
			[]string{"1 alike"},
		},
		{
			// gunmen stands before reed, and zealots behind.
			"symmetric ends follow the names that both share",
			[]string{"gunmen fights reed @10-20"},
			[]string{"zealots fights reed @10-20"},
			[]extract.Same{{Left: "gunmen", Right: "zealots"}},
			[]string{"1 alike"},
		},
		{
			"so do the two sides of a mediation",
			[]string{"council mediates gunmen @10-20 counterparty=reed"},
			[]string{"council mediates zealots @10-20 counterparty=reed"},
			[]extract.Same{{Left: "gunmen", Right: "zealots"}},
			[]string{"1 alike"},
		},
		{
			// B calls gunmen what A calls raiders.
			"a key with a partner is no longer the same as its equal",
			[]string{"gunmen attacks valley @10-20", "raiders attacks reed @30-40"},
			[]string{"attackers attacks valley @10-20", "gunmen attacks reed @30-40"},
			[]extract.Same{{Left: "gunmen", Right: "attackers"}, {Left: "raiders", Right: "gunmen"}},
			[]string{"2 alike"},
		},
		{
			"nor if the equal has none",
			[]string{"gunmen attacks valley @10-20"},
			[]string{"gunmen attacks valley @10-20"},
			[]extract.Same{{Left: "gunmen", Right: "attackers"}},
			[]string{"gunmen attacks valley @10-20 / gunmen attacks valley @10-20: from", "0 alike"},
		},
		{
			"what is said of this source goes before what is said everywhere",
			[]string{"gunmen attacks valley @10-20"},
			[]string{"zealots attacks valley @10-20"},
			[]extract.Same{{Left: "gunmen", Right: "attackers"}, {Left: "gunmen", Right: "zealots", Source: "ferry"}},
			[]string{"1 alike"},
		},
		{
			"what is said of another source is nothing here",
			[]string{"gunmen attacks valley @10-20"},
			[]string{"zealots attacks valley @10-20"},
			[]extract.Same{{Left: "gunmen", Right: "zealots", Source: "bridge"}},
			[]string{"gunmen attacks valley @10-20 / zealots attacks valley @10-20: from", "0 alike"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := pairs(agreement.Compare(coding(t, tt.a...), coding(t, tt.b...), tt.align, vocabulary()))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Compare(%q, %q) (-want +got):\n%s", tt.a, tt.b, diff)
			}
		})
	}
}

// TestLinks holds that claims which speak of other claims agree if those are matched, whatever their ids.
func TestLinks(t *testing.T) {
	a := coding(t, "reed attacks valley @10-20", "council supports valley @30-40")
	b := coding(t, "reed attacks valley @10-20 alleged", "council supports valley @30-40")
	for _, c := range []*agreement.Coding{a, b} {
		claims := c.Bundles[0].Claims
		claims[1].Roles = graph.Roles{{Name: graph.RoleContent, Claims: []graph.ClaimID{claims[0].ID}}}
		claims[1].ID = claims[1].DerivedID()
	}
	want := []string{"reed attacks valley @10-20 / reed attacks valley @10-20: modality", "1 alike"}
	if diff := cmp.Diff(want, pairs(agreement.Compare(a, b, nil, vocabulary()))); diff != "" {
		t.Errorf("content that is matched (-want +got):\n%s", diff)
	}
	b.Bundles[0].Claims = b.Bundles[0].Claims[1:]
	want = []string{
		"council supports valley @30-40 / council supports valley @30-40: other claims", "A: reed attacks valley @10-20", "0 alike",
	}
	if diff := cmp.Diff(want, pairs(agreement.Compare(a, b, nil, vocabulary()))); diff != "" {
		t.Errorf("content that only one coded (-want +got):\n%s", diff)
	}
}

// TestSources pairs sources by text first, then by key.
func TestSources(t *testing.T) {
	source := func(key graph.SourceKey, digest string) graph.Bundle {
		return graph.Bundle{Sources: []graph.Source{{Key: key, Text: graph.Text{SHA256: digest}}}}
	}
	a := &agreement.Coding{Bundles: []graph.Bundle{source("ferry", "1"), source("bridge", "2"), source("quay", "3"), source("pier", "4")}}
	b := &agreement.Coding{Bundles: []graph.Bundle{source("quay", "9"), source("ferries", "1"), source("bridge", "2"), source("mole", "5")}}
	r := agreement.Compare(a, b, nil, vocabulary())
	var got []string
	for _, s := range r.Sources {
		got = append(got, fmt.Sprintf("%s=%s other text %t", s.Key, s.InB, s.OtherText))
	}
	want := []string{"ferry=ferries other text false", "bridge= other text false", "quay= other text true"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Compare: sources (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([][]graph.SourceKey{{"pier"}, {"mole"}}, [][]graph.SourceKey{r.OnlyA, r.OnlyB}); diff != "" {
		t.Errorf("Compare: sources of one only (-want +got):\n%s", diff)
	}
}
