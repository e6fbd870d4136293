package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDocumentedCheckOfAnEarlierRevision finds the digest of a citation as citing.md has it for earlier revisions, in a history in which the form
// was corrected and came forth again.
func TestDocumentedCheckOfAnEarlierRevision(t *testing.T) {
	d := newCuratedDesk(t)
	cited := regexp.MustCompile(`SHA-256 of the claim ([0-9a-f]{64})`).FindStringSubmatch(d.ask(`{ claim(id: "` + d.support + `") { citation(format: PLAIN) } }`))
	if cited == nil {
		t.Fatal("the citation has no digest of the claim")
	}
	corrected := d.made(`correctClaim(id: "`+d.support+`", input: {gist: "Other words."}, reason: "a test")`, "")
	d.undo(corrected.Transaction)
	file := filepath.Join(t.TempDir(), "history.jsonl")
	if err := os.WriteFile(file, []byte(d.history()), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, recipe := range blocks(t, "citing.md", "sh") {
		if !strings.Contains(recipe, "--history") {
			continue
		}
		recipe = strings.ReplaceAll(strings.Replace(recipe, "dyad export --format jsonl --history", "cat "+file, 1), "CLAIM", d.support)
		out, err := exec.Command("sh", "-c", recipe).Output()
		if got, _, _ := strings.Cut(string(out), " "); err != nil || got != cited[1] {
			t.Errorf("%s: %q, %v, want %s", recipe, got, err, cited[1])
		}
		return
	}
	t.Error("citing.md does not tell how to check an earlier revision")
}
