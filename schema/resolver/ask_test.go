package resolver_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"dyad/graph"
	"dyad/schema/exec"
	"dyad/schema/resolver"
	"dyad/schema/resolver/resolvertest"
)

// An asker runs queries against resolvers, without the limits of a server.
type asker struct {
	root *resolver.Root
	exec *executor.Executor
}

// newAsker returns an asker over the corpus, changed by change.
func newAsker(t testing.TB, change func(*resolver.Config)) *asker {
	t.Helper()
	config := resolvertest.Config(t)
	if change != nil {
		change(&config)
	}
	root, err := resolver.New(config)
	if err != nil {
		t.Fatalf("resolver.New: %v", err)
	}
	a := &asker{root: root, exec: executor.New(exec.NewExecutableSchema(exec.Config{Resolvers: root}))}
	a.exec.SetErrorPresenter(withCode)
	return a
}

// withCode shows the fault of an error as its code.
func withCode(ctx context.Context, err error) *gqlerror.Error {
	shown := graphql.DefaultErrorPresenter(ctx, err)
	shown.Extensions = map[string]any{"code": graph.FaultOf(err)}
	var e *graph.Error
	if errors.As(err, &e) {
		shown.Extensions["candidates"] = e.Candidates
	}
	return shown
}

// ask runs a query and returns what came back.
func (a *asker) ask(t testing.TB, query string) *graphql.Response {
	t.Helper()
	ctx, err := a.root.Begin(graphql.StartOperationTrace(t.Context()))
	if err != nil {
		t.Fatalf("Begin: %v", err)
	}
	oc, problems := a.exec.CreateOperationContext(ctx, &graphql.RawParams{Query: query})
	if problems != nil {
		t.Fatalf("%s\nis no query: %v", query, problems)
	}
	respond, ctx := a.exec.DispatchOperation(ctx, oc)
	return respond(ctx)
}

// handed returns where the last value of a type stands that a resolver handed over.
func handed[T any](a *asker) *T {
	last := new(T)
	a.exec.AroundFields(func(ctx context.Context, next graphql.Resolver) (any, error) {
		v, err := next(ctx)
		if of, ok := v.(T); ok {
			*last = of
		}
		return v, err
	})
	return last
}

// data runs a query that has to succeed, and returns its data, indented.
func (a *asker) data(t testing.TB, query string) string {
	t.Helper()
	r := a.ask(t, query)
	if len(r.Errors) > 0 {
		t.Fatalf("%s\nfailed: %v", query, r.Errors)
	}
	return indented(t, r.Data)
}

// indented lays out JSON so that differences show.
func indented(t testing.TB, data []byte) string {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, data, "", "  "); err != nil {
		t.Fatalf("%s is no JSON: %v", data, err)
	}
	return b.String()
}
