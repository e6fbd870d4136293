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
		if _, err := fs.Stat(files, strings.TrimPrefix(l[1], "/")); err != nil {
			t.Errorf("the page loads %s: %v", l[1], err)
		}
	}
	if strings.Contains(string(page), "<script") || regexp.MustCompile(`\son\w+=|\sstyle=`).Match(page) {
		t.Error("the page holds a script or a style of its own")
	}
}

// TestPageSaysHowToGetTheExplorer: who sees this page is told what is missing, and the command that brings it.
func TestPageSaysHowToGetTheExplorer(t *testing.T) {
	page, err := explorer.Page("http://localhost")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"explorer is not in this program", "make explorer serve", "Node 20.19"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page does not say %q:\n%s", want, page)
		}
	}
}

// TestRoutes: the pages of the explorer are at paths that the server's own addresses leave free.
func TestRoutes(t *testing.T) {
	all, err := explorer.Routes()
	if err != nil || len(all) == 0 {
		t.Fatalf("Routes() = %q, %v", all, err)
	}
	taken := []string{"/graphql", "/graphiql", "/export", "/client", "/explorer", "/healthz", "/readyz", "/metrics", "/schema.graphql"}
	for _, path := range all {
		if !regexp.MustCompile(`^/[a-z]+(/\{[a-z]+\})*$`).MatchString(path) {
			t.Errorf("%s is no path of a page", path)
		}
		for _, other := range taken {
			if path == other || strings.HasPrefix(path, other+"/") {
				t.Errorf("%s is the server's own", path)
			}
		}
	}
}
