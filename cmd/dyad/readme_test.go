package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

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

// TestReadmeServer holds the commands that README.md says can ask a server to those that can.
func TestReadmeServer(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(data), "While `make serve` runs, ")
	list, _, found := strings.Cut(list, " ask it with `--server")
	if !found {
		t.Fatal("README.md does not say which commands ask a server")
	}
	var want []string
	for _, c := range newRoot().Commands() {
		if c.Flags().Lookup("server") != nil {
			want = append(want, c.Name())
		}
	}
	got := regexp.MustCompile(`[a-z]+`).FindAllString(strings.ReplaceAll(list, " and ", " "), -1)
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("commands with --server (-dyad +README.md):\n%s", diff)
	}
}

// TestReadmeLinks makes sure that what README.md and the docs link to is there, headings included.
func TestReadmeLinks(t *testing.T) {
	root := filepath.Join("..", "..")
	var files []string
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/decisions/*.md"} {
		found, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(found), err)
		}
		files = append(files, found...)
	}
	for _, file := range files {
		for _, link := range links(prose(t, file)) {
			target, heading, _ := strings.Cut(link, "#")
			path := file
			if target != "" {
				path = filepath.Join(filepath.Dir(file), target)
			}
			if _, err := os.Stat(path); err != nil {
				t.Errorf("%s links to %s, which is not there", file, link)
				continue
			}
			if heading != "" && !slices.Contains(anchors(prose(t, path)), heading) {
				t.Errorf("%s links to %s, and there is no such heading", file, link)
			}
		}
	}
}

// prose returns a file without its fenced blocks.
func prose(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var text []string
	for i, part := range strings.Split(string(data), "\n```") {
		if i%2 == 0 {
			text = append(text, part)
		}
	}
	return strings.Join(text, "")
}

// links lists the targets of a page's links to others of ours, and within itself.
func links(page string) []string {
	var targets []string
	for _, rest := range strings.Split(page, "](")[1:] {
		target, _, _ := strings.Cut(rest, ")")
		if !strings.Contains(target, "://") {
			targets = append(targets, target)
		}
	}
	return targets
}

// anchors are what a page's headings are linked to by: in lower case, with hyphens for spaces, without other marks.
func anchors(page string) []string {
	var all []string
	for line := range strings.Lines(page) {
		if !strings.HasPrefix(line, "#") {
			continue
		}
		all = append(all, strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
				return unicode.ToLower(r)
			}
			return -1
		}, strings.TrimSpace(strings.TrimLeft(line, "#"))))
	}
	return all
}
