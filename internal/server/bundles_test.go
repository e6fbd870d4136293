package server_test

import (
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"dyad/internal/explorer"
)

// withBundles returns a server that has an explorer and a GraphiQL of the test's; bundles of nothing are their absence.
func withBundles(t *testing.T, app, graphiql explorer.Bundle) *served {
	t.Helper()
	s := serve(t, nil, nil)
	s.WithBundles(app, graphiql)
	s.Handler = s.Server.Handler()
	return s
}

// withGraphiQL returns a server that has a GraphiQL of the test's, and no explorer.
func withGraphiQL(t *testing.T, g explorer.Bundle) *served {
	t.Helper()
	return withBundles(t, explorer.Bundle{}, g)
}

// answered is what the server answers at an address.
type answered struct {
	name, target string
	status       int
	mediaType    string
	says         string // some of the body
}

// wantAnswers asks for each, and holds every page to a policy that lets it run only what is served.
func (s *served) wantAnswers(t *testing.T, all []answered) {
	t.Helper()
	for _, want := range all {
		t.Run(want.name, func(t *testing.T) {
			r := s.do("GET", want.target, "")
			body := text(t, r)
			if r.StatusCode != want.status || r.Header.Get("Content-Type") != want.mediaType || !strings.Contains(body, want.says) {
				t.Errorf("GET %s: %d %s %.80q, want %d %s %q", want.target, r.StatusCode, r.Header.Get("Content-Type"), body, want.status, want.mediaType, want.says)
			}
			if csp := r.Header.Get("Content-Security-Policy"); strings.HasPrefix(want.mediaType, "text/html") && !strings.Contains(csp, "script-src 'self';") {
				t.Errorf("GET %s: Content-Security-Policy %q", want.target, csp)
			}
		})
	}
}

// inventedApp is an explorer of two files.
func inventedApp() explorer.Bundle {
	return explorer.Bundle{
		Page:  []byte(`<script type="module" src="/explorer/explorer.js"></script>`),
		Files: fstest.MapFS{"explorer.js": {Data: []byte("run()")}, "Graph-1a2b.js": {Data: []byte("draw()")}},
	}
}

// TestExplorer: every page of the explorer is the one page, under its policy, and the server's own addresses are what they were.
func TestExplorer(t *testing.T) {
	s := withBundles(t, inventedApp(), invented())
	html := "text/html; charset=utf-8"
	s.wantAnswers(t, []answered{
		{"the first page", "/", 200, html, "/explorer/explorer.js"},
		{"that of an entity", "/entity/blue-valley?voice=SELF", 200, html, "/explorer/explorer.js"},
		{"that of a pair", "/dyad/blue-valley/orchard-brigade", 200, html, "/explorer/explorer.js"},
		{"its script", "/explorer/explorer.js", 200, "text/javascript; charset=utf-8", "run()"},
		{"a part of it", "/explorer/Graph-1a2b.js", 200, "text/javascript; charset=utf-8", "draw()"},
		{"a part that there is not", "/explorer/other.js", 404, "text/plain; charset=utf-8", "not found"},
		{"no list of its files", "/explorer/", 404, "application/json; charset=utf-8", "NOT_FOUND"},
		{"an address that is no page", "/entity/blue-valley/more", 404, "application/json; charset=utf-8", "NOT_FOUND"},
		{"the schema", "/schema.graphql", 200, "text/plain; charset=utf-8", "type Query"},
		{"GraphiQL", "/graphiql", 200, html, "graphiql/graphiql.js"},
	})
	if r := s.do("POST", "/entity/blue-valley", ""); r.StatusCode != 405 {
		t.Errorf("POST /entity/blue-valley: %d, want 405", r.StatusCode)
	}
}

// TestNoExplorer: a program without the explorer says how to get it, at every address that it would have.
func TestNoExplorer(t *testing.T) {
	s := withBundles(t, explorer.Bundle{}, explorer.Bundle{})
	for target, status := range map[string]int{"/": 200, "/entity/blue-valley": 404, "/graph": 404} {
		r := s.do("GET", target, "")
		page := text(t, r)
		if r.StatusCode != status || !strings.Contains(page, "make explorer serve") || !strings.Contains(page, "http://localhost/graphql") {
			t.Errorf("GET %s: %d %s, want %d, how to get the explorer, and where questions go", target, r.StatusCode, page, status)
		}
		if strings.Contains(page, "<script") || strings.Contains(page, "style=") || strings.Contains(page, "https://") {
			t.Errorf("GET %s: the page holds what its policy forbids", target)
		}
		if csp := r.Header.Get("Content-Security-Policy"); strings.Contains(csp, "script-src") {
			t.Errorf("GET %s: Content-Security-Policy %q: the page needs no script", target, csp)
		}
	}
	if r := s.do("GET", "/explorer/explorer.js", ""); r.StatusCode != 404 {
		t.Errorf("GET /explorer/explorer.js: %d, want 404", r.StatusCode)
	}
}

// invented is a GraphiQL of two files.
func invented() explorer.Bundle {
	return explorer.Bundle{
		Page:  []byte(`<script type="module" src="graphiql/graphiql.js"></script>`),
		Files: fstest.MapFS{"graphiql.js": {Data: []byte("run()")}, "graphiql.css": {Data: []byte("body{}")}},
	}
}

func TestGraphiQL(t *testing.T) {
	s := withGraphiQL(t, invented())
	s.wantAnswers(t, []answered{
		{"the page", "/graphiql", 200, "text/html; charset=utf-8", "graphiql/graphiql.js"},
		{"its script", "/graphiql/graphiql.js", 200, "text/javascript; charset=utf-8", "run()"},
		{"its style", "/graphiql/graphiql.css", 200, "text/css; charset=utf-8", "body{}"},
		{"a script that there is not", "/graphiql/other.js", 404, "text/plain; charset=utf-8", "not found"},
		{"no list of its files", "/graphiql/", 404, "application/json; charset=utf-8", "NOT_FOUND"},
		{"nothing above them", "/graphiql/..%2fgraphiql.go", 404, "text/plain; charset=utf-8", "not found"},
	})
}

// TestGraphiQLPolicy: GraphiQL runs the scripts that are served here, and nothing that stands in a page or is made from text.
func TestGraphiQLPolicy(t *testing.T) {
	s := withGraphiQL(t, invented())
	for _, target := range []string{"/graphiql", "/graphiql/graphiql.js"} {
		csp := s.do("GET", target, "").Header.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "script-src 'self';", "style-src 'self';", "worker-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"} {
			if !strings.Contains(csp, want) {
				t.Errorf("%s: Content-Security-Policy %q lacks %q", target, csp, want)
			}
		}
		for _, loose := range []string{"unsafe", "*", "http"} {
			if strings.Contains(csp, loose) {
				t.Errorf("%s: Content-Security-Policy %q allows %q", target, csp, loose)
			}
		}
	}
	if r := s.do("GET", "/graphiql", "", "Host", "evil.example.org"); r.StatusCode != 403 {
		t.Errorf("GET /graphiql as evil.example.org: %d, want 403", r.StatusCode)
	}
}

// TestGraphiQLIsKept: a browser that has it is told that it has not changed, and fetches it anew when it has.
func TestGraphiQLIsKept(t *testing.T) {
	s := withGraphiQL(t, invented())
	tag := s.do("GET", "/graphiql/graphiql.js", "").Header.Get("ETag")
	if r := s.do("GET", "/graphiql/graphiql.js", "", "If-None-Match", tag); tag == "" || r.StatusCode != 304 {
		t.Errorf("GET with the tag %s: %d, want 304", tag, r.StatusCode)
	}
	next := invented()
	next.Files = fstest.MapFS{"graphiql.js": {Data: []byte("run(1)")}}
	if r := withGraphiQL(t, next).do("GET", "/graphiql/graphiql.js", "", "If-None-Match", tag); r.StatusCode != 200 {
		t.Errorf("GET with the tag of another build: %d, want 200", r.StatusCode)
	}
}

// TestNoGraphiQL: a program without it says how to get it.
func TestNoGraphiQL(t *testing.T) {
	s := withGraphiQL(t, explorer.Bundle{Page: []byte("make explorer")})
	if r := s.do("GET", "/graphiql", ""); r.StatusCode != 404 || text(t, r) != "make explorer" {
		t.Errorf("GET /graphiql: %d, want 404 and the page", r.StatusCode)
	}
	if r := s.do("HEAD", "/graphiql", ""); r.StatusCode != 404 || text(t, r) != "" {
		t.Errorf("HEAD /graphiql: %d with a body, want 404 without", r.StatusCode)
	}
	r := httptest.NewRequest("GET", "http://localhost/graphiql/graphiql.js", nil)
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	if w.Code != 404 {
		t.Errorf("GET /graphiql/graphiql.js: %d, want 404", w.Code)
	}
}
