package resolver_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/graph"
	"dyad/schema/resolver/resolvertest"
)

// A question is a query and the data that answers it, both with <name> for the id of a claim, and white space at will.
type question struct{ name, query, want string }

// named replaces <name> by the ids of claims.
func named(text string) string {
	for name, c := range resolvertest.Claims() {
		text = strings.ReplaceAll(text, "<"+name+">", c.ID.String())
	}
	return text
}

// run asks the questions.
func run(t *testing.T, questions []question) {
	t.Helper()
	a := newAsker(t, nil)
	for _, q := range questions {
		t.Run(q.name, func(t *testing.T) {
			var want bytes.Buffer
			if err := json.Compact(&want, []byte(named(q.want))); err != nil {
				t.Fatalf("the expectation is no JSON: %v\n%s", err, q.want)
			}
			if diff := cmp.Diff(indented(t, want.Bytes()), a.data(t, named(q.query))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", q.query, diff)
			}
		})
	}
}

func TestEntities(t *testing.T) {
	run(t, []question{
		{
			"by key, with everything it has for itself",
			`{ entity(by: {key: "red-harbour"}) { key name description type { term label class } parent { key } mergedFrom
			   names { text kind language ambiguous } external { scheme value verified } } }`,
			`{"entity": {"key": "red-harbour", "name": "Red Harbour", "description": "An invented group.",
			  "type": {"term": "Group", "label": "group", "class": "ACTOR"}, "parent": null, "mergedFrom": [],
			  "names": [{"text": "Red Harbour", "kind": "PREFERRED", "language": null, "ambiguous": false},
			            {"text": "RH", "kind": "ACRONYM", "language": "en", "ambiguous": false},
			            {"text": "حمراء", "kind": "ALIAS", "language": "ar", "ambiguous": false}],
			  "external": [{"scheme": "invented", "value": "17", "verified": true}]}}`,
		},
		{"by a name that is written differently", `{ entity(by: {name: "RED-HARBOUR"}) { key } }`, `{"entity": {"key": "red-harbour"}}`},
		{
			"by the key of before a merge", `{ entity(by: {key: "green-front-old"}) { key mergedFrom parent { key } } }`,
			`{"entity": {"key": "green-front", "mergedFrom": ["green-front-old"], "parent": {"key": "red-harbour"}}}`,
		},
		{"by a key that nothing has", `{ entity(by: {key: "nobody"}) { key } }`, `{"entity": null}`},
		{
			"a list, merged ones left out", `{ entities { totalCount nodes { key } } }`,
			`{"entities": {"totalCount": 6, "nodes": [{"key": "blue-valley"}, {"key": "green-front"}, {"key": "harbour-raid"},
			  {"key": "north-ridge"}, {"key": "old-port"}, {"key": "red-harbour"}]}}`,
		},
		{
			"a list backwards", `{ entities(orderBy: {direction: DESC}, first: 2) { nodes { key } } }`,
			`{"entities": {"nodes": [{"key": "red-harbour"}, {"key": "old-port"}]}}`,
		},
		{
			"a filter of classes and types", `{ entities(filter: {classes: [ACTOR], types: ["State"]}) { totalCount nodes { key } } }`,
			`{"entities": {"totalCount": 2, "nodes": [{"key": "blue-valley"}, {"key": "north-ridge"}]}}`,
		},
		{"an empty list of conditions", `{ entities(filter: {classes: []}) { totalCount } }`, `{"entities": {"totalCount": 0}}`},
		{"a search for nothing is none", `{ entities(search: " ", orderBy: {direction: ASC}) { totalCount } }`, `{"entities": {"totalCount": 6}}`},
		{
			"the best connected first", `{ entities(orderBy: {by: DEGREE, direction: DESC}) { nodes { key degree } } }`,
			`{"entities": {"nodes": [{"key": "red-harbour", "degree": 4}, {"key": "blue-valley", "degree": 3}, {"key": "north-ridge", "degree": 2},
			  {"key": "green-front", "degree": 2}, {"key": "old-port", "degree": 1}, {"key": "harbour-raid", "degree": 1}]}}`,
		},
		{
			"the best connected of a class under a view",
			`{ entities(orderBy: {by: DEGREE, direction: DESC}, filter: {classes: [ACTOR]}, view: {sources: ["pamphlet"]}, first: 2) { nodes { key degree } } }`,
			`{"entities": {"nodes": [{"key": "red-harbour", "degree": 3}, {"key": "green-front", "degree": 1}]}}`,
		},
		{
			"by name", `{ entities(orderBy: {by: NAME}, first: 4) { nodes { name } } }`,
			`{"entities": {"nodes": [{"name": "Blue Valley"}, {"name": "Green Front"}, {"name": "Harbour raid"}, {"name": "North Ridge"}]}}`,
		},
		{
			"a search puts the better connected first", `{ entities(search: "ridge") { totalCount nodes { key } } }`,
			`{"entities": {"totalCount": 2, "nodes": [{"key": "north-ridge"}, {"key": "old-port"}]}}`,
		},
		{
			"a search with a filter", `{ entities(search: "ridge", filter: {classes: [PLACE]}) { totalCount nodes { key } } }`,
			`{"entities": {"totalCount": 1, "nodes": [{"key": "old-port"}]}}`,
		},
		{
			"relationships each way: a symmetric one goes both",
			`{ entity(by: {key: "red-harbour"}) { any: degree out: degree(direction: OUT) in: degree(direction: IN)
			   relationships(direction: IN) { totalCount nodes { from { key } type { term } to { key } } } } }`,
			`{"entity": {"any": 4, "out": 3, "in": 2, "relationships": {"totalCount": 2, "nodes": [
			  {"from": {"key": "green-front"}, "type": {"term": "allied_with"}, "to": {"key": "red-harbour"}},
			  {"from": {"key": "north-ridge"}, "type": {"term": "mediates"}, "to": {"key": "red-harbour"}}]}}}`,
		},
		{
			"neighbours, each once",
			`{ entity(by: {key: "red-harbour"}) { neighbors { totalCount nodes { key } }
			   hostile: neighbors(filter: {sign: [NEGATIVE]}) { nodes { key } } } }`,
			`{"entity": {"neighbors": {"totalCount": 4, "nodes": [{"key": "blue-valley"}, {"key": "green-front"},
			  {"key": "north-ridge"}, {"key": "old-port"}]}, "hostile": {"nodes": [{"key": "blue-valley"}]}}}`,
		},
		{
			"mentions, in the order of the text, under old keys too",
			`{ entity(by: {key: "red-harbour"}) { mentions { totalCount nodes { form source { key } part { start end } } } }
			   merged: entity(by: {key: "green-front"}) { mentions { nodes { entity { key } } }
			     elsewhere: mentions(sources: ["ledger"]) { totalCount } } }`,
			`{"entity": {"mentions": {"totalCount": 2, "nodes": [
			    {"form": "Red Harbour", "source": {"key": "gazette"}, "part": {"start": 0, "end": 11}},
			    {"form": "Red Harbour", "source": {"key": "gazette"}, "part": {"start": 44, "end": 55}}]}},
			  "merged": {"mentions": {"nodes": [{"entity": {"key": "green-front"}}]}, "elsewhere": {"totalCount": 0}}}`,
		},
		{
			"claims about an entity, through a role that projects",
			`{ entity(by: {key: "north-ridge"}) { claims { totalCount nodes { id } } } }`,
			`{"entity": {"claims": {"totalCount": 1, "nodes": [{"id": "<mediation>"}]}}}`,
		},
	})
}

func TestRelationships(t *testing.T) {
	merged := graph.RelationshipIDOf("green-front-old", "allied_with", "red-harbour").String()
	attacks := graph.RelationshipIDOf("red-harbour", "attacks", "blue-valley").String()
	run(t, []question{
		{
			"what two sources assert, one of them unknown", `{ relationship(id: "` + attacks + `") { id from { key } to { key } status sign weight
			   type { term label inverseLabel symmetric broader cues }
			   support { claims sources origins asserting reporting opinion data independenceUnknown matrix { polarity modality count } deniedBy { role } }
			   spells { when extent holds claims { id } } undatedLeftOut claims { totalCount } } }`,
			`{"relationship": {"id": "` + attacks + `", "from": {"key": "red-harbour"}, "to": {"key": "blue-valley"}, "status": "CORROBORATED",
			  "sign": "NEGATIVE", "weight": -9,
			  "type": {"term": "attacks", "label": "attacks", "inverseLabel": "is attacked by", "symmetric": false, "broader": "opposes", "cues": ["raid*", "struck"]},
			  "support": {"claims": 2, "sources": 2, "origins": 2, "asserting": 2, "reporting": 1, "opinion": 1, "data": 0,
			    "independenceUnknown": true, "matrix": [{"polarity": "AFFIRMED", "modality": "ASSERTED", "count": 2}], "deniedBy": []},
			  "spells": [{"when": "2021-08", "extent": "SOMETIME", "holds": true, "claims": [{"id": "<attack>"}]}],
			  "undatedLeftOut": 0, "claims": {"totalCount": 2}}}`,
		},
		{
			"what one says and the accused denies",
			`{ relationships(filter: {status: [CONTESTED]}) { nodes { type { term }
			   support { deniedBy { entity { key } label source { key } role } } claims(filter: {polarity: [NEGATED]}) { nodes { id } }
			   contradictions { nodes { rule } } } } }`,
			`{"relationships": {"nodes": [{"type": {"term": "supports"},
			  "support": {"deniedBy": [{"entity": {"key": "blue-valley"}, "label": null, "source": {"key": "gazette"}, "role": "ACCUSED"}]},
			  "claims": {"nodes": [{"id": "<denial>"}]}, "contradictions": {"nodes": [{"rule": "POLARITY"}, {"rule": "DISPUTE"}]}}]}}`,
		},
		{
			"the id of before a merge", `{ relationship(id: "` + merged + `") { from { key } to { key } status } }`,
			`{"relationship": {"from": {"key": "green-front"}, "to": {"key": "red-harbour"}, "status": "ALLEGED"}}`,
		},
		{
			"a unary one has no other end", `{ relationships(filter: {types: {in: ["happened"]}}) { nodes { from { key } to { key } } } }`,
			`{"relationships": {"nodes": [{"from": {"key": "harbour-raid"}, "to": null}]}}`,
		},
		{
			"a type stands for its narrower ones, unless told otherwise",
			`{ wide: relationships(filter: {types: {in: ["opposes"]}}) { totalCount }
			   exact: relationships(filter: {types: {in: ["opposes"], narrower: false}}) { totalCount }
			   others: relationships(filter: {types: {notIn: ["opposes", "mediates"]}}) { totalCount } }`,
			`{"wide": {"totalCount": 1}, "exact": {"totalCount": 0}, "others": {"totalCount": 4}}`,
		},
		{
			"ends: between, involving, from and to",
			`{ between: relationships(filter: {between: ["red-harbour", "blue-valley"]}) { totalCount }
			   involving: relationships(filter: {involving: ["green-front-old"]}) { totalCount }
			   from: relationships(filter: {from: {classes: [EVENT]}}) { totalCount }
			   to: relationships(filter: {to: {entities: ["blue-valley"], types: ["State"]}}) { totalCount } }`,
			`{"between": {"totalCount": 1}, "involving": {"totalCount": 2}, "from": {"totalCount": 1}, "to": {"totalCount": 2}}`,
		},
		{
			"and, or, not",
			`{ or: relationships(filter: {or: [{status: [CONTESTED]}, {sign: [NONE]}]}) { nodes { type { term } } }
			   and: relationships(filter: {and: [{sign: [POSITIVE]}, {contradicted: false}]}) { nodes { type { term } } }
			   not: relationships(filter: {not: {minOrigins: 2}}) { totalCount }
			   none: relationships(filter: {or: []}) { totalCount } }`,
			`{"or": {"nodes": [{"type": {"term": "supports"}}, {"type": {"term": "x:haunts"}}]},
			  "and": {"nodes": [{"type": {"term": "allied_with"}}]}, "not": {"totalCount": 6}, "none": {"totalCount": 0}}`,
		},
		{
			"a type that nobody defined is shown by its key", `{ relationships(filter: {sign: [NONE]}) { nodes { type { term label definition kind sign } } } }`,
			`{"relationships": {"nodes": [{"type": {"term": "x:haunts", "label": "x:haunts", "definition": null, "kind": "RELATION", "sign": "NONE"}}]}}`,
		},
	})
}

func TestViews(t *testing.T) {
	run(t, []question{
		{
			"without the pamphlet one origin is left", `{ relationships(view: {without: {sources: ["pamphlet"]}}) { totalCount nodes { type { term } status } } }`,
			`{"relationships": {"totalCount": 5, "nodes": [{"type": {"term": "supports"}, "status": "CONTESTED"},
			  {"type": {"term": "happened"}, "status": "STATED"}, {"type": {"term": "mediates"}, "status": "STATED"},
			  {"type": {"term": "mediates"}, "status": "STATED"}, {"type": {"term": "attacks"}, "status": "STATED"}]}}`,
		},
		{
			"according to one voice", `{ relationships(view: {voices: [{entity: "red-harbour"}]}) { nodes { type { term } status claims { nodes { id } } } } }`,
			`{"relationships": {"nodes": [{"type": {"term": "supports"}, "status": "STATED", "claims": {"nodes": [{"id": "<charge>"}]}}]}}`,
		},
		{
			"in the sources' own voice", `{ claims(view: {voices: [{self: true}], sources: ["gazette"]}) { totalCount } }`,
			`{"claims": {"totalCount": 3}}`,
		},
		{
			"what is denied", `{ relationships(view: {polarity: [NEGATED]}) { nodes { type { term } status sign } } }`,
			`{"relationships": {"nodes": [{"type": {"term": "supports"}, "status": "DENIED", "sign": "NONE"}]}}`,
		},
		{
			"at a time, with what has no date left out and counted",
			`{ relationships(view: {validAt: "2021-08"}) { totalCount nodes { type { term } status undatedLeftOut } }
			   all: relationships(view: {validAt: "2021-08", undated: true}) { totalCount }
			   never: relationships(view: {validAt: "1999"}) { totalCount } }`,
			`{"relationships": {"totalCount": 2, "nodes": [{"type": {"term": "happened"}, "status": "STATED", "undatedLeftOut": 0},
			  {"type": {"term": "attacks"}, "status": "STATED", "undatedLeftOut": 1}]},
			  "all": {"totalCount": 7}, "never": {"totalCount": 0}}`,
		},
		{
			"as of a transaction, and of a moment",
			`{ then: relationships(view: {asOf: {transaction: 2}}) { totalCount } first: relationships(view: {asOf: {transaction: 1}}) { totalCount }
			   moment: relationships(view: {asOf: {time: "2024-01-03T11:59:59Z"}}) { totalCount }
			   late: relationships(view: {asOf: {time: "2030-01-01T00:00:00+05:00"}}) { totalCount } }`,
			`{"then": {"totalCount": 8}, "first": {"totalCount": 7}, "moment": {"totalCount": 8}, "late": {"totalCount": 7}}`,
		},
		{
			"a view goes on to apply below, until another is named",
			`{ entity(by: {key: "red-harbour"}, view: {without: {sources: ["pamphlet"]}}) { degree all: degree(view: {})
			   neighbors { nodes { key degree } } } }`,
			`{"entity": {"degree": 2, "all": 4, "neighbors": {"nodes": [{"key": "blue-valley", "degree": 3}, {"key": "north-ridge", "degree": 2}]}}}`,
		},
		{"an empty list admits nothing", `{ relationships(view: {sources: []}) { totalCount } }`, `{"relationships": {"totalCount": 0}}`},
	})
}
