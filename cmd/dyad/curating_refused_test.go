package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// A refusal is an error that is wanted: its code and field, and a part of its message.
type refusal struct {
	Code    graph.Fault
	Field   string // with dots between
	Message string
}

// TestRefusedMutations asks for what can't be done: everything that is wrong is told, each with its place, and nothing changes.
func TestRefusedMutations(t *testing.T) {
	tests := []struct {
		name     string
		first    []string // what is done before
		mutation string
		want     []refusal
	}{
		{
			"without a reason, which blanks are not", nil, `retractClaim(id: "$1", reason: "  ")`,
			[]refusal{{graph.BadInput, "reason", "a change needs its reason"}},
		},
		{
			"a claim with everything wrong", nil,
			`addClaim(input: {source: "gazete", from: "blue-vale", type: "attack", to: "nobody-at-all", roles: [{name: "plaice", entities: ["blue-valley"]}],
				disputes: ["$1", "no id"], voices: [{entity: "reed-company", label: "officials"}], when: {edtf: "June"}, number: {low: 3}}, reason: "a try")`,
			[]refusal{
				{graph.NotFound, "input.from", "blue-vale"},
				{graph.NotFound, "input.to", "nobody-at-all"},
				{graph.NotFound, "input.type", "no vocabulary has it"},
				{graph.BadInput, "input.disputes.1", "no id"},
				{graph.NotFound, "input.roles.0.name", "plaice"},
				{graph.BadInput, "input.voices.0", "not both"},
				{graph.BadInput, "input.when.edtf", "June"},
				{graph.BadInput, "input.number.worded", "in the words of the source"},
				{graph.BadInput, "input.gist", "in one sentence of your own"},
				{graph.NotFound, "input.source", "gazete"},
			},
		},
		{
			"a claim that is there", nil,
			`addClaim(input: {source: "gazette", from: "orchard-brigade", type: "attacks", to: "blue-valley", voices: [{entity: "blue-valley"}],
				when: {edtf: "2031-06-02"}, evidence: [{parts: [{start: 10, end: 38}]}], gist: "Again."}, reason: "again")`,
			[]refusal{{graph.Conflict, "input", "correct that one"}},
		},
		{
			"a correction that says what another claim says", nil,
			`correctClaim(id: "$3", input: {from: "orchard-brigade", type: "attacks", to: "blue-valley", modality: ASSERTED, voices: [{entity: "blue-valley"}],
				when: {edtf: "2031-06-02"}}, reason: "a try")`,
			[]refusal{{graph.Conflict, "input", "says so already: correct that one"}},
		},
		{
			"a claim that says what another was corrected to",
			[]string{`correctClaim(id: "$3", input: {modality: ASSERTED}, reason: "sure")`},
			`addClaim(input: {source: "gazette", from: "red-harbour", type: "supports", to: "orchard-brigade", evidence: [{parts: [{start: 60, end: 80}]}],
				gist: "Again."}, reason: "again")`,
			[]refusal{{graph.Conflict, "input", "says so already: correct that one"}},
		},
		{
			"a claim that says what another said before",
			[]string{`correctClaim(id: "$3", input: {modality: ASSERTED}, reason: "sure")`},
			`addClaim(input: {source: "gazette", from: "red-harbour", type: "supports", to: "orchard-brigade", modality: ALLEGED,
				evidence: [{parts: [{start: 60, end: 80}]}], gist: "Again."}, reason: "again")`,
			[]refusal{{graph.Conflict, "input", "until it was corrected"}},
		},
		{
			"a span outside the text, and one of nothing", nil,
			`addClaim(input: {source: "gazette", from: "reed-company", type: "fights", to: "blue-valley", gist: "They fight.",
				evidence: [{parts: [{start: 80, end: 91}]}, {parts: [{start: 5, end: 5}]}]}, reason: "a try")`,
			[]refusal{
				{graph.BadInput, "input.evidence.0.parts.0", "90 characters"},
				{graph.BadInput, "input.evidence.1.parts.0", "covers nothing"},
			},
		},
		{
			"spans that are not in the order of the text", nil,
			`correctClaim(id: "$3", input: {evidence: [{parts: [{start: 5, end: 9}, {start: 8, end: 12}, {start: 12, end: 14}]}]}, reason: "a try")`,
			[]refusal{{graph.BadInput, "input.evidence.0.parts.1", "8-12 begins before 5-9 ends"}},
		},
		{
			"an end that the vocabulary does not allow", nil,
			`correctClaim(id: "$1", input: {type: "began", to: null}, reason: "a try")`,
			[]refusal{{graph.BadInput, "input", "orchard-brigade"}},
		},
		{
			"a claim that was corrected meanwhile",
			[]string{`correctClaim(id: "$3", input: {modality: ASSERTED}, reason: "sure")`},
			`retractClaim(id: "$3", reason: "unsure", expectedRevision: 1)`,
			[]refusal{{graph.Conflict, "expectedRevision", "revision 2 by now, and 1 was expected"}},
		},
		{
			"a correction of what was corrected meanwhile",
			[]string{`correctClaim(id: "$3", input: {modality: ASSERTED}, reason: "sure")`},
			`correctClaim(id: "$3", input: {polarity: NEGATED}, reason: "unsure", expectedRevision: 1)`,
			[]refusal{{graph.Conflict, "expectedRevision", "revision 2 by now, and 1 was expected"}},
		},
		{
			"a correction of nothing", nil, `correctClaim(id: "$3", input: {modality: ALLEGED}, reason: "as it is")`,
			[]refusal{{graph.BadInput, "input", "nothing would change"}},
		},
		{
			"what can't be taken away", nil, `correctClaim(id: "$3", input: {from: null, type: null, polarity: null, modality: null, outcome: null}, reason: "a try")`,
			[]refusal{
				{graph.BadInput, "input.from", "can't be taken away"},
				{graph.BadInput, "input.type", "can't be taken away"},
				{graph.BadInput, "input.polarity", "can't be taken away"},
				{graph.BadInput, "input.modality", "can't be taken away"},
				{graph.BadInput, "input.outcome", "can't be taken away"},
			},
		},
		{
			"another source, and the places of the first",
			[]string{`loadSource(input: {name: "courier.yaml", content: ` + quoted(courier) + `}, reason: "another paper")`},
			`correctClaim(id: "$3", input: {source: "courier"}, reason: "a try")`,
			[]refusal{{graph.BadInput, "input.evidence", `its spans are of "gazette": give those of "courier"`}},
		},
		{
			"a claim that was retracted",
			[]string{`retractClaim(id: "$3", reason: "misread")`},
			`retractClaim(id: "$3", reason: "again")`,
			[]refusal{{graph.NotFound, "id", "retracted"}},
		},
		{
			"a claim that another disputes",
			[]string{`correctClaim(id: "$2", input: {disputes: ["$1"]}, reason: "it says so")`},
			`retractClaim(id: "$1", reason: "misread")`,
			[]refusal{{graph.Conflict, "id", "it can't go: claim"}},
		},
		{
			"a key that is taken, and a name", nil, `addEntity(input: {key: "red-harbour", type: "State", name: "Blue Valley"}, reason: "a try")`,
			[]refusal{{graph.Ambiguous, "input.name", "another entity bears this name"}},
		},
		{
			"a key that is taken", nil, `addEntity(input: {key: "red-harbour", type: "State", name: "Harbour Town"}, reason: "a try")`,
			[]refusal{{graph.Conflict, "input", "there is one already"}},
		},
		{
			"what is no key, no type and no name", nil, `addEntity(input: {key: "Red Harbour", type: "Empire", name: " "}, reason: "a try")`,
			[]refusal{
				{graph.NotFound, "input.type", "no vocabulary has it"}, {graph.BadInput, "input.name", "needs a name"}, {graph.BadInput, "input.key", "hyphens"},
			},
		},
		{
			"names that it or others bear", nil, `addNames(entity: "red-harbour", names: [{text: "Red Harbour"}, {text: "Reed Company"}, {text: ""}], reason: "a try")`,
			[]refusal{
				{graph.BadInput, "names.0.text", "already"}, {graph.Ambiguous, "names.1.text", "another entity"}, {graph.BadInput, "names.2.text", "empty"},
			},
		},
		{
			"an entity that got names meanwhile",
			[]string{`addNames(entity: "red-harbour", names: [{text: "the Harbour"}], reason: "so called")`},
			`addNames(entity: "red-harbour", names: [{text: "Harbour"}], reason: "so called", expectedRevision: 1)`,
			[]refusal{{graph.Conflict, "expectedRevision", "revision 2 by now"}},
		},
		{
			"a merge with itself", nil, `mergeEntities(from: "red-harbour", into: "red-harbour", reason: "a try")`,
			[]refusal{{graph.BadInput, "into", "one already"}},
		},
		{
			"a merge of what is merged, by its old key",
			[]string{`mergeEntities(from: "the-lanterns", into: "lantern-column", reason: "one")`},
			`mergeEntities(from: "lantern-column", into: "the-lanterns", reason: "the other way")`,
			[]refusal{{graph.BadInput, "into", "one already"}},
		},
		{
			"two that others make one",
			[]string{
				`mergeEntities(from: "the-lanterns", into: "lantern-column", reason: "one")`, `mergeEntities(from: "lantern-column", into: "reed-company", reason: "one")`,
			},
			`judgeIdentity(input: {a: "the-lanterns", b: "reed-company", judgement: DIFFERENT}, reason: "two")`,
			[]refusal{{graph.Conflict, "input", "by way of others"}},
		},
		{
			"a split that moves what is not about it", nil,
			`splitEntity(entity: "reed-company", input: {entity: {key: "reed-youth", type: "MilitantGroup", name: "Reed Youth"}, claims: ["$1"],
				mentions: [{source: "gazette", start: 10, end: 25}, {source: "gazette", start: 0, end: 5}]}, reason: "a try")`,
			[]refusal{
				{graph.BadInput, "input.claims.0", "does not name"},
				{graph.BadInput, "input.mentions.0", "is mentioned there"},
				{graph.NotFound, "input.mentions.1", "nothing is mentioned"},
			},
		},
		{
			"a split of nobody", nil,
			`splitEntity(entity: "reed-compani", input: {entity: {key: "reed-youth", type: "MilitantGroup", name: "Reed Youth"}, claims: ["$1"],
				mentions: [{source: "gazette", start: 10, end: 25}]}, reason: "a try")`,
			[]refusal{{graph.NotFound, "entity", "reed-compani"}},
		},
		{
			"a contradiction that there is not", nil, `reviewContradiction(input: {contradiction: "$1", finding: STANDS}, reason: "a try")`,
			[]refusal{{graph.NotFound, "input.contradiction", "no contradiction"}},
		},
		{
			"a decision for nobody", nil, `reviewContradiction(input: {contradiction: "$CONTRADICTION", finding: DECIDED}, reason: "a try")`,
			[]refusal{{graph.BadInput, "input.prefers", "which claims"}},
		},
		{
			"a decision for a stranger", nil, `reviewContradiction(input: {contradiction: "$CONTRADICTION", finding: DECIDED, prefers: ["$3"]}, reason: "a try")`,
			[]refusal{{graph.BadInput, "input.prefers", "not part of"}},
		},
		{
			"a term that is defined", nil,
			`defineTerm(input: {kind: RELATION, term: "attacks", label: "attacks", inverseLabel: "attacked by", aspect: EVENT, definition: "otherwise"}, reason: "a try")`,
			[]refusal{{graph.Conflict, "input", "there is one already"}},
		},
		{
			"terms without what they need", nil, `defineTerm(input: {kind: ENTITY_TYPE, term: "River Guard", label: "river guard", definition: "guards"}, reason: "a try")`,
			[]refusal{{graph.BadInput, "input.term", "one word"}, {graph.BadInput, "input.class", "needs its class"}},
		},
		{
			"a term that nobody could read", nil, `defineTerm(input: {kind: OFFICE, term: "ferryman", label: " ", definition: "\n"}, reason: "a try")`,
			[]refusal{{graph.BadInput, "input.label", "needs a label"}, {graph.BadInput, "input.definition", "needs a definition"}},
		},
		{
			"a term with what other kinds have", nil,
			`defineTerm(input: {kind: OFFICE, term: "ferryman", label: "ferryman", definition: "He ferries.", class: ACTOR, symmetric: true, sign: NEGATIVE, holds: CLAIM}, reason: "a try")`,
			[]refusal{
				{graph.BadInput, "input.class", `only a term of the kind "entity_type" has that`},
				{graph.BadInput, "input.symmetric", `"relation"`},
				{graph.BadInput, "input.sign", `"relation"`},
				{graph.BadInput, "input.holds", `"role"`},
			},
		},
		{
			"a relation without its way back", nil,
			`defineTerm(input: {kind: RELATION, term: "ferries_for", label: "ferries for", aspect: EVENT, definition: "As it says."}, reason: "a try")`,
			[]refusal{{graph.BadInput, "input", "needs a label to be read backwards"}},
		},
		{
			"a file with a mistake", nil, `loadSource(input: {name: "courier.yaml", content: ` + quoted(strings.Replace(courier, "fights", "fighst", 1)) + `}, reason: "a try")`,
			[]refusal{{graph.BadInput, "input.content", `courier.yaml:7:`}},
		},
		{
			"lines in somebody else's name", nil, `loadSource(input: {name: "lines.jsonl", content: ` +
				quoted(`{"kind":"entity","key":"lakes-council","type":"State","name":"Lakes Council","batch":"curation:marlow:9:20310610T090000Z"}`+"\n"+
					`{"kind":"batch","key":"curation:marlow:9:20310610T090000Z"}`+"\n") + `}, reason: "a try")`,
			[]refusal{{graph.BadInput, "input.content", "that of a curator's change"}},
		},
		{
			"a file of no known sort", nil, `loadSource(input: {name: "courier.txt", content: "words"}, reason: "a try")`,
			[]refusal{{graph.BadInput, "input.content", ".yaml or .jsonl"}},
		},
		{
			"undoing what nobody did", nil, `undoBatch(input: {transaction: 99}, reason: "a try")`,
			[]refusal{{graph.NotFound, "input.transaction", "the last one is 1"}},
		},
		{
			"undoing a batch that there is not", nil, `undoBatch(input: {batch: "herald"}, reason: "a try")`,
			[]refusal{{graph.NotFound, "input.batch", "there is none"}},
		},
		{
			"undoing what others build on",
			[]string{
				`addEntity(input: {key: "lakes-council", type: "InternationalOrganization", name: "Lakes Council"}, reason: "new")`,
				`correctClaim(id: "$3", input: {voices: [{entity: "lakes-council"}]}, reason: "who says so")`,
			},
			`undoBatch(input: {transaction: 2}, reason: "a try")`,
			[]refusal{{graph.Conflict, "input.transaction", "lakes-council"}},
		},
		{
			"undoing what was changed since",
			[]string{
				`correctClaim(id: "$3", input: {modality: ASSERTED}, reason: "sure")`, `correctClaim(id: "$3", input: {polarity: NEGATED}, reason: "not so")`,
			},
			`undoBatch(input: {transaction: 2}, reason: "a try")`,
			[]refusal{{graph.Conflict, "input.transaction", "transaction 3 (vale: not so) changed it since: undo that first"}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newCuratedDesk(t)
			for _, m := range tt.first {
				d.made(m, "")
			}
			before, last := d.export(), d.workspace.store.Last()
			mutation := tt.mutation
			if strings.Contains(mutation, "$CONTRADICTION") {
				mutation = d.withContradiction(mutation)
			}
			got := d.change(mutation, "")
			if diff := cmp.Diff(tt.want, refusals(tt.want, got)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.mutation, diff)
			}
			if now := d.workspace.store.Last(); now != last || got.Transaction != 0 {
				t.Errorf("transaction %d was made: %d was the last, and is %d", got.Transaction, last, now)
			}
			if diff := cmp.Diff(before, d.export()); diff != "" {
				t.Errorf("the export (-before +now):\n%s", diff)
			}
		})
	}
}

// refusals are the errors of a payload in the form of those that are wanted: of a message that has the wanted part, this part alone.
func refusals(want []refusal, got told) []refusal {
	var all []refusal
	for i, e := range got.UserErrors {
		r := refusal{e.Code, strings.Join(e.Field, "."), e.Message}
		if i < len(want) && strings.Contains(r.Message, want[i].Message) {
			r.Message = want[i].Message
		}
		all = append(all, r)
	}
	return all
}

// TestRefusalsHelp tells the nearest of what is not there, whoever bears a name, and the revision that a record has.
func TestRefusalsHelp(t *testing.T) {
	d := newCuratedDesk(t)
	tests := []struct {
		mutation  string
		candidate string
		revision  string
	}{
		{`addNames(entity: "red-harbor", names: [{text: "the Harbour"}], reason: "a try")`, "red-harbour", "null"},
		{`correctClaim(id: "$3", input: {type: "suports"}, reason: "a try")`, "supports", "null"},
		{`addNames(entity: "red-harbour", names: [{text: "Reed Company"}], reason: "a try")`, "reed-company", "null"},
		{`retractClaim(id: "$3", expectedRevision: 4, reason: "a try")`, "", "1"},
	}
	for _, tt := range tests {
		got := d.change(tt.mutation, "")
		if len(got.UserErrors) != 1 {
			t.Errorf("%s: %+v, want one error", tt.mutation, got)
			continue
		}
		e, revision := got.UserErrors[0], "null"
		if e.Revision != nil {
			revision = fmt.Sprint(*e.Revision)
		}
		if tt.candidate != "" && !slices.Contains(e.Candidates, tt.candidate) || revision != tt.revision {
			t.Errorf("%s: %+v (revision %s), want candidate %q and revision %s", tt.mutation, e, revision, tt.candidate, tt.revision)
		}
	}
}
