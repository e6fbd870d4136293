package graph_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// The corpus of the contradiction tests: actors that don't exist, and a vocabulary with one term of each sort that matters.

// quarrels returns the vocabulary: raids is narrower than fights, which is symmetric and narrower than opposes.
func quarrels(t testing.TB) *graph.Vocabulary {
	t.Helper()
	relation := func(key string, change ...func(*graph.Term)) graph.Term {
		r := graph.Term{
			Kind: graph.RelationTerm, Key: graph.TermKey(key), Label: strings.ReplaceAll(key, "_", " "),
			Inverse: key + " backwards", Definition: "a relation of the tests",
		}
		for _, f := range change {
			f(&r)
		}
		return r
	}
	symmetric := func(r *graph.Term) { r.Symmetric, r.Inverse = true, r.Label }
	unary := func(r *graph.Term) { r.Unary, r.Inverse = true, "" }
	commits := func(r *graph.Term) { r.Commits = true }
	breaches := func(r *graph.Term) { r.Breaches = true }
	projects := func(r *graph.Term) { r.Projects = []graph.TermKey{graph.RoleCounterparty} }
	broader := func(key graph.TermKey) func(*graph.Term) { return func(r *graph.Term) { r.Broader = key } }
	excludes := func(p graph.Polarity, with graph.TermKey, other graph.Polarity) func(*graph.Term) {
		return func(r *graph.Term) {
			r.Incompatible = append(r.Incompatible, graph.Incompatible{With: with, Polarity: p, Other: other})
		}
	}
	const yes, no = graph.Affirmed, graph.Negated
	term := func(kind graph.TermKind, key graph.TermKey, exclusive bool) graph.Term {
		return graph.Term{Kind: kind, Key: key, Label: string(key), Definition: "a term of the tests", Exclusive: exclusive}
	}
	v := graph.NewVocabulary([]graph.Term{
		relation("opposes"),
		relation("fights", symmetric, broader("opposes"), excludes(yes, "rivals", no), excludes(no, "raids", yes)),
		relation("raids", broader("fights"), excludes(yes, "fights", no)),
		relation("taunts", broader("opposes")),
		relation("contends", symmetric),
		relation("rivals", symmetric, broader("contends"), excludes(yes, "allied", yes), excludes(no, "fights", yes)),
		relation("allied", symmetric, excludes(yes, "rivals", yes)),
		relation("aids", excludes(yes, "brokers", yes)),
		relation("arms", broader("aids")),
		relation("brokers", projects, excludes(yes, "aids", yes)),
		relation("mediates", projects),
		relation("shelters"), relation("controls"), relation("accuses"), relation("says"),
		relation("meets", symmetric),
		relation("pledges", commits), relation("swears", broader("pledges")),
		relation("agrees", symmetric, commits), relation("reneges", breaches), relation("betrays", broader("reneges")),
		relation("part_of"), relation("acts_for"), relation("member_of"), relation("fronts_for", broader("acts_for")),
		relation("carried_out"), relation("claims_responsibility_for"), relation("blamed_for"),
		relation("leads"), relation("rules", broader("leads")),
		relation("began", unary), relation("happened", unary), relation("ended", unary),
		term(graph.RoleTerm, "event", false), term(graph.RoleTerm, "counterparty", false),
		term(graph.RoleTerm, "content", false), term(graph.RoleTerm, "with", false), term(graph.RoleTerm, "office", false),
		term(graph.RoleTerm, "object", false), term(graph.RoleTerm, "place", false), term(graph.RoleTerm, "instrument", false),
		term(graph.OfficeTerm, "chair", true), term(graph.OfficeTerm, "deputy", false),
	})
	for _, problem := range v.Check() {
		t.Fatalf("the vocabulary of the tests: %v", problem)
	}
	return v
}

// A corpus collects claims under labels of the test's own.
type corpus struct {
	t         *testing.T
	vocab     *graph.Vocabulary
	published map[graph.SourceKey]graph.Published // 2022-06-15, stated, where it says nothing
	claims    []*graph.Claim
	labels    map[graph.ClaimID]string
	view      graph.View
}

func newCorpus(t *testing.T) *corpus {
	t.Helper()
	return &corpus{
		t: t, vocab: quarrels(t), labels: map[graph.ClaimID]string{},
		published: map[graph.SourceKey]graph.Published{},
	}
}

// A change makes of a plain claim the one that a test is about.
type change func(*graph.Claim)

// add records a claim: "FROM TYPE TO", made by a source. The label may be repeated to no harm only for one claim.
func (c *corpus) add(label, source, words string, changes ...change) graph.ClaimID {
	c.t.Helper()
	f := append(strings.Fields(words), "")
	claim := &graph.Claim{
		Source: graph.SourceKey(source), From: graph.EntityKey(f[0]), Type: graph.TermKey(f[1]), To: graph.EntityKey(f[2]),
	}
	for _, change := range changes {
		change(claim)
	}
	claim.Normalize(c.vocab.Relation(claim.Type))
	claim.ID = claim.DerivedID()
	if other, taken := c.labels[claim.ID]; taken {
		c.t.Fatalf("the claims %s and %s are one", other, label)
	}
	c.labels[claim.ID] = label
	c.claims = append(c.claims, claim)
	return claim.ID
}

func (c *corpus) source(key graph.SourceKey) *graph.Source {
	p, ok := c.published[key]
	if !ok {
		p = graph.Published{EDTF: c.date("2022-06-15"), Basis: graph.StatedBasis}
	}
	return &graph.Source{Key: key, Genre: graph.Reporting, Published: p}
}

func (c *corpus) docket() graph.Docket {
	d := graph.Docket{Vocabulary: c.vocab, Source: c.source}
	for _, claim := range c.claims {
		admitted, _ := c.view.Admit(claim.Positions(c.vocab.Relation(claim.Type), c.source(claim.Source)))
		d.Positions = append(d.Positions, admitted...)
	}
	return d
}

// found writes each contradiction on a line: "rule overlap between: what one side says (its claims) | …", then what is
// special about it.
func (c *corpus) found(contradictions []graph.Contradiction) []string {
	var lines []string
	for _, x := range contradictions {
		line := fmt.Sprintf("%s %s %s: %s", x.Rule, x.Overlap, x.Between, c.sides(x))
		if x.BasedOnInference {
			line += "; inferred"
		}
		if len(x.ReconciledBy) > 0 {
			line += "; reconciled by " + c.named(x.ReconciledBy)
		}
		lines = append(lines, line)
	}
	slices.Sort(lines) // ids order them, and say nothing to a reader
	return lines
}

func (c *corpus) sides(x graph.Contradiction) string {
	var sides []string
	for _, s := range x.Sides {
		sides = append(sides, s.Says+" ("+c.named(s.Claims)+")")
	}
	return strings.Join(sides, " | ")
}

// named returns the labels of claims, in alphabetical order.
func (c *corpus) named(ids []graph.ClaimID) string {
	var names []string
	for _, id := range ids {
		names = append(names, c.labels[id])
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

// A contradictionTest is a corpus and what is found in it; nothing, where want is nil.
type contradictionTest struct {
	name string
	tell func(*corpus)
	want []string
}

func checkContradictions(t *testing.T, tests []contradictionTest) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := newCorpus(t)
			tt.tell(c)
			got := c.found(graph.Contradictions(c.docket()))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Contradictions(%s) differ (-want +got):\n%s", tt.name, diff)
			}
		})
	}
}

// The changes. They are methods so that the tests of the package don't run out of words.

func (c *corpus) date(text string) graph.EDTF {
	c.t.Helper()
	d, err := graph.ParseEDTF(text)
	if err != nil {
		c.t.Fatalf("ParseEDTF(%q): %v", text, err)
	}
	return d
}

func (*corpus) negated(c *graph.Claim)    { c.Polarity = graph.Negated }
func (*corpus) alleged(c *graph.Claim)    { c.Modality = graph.Alleged }
func (*corpus) feared(c *graph.Claim)     { c.Modality = graph.Hypothetical }
func (*corpus) planned(c *graph.Claim)    { c.Modality = graph.Planned }
func (*corpus) refused(c *graph.Claim)    { c.Outcome = graph.Refused }
func (*corpus) throughout(c *graph.Claim) { c.When.Extent = graph.Throughout }
func (*corpus) starts(c *graph.Claim)     { c.When.Bound = graph.StartBound }
func (*corpus) ends(c *graph.Claim)       { c.When.Bound = graph.EndBound }
func (*corpus) inferred(c *graph.Claim)   { c.When.Basis = graph.InferredBasis }
func (*corpus) relative(c *graph.Claim)   { c.When.Basis = graph.RelativeBasis }

func (c *corpus) when(text string) change {
	d := c.date(text)
	return func(claim *graph.Claim) { claim.When.EDTF = d }
}

// by adds a voice inside those that are there.
func (c *corpus) by(entity graph.EntityKey) change { return c.voice(graph.Voice{Entity: entity}) }

func (*corpus) voice(v graph.Voice) change {
	return func(c *graph.Claim) { c.Voices = append(c.Voices, v) }
}

// rejected makes the last voice one that whoever hears it rejects.
func (*corpus) rejected(c *graph.Claim) { c.Voices[len(c.Voices)-1].Stance = graph.Rejects }

func (*corpus) role(name graph.TermKey, keys ...graph.EntityKey) change {
	return func(c *graph.Claim) { c.Roles = append(c.Roles, graph.Role{Name: name, Entities: keys}) }
}

func (c *corpus) event(keys ...graph.EntityKey) change { return c.role(graph.RoleEvent, keys...) }

func (*corpus) content(ids ...graph.ClaimID) change {
	return func(c *graph.Claim) { c.Roles = append(c.Roles, graph.Role{Name: graph.RoleContent, Claims: ids}) }
}

func (*corpus) office(keys ...graph.TermKey) change {
	return func(c *graph.Claim) { c.Roles = append(c.Roles, graph.Role{Name: graph.RoleOffice, Terms: keys}) }
}

func (*corpus) disputes(ids ...graph.ClaimID) change {
	return func(c *graph.Claim) { c.Disputes = ids }
}

func (*corpus) reconciles(ids ...graph.ClaimID) change {
	return func(c *graph.Claim) { c.Reconciles = ids }
}

// counting gives a number of people from low to high.
func (*corpus) counting(low, high float64) change {
	return func(c *graph.Claim) { c.Number = &graph.Number{Low: &low, High: &high, Unit: "people"} }
}

func (*corpus) atLeast(low float64) change {
	return func(c *graph.Claim) { c.Number = &graph.Number{Low: &low, Unit: "people"} }
}

func (*corpus) unit(name string) change { return func(c *graph.Claim) { c.Number.Unit = name } }
