package server

import (
	"context"
	"fmt"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"

	"dyad/graph"
)

// A meter counts the bytes of an answer as its fields are resolved, and stops a request whose answer grows too large.
type meter struct {
	limit int
	stop  context.CancelCauseFunc
	bytes atomic.Int64
}

// valueBytes is what a value that is no text takes, with what stands around it.
const valueBytes = 8

// resolve resolves a field unless the request has been stopped, its time is over, or its client has left.
func (m *meter) resolve(ctx context.Context, next graphql.Resolver) (any, error) {
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	value, err := next(ctx)
	m.wrote(len(graphql.GetFieldContext(ctx).Field.Alias) + valueBytes + textBytes(value))
	return value, err
}

// textBytes is how long a value is, if it is a text.
func textBytes(value any) int {
	switch v := value.(type) {
	case string:
		return len(v)
	case *string:
		if v != nil {
			return len(*v)
		}
	}
	return 0
}

// wrote counts bytes of the answer.
func (m *meter) wrote(n int) {
	if m.bytes.Add(int64(n)) > int64(m.limit) {
		m.stop(&graph.Error{
			Fault: graph.CostLimit,
			Err:   fmt.Errorf("the answer has more than %d bytes: select fewer fields, ask for smaller pages, or in several requests", m.limit),
		})
	}
}
