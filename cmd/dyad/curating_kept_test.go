package main

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// TestVerdictFollowsCorrectedClaims corrects, retracts and brings back claims of a contradiction that has a verdict.
func TestVerdictFollowsCorrectedClaims(t *testing.T) {
	d := newCuratedDesk(t)
	shown := `{ contradictions { nodes { sides { claims { gist } } verdict { reason } } } }`
	with := func(gist string) string {
		return `{"contradictions":{"nodes":[{"sides":[{"claims":[{"gist":"` + gist + `"}]},{"claims":[{"gist":"The Brigade denies it."}]}],"verdict":{"reason":"seen by many"}}]}}`
	}
	d.made(d.withContradiction(`reviewContradiction(input: {contradiction: "$CONTRADICTION", finding: DECIDED, prefers: ["$1"]}, reason: "seen by many")`), "")
	d.answers("judged", shown, with("The Valley says that the Brigade attacked it."))
	d.made(`correctClaim(id: "$1", input: {gist: "The Valley reports a raid.", when: {edtf: "2031-06"}}, reason: "the day is not given")`, "")
	d.answers("corrected, and opposed all the same", shown, with("The Valley reports a raid."))
	apart := d.made(`correctClaim(id: "$1", input: {when: {edtf: "2029"}}, reason: "another raid")`, "").Transaction
	d.answers("corrected so that nothing is opposed", shown, `{"contradictions":{"nodes":[]}}`)
	d.undo(apart)
	d.answers("that correction undone", shown, with("The Valley reports a raid."))
	if got := d.change(`retractClaim(id: "$1", reason: "misread")`, ""); len(got.UserErrors) != 1 || !strings.Contains(got.UserErrors[0].Message, "verdict") {
		t.Errorf("retracting what the verdict prefers: %+v, want the verdict in the way", got)
	}
	gone := d.made(`retractClaim(id: "$2", reason: "misread")`, "").Transaction
	d.answers("the denial retracted", shown, `{"contradictions":{"nodes":[]}}`)
	d.undo(gone)
	d.answers("the denial back", shown, with("The Valley reports a raid."))
}

// TestTheLastVerdictIsShown has two curators find on a contradiction, and asks for the verdict that is shown after each step.
func TestTheLastVerdictIsShown(t *testing.T) {
	d := newCuratedDesk(t)
	find := func(reason string) string {
		return d.withContradiction(`reviewContradiction(input: {contradiction: "$CONTRADICTION", finding: STANDS}, reason: "` + reason + `")`)
	}
	shows := func(when, reason string) {
		t.Helper()
		d.answers(when, `{ contradictions { nodes { verdict { reason } } } }`, `{"contradictions":{"nodes":[{"verdict":{"reason":"`+reason+`"}}]}}`)
	}
	first := d.made(find("one"), "").Transaction
	d.made(find("two"), "")
	shows("two verdicts", "two")
	undone := d.undo(first)
	d.undo(undone)
	shows("the first one undone and brought back", "two")
	again := d.made(find("one"), "").Transaction
	shows("found once more as at first", "one")
	if got := d.change(find("one"), ""); len(got.UserErrors) != 1 || !strings.Contains(got.UserErrors[0].Message, "it is so already") {
		t.Errorf("what is shown, found once more: %+v, want to be told that it is so", got)
	}
	if got := d.change(fmt.Sprintf(`undoBatch(input: {transaction: %d}, reason: "a slip")`, first), ""); len(got.UserErrors) != 1 || got.UserErrors[0].Code != "CONFLICT" {
		t.Errorf("what was found once more, undone: %+v, want the later transaction in the way", got)
	}
	d.undo(again)
	shows("that undone", "two")
	d.sound()
}

// TestReloadKeepsWhatCuratorsDecided loads the file again, changed, after a curator corrected one of its claims and retracted another.
func TestReloadKeepsWhatCuratorsDecided(t *testing.T) {
	d := newCuratedDesk(t)
	corrected := d.made(`correctClaim(id: "$3", input: {modality: ASSERTED}, reason: "sure")`, "").Transaction
	retracted := d.made(`retractClaim(id: "$2", reason: "misread")`, "").Transaction
	next := strings.NewReplacer("is thought to back", "may back", "The Brigade denies it", "The Brigade says no", "The Valley says that", "The Valley tells that").Replace(gazette)
	next = strings.Replace(next, "name: Blue Valley", "name: Blue Valley State", 1)
	loaded := d.change(`loadSource(input: {name: "gazette.yaml", content: `+quoted(next)+`}, reason: "a new reading")`, "counts { kind kept changed }")
	if loaded.Transaction == 0 {
		t.Fatalf("the load: %+v", loaded)
	}
	shown := `{ claims { nodes { gist modality annotator } } entity(by: {key: "blue-valley"}) { name } }`
	file := `{"gist":"The Valley tells that the Brigade attacked it.","modality":"ASSERTED","annotator":"reed"}`
	order := func(of map[string]string) string {
		var parts []string
		for _, id := range d.idsInOrder() {
			if of[id] != "" {
				parts = append(parts, of[id])
			}
		}
		return `{"claims":{"nodes":[` + strings.Join(parts, ",") + `]},"entity":{"name":"Blue Valley State"}}`
	}
	d.answers("the curator's word stands", shown, order(map[string]string{
		d.attack: file, d.support: `{"gist":"The Harbour is thought to back the Brigade.","modality":"ASSERTED","annotator":"vale"}`,
	}))
	kept := d.ask(`{ claim(id: "$2") { retractedAt } }`)
	if strings.Contains(kept, "null") {
		t.Errorf("the retracted claim came back: %s", kept)
	}
	d.undo(corrected)
	d.undo(retracted)
	d.answers("undone, the file's newest word", shown, order(map[string]string{
		d.attack:  file,
		d.denial:  `{"gist":"The Brigade says no.","modality":"ASSERTED","annotator":"reed"}`,
		d.support: `{"gist":"The Harbour may back the Brigade.","modality":"ALLEGED","annotator":"reed"}`,
	}))
	d.sound()
}

// idsInOrder are the ids of the three claims in the order of lists.
func (d *curatedDesk) idsInOrder() []string {
	ids := []string{d.attack, d.denial, d.support}
	slices.Sort(ids)
	return ids
}

// TestReloadTellsWhatIsKept asks a load for the records that stay as curators have them.
func TestReloadTellsWhatIsKept(t *testing.T) {
	d := newCuratedDesk(t)
	by := d.made(`correctClaim(id: "$3", input: {modality: ASSERTED}, reason: "sure")`, "").Batch
	next := strings.Replace(gazette, "is thought to back", "may back", 1)
	body := d.post(d.tokens["marlow"], `mutation Load($file: Document!) { loadSource(input: {name: "gazette.yaml", content: $file}, reason: "a new reading")
		{ source { key } kept counts { kind read changed kept } userErrors { message } } }`, map[string]any{"file": next})
	want := fmt.Sprintf(`"kept":["claim %s (red-harbour supports orchard-brigade): stays as %s has it"]`, d.support, by)
	if !strings.Contains(string(body), want) || !strings.Contains(string(body), `{"kind":"claim","read":3,"changed":0,"kept":1}`) {
		t.Errorf("got %s\nwant %s", body, want)
	}
}

// TestLoadTellsWhatIsKept loads the file again from the command line.
func TestLoadTellsWhatIsKept(t *testing.T) {
	d := newCuratedDesk(t)
	by := d.made(`retractClaim(id: "$3", reason: "misread")`, "").Batch
	file := write(t, t.TempDir(), "gazette.yaml", strings.Replace(gazette, "is thought to back", "may back", 1))
	var out, talk bytes.Buffer
	l := &loader{ctx: t.Context(), workspace: d.workspace, talk: &talk}
	if err := l.load(&out, []string{file}, false); err != nil {
		t.Fatalf("load: %v: %s", err, &talk)
	}
	want := fmt.Sprintf("gazette: claim %s (red-harbour supports orchard-brigade): stays retracted, as %s has it\n", d.support, by)
	if !strings.Contains(talk.String(), want) {
		t.Errorf("load says %q, want %q in it", &talk, want)
	}
}

// TestFileBringsWhatACuratorBrought loads a file with a claim that a curator recorded before: the curator's stays until that is undone.
func TestFileBringsWhatACuratorBrought(t *testing.T) {
	d := newCuratedDesk(t)
	load := func(when string) graph.Tx {
		edition := strings.Replace(courier, "2031-06,", when+",", 1)
		return d.made(`loadSource(input: {name: "courier.yaml", content: `+quoted(edition)+`}, reason: "an edition")`, "source { key }").Transaction
	}
	shown := `{ source(by: {key: "courier"}) { claims { nodes { gist annotator when { edtf } } } } }`
	says := func(gist, annotator, when string) string {
		return fmt.Sprintf(`{"source":{"claims":{"nodes":[{"gist":%q,"annotator":%q,"when":{"edtf":%q}}]}}}`, gist, annotator, when)
	}
	load("2031-05")
	d.answers("the first edition", shown, says("The Company fights the Column.", "reed", "2031-05"))
	added := d.made(`addClaim(input: {source: "courier", from: "reed-company", type: "fights", to: "lantern-column", when: {edtf: "2031-06"},
		evidence: [{parts: [{start: 0, end: 20}]}], gist: "They are at war."}, reason: "left out")`, "claim { id }").Transaction
	second := load("2031-06")
	d.answers("the curator's", shown, says("They are at war.", "vale", "2031-06"))
	undone := d.undo(added)
	d.answers("the file's", shown, says("The Company fights the Column.", "reed", "2031-06"))
	d.undo(undone)
	d.answers("the curator's again", shown, says("They are at war.", "vale", "2031-06"))
	d.undo(second)
	if got := d.ask(`{ stats { claims } }`); got != `{"stats":{"claims":5}}` {
		t.Errorf("the second edition undone: %s, want the claims of the gazette, the first edition and the curator", got)
	}
	d.sound()
}

// TestFileMayNotDefineACuratorsEntity loads a registry with a key that a curator recorded: one batch defines an entity, others name it.
func TestFileMayNotDefineACuratorsEntity(t *testing.T) {
	d := newCuratedDesk(t)
	d.made(`addEntity(input: {key: "lakes-council", type: "InternationalOrganization", name: "Lakes Council"}, reason: "new")`, "")
	registry := "dyad: 1\nkind: registry\nkey: lakes\nentities:\n  - {key: lakes-council, type: InternationalOrganization, name: Council of the Lakes}\n"
	got := d.change(`loadSource(input: {name: "lakes.yaml", content: `+quoted(registry)+`}, reason: "a registry")`, "source { key }")
	if len(got.UserErrors) != 1 || !strings.Contains(got.UserErrors[0].Message, `"lakes-council" is known already`) {
		t.Errorf("loadSource = %+v, want to be told that the entity is known", got)
	}
}

// TestPartingWhatARegistryMerged judges two different that a file had made one, and undoes it.
func TestPartingWhatARegistryMerged(t *testing.T) {
	d := newCuratedDesk(t)
	registry := "dyad: 1\nkind: registry\nkey: lakes\nentities:\n" +
		"  - {key: lakes-council, type: InternationalOrganization, name: Lakes Council}\n" +
		"  - {key: river-council, type: InternationalOrganization, name: River Council, merged_into: lakes-council}\n"
	d.made(`loadSource(input: {name: "lakes.yaml", content: `+quoted(registry)+`}, reason: "a registry")`, "")
	shown := `{ entity(by: {key: "river-council"}) { key } }`
	d.answers("merged", shown, `{"entity":{"key":"lakes-council"}}`)
	before := d.export()
	parted := d.made(`judgeIdentity(input: {a: "river-council", b: "lakes-council", judgement: DIFFERENT}, reason: "two")`, "entities { key }").Transaction
	d.answers("parted", shown, `{"entity":{"key":"river-council"}}`)
	d.undo(parted)
	d.answers("undone", shown, `{"entity":{"key":"lakes-council"}}`)
	if diff := cmp.Diff(before, d.export()); diff != "" {
		t.Errorf("the export (-before +undone):\n%s", diff)
	}
}

// TestJudgementsOneAfterTheOther merges, parts and merges again: the last judgement holds, and undoing it brings back the one before.
func TestJudgementsOneAfterTheOther(t *testing.T) {
	d := newCuratedDesk(t)
	shown := `{ entity(by: {key: "the-lanterns"}) { key } }`
	one, two := `{"entity":{"key":"lantern-column"}}`, `{"entity":{"key":"the-lanterns"}}`
	judge := func(a, b, judgement string) graph.Tx {
		return d.made(fmt.Sprintf(`judgeIdentity(input: {a: %q, b: %q, judgement: %s}, reason: "%s")`, a, b, judgement, judgement), "entities { key }").Transaction
	}
	judge("the-lanterns", "lantern-column", "SAME")
	d.answers("merged", shown, one)
	judge("lantern-column", "the-lanterns", "DIFFERENT")
	d.answers("parted, asked the other way round", shown, two)
	last := judge("lantern-column", "the-lanterns", "SAME")
	d.answers("merged the other way", `{ entity(by: {key: "lantern-column"}) { key } }`, two)
	d.undo(last)
	d.answers("that undone", shown, two)
	d.answers("that undone", `{ entity(by: {key: "lantern-column"}) { key } }`, one)
	d.sound()
}
