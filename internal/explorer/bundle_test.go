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

// TestBundlePages: no page, neither one that loads scripts nor that of its absence, holds a script or a style, and each loads only what is
// served here.
func TestBundlePages(t *testing.T) {
	for _, name := range []string{"app/built.html", "graphiql/built.html", "graphiql/absent.html"} {
		data, err := os.ReadFile(filepath.FromSlash(name))
		if err != nil {
			t.Fatal(err)
		}
		page := string(data)
		if regexp.MustCompile(`<script[^>]*>[^<]|<style|\son\w+=|\sstyle=`).MatchString(page) {
			t.Errorf("%s holds a script or a style of its own", name)
		}
		loads := regexp.MustCompile(`(?:src|<link[^>]* href)="/?([^"]*)"`).FindAllStringSubmatch(page, -1)
		if len(loads) == 0 {
			t.Errorf("%s loads nothing, not even its style", name)
		}
		for _, l := range loads {
			if !regexp.MustCompile(`^(graphiql/|explorer[./])`).MatchString(l[1]) {
				t.Errorf("%s loads %s", name, l[1])
			}
		}
	}
}

// TestLoadApp: a program has either the explorer with its script and style, or nothing of it.
func TestLoadApp(t *testing.T) {
	app, err := explorer.LoadApp()
	if err != nil {
		t.Fatal(err)
	}
	if !explorer.HasApp() {
		if app.Files != nil || app.Page != nil {
			t.Errorf("without the explorer: files %v, page %s", app.Files, app.Page)
		}
		return
	}
	for _, name := range []string{"explorer.js", "explorer.css"} {
		if _, err := fs.Stat(app.Files, name); err != nil || !strings.Contains(string(app.Page), `"/explorer/`+name+`"`) {
			t.Errorf("%s: %v, page %s", name, err, app.Page)
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
		tag, err := explorer.Bundle{Page: []byte(page), Files: fstest.MapFS{name: {Data: []byte(script)}}}.Tag()
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
