package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tables finds what stands between a comment that names a command and the comment that ends its output.
var tables = regexp.MustCompile(`(?s)<!-- dyad (agreement [^\n]*?) -->\n(.*?)<!-- end -->`)

// headings are those of a command's output, which stand one level lower on the page.
var headings = regexp.MustCompile(`(?m)^## `)

// TestPublishedAgreement holds the tables of corpus-agreement.md to what the commands above them print of the published passes
// and readings. With UPDATE=1 it writes them anew.
func TestPublishedAgreement(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	const name = "docs/corpus-agreement.md"
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	current := tables.ReplaceAllStringFunc(string(data), func(block string) string {
		found++
		command := tables.FindStringSubmatch(block)[1]
		code, out, talk := program(t, strings.Fields(command)...)
		if code != exitOK {
			t.Fatalf("dyad %s = %d: %s", command, code, talk)
		}
		return "<!-- dyad " + command + " -->\n\n" + headings.ReplaceAllString(out, "### ") + "\n<!-- end -->"
	})
	if found == 0 {
		t.Fatalf("%s publishes no table", name)
	}
	if os.Getenv("UPDATE") == "1" {
		if err := os.WriteFile(name, []byte(current), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(data), current); diff != "" {
		t.Errorf("%s is not what the commands print; read what changed, then UPDATE=1 (-page +dyad):\n%s", name, diff)
	}
}
