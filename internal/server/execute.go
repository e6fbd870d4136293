package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"

	"dyad/graph"
	"dyad/schema/direct"
)

// A Request is one GraphQL request. Numbers in Variables are json.Number or Go's.
type Request struct {
	Query         string         `json:"query"`
	OperationName string         `json:"operationName"`
	Variables     map[string]any `json:"variables"`

	Safe    bool   `json:"-"` // whether it must not change anything
	Curator string `json:"-"` // who has shown to be asking; "" for anybody
}

// An Answer is the answer to a request, as it is written in JSON. A request that was not run has no Data; one that was run has
// some, perhaps null, and perhaps Errors beside it.
type Answer struct {
	Errors     gqlerror.List   `json:"errors,omitempty"`
	Data       json.RawMessage `json:"data,omitempty"`
	Extensions map[string]any  `json:"extensions,omitempty"`

	unsafe bool // it was not run because it must not change anything, and would have
}

// Fault returns the fault of the first error, "" if there is none.
func (a *Answer) Fault() graph.Fault {
	if len(a.Errors) == 0 {
		return ""
	}
	code, _ := a.Errors[0].Extensions["code"].(graph.Fault)
	return code
}

// Execute answers one request, within the limits. It always answers: what goes wrong is in the answer. A subscription has more
// than one answer, and is refused: [Server.Stream] answers it.
func (s *Server) Execute(ctx context.Context, r Request) *Answer {
	ctx = s.identified(ctx)
	answer, _ := s.take(ctx, r, func(*graphql.OperationContext, int) (*subscription, error) { return nil, errSubscription })
	return answer
}

// errSubscription is a subscription where one answer is expected.
var errSubscription = &graph.Error{Fault: graph.BadInput, Err: errors.New(
	"a subscription is followed over WebSocket (" + subprotocol + "), or with Accept: " + eventsType)}

// take waits for the turn of a request and answers it. For a subscription it returns what open makes of it instead.
func (s *Server) take(ctx context.Context, r Request, open opener) (answer *Answer, opened *subscription) {
	ctx, seen := s.observe(ctx)
	defer func() { seen.done(answer) }()
	defer func() {
		if problem := recover(); problem != nil {
			answer = s.failed(ctx, s.recoverField(ctx, problem))
		}
	}()
	note(ctx, func(e *entry) { e.operation = r.OperationName })
	leave, err := s.queue.enter(ctx)
	seen.entered()
	if err != nil {
		return s.failed(ctx, err), nil
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, s.timeLimit())
	defer cancel()
	oc, cost, err := s.prepare(ctx, r)
	if err != nil {
		return s.failed(ctx, err), nil
	}
	note(ctx, func(e *entry) { e.price = cost })
	ctx = asCurator(ctx, r.Curator)
	if err := s.allowed(ctx, &r, oc.Operation); err != nil {
		answer := s.failed(ctx, err)
		answer.unsafe = err == errSafe
		return answer, nil
	}
	planned(ctx, oc.Operation, cost)
	if oc.Operation.Operation == ast.Subscription {
		if opened, err = open(oc, cost); err != nil {
			return s.failed(ctx, err), nil
		}
		if opened == nil { // it is begun another way, and counted there
			seen = nil
		}
		return nil, opened
	}
	return s.answer(ctx, oc, cost), nil
}

// timeLimit is how long one answer may take.
func (s *Server) timeLimit() time.Duration {
	return time.Duration(s.limits.Milliseconds) * time.Millisecond
}

// answer runs a prepared request.
func (s *Server) answer(ctx context.Context, oc *graphql.OperationContext, cost int) *Answer {
	ctx, err := s.c.Resolvers.Begin(ctx)
	if err != nil {
		return s.failed(ctx, err)
	}
	answer := s.run(ctx, oc)
	answer.Extensions = s.costs(cost)
	return answer
}

// costs are the extensions of an answer.
func (s *Server) costs(cost int) map[string]any {
	return map[string]any{"cost": map[string]int{"requested": cost, "limit": s.limits.Cost}}
}

// prepare reads, weighs and validates a request, in this order: nothing is done with a document before it is known to be small
// enough. One that was found to be in order is weighed anew, since its variables may be others.
func (s *Server) prepare(ctx context.Context, r Request) (*graphql.OperationContext, int, error) {
	if err := checkQuery(r.Query, r.OperationName, s.limits); err != nil {
		return nil, 0, err
	}
	doc := s.documents.of(r.Query)
	known := doc != nil
	if !known {
		var err error
		if doc, err = s.parse(r.Query); err != nil {
			return nil, 0, err
		}
	}
	op := doc.Operations.ForName(r.OperationName)
	if op == nil {
		return nil, 0, noOperation(doc, r.OperationName)
	}
	if err := checkVariable(r.Variables, s.limits, 0); err != nil {
		return nil, 0, err
	}
	w, err := weigh(s.schema.Schema(), doc, op, r.Variables, s.limits)
	if err != nil {
		return nil, 0, err
	}
	if !known {
		if problems := s.invalid(doc); len(problems) > 0 {
			return nil, 0, problems
		}
		s.documents.keep(r.Query, doc)
	}
	if problems := checkVariables(s.schema.Schema(), op, r.Variables, s.limits); len(problems) > 0 {
		return nil, 0, problems
	}
	variables, err := validator.VariableValues(s.schema.Schema(), op, r.Variables)
	if err != nil {
		return nil, 0, err
	}
	return &graphql.OperationContext{
		RawQuery: r.Query, OperationName: r.OperationName, Doc: doc, Operation: op, Variables: variables,
		RecoverFunc:            s.recoverField, // the middleware is that of run
		RootResolverMiddleware: func(ctx context.Context, next graphql.RootResolver) graphql.Marshaler { return next(ctx) },
	}, w.cost, ctx.Err()
}

// parse reads a query and tallies what it is written with.
func (s *Server) parse(query string) (*ast.QueryDocument, error) {
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: query}, s.limits.Tokens)
	if err != nil {
		return nil, s.unreadable(err)
	}
	return doc, tallyOf(doc, s.limits)
}

// run executes a prepared operation. One that ran out of time or grew too large has no data: half an answer would look like a
// whole one. What it was to change stays changed, and only the answer is missing.
func (s *Server) run(ctx context.Context, oc *graphql.OperationContext) *Answer {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	m := &meter{limit: s.limits.AnswerBytes, stop: stop}
	oc.ResolverMiddleware = m.resolve
	ctx = graphql.WithOperationContext(ctx, oc)
	ctx = graphql.WithResponseContext(ctx, s.present, s.recoverField)
	if !s.c.Stock {
		ctx = direct.With(ctx, direct.New(m.wrote))
	}
	response := s.schema.Exec(ctx)(ctx)
	m.wrote(len(response.Data) - int(m.bytes.Load()))
	if ctx.Err() != nil {
		answer := s.failed(ctx, context.Cause(ctx))
		if oc.Operation.Operation == ast.Mutation {
			answer.Errors[0].Message += "; the change may have been made all the same: changes(last: 1) tells who made the last one, and why"
		}
		return answer
	}
	return &Answer{Data: response.Data, Errors: few(inOrder(append(response.Errors, graphql.GetErrors(ctx)...)))}
}

// recoverField turns a panic into an error. Its stack is for the log.
func (s *Server) recoverField(ctx context.Context, problem any) error {
	s.c.Log.ErrorContext(ctx, "panic", "request", requestID(ctx), "panic", problem, "stack", string(debug.Stack()))
	return &graph.Error{Fault: graph.Internal, Err: fmt.Errorf("panic: %v", problem)}
}

// noOperation is a document without the operation that was asked for.
func noOperation(doc *ast.QueryDocument, name string) error {
	switch {
	case len(doc.Operations) == 0:
		return &graph.Error{Fault: graph.BadInput, Err: errors.New("the document has no operation")}
	case name == "":
		return &graph.Error{Fault: graph.BadInput, Err: errors.New("the document has several operations: name one as operationName")}
	}
	return &graph.Error{On: "operationName", Fault: graph.BadInput, Err: errors.New("the document has no operation of that name")}
}
