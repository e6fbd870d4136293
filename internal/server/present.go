package server

import (
	"context"
	"errors"
	"log/slog"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"dyad/graph"
)

// present turns an error of a field into what a client is shown: in its own words if the client can do something about it, and
// else the id of the request.
func (s *Server) present(ctx context.Context, err error) *gqlerror.Error {
	shown := s.shown(ctx, err)
	shown.Path = graphql.GetPath(ctx)
	var located *gqlerror.Error
	if errors.As(err, &located) && located.Path != nil {
		shown.Path = located.Path
	}
	if f := graphql.GetFieldContext(ctx); len(shown.Locations) == 0 && f != nil && f.Field.Field != nil && f.Field.Position != nil {
		shown.Locations = []gqlerror.Location{locationOf(f.Field.Position)}
	}
	return shown
}

// failed is the answer to a request that was not run.
func (s *Server) failed(ctx context.Context, err error) *Answer {
	var list gqlerror.List
	if !errors.As(err, &list) {
		answer := &Answer{Errors: gqlerror.List{s.shown(ctx, err)}}
		if answer.Fault() == graph.CostLimit {
			answer.Extensions = s.dearness(err)
		}
		return answer
	}
	answer := &Answer{}
	for _, e := range few(list) {
		answer.Errors = append(answer.Errors, s.shown(ctx, e))
	}
	return answer
}

// dearness are the extensions of a request that asks for more than it may: what it may cost, and what it does if that is what was
// counted.
func (s *Server) dearness(err error) map[string]any {
	var dear *tooDear
	if errors.As(err, &dear) {
		return s.costs(dear.cost)
	}
	return map[string]any{"cost": map[string]int{"limit": s.limits.Cost}}
}

// shown is what a client is shown of an error, without a path.
func (s *Server) shown(ctx context.Context, err error) *gqlerror.Error {
	var e *graph.Error
	var g *gqlerror.Error
	switch {
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled), graph.FaultOf(err) == graph.Deadline:
		return shownAs(graph.Deadline, "the request took too long: ask for less at once")
	case errors.As(err, &e) && tellable(e):
		shown := shownAs(e.Fault, told(e))
		if len(e.Candidates) > 0 {
			shown.Extensions["candidates"] = e.Candidates
		}
		if errors.As(err, &g) {
			shown.Locations = g.Locations
		}
		return shown
	case !errors.As(err, &e) && errors.As(err, &g) && g.Err == nil && !broken(g):
		shown := shownAs(graph.BadInput, g.Message)
		shown.Locations, shown.Path = g.Locations, g.Path
		return shown
	}
	return s.hidden(ctx, err)
}

// broken reports whether gqlgen found that a resolver broke the schema, which is no fault of the request.
func broken(g *gqlerror.Error) bool {
	return g.Message == "the requested element is null which the schema does not allow" || g.Message == "must not be null"
}

// told is an error without the name of what was tried, which is a matter of the program.
func told(e *graph.Error) string {
	plain := *e
	plain.Op = ""
	plain.On = cut(plain.On, echoed)
	return plain.Error()
}

// tellable reports whether a client may see the text of an error: if it is about the request, and so is all that it quotes.
func tellable(e *graph.Error) bool {
	for {
		switch e.Fault {
		case graph.BadInput, graph.NotFound, graph.Ambiguous, graph.CursorInvalid, graph.CostLimit, graph.Overloaded,
			graph.Unauthenticated, graph.Forbidden:
		default:
			return false
		}
		var cause *graph.Error
		if !errors.As(e.Err, &cause) {
			return true
		}
		e = cause
	}
}

// hidden logs an error that is no business of a client's, and shows the request's id; where there is no log, the error itself.
func (s *Server) hidden(ctx context.Context, err error) *gqlerror.Error {
	fault := graph.FaultOf(err)
	s.c.Log.LogAttrs(ctx, slog.LevelError, "error", slog.String("request", requestID(ctx)),
		slog.String("fault", string(fault)), slog.String("error", err.Error()))
	code, says := graph.Internal, "something went wrong here"
	if fault == graph.Corrupt {
		code, says = graph.Corrupt, "what is stored is damaged"
	}
	if s.c.Candid {
		return shownAs(code, says+": "+err.Error())
	}
	shown := shownAs(code, says+"; the log knows more about request "+requestID(ctx))
	shown.Extensions["requestId"] = requestID(ctx)
	return shown
}

// shownAs is an error with a code.
func shownAs(fault graph.Fault, message string) *gqlerror.Error {
	return &gqlerror.Error{Message: brief(message), Extensions: map[string]any{"code": fault}}
}
