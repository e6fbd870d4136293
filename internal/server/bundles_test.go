package server_test

import (
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"dyad/internal/explorer"
)

// withGraphiQL returns a server that has a GraphiQL of the test's.
func withGraphiQL(t *testing.T, g explorer.Bundle) *served {
	t.Helper()
	s := serve(t, nil, nil)
	s.WithGraphiQL(g)
	s.Handler = s.Server.Handler()
	return s
}

func invented() explorer.Bundle {
	return explorer.Bundle{
		Page:  []byte(`<script type="module" src="graphiql/graphiql.js"></script>`),
		Files: fstest.MapFS{"graphiql.js": {Data: []byte("run()")}, "graphiql.css": {Data: []byte("body{}")}},
	}
}

func TestGraphiQL(t *testing.T) {
	s := withGraphiQL(t, invented())
	tests := []struct {
		name, target string
		status       int
		mediaType    string
		says         string
	}{
		{"the page", "/graphiql", 200, "text/html; charset=utf-8", "graphiql/graphiql.js"},
		{"its script", "/graphiql/graphiql.js", 200, "text/javascript; charset=utf-8", "run()"},
		{"its style", "/graphiql/graphiql.css", 200, "text/css; charset=utf-8", "body{}"},
		{"a script that there is not", "/graphiql/other.js", 404, "text/plain; charset=utf-8", "not found"},
		{"no list of its files", "/graphiql/", 404, "application/json; charset=utf-8", "NOT_FOUND"},
		{"nothing above them", "/graphiql/..%2fgraphiql.go", 404, "text/plain; charset=utf-8", "not found"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := s.do("GET", tt.target, "")
			body := text(t, r)
			if r.StatusCode != tt.status || r.Header.Get("Content-Type") != tt.mediaType || !strings.Contains(body, tt.says) {
				t.Errorf("GET %s: %d %s %q, want %d %s %q", tt.target, r.StatusCode, r.Header.Get("Content-Type"), body, tt.status, tt.mediaType, tt.says)
			}
		})
	}
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
	if csp := s.do("GET", "/", "").Header.Get("Content-Security-Policy"); strings.Contains(csp, "script-src") {
		t.Errorf("/: Content-Security-Policy %q: the start page needs no script", csp)
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
