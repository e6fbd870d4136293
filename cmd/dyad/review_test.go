package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// TestSampled holds the choice to its rule. The digests were made with another program: printf '%s %s' SEED ID | sha256sum.
func TestSampled(t *testing.T) {
	ids := []string{
		"00000000-0000-5000-8000-000000000001", "00000000-0000-5000-8000-000000000002",
		"00000000-0000-5000-8000-000000000003", "00000000-0000-5000-8000-000000000004",
	}
	var claims []graph.Claim
	for _, text := range ids {
		id, err := graph.ParseID[graph.Claim](text)
		if err != nil {
			t.Fatal(err)
		}
		claims = append(claims, graph.Claim{ID: id})
	}
	tests := []struct {
		name string
		n    int
		seed string
		want []string
	}{
		{"the lowest", 1, "1", []string{ids[0]}},
		{"the lowest of another seed", 1, "valley", []string{ids[3]}},
		{"two, in the order of the file", 2, "valley", []string{ids[0], ids[3]}},
		{"three", 3, "1", []string{ids[0], ids[1], ids[2]}},
		{"more than there are", 9, "1", []string{ids[0], ids[1], ids[2], ids[3]}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, c := range sampled(claims, tt.n, tt.seed) {
				got = append(got, c.ID.String())
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("sampled(%d, %q) (-want +got):\n%s", tt.n, tt.seed, diff)
			}
		})
	}
	if claims[0].ID.String() != ids[0] || len(claims) != len(ids) {
		t.Error("sampled changed what it was handed")
	}
}

// TestReviewShowsEverything lists a claim that has everything a claim can have.
func TestReviewShowsEverything(t *testing.T) {
	file := write(t, t.TempDir(), "harbour.yaml", `dyad: 1
kind: annotations
source: {key: harbour, kind: article, genre: reporting, text: {file: f.txt, sha256: `+noDigest+`, codepoints: 90}}
annotator: reed
codebook: "1"
entities:
  - {key: reed-company, type: MilitantGroup, name: Reed Company}
  - {key: lantern-column, type: MilitantGroup, name: Lantern Column}
  - {key: sandgate, type: Place, name: Sandgate}
claims:
  - {label: first, claim: lantern-column attacks reed-company, polarity: negated, voices: [lantern-column], at: 1-2, gist: One.}
  - claim: reed-company accuses lantern-column
    roles: {content: first, place: sandgate}
    disputes: first
    modality: alleged
    outcome: succeeded
    voices: [{label: a clerk, affiliation: reed-company, stance: doubts}]
    when: {edtf: 2031-06, basis: inferred, extent: throughout}
    number: {low: 24, high: 40.5, unit: boats, worded: dozens}
    at: [3-5, 7-9+11-13]
    gist: Two.
`)
	code, out, talk := program(t, "review", file, "--list", "--reviewer", "vale")
	if code != exitOK || talk != "" {
		t.Fatalf("dyad review --list = %d, %q", code, talk)
	}
	_, second, _ := strings.Cut(out, "claim 2 of 2\n")
	want := `  Reed Company —accuses→ Lantern Column
  Two.
  who          according to a clerk (Reed Company), which the source doubts
  polarity     affirmed
  modality     alleged
  outcome      succeeded
  when         throughout 2031-06 (inferred)
  number       dozens, low 24, high 40.5, boats
  content      claim 1
  place        Sandgate
  disputes     claim 1
  id           ID
  at 3-5       the text is not at hand: name its folder with --texts
  at 7-9       the text is not at hand: name its folder with --texts
  at 11-13     the text is not at hand: name its folder with --texts

vale: 0 accepted, 0 rejected, 2 not judged, of 2 claims
`
	second = regexp.MustCompile(`(?m)id           [0-9a-f-]{36}$`).ReplaceAllString(second, "id           ID")
	if diff := cmp.Diff(want, second); diff != "" {
		t.Errorf("claim 2 (-want +got):\n%s", diff)
	}
}

// TestPrintable keeps what a text holds from driving a terminal.
func TestPrintable(t *testing.T) {
	if got, want := printable("a\x1b[2J\r\nb\u2028c\u009bé🦆"), "a [2J  b c é🦆"; got != want {
		t.Errorf("printable = %q, want %q", got, want)
	}
}

// TestReviewInterrupted interrupts a reviewer who is being asked: what was said before is kept, and no answer is waited for.
func TestReviewInterrupted(t *testing.T) {
	dir := t.TempDir()
	file := write(t, dir, "harbour.yaml", `dyad: 1
kind: annotations
source: {key: harbour, kind: article, genre: reporting, text: {file: f.txt, sha256: `+noDigest+`, codepoints: 9}}
annotator: reed
codebook: "1"
entities:
  - {key: reed-company, type: MilitantGroup, name: Reed Company}
  - {key: lantern-column, type: MilitantGroup, name: Lantern Column}
claims:
  - {claim: reed-company attacks lantern-column, at: 0-1, gist: One.}
  - {claim: lantern-column attacks reed-company, at: 1-2, gist: Two.}
`)
	ctx, cancel := context.WithCancel(t.Context())
	stdin, typing := io.Pipe()
	defer typing.Close()
	go func() { _, _ = io.WriteString(typing, "a\n") }()
	out := &interrupting{after: "claim 2 of 2", do: cancel}
	talk := &interrupting{after: "never", do: cancel}
	if code := run(ctx, []string{"review", file, "--reviewer", "vale"}, stdin, out, talk); code != exitInterrupted {
		t.Errorf("dyad review, interrupted = %d, %q; want %d", code, talk.String(), exitInterrupted)
	}
	review, err := os.ReadFile(filepath.Join(dir, "harbour.review.yaml"))
	if err != nil || strings.Count(string(review), "verdict: accepted") != 1 {
		t.Errorf("the review holds %q, %v; want the one verdict", review, err)
	}
}
