package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
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
