package resolver_test

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/resolver"
)

// orchard is a world about Blue Valley and the Orchard Brigade, with two of everything that a dyad lists. Claims are called by the
// words that make them.
type orchard map[graph.ClaimID]*graph.Claim

// Claims implements [resolver.Records].
func (o orchard) Claims(_ context.Context, ids []graph.ClaimID, _ graph.Tx) ([]*graph.Claim, error) {
	claims := make([]*graph.Claim, len(ids))
	for i, id := range ids {
		claims[i] = o[id]
	}
	return claims, nil
}

// History implements [resolver.Records].
func (o orchard) History(_ context.Context, id graph.ClaimID) ([]graph.Version[graph.Claim], error) {
	return []graph.Version[graph.Claim]{{Value: *o[id], Opened: 1}}, nil
}

// orchardClaims are "from type to", with a date, a voice and a counterparty where they have one.
const orchardClaims = `
valley arms brigade when=2028
valley arms brigade when=2030 by=cabinet not
valley attacks brigade when=2031-05-03
valley attacks brigade by=valley not
brigade attacks valley when=2031-06~
brigade aids valley
valley allied_with brigade when=2027
valley meets brigade
council mediates valley counterparty=brigade
council mediates brigade counterparty=valley when=2030
lantern mediates valley counterparty=brigade as=planned
harbour arms brigade
harbour aids brigade
harbour arms valley
reed allied_with brigade
valley aids reed
reed attacks valley
brigade attacks reed
dune attacks valley
dune attacks brigade
cabinet acts_for valley
clan part_of brigade when=2029
cabinet attacks clan when=2029-08
clan part_of valley when=2035
guard part_of valley
guard part_of brigade
scouts part_of valley
scouts part_of brigade
cabinet aids valley
`

func newOrchard(t *testing.T) *asker {
	t.Helper()
	return orchardOf(t, orchardClaims)
}

// orchardOf is an orchard of other claims, and of merges.
func orchardOf(t *testing.T, claims string, merges ...graph.SameAs) *asker {
	t.Helper()
	terms := []graph.Term{
		{Kind: graph.EntityTypeTerm, Key: "Group", Label: "group", Class: graph.Actor},
		{Kind: graph.RelationTerm, Key: "arms", Sign: graph.Positive},
		{Kind: graph.RelationTerm, Key: "aids", Sign: graph.Positive},
		{Kind: graph.RelationTerm, Key: "attacks", Sign: graph.Negative},
		{Kind: graph.RelationTerm, Key: "allied_with", Symmetric: true, Sign: graph.Positive},
		{Kind: graph.RelationTerm, Key: "meets", Symmetric: true, Sign: graph.Positive},
		{Kind: graph.RelationTerm, Key: "mediates", Projects: []graph.TermKey{graph.RoleCounterparty}},
		{Kind: graph.RelationTerm, Key: "part_of"},
		{Kind: graph.RelationTerm, Key: "acts_for"},
		{Kind: graph.RoleTerm, Key: graph.RoleCounterparty, Holds: graph.HoldsEntity},
	}
	for i := range terms {
		terms[i].ID = terms[i].DerivedID()
	}
	in := index.Input{Vocabulary: graph.NewVocabulary(terms), Last: 1}
	for key := range strings.FieldsSeq("valley brigade cabinet clan council lantern harbour reed dune guard scouts") {
		e := graph.Entity{Key: graph.EntityKey(key), Type: "Group", Name: key}
		e.ID = e.Key.ID()
		in.Entities = append(in.Entities, graph.Version[graph.Entity]{Value: e, Opened: 1})
	}
	src := graph.Source{Key: "gazette", ID: graph.SourceKey("gazette").ID(), Publisher: "Gazette"}
	in.Sources = []graph.Version[graph.Source]{{Value: src, Opened: 1}}
	o := orchard{}
	for line := range strings.Lines(strings.TrimSpace(claims)) {
		c := written(t, line)
		c.Normalize(in.Vocabulary.Relation(c.Type))
		c.ID = c.DerivedID()
		o[c.ID] = c
	}
	in.Claims = func(yield func(graph.Version[graph.Claim], error) bool) {
		for _, c := range o {
			if !yield(graph.Version[graph.Claim]{Value: *c, Opened: 1}, nil) {
				return
			}
		}
	}
	for _, m := range merges {
		in.SameAs = append(in.SameAs, graph.Version[graph.SameAs]{Value: m, Opened: 1})
	}
	x, err := index.Build(in)
	if err != nil {
		t.Fatal(err)
	}
	return newAsker(t, func(c *resolver.Config) {
		c.Snapshot, c.Records = func() *index.Index { return x }, o
	})
}

// written reads a line of orchardClaims. Its gist is the line.
func written(t *testing.T, line string) *graph.Claim {
	t.Helper()
	words := strings.Fields(line)
	c := &graph.Claim{
		Source: "gazette", From: graph.EntityKey(words[0]), Type: graph.TermKey(words[1]), To: graph.EntityKey(words[2]),
		Gist: strings.Join(words, " "),
	}
	for _, word := range words[3:] {
		switch name, value, _ := strings.Cut(word, "="); name {
		case "when":
			date, err := graph.ParseEDTF(value)
			if err != nil {
				t.Fatal(err)
			}
			c.When.EDTF = date
		case "by":
			c.Voices = []graph.Voice{{Entity: graph.EntityKey(value)}}
		case "not":
			c.Polarity = graph.Negated
		case "as":
			c.Modality = graph.Modality(value)
		case "counterparty":
			c.Roles = graph.Roles{{Name: graph.RoleCounterparty, Entities: []graph.EntityKey{graph.EntityKey(value)}}}
		}
	}
	return c
}

func TestDyad(t *testing.T) {
	a := newOrchard(t)
	const pair = `dyad(a: "valley", b: "brigade")`
	for _, q := range []question{
		{
			"relationships both ways, symmetric ones once",
			`{ ` + pair + ` { a { key } b { key } forward { nodes { type { term } status } } backward { nodes { type { term } status } }
			   mutual { nodes { from { key } type { term } } } } }`,
			`{"dyad": {"a": {"key": "valley"}, "b": {"key": "brigade"},
			  "forward": {"nodes": [{"type": {"term": "arms"}, "status": "STATED"}, {"type": {"term": "attacks"}, "status": "CONTESTED"}]},
			  "backward": {"nodes": [{"type": {"term": "aids"}, "status": "STATED"}, {"type": {"term": "attacks"}, "status": "STATED"}]},
			  "mutual": {"nodes": [{"from": {"key": "brigade"}, "type": {"term": "allied_with"}}, {"from": {"key": "brigade"}, "type": {"term": "meets"}}]}}}`,
		},
		{
			"who says what: each voice, then the source itself",
			`{ ` + pair + ` { voices { nodes { entity { key } source { key } affirming negating statements { totalCount } } } } }`,
			`{"dyad": {"voices": {"nodes": [
			  {"entity": {"key": "cabinet"}, "source": null, "affirming": 0, "negating": 1, "statements": {"totalCount": 1}},
			  {"entity": {"key": "valley"}, "source": null, "affirming": 0, "negating": 1, "statements": {"totalCount": 1}},
			  {"entity": null, "source": {"key": "gazette"}, "affirming": 6, "negating": 0, "statements": {"totalCount": 6}}]}}}`,
		},
		{
			"the timeline keeps dates as unsure as they are, and what has none apart",
			`{ ` + pair + ` { timeline { nodes { claim { when { edtf } gist } sign stretches { holds possible sure some } } } undated { totalCount } } }`,
			`{"dyad": {"timeline": {"nodes": [
			  {"claim": {"when": {"edtf": "2027"}, "gist": "valley allied_with brigade when=2027"}, "sign": "POSITIVE",
			   "stretches": [{"holds": true, "possible": "2027", "sure": null, "some": "2027"}]},
			  {"claim": {"when": {"edtf": "2028"}, "gist": "valley arms brigade when=2028"}, "sign": "POSITIVE",
			   "stretches": [{"holds": true, "possible": "2028", "sure": null, "some": "2028"}]},
			  {"claim": {"when": {"edtf": "2030"}, "gist": "valley arms brigade when=2030 by=cabinet not"}, "sign": "NONE",
			   "stretches": [{"holds": false, "possible": "2030", "sure": null, "some": "2030"}]},
			  {"claim": {"when": {"edtf": "2031-05-03"}, "gist": "valley attacks brigade when=2031-05-03"}, "sign": "NEGATIVE",
			   "stretches": [{"holds": true, "possible": "2031-05-03", "sure": "2031-05-03", "some": "2031-05-03"}]},
			  {"claim": {"when": {"edtf": "2031-06~"}, "gist": "brigade attacks valley when=2031-06~"}, "sign": "NEGATIVE",
			   "stretches": [{"holds": true, "possible": "2031-06", "sure": null, "some": null}]}]}, "undated": {"totalCount": 3}}}`,
		},
		{
			"changes of sign, then of relationships; a mixed history",
			`{ ` + pair + ` { mixed cooperative { totalCount } hostile { totalCount }
			   changes { nodes { kind told relationship { type { term } } before { sign holds when claimCount claims { gist } } after { sign holds when } } } } }`,
			`{"dyad": {"mixed": true, "cooperative": {"totalCount": 4}, "hostile": {"totalCount": 2}, "changes": {"nodes": [
			  {"kind": "SIGN", "told": false, "relationship": null,
			   "before": {"sign": "POSITIVE", "holds": true, "when": "2027/2028", "claimCount": 2,
			    "claims": [{"gist": "valley allied_with brigade when=2027"}, {"gist": "valley arms brigade when=2028"}]},
			   "after": {"sign": "NEGATIVE", "holds": true, "when": "2031-05-03"}},
			  {"kind": "RELATIONSHIP", "told": false, "relationship": {"type": {"term": "arms"}},
			   "before": {"sign": "NONE", "holds": true, "when": "2028", "claimCount": 1, "claims": [{"gist": "valley arms brigade when=2028"}]},
			   "after": {"sign": "NONE", "holds": false, "when": "2030"}}]}}}`,
		},
		{
			"contradictions, and third parties",
			`{ ` + pair + ` { contradictions { nodes { rule sides { claims { gist } } } }
			   mediators { nodes { entity { key } status claims { totalCount } relationships { totalCount } } }
			   sharedAllies { nodes { entity { key } withA { nodes { type { term } } } withB { nodes { type { term } } } } }
			   sharedEnemies { nodes { entity { key } } } } }`,
			`{"dyad": {"contradictions": {"nodes": [{"rule": "POLARITY", "sides": [
			   {"claims": [{"gist": "valley attacks brigade when=2031-05-03"}]}, {"claims": [{"gist": "valley attacks brigade by=valley not"}]}]}]},
			  "mediators": {"nodes": [
			   {"entity": {"key": "council"}, "status": "STATED", "claims": {"totalCount": 2}, "relationships": {"totalCount": 2}},
			   {"entity": {"key": "lantern"}, "status": "HYPOTHETICAL", "claims": {"totalCount": 1}, "relationships": {"totalCount": 2}}]},
			  "sharedAllies": {"nodes": [
			   {"entity": {"key": "harbour"}, "withA": {"nodes": [{"type": {"term": "arms"}}]}, "withB": {"nodes": [{"type": {"term": "aids"}}, {"type": {"term": "arms"}}]}},
			   {"entity": {"key": "reed"}, "withA": {"nodes": [{"type": {"term": "aids"}}]}, "withB": {"nodes": [{"type": {"term": "allied_with"}}]}}]},
			  "sharedEnemies": {"nodes": [{"entity": {"key": "dune"}}, {"entity": {"key": "reed"}}]}}}`,
		},
		{
			"a view and a filter choose",
			`{ said: dyad(a: "valley", b: "brigade", view: {voices: [{self: true}]}) { forward { nodes { type { term } status } } contradictions { totalCount } }
			   kept: dyad(a: "valley", b: "brigade", filter: {sign: [NEGATIVE]}) { forward { totalCount } backward { totalCount } mutual { totalCount } }
			   then: dyad(a: "valley", b: "brigade", view: {validAt: "2027"}) { timeline { totalCount } undatedLeftOut } }`,
			`{"said": {"forward": {"nodes": [{"type": {"term": "arms"}, "status": "STATED"}, {"type": {"term": "attacks"}, "status": "STATED"}]},
			  "contradictions": {"totalCount": 0}},
			  "kept": {"forward": {"totalCount": 1}, "backward": {"totalCount": 1}, "mutual": {"totalCount": 0}},
			  "then": {"timeline": {"totalCount": 1}, "undatedLeftOut": 3}}`,
		},
		{
			"rolled up, parts answer with their wholes, and the answer names them",
			`{ dyad(a: "cabinet", b: "brigade", view: {rollup: STATE}) { a { key } forward { nodes { type { term } support { claims } } }
			   rolledUp { claimsWithin merged { nodes { part { key } whole { key } when claims { gist } } } refused { nodes { part { key } wholes { key } doubt } } } } }`,
			`{"dyad": {"a": {"key": "valley"}, "forward": {"nodes": [{"type": {"term": "arms"}, "support": {"claims": 2}}, {"type": {"term": "attacks"}, "support": {"claims": 3}}]},
			  "rolledUp": {"claimsWithin": 4, "merged": {"nodes": [
			   {"part": {"key": "cabinet"}, "whole": {"key": "valley"}, "when": null, "claims": [{"gist": "cabinet acts_for valley"}]},
			   {"part": {"key": "clan"}, "whole": {"key": "brigade"}, "when": ["2029"], "claims": [{"gist": "clan part_of brigade when=2029"}]},
			   {"part": {"key": "clan"}, "whole": {"key": "valley"}, "when": ["2035"], "claims": [{"gist": "clan part_of valley when=2035"}]}]},
			  "refused": {"nodes": [
			   {"part": {"key": "clan"}, "wholes": [{"key": "brigade"}, {"key": "valley"}], "doubt": "SEVERAL_WHOLES"},
			   {"part": {"key": "guard"}, "wholes": [{"key": "brigade"}, {"key": "valley"}], "doubt": "SEVERAL_WHOLES"},
			   {"part": {"key": "scouts"}, "wholes": [{"key": "brigade"}, {"key": "valley"}], "doubt": "SEVERAL_WHOLES"}]}}}}`,
		},
		{
			"every read rolls up: relationships, entities, filters, paths, subgraphs, counts",
			`{ relationships(filter: {from: {entities: ["cabinet"]}, types: {in: ["attacks"]}}, view: {rollup: STATE}) { nodes { from { key } to { key } support { claims } } }
			   entity(by: {key: "cabinet"}, view: {rollup: STATE}) { key relationships(filter: {types: {in: ["aids"]}}) { nodes { from { key } to { key } } } }
			   paths(from: "cabinet", to: "brigade", maxLength: 1, view: {rollup: STATE}) { nodes { entities { key } } }
			   subgraph(around: ["cabinet"], depth: 0, view: {rollup: STATE}) { entities { key } }
			   none: rolledUp(view: {}) { merged { totalCount } claimsWithin } parts: rolledUp(view: {rollup: PARTS}) { merged { totalCount } claimsWithin } }`,
			`{"relationships": {"nodes": [{"from": {"key": "valley"}, "to": {"key": "brigade"}, "support": {"claims": 3}}]},
			  "entity": {"key": "valley", "relationships": {"nodes": [{"from": {"key": "brigade"}, "to": {"key": "valley"}}, {"from": {"key": "valley"}, "to": {"key": "reed"}}]}},
			  "paths": {"nodes": [{"entities": [{"key": "valley"}, {"key": "brigade"}]}]},
			  "subgraph": {"entities": [{"key": "valley"}]},
			  "none": {"merged": {"totalCount": 0}, "claimsWithin": 0}, "parts": {"merged": {"totalCount": 2}, "claimsWithin": 2}}`,
		},
	} {
		t.Run(q.name, func(t *testing.T) {
			var want bytes.Buffer
			if err := json.Compact(&want, []byte(q.want)); err != nil {
				t.Fatalf("the expectation is no JSON: %v", err)
			}
			if diff := cmp.Diff(indented(t, want.Bytes()), a.data(t, q.query)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", q.query, diff)
			}
		})
	}
}

func TestDyadNeedsTwo(t *testing.T) {
	a := newOrchard(t)
	for _, query := range []string{
		`{ dyad(a: "valley", b: "valley") { mixed } }`,
		`{ dyad(a: "valley", b: "cabinet", view: {rollup: STATE}) { mixed } }`,
	} {
		r := a.ask(t, query)
		if len(r.Errors) != 1 || r.Errors[0].Extensions["code"] != graph.BadInput {
			t.Errorf("%s: %v, want BAD_USER_INPUT", query, r.Errors)
		}
	}
}

// TestPagesOfDyads reads each list of a dyad in pages of every size.
func TestPagesOfDyads(t *testing.T) {
	a := newOrchard(t)
	of := func(fields string) string {
		return " { totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node " + fields + " } nodes " + fields + " } "
	}
	ends := "{ from { key } type { term } to { key } }"
	for list, fields := range map[string]string{
		"forward": ends, "backward": ends, "mutual": ends, "cooperative": "{ id }", "hostile": "{ id }",
		"voices": "{ entity { key } affirming }", "timeline": "{ claim { id } }", "undated": "{ claim { id } }",
		"changes": "{ kind after { when } }", "mediators": "{ entity { key } }",
		"sharedAllies": "{ entity { key } }", "sharedEnemies": "{ entity { key } }",
	} {
		t.Run(list, func(t *testing.T) {
			a.checkPages(t, `{ dyad(a: "valley", b: "brigade") { `+list+`(ARGS)`+of(fields)+`} }`)
		})
	}
	for list, fields := range map[string]string{"merged": "{ part { key } whole { key } }", "refused": "{ part { key } doubt }"} {
		t.Run(list, func(t *testing.T) {
			a.checkPages(t, `{ rolledUp(view: {rollup: STATE}) { `+list+`(ARGS)`+of(fields)+`} }`)
		})
	}
}
