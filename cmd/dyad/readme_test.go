package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReadme asks the first question of README.md and holds its answer to what stands there.
func TestReadme(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	readme := string(data)
	if !strings.Contains(readme, "'"+firstQuery+"'") {
		t.Fatal("README.md does not ask the question that `dyad serve` offers")
	}
	_, block, _ := strings.Cut(readme, "```json\n")
	block, _, _ = strings.Cut(block, "```")
	var want any
	if err := json.Unmarshal([]byte(block), &want); err != nil {
		t.Fatal("the answer in README.md:", err)
	}

	dir := filepath.Join(t.TempDir(), "data")
	if code, _, talk := program(t, "load", "--data", dir); code != exitOK {
		t.Fatalf("dyad load = %d: %s", code, talk)
	}
	code, out, talk := program(t, "query", firstQuery, "--data", dir)
	if code != exitOK {
		t.Fatalf("dyad query = %d: %s", code, talk)
	}
	var got struct{ Data any }
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got.Data); diff != "" {
		t.Errorf("the answer in README.md is not the answer (-README +dyad):\n%s", diff)
	}
}

// TestReadmeLinks makes sure that what README.md and the docs link to is there.
func TestReadmeLinks(t *testing.T) {
	root := filepath.Join("..", "..")
	files, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(files, filepath.Join(root, "README.md"), filepath.Join(root, "CONTRIBUTING.md")) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, link := range links(string(data)) {
			if _, err := os.Stat(filepath.Join(filepath.Dir(file), link)); err != nil {
				t.Errorf("%s links to %s, which is not there", file, link)
			}
		}
	}
}

// links lists the relative targets of a page's links.
func links(page string) []string {
	var targets []string
	for _, rest := range strings.Split(page, "](")[1:] {
		target, _, _ := strings.Cut(rest, ")")
		target, _, _ = strings.Cut(target, "#")
		if target != "" && !strings.Contains(target, "://") {
			targets = append(targets, target)
		}
	}
	return targets
}
