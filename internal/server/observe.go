package server

import (
	"context"
	"time"

	"github.com/vektah/gqlparser/v2/ast"

	"dyad/graph"
	"dyad/internal/metrics"
)

// The classes of operations that have not one root field.
const (
	several       = "several"       // of different names
	introspection = "introspection" // nothing but what begins with two underscores
)

// An observation is what is counted of one operation. The methods of a nil one do nothing: where there are no metrics nothing is
// observed.
type observation struct {
	counts *metrics.Metrics
	clock  func() time.Time
	begun  time.Time
	metrics.Operation
}

// observationKey is the key of the observation in an operation's context.
type observationKey struct{}

// observe begins to count an operation. It is handed down in the context, to be told more of.
func (s *Server) observe(ctx context.Context) (context.Context, *observation) {
	if s.counts == nil {
		return ctx, nil
	}
	o := &observation{counts: s.counts, clock: s.c.Clock, begun: s.c.Clock()}
	return context.WithValue(ctx, observationKey{}, o), o
}

// entered tells that the operation's turn has come, or that it waited in vain.
func (o *observation) entered() {
	if o != nil {
		o.Waited = o.clock().Sub(o.begun)
	}
}

// planned tells what the operation is and what it costs: it will be run.
func planned(ctx context.Context, op *ast.OperationDefinition, price int) {
	if o, ok := ctx.Value(observationKey{}).(*observation); ok {
		o.Kind, o.Class, o.Price = string(op.Operation), classOf(op), price
	}
}

// exportKind is the kind of an operation that is an export. Its class is the format, or backupClass.
const (
	exportKind  = "export"
	backupClass = "backup"
)

// plannedExport tells that the operation is an export of a class.
func (o *observation) plannedExport(class string, price int) {
	if o != nil {
		o.Kind, o.Class, o.Price = exportKind, class, price
	}
}

// counted counts an export that has ended, with what went wrong, "" for nothing.
func (s *Server) counted(o *observation, out *outlet, fault graph.Fault) {
	if o == nil {
		return
	}
	o.Took, o.Bytes, o.Data, o.Fault = o.clock().Sub(o.begun), out.bytes, out.begun, fault
	o.counts.Done(o.Operation)
}

// done counts the operation with its answer. It is nil for a subscription that has begun: its answers are counted as they come.
func (o *observation) done(a *Answer) {
	if o == nil {
		return
	}
	o.Took = o.clock().Sub(o.begun)
	if a == nil {
		o.counts.Began(o.Operation)
		return
	}
	o.Bytes, o.Data, o.Fault = len(a.Data), a.Data != nil, a.Fault()
	o.counts.Done(o.Operation)
}

// answered counts one answer of a subscription.
func (s *Server) answered(sub *subscription, a *Answer) {
	if s.counts != nil {
		s.counts.Answered(metrics.Operation{
			Kind: string(ast.Subscription), Class: sub.field.Name, Price: sub.cost, Bytes: len(a.Data), Fault: a.Fault(), Data: true,
		})
	}
}

// classOf names a valid operation by its root field: there are as many classes as the schema has root fields, and two more. The
// name that its client gives it can be anything, and so is no class.
func classOf(op *ast.OperationDefinition) string {
	class := introspection
	for _, name := range rootFields(op.SelectionSet) {
		switch {
		case len(name) > 1 && name[:2] == "__", name == class:
		case class != introspection:
			return several
		default:
			class = name
		}
	}
	return class
}

// rootFields lists the names of selected fields, those of fragments included.
func rootFields(set ast.SelectionSet) []string {
	var names []string
	for _, selected := range set {
		switch selected := selected.(type) {
		case *ast.Field:
			names = append(names, selected.Name)
		case *ast.InlineFragment:
			names = append(names, rootFields(selected.SelectionSet)...)
		case *ast.FragmentSpread:
			names = append(names, rootFields(selected.Definition.SelectionSet)...)
		}
	}
	return names
}
