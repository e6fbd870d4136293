package server

import (
	"fmt"
	"maps"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzhttp"
	"github.com/klauspost/compress/gzip"

	"dyad/graph"
)

// hosted answers only requests for this server's own names. A page of another site can point a name of its own at this
// address and have a browser ask here as if it were asking that site; the name gives it away.
func (s *Server) hosted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.knows(r.Host) {
			s.refuse(w, r, http.StatusForbidden, &graph.Error{
				Fault: graph.Forbidden, Err: fmt.Errorf("this server does not answer for the host %q", r.Host),
			})
			return
		}
		next.ServeHTTP(w, r)
	})
}

// knows reports whether a Host header names this server.
func (s *Server) knows(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	if name == "localhost" || slices.ContainsFunc(s.c.Hosts, func(h string) bool { return strings.EqualFold(h, name) }) {
		return true
	}
	addr, err := netip.ParseAddr(name)
	return err == nil && addr.IsLoopback()
}

// security are headers that every answer has. They are shared by all: nobody may change their values.
var security = http.Header{
	"Content-Security-Policy":      {"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
	"X-Content-Type-Options":       {"nosniff"},
	"X-Frame-Options":              {"DENY"},
	"Referrer-Policy":              {"no-referrer"},
	"Cross-Origin-Resource-Policy": {"same-origin"},
	"Cross-Origin-Opener-Policy":   {"same-origin"},
}

// secured sets the headers that keep pages from loading, embedding or guessing anything. There is no
// Access-Control-Allow-Origin: other sites can't read answers.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		maps.Copy(w.Header(), security)
		next.ServeHTTP(w, r)
	})
}

// worthGzip is the least size of an answer that is compressed: what a new connection carries in its first round trip. Below
// that compression costs time on both sides and saves none.
const worthGzip = 14 << 10

// compression returns what sends answers of some size as gzip to clients that take it, at the level that costs the least time.
func compression() (func(http.Handler) http.HandlerFunc, error) {
	return gzhttp.NewWrapper(gzhttp.MinSize(worthGzip), gzhttp.CompressionLevel(gzip.BestSpeed))
}
