package server

import (
	"errors"
	"io"
	"net/http"

	"dyad/graph"
	"dyad/internal/explorer"
)

// page serves a text that does not change while the server runs.
func page(mediaType string, text func() string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "this is read with GET", http.StatusMethodNotAllowed)
			return
		}
		w.Header().Set("Content-Type", mediaType)
		_, _ = io.WriteString(w, text()) // a client that has left is no error of anybody's
	})
}

// startPage is the page for people where the explorer is not in the program. It names the address that it was asked at.
func startPage(r *http.Request) ([]byte, error) { return explorer.Page("http://" + r.Host) }

func (s *Server) serveStart(w http.ResponseWriter, r *http.Request) {
	text, err := startPage(r)
	if err != nil {
		s.refuse(w, r, http.StatusInternalServerError, err)
		return
	}
	page("text/html; charset=utf-8", func() string { return string(text) }).ServeHTTP(w, r)
}

// serveReady tells whether questions can be answered.
func (s *Server) serveReady(w http.ResponseWriter, r *http.Request) {
	if !s.c.Resolvers.Ready() {
		w.Header().Set("Retry-After", "1")
		http.Error(w, "the data is still being loaded", http.StatusServiceUnavailable)
		return
	}
	page("text/plain; charset=utf-8", func() string { return "ready\n" }).ServeHTTP(w, r)
}

// serveNothing answers for addresses where nothing is.
func (s *Server) serveNothing(w http.ResponseWriter, r *http.Request) {
	s.refuse(w, r, http.StatusNotFound, &graph.Error{Fault: graph.NotFound, Err: errors.New("nothing is served here; try /, /graphql, /export or /schema.graphql")})
}
