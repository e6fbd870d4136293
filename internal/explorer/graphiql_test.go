package explorer_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"dyad/internal/explorer"
)

// TestGraphiQLPages: neither page, that of GraphiQL and that of its absence, holds a script or a style, and each loads only what
// is served here.
func TestGraphiQLPages(t *testing.T) {
	for _, name := range []string{"built.html", "absent.html"} {
		data, err := os.ReadFile(filepath.Join("graphiql", name))
		if err != nil {
			t.Fatal(err)
		}
		page := string(data)
		if regexp.MustCompile(`<script[^>]*>[^<]|<style|\son\w+=|\sstyle=`).MatchString(page) {
			t.Errorf("%s holds a script or a style of its own", name)
		}
		loads := regexp.MustCompile(`(?:src|<link[^>]* href)="([^"]*)"`).FindAllStringSubmatch(page, -1)
		if len(loads) == 0 {
			t.Errorf("%s loads nothing, not even its style", name)
		}
		for _, l := range loads {
			if !strings.HasPrefix(l[1], "graphiql/") && !strings.HasPrefix(l[1], "explorer.") {
				t.Errorf("%s loads %s", name, l[1])
			}
		}
	}
}

// TestLoadGraphiQL: a program has either GraphiQL with its script, or the page that says how to get it.
func TestLoadGraphiQL(t *testing.T) {
	g, err := explorer.LoadGraphiQL()
	if err != nil {
		t.Fatal(err)
	}
	if !explorer.HasGraphiQL() {
		if g.Files != nil || !strings.Contains(string(g.Page), "make explorer") {
			t.Errorf("without GraphiQL: files %v, page %s", g.Files, g.Page)
		}
		return
	}
	if _, err := fs.Stat(g.Files, "graphiql.js"); err != nil || !strings.Contains(string(g.Page), `src="graphiql/graphiql.js"`) {
		t.Errorf("with GraphiQL: %v, page %s", err, g.Page)
	}
}

// TestTag: whatever changes in what browsers keep changes the tag, and nothing else does.
func TestTag(t *testing.T) {
	tag := func(page, name, script string) string {
		t.Helper()
		tag, err := explorer.GraphiQL{Page: []byte(page), Files: fstest.MapFS{name: {Data: []byte(script)}}}.Tag()
		if err != nil || !regexp.MustCompile(`^"[\w-]+"$`).MatchString(tag) {
			t.Fatalf("Tag = %s, %v; want a quoted digest", tag, err)
		}
		return tag
	}
	first := tag("page", "a.js", "run()")
	if tag("page", "a.js", "run()") != first {
		t.Error("the same has another tag")
	}
	for _, other := range []string{tag("Page", "a.js", "run()"), tag("page", "b.js", "run()"), tag("page", "a.js", "run(1)")} {
		if other == first {
			t.Errorf("what has changed has the tag %s too", first)
		}
	}
}
