package direct

import (
	"context"
	"errors"
	"io"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

type runKey struct{}

// With returns a context in which what is plain is written directly. Middleware of gqlgen's that wraps each field sees only the
// others: who has some must have no need of it for plain fields.
func With(ctx context.Context, r *Run) context.Context { return context.WithValue(ctx, runKey{}, r) }

// From returns the run of a context, nil if everything is to be done in gqlgen's own way.
func From(ctx context.Context) *Run {
	r, _ := ctx.Value(runKey{}).(*Run)
	return r
}

// Try writes an object, or a list of them, of the named type. It returns nil if the selection is not plain, or write gave up.
func (r *Run) Try(ctx context.Context, oc *graphql.OperationContext, objects Objects, object string, sel ast.SelectionSet,
	write func(*Writer, *Plan),
) graphql.Marshaler {
	if r == nil {
		return nil
	}
	p := r.plan(oc, objects, object, sel)
	if p == nil {
		return nil
	}
	w := Writer{ctx: ctx, wrote: r.wrote}
	if !attempt(&w, p, write) {
		return nil
	}
	w.report()
	return written(w.buf)
}

// attempt reports whether write came to its end. A panic is not looked at: it will come again, where gqlgen deals with it.
func attempt(w *Writer, p *Plan, write func(*Writer, *Plan)) (done bool) {
	defer func() { done = recover() == nil }()
	write(w, p)
	return
}

// Leaf returns a scalar or enum that stands in an object which is not plain otherwise.
func (r *Run) Leaf(alias string, write func(*Writer)) graphql.Marshaler {
	w := Writer{ctx: context.Background(), wrote: func(int) {}}
	if !attempt(&w, nil, func(w *Writer, _ *Plan) { write(w) }) {
		return nil
	}
	r.wrote(len(`"":`) + len(alias) + len(w.buf))
	return written(w.buf)
}

// written is what an attempt wrote.
type written []byte

// MarshalGQL implements [graphql.Marshaler]. As there, who writes finds out by himself that it failed.
func (b written) MarshalGQL(w io.Writer) { _, _ = w.Write(b) }

// errGivenUp ends an attempt.
var errGivenUp = errors.New("given up: gqlgen's own way is taken")
