package main

import (
	"strings"
	"testing"

	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// mutations are one of each, with a question, and how it is answered before and after.
var mutations = []struct {
	name, mutation, more        string
	question, before, afterward string
}{
	{
		name: "addClaim",
		mutation: `addClaim(input: {source: "gazette", from: "reed-company", type: "fights", to: "lantern-column", voices: [{entity: "blue-valley"}],
			when: {edtf: "2031-06"}, evidence: [{parts: [{start: 0, end: 9}]}], gist: "They fight."}, reason: "left out")`,
		more:      `claim { gist revision annotator relationships { relationship { status } } }`,
		question:  `{ relationships(filter: {types: {in: ["fights"]}}) { nodes { status from { key } to { key } claims { nodes { annotator } } } } }`,
		before:    `{"relationships":{"nodes":[]}}`,
		afterward: `{"relationships":{"nodes":[{"status":"STATED","from":{"key":"lantern-column"},"to":{"key":"reed-company"},"claims":{"nodes":[{"annotator":"vale"}]}}]}}`,
	},
	{
		name: "retractClaim", mutation: `retractClaim(id: "$2", reason: "misread", expectedRevision: 1)`, more: `claim { id retractedAt }`,
		question:  `{ contradictions { totalCount } relationships(filter: {types: {in: ["attacks"]}}) { nodes { status } } }`,
		before:    `{"contradictions":{"totalCount":1},"relationships":{"nodes":[{"status":"CONTESTED"}]}}`,
		afterward: `{"contradictions":{"totalCount":0},"relationships":{"nodes":[{"status":"STATED"}]}}`,
	},
	{
		name: "correctClaim", mutation: `correctClaim(id: "$3", input: {modality: ASSERTED}, reason: "no doubt is left in it", expectedRevision: 1)`,
		more:      `claim { id revision modality }`,
		question:  `{ claim(id: "$3") { revision modality gist } relationships(filter: {types: {in: ["supports"]}}) { nodes { status } } }`,
		before:    `{"claim":{"revision":1,"modality":"ALLEGED","gist":"The Harbour is thought to back the Brigade."},"relationships":{"nodes":[{"status":"ALLEGED"}]}}`,
		afterward: `{"claim":{"revision":2,"modality":"ASSERTED","gist":"The Harbour is thought to back the Brigade."},"relationships":{"nodes":[{"status":"STATED"}]}}`,
	},
	{
		name: "addEntity",
		mutation: `addEntity(input: {key: "lakes-council", type: "InternationalOrganization", name: "Lakes Council",
			names: [{text: "the Council", kind: ALIAS}], external: [{scheme: "wikidata", value: "Q1"}]}, reason: "a mediator")`,
		more:      `entity { key name }`,
		question:  `{ entities(search: "Lakes Council") { totalCount nodes { key names { text } } } }`,
		before:    `{"entities":{"totalCount":0,"nodes":[]}}`,
		afterward: `{"entities":{"totalCount":1,"nodes":[{"key":"lakes-council","names":[{"text":"Lakes Council"},{"text":"the Council"}]}]}}`,
	},
	{
		name: "addNames", mutation: `addNames(entity: "orchard-brigade", names: [{text: "the Brigade"}], reason: "so called", expectedRevision: 1)`,
		more:      `entity { names { text } revision }`,
		question:  `{ entities(search: "the Brigade", first: 1) { nodes { key names { text kind } } } }`,
		before:    `{"entities":{"nodes":[{"key":"orchard-brigade","names":[{"text":"Orchard Brigade","kind":"PREFERRED"}]}]}}`,
		afterward: `{"entities":{"nodes":[{"key":"orchard-brigade","names":[{"text":"Orchard Brigade","kind":"PREFERRED"},{"text":"the Brigade","kind":"ALIAS"}]}]}}`,
	},
	{
		name: "mergeEntities", mutation: `mergeEntities(from: "the-lanterns", into: "lantern-column", reason: "one group")`, more: `entity { key mergedFrom }`,
		question:  `{ entity(by: {key: "the-lanterns"}) { key name } stats { entities } }`,
		before:    `{"entity":{"key":"the-lanterns","name":"The Lanterns"},"stats":{"entities":6}}`,
		afterward: `{"entity":{"key":"lantern-column","name":"Lantern Column"},"stats":{"entities":5}}`,
	},
	{
		name: "splitEntity",
		mutation: `splitEntity(entity: "orchard-brigade", input: {entity: {key: "young-brigade", type: "MilitantGroup", name: "Young Brigade"}, claims: ["$3"],
			mentions: [{source: "gazette", start: 40, end: 55}]}, reason: "the young ones")`,
		more:      `entity { key }`,
		question:  `{ claim(id: "$3") { revision to { key } } entity(by: {key: "orchard-brigade"}) { degree mentions { totalCount } } }`,
		before:    `{"claim":{"revision":1,"to":{"key":"orchard-brigade"}},"entity":{"degree":2,"mentions":{"totalCount":2}}}`,
		afterward: `{"claim":{"revision":2,"to":{"key":"young-brigade"}},"entity":{"degree":1,"mentions":{"totalCount":1}}}`,
	},
	{
		name: "judgeIdentity", mutation: `judgeIdentity(input: {a: "the-lanterns", b: "lantern-column", judgement: SAME}, reason: "one group")`,
		more:      `entities { key }`,
		question:  `{ entity(by: {key: "the-lanterns"}) { key } }`,
		before:    `{"entity":{"key":"the-lanterns"}}`,
		afterward: `{"entity":{"key":"lantern-column"}}`,
	},
	{
		name:      "reviewContradiction",
		mutation:  `reviewContradiction(input: {contradiction: "$CONTRADICTION", finding: DECIDED, prefers: ["$1"]}, reason: "seen by many")`,
		more:      `contradiction { verdict { finding } }`,
		question:  `{ contradictions { nodes { verdict { finding reason annotator } } } }`,
		before:    `{"contradictions":{"nodes":[{"verdict":null}]}}`,
		afterward: `{"contradictions":{"nodes":[{"verdict":{"finding":"DECIDED","reason":"seen by many","annotator":"vale"}}]}}`,
	},
	{
		name: "defineTerm",
		mutation: `defineTerm(input: {kind: RELATION, term: "ferries_for", label: "ferries for", inverseLabel: "ferried by", aspect: EVENT, sign: POSITIVE,
			from: ["actor"], to: ["actor"], definition: "From carries people or goods across water for To."}, reason: "a ferry")`,
		more:      `term { term sign }`,
		question:  `{ vocabulary(search: "ferries") { nodes { term label sign } } }`,
		before:    `{"vocabulary":{"nodes":[]}}`,
		afterward: `{"vocabulary":{"nodes":[{"term":"ferries_for","label":"ferries for","sign":"POSITIVE"}]}}`,
	},
	{
		name: "loadSource", mutation: `loadSource(input: {name: "courier.yaml", content: ` + quoted(courier) + `}, reason: "another paper")`,
		more:      `source { key } counts { kind new } kept`,
		question:  `{ sources { nodes { key } } relationships(filter: {types: {in: ["fights"]}}) { nodes { status } } }`,
		before:    `{"sources":{"nodes":[{"key":"gazette"}]},"relationships":{"nodes":[]}}`,
		afterward: `{"sources":{"nodes":[{"key":"courier"},{"key":"gazette"}]},"relationships":{"nodes":[{"status":"STATED"}]}}`,
	},
	{
		name: "undoBatch", mutation: `undoBatch(input: {batch: "gazette"}, reason: "withdrawn")`, more: `undone`,
		question:  `{ stats { claims entities sources } }`,
		before:    `{"stats":{"claims":3,"entities":6,"sources":1}}`,
		afterward: `{"stats":{"claims":0,"entities":0,"sources":0}}`,
	},
}

// TestEveryMutation makes each over HTTP: it is signed, can be read at once, and undone so that the export is byte for byte what it was;
// and the undoing likewise.
func TestEveryMutation(t *testing.T) {
	for _, tt := range mutations {
		t.Run(tt.name, func(t *testing.T) {
			d := newCuratedDesk(t)
			before := d.export()
			d.answers("before", tt.question, tt.before)
			tx := d.made(d.withContradiction(tt.mutation), tt.more).Transaction
			d.answers("afterwards", tt.question, tt.afterward)
			after := d.export()
			if after == before {
				t.Fatal("the export is what it was")
			}
			d.signed(tx)
			undoing := d.undo(tx)
			d.answers("undone", tt.question, tt.before)
			if diff := cmp.Diff(before, d.export()); diff != "" {
				t.Errorf("the export, undone (-before +now):\n%s", diff)
			}
			d.undo(undoing)
			d.answers("done again", tt.question, tt.afterward)
			if diff := cmp.Diff(after, d.export()); diff != "" {
				t.Errorf("the export, done again (-first +again):\n%s", diff)
			}
			d.sound()
		})
	}
}

// answers fails the test unless a question is answered so.
func (d *curatedDesk) answers(when, question, want string) {
	d.Helper()
	if got := d.ask(question); got != want {
		d.Errorf("%s: %s\n got %s\nwant %s", when, question, got, want)
	}
}

// withContradiction puts the id of the one contradiction into a text.
func (d *curatedDesk) withContradiction(text string) string {
	found := d.live.Index().Present().Contradictions()
	if len(found) != 1 {
		d.Fatalf("there are %d contradictions, and this test knows one", len(found))
	}
	return strings.ReplaceAll(text, "$CONTRADICTION", found[0].ID.String())
}

// signed fails the test unless vale made a transaction, at its time and for some reason.
func (d *curatedDesk) signed(tx graph.Tx) {
	d.Helper()
	all, err := d.workspace.store.Transactions(d.Context())
	if err != nil {
		d.Fatal(err)
	}
	if last := all[len(all)-1]; last.Tx != tx || last.Author != "vale" || last.Reason == "" || !last.Time.Equal(june) {
		d.Errorf("the last transaction is %+v, want %d by vale, with a reason, at %s", last, tx, june)
	}
}
