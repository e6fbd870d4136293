package server

import (
	"net/http"

	"dyad/internal/explorer"
)

// bundlePolicy lets a bundle run what is served here, and nothing else: no script or style that stands in a page, none that is made
// from text. GraphiQL's style brings its fonts and pictures along as data.
const bundlePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; " +
	"worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// routeGraphiQL serves GraphiQL, or the page that says how to get it.
func (s *Server) routeGraphiQL(mux *http.ServeMux) {
	if s.graphiql.Files == nil {
		mux.Handle("/graphiql", absent(func(*http.Request) ([]byte, error) { return s.graphiql.Page, nil }))
		return
	}
	s.routeBundle(mux, s.graphiql, "/graphiql/", "/graphiql")
}

// routeExplorer serves the explorer, whose pages are all one, or the page that says how to get it.
func (s *Server) routeExplorer(mux *http.ServeMux) {
	mux.Handle("/explorer.css", http.FileServerFS(s.plain))
	mux.Handle("/explorer.svg", http.FileServerFS(s.plain))
	if s.app.Files != nil {
		s.routeBundle(mux, s.app, "/explorer/", append([]string{"/{$}"}, s.routes...)...)
		return
	}
	mux.Handle("/{$}", http.HandlerFunc(s.serveStart))
	for _, path := range s.routes {
		mux.Handle(path, absent(startPage))
	}
}

// routeBundle serves the page of a bundle at some paths, and what it loads below another.
func (s *Server) routeBundle(mux *http.ServeMux, b explorer.Bundle, files string, paths ...string) {
	keep := s.keeping(b)
	shown := keep(page("text/html; charset=utf-8", func() string { return string(b.Page) }))
	for _, path := range paths {
		mux.Handle(path, shown)
	}
	mux.Handle(files+"{file}", keep(http.StripPrefix(files, http.FileServerFS(b.Files)))) // nothing below: there are no folders, and no list of what is there
}

// absent serves a page instead of what is not there.
func absent(text func(*http.Request) ([]byte, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page, err := text(r)
		if err != nil {
			http.Error(w, http.StatusText(http.StatusInternalServerError), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		if r.Method != http.MethodHead {
			_, _ = w.Write(page) // a client that has left is no error of anybody's
		}
	})
}

// keeping returns what lets browsers keep a bundle as long as it is the same, which they ask each time.
func (s *Server) keeping(b explorer.Bundle) func(http.Handler) http.Handler {
	tag, err := b.Tag()
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if err != nil {
				s.refuse(w, r, http.StatusInternalServerError, err)
				return
			}
			h := w.Header()
			h.Set("Content-Security-Policy", bundlePolicy)
			h.Set("Cache-Control", "no-cache")
			h.Set("ETag", tag)
			next.ServeHTTP(w, r)
		})
	}
}
