package explorer_test

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"dyad/internal/explorer"
)

func TestPageNamesItsAddress(t *testing.T) {
	page, err := explorer.Page("http://127.0.0.1:9000")
	if err != nil || !strings.Contains(string(page), "http://127.0.0.1:9000/graphql") {
		t.Errorf("Page: %v; want the address in it:\n%s", err, page)
	}
}

func TestPageEscapesItsAddress(t *testing.T) {
	page, err := explorer.Page(`http://x"><script>`)
	if err != nil || strings.Contains(string(page), "<script>") {
		t.Errorf("Page: %v; an address became markup:\n%s", err, page)
	}
}

// TestPageLoadsOnlyItsOwn: everything that the page loads is beside it, and nothing in it runs.
func TestPageLoadsOnlyItsOwn(t *testing.T) {
	page, err := explorer.Page("http://localhost")
	if err != nil {
		t.Fatal(err)
	}
	files, err := explorer.Files()
	if err != nil {
		t.Fatal(err)
	}
	loads := regexp.MustCompile(`(?:src|<link[^>]* href)="([^"]*)"`).FindAllStringSubmatch(string(page), -1)
	if len(loads) == 0 {
		t.Fatal("the page loads nothing, not even its style")
	}
	for _, l := range loads {
		if _, err := fs.Stat(files, l[1]); err != nil {
			t.Errorf("the page loads %s: %v", l[1], err)
		}
	}
	if strings.Contains(string(page), "<script") || regexp.MustCompile(`\son\w+=|\sstyle=`).Match(page) {
		t.Error("the page holds a script or a style of its own")
	}
}

// TestPagePromisesNothing: the page names no command that there isn't.
func TestPagePromisesNothing(t *testing.T) {
	page, err := explorer.Page("http://localhost")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(page), "has no explorer") || strings.Contains(string(page), "make ") {
		t.Errorf("the page does not say plainly that there is no explorer:\n%s", page)
	}
}
