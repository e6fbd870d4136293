package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
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
