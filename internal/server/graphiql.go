package server

import "net/http"

// graphiqlPolicy lets GraphiQL run what is served here, and nothing else: no script or style that stands in a page, none that is made
// from text. Its style brings its fonts along as data.
const graphiqlPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self' data:; connect-src 'self'; " +
	"worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// routeGraphiQL serves GraphiQL, or the page that says how to get it.
func (s *Server) routeGraphiQL(mux *http.ServeMux) {
	g := s.graphiql
	if g.Files == nil {
		mux.Handle("/graphiql", absent(g.Page))
		return
	}
	mux.Handle("/graphiql", s.kept(page("text/html; charset=utf-8", func() string { return string(g.Page) })))
	files := s.kept(http.StripPrefix("/graphiql/", http.FileServerFS(g.Files)))
	mux.Handle("/graphiql/{file}", files) // nothing below: there are no folders, and no list of what is there
}

// absent serves a page instead of what is not there.
func absent(page []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		if r.Method != http.MethodHead {
			_, _ = w.Write(page) // a client that has left is no error of anybody's
		}
	})
}

// kept lets browsers keep what they have as long as it is the same, which they ask each time.
func (s *Server) kept(next http.Handler) http.Handler {
	tag, err := s.graphiql.Tag()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err != nil {
			s.refuse(w, r, http.StatusInternalServerError, err)
			return
		}
		h := w.Header()
		h.Set("Content-Security-Policy", graphiqlPolicy)
		h.Set("Cache-Control", "no-cache")
		h.Set("ETag", tag)
		next.ServeHTTP(w, r)
	})
}
