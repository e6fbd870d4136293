package server_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"dyad/internal/server"
	"dyad/schema/resolver"
)

// A toy is a schema of a few fields, run as gqlgen's generated code runs a schema: what streams promise does not depend on what
// is in them.
type toy struct {
	parsed *ast.Schema
	going  atomic.Int64  // subscriptions and slow queries under way
	slow   chan struct{} // a query for slow waits until this is closed, or its client has left
}

func newToy(t testing.TB) *toy {
	t.Helper()
	parsed, err := gqlparser.LoadSchema(&ast.Source{Input: `
		type Query { hello: String! slow: String! text(length: Int!): String! }
		type Mutation { change: String! }
		type Subscription { count(to: Int!): Int! never: Int! refused: Int! fails: Int! panics: Int! text(length: Int!): String! }`})
	if err != nil {
		t.Fatal(err)
	}
	return &toy{parsed: parsed, slow: make(chan struct{})}
}

func (y *toy) Schema() *ast.Schema { return y.parsed }

func (y *toy) Complexity(context.Context, string, string, int, map[string]any) (int, bool) {
	return 0, false
}

// Exec implements [graphql.ExecutableSchema].
func (y *toy) Exec(ctx context.Context) graphql.ResponseHandler {
	oc := graphql.GetOperationContext(ctx)
	field := graphql.CollectFields(oc, oc.Operation.SelectionSet, nil)[0]
	if oc.Operation.Operation == ast.Subscription {
		return y.stream(ctx, oc, field)
	}
	return graphql.OneShot(&graphql.Response{Data: y.object(field, y.value(ctx, oc, field))})
}

// value answers a query.
func (y *toy) value(ctx context.Context, oc *graphql.OperationContext, field graphql.CollectedField) string {
	switch field.Name {
	case "slow":
		y.going.Add(1)
		defer y.going.Add(-1)
		select {
		case <-y.slow:
		case <-ctx.Done():
		}
	case "text":
		return strings.Repeat("x", int(field.ArgumentMap(oc.Variables)["length"].(int64)))
	}
	return "world"
}

func (y *toy) object(field graphql.CollectedField, value any) []byte {
	text := fmt.Sprint(value)
	if _, number := value.(int); !number {
		text = strconv.Quote(text)
	}
	return []byte(`{"` + field.Alias + `":` + text + `}`)
}

// stream answers a subscription. Each event passes the middleware once more, as the fields of an object do.
func (y *toy) stream(ctx context.Context, oc *graphql.OperationContext, field graphql.CollectedField) graphql.ResponseHandler {
	events := make(chan any)
	_, err := oc.ResolverMiddleware(ctx, func(ctx context.Context) (any, error) {
		if field.Name == "refused" {
			return nil, errors.New("secret reason")
		}
		y.going.Add(1)
		go func() {
			defer y.going.Add(-1)
			defer close(events)
			y.send(ctx, oc, field, events)
		}()
		return nil, nil
	})
	if err != nil {
		graphql.AddError(ctx, err)
		return func(context.Context) *graphql.Response { return nil }
	}
	var buf bytes.Buffer
	return func(ctx context.Context) *graphql.Response {
		buf.Reset()
		select {
		case v, more := <-events:
			if !more {
				return nil
			}
			buf.Write(y.event(ctx, oc, field, v))
			return &graphql.Response{Data: buf.Bytes()}
		case <-ctx.Done():
			return nil
		}
	}
}

// event is one answer of a subscription.
func (y *toy) event(ctx context.Context, oc *graphql.OperationContext, field graphql.CollectedField, v any) []byte {
	inner := field
	inner.Field = &ast.Field{Name: "inner", Alias: "inner"}
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Field: inner})
	got, err := oc.ResolverMiddleware(ctx, func(context.Context) (any, error) {
		switch field.Name {
		case "fails":
			return nil, errors.New("secret failure")
		case "panics":
			panic("secret panic")
		}
		return v, nil
	})
	if err != nil {
		graphql.AddError(ctx, err)
		return []byte("null")
	}
	return y.object(field, got)
}

// send is the source of a subscription's events.
func (y *toy) send(ctx context.Context, oc *graphql.OperationContext, field graphql.CollectedField, events chan<- any) {
	number := func(name string) int { return int(field.ArgumentMap(oc.Variables)[name].(int64)) }
	put := func(v any) {
		select {
		case events <- v:
		case <-ctx.Done():
		}
	}
	switch field.Name {
	case "count":
		for i := 1; i <= number("to"); i++ {
			put(i)
		}
	case "text":
		put(strings.Repeat("x", number("length")))
		put("done")
	case "never":
		<-ctx.Done()
	default:
		put(1)
	}
}

// idle fails unless everything that was under way ends soon.
func (y *toy) idle(t testing.TB) {
	t.Helper()
	until(t, func() bool { return y.going.Load() == 0 },
		func() string {
			return fmt.Sprintf("%d operations go on though nobody wants their answers", y.going.Load())
		})
}

// busy fails unless n are under way soon.
func (y *toy) busy(t testing.TB, n int64) {
	t.Helper()
	until(t, func() bool { return y.going.Load() == n },
		func() string { return fmt.Sprintf("%d operations are under way, want %d", y.going.Load(), n) })
}

// A listening server listens on loopback.
type listening struct {
	*served
	*toy
	addr string
	stop context.CancelFunc
	done chan error // what Serve returned
}

// listen serves a toy, which nobody may change. The changes may be nil.
func listen(t testing.TB, change func(*resolver.Config), also func(*server.Config)) *listening {
	t.Helper()
	s := serve(t, change, func(c *server.Config) {
		c.Random = nil // one that several may read from
		c.Timeouts = server.DefaultTimeouts()
		if also != nil {
			also(c)
		}
	})
	y := newToy(t)
	s.Replace(y)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	on := &listening{s, y, l.Addr().String(), stop, make(chan error, 1)}
	go func() { on.done <- s.Serve(ctx, l) }()
	t.Cleanup(func() {
		stop()
		<-on.done
		on.done <- nil // for who waits as well
	})
	return on
}

// waitOpen fails unless n connections are open soon.
func (l *listening) waitOpen(t testing.TB, n int) {
	t.Helper()
	until(t, func() bool { return l.Open() == n },
		func() string { return fmt.Sprintf("%d connections are open, want %d", l.Open(), n) })
}
