package server

import (
	"fmt"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"

	"dyad/graph"
	"dyad/schema/resolver"
)

// A weight is what a selection amounts to. Numbers above a limit are no longer exact: nobody looks at them.
type weight struct {
	fields int // selected, fragments counted wherever they are spread
	leaves int // of the fields, those of the object itself that have no selections
	depth  int // of nesting; 1 for a field without selections
	values int // objects and elements of lists in arguments
	cost   int // objects that the answer may hold
}

// A counter weighs a document before it is validated or run. It reads each selection once for each size of page it is in, so it
// is done in time linear in the document, whatever the document multiplies.
type counter struct {
	schema    *ast.Schema
	doc       *ast.QueryDocument
	variables map[string]any
	defaults  ast.VariableDefinitionList // of the operation that will be run
	limits    resolver.Limits
	fragments map[fragmentIn]weight
	open      map[string]bool // fragments being weighed
	reached   map[string]bool // fragments that have been met
	views     map[string]bool // as they are written
}

// A fragmentIn is a fragment, spread into a list of so many.
type fragmentIn struct {
	name string
	page int
}

// weigh returns the weight of the operation, or an error that names the limit that the document exceeds. Operations and
// fragments that will not be run have to keep within the limits too, since validating them is work.
func weigh(schema *ast.Schema, doc *ast.QueryDocument, op *ast.OperationDefinition, variables map[string]any, limits resolver.Limits) (weight, error) {
	c := &counter{
		schema: schema, doc: doc, variables: variables, limits: limits,
		fragments: map[fragmentIn]weight{}, open: map[string]bool{}, reached: map[string]bool{}, views: map[string]bool{},
	}
	alone, err := c.parts()
	if err != nil {
		return weight{}, err
	}
	clear(c.reached)
	var w weight
	all := 0
	for _, o := range doc.Operations {
		got, err := c.operation(o)
		if err != nil {
			return weight{}, err
		}
		all += got.fields
		if o == op {
			w = got
		}
	}
	for name, fields := range alone {
		if !c.reached[name] {
			all += fields
		}
	}
	return w, c.check(weight{fields: all, cost: w.cost}) // the rest has been checked on the way
}

// parts refuses too many operations and fragments, and returns how many fields each fragment has. Validation compares all fields
// of a fragment, and all that it spreads, whether or not an operation spreads it.
func (c *counter) parts() (map[string]int, error) {
	switch {
	case len(c.doc.Operations) > c.limits.Operations:
		return nil, beyond("the query has more than %d operations: send those that are not run another time", c.limits.Operations)
	case len(c.doc.Fragments) > c.limits.Fragments:
		return nil, beyond("the query has more than %d fragments: leave out those that nothing spreads, or ask in several requests", c.limits.Fragments)
	}
	fields := map[string]int{}
	for _, f := range c.doc.Fragments {
		w, err := c.fragment(f.Name, 1)
		if err != nil {
			return nil, err
		}
		fields[f.Name] = w.fields
	}
	return fields, nil
}

// operation weighs one operation. Views are evaluated once each, wherever they stand, and the first is free.
func (c *counter) operation(o *ast.OperationDefinition) (weight, error) {
	c.defaults = o.VariableDefinitions
	clear(c.fragments) // defaults differ
	clear(c.views)
	for _, d := range o.VariableDefinitions {
		if err := c.literal("$"+d.Variable, d.DefaultValue, d.Type.Name()); err != nil {
			return weight{}, err
		}
	}
	w, err := c.selections(o.SelectionSet, c.root(o), 1)
	w.cost += viewPrice * max(0, len(c.views)-1)
	return w, err
}

// root returns the type that an operation selects from; nil for one that the schema does not have, which validation reports.
func (c *counter) root(o *ast.OperationDefinition) *ast.Definition {
	switch o.Operation {
	case ast.Query:
		return c.schema.Query
	case ast.Mutation:
		return c.schema.Mutation
	case ast.Subscription:
		return c.schema.Subscription
	}
	return nil
}

// selections weighs a selection of fields of a parent type that stands in a list of so many per page.
func (c *counter) selections(set ast.SelectionSet, parent *ast.Definition, page int) (weight, error) {
	var sum weight
	for _, s := range set {
		w, err := c.selection(s, parent, page)
		if err != nil {
			return sum, err
		}
		sum = weight{
			fields: sum.fields + w.fields, leaves: sum.leaves + w.leaves, depth: max(sum.depth, w.depth),
			values: sum.values + w.values, cost: sum.cost + w.cost,
		}
		if err := c.check(sum); err != nil {
			return sum, err
		}
	}
	return sum, nil
}

func (c *counter) selection(s ast.Selection, parent *ast.Definition, page int) (weight, error) {
	switch s := s.(type) {
	case *ast.Field:
		return c.field(s, parent, page)
	case *ast.InlineFragment:
		if s.TypeCondition != "" {
			parent = c.schema.Types[s.TypeCondition]
		}
		return c.selections(s.SelectionSet, parent, page)
	case *ast.FragmentSpread:
		return c.fragment(s.Name, page)
	}
	return weight{}, nil
}

// fragment weighs a fragment, once for each size of page. One that is unknown weighs nothing: validation reports it. One that
// spreads itself is reported here, since validation would follow it round and round.
func (c *counter) fragment(name string, page int) (weight, error) {
	key := fragmentIn{name, page}
	c.reached[name] = true
	if w, known := c.fragments[key]; known {
		return w, nil
	}
	f := c.doc.Fragments.ForName(name)
	if f == nil {
		return weight{}, nil
	}
	if c.open[name] {
		return weight{}, &graph.Error{Fault: graph.BadInput, Err: fmt.Errorf("the fragment %q spreads itself", name)}
	}
	c.open[name] = true
	w, err := c.selections(f.SelectionSet, c.schema.Types[f.TypeCondition], page)
	c.open[name] = false
	c.fragments[key] = w
	return w, err
}

// field weighs a field and what is selected of it.
func (c *counter) field(f *ast.Field, parent *ast.Definition, page int) (weight, error) {
	def := definitionOf(parent, f.Name)
	if err := c.written(f, def); err != nil {
		return weight{}, err
	}
	if def == nil {
		inner, err := c.selections(f.SelectionSet, nil, 1)
		return weight{fields: 1 + inner.fields, leaves: 1, depth: 1 + inner.depth}, err // __typename, or one that there is not
	}
	values, filters := c.values(f, def)
	if err := c.check(weight{values: values}); err != nil {
		return weight{}, err
	}
	inner, err := c.selections(f.SelectionSet, c.schema.Types[def.Type.Name()], c.pageOf(f, def))
	if err != nil {
		return weight{}, err
	}
	w := weight{
		fields: 1 + inner.fields, depth: 1 + inner.depth, values: values + inner.values,
		cost: c.surcharge(parent.Name, f) + conditionPrice*filters,
	}
	if len(f.SelectionSet) == 0 {
		w.leaves = 1
	} else {
		w.cost += c.size(f, def, parent, page) * (1 + inner.leaves/leavesPerObject + inner.cost)
	}
	return w, c.check(w)
}

// definitionOf returns the definition of a field; nil if the type is unknown or has no such field.
func definitionOf(parent *ast.Definition, name string) *ast.FieldDefinition {
	if parent == nil {
		return nil
	}
	return parent.Fields.ForName(name)
}

// check returns an error that names the limit that w exceeds, if any.
func (c *counter) check(w weight) error {
	switch {
	case w.fields > c.limits.Fields:
		return beyond("the query selects more than %d fields, fragments counted wherever they are spread: select fewer, or ask in several requests", c.limits.Fields)
	case w.depth > c.limits.Depth:
		return beyond("fields are nested more than %d deep: ask for what lies deeper by its id, in another request", c.limits.Depth)
	case w.values > c.limits.Values:
		return beyond("the arguments hold more than %d objects and elements of lists together, variables counted wherever they are used: "+
			"ask for less at once", c.limits.Values)
	case w.cost > c.limits.Cost:
		return &tooDear{w.cost, beyond("the pages asked for may hold more than %d objects together, or take as much work: say how many of each you need with first or last "+
			"(a page without is of "+strconv.Itoa(resolver.DefaultPage())+"), select fewer lists within lists, fewer filters and views, or ask in several requests",
			c.limits.Cost)}
	}
	return nil
}

// tooDear is a request that costs more than it may: so much at least, since counting stopped there.
type tooDear struct {
	cost int
	error
}

// Unwrap returns the error that says so.
func (e *tooDear) Unwrap() error { return e.error }

// beyond is a request that asks for more than one may.
func beyond(format string, limit int) error {
	return &graph.Error{Fault: graph.CostLimit, Err: fmt.Errorf(format, limit)}
}
