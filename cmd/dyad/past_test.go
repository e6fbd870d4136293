package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"dyad/graph"
	"dyad/internal/server"
	"dyad/schema"
)

// pastQuestions has one question or more for every field of Query that takes a view. VIEW stands for the view, ID, KEY, A and B for
// whatever the histories have.
var pastQuestions = map[string]string{
	"node":                   `{ node(id: "ID", view: VIEW) { __typename id ...E ...R ...C ...S ...T ...X ...V } }`,
	"nodes":                  `{ nodes(ids: ["ID"], view: VIEW) { id } }`,
	"entity":                 `{ entity(by: {key: "KEY"}, view: VIEW) { ...E degree mergedFrom parent { key } neighbors { totalCount nodes { key } } claims { totalCount nodes { id } } mentions { nodes { form part { start } entity { key } source { key } } } } }`,
	"entity by name":         `{ entity(by: {name: "Form 1"}, view: VIEW) { key } }`,
	"entities":               `{ entities(view: VIEW) { totalCount nodes { ...E } } }`,
	"entities search":        `{ entities(search: "form", view: VIEW) { nodes { key name } } }`,
	"entities similar":       `{ entities(search: "blu valey", view: VIEW) { nodes { key name } } }`,
	"entities by degree":     `{ entities(orderBy: {by: DEGREE}, view: VIEW) { nodes { key degree } } }`,
	"entities of a type":     `{ entities(filter: {types: ["Group"]}, view: VIEW) { nodes { key } } }`,
	"relationship":           `{ relationship(id: "ID", view: VIEW) { ...R } }`,
	"relationships":          `{ relationships(view: VIEW, first: 100) { totalCount nodes { ...R claims(first: 5) { nodes { ...C } } contradictions { nodes { id } } } } }`,
	"relationships of types": `{ relationships(filter: {types: {in: ["opposes"]}, minOrigins: 1}, view: VIEW) { nodes { id } } }`,
	"relationships of a type that comes and goes": `{ relationships(filter: {types: {in: ["shadows"]}}, view: VIEW) { nodes { id } } }`,
	"relationships of a type that nobody defines": `{ relationships(filter: {types: {in: ["x:haunts"]}}, view: VIEW) { nodes { id } } }`,
	"relationships between":                       `{ relationships(filter: {between: ["A", "B"], contradicted: false}, view: VIEW) { nodes { id } } }`,
	"claim":                                       `{ claim(id: "ID", view: VIEW) { ...C } }`,
	"claims":                                      `{ claims(view: VIEW, first: 500) { totalCount nodes { ...C } } }`,
	"claims of":                                   `{ claims(filter: {involving: ["A"], types: {in: ["opposes"]}, contradicted: true}, view: VIEW) { nodes { id } } }`,
	"source":                                      `{ source(by: {key: "gazette"}, view: VIEW) { ...S claims { nodes { id } } mentions { nodes { form } } } }`,
	"sources":                                     `{ sources(search: "herald", view: VIEW) { totalCount nodes { ...S } } }`,
	"paths":                                       `{ paths(from: "A", to: "B", view: VIEW) { nodes { length weakestHop { relationship { id } } hops { relationship { id } claim { id } } } } }`,
	"subgraph":                                    `{ subgraph(around: ["A"], depth: 2, view: VIEW) { entities { key } relationships { id status } truncated } }`,
	"dyad":                                        `{ dyad(a: "A", b: "B", view: VIEW) { forward { nodes { id } } mutual { nodes { id } } voices { nodes { entity { key } label affirming } } timeline { nodes { claim { id } sign stretches { holds possible sure } } } undated { totalCount } mixed changes { nodes { kind before { when } after { when } } } mediators { nodes { status } } sharedAllies { nodes { entity { key } } } } }`,
	"rolledUp":                                    `{ rolledUp(view: VIEW) { claimsWithin merged { nodes { part { key } whole { key } claimCount } } refused { nodes { part { key } doubt } } } }`,
	"contradictions":                              `{ contradictions(view: VIEW) { totalCount nodes { ...X } } }`,
	"vocabulary":                                  `{ vocabulary(view: VIEW, first: 500) { totalCount nodes { ...T } } }`,
	"stats":                                       `{ stats(view: VIEW) { entities sources claims relationships undatedLeftOut relationshipsByStatus { status count } contradictions } }`,
	"ranking":                                     `{ ranking(measure: DEGREE, view: VIEW) { totalCount net { relationships leftOut } nodes { rank value entity { key } contestedShare } } }`,
	"communities":                                 `{ communities(view: VIEW) { totalCount modularity nodes { size members { nodes { key } } } } }`,
	"components":                                  `{ components(view: VIEW) { totalCount nodes { size members { nodes { key } } } } }`,
	"balance":                                     `{ balance(view: VIEW) { actors pairCounts { positive negative mixed contested } triadCounts { balanced unbalanced } } }`,
	"timeline":                                    `{ timeline(view: VIEW) { totalCount nodes { claim { id } polarity relationship { id status } stretches { holds possible } } } undated: timeline(undated: true, view: VIEW) { totalCount } }`,
	"sensitivity":                                 `{ sensitivity(without: {sources: ["gazette"]}, view: VIEW) { gained { totalCount } lost { nodes { id status } } changed { nodes { before { id status } after { status sign } } } unchanged } }`,
	"stats with more":                             `{ stats(view: VIEW) { entitiesConnected entitiesByType { type { label } count } relationshipsByType { type { label } count } } }`,
}

// pastFragments show what each kind of thing depends on.
const pastFragments = `
fragment E on Entity { id key name type { term label class } names { text kind } }
fragment R on Relationship { id from { key name } type { term label sign } to { key } status sign weight undatedLeftOut
  support { claims sources origins asserting independenceUnknown deniedBy { role entity { key } } } spells { when holds claims { id } } }
fragment C on Claim { id revision from { key } type { label } to { key } polarity modality gist recordedAt retractedAt batch
  when { edtf } voices { entity { key name } } roles { name entities { key } } source { key publisher } relationships { via relationship { id status } } }
fragment S on Source { id key title publisher published { edtf } }
fragment T on TermEntry { id kind term label sign broader achievement definition class }
fragment X on Contradiction { id rule overlap between sides { says claims { id } } verdict { finding reason } }
fragment V on Verdict { id finding reason }
`

// pastViews are what is asked besides the moment.
var pastViews = []string{
	``, `validAt: "2031-06"`, `validAt: "2031-06", undated: true`, `sources: ["gazette"]`, `without: {sources: ["gazette"]}`,
	`voices: [{self: true}]`, `modality: [ASSERTED]`, `without: {modality: [ASSERTED]}`, `rollup: PARTS`, `rollup: STATE, validAt: "2031"`,
}

// TestAsOf asks the same of a whole history as of each of its transactions, and of a store in which nothing was recorded after that
// one: there must be no difference, whatever is asked, and with whatever else in the view.
func TestAsOf(t *testing.T) {
	const steps = 8
	answered := map[string]bool{} // what had an answer without an error at least once
	seeds := []uint64{5, 9, 15}   // whose histories have relations of every sort
	if testing.Short() {
		seeds = seeds[:1] // the race detector looks for races, not for answers
	}
	for _, seed := range seeds {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			p, whole := newPast(t, seed, steps)
			after := asked(t, whole)
			ids := p.ids(t, whole)
			for n := 1; n <= steps; n++ {
				then := asked(t, p.until(t, n))
				for _, name := range slices.Sorted(maps.Keys(pastQuestions)) {
					for i, view := range pastViews {
						for _, question := range p.questions(name, ids, n+i) {
							want := then(strings.ReplaceAll(question, "VIEW", "{"+view+"}"))
							got := after(strings.ReplaceAll(question, "VIEW", fmt.Sprintf("{asOf: {transaction: %d}, %s}", n, view)))
							answered[name] = answered[name] || !strings.Contains(want, `"errors"`)
							if diff := cmp.Diff(want, got); diff != "" {
								t.Fatalf("%s as of %d under {%s}, and what had been recorded then:\n%s\n%s", name, n, view, question, diff)
							}
						}
					}
				}
			}
		})
	}
	for name := range pastQuestions {
		if !answered[name] && !testing.Short() {
			t.Errorf("%s: never had an answer", name)
		}
	}
}

// asked returns what answers from a workspace, indented.
func asked(t *testing.T, w *workspace) func(string) string {
	t.Helper()
	x, err := w.index(t.Context())
	if err != nil {
		t.Fatalf("index: %v", err)
	}
	s, err := w.server(still(x), nil, server.Config{})
	if err != nil {
		t.Fatalf("server: %v", err)
	}
	return func(query string) string {
		answer := s.Execute(t.Context(), server.Request{Query: query})
		answer.Extensions = nil
		for i := range answer.Errors {
			answer.Errors[i].Locations = nil // a longer view moves them
		}
		data, err := answer.JSON()
		if err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		var out bytes.Buffer
		if err := json.Indent(&out, data, "", " "); err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		return out.String()
	}
}

// questions fills in a question; one about ids is asked about some of them, other ones each time.
func (p *past) questions(name string, ids []string, turn int) []string {
	text := pastQuestions[name]
	var out []string
	for i := range ids {
		if (i+turn)%7 == 0 && strings.Contains(text, "ID\"") {
			out = append(out, strings.ReplaceAll(text, "ID\"", ids[i]+"\""))
		}
	}
	if out == nil {
		a, b := pastKeys[turn%5], pastKeys[(turn+1+turn%3)%5]
		out = []string{strings.NewReplacer(`"KEY"`, `"`+string(a)+`"`, `"A"`, `"`+string(a)+`"`, `"B"`, `"`+string(b)+`"`).Replace(text)}
	}
	for i := range out {
		out[i] += usedFragments(out[i])
	}
	return out
}

// usedFragments are the fragments that a question spreads.
func usedFragments(text string) string {
	out := ""
	for _, f := range strings.Split(strings.TrimSpace(pastFragments), "\nfragment ") {
		f = "fragment " + strings.TrimPrefix(f, "fragment ")
		if name := strings.Fields(f)[1]; strings.Contains(text, "..."+name+" ") {
			out += "\n" + f
		}
	}
	return out
}

// ids are the ids of everything that there ever was: of relationships, between whomever their ends were counted as.
func (p *past) ids(t *testing.T, w *workspace) []string {
	t.Helper()
	all := map[string]bool{}
	for _, l := range p.loads {
		for _, b := range l.bundles {
			for _, v := range b.Verdicts {
				all[v.DerivedID().String()], all[v.Contradiction.String()] = true, true
			}
			for _, term := range b.Terms {
				all[term.DerivedID().String()] = true
			}
			for _, s := range b.Sources {
				all[s.Key.ID().String()] = true
			}
		}
	}
	feed, err := w.store.Feed(t.Context())
	if err != nil {
		t.Fatalf("Feed: %v", err)
	}
	for c, err := range feed.Claims {
		if err != nil {
			t.Fatalf("Feed: %v", err)
		}
		all[c.Value.ID.String()] = true
		for _, to := range append([]graph.EntityKey{c.Value.To}, c.Value.Roles.Entities(graph.RoleCounterparty)...) {
			all[graph.RelationshipIDOf(c.Value.From, c.Value.Type, to).String()] = true
			all[graph.RelationshipIDOf(pastKeys[0], c.Value.Type, to).String()] = true
		}
	}
	for _, key := range pastKeys {
		all[key.ID().String()] = true
	}
	return slices.Sorted(maps.Keys(all))
}

// TestAsOfAsksAll holds the questions above to the schema: whatever takes a view is asked.
func TestAsOfAsksAll(t *testing.T) {
	parsed, err := gqlparser.LoadSchema(&ast.Source{Name: "schema", Input: schema.SDL()})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range parsed.Query.Fields {
		if f.Name == "diff" {
			continue // its own arguments say of when, and its view's asOf is refused
		}
		if f.Arguments.ForName("view") != nil && pastQuestions[f.Name] == "" {
			t.Errorf("%s takes a view and is not asked as of the past", f.Name)
		}
	}
}
