package resolver_test

import (
	"testing"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/schema/resolver"
	"dyad/schema/resolver/resolvertest"
)

func TestClaims(t *testing.T) {
	run(t, []question{
		{
			"one claim with everything it has",
			`{ claim(id: "<attack>") { id revision source { key } from { key } type { term } to { key } polarity modality outcome voices { mode }
			   when { edtf basis bound extent } number { best } gist credibility annotator codebook batch recordedAt retractedAt roles { name }
			   disputes { id } reconciles { id }
			   evidence { quote context(around: 12) verified parts { start end sha256 } }
			   relationships { via relationship { status } } } }`,
			`{"claim": {"id": "<attack>", "revision": 1, "source": {"key": "gazette"}, "from": {"key": "red-harbour"}, "type": {"term": "attacks"},
			  "to": {"key": "blue-valley"}, "polarity": "AFFIRMED", "modality": "ASSERTED", "outcome": "NONE", "voices": [],
			  "when": {"edtf": "2021-08", "basis": "STATED", "bound": "WHOLE", "extent": "SOMETIME"}, "number": null,
			  "gist": "An attack is reported.", "credibility": 2, "annotator": "tester", "codebook": "0.1", "batch": "gazette",
			  "recordedAt": "2024-01-01T12:00:00Z", "retractedAt": null, "roles": [], "disputes": [], "reconciles": [],
			  "evidence": [{"quote": "Red Harbour attacked Blue Valley in August", "context": "Red Harbour attacked Blue Valley in August. Red",
			    "verified": true, "parts": [{"start": 0, "end": 42, "sha256": "0000000000000000000000000000000000000000000000000000000000000000"}]}],
			  "relationships": [{"via": null, "relationship": {"status": "CORROBORATED"}}]}}`,
		},
		{
			"a denial names its voice and what it disputes; words that differ are shown as such",
			`{ claim(id: "<denial>") { polarity voices { entity { key } label affiliation { key } mode stance } disputes { id polarity }
			   evidence { quote verified } when { edtf } } }`,
			`{"claim": {"polarity": "NEGATED", "voices": [{"entity": {"key": "blue-valley"}, "label": null, "affiliation": null,
			  "mode": "SAYS", "stance": "NEUTRAL"}], "disputes": [{"id": "<charge>", "polarity": "AFFIRMED"}],
			  "evidence": [{"quote": "Blue Valley denies it.", "verified": false}], "when": null}}`,
		},
		{
			"one mediation backs two relationships, and says by which role",
			`{ claim(id: "<mediation>") { to { key } roles { name entities { key } claims { id } terms { term } }
			   relationships { via relationship { from { key } to { key } } } } }`,
			`{"claim": {"to": {"key": "blue-valley"},
			  "roles": [{"name": "counterparty", "entities": [{"key": "red-harbour"}], "claims": [], "terms": []}],
			  "relationships": [{"via": null, "relationship": {"from": {"key": "north-ridge"}, "to": {"key": "blue-valley"}}},
			    {"via": "counterparty", "relationship": {"from": {"key": "north-ridge"}, "to": {"key": "red-harbour"}}}]}}`,
		},
		{
			"ends go by what they were merged into", `{ claim(id: "<alliance>") { from { key } to { key } } }`,
			`{"claim": {"from": {"key": "green-front"}, "to": {"key": "red-harbour"}}}`,
		},
		{
			"a retracted claim answers in its last form",
			`{ claim(id: "<mistake>") { from { key } to { key } recordedAt retractedAt relationships { relationship { status } } } }`,
			`{"claim": {"from": {"key": "red-harbour"}, "to": {"key": "old-port"}, "recordedAt": "2024-01-02T12:00:00Z",
			  "retractedAt": "2024-01-03T12:00:00Z", "relationships": [{"relationship": {"status": "STATED"}}]}}`,
		},
		{
			"a claim as it stood, and before it was made",
			`{ then: claim(id: "<mistake>", view: {asOf: {transaction: 2}}) { retractedAt } before: claim(id: "<mistake>", view: {asOf: {transaction: 1}}) { id } }`,
			`{"then": {"retractedAt": null}, "before": null}`,
		},
		{"a claim that never was", `{ claim(id: "00000000-0000-0000-0000-000000000000") { id } }`, `{"claim": null}`},
		{
			"filters",
			`{ all: claims { totalCount }
			   dated: claims(filter: {dated: true}) { totalCount }
			   source: claims(filter: {sources: ["pamphlet"]}) { totalCount }
			   types: claims(filter: {types: {in: ["opposes"]}}) { totalCount }
			   from: claims(filter: {from: {entities: ["blue-valley"]}}) { totalCount }
			   to: claims(filter: {to: {classes: [PLACE]}}) { nodes { id } }
			   involving: claims(filter: {involving: ["red-harbour"], types: {in: ["mediates"]}}) { nodes { id } }
			   voices: claims(filter: {voices: [{entity: "blue-valley"}]}) { nodes { id } }
			   self: claims(filter: {voices: [{self: true}]}) { totalCount }
			   alleged: claims(filter: {modality: [ALLEGED]}) { nodes { id } }
			   contradicted: claims(filter: {contradicted: true}) { totalCount }
			   or: claims(filter: {or: [{polarity: [NEGATED]}, {modality: [ALLEGED]}]}) { totalCount }
			   not: claims(filter: {not: {outcome: [NONE]}}) { totalCount }
			   and: claims(filter: {and: [{dated: false}, {sources: ["gazette"]}]}) { totalCount } }`,
			`{"all": {"totalCount": 8}, "dated": {"totalCount": 2}, "source": {"totalCount": 3}, "types": {"totalCount": 2},
			  "from": {"totalCount": 2}, "to": {"nodes": [{"id": "<haunting>"}]}, "involving": {"nodes": [{"id": "<mediation>"}]},
			  "voices": {"nodes": [{"id": "<denial>"}]}, "self": {"totalCount": 6}, "alleged": {"nodes": [{"id": "<alliance>"}]},
			  "contradicted": {"totalCount": 2}, "or": {"totalCount": 2}, "not": {"totalCount": 0}, "and": {"totalCount": 3}}`,
		},
	})
}

func TestSources(t *testing.T) {
	id := graph.SourceKey("gazette").ID().String()
	run(t, []question{
		{
			"one source with everything it has",
			`{ source(by: {id: "` + id + `"}) { key kind genre title publisher author language url reliability note published { edtf basis }
			   text { file codepoints loaded } claims { totalCount } mentions(entities: ["green-front"]) { nodes { form } } } }`,
			`{"source": {"key": "gazette", "kind": "ARTICLE", "genre": "REPORTING", "title": "Trouble at the harbour", "publisher": "Gazette",
			  "author": "A. Writer", "language": "en", "url": null, "reliability": null, "note": null,
			  "published": {"edtf": "2021-10", "basis": "STATED"}, "text": {"file": "gazette.txt", "codepoints": 121, "loaded": true},
			  "claims": {"totalCount": 5}, "mentions": {"nodes": [{"form": "Green Front"}]}}}`,
		},
		{
			"by key, and one that is not there", `{ a: source(by: {key: "ledger"}) { text { loaded } published { edtf } } b: source(by: {key: "x"}) { key } }`,
			`{"a": {"text": null, "published": null}, "b": null}`,
		},
		{
			"search and filter",
			`{ sources { totalCount } search: sources(search: "HARBOUR trouble") { nodes { key } } data: sources(filter: {genres: [DATA]}) { nodes { key } }
			   loaded: sources(filter: {textLoaded: true}) { nodes { key } } kinds: sources(filter: {kinds: []}) { totalCount }
			   tag: sources(filter: {languages: ["EN"]}) { nodes { key } } }`,
			`{"sources": {"totalCount": 3}, "search": {"nodes": [{"key": "gazette"}]}, "data": {"nodes": [{"key": "ledger"}]},
			  "loaded": {"nodes": [{"key": "gazette"}]}, "kinds": {"totalCount": 0}, "tag": {"nodes": [{"key": "gazette"}]}}`,
		},
	})
}

func TestContradictions(t *testing.T) {
	run(t, []question{
		{
			"a denial, between voices of one source",
			`{ contradictions(filter: {rules: [POLARITY]}) { totalCount nodes { rule overlap between basedOnInference sides { claims { id } }
			   reconciledBy { id } verdict { finding } } } }`,
			`{"contradictions": {"totalCount": 1, "nodes": [{"rule": "POLARITY", "overlap": "UNKNOWN", "between": "VOICES", "basedOnInference": false,
			  "sides": [{"claims": [{"id": "<charge>"}]}, {"claims": [{"id": "<denial>"}]}], "reconciledBy": [], "verdict": null}]}}`,
		},
		{
			"filters",
			`{ all: contradictions { totalCount } involving: contradictions(filter: {involving: ["green-front-old"]}) { totalCount }
			   nobody: contradictions(filter: {involving: ["old-port"]}) { totalCount } types: contradictions(filter: {types: {in: ["attacks"]}}) { totalCount }
			   judged: contradictions(filter: {judged: true}) { totalCount } between: contradictions(filter: {between: [SOURCES]}) { totalCount } }`,
			`{"all": {"totalCount": 2}, "involving": {"totalCount": 2}, "nobody": {"totalCount": 0}, "types": {"totalCount": 0},
			  "judged": {"totalCount": 0}, "between": {"totalCount": 0}}`,
		},
		{"none without the denial", `{ contradictions(view: {without: {voices: [{entity: "blue-valley"}]}}) { totalCount } }`, `{"contradictions": {"totalCount": 0}}`},
	})
}

func TestWalks(t *testing.T) {
	run(t, []question{
		{
			"paths, each with its weakest hop and a claim a hop",
			`{ paths(from: "north-ridge", to: "green-front", maxLength: 2) { pageInfo { hasNextPage } nodes { length entities { key }
			   weakestHop { relationship { type { term } } } hops { forward weakest relationship { type { term } } claim { id } } } } }`,
			// By way of Blue Valley the weakest hop is contested, by way of Red Harbour it is alleged.
			`{"paths": {"pageInfo": {"hasNextPage": false}, "nodes": [
			  {"length": 2, "entities": [{"key": "north-ridge"}, {"key": "blue-valley"}, {"key": "green-front"}],
			   "weakestHop": {"relationship": {"type": {"term": "supports"}}},
			   "hops": [{"forward": true, "weakest": false, "relationship": {"type": {"term": "mediates"}}, "claim": {"id": "<mediation>"}},
			            {"forward": true, "weakest": true, "relationship": {"type": {"term": "supports"}}, "claim": {"id": "<charge>"}}]},
			  {"length": 2, "entities": [{"key": "north-ridge"}, {"key": "red-harbour"}, {"key": "green-front"}],
			   "weakestHop": {"relationship": {"type": {"term": "allied_with"}}},
			   "hops": [{"forward": true, "weakest": false, "relationship": {"type": {"term": "mediates"}}, "claim": {"id": "<mediation>"}},
			            {"forward": false, "weakest": true, "relationship": {"type": {"term": "allied_with"}}, "claim": {"id": "<alliance>"}}]}]}}`,
		},
		{
			"the first path only, of more", `{ paths(from: "north-ridge", to: "green-front", first: 1) { pageInfo { hasNextPage } nodes { length } } }`,
			`{"paths": {"pageInfo": {"hasNextPage": true}, "nodes": [{"length": 2}]}}`,
		},
		{
			"a filter of statuses", `{ paths(from: "north-ridge", to: "green-front", filter: {status: [STATED, ALLEGED]}) { nodes { entities { key } } } }`,
			`{"paths": {"nodes": [{"entities": [{"key": "north-ridge"}, {"key": "red-harbour"}, {"key": "green-front"}]}]}}`,
		},
		{
			"a subgraph, with its edge",
			`{ subgraph(around: ["old-port"], depth: 1) { truncated entities { key } relationships { type { term } } frontier { entity { key } hidden } } }`,
			`{"subgraph": {"truncated": false, "entities": [{"key": "old-port"}, {"key": "red-harbour"}],
			  "relationships": [{"type": {"term": "x:haunts"}}], "frontier": [{"entity": {"key": "red-harbour"}, "hidden": 3}]}}`,
		},
		{
			"a subgraph that is cut says so",
			`{ subgraph(around: ["red-harbour"], maxEntities: 2) { truncated entities { key } } }`,
			`{"subgraph": {"truncated": true, "entities": [{"key": "red-harbour"}, {"key": "blue-valley"}]}}`,
		},
	})
}

func TestTheRest(t *testing.T) {
	term := graph.Term{Kind: graph.RoleTerm, Key: graph.RoleCounterparty}
	undefined := graph.Term{Kind: graph.RelationTerm, Key: "x:haunts"}
	clash := polarityClash(t)
	run(t, []question{
		{
			"vocabulary", `{ all: vocabulary { totalCount } roles: vocabulary(kind: ROLE) { nodes { term holds } } search: vocabulary(search: "ATTACK") { nodes { term } } }`,
			// With x:haunts, which data uses and nobody defines.
			`{"all": {"totalCount": 12}, "roles": {"nodes": [{"term": "counterparty", "holds": "ENTITY"}]}, "search": {"nodes": [{"term": "attacks"}]}}`,
		},
		{
			"a type that data uses and nobody defines is found", `{ vocabulary(search: "x:") { nodes { kind term definition } } others: vocabulary(search: "a:") { totalCount } }`,
			`{"vocabulary": {"nodes": [{"kind": "RELATION", "term": "x:haunts", "definition": null}]}, "others": {"totalCount": 0}}`,
		},
		{
			"node finds every kind",
			`{ entity: node(id: "` + graph.EntityKey("green-front-old").ID().String() + `") { __typename ... on Entity { key } }
			   claim: node(id: "<raid>") { __typename id } source: node(id: "` + graph.SourceKey("ledger").ID().String() + `") { ... on Source { key } }
			   term: node(id: "` + term.DerivedID().String() + `") { ... on TermEntry { term } }
			   relationship: node(id: "` + graph.RelationshipIDOf("harbour-raid", "happened", "").String() + `") { ... on Relationship { status } }
			   undefined: node(id: "` + undefined.DerivedID().String() + `") { ... on TermEntry { term } }
			   contradiction: node(id: "` + clash.String() + `") { ... on Contradiction { rule } }
			   nothing: node(id: "00000000-0000-0000-0000-000000000000") { id } }`,
			`{"entity": {"__typename": "Entity", "key": "green-front"}, "claim": {"__typename": "Claim", "id": "<raid>"}, "source": {"key": "ledger"},
			  "term": {"term": "counterparty"}, "relationship": {"status": "STATED"}, "undefined": {"term": "x:haunts"}, "contradiction": {"rule": "POLARITY"}, "nothing": null}`,
		},
		{
			"nodes keep their order", `{ nodes(ids: ["<raid>", "00000000-0000-0000-0000-000000000000", "<attack>"]) { id } }`,
			`{"nodes": [{"id": "<raid>"}, null, {"id": "<attack>"}]}`,
		},
		{
			"stats",
			`{ stats { entities entitiesConnected sources claims relationships contradictions entitiesByType { type { term } count }
			   relationshipsByStatus { status count } contradictionsByRule { rule count } }
			   some: stats(filter: {involving: ["blue-valley"]}) { entities entitiesConnected relationships claims contradictions relationshipsByType { type { term } count } } }`,
			`{"stats": {"entities": 6, "entitiesConnected": 6, "sources": 3, "claims": 8, "relationships": 7, "contradictions": 2,
			  "entitiesByType": [{"type": {"term": "Group"}, "count": 2}, {"type": {"term": "Raid"}, "count": 1}, {"type": {"term": "State"}, "count": 2}, {"type": {"term": "Town"}, "count": 1}],
			  "relationshipsByStatus": [{"status": "CORROBORATED", "count": 1}, {"status": "STATED", "count": 4}, {"status": "CONTESTED", "count": 1},
			    {"status": "ALLEGED", "count": 1}, {"status": "HYPOTHETICAL", "count": 0}, {"status": "DENIED", "count": 0}],
			  "contradictionsByRule": [{"rule": "POLARITY", "count": 1}, {"rule": "INCOMPATIBLE", "count": 0}, {"rule": "COMMITMENT", "count": 0},
			    {"rule": "DATE", "count": 0}, {"rule": "ATTRIBUTION", "count": 0}, {"rule": "NUMBER", "count": 0}, {"rule": "ROLE", "count": 0}, {"rule": "DISPUTE", "count": 1}]},
			  "some": {"entities": 6, "entitiesConnected": 4, "relationships": 3, "claims": 5, "contradictions": 2, "relationshipsByType": [{"type": {"term": "attacks"}, "count": 1},
			    {"type": {"term": "mediates"}, "count": 1}, {"type": {"term": "supports"}, "count": 1}]}}`,
		},
		{
			"server", `{ server { version readOnly textsLoaded data { transaction committedAt digest } limits { cost defaultPage maxPage } } }`,
			`{"server": {"version": "test", "readOnly": true, "textsLoaded": 1, "data": {"transaction": 3, "committedAt": "2024-01-03T12:00:00Z",
			  "digest": "0000000000000000000000000000000000000000000000000000000000000003"}, "limits": {"cost": 100000, "defaultPage": 50, "maxPage": 500}}}`,
		},
	})
}

// TestTypeThatNobodyDefined: it has the class by which filters find its entities.
func TestTypeThatNobodyDefined(t *testing.T) {
	key := graph.EntityKey("mowers")
	x, err := index.Build(index.Input{Vocabulary: graph.NewVocabulary(nil), Last: 1, Entities: []graph.Version[graph.Entity]{
		{Value: graph.Entity{Key: key, ID: key.ID(), Name: "Mowers", Type: "x:guild"}, Opened: 1},
	}})
	if err != nil {
		t.Fatal(err)
	}
	a := newAsker(t, func(c *resolver.Config) { c.Snapshot = func() *index.Index { return x } })
	query := `{ entities(filter: {classes: [ACTOR]}) { nodes { type { term class definition } } } vocabulary { nodes { class } } }`
	want := `{"entities":{"nodes":[{"type":{"term":"x:guild","class":"ACTOR","definition":null}}]},"vocabulary":{"nodes":[{"class":"ACTOR"}]}}`
	if r := a.ask(t, query); len(r.Errors) > 0 || string(r.Data) != want {
		t.Errorf("%s: %s %v, want %s", query, r.Data, r.Errors, want)
	}
}

// polarityClash is the id of the contradiction between the charge and the denial.
func polarityClash(t *testing.T) graph.ContradictionID {
	t.Helper()
	for _, c := range resolvertest.Index(t).Present().Contradictions() {
		if c.Rule == graph.PolarityRule {
			return c.ID
		}
	}
	t.Fatal("the corpus has no contradiction of polarity")
	return graph.ContradictionID{}
}

func TestVerdictIsANode(t *testing.T) {
	v := graph.Verdict{
		Contradiction: polarityClash(t), Finding: graph.Stands, Reason: "nobody was there", Annotator: "judge",
		Prefers: []graph.ClaimID{resolvertest.Claims()[resolvertest.Denial].ID},
	}
	v.ID = v.DerivedID()
	x := resolvertest.Index(t, v)
	a := newAsker(t, func(c *resolver.Config) { c.Snapshot = func() *index.Index { return x } })
	query := `{ node(id: "` + v.ID.String() + `") { ... on Verdict { id finding reason annotator prefers { id } } } contradictions(filter: {judged: true}) { nodes { verdict { id } } } }`
	want := named(`{"node":{"id":"` + v.ID.String() + `","finding":"STANDS","reason":"nobody was there","annotator":"judge","prefers":[{"id":"<denial>"}]},` +
		`"contradictions":{"nodes":[{"verdict":{"id":"` + v.ID.String() + `"}}]}}`)
	if r := a.ask(t, query); len(r.Errors) > 0 || string(r.Data) != want {
		t.Errorf("%s: %s %v, want %s", query, r.Data, r.Errors, want)
	}
}
