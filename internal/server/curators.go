package server

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"dyad/graph"
	"dyad/schema/resolver"
)

// curator returns whose token a request bears; "" if it bears none. One that nobody holds is Unauthenticated, for questions too: whoever
// sends it believes to be known.
//
// A browser adds no token by itself, as it would a cookie: a page of another site that makes it post here can't change anything. It
// can't post with a token of its own either: the header, like the JSON that is asked for, needs a leave (CORS) that is given to nobody.
func (s *Server) curator(r *http.Request) (string, error) {
	scheme, token, _ := strings.Cut(strings.TrimSpace(r.Header.Get("Authorization")), " ")
	if s.c.Curator == nil || !strings.EqualFold(scheme, "Bearer") {
		return "", nil
	}
	if len(r.Header.Values("Authorization")) == 1 {
		if name, known := s.c.Curator(strings.TrimSpace(token)); known {
			return name, nil
		}
	}
	return "", &graph.Error{Fault: graph.Unauthenticated, Err: errors.New("nobody holds this token: ask whoever runs the server for one")}
}

// allowed refuses a mutation where nothing may be changed, to whom nothing may, or by a request that must not change anything.
func (s *Server) allowed(ctx context.Context, r *Request, op *ast.OperationDefinition) error {
	if op.Operation != ast.Mutation {
		return nil
	}
	if r.Safe {
		return errSafe
	}
	return s.c.Resolvers.MayMutate(ctx)
}

// errSafe is a mutation that was asked for with GET.
var errSafe = &graph.Error{Fault: graph.BadInput, Err: errors.New("mutations are posted: GET changes nothing")}

// refusedStatus is the status of a request that was not run because of who asked, or how; 0 for any other.
func refusedStatus(a *Answer) int {
	switch {
	case a.unsafe:
		return http.StatusMethodNotAllowed
	case a.Fault() == graph.Unauthenticated:
		return http.StatusUnauthorized
	case a.Fault() == graph.Forbidden:
		return http.StatusForbidden
	}
	return 0
}

// challenge sets the headers that go with a refusal.
func challenge(h http.Header, status int) {
	switch status {
	case http.StatusUnauthorized:
		h.Set("WWW-Authenticate", `Bearer realm="dyad"`)
	case http.StatusMethodNotAllowed:
		if h.Get("Allow") == "" {
			h.Set("Allow", "POST")
		}
	}
}

// asCurator returns a context that tells the resolvers who asks.
func asCurator(ctx context.Context, name string) context.Context {
	if name == "" {
		return ctx
	}
	return resolver.WithCurator(ctx, name)
}
