package extract_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/extract"
)

const attack = "claims:\n  - claim: red-harbour attacks blue-valley\n"

func TestSpansThatLostTheirDigest(t *testing.T) {
	const digests = "    gist: g\ndigests:\n"
	orphan := func(span string) string {
		return "warning: no claim or mention has the span " + span + ": dyad check --texts DIR --write removes the digest"
	}
	runProblems(t, nil, []problemTest{
		{"one that overlaps, and is as long", head + attack + "    at: ¦12-37\n" + digests + "  ¦14-39: " + metDigest + "\n", []string{
			"warning: 12-37 has no digest, 14-39 has one and nothing uses it: did you mean that?", orphan("14-39"),
		}},
		{"the nearer of two", head + attack + "    at: ¦12-37\n" + digests + "  ¦11-36: " + zeros + "\n  ¦14-39: " + metDigest + "\n", []string{
			"warning: 12-37 has no digest, 11-36 has one and nothing uses it: did you mean that?", orphan("11-36"), orphan("14-39"),
		}},
		{"one of another length", head + attack + "    at: 12-38\n" + digests + "  ¦14-39: " + metDigest + "\n", []string{orphan("14-39")}},
		{"one beside it", head + attack + "    at: 39-64\n" + digests + "  ¦14-39: " + metDigest + "\n", []string{orphan("14-39")}},
		{"one that is used", head + attack + "    at: [12-37, 14-39]\n" + digests + "  14-39: " + metDigest + "\n", nil},
	})
	right := doveFile(dovesDigest, 58, attack+"    at: 14-39\n"+digests+"  15-40: "+metDigest+"\n")
	want := []string{
		"f:4:16: warning: no digest is recorded yet for 1 of 1 spans: dyad check --texts DIR --write does it",
		"f:13:3: " + orphan("15-40"),
	}
	if diff := cmp.Diff(want, problemsOf(baseOf(t), textsWith(t, "doves.txt", doves), "f", right)); diff != "" {
		t.Errorf("Read of a span that is right now: problems (-want +got):\n%s", diff)
	}
}

func TestSealGivesNoDigestOfOtherWords(t *testing.T) {
	texts := textsWith(t, "doves.txt", doves)
	seal := func(body string) (string, []string) {
		t.Helper()
		got, notes := extract.Seal(extract.File{Name: "f", Data: []byte(doveFile(dovesDigest, 58, body))}, texts)
		again, _ := extract.Seal(extract.File{Name: "f", Data: got}, texts)
		if !bytes.Equal(got, again) {
			t.Errorf("Seal again (-want +got):\n%s", cmp.Diff(string(got), string(again)))
		}
		return string(got), lines(notes)
	}
	moved := attack + "    at: [12-37, 2-13]\n    gist: g\ndigests:\n" + redLine + metLine
	got, notes := seal(moved)
	want := []string{
		"f:10:10: 12-37 has no digest, 14-39 has one of other words and nothing uses it: write 14-39, or remove that digest",
	}
	if diff := cmp.Diff(want, notes); diff != "" || got != doveFile(dovesDigest, 58, moved) {
		t.Errorf("Seal of a span that was changed by hand: %s\nnotes (-want +got):\n%s", got, diff)
	}
	got, notes = seal(attack + "    at: 14-39\n    gist: g\ndigests:\n  15-40: " + metDigest + "\n")
	if want := doveFile(dovesDigest, 58, attack+"    at: 14-39\n    gist: g\ndigests:\n"+metLine); got != want || len(notes) > 0 {
		t.Errorf("Seal of a span that is right now: %v (-want +got):\n%s", notes, cmp.Diff(want, got))
	}
}

func TestMovedNamesCanBeFoundAnew(t *testing.T) {
	file := doveFile(dovesDigest, 58, "mentions:\n  red-harbour:\n    Red Harbour: [3-14]\ndigests:\n  3-14: "+redDigest+"\n")
	want := []string{"f:10:19: the words at 3-14 are not those that were annotated, which are at 2-13 and 41-52: " +
		"write the right span, or find in place of all spans of the name"}
	texts := textsWith(t, "doves.txt", doves)
	if diff := cmp.Diff(want, problemsOf(baseOf(t), texts, "f", file)); diff != "" {
		t.Errorf("Read: problems (-want +got):\n%s", diff)
	}
	_, notes := extract.Seal(extract.File{Name: "f", Data: []byte(file)}, texts)
	if diff := cmp.Diff(want, lines(notes)); diff != "" {
		t.Errorf("Seal: notes (-want +got):\n%s", diff)
	}
}
