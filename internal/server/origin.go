package server

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"dyad/graph"
)

// sameOrigin refuses a request that a page of another site makes. Browsers let pages open WebSockets to anywhere and read what
// comes; all that tells is the header Origin, which no page can forge. Programs send none.
func sameOrigin(r *http.Request) error {
	for _, origin := range r.Header.Values("Origin") {
		u, err := url.Parse(origin)
		if err != nil || u.Host == "" || !strings.EqualFold(u.Host, r.Host) {
			return &graph.Error{Fault: graph.Forbidden, Err: fmt.Errorf("a page of %q may not open connections here", origin)}
		}
	}
	return nil
}
